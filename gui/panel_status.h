// What frames the window: the header with what can be set, the footer with the task in work,
// and the sheets for a scenario that can not be opened and for saving a copy.
#pragma once

#include "gui/app.h"
#include "gui/clerk.h"
#include "gui/presence.h"
#include "gui/widgets.h"

namespace tuiyan::gui {

Wish panel_header(Widgets& widgets, const Rect& rect, App& app, bool narrow);
Wish panel_footer(Widgets& widgets, const Rect& rect, const App& app, const Status& status);
void panel_trouble(Widgets& widgets, const Rect& rect, const App& app);
// Sheets over the window; the clerk writes. True if the edited copy was changed.
void panel_save(Widgets& widgets, App& app, Presence& presence, Clerk& clerk);
bool panel_rename(Widgets& widgets, App& app);
bool panel_add_measure(Widgets& widgets, App& app);

}  // namespace tuiyan::gui
