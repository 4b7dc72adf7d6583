#include "io/layout.h"

#include <algorithm>
#include <cmath>

#include "sim/wording.h"

namespace tuiyan {

namespace {

constexpr double gap = 8;
constexpr double narrowest_curves = 190;     // of a panel with its gutters
constexpr double narrowest_intervals = 220;  // of a plot between its texts
constexpr double lowest_plot = 70;
constexpr double widest_swing_label = 0.36;  // of the picture; longer ones are broken

double widest(Canvas& canvas, const std::vector<std::string>& texts, double size, bool bold = false) {
  double width = 0;
  for (const std::string& text : texts)
    width = std::max(width, canvas.measure(text, {.size = size, .bold = bold}).width);
  return width;
}

}  // namespace

std::string risk_number(const ChartPanel& panel, std::size_t row, std::size_t i) {
  return format_number(panel.risk[row][i], panel.risk_places[i]);
}

double risk_line(Canvas& canvas) { return canvas.measure("字", {.size = type::small}).height + 2; }

namespace {

std::vector<std::string> end_labels(const Chart& chart) {
  std::vector<std::string> labels;
  for (const ChartPanel& panel : chart.panels) {
    for (const ChartLine& line : panel.lines) labels.push_back(line.label);
    for (const ChartArea& area : panel.areas) labels.push_back(area.text);
  }
  return labels;
}

// Builds a Layout from top to bottom.
struct Stack {
  const Chart& chart;
  const PaintOptions& options;
  Canvas& canvas;
  Layout layout;
  double y = margin;

  double inner() const { return options.width - 2 * margin; }

  Box wrapped(const std::string& text, double size, double width, bool bold = false) {
    Box box = canvas.measure(text, {.size = size, .bold = bold, .wrap = width});
    box.x = margin;
    box.y = y;
    return box;
  }

  void head() {
    double partial = 0;
    if (!chart.partial.empty()) {
      const Box text = canvas.measure(chart.partial, {.size = type::small, .bold = true});
      partial = text.width + 16;
      layout.partial = {options.width - margin - partial, y, partial, text.height + 6};
    }
    if (options.words) {
      layout.title = wrapped(chart.title, type::title, inner() - (partial > 0 ? partial + gap : 0), true);
      y = std::max(layout.title.bottom(), layout.partial.bottom()) + gap;
      const Box text = wrapped(chart.definitions, type::small, inner() - 16);
      layout.chip = {margin, y, std::min(inner(), text.width + 16), text.height + 8};
      y = layout.chip.bottom() + 10;
    } else if (partial > 0) {
      y = layout.partial.bottom() + gap;
    }
  }

  void key() {
    if (chart.key.empty()) return;
    double x = margin;
    const double row = canvas.measure("字", {.size = type::small}).height + 5;
    for (const ChartKey& entry : chart.key) {
      const double width = swatch + 6 + canvas.measure(entry.text, {.size = type::small}).width;
      if (x > margin && x + width > options.width - margin) {
        x = margin;
        y += row;
      }
      layout.key.push_back({x, y, width, row});
      x += width + 18;
    }
    y += row + 8;
  }

  void axis_title(Box& box, const std::string& text) {
    if (text.empty()) return;
    box = wrapped(text, type::small, inner());
    y = box.bottom() + 4;
  }

  void tail() {
    axis_title(layout.x_title, chart.x.title);
    if (options.words && !chart.how_to_read.empty()) {
      y += 4;
      layout.how = wrapped(chart.how_to_read, type::small, inner());
      y = layout.how.bottom();
    }
    layout.width = options.width;
    layout.height = std::ceil(y + margin * 0.75);
  }

  void curves(double extra) {
    const int count = static_cast<int>(chart.panels.size());
    const double line = risk_line(canvas);
    double risk = 0, number = 0;  // height of what stands under each panel; widest number
    for (const ChartPanel& panel : chart.panels) {
      const double lines =
          (panel.risk.empty() ? 0 : 1 + static_cast<double>(panel.risk.size())) + (panel.note.empty() ? 0 : 1);
      risk = std::max(risk, lines * line);
      for (std::size_t row = 0; row < panel.risk.size(); ++row)
        for (std::size_t i = 0; i < panel.risk_x.size(); ++i)
          number = std::max(number, canvas.measure(risk_number(panel, row, i), {.size = type::small}).width);
    }
    const double names = chart.risk_rows.empty() ? 0 : widest(canvas, chart.risk_rows, type::small) + number / 2 + 12;
    const double left = std::max(widest(canvas, chart.y.tick_labels, type::small) + 8, names);
    // Numbers under the ends of two plots do not touch.
    const double right = std::max(widest(canvas, end_labels(chart), type::small, true) + 16, number + 8);
    const int fit = std::clamp(static_cast<int>((inner() - left) / narrowest_curves), 1, std::max(1, count));
    const int rows = (count + fit - 1) / fit;
    const int columns = (count + rows - 1) / rows;
    const double cell = (inner() - left) / columns, width = cell - right;
    const double height = std::max(lowest_plot, std::clamp(width * 0.66, 110.0, 240.0) + extra / rows);
    const double title = canvas.measure("字", {.size = type::panel, .bold = true}).height + 6;
    const double labels = canvas.measure("0", {.size = type::small}).height + 8;
    const double between = 14 + (risk > 0 ? labels + risk : 0);
    for (int i = 0; i < count; ++i) {
      const int row = i / columns, column = i % columns;
      const double x = margin + left + column * cell;
      const double top = y + row * (title + height + between);
      PanelPlace place;
      place.title = {x, top, width + right - 6, title};
      place.plot = {x, top + title, width, height};
      place.y_labels = column == 0;
      place.x_labels = risk > 0 || i + columns >= count;
      if (risk > 0) place.risk_y = place.plot.bottom() + labels;
      if (column == 0) place.risk_names = x - number / 2 - 8;
      layout.panels.push_back(place);
    }
    y += rows * (title + height + between) - between + labels + risk;
  }

  void rows(double extra) {
    std::vector<std::string> labels, texts, lower;
    std::size_t count = 0;
    double badge = 0;   // its padding
    double gutter = 0;  // beside the ends of swings
    const bool bars = kind_of(chart.panels.front()) == PanelKind::bars;
    const bool swings = kind_of(chart.panels.front()) == PanelKind::swings;
    for (const ChartPanel& panel : chart.panels) {
      for (const ChartInterval& row : panel.intervals) {
        labels.push_back(row.label);
        texts.push_back(row.text);
        lower.push_back(row.badge.empty() ? row.chance : row.badge + row.chance);
        if (!row.badge.empty()) badge = 20;
      }
      for (const ChartBar& row : panel.bars) {
        labels.push_back(row.label);
        texts.push_back(row.text);
      }
      for (const ChartSwing& row : panel.swings) {
        labels.push_back(row.label);
        texts.push_back(row.text);
        for (const std::string& end : {row.low_text, row.high_text})
          gutter = std::max(gutter, canvas.measure(end, {.size = type::small}).width + 10);
      }
      count += panel.intervals.size() + panel.bars.size() + panel.swings.size();
    }
    double label = widest(canvas, labels, type::normal) + 24;
    if (swings) label = std::min(label, widest_swing_label * inner());
    const double text =
        std::max(widest(canvas, texts, type::normal, true), widest(canvas, lower, type::small) + badge) + 16;
    const bool beside = inner() - label - text - 2 * gutter >= narrowest_intervals;
    const double line = canvas.measure("字", {.size = type::normal}).height;
    const double strips = 2 * swing_strip + 8;
    const double wrap = beside ? label - 12 : inner() - 8;
    double tall = 0;
    for (std::size_t i = 0; swings && i < labels.size(); ++i)
      tall = std::max(tall, canvas.measure(labels[i], {.size = type::normal, .wrap = wrap}).height);
    const double natural = swings ? (beside ? std::max(strips, tall + 8) : strips + tall + line + 8)
                           : bars ? (beside ? 34 : 30 + line)
                                  : (beside ? 2 * line + 16 : 3 * line + 24);
    const double row = natural + std::max(0.0, extra) / static_cast<double>(std::max<std::size_t>(1, count));
    for (std::size_t i = 0; i < chart.panels.size(); ++i) {
      const ChartPanel& panel = chart.panels[i];
      PanelPlace place;
      if (!panel.title.empty()) {
        place.title = wrapped(panel.title, type::panel, inner(), true);
        y = place.title.bottom() + 6;
      }
      const double n = static_cast<double>(panel.intervals.size() + panel.bars.size() + panel.swings.size());
      place.beside = beside;
      place.row = row;
      place.label_wrap = wrap;
      place.label_height = tall;
      place.plot = {(beside ? margin + label : margin + 4) + gutter, y,
                    (beside ? inner() - label - text : inner() - 8) - 2 * gutter, n * row};
      place.text_x = place.plot.right() + gutter + 14;
      place.x_labels = i + 1 == chart.panels.size();
      layout.panels.push_back(place);
      y = place.plot.bottom() + 12;
    }
    y += canvas.measure("0", {.size = type::small}).height - 2;
  }
};

Layout stacked(const Chart& chart, const PaintOptions& options, Canvas& canvas, double extra) {
  Stack stack{chart, options, canvas, {}};
  stack.head();
  stack.key();
  if (!chart.panels.empty()) {
    if (kind_of(chart.panels.front()) == PanelKind::curves) {
      stack.axis_title(stack.layout.y_title, chart.y.title);
      stack.curves(extra);
    } else {
      stack.rows(extra);
    }
  }
  stack.tail();
  return stack.layout;
}

}  // namespace

PanelKind kind_of(const ChartPanel& panel) {
  if (!panel.intervals.empty()) return PanelKind::intervals;
  if (!panel.bars.empty()) return PanelKind::bars;
  if (!panel.swings.empty()) return PanelKind::swings;
  return PanelKind::curves;
}

Layout lay_out(const Chart& chart, const PaintOptions& options, Canvas& canvas) {
  Layout natural = stacked(chart, options, canvas, 0);
  if (options.height <= 0) return natural;
  Layout layout = stacked(chart, options, canvas, options.height - natural.height);
  layout.height = std::max(layout.height, options.height);
  return layout;
}

}  // namespace tuiyan
