// What is remembered of each household under a mix beyond the month: since when it has been in the register or out,
// and whether it was poor in each year of the run. From it come spells, stable exits, chronic poverty, vulnerability
// and targeting. Two looks keep it cheap: at states only when a round or a death changed them, at incomes once a year.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/income_steps.h"
#include "sim/month.h"
#include "sim/spells.h"

namespace tuiyan {

struct Course;
struct Lives;
struct SharedIncome;
enum class Status : std::uint8_t;

// How a spell ends. In the register: exit, dissolution of the household, clean-out (清退). Out of it: return,
// dissolution. Poor or not poor: the other state, dissolution.
namespace ending {
inline constexpr int left = 0, dissolved = 1, cleaned_out = 2, count = 3;
}

// What a yearly look counts over all blocks; persons, and fen of 12 months.
struct YearLook {
  std::int64_t registered = 0, registered_above = 0;  // persons; of these, truly above the line
  std::int64_t poor = 0, poor_outside = 0;            // truly poor; of these, not in the register
  std::int64_t need = 0, need_enrolled = 0;           // poor without what the mix pays; of these, enrolled
  std::int64_t enrolled = 0, enrolled_above = 0;      // in any measure; of these, above the line without it
  std::int64_t above = 0, fell = 0;                   // above at the look a year ago; of these, poor now
  std::int64_t lifted = 0, lifted_income = 0;         // in need and supported
  std::int64_t overtaking = 0;                        // of these, above everybody just above the line
  std::int64_t near = 0, near_income = 0;             // without support, from the line to near_poor times it
};

inline constexpr int near_poor_percent = 125;  // of the line: "just above"

struct Histories {
  // by household
  std::vector<Status> was;
  std::vector<std::int16_t> since;        // month in which that state came into force
  std::vector<std::uint8_t> fresh;        // its start is known: 1 from the run, 2 registered at the opening
  std::vector<std::uint8_t> late;         // months of that state before it came into view
  std::vector<std::uint8_t> dipped;       // truly poor one or two years after its exit
  std::vector<std::uint8_t> persons;      // at the last look; 0: never seen
  std::vector<std::uint8_t> poor;         // at the last look
  std::vector<std::uint8_t> run;          // looks in a row in that state
  std::vector<std::uint8_t> run_known;    // the first of them was seen
  std::vector<std::uint8_t> above, fell;  // looks above the line with another after it; of these, poor then
  std::vector<std::uint8_t> years;        // looks in the sums below
  std::vector<std::uint8_t> poor_looks;   // of these, truly poor
  std::vector<std::int64_t> share_sum;    // millionths of the line
  std::vector<std::int64_t> square_sum;   // squared gap, millionths

  SpellTally registered_at_opening, registered, out;  // months
  SpellTally poor_years, above_years;                 // years
  std::int64_t exits_followed = 0, exits_stable = 0;  // households, exits at least two years before the end
  std::vector<YearLook> looks;                        // 0 at the opening, then every 12 months
  std::vector<std::vector<IncomeSteps>> incomes;      // by look and group of the population

  Histories() = default;
  explicit Histories(const Course& course);
};

inline constexpr int stable_months = 24;

// Whether a month is one of the yearly looks, and which.
int look_of(const Course& course, Month month);  // -1: none

// After states of a block have changed.
void note_states(Course& course, std::size_t block, Month month);

// A yearly look at a block. `shared` is the income of 12 months that does not depend on the mix.
void look_back(Course& course, std::size_t block, Month month, const SharedIncome& shared);

// Closes what is still on at the end of the run.
Histories closed(const Course& course);

}  // namespace tuiyan
