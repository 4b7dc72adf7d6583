#include "io/html.h"

namespace tuiyan {

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      default:
        // Control characters other than white space have no place in a page.
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') result += c;
    }
  }
  return result;
}

std::string element(const std::string& name, const std::string& html, const std::string& attributes) {
  std::string result = "<";
  result += name;
  if (!attributes.empty()) {
    result += ' ';
    result += attributes;
  }
  result += '>';
  result += html;
  result += "</";
  result += name;
  result += '>';
  return result;
}

std::string HtmlTable::html() const {
  if (rows.empty()) return {};
  std::string head;
  for (const std::string& cell : heads) head += element("th", cell, "scope=\"col\"");
  std::string body;
  for (const auto& row : rows) {
    std::string cells;
    for (std::size_t i = 0; i < row.size(); ++i)
      cells += i == 0 ? element("th", row[i], "scope=\"row\"") : element("td", row[i]);
    body += element("tr", cells) + "\n";
  }
  std::string inside = caption.empty() ? std::string() : element("caption", escaped(caption));
  inside += element("thead", element("tr", head)) + "\n" + element("tbody", "\n" + body);
  return element("div", element("table", inside, "class=\"" + kind + "\""), "class=\"scroll\"") + "\n";
}

}  // namespace tuiyan
