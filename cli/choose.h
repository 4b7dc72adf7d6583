// Mixes and quantities as the person named them; throws UsageError with the nearest known one.
#pragma once

#include <string>
#include <vector>

#include "cli/options.h"
#include "sim/compare.h"
#include "sim/scenario.h"

namespace tuiyan {

// Of --mix, into Scenario::mixes, in the scenario's order; all if none is named.
std::vector<int> chosen_mixes(const Scenario& scenario, const Options& options);

// Of --ref, else "none", else the first: an id of `mixes`.
std::string chosen_reference(const std::vector<std::string>& mixes, const Options& options);

// Of --quantity: its points; the last one where no time is given.
std::vector<int> chosen_points(const Shape& shape, const std::string& quantity);

}  // namespace tuiyan
