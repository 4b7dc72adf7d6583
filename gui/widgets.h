// The only place that calls Dear ImGui's widgets. Each widget records label, rectangle and whether its text
// was cut, so that scripts find it by label and tests can measure. Widgets go where the caller says.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gui/font.h"
#include "gui/rect.h"
#include "gui/texture.h"
#include "gui/theme.h"
#include "sim/field.h"

namespace tuiyan::gui {

struct Record {
  std::string label;  // as shown, with its scopes: "As planned/Floor/Households"
  std::string key;    // the same in any language: "as_planned/floor/households"
  std::string kind;   // "text", "button", "number", ...
  std::string value;  // the text or value shown
  Rect rect;
  bool cut = false;      // the text does not fit
  bool visible = false;  // not scrolled away
};

enum class Align { left, centre, right };
enum class Tone { normal, quiet, accent, on_accent, warning, error };

struct Look {
  Size size = Size::body;
  Tone tone = Tone::normal;
  Align align = Align::left;
};

struct Slide {
  double low = 0, high = 1, step = 0;  // step 0: smooth
  std::optional<double> mark;          // a notch, at the value of the file
};

class Widgets {
 public:
  explicit Widgets(Fonts& fonts) : fonts_(&fonts) {}

  void begin(const Theme& theme, float width, float height);
  void end();
  const Theme& theme() const { return theme_; }
  float space(float units) const { return theme_.space(units); }
  void show_money_in_wan(bool in_wan) { money_in_wan_ = in_wan; }
  bool money_in_wan() const { return money_in_wan_; }  // amounts in fields, not those of a person or a household

  // Puts what follows under a label (as shown) and a key (the same in any language).
  class Scope {
   public:
    Scope(Widgets& widgets, std::string_view label, std::string_view key);
    ~Scope();
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

   private:
    Widgets* widgets_;
    std::size_t label_length_, key_length_;
  };

  // Surfaces.
  void fill(const Rect& rect, Colour colour, float rounding = 0);
  void sheet(const Rect& rect);
  void hairline(float x, float y, float width);
  void vertical_line(float x, float y, float height, Colour colour);
  void mix_mark(const Rect& rect, int style, std::string_view letter);

  // Text.
  float line_height(Size size) const;
  float text_width(std::string_view text, Size size);
  void text(const Rect& rect, std::string_view text, Look look = {}, std::string_view key = {});
  // The same for a text that may be longer than its place: what does not fit is in the tip, and is not counted as cut.
  void shortened(const Rect& rect, std::string_view text, Look look = {}, std::string_view key = {});
  float paragraph_height(std::string_view text, float width, Size size);
  float paragraph(const Rect& rect, std::string_view text, Look look = {});  // returns its height

  // Controls; true when the person changed or pressed something. `label` and `key` name them in the record.
  bool button(const Rect& rect, std::string_view label, std::string_view key, bool enabled = true,
              bool primary = false);
  float button_width(std::string_view label);
  bool row(const Rect& rect, std::string_view label, std::string_view key, bool selected);
  bool disclosure(const Rect& rect, float mark, std::string_view label, std::string_view key, bool open,
                  Size size = Size::body);
  bool toggle(const Rect& rect, std::string_view label, std::string_view key, bool& on);
  bool segments(const Rect& rect, std::string_view label, std::string_view key, const std::vector<std::string>& options,
                int& chosen);
  float segments_width(const std::vector<std::string>& options);
  bool select(const Rect& rect, std::string_view label, std::string_view key, const std::vector<std::string>& options,
              int& chosen);
  bool slider(const Rect& rect, std::string_view label, std::string_view key, double& value, const Slide& slide);
  bool number(const Rect& rect, std::string_view label, std::string_view key, double& value, const Limits& limits,
              bool troubled = false);
  bool text_field(const Rect& rect, std::string_view label, std::string_view key, std::string& value,
                  std::string_view placeholder = {}, bool troubled = false);
  // A field whose text is there while it is typed; `focus` puts the caret into it. True when the text changed.
  bool search(const Rect& rect, std::string_view label, std::string_view key, std::string& value,
              std::string_view placeholder, bool focus = false);
  // A place without looks of its own, where the pointer drags something across: `share` of the width, 0 to 1.
  bool drag(const Rect& rect, std::string_view label, std::string_view key, double& share);
  void progress(const Rect& rect, std::string_view label, std::string_view key, double share);
  void picture(const Rect& rect, const Texture& texture, std::string_view label, std::string_view key);

  // Where the pointer is, if over the rectangle and nothing lies between.
  struct Pointer {
    float x, y;
  };
  std::optional<Pointer> pointer_over(const Rect& rect) const;
  void tip(const Rect& rect, std::string_view text);  // shown while the pointer is over `rect`
  struct BubbleLine {
    int mix = -1;  // with the mark of a mix, or -1
    std::string letter, text, value;
  };
  void bubble(const std::vector<BubbleLine>& lines);  // beside the pointer

  // A region that scrolls when what is drawn into it is higher. Returns where its content begins.
  Rect begin_scroll(const Rect& rect, std::string_view key);
  void end_scroll(float content_bottom);

  // A sheet over the middle of the window; nothing beneath it answers. Draw into the rectangle given.
  std::optional<Rect> begin_dialog(std::string_view key, float width, float height, bool& open);
  void end_dialog();

  const std::vector<Record>& records() const { return records_; }
  const Record* find(std::string_view label_or_key) const;  // null if none
  // Will a script look for something under this scope in the next frame? Then it has to be drawn though out of sight.
  bool sought(std::string_view scope) const { return !revealed_.empty() && revealed_.find(scope) != std::string::npos; }
  void reveal(std::string_view label_or_key) { revealed_ = label_or_key; }  // scrolls to it in the next frame
  bool typing() const { return !editing_.empty() || searching_; }
  int presses() const { return presses_; }  // of the pointer so far: changes within one belong together

 private:
  struct Press {
    bool pressed = false, held = false, hovered = false, focused = false;
  };
  Press press(const Rect& rect, std::string_view key);
  void draw_text(float x, float y, std::string_view text, Size size, Colour colour);
  void aligned_text(const Rect& rect, std::string_view text, const Look& look);
  void frame(const Rect& rect, Colour inside, Colour border);
  void focus_ring(const Rect& rect, const Press& press);
  Colour colour_of(Tone tone) const;
  bool input(const Rect& rect, const std::string& id, Size size, std::string& text, bool focus, bool select_all);
  bool edit(const Rect& rect, std::string_view key, std::string_view shown, const Look& look, bool troubled,
            std::string& committed);
  Record& record(const Rect& rect, std::string_view label, std::string_view key, std::string_view kind,
                 std::string_view value, float text_width, float text_height);
  std::vector<std::string_view> lines_of(std::string_view text, float width, Size size);

  Fonts* fonts_;
  Theme theme_;
  bool money_in_wan_ = false;
  float width_ = 0, height_ = 0;
  int scroll_depth_ = 0;
  std::string label_, key_;  // scopes so far, each closed by "/"
  std::vector<Record> records_;
  std::string revealed_;
  std::string editing_;  // key of the field being typed into
  std::string buffer_;
  bool edit_starts_ = false;
  bool searching_ = false;
  int presses_ = 0;
};

}  // namespace tuiyan::gui
