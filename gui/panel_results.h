// What comes out: who is still registered and poor month by month, and the paired differences at the end.
#pragma once

#include "gui/app.h"
#include "gui/chart_view.h"
#include "gui/widgets.h"
#include "sim/chart.h"

namespace tuiyan::gui {

// The pictures of this panel; they live as long as the window.
struct ResultPictures {
  std::string version;  // of the charts: edition, replicates, language, reference
  Chart still_poor, differences;
  ChartView still_poor_view, differences_view;
};

void panel_results(Widgets& widgets, const Rect& rect, const Scenario& edited, View& view, const Status& status,
                   ResultPictures& pictures);

}  // namespace tuiyan::gui
