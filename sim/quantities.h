// What stands in the closed list of what is counted beside a quantity: when its points stand. And the part of the list
// that is of the histories of households.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/outcome.h"

namespace tuiyan {

// "start" and months; months; years; "start" and every twelfth month; the twelfth months; the last month; "start" and
// Decembers; years of which the December before is counted too.
enum class When { stock, flow, year, look, look_back, at_end, december, growth };

struct Listed {
  Quantity quantity;
  When when;
};

std::vector<Listed> listed_histories();
std::vector<Listed> listed_years();

// Where the points of a quantity stand in a scenario, in order: times without groups, and its groups ("" if none).
std::vector<std::string> times_of(const Quantity& quantity, const Scenario& scenario);
std::vector<std::string> groups_of(const Quantity& quantity, const Scenario& scenario);

// Groups of a quantity of the histories; empty if it is none, or has none.
std::vector<std::string> history_groups(const Quantity& quantity, const Scenario& scenario);

// Groups of a quantity of the year ends that has groups of its own.
std::optional<std::vector<std::string>> year_groups(const Quantity& quantity, const Scenario& scenario);

}  // namespace tuiyan
