// A sensitivity run for other programs, and as it is kept in a result: one envelope, keys sorted; everything but `run`
// depends on scenario, seed and the numbers asked for alone.
#pragma once

#include <optional>
#include <string>

#include "io/store.h"
#include "sim/sensitivity.h"

namespace tuiyan {

// {"schema": "tuiyan/sensitivity@2", "scenario": ..., "seed": ..., "result": {...}, "run": {...}}, ends with a newline.
// Of the record: scenario, hash, seed, overrides and what only tells.
std::string sensitivity_json(const Sensitivity& sensitivity, const Scenario& scenario, const RunRecord& record);

// None if another version of the program wrote it. Throws nlohmann::json::exception where the text is no such envelope.
std::optional<Sensitivity> read_sensitivity(const std::string& text);

}  // namespace tuiyan
