// The empty state of the whole program: sample places, recent files, what was left behind.
#pragma once

#include "gui/app.h"
#include "gui/presence.h"
#include "gui/widgets.h"

namespace tuiyan::gui {

Wish panel_welcome(Widgets& widgets, const Rect& rect, const App& app, Presence& presence);

}  // namespace tuiyan::gui
