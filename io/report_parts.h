// The parts of a report, each a piece of markup. For io/report*.cpp.
#pragma once

#include <string>
#include <vector>

#include "io/html.h"
#include "io/store.h"
#include "sim/answer.h"
#include "sim/chart.h"
#include "sim/wording.h"

namespace tuiyan {

struct Report {
  const Result& result;
  const Comparison& comparison;
  ChartSource source;

  const Scenario& scenario() const { return result.scenario; }
  Language language() const { return source.language; }
  const std::string& say(const std::string& zh, const std::string& en) const {
    return source.language == Language::zh ? zh : en;
  }
  std::string mix(int index) const { return escaped(mix_name(source, index)); }
  const std::string& measure(const std::string& id) const;  // its name
  int end_point(std::string_view quantity) const;           // the last of its series, -1 if none
};

// A number with 9 of 10 futures below it in small type.
std::string with_range(const Written& written);

std::string overview_table(const Report& report);
std::string difference_table(const Report& report);
std::string pairs_table(const Report& report);
std::string states_table(const Report& report);
std::string money_table(const Report& report);
std::string main_measure_table(const Report& report);
std::string shortfall_table(const Report& report);
std::string held_back_table(const Report& report);

// A chart with everything that a reader and a screen reader need; `table` may be empty.
std::string figure(const Report& report, const Chart& chart, const std::string& table);

std::string if_support_stops(const Report& report);  // the withdrawal test kept in the result; "" if none
std::string risk_of_return(const Report& report);    // as kept in the result; "" if it was not asked for
std::string carrying(const Report& report);          // the sensitivity run kept in the result; "" if none
std::string drawn_parameters(const Report& report);  // of a run with --uncertainty; "" else
std::string assumptions(const Report& report);
std::string changes(const Report& report);  // against the defaults, and by --set
std::string documents(const Report& report);
std::string limits(const Report& report);
std::string reproduce(const Report& report);

extern const char* const report_style;  // CSS

}  // namespace tuiyan
