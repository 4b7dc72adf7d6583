// Tables of text, lined up by the width that characters take on a terminal.
#pragma once

#include <string>
#include <vector>

#include "sim/text_table.h"

namespace tuiyan {

class Console;

struct Table {
  std::vector<std::string> titles;
  std::vector<std::string> units;  // a second line of titles; may be empty
  std::vector<bool> right;         // numbers stand to the right
  std::vector<std::vector<std::string>> rows;
};

// One line a row; where that is wider than `columns`, one block a row with a line for each column.
std::string format_table(const Table& table, int columns);

// A table with its caption, after an empty line; "" where it has no rows.
std::string table_text(const TextTable& table, const Console& console);

// Titles and rows with two spaces between, nothing else: for awk and friends.
std::string format_plain(const Table& table);

}  // namespace tuiyan
