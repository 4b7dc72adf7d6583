// Cairo and Pango in the few words that charts need: text that is measured and remembered, lines, areas,
// hatching, the marker of a mix. Lengths are points of the picture.
#pragma once

#include <cairo.h>
#include <pango/pangocairo.h>

#include <string>
#include <vector>

#include "io/colours.h"

namespace tuiyan {

struct Box {
  double x = 0, y = 0, width = 0, height = 0;
  double right() const { return x + width; }
  double bottom() const { return y + height; }
};

struct PaintedText {
  Box box;
  std::string text;
};

enum class Align { left, centre, right };

struct TextStyle {
  double size = 11;
  bool bold = false;
  Colour colour = {};
  double wrap = 0;  // width at which lines are broken; 0: never
  Align align = Align::left;
};

class Canvas {
 public:
  Canvas(cairo_surface_t* surface, double scale);
  ~Canvas();
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

  cairo_t* cairo() { return cairo_; }

  Box measure(const std::string& text, const TextStyle& style);
  // `x` is the left end, the middle or the right end as aligned; `y` the top. Returns where it stands.
  Box text(double x, double y, const std::string& text, const TextStyle& style);
  Box text_middle(double x, double y, const std::string& text, const TextStyle& style);  // `y` is the middle

  void line(double x0, double y0, double x1, double y1, Colour colour, double width = 1);
  void rectangle(const Box& box, Colour fill, double radius = 0);
  void outline(const Box& box, Colour colour, double width = 1, double radius = 0);
  void hatch(Colour colour);  // the current path; consumes it
  void marker(double x, double y, Style style, Colour colour, double size = 3.6);
  void dashes(const std::vector<double>& pattern);

  const std::vector<PaintedText>& texts() const { return texts_; }
  int unknown_glyphs() const { return unknown_glyphs_; }

 private:
  PangoLayout* laid_out(const std::string& text, const TextStyle& style);
  void set(Colour colour);
  void path(const Box& box, double radius);

  cairo_t* cairo_ = nullptr;
  PangoContext* context_ = nullptr;
  PangoLayout* layout_ = nullptr;
  std::vector<PaintedText> texts_;
  int unknown_glyphs_ = 0;
};

}  // namespace tuiyan
