// The closed list of what is counted, with when and by what each is told apart. For sim/outcome.cpp.
#pragma once

#include <vector>

#include "sim/outcome.h"

namespace tuiyan {

// When the points of a quantity stand: "start" and months; months; years; "start" and every twelfth month; the
// twelfth months; the last month.
enum class When { stock, flow, year, look, look_back, at_end };

struct Listed {
  Quantity quantity;
  When when;
};

// Words for what a quantity is grouped by.
namespace by {
extern const Names measure, main, month, month_of_exit, reason, year_of_spell, share, spell, cause, trigger, kind,
    kind_or_village;
}

const std::vector<Listed>& listed();
std::vector<Listed> listed_histories();  // the later part of it

}  // namespace tuiyan
