// What ran and runs: replicates, time, Monte Carlo error, stop and resume, the precision wanted.
#pragma once

#include "gui/app.h"
#include "gui/widgets.h"

namespace tuiyan::gui {

Wish panel_runs(Widgets& widgets, const Rect& rect, App& app, const Status& status);

}  // namespace tuiyan::gui
