// The register's procedure (建档立卡): who is taken out, in and back, and when.
// Sources: docs/model.md, "The register".
#pragma once

#include "sim/field.h"

namespace tuiyan {

// A round of the year. Months of the calendar; the decision uses the 12 months that end with `window_end`.
struct Round {
  int window_end = 9;
  int decided = 11;
  int in_force = 12;
};

// What the window of an exit is.
enum class ExitRule { one_window, two_windows, mean_of_two };

struct RegisterRules {
  std::vector<Round> rounds;  // default: September, November, December
  ExitRule exit_rule = ExitRule::one_window;
  Datum margin;                // on the uncertain part of income
  Datum observation_sd;        // ln(observed / true) of the uncertain part
  Dated approval;              // chance that a household that qualifies is approved
  Dated detection;             // chance in a round that a return or a new entry is found
  bool expenses_count = true;  // out-of-pocket cost can push a household back (支出型贫困)
  RegisterRules();
};

Fields fields(Round&);
Fields fields(RegisterRules&);

}  // namespace tuiyan
