// Who joins which measure and who leaves it, under places, money and the mix's order.
#pragma once

#include "sim/course.h"

namespace tuiyan {

// One month of all measures for a block: payments into the ledgers, failures, ends, money spent.
void deliver(Course& course, std::size_t block, Month month);

// Who joins from `next` on: item by item in the mix's order, while there are places and money; in January who
// is not renewed because commitments have outgrown the money. Acts on the whole place; ties are broken by id.
void allocate(Course& course, Month next);

// How many households fulfil the conditions of an item and its measure and are not in it yet, whether or not there is
// money or a place for them.
std::int64_t count_eligible(const Course& course, std::size_t item, Month month);

// Ends every enrolment of a household: support is withdrawn.
void withdraw(Course& course, std::size_t household);

// Gives back what a household's able members no longer fill: after some have left or become unable, jobs and hands
// beyond those who are left, the latest first. A measure that needs hands it no longer has ends. `deliver` calls it
// where a household has fewer workers than measures occupy.
void lose_workers(Course& course, std::size_t household, Month month);

}  // namespace tuiyan
