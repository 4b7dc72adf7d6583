// What a month of a measure's effects does to one household enrolled in it.
#pragma once

#include "sim/course.h"
#include "sim/draws.h"

namespace tuiyan {

struct Delivered {
  std::int64_t paid = 0;  // fen of this month
  bool over = false;      // the enrolment ends with this month
};
Delivered deliver_month(Course& course, Enrolment& enrolment, Month month);

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
