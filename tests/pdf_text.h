// What a PDF of Cairo says. Letters and digits of Latin texts alone, so that a title is found whatever its line breaks,
// kerning and dashes are.
#pragma once

#include <string>

namespace tuiyan {

std::string pdf_letters(const std::string& bytes);
std::string letters_of(const std::string& text);

}  // namespace tuiyan
