#include "gui/table_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gui/texts.h"
#include "sim/wording.h"

namespace tuiyan::gui {

namespace {

struct Axis {
  double low = 0, high = 1;
  std::vector<double> ticks;
};

// Ticks at 1, 2 or 5 times a power of ten, about four of them.
Axis axis_of(const TablePlot& plot) {
  double low = 0, high = 0;
  for (const std::optional<TableDot>& dot : plot.dots) {
    if (!dot) continue;
    low = std::min({low, dot->low, dot->mean - dot->error});
    high = std::max({high, dot->high, dot->mean + dot->error});
  }
  if (high - low < 1) high = low + 1;
  const double power = std::pow(10, std::floor(std::log10((high - low) / 4)));
  double step = 10 * power;
  for (const double factor : {5.0, 2.0, 1.0})
    if (factor * power >= (high - low) / 4) step = factor * power;
  if (!plot.differences) low = 0;  // shares
  Axis axis{std::floor(low / step) * step, std::ceil(high / step) * step, {}};
  for (double tick = axis.low; tick <= axis.high + step / 2; tick += step)
    axis.ticks.push_back(std::abs(tick) < step / 100 ? 0 : tick);
  return axis;
}

class Layout {
 public:
  Layout(Widgets& widgets, const Rect& rect, const TableShown& shown)
      : widgets_(widgets), rect_(rect), shown_(shown), table_(*shown.table) {
    measure();
    if (shown.plot) axis_ = axis_of(*shown.plot);
  }

  float draw() {
    const Widgets::Scope scope(widgets_, table_.caption, shown_.key);
    float y = rect_.y + heads(rect_.y);
    widgets_.hairline(rect_.x, y, rect_.width);
    y += widgets_.space(1);
    for (std::size_t r = 0; r < table_.rows.size(); ++r) y += row(r, y);
    return y - rect_.y;
  }

 private:
  float gap() const { return widgets_.space(5); }
  bool has_plot_before(std::size_t c) const { return shown_.plot && shown_.plot->column == c; }
  float cell_height(const std::string& text, std::size_t c) {
    return text.empty() ? 0 : widgets_.paragraph_height(text, widths_[c], Size::small);
  }

  // What each column needs; where that is more than there is, the widest give way first and their words are wrapped.
  void measure() {
    const std::size_t columns = table_.heads.size();
    widths_.assign(columns, 0);
    for (std::size_t c = 0; c < columns; ++c) {
      float words = 0;
      for (const auto& cells : table_.rows) words = std::max(words, widgets_.text_width(cells[c], Size::small));
      const float head = widgets_.text_width(table_.heads[c], Size::small);
      widths_[c] = std::ceil(std::max({words, std::min(head, widgets_.space(26)), widgets_.space(8)})) + 2;
    }
    float spare = rect_.width - gap() * static_cast<float>(columns - 1);
    if (shown_.plot) spare -= std::min(widgets_.space(60), rect_.width * 0.24f) + gap();
    for (int round = 0; round < 200 && total() > spare; ++round) {
      float& widest = *std::max_element(widths_.begin(), widths_.end());
      widest -= std::min(std::max(1.0f, total() - spare), widest * 0.06f);
    }
    spare -= total();
    plot_width_ = shown_.plot ? std::min(widgets_.space(60), rect_.width * 0.24f) + std::max(0.0f, spare) : 0;
    plot_width_ = std::min(plot_width_, std::max(widgets_.space(110), rect_.width * 0.5f));
  }
  float total() const {
    float sum = 0;
    for (const float width : widths_) sum += width;
    return sum;
  }

  template <class Cell>
  void each_column(float y, float height, Cell cell) {
    float x = rect_.x;
    for (std::size_t c = 0; c < widths_.size(); ++c) {
      if (has_plot_before(c)) {
        plot_at_ = {x, y, plot_width_, height};
        x += plot_width_ + gap();
      }
      cell(c, Rect{x, y, widths_[c], height});
      x += widths_[c] + gap();
    }
  }

  float heads(float y) {
    float height = widgets_.line_height(Size::small);
    for (std::size_t c = 0; c < widths_.size(); ++c) height = std::max(height, cell_height(table_.heads[c], c));
    if (shown_.plot)
      height =
          std::max(height, widgets_.paragraph_height(shown_.plot->head, plot_width_, Size::small) + ticks_height());
    each_column(y, height, [&](std::size_t c, const Rect& at) {
      const float own = cell_height(table_.heads[c], c);
      widgets_.paragraph({at.x, at.bottom() - own, at.width, own}, table_.heads[c],
                         {.size = Size::small, .tone = Tone::quiet, .align = align(c)});
    });
    if (shown_.plot) plot_head(height);
    return height + widgets_.space(1);
  }

  Align align(std::size_t c) const { return c < shown_.left ? Align::left : Align::right; }
  float ticks_height() const { return widgets_.line_height(Size::small) + widgets_.space(0.5f); }
  float plot_x(double value) const {
    const float inset = widgets_.space(3);
    return plot_at_.x + inset +
           (plot_at_.width - 2 * inset) * static_cast<float>((value - axis_.low) / (axis_.high - axis_.low));
  }

  void plot_head(float height) {
    Rect at = plot_at_;
    at.height = height;
    const float words = widgets_.paragraph_height(shown_.plot->head, at.width, Size::small);
    const Rect ticks = at.take_bottom(ticks_height());
    widgets_.paragraph({at.x, at.bottom() - words, at.width, words}, shown_.plot->head,
                       {.size = Size::small, .tone = Tone::quiet});
    for (const double tick : axis_.ticks) {
      const std::string text =
          format_number(tick, axis_.ticks[1] - axis_.ticks[0] < 1 ? 1 : 0, shown_.plot->differences && tick > 0);
      const float width = std::ceil(widgets_.text_width(text, Size::small)) + 1;
      widgets_.text({plot_x(tick) - width / 2, ticks.y, width, ticks.height}, text,
                    {.size = Size::small, .tone = Tone::quiet}, "tick");
    }
  }

  float row(std::size_t r, float y) {
    const std::vector<std::string>& cells = table_.rows[r];
    float height = widgets_.line_height(Size::small);
    for (std::size_t c = 0; c < widths_.size(); ++c) height = std::max(height, cell_height(cells[c], c));
    height += widgets_.space(2);
    const bool grey = r < table_.grey.size() && table_.grey[r];
    const Widgets::Scope scope(widgets_, cells.front(), std::to_string(r));
    each_column(y, height, [&](std::size_t c, const Rect& at) {
      const float own = cell_height(cells[c], c);
      if (own <= 0) return;
      const Widgets::Scope cell(widgets_, table_.heads[c], std::to_string(c));
      widgets_.paragraph(at.middle(own), cells[c],
                         {.size = Size::small, .tone = grey ? Tone::quiet : Tone::normal, .align = align(c)});
    });
    if (shown_.plot) plot_row(r, y, height, grey);
    widgets_.hairline(rect_.x, y + height, rect_.width);
    return height + widgets_.space(0.25f);
  }

  void plot_row(std::size_t r, float y, float height, bool grey) {
    plot_at_.y = y;
    plot_at_.height = height;
    const Theme& theme = widgets_.theme();
    for (const double tick : axis_.ticks)
      widgets_.vertical_line(plot_x(tick), y, height,
                             tick == 0 && shown_.plot->differences ? theme.rule : theme.hairline);
    if (r >= shown_.plot->dots.size() || !shown_.plot->dots[r]) return;
    const TableDot& dot = *shown_.plot->dots[r];
    const Colour ink = grey ? theme.quiet : theme.accent;
    const float middle = std::round(y + height / 2), thick = widgets_.space(1.5f), radius = widgets_.space(1.4f);
    const auto strip = [&](double low, double high, float t, Colour colour) {
      widgets_.fill({plot_x(low), middle - t / 2, std::max(1.0f, plot_x(high) - plot_x(low)), t}, colour, t / 2);
    };
    strip(dot.low, dot.high, thick, blend(theme.panel, ink, 0.35f));
    const float from = plot_x(std::max(axis_.low, dot.mean - dot.error));
    const float to = plot_x(std::min(axis_.high, dot.mean + dot.error)), arm = widgets_.space(1.8f);
    for (const float edge : {from, to}) widgets_.vertical_line(edge, middle - arm, 2 * arm, theme.text);
    const float x = plot_x(dot.mean);
    widgets_.fill({x - radius, middle - radius, 2 * radius, 2 * radius}, ink, radius);
  }

  Widgets& widgets_;
  Rect rect_;
  const TableShown& shown_;
  const TextTable& table_;
  std::vector<float> widths_;
  float plot_width_ = 0;
  Rect plot_at_;
  Axis axis_;
};

TableDot percent(double mean, double low, double high, double mcse) {
  return {100 * mean, 100 * low, 100 * high, std::isfinite(mcse) ? 196 * mcse : 0};
}

}  // namespace

std::optional<TableDot> dot_of(const Estimate& e) {
  if (e.n == 0 || !std::isfinite(e.mean)) return std::nullopt;
  return percent(e.mean, e.lo90, e.hi90, e.mcse);
}

std::optional<TableDot> dot_of(const Difference& d) {
  if (d.n == 0 || !std::isfinite(d.mean)) return std::nullopt;
  return percent(d.mean, d.lo90, d.hi90, d.mcse);
}

float table_view(Widgets& widgets, const Rect& rect, const TableShown& shown) {
  return Layout(widgets, rect, shown).draw();
}

float table_key(Widgets& widgets, const Rect& rect, Language language) {
  const std::string& text = in(language, say::table_key);
  return widgets.paragraph({rect.x, rect.y, rect.width, 0}, text, {.size = Size::small, .tone = Tone::quiet});
}

}  // namespace tuiyan::gui
