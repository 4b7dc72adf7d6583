// A chart on the screen: the painter's picture as a texture, painted anew only when something that it shows
// changes, and where its plots stand. It is painted beside the window; until it is ready the picture before stands.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>

#include "gui/clerk.h"
#include "gui/texture.h"
#include "gui/widgets.h"
#include "io/paint.h"
#include "sim/chart.h"

namespace tuiyan::gui {

class ChartView {
 public:
  // Natural height in pixels of the chart for a width in pixels.
  static float natural_height(const Chart& chart, float width, const Theme& theme);

  // `version` names what the chart shows: the same version, size and theme are not painted again.
  void show(Widgets& widgets, const Rect& rect, const std::shared_ptr<const Chart>& chart, const std::string& version,
            Clerk& painter);
  bool up_to_date() const { return painted_version_ == wanted_; }  // what show() was asked for last

  // Where the pointer is in the chart last shown.
  struct Place {
    int panel = 0;
    double x = 0, y = 0;  // values
    Rect plot;            // on the screen
  };
  std::optional<Place> pointer(const Widgets& widgets) const;
  float screen_x(int panel, double value) const;
  std::optional<Rect> plot(int panel) const;  // on the screen; none if there is no such panel
  int unknown_glyphs() const { return painted_.unknown_glyphs; }

 private:
  // A picture in work; the painter holds it too.
  struct Canvas {
    std::string version;
    Pixels pixels;
    std::atomic<bool> ready = false;  // after it is set the painter does not touch it any more
  };
  Texture texture_;
  Painted painted_;
  std::string painted_version_, wanted_;
  std::shared_ptr<Canvas> in_work_;  // one at a time: of what changes faster than it is painted, steps are left out
  Rect rect_;
  float zoom_ = 1;
};

}  // namespace tuiyan::gui
