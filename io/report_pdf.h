// The report as PDF, to print and to staple: question and answer, then each chart with its words on a page of its own
// (A4). Tables with intervals stand in the HTML report.
#pragma once

#include <set>
#include <string>

#include "sim/chart.h"

namespace tuiyan {

// The bytes of a file. `without` are ids of parts (io/report.h) whose charts, or whose answer, are left out.
std::string report_pdf(const ChartSource& source, const std::set<std::string>& without = {});

}  // namespace tuiyan
