// Named events of the scenario - a drought, a price crash, ... - added, changed and taken away beside the plan.
#pragma once

#include "gui/app.h"
#include "gui/widgets.h"

namespace tuiyan::gui {

// Its own name, or its kind's.
const Names& name_of(const Event& event);

// Cuts its height off `rest`; true if something changed.
bool panel_events(Widgets& widgets, Rect& rest, Scenario& edited, View& view, const Problems& problems);

}  // namespace tuiyan::gui
