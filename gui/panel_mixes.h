// The mixes: which there are, how each comes out, and the measures of the chosen one.
#pragma once

#include "gui/app.h"
#include "gui/widgets.h"

namespace tuiyan::gui {

// Changes `edited` and what is looked at; returns whether `edited` changed.
bool panel_mixes(Widgets& widgets, const Rect& rect, Scenario& edited, const Scenario& original, View& view,
                 const Status& status);

}  // namespace tuiyan::gui
