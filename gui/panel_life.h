// One household's life under two mixes in one future: income, what befell it, what each mix did, what was decisive.
#pragma once

#include "gui/panel_inquiry.h"

namespace tuiyan::gui {

void life_view(const RiskScreen& screen, Rect rest);

}  // namespace tuiyan::gui
