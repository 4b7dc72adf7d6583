// Risk of return for other programs, and as it is kept in a result: of one or several mixes. Numbers of groups of fewer
// than ten exits are not written.
#pragma once

#include <string>
#include <vector>

#include "io/store.h"
#include "sim/return_risk.h"

namespace tuiyan {

// "tuiyan/risk@1". Households only where they were asked for.
std::string return_risk_json(const std::vector<ReturnRisk>& risks, const Scenario& scenario, const RunRecord& record);

// Throws nlohmann::json::exception where the text is not such an envelope.
std::vector<ReturnRisk> read_return_risk(const std::string& text);

}  // namespace tuiyan
