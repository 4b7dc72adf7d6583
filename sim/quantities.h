// What stands in the closed list of what is counted beside a quantity: when its points stand. And the part of the list
// that is of the histories of households.
#pragma once

#include <string>
#include <vector>

#include "sim/outcome.h"

namespace tuiyan {

// "start" and months; months; years; "start" and every twelfth month; the twelfth months; the last month.
enum class When { stock, flow, year, look, look_back, at_end };

struct Listed {
  Quantity quantity;
  When when;
};

std::vector<Listed> listed_histories();

// Groups of a quantity of the histories; empty if it is none, or has none.
std::vector<std::string> history_groups(const Quantity& quantity, const Scenario& scenario);

}  // namespace tuiyan
