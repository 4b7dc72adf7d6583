// Is a text well-formed XML, or HTML of the same kind: every tag closed in order, attributes quoted, no bare
// ampersand or bracket? Says what is wrong first, "" if nothing is.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace tuiyan {

inline std::string around(std::string_view text, std::size_t at) {
  const std::size_t from = at > 40 ? at - 40 : 0;
  return std::string(text.substr(from, 100));
}

inline bool closes_itself(std::string_view name) {
  static const std::array<std::string_view, 4> names = {"meta", "br", "wbr", "link"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

inline std::string xml_problem(std::string_view text) {
  std::vector<std::string> open;
  std::size_t at = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (c == '&') {
      const std::size_t end = text.find(';', at);
      if (end == std::string_view::npos || end - at > 8) return "bare ampersand: " + around(text, at);
    }
    if (c == '>') return "bare bracket: " + around(text, at);
    if (c != '<') {
      ++at;
      continue;
    }
    if (text.substr(at, 9) == "<!DOCTYPE" || text.substr(at, 2) == "<?") {
      at = text.find('>', at) + 1;
      continue;
    }
    std::size_t end = at + 1;
    bool quoted = false;
    while (end < text.size() && (quoted || text[end] != '>')) {
      if (text[end] == '"') quoted = !quoted;
      if (text[end] == '<') return "bracket inside a tag: " + around(text, end);
      ++end;
    }
    if (end >= text.size()) return "unclosed tag: " + around(text, at);
    const std::string_view tag = text.substr(at + 1, end - at - 1);
    const bool closing = tag.front() == '/', empty = tag.back() == '/';
    const std::string_view rest = closing ? tag.substr(1) : tag;
    const std::string name(rest.substr(0, rest.find_first_of(" \n/")));
    if (closing) {
      if (open.empty() || open.back() != name) return "closes what is not open: " + around(text, at);
      open.pop_back();
    } else if (!empty && !closes_itself(name)) {
      open.push_back(name);
      if (name == "style") {
        const std::size_t close = text.find("</style>", end);
        if (close == std::string_view::npos) return "style without an end";
        end = close - 1;
      }
    }
    at = end + 1;
  }
  return open.empty() ? std::string() : "never closed: " + open.back();
}

}  // namespace tuiyan
