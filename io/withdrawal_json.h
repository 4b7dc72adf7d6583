// A withdrawal test for other programs, and as it is kept in a result.
#pragma once

#include <string>

#include "io/store.h"
#include "sim/withdrawal.h"

namespace tuiyan {

// "tuiyan/withdraw@1".
std::string withdrawal_json(const Withdrawal& withdrawal, const Scenario& scenario, const RunRecord& record);

// Throws nlohmann::json::exception where the text is not such an envelope.
Withdrawal read_withdrawal(const std::string& text);

}  // namespace tuiyan
