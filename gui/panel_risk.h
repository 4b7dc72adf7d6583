// Return risk: who falls back within months of the exit, what pushed them, what happens when support stops.
#pragma once

#include "gui/app.h"
#include "gui/chart_card.h"
#include "gui/widgets.h"

namespace tuiyan::gui {

void panel_risk(Widgets& widgets, const Rect& rect, const Scenario& edited, View& view, const Status& status,
                ResultPictures& pictures);

}  // namespace tuiyan::gui
