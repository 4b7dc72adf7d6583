// The one number that stands for a mix in lists: out of poverty at the end, of 100.
#pragma once

#include <string>
#include <string_view>

#include "gui/worker.h"

namespace tuiyan::gui {

struct Headline {
  std::string text;   // "~62", "--" without a result
  std::string about;  // with the interval
  bool tie = false;   // too close to call
};
Headline headline_of(const Status& status, int mix, std::string_view quantity, Language language);

// The mix less the reference within each replicate, at the end: "+44", or that they are too close to call.
Headline difference_of(const Status& status, int mix, int reference, std::string_view quantity, Language language);

// Largest Monte Carlo error of the mixes at the end, in points; negative without a result.
double largest_error(const Status& status, std::string_view quantity);

// Are the numbers still moving: a preview, a run that was stopped, or one of an earlier snapshot?
bool is_preview(const Status& status);

}  // namespace tuiyan::gui
