// The window's fonts: a Chinese font of the system, found through fontconfig (Noto Sans CJK preferred, then
// WenQuanYi Micro Hei), in the sizes of the type scale. The atlas holds the characters in use; when a text
// brings a new one it is rebuilt between frames, so nothing ever shows as "?".
#pragma once

#include <fontconfig/fontconfig.h>

#include <array>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

struct ImFont;

namespace tuiyan::gui {

// The type scale: heights of a line in pixels at 100 %.
enum class Size { small, body, heading, title };
inline constexpr std::array<float, 4> type_scale = {15, 17, 20, 25};

class Fonts {
 public:
  // Throws std::runtime_error with what to install when the system has no font with Chinese.
  Fonts();

  // Notes the characters of a text that will be drawn.
  void need(std::string_view text);
  // Brings the atlas up to date for a zoom. Call between frames. True if it was rebuilt: the frame before
  // may lack characters and should be drawn again.
  bool update(float zoom);
  bool stale(float zoom) const { return changed_ || zoom != zoom_; }

  ImFont* font(Size size) const { return fonts_[static_cast<std::size_t>(size)]; }
  const std::string& family() const { return family_; }
  // Characters that no font of the system has.
  const std::set<char32_t>& missing() const { return missing_; }

 private:
  struct Face {
    std::string file;
    int index = 0;
  };
  void build(float zoom);
  const Face& face_for(char32_t character);

  std::string family_;
  Face face_;                           // the main one
  std::shared_ptr<FcCharSet> covered_;  // what it has
  std::map<char32_t, Face> faces_;
  std::set<char32_t> characters_;
  std::vector<bool> known_ = std::vector<bool>(0x110000);  // the same, for a quick question
  std::set<char32_t> missing_;
  bool changed_ = true;
  float zoom_ = 0;
  std::array<ImFont*, type_scale.size()> fonts_{};
};

}  // namespace tuiyan::gui
