#include "gui/utf8.h"

namespace tuiyan::gui {

namespace {

constexpr std::u32string_view closing = U"，。、；：？！）》」』】”’…％%,.;:?!)]}";
constexpr std::u32string_view opening = U"（《「『【“‘([{";

bool is_wide(char32_t c) { return c >= 0x2E80 && c < 0xD7A4; }

}  // namespace

char32_t next_character(std::string_view& text) {
  const auto byte = [&text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  const std::size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
  char32_t c = length == 1 ? lead : lead & (0x7Fu >> length);
  bool valid = length > 0 && length <= text.size();
  for (std::size_t i = 1; valid && i < length; ++i) {
    valid = (byte(i) & 0xC0) == 0x80;
    c = (c << 6) | (byte(i) & 0x3F);
  }
  text.remove_prefix(valid ? length : 1);
  return valid ? c : U'\uFFFD';
}

void for_each_character(std::string_view text, const std::function<void(char32_t)>& use) {
  while (!text.empty()) use(next_character(text));
}

bool may_break(char32_t before, char32_t after) {
  if (before == ' ') return after != ' ';
  if (closing.find(after) != closing.npos || opening.find(before) != opening.npos) return false;
  return is_wide(before) || is_wide(after);
}

}  // namespace tuiyan::gui
