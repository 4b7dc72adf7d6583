// The rows of a tornado chart.
#include <algorithm>

#include "io/panels.h"

namespace tuiyan {

namespace {

// The two ends differ by hatching too: never colour alone.
void fill_end(Brush& brush, const Box& box, bool high) {
  const Colour colour = mix_colour(brush.theme, {1});
  cairo_rectangle(brush.canvas.cairo(), box.x, box.y, box.width, box.height);
  if (high) {
    cairo_set_source_rgba(brush.canvas.cairo(), colour.red, colour.green, colour.blue, colour.alpha);
    cairo_fill(brush.canvas.cairo());
  } else {
    brush.canvas.hatch(colour);
  }
  brush.canvas.outline(box, colour, 1);
}

struct Strip {
  double value, error;
  const std::string& text;
  bool high;
};

void paint_strip(Brush& brush, const Strip& strip, double base, double y, const PaintedPanel& painted) {
  const double from = painted.to_x(base), to = painted.to_x(strip.value);
  const bool leftwards = to < from;
  fill_end(brush, {std::min(from, to), y - 5, std::max(1.0, std::abs(to - from)), 10}, strip.high);
  const double low = painted.to_x(strip.value - strip.error), high = painted.to_x(strip.value + strip.error);
  if (strip.error > 0) {
    brush.canvas.line(low, y, high, y, brush.colours.ink, 1);
    for (const double edge : {low, high}) brush.canvas.line(edge, y - 3.5, edge, y + 3.5, brush.colours.ink, 1);
  }
  brush.canvas.text_middle(leftwards ? std::min(low, to) - 5 : std::max(high, to) + 5, y, strip.text,
                           {.size = type::small,
                            .bold = false,
                            .colour = brush.colours.soft_ink,
                            .wrap = 0,
                            .align = leftwards ? Align::right : Align::left});
}

}  // namespace

void paint_swings(Brush& brush, const ChartPanel& panel, const PanelPlace& place, const PaintedPanel& painted) {
  Canvas& canvas = brush.canvas;
  const double line = canvas.measure("字", {.size = type::normal}).height;
  const double base = painted.to_x(panel.base);
  const auto mark_base = [&](double top, double bottom) {
    canvas.line(base, top, base, bottom, brush.colours.axis, 1.4);
  };
  if (place.beside) mark_base(painted.plot.y, painted.plot.bottom());
  for (std::size_t i = 0; i < panel.swings.size(); ++i) {
    const ChartSwing& row = panel.swings[i];
    const double top = painted.plot.y + static_cast<double>(i) * place.row;
    const double strips = place.beside ? top + (place.row - 2 * swing_strip) / 2 : top + place.label_height + line + 8;
    if (!place.beside) mark_base(strips, strips + 2 * swing_strip);
    if (row.single) {
      paint_strip(brush, {row.low, row.low_error, row.low_text, true}, panel.base, strips + swing_strip, painted);
    } else {
      paint_strip(brush, {row.low, row.low_error, row.low_text, false}, panel.base, strips + swing_strip / 2, painted);
      paint_strip(brush, {row.high, row.high_error, row.high_text, true}, panel.base, strips + swing_strip * 1.5,
                  painted);
    }
    const TextStyle label{.size = type::normal, .bold = false, .colour = brush.colours.ink, .wrap = place.label_wrap};
    const TextStyle text{.size = type::normal, .bold = true, .colour = brush.colours.ink};
    canvas.text_middle(margin + 4, place.beside ? top + place.row / 2 : top + place.label_height / 2 + 2, row.label,
                       label);
    canvas.text_middle(place.beside ? place.text_x : margin + 4,
                       place.beside ? top + place.row / 2 : top + place.label_height + line / 2 + 4, row.text, text);
  }
}

void paint_swing_key(Brush& brush, Mark mark, const Box& patch) {
  if (mark == Mark::base) {
    const double middle = patch.x + patch.width / 2, y = patch.y + patch.height / 2;
    brush.canvas.line(middle, y - 7, middle, y + 7, brush.colours.axis, 1.4);
    return;
  }
  fill_end(brush, patch, mark == Mark::high_end);
}

}  // namespace tuiyan
