#include "io/panels.h"

#include <algorithm>
#include <cmath>

namespace tuiyan {

namespace {

struct EndLabel {
  double y = 0;
  std::string text;
  Style style;
  bool state = false;
};

void set(Brush& brush, Colour colour) {
  cairo_set_source_rgba(brush.canvas.cairo(), colour.red, colour.green, colour.blue, colour.alpha);
}

TextStyle text(Colour colour, double size = type::small, bool bold = false, Align align = Align::left) {
  return {.size = size, .bold = bold, .colour = colour, .wrap = 0, .align = align};
}

// Every how many labels one is written, so that they stand apart.
std::size_t stride(Brush& brush, const ChartAxis& axis, double points_per_tick) {
  double widest = 0;
  for (const std::string& label : axis.tick_labels)
    widest = std::max(widest, brush.canvas.measure(label, text({})).width);
  return points_per_tick <= 0
             ? 1
             : std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil((widest + 6) / points_per_tick)));
}

void paint_x_labels(Brush& brush, const PaintedPanel& painted) {
  const ChartAxis& axis = brush.chart.x;
  if (axis.ticks.empty()) return;
  const double y = painted.plot.bottom() + 5;
  const double spacing =
      axis.ticks.size() > 1 ? painted.to_x(axis.ticks[1]) - painted.to_x(axis.ticks[0]) : painted.plot.width;
  const std::size_t every = stride(brush, axis, spacing);
  for (std::size_t i = 0; i < axis.ticks.size() && i < axis.tick_labels.size(); i += every) {
    const double next = i + 1 < axis.ticks.size() ? axis.ticks[i + 1] : axis.high;
    const double x = painted.to_x(axis.between ? (axis.ticks[i] + next) / 2 : axis.ticks[i]);
    const double width = brush.canvas.measure(axis.tick_labels[i], text({})).width;
    if (axis.between && every == 1 && painted.to_x(next) - painted.to_x(axis.ticks[i]) < width + 2) continue;
    brush.canvas.text(x, y, axis.tick_labels[i], text(brush.colours.soft_ink, type::small, false, Align::centre));
  }
}

void paint_axes(Brush& brush, const ChartPanel& panel, const PanelPlace& place, const PaintedPanel& painted) {
  Canvas& canvas = brush.canvas;
  const Box& plot = painted.plot;
  const bool curves = kind_of(panel) == PanelKind::curves;
  if (curves) {
    for (std::size_t i = 0; i < brush.chart.y.ticks.size(); ++i) {
      const double y = painted.to_y(brush.chart.y.ticks[i]);
      canvas.line(plot.x, y, plot.right(), y, brush.colours.grid, 0.8);
      if (place.y_labels && i < brush.chart.y.tick_labels.size())
        canvas.text_middle(plot.x - 6, y, brush.chart.y.tick_labels[i],
                           text(brush.colours.soft_ink, type::small, false, Align::right));
    }
    canvas.line(plot.x, plot.bottom(), plot.right(), plot.bottom(), brush.colours.axis, 1);
    for (const double tick : brush.chart.x.ticks)
      canvas.line(painted.to_x(tick), plot.bottom(), painted.to_x(tick), plot.bottom() + 4, brush.colours.axis, 1);
    canvas.dashes({2, 3});
    for (const double mark : brush.chart.x.marks)
      canvas.line(painted.to_x(mark), plot.y, painted.to_x(mark), plot.bottom(), brush.colours.ink, 1);
    canvas.dashes({});
  } else if (place.beside) {
    for (const double tick : brush.chart.x.ticks)
      canvas.line(painted.to_x(tick), plot.y, painted.to_x(tick), plot.bottom(), brush.colours.grid, 0.8);
  }
  if (place.x_labels) paint_x_labels(brush, painted);
}

void step_path(cairo_t* cairo, const PaintedPanel& painted, const std::vector<double>& x, const std::vector<double>& y,
               bool steps) {
  bool pen = false;
  double last = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (!std::isfinite(y[i])) {
      pen = false;
      continue;
    }
    const double px = painted.to_x(x[i]), py = painted.to_y(y[i]);
    if (!pen) {
      cairo_move_to(cairo, px, py);
    } else {
      if (steps) cairo_line_to(cairo, px, last);
      cairo_line_to(cairo, px, py);
    }
    last = py;
    pen = true;
  }
  if (steps && pen) cairo_line_to(cairo, painted.plot.right(), last);
}

// The outline of what lies between two curves; gaps end one piece and begin the next.
void between_path(cairo_t* cairo, const PaintedPanel& painted, const std::vector<double>& x,
                  const std::vector<double>& low, const std::vector<double>& high, bool steps) {
  std::size_t i = 0;
  while (i < x.size()) {
    while (i < x.size() && !(std::isfinite(low[i]) && std::isfinite(high[i]))) ++i;
    const std::size_t first = i;
    while (i < x.size() && std::isfinite(low[i]) && std::isfinite(high[i])) ++i;
    if (first == i) break;
    cairo_move_to(cairo, painted.to_x(x[first]), painted.to_y(high[first]));
    for (std::size_t k = first + 1; k < i; ++k) {
      if (steps) cairo_line_to(cairo, painted.to_x(x[k]), painted.to_y(high[k - 1]));
      cairo_line_to(cairo, painted.to_x(x[k]), painted.to_y(high[k]));
    }
    if (steps && i == x.size()) {  // the last level holds to the edge
      cairo_line_to(cairo, painted.plot.right(), painted.to_y(high[i - 1]));
      cairo_line_to(cairo, painted.plot.right(), painted.to_y(low[i - 1]));
    }
    for (std::size_t k = i; k-- > first;) {
      cairo_line_to(cairo, painted.to_x(x[k]), painted.to_y(low[k]));
      if (steps && k > first) cairo_line_to(cairo, painted.to_x(x[k]), painted.to_y(low[k - 1]));
    }
    cairo_close_path(cairo);
  }
}

void fill_state(Brush& brush, State state) {
  const Colour colour = state_colour(brush.theme, state);
  cairo_t* cairo = brush.canvas.cairo();
  if (state != State::assisted) {
    set(brush, colour);
    cairo_fill(cairo);
    return;
  }
  set(brush, with_alpha(colour, 0.22));
  cairo_fill_preserve(cairo);
  brush.canvas.hatch(colour);
}

double last_finite(const std::vector<double>& values) {
  for (std::size_t i = values.size(); i-- > 0;)
    if (std::isfinite(values[i])) return values[i];
  return std::nan("");
}

// Moves labels apart until each has its own line, inside the plot as far as possible.
void spread(std::vector<EndLabel>& labels, double distance, double top, double bottom) {
  std::stable_sort(labels.begin(), labels.end(), [](const EndLabel& a, const EndLabel& b) { return a.y < b.y; });
  for (std::size_t i = 0; i < labels.size(); ++i)
    labels[i].y = std::max(labels[i].y, i == 0 ? top : labels[i - 1].y + distance);
  for (std::size_t i = labels.size(); i-- > 0;)
    labels[i].y = std::min(labels[i].y, i + 1 == labels.size() ? bottom : labels[i + 1].y - distance);
}

void paint_areas(Brush& brush, const ChartPanel& panel, const PaintedPanel& painted, std::vector<EndLabel>& labels) {
  cairo_t* cairo = brush.canvas.cairo();
  for (const ChartArea& area : panel.areas) {
    between_path(cairo, painted, area.x, area.low, area.high, true);
    fill_state(brush, area.state);
    set(brush, brush.colours.background);
    cairo_set_line_width(cairo, 1);
    step_path(cairo, painted, area.x, area.high, true);
    cairo_stroke(cairo);
    const double middle = (last_finite(area.low) + last_finite(area.high)) / 2;
    if (!area.text.empty() && std::isfinite(middle)) labels.push_back({painted.to_y(middle), area.text, {}, true});
  }
}

void paint_lines(Brush& brush, const ChartPanel& panel, const PaintedPanel& painted, std::vector<EndLabel>& labels) {
  cairo_t* cairo = brush.canvas.cairo();
  for (const ChartLine& line : panel.lines) {
    const Colour colour = mix_colour(brush.theme, line.style);
    set(brush, colour);
    cairo_set_line_width(cairo, line.thin ? 1 : 2);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    brush.canvas.dashes(mix_dashes(line.style));
    step_path(cairo, painted, line.x, line.y, line.steps);
    cairo_stroke(cairo);
    brush.canvas.dashes({});
    const double end = last_finite(line.y);
    if (!std::isfinite(end)) continue;
    const bool to_edge = line.steps && std::isfinite(line.y.back());
    const double x = to_edge ? painted.plot.right() : painted.to_x(line.x.back());
    if (!line.thin) brush.canvas.marker(x, painted.to_y(end), line.style, colour);
    if (line.label.empty()) continue;
    if (line.steps && !to_edge)  // it ends in the middle of the plot
      brush.canvas.text_middle(x + 8, painted.to_y(end), line.label, text(colour, type::small, true));
    else
      labels.push_back({painted.to_y(end), line.label, line.style, false});
  }
}

void paint_bracket(Brush& brush, const ChartBracket& bracket, const PaintedPanel& painted) {
  const double x = painted.to_x(bracket.x);
  const double low = painted.to_y(bracket.mean - bracket.error), high = painted.to_y(bracket.mean + bracket.error);
  brush.canvas.line(x, low, x, high, brush.colours.ink, 1);
  for (const double edge : {low, high}) brush.canvas.line(x - 3.5, edge, x + 3.5, edge, brush.colours.ink, 1);
}

// The numbers under a curve, every so many of them that they stand apart.
void paint_risk(Brush& brush, const ChartPanel& panel, const PanelPlace& place, const PaintedPanel& painted) {
  const Chart& chart = brush.chart;
  const double line = risk_line(brush.canvas);
  double y = place.risk_y;
  if (!panel.risk.empty()) {
    double widest = 0;
    for (std::size_t row = 0; row < panel.risk.size(); ++row)
      for (std::size_t i = 0; i < panel.risk_x.size(); ++i)
        widest = std::max(widest, brush.canvas.measure(risk_number(panel, row, i), text({})).width);
    const double spacing =
        panel.risk_x.size() > 1 ? painted.to_x(panel.risk_x[1]) - painted.to_x(panel.risk_x[0]) : painted.plot.width;
    const std::size_t every = std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil((widest + 5) / spacing)));
    if (place.risk_names > 0) brush.canvas.text(margin, y, chart.risk_title, text(brush.colours.soft_ink));
    y += line;
    for (std::size_t row = 0; row < panel.risk.size(); ++row, y += line) {
      if (place.risk_names > 0)
        brush.canvas.text(place.risk_names, y, chart.risk_rows[row],
                          text(brush.colours.soft_ink, type::small, false, Align::right));
      for (std::size_t i = 0; i < panel.risk_x.size(); i += every)
        brush.canvas.text(painted.to_x(panel.risk_x[i]), y, risk_number(panel, row, i),
                          text(brush.colours.ink, type::small, false, Align::centre));
    }
  }
  if (!panel.note.empty()) brush.canvas.text(painted.plot.x, y, panel.note, text(brush.colours.ink));
}

void paint_curves(Brush& brush, const ChartPanel& panel, const PaintedPanel& painted) {
  cairo_t* cairo = brush.canvas.cairo();
  for (const bool inner : {false, true})
    for (const ChartBand& band : panel.bands) {
      if (band.inner != inner) continue;
      const double alpha = inner ? brush.colours.inner_alpha : brush.colours.outer_alpha;
      set(brush, with_alpha(mix_colour(brush.theme, band.style), alpha));
      between_path(cairo, painted, band.x, band.low, band.high, band.steps);
      cairo_fill(cairo);
    }
  std::vector<EndLabel> labels;
  paint_areas(brush, panel, painted, labels);
  if (panel.zero_line && painted.y_low < 0 && painted.y_high > 0)
    brush.canvas.line(painted.plot.x, painted.to_y(0), painted.plot.right(), painted.to_y(0), brush.colours.axis, 1);
  paint_lines(brush, panel, painted, labels);
  for (const ChartBracket& each : panel.brackets) paint_bracket(brush, each, painted);
  const double wide = panel.dot_width > 0 ? painted.to_x(panel.dot_width) - painted.to_x(0) : 9;
  const double tall = painted.plot.height / std::max(1.0, painted.y_high - painted.y_low);
  const double dot = std::clamp(std::min(wide, tall) / 2 - 0.4, 1.5, 4.5);
  for (const ChartDot& each : panel.dots) {
    set(brush, mix_colour(brush.theme, each.style));
    cairo_arc(cairo, painted.to_x(each.x + each.aside), painted.to_y(each.y), dot, 0, 6.283185307179586);
    cairo_fill(cairo);
  }
  const double line = brush.canvas.measure("A", text({}, type::small, true)).height;
  spread(labels, line, painted.plot.y + line / 2, painted.plot.bottom() - line / 2);
  for (const EndLabel& label : labels) {
    const Colour colour = label.state ? brush.colours.ink : mix_colour(brush.theme, label.style);
    brush.canvas.text_middle(painted.plot.right() + 8, label.y, label.text, text(colour, type::small, true));
  }
}

void paint_badge(Brush& brush, double& x, double y, const std::string& words) {
  if (words.empty()) return;
  const Box size = brush.canvas.measure(words, text({}));
  const Box box{x, y - 1.5, size.width + 12, size.height + 3};
  brush.canvas.rectangle(box, brush.colours.badge, box.height / 2);
  brush.canvas.text(x + 6, y, words, text(brush.colours.badge_ink));
  x = box.right() + 8;
}

void paint_interval(Brush& brush, const ChartInterval& row, const PaintedPanel& painted, double y) {
  Canvas& canvas = brush.canvas;
  const Colour colour = mix_colour(brush.theme, row.style);
  const double x = painted.to_x(row.mean), left = painted.to_x(row.low), right = painted.to_x(row.high);
  canvas.rectangle({left, y - 5, std::max(1.0, right - left), 10}, with_alpha(colour, brush.colours.inner_alpha), 3);
  const double from = painted.to_x(row.mean - row.error), to = painted.to_x(row.mean + row.error);
  for (const double edge : {from, to}) canvas.line(edge, y - 9, edge, y + 9, brush.colours.ink, 1);
  canvas.line(from, y - 9, std::min(from + 3, x), y - 9, brush.colours.ink, 1);
  canvas.line(from, y + 9, std::min(from + 3, x), y + 9, brush.colours.ink, 1);
  canvas.line(std::max(to - 3, x), y - 9, to, y - 9, brush.colours.ink, 1);
  canvas.line(std::max(to - 3, x), y + 9, to, y + 9, brush.colours.ink, 1);
  canvas.marker(x, y, row.style, colour, 4.5);
}

void paint_intervals(Brush& brush, const ChartPanel& panel, const PanelPlace& place, const PaintedPanel& painted) {
  Canvas& canvas = brush.canvas;
  const double line = canvas.measure("字", text({}, type::normal)).height;
  const double zero = painted.to_x(0);
  if (place.beside) canvas.line(zero, painted.plot.y, zero, painted.plot.bottom(), brush.colours.axis, 1.4);
  for (std::size_t i = 0; i < panel.intervals.size(); ++i) {
    const ChartInterval& row = panel.intervals[i];
    const Colour colour = mix_colour(brush.theme, row.style);
    const double top = painted.plot.y + static_cast<double>(i) * place.row;
    const double middle = place.beside ? top + place.row / 2 : top + line + 12 + line / 2;
    if (!place.beside) {  // texts stand above and below, so lines keep to the strip of the bar
      for (const double tick : brush.chart.x.ticks)
        canvas.line(painted.to_x(tick), middle - 12, painted.to_x(tick), middle + 12, brush.colours.grid, 0.8);
      canvas.line(zero, middle - 12, zero, middle + 12, brush.colours.axis, 1.4);
    }
    paint_interval(brush, row, painted, middle);
    const double label_y = place.beside ? middle : top + 2 + line / 2;
    canvas.marker(margin + 6, label_y, row.style, colour, 4);
    canvas.text_middle(margin + 16, label_y, row.label, text(brush.colours.ink, type::normal));
    double x = place.beside ? place.text_x : margin + 16;
    if (place.beside) {
      canvas.text(x, middle - line - 1, row.text, text(brush.colours.ink, type::normal, true));
    } else {
      canvas.text(painted.plot.right(), top + 2, row.text, text(brush.colours.ink, type::normal, true, Align::right));
    }
    const double below = place.beside ? middle + 3 : middle + line / 2 + 7;
    paint_badge(brush, x, below, row.badge);
    canvas.text(x, below, row.chance, text(brush.colours.soft_ink));
  }
}

// From the fullest to the shortest: "1 floor 18%", "1 floor", "1".
std::vector<std::string> part_words(const Chart& chart, const ChartBar& bar, std::size_t part) {
  const std::string number = std::to_string(part + 1);
  std::vector<std::string> words;
  if (part < chart.bar_parts.size()) {
    if (part < bar.part_texts.size())
      words.push_back(number + " " + chart.bar_parts[part] + " " + bar.part_texts[part]);
    words.push_back(number + " " + chart.bar_parts[part]);
  }
  words.push_back(number);
  return words;
}

void paint_bars(Brush& brush, const ChartPanel& panel, const PanelPlace& place, const PaintedPanel& painted) {
  Canvas& canvas = brush.canvas;
  const double line = canvas.measure("字", text({}, type::normal)).height;
  for (std::size_t i = 0; i < panel.bars.size(); ++i) {
    const ChartBar& bar = panel.bars[i];
    const double top = painted.plot.y + static_cast<double>(i) * place.row;
    const double height = 22, y = place.beside ? top + (place.row - height) / 2 : top + line + 4;
    double sum = 0;
    for (std::size_t k = 0; k < bar.parts.size(); ++k) {
      const Box box{painted.to_x(sum), y, painted.to_x(sum + bar.parts[k]) - painted.to_x(sum), height};
      sum += bar.parts[k];
      if (!(box.width > 0.2)) continue;
      canvas.rectangle(box, brush.colours.parts[k % brush.colours.parts.size()]);
      canvas.outline(box, brush.colours.axis, 0.6);
      const TextStyle style = text(brush.colours.part_ink, type::small, false, Align::centre);
      for (const std::string& words : part_words(brush.chart, bar, k)) {
        if (canvas.measure(words, style).width + 6 > box.width) continue;
        canvas.text_middle(box.x + box.width / 2, y + height / 2, words, style);
        break;
      }
    }
    const double label_y = place.beside ? y + height / 2 : top + line / 2 + 1;
    canvas.marker(margin + 6, label_y, bar.style, mix_colour(brush.theme, bar.style), 4);
    canvas.text_middle(margin + 16, label_y, bar.label, text(brush.colours.ink, type::normal));
    if (place.beside)
      canvas.text_middle(place.text_x, label_y, bar.text, text(brush.colours.ink, type::normal, true));
    else
      canvas.text_middle(painted.plot.right(), label_y, bar.text,
                         text(brush.colours.ink, type::normal, true, Align::right));
  }
  if (place.beside)
    canvas.line(painted.to_x(0), painted.plot.y, painted.to_x(0), painted.plot.bottom(), brush.colours.axis, 1);
}

}  // namespace

PaintedPanel paint_panel(Brush& brush, const ChartPanel& panel, const PanelPlace& place) {
  PaintedPanel painted{place.plot, brush.chart.x.low, brush.chart.x.high, brush.chart.y.low, brush.chart.y.high};
  const PanelKind kind = kind_of(panel);
  if (!panel.title.empty()) {
    double x = place.title.x;
    if (panel.style.index >= 0) {
      brush.canvas.marker(x + 5, place.title.y + place.title.height / 2 - 3, panel.style,
                          mix_colour(brush.theme, panel.style), 4);
      x += 15;
    }
    brush.canvas.text(x, place.title.y, panel.title, text(brush.colours.ink, type::panel, true));
  }
  paint_axes(brush, panel, place, painted);
  if (kind == PanelKind::curves) paint_curves(brush, panel, painted);
  if (place.risk_y > 0) paint_risk(brush, panel, place, painted);
  if (kind == PanelKind::intervals) paint_intervals(brush, panel, place, painted);
  if (kind == PanelKind::bars) paint_bars(brush, panel, place, painted);
  if (kind == PanelKind::swings) paint_swings(brush, panel, place, painted);
  return painted;
}

void paint_key(Brush& brush, const ChartKey& key, const Box& box) {
  Canvas& canvas = brush.canvas;
  const Colours& colours = brush.colours;
  const double y = box.y + box.height / 2;
  const Box patch{box.x, y - 5, swatch, 10};
  switch (key.mark) {
    case Mark::median:
      canvas.line(patch.x, y, patch.right(), y, colours.soft_ink, 2);
      break;
    case Mark::reference:
      canvas.dashes(mix_dashes({key.index}));
      canvas.line(patch.x, y, patch.right(), y, mix_colour(brush.theme, {key.index}), 1);
      canvas.dashes({});
      break;
    case Mark::inner_band:
    case Mark::outer_band:
    case Mark::spread: {
      const bool outer = key.mark == Mark::outer_band;
      canvas.rectangle(patch, with_alpha(colours.soft_ink, outer ? colours.outer_alpha : colours.inner_alpha),
                       key.mark == Mark::spread ? 3 : 0);
      break;
    }
    case Mark::event:
      canvas.dashes({2, 3});
      canvas.line(patch.x + swatch / 2, y - 8, patch.x + swatch / 2, y + 8, colours.ink, 1);
      canvas.dashes({});
      break;
    case Mark::mean:
      canvas.marker(patch.x + swatch / 2, y, {0}, colours.soft_ink, 4);
      break;
    case Mark::error:
      for (const double side : {-1.0, 1.0}) {
        const double x = patch.x + swatch / 2 + side * 6;
        canvas.line(x, y - 6, x, y + 6, colours.ink);
        canvas.line(x, y - 6, x - side * 3, y - 6, colours.ink);
        canvas.line(x, y + 6, x - side * 3, y + 6, colours.ink);
      }
      break;
    case Mark::state:
      cairo_rectangle(canvas.cairo(), patch.x, patch.y, patch.width, patch.height);
      fill_state(brush, static_cast<State>(key.index));
      break;
    case Mark::low_end:
    case Mark::high_end:
    case Mark::base:
      paint_swing_key(brush, key.mark, patch);
      break;
    case Mark::part: {
      const Box part{box.x, y - 7, swatch, 14};
      canvas.rectangle(part, colours.parts[static_cast<std::size_t>(key.index) % colours.parts.size()]);
      canvas.outline(part, colours.axis, 0.6);
      canvas.text_middle(part.x + swatch / 2, y, std::to_string(key.index + 1),
                         text(colours.part_ink, type::small, false, Align::centre));
      break;
    }
  }
  canvas.text_middle(box.x + swatch + 6, y, key.text, text(colours.soft_ink));
}

}  // namespace tuiyan
