// A table of text: for the terminal and for the report.
#pragma once

#include <string>
#include <vector>

namespace tuiyan {

struct TextTable {
  std::string caption;
  std::vector<std::string> heads;
  std::vector<std::vector<std::string>> rows;
  std::vector<bool> grey = {};  // rows to be read with caution; shorter or empty: none
};

}  // namespace tuiyan
