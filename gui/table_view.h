// A table of the library in the window: its words in columns as wide as they need, and where numbers are better seen
// than read a column of dots with their intervals, on one scale for all rows.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gui/widgets.h"
#include "sim/compare.h"
#include "sim/text_table.h"

namespace tuiyan::gui {

struct TableDot {  // in the numbers shown
  double mean = 0, low = 0, high = 0;
  double error = 0;  // 1.96 x Monte Carlo error of the mean: a thin bracket
};
struct TablePlot {
  std::size_t column = 0;                     // stands before it
  std::string head;                           // what is measured, with its unit
  bool differences = false;                   // 0 is drawn across
  std::vector<std::optional<TableDot>> dots;  // by row; none: hidden or not known
};

// As shares in percent, differences in points; none where it is not known.
std::optional<TableDot> dot_of(const Estimate& estimate);
std::optional<TableDot> dot_of(const Difference& difference);

struct TableShown {
  const TextTable* table = nullptr;
  std::string key;                // of the records of its cells: "groups/2/3"
  std::size_t left = 1;           // so many columns are words, the others numbers at the right
  std::optional<TablePlot> plot;  //
};

// Draws it from the top left of the rectangle; its height is returned. Rows that are grey in the table are quiet.
float table_view(Widgets& widgets, const Rect& rect, const TableShown& shown);

// What dot, bar and bracket mean, in a line under a table with a plot.
float table_key(Widgets& widgets, const Rect& rect, Language language);

}  // namespace tuiyan::gui
