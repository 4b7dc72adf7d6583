// The one painter: Cairo and Pango turn a Chart into SVG, PDF, PNG or pixels of a texture. What a memo shows
// is what the window showed. Only fonts are read; nothing else outside the arguments is touched.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "io/canvas.h"
#include "io/colours.h"
#include "sim/chart.h"

namespace tuiyan {

struct PaintOptions {
  double width = 960;  // points
  double height = 0;   // points; 0, or less than fits: the natural height for the width
  double scale = 1;    // pixels per point, for pixels and PNG
  Theme theme = Theme::light;
  bool words = true;  // title, definitions, how to read; off where the page around it writes them
};

// Where the plot of a panel stands in points of the picture, and what its edges mean.
struct PaintedPanel {
  Box plot;
  double x_low = 0, x_high = 1, y_low = 0, y_high = 1;
  double x_at(double point) const { return x_low + (point - plot.x) / plot.width * (x_high - x_low); }
  double y_at(double point) const { return y_high - (point - plot.y) / plot.height * (y_high - y_low); }
  double to_x(double value) const { return plot.x + (value - x_low) / (x_high - x_low) * plot.width; }
  double to_y(double value) const { return plot.y + (y_high - value) / (y_high - y_low) * plot.height; }
};

struct Painted {
  double width = 0, height = 0;  // points
  std::vector<PaintedPanel> panels;
  std::vector<PaintedText> texts;  // every text with its place: nothing may overlap or be cut
  int unknown_glyphs = 0;          // characters that no installed font has
};

// Premultiplied ARGB32 in the machine's byte order, rows without padding.
struct Pixels {
  int width = 0, height = 0;
  std::vector<std::uint32_t> argb;
  Painted painted;
};

Painted paint(const Chart& chart, const PaintOptions& options, cairo_surface_t* surface);
double natural_height(const Chart& chart, const PaintOptions& options);

Pixels paint_pixels(const Chart& chart, const PaintOptions& options);
std::string paint_png(const Chart& chart, const PaintOptions& options);  // the bytes of a file
std::string paint_svg(const Chart& chart, const PaintOptions& options);
std::string paint_pdf(const Chart& chart, const PaintOptions& options);

// An SVG to stand inside a page: no XML declaration, every id begun with `prefix`, with the chart's title and
// text alternative for screen readers.
std::string inline_svg(const Chart& chart, const PaintOptions& options, const std::string& prefix);

}  // namespace tuiyan
