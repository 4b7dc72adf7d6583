// report.html: one self-contained page for the desk of whoever decides - question and answer with how sure it
// is, tables with intervals, charts, assumptions with their grades, limits, and how to run it again. No
// network, no script; it opens by double-click and prints. The same result gives the same bytes.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "io/store.h"
#include "sim/compare.h"

namespace tuiyan {

// What may stand in a report or be left out, in its order.
struct ReportPart {
  std::string id;
  Names names;
  bool charts = false;  // it has some; the others are tables and words
};
const std::vector<ReportPart>& report_parts();

// `comparison` is of result.outcomes; `reference` numbers its mixes; `without` are ids of parts. Those that stand are
// numbered in their order.
std::string report_html(const Result& result, const Comparison& comparison, int reference, Language language,
                        const std::set<std::string>& without = {});

}  // namespace tuiyan
