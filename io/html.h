// Pieces of a page. What is called `html` is markup already; everything else is text and is escaped here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tuiyan {

std::string escaped(std::string_view text);
std::string element(const std::string& name, const std::string& html, const std::string& attributes = "");

// A table with a caption, one row of heads, and a head at the beginning of each row. Every cell is markup.
struct HtmlTable {
  std::string caption;  // text
  std::vector<std::string> heads;
  std::vector<std::vector<std::string>> rows;
  std::string kind;          // class: "numbers" aligns all but the first column to the right
  std::string html() const;  // "" without rows
};

}  // namespace tuiyan
