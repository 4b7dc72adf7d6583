// What the sensitivity run in an opened result found that each assumption moves.
#pragma once

#include <string>

#include "sim/impact.h"
#include "sim/sensitivity.h"

namespace tuiyan::gui {

// Of its first difference, in the unit in which differences are shown. Empty where no trajectory was finished.
Impacts impacts_of(const Sensitivity& sensitivity);

// Of the parameter at a path of the scenario; null: the run did not move it.
const Impact* impact_at(const Impacts& impacts, const std::string& path);

}  // namespace tuiyan::gui
