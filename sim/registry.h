// The register's procedure (建档立卡): who is taken out, in and back, and when.
// Sources: docs/model.md, "The register".
#pragma once

#include <cstddef>
#include <vector>

#include "sim/field.h"
#include "sim/month.h"
#include "sim/population.h"

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

Fields fields(Round& round);
Fields fields(RegisterRules& rules);

struct Lives;
struct Course;
struct Block;

// What the administration draws for each household of a block in a round; the same for every mix.
struct Sight {
  double seen[block_size];      // observed / true of the uncertain part of income
  double approval[block_size];  // uniform numbers
  double detection[block_size];
};
void look(const Lives& lives, const Block& block, Month decided, Sight& sight);

// Decides exits, entries and returns of a block for the window closed last. Exit: (market, job and asset
// income x what is seen) / margin + transfers reaches the line, no guarantee is missing, approved. Entry and
// return: seen income below the line, a guarantee missing, or out-of-pocket cost pushing it below; detected.
void judge(Course& course, std::size_t block, Month decided, const Sight& sight);

// Brings what was decided into force.
void enforce(Course& course, std::size_t block, Month month);

// Ends support of those who have been out for as long as the mix says.
void end_support(Course& course, std::size_t block, Month month);

}  // namespace tuiyan
