// What differs between two versions of a scenario, or between two mixes of one, in words: through the one declaration
// of fields, so a new field takes part without being named here.
#pragma once

#include <string>
#include <vector>

#include "sim/field.h"

namespace tuiyan::gui {

struct Change {
  std::string path;     // JSON pointer
  Names what;           // with what it belongs to: "Jobs first, Employment: households"
  Names before, after;  // as people read them
  std::string json;     // the new value as for --set; "" where an element came or went
};

// In the order of the fields. A list with another number of elements gives one change: what came or went.
std::vector<Change> changes_between(const Fields& before, const Fields& after);

// "Jobs first, Employment: households 300 → 500"
Names sentence(const Change& change);

}  // namespace tuiyan::gui
