// The withdrawal test: the month in which support stops, one switch for each supported measure of the mix, and what
// comes of those who are out and of those on the floor.
#pragma once

#include "gui/panel_inquiry.h"

namespace tuiyan::gui {

void withdrawal_view(const RiskScreen& screen, Rect rest);

}  // namespace tuiyan::gui
