// What is counted once a year, at its end and at the opening, because published figures are yearly: incomes by
// standing and source, who is registered for which cause, persons in each measure.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/income_steps.h"
#include "sim/month.h"
#include "sim/outcome.h"

namespace tuiyan {

struct Course;
struct SharedIncome;

enum class Standpoint { all, registered, exited, ever_registered, count };  // whose income is published
enum class Source { market, transfers, measures_earned, measures_aid, count };
const std::vector<std::string>& standpoint_ids();
const std::vector<std::string>& source_ids();

struct YearEnd {
  struct People {
    std::int64_t persons = 0, income = 0;  // fen of 12 months
    IncomeSteps incomes;
    void add(std::int64_t more_persons, std::int64_t more_income);
    void add(const People& others);
  };
  People outside, registered, exited;                                           // everybody is in one of them
  std::array<std::int64_t, static_cast<std::size_t>(Source::count)> sources{};  // of the ever registered, fen
  std::vector<std::int64_t> causes;                                             // registered households
  std::vector<std::int64_t> enrolled;                                           // persons, by measure
};

// The opening, which is the month before the first counted one, and every December from then on; -1 otherwise.
int year_end_of(const Course& course, Month month);
std::vector<YearEnd> empty_year_ends(const Course& course);

// Counts a block. `shared` is the income of 12 months that does not depend on the mix.
void look_at_year(Course& course, std::size_t block, Month month, const SharedIncome& shared);

void write_year_ends(const Course& course, Outcome& outcome);

}  // namespace tuiyan
