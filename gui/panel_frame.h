// What lies around every screen: the rail that leads from one to another, the palette of commands, the help.
#pragma once

#include "gui/app.h"
#include "gui/widgets.h"

namespace tuiyan::gui {

void panel_rail(Widgets& widgets, const Rect& rect, View& view);

// The palette; the command that was chosen.
std::optional<Command> panel_palette(Widgets& widgets, View& view);
void panel_help(Widgets& widgets, View& view);

}  // namespace tuiyan::gui
