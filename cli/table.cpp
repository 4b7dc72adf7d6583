#include "cli/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "cli/console.h"

namespace tuiyan {

namespace {

constexpr int gap = 2;

std::string padded(const std::string& text, int width, bool right) {
  const std::string space(static_cast<std::size_t>(std::max(0, width - display_width(text))), ' ');
  return right ? space + text : text + space;
}

std::vector<int> widths_of(const Table& table) {
  std::vector<int> widths;
  for (std::size_t column = 0; column < table.titles.size(); ++column) {
    widths.push_back(display_width(table.titles[column]));
    if (!table.units.empty()) widths.back() = std::max(widths.back(), display_width(table.units[column]));
    for (const auto& row : table.rows) widths.back() = std::max(widths.back(), display_width(row[column]));
  }
  return widths;
}

std::string format_row(const std::vector<std::string>& cells, const std::vector<int>& widths,
                       const std::vector<bool>& right) {
  std::string line;
  for (std::size_t column = 0; column < cells.size(); ++column) {
    if (column > 0) line += std::string(gap, ' ');
    line += padded(cells[column], widths[column], right[column]);
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

std::string rule(const std::vector<int>& widths) {
  std::string line;
  const int total = std::accumulate(widths.begin(), widths.end(), gap * (static_cast<int>(widths.size()) - 1));
  for (int i = 0; i < total; ++i) line += "─";
  return line + "\n";
}

std::string format_blocks(const Table& table) {
  std::vector<std::string> titles = table.titles;
  for (std::size_t column = 0; column < table.units.size(); ++column)
    if (!table.units[column].empty()) titles[column] += " (" + table.units[column] + ")";
  int width = 0;
  for (std::size_t column = 1; column < titles.size(); ++column) width = std::max(width, display_width(titles[column]));
  std::string text;
  for (const auto& row : table.rows) {
    text += row[0] + "\n";
    for (std::size_t column = 1; column < row.size(); ++column)
      if (!row[column].empty()) text += "  " + padded(titles[column], width + gap, false) + row[column] + "\n";
  }
  return text;
}

}  // namespace

std::string format_table(const Table& table, int columns) {
  const std::vector<int> widths = widths_of(table);
  const std::string line = rule(widths);
  if (display_width(line) > columns) return format_blocks(table);
  std::string text = format_row(table.titles, widths, table.right);
  if (!table.units.empty()) text += format_row(table.units, widths, table.right);
  text += line;
  for (const auto& row : table.rows) text += format_row(row, widths, table.right);
  return text;
}

std::string format_plain(const Table& table) {
  const std::vector<int> widths = widths_of(table);
  const std::vector<bool> left(widths.size(), false);
  std::string text = format_row(table.titles, widths, left);
  for (const auto& row : table.rows) text += format_row(row, widths, left);
  return text;
}

std::string table_text(const TextTable& table, const Console& console) {
  if (table.rows.empty()) return {};
  Table shown;
  shown.titles = table.heads;
  shown.right.assign(table.heads.size(), false);
  shown.rows = table.rows;
  return fmt::format("\n{}\n{}", console.bold(table.caption), format_table(shown, Console::columns()));
}

}  // namespace tuiyan
