// report.html: one self-contained page for the desk of whoever decides - question and answer with how sure it
// is, tables with intervals, charts, assumptions with their grades, limits, and how to run it again. No
// network, no script; it opens by double-click and prints. The same result gives the same bytes.
#pragma once

#include <string>

#include "io/store.h"
#include "sim/compare.h"

namespace tuiyan {

// `comparison` is of result.outcomes; `reference` numbers its mixes.
std::string report_html(const Result& result, const Comparison& comparison, int reference, Language language);

}  // namespace tuiyan
