// The months of those enrolled: what a measure pays, when it fails or ends, who leaves it.
#pragma once

#include <cstdint>
#include <functional>

#include "sim/course.h"

namespace tuiyan {

// One month of all measures for a block: payments into the ledgers, failures, ends, money spent.
void deliver(Course& course, std::size_t block, Month month);

bool works(const Enrolment& enrolment);  // neither its project nor its firm is down
FirmState firm_of(const Course& course, std::size_t household, int measure, Month month);
inline std::uint64_t measure_bit(int measure) { return std::uint64_t{1} << measure; }  // of Course::enrolled

// Ends the enrolments of a block for which `ends` holds.
void end_where(Course& course, std::size_t block, Leaving why, const std::function<bool(const Enrolment&)>& ends);

// Ends every enrolment of a household: support is withdrawn.
void withdraw(Course& course, std::size_t household);

// Gives back what a household's able members no longer fill: after some have left or become unable, jobs and hands
// beyond those who are left, the latest first. A measure that needs hands it no longer has ends. `deliver` calls it
// where a household has fewer workers than measures occupy.
void lose_workers(Course& course, std::size_t household, Month month);

}  // namespace tuiyan
