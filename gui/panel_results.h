// What comes out, beside the plan: who is still registered and poor month by month, and the paired differences at the
// end.
#pragma once

#include "gui/app.h"
#include "gui/chart_card.h"
#include "gui/widgets.h"

namespace tuiyan::gui {

void panel_results(Widgets& widgets, const Rect& rect, const Scenario& edited, View& view, const Status& status,
                   ResultPictures& pictures);

// The line over every screen of results: how far the run is, and what it is compared with.
void results_header(Widgets& widgets, Rect row, const Scenario& edited, View& view, const Status& status);
// What stands there before there is a result.
void empty_results(Widgets& widgets, const Rect& rect, const View& view, const Status& status);

}  // namespace tuiyan::gui
