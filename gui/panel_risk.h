// Return risk: who falls back within months of the exit, by group; what pushed them and what would have prevented it;
// what happens when support stops; and one household's life under two mixes.
#pragma once

#include "gui/app.h"
#include "gui/chart_card.h"
#include "gui/inquirer.h"
#include "gui/widgets.h"

namespace tuiyan::gui {

Wish panel_risk(Widgets& widgets, const Rect& rect, const Scenario& edited, View& view, const Status& status,
                ResultPictures& pictures, Inquirer& inquirer);

}  // namespace tuiyan::gui
