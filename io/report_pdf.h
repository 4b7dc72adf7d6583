// The report as PDF, to print and to staple: question and answer, then each chart with its words on a page of its own
// (A4). Tables with intervals stand in the HTML report.
#pragma once

#include <string>

#include "sim/chart.h"

namespace tuiyan {

// The bytes of a file.
std::string report_pdf(const ChartSource& source);

}  // namespace tuiyan
