#include "gui/chart_view.h"

#include <fmt/format.h>

#include <cmath>

namespace tuiyan::gui {

namespace {

PaintOptions options_for(float width, float height, const Theme& theme) {
  PaintOptions options;
  options.scale = theme.zoom;
  options.width = std::floor(width / theme.zoom);
  options.height = std::floor(height / theme.zoom);
  options.words = false;  // the window writes them
  options.theme = theme.dark ? tuiyan::Theme::dark : tuiyan::Theme::light;
  return options;
}

}  // namespace

float ChartView::natural_height(const Chart& chart, float width, const Theme& theme) {
  return std::ceil(static_cast<float>(tuiyan::natural_height(chart, options_for(width, 0, theme))) * theme.zoom);
}

void ChartView::show(Widgets& widgets, const Rect& rect, const std::shared_ptr<const Chart>& chart,
                     const std::string& version, Clerk& painter) {
  const Theme& theme = widgets.theme();
  wanted_ = fmt::format("{} {} {} {} {} {}", version, chart->id, rect.width, rect.height, theme.zoom, theme.dark);
  if (in_work_ && in_work_->ready) {
    const Pixels& pixels = in_work_->pixels;
    texture_.load(reinterpret_cast<const unsigned char*>(pixels.argb.data()), pixels.width, pixels.height,
                  pixels.width * 4);
    painted_ = pixels.painted;
    painted_version_ = in_work_->version;
    in_work_.reset();
  }
  if (!up_to_date() && !in_work_) {
    in_work_ = std::make_shared<Canvas>();
    in_work_->version = wanted_;
    painter.hand([canvas = in_work_, chart, options = options_for(rect.width, rect.height, theme)] {
      canvas->pixels = paint_pixels(*chart, options);
      canvas->ready = true;
      return Names{};
    });
  }
  rect_ = {std::round(rect.x), std::round(rect.y), static_cast<float>(texture_.width()),
           static_cast<float>(texture_.height())};
  zoom_ = theme.zoom;
  widgets.picture(rect_, texture_, chart->title, chart->id);
}

std::optional<ChartView::Place> ChartView::pointer(const Widgets& widgets) const {
  for (std::size_t i = 0; i < painted_.panels.size(); ++i) {
    const PaintedPanel& panel = painted_.panels[i];
    const Rect plot{rect_.x + static_cast<float>(panel.plot.x) * zoom_,
                    rect_.y + static_cast<float>(panel.plot.y) * zoom_, static_cast<float>(panel.plot.width) * zoom_,
                    static_cast<float>(panel.plot.height) * zoom_};
    const auto at = widgets.pointer_over(plot);
    if (at)
      return Place{static_cast<int>(i), panel.x_at((at->x - rect_.x) / zoom_), panel.y_at((at->y - rect_.y) / zoom_),
                   plot};
  }
  return std::nullopt;
}

std::optional<Rect> ChartView::plot(int panel) const {
  if (panel >= static_cast<int>(painted_.panels.size())) return std::nullopt;
  const Box& box = painted_.panels[static_cast<std::size_t>(panel)].plot;
  return Rect{rect_.x + static_cast<float>(box.x) * zoom_, rect_.y + static_cast<float>(box.y) * zoom_,
              static_cast<float>(box.width) * zoom_, static_cast<float>(box.height) * zoom_};
}

float ChartView::screen_x(int panel, double value) const {
  return rect_.x + static_cast<float>(painted_.panels[static_cast<std::size_t>(panel)].to_x(value)) * zoom_;
}

}  // namespace tuiyan::gui
