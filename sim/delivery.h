// What a month of a measure's effects does to one household enrolled in it. Effects come in a fixed order - income,
// job, loan, growth, move, guarantee, expense, protection, top-up last - and none reads what another pays in the
// same month.
#pragma once

#include "sim/course.h"
#include "sim/draws.h"

namespace tuiyan {

// What each household of a block pays itself of a kind of cost, as a share, under the measures that have taken effect
// by a month: the product of their factors. `of` holds block_size numbers.
void paid_oneself(const Course& course, std::size_t block, Month month, Spending kind, double* of);

struct Delivered {
  std::int64_t paid = 0;  // fen of this month
  int displaced = 0;      // workers in its jobs who would have had one anyway
  bool over = false;      // the enrolment ends with this month
};
// `own_share`: of the household's medical cost; read by protection only.
Delivered deliver_month(Course& course, Enrolment& enrolment, Month month, double own_share);

// What a new enrolment begins with: members covered, a loan, the income against which a loss is measured.
void begin_effects(const Course& course, Enrolment& enrolment);

// The project of an enrolment fails: the principal of an own loan becomes the household's debt.
void default_loan(Course& course, Enrolment& enrolment);

// Months after a block's measures have been delivered. Gains by growth effects are paid on the market income of the
// month; debts are repaid from a twelfth of what the last 12 months brought above the exit line.
void inherit_gain(Course& course, std::size_t parent, std::size_t child);  // at a split
void pay_gains(Course& course, std::size_t block, Month month);
void repay_debts(Course& course, std::size_t block, Month month);

// Yuan to the nearest fen.
std::int64_t fen(double yuan);

// The part of a year's amount that falls on a month: cumulative rounding, so twelve parts make the whole.
std::int64_t part_of_year(std::int64_t year, Month month);

// How many of what an amount is counted by.
double count_of(const Course& course, std::size_t household, Per per);

// The words of a household in a measure.
Words measure_words(const Course& course, std::size_t household, int measure, Process process, int month,
                    std::uint32_t draw = 0);

}  // namespace tuiyan
