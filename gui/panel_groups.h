// The chance of return by group, and what set returns off with what would have prevented them: two views of one
// question, followed through the futures of a mix.
#pragma once

#include "gui/panel_inquiry.h"

namespace tuiyan::gui {

void groups_view(const RiskScreen& screen, Rect rest);
void prevention_view(const RiskScreen& screen, Rect rest);

}  // namespace tuiyan::gui
