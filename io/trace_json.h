// A trace for other programs: "tuiyan/trace@1", keys sorted; everything but `run` depends on scenario, seed, household,
// replicate and mixes alone. Amounts are yuan of the household.
#pragma once

#include <string>

#include "io/store.h"
#include "sim/trace.h"

namespace tuiyan {

std::string trace_json(const Trace& trace, const Scenario& scenario, const RunRecord& record);

}  // namespace tuiyan
