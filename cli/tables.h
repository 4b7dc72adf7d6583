// What a comparison says on a terminal.
#pragma once

#include <string>

#include "io/store.h"
#include "sim/compare.h"

namespace tuiyan {

// One row a mix: out of poverty, on own income, registered, returns, spending, difference to the reference.
std::string overview_text(const Result& result, const Comparison& comparison, int reference, Language language,
                          int columns);
std::string overview_plain(const Comparison& comparison, int reference);

// Paired differences to the reference at one point, and the pairs that are too close to call.
std::string difference_text(const Result& result, const Comparison& comparison, int reference, int point,
                            Language language, int columns);
std::string difference_plain(const Comparison& comparison, int reference, int point);

// The last point of a quantity without group; -1 if there is none.
int last_point(const Shape& shape, std::string_view quantity);

}  // namespace tuiyan
