// The comparison: paired differences, small multiples, states, one future after the other, thresholds, money, and who
// is left out.
#pragma once

#include "gui/app.h"
#include "gui/chart_card.h"
#include "gui/widgets.h"

namespace tuiyan::gui {

void panel_compare(Widgets& widgets, const Rect& rect, const Scenario& edited, View& view, const Status& status,
                   ResultPictures& pictures);

}  // namespace tuiyan::gui
