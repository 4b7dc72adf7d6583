// The ledger of assumptions: every number with evidence, its range, grade and source, what was changed, and how much it
// moves the answer.
#pragma once

#include "gui/app.h"
#include "gui/assumption_list.h"
#include "gui/widgets.h"

namespace tuiyan::gui {

Wish panel_assumptions(Widgets& widgets, const Rect& rect, App& app, AssumptionList& list);

}  // namespace tuiyan::gui
