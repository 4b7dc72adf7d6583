#include "tests/pdf_text.h"

#include <zlib.h>

#include <array>
#include <string_view>

namespace tuiyan {

namespace {

// "" where it was not packed.
std::string unpacked(std::string_view packed) {
  z_stream stream{};
  if (inflateInit(&stream) != Z_OK) return {};
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  std::string text;
  std::array<char, 1 << 14> piece;
  int state = Z_OK;
  while (state == Z_OK) {
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = static_cast<uInt>(piece.size());
    state = inflate(&stream, Z_NO_FLUSH);
    text.append(piece.data(), piece.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  return text;
}

// The strings that a page shows stand between parentheses: (Reg)-10(istered).
std::string shown_in(std::string_view page) {
  std::string shown;
  bool inside = false;
  for (std::size_t i = 0; i < page.size(); ++i) {
    if (!inside) {
      inside = page[i] == '(';
    } else if (page[i] == '\\') {
      const bool by_number = page[i + 1] >= '0' && page[i + 1] <= '7';  // \226, no letter
      i += by_number ? 3 : 1;
    } else if (page[i] == ')') {
      inside = false;
    } else {
      shown += page[i];
    }
  }
  return shown;
}

}  // namespace

std::string letters_of(const std::string& text) {
  std::string letters;
  for (const char c : text)
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) letters += c;
  return letters;
}

std::string pdf_letters(const std::string& bytes) {
  static const std::string begin = "\nstream\n";
  std::string letters;
  for (std::size_t at = bytes.find(begin); at != bytes.npos; at = bytes.find(begin, at + 1)) {
    const std::string page = unpacked(std::string_view(bytes).substr(at + begin.size()));
    if (page.find(" Tf\n") != page.npos) letters += letters_of(shown_in(page));  // fonts have streams too
  }
  return letters;
}

}  // namespace tuiyan
