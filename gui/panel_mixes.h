// What is planned: the mixes with their headline results, and the chosen one with its measures, their time, money and
// who they reach.
#pragma once

#include "gui/app.h"
#include "gui/widgets.h"

namespace tuiyan::gui {

Wish panel_mixes(Widgets& widgets, const Rect& rect, App& app, const Status& status);

}  // namespace tuiyan::gui
