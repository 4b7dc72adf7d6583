// What an exit is in this place - line, rule, window, margin - on every screen; and under it, once pressed, the fields
// in which it can be changed.
#pragma once

#include "gui/app.h"
#include "gui/widgets.h"

namespace tuiyan::gui {

// Cuts its height off `rest`. True if the edited copy was changed.
bool panel_definitions(Widgets& widgets, Rect& rest, App& app, const Status& status);

}  // namespace tuiyan::gui
