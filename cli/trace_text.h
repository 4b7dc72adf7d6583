// The whole of a trace as a page of text.
#pragma once

#include <string>

#include "sim/scenario.h"
#include "sim/trace.h"

namespace tuiyan {

// At most `columns` wide: months in which nothing is new are folded unless `every_month`.
std::string trace_text(const Trace& trace, const Scenario& scenario, Language language, int columns, bool every_month);

}  // namespace tuiyan
