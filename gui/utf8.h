// UTF-8 text character by character.
#pragma once

#include <functional>
#include <string_view>

namespace tuiyan::gui {

// One character at the front of `text` (not empty), which is moved past it. A broken byte is U+FFFD.
char32_t next_character(std::string_view& text);
void for_each_character(std::string_view text, const std::function<void(char32_t)>& use);

// May a line break after `before` and before `after`? Chinese breaks anywhere but before closing and after
// opening punctuation; other scripts at spaces.
bool may_break(char32_t before, char32_t after);

}  // namespace tuiyan::gui
