// The answer to a scenario's question in two sentences, each with how sure it is: who leaves the register, and
// who could stand alone. A tie is called a tie.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/chart.h"

namespace tuiyan {

// Who does best in a quantity at the end of the scenario.
struct Leader {
  int mix = 0;             // the best mean
  std::vector<int> level;  // too close to call with it, in the order of the mixes
  int point = -1;          // into the shape
};
Leader leader_of(const Comparison& comparison, std::string_view quantity);

// One sentence for each headline; before them who falls back, where nobody is registered at the opening.
std::vector<std::string> answer(const ChartSource& source);

}  // namespace tuiyan
