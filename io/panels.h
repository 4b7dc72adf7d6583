// What stands inside the panels of a chart.
#pragma once

#include "io/canvas.h"
#include "io/layout.h"
#include "io/paint.h"

namespace tuiyan {

struct Brush {
  Canvas& canvas;
  const Chart& chart;
  Theme theme;
  const Colours& colours;
};

PaintedPanel paint_panel(Brush& brush, const ChartPanel& panel, const PanelPlace& place);
// Rows of a tornado: the low end above, the high end below, today's value as a line through all.
void paint_swings(Brush& brush, const ChartPanel& panel, const PanelPlace& place, const PaintedPanel& painted);
void paint_swing_key(Brush& brush, Mark mark, const Box& patch);
void paint_key(Brush& brush, const ChartKey& key, const Box& box);

}  // namespace tuiyan
