// Where the pieces of a picture stand. Heights follow from measured texts, so nothing is cut or overlaps.
#pragma once

#include <string>
#include <vector>

#include "io/canvas.h"
#include "io/paint.h"
#include "sim/chart.h"

namespace tuiyan {

// One type scale.
namespace type {
inline constexpr double title = 16, panel = 12.5, normal = 11.5, small = 10.5;
}

enum class PanelKind { curves, intervals, bars, swings };
PanelKind kind_of(const ChartPanel& panel);

struct PanelPlace {
  Box title, plot;
  bool x_labels = true, y_labels = true;
  // Intervals and bars: rows of this height; texts beside the plot where there is room, else above it.
  double row = 0;
  bool beside = true;
  double text_x = 0;  // left end of the texts beside
  // Curves: the top of the numbers under them, and where their names end; 0: none, or not here.
  double risk_y = 0, risk_names = 0;
  // Swings: labels are broken at this width; the tallest is this high.
  double label_wrap = 0, label_height = 0;
};

struct Layout {
  double width = 0, height = 0;
  Box title, chip, partial, y_title, x_title, how;
  std::vector<Box> key;
  std::vector<PanelPlace> panels;
};

inline constexpr double margin = 16, swatch = 22, swing_strip = 15;

double risk_line(Canvas& canvas);  // height of a line of the numbers under curves
std::string risk_number(const ChartPanel& panel, std::size_t row, std::size_t i);

Layout lay_out(const Chart& chart, const PaintOptions& options, Canvas& canvas);

}  // namespace tuiyan
