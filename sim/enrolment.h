// Who joins which measure and who leaves it, under places, money and the mix's order.
#pragma once

#include "sim/course.h"

namespace tuiyan {

// One month of all measures for a block: payments into the ledgers, failures, ends, money spent.
void deliver(Course& course, std::size_t block, Month month);

// Who joins from `next` on: item by item in the mix's order, while there are places and money; in January who
// is not renewed because commitments have outgrown the money. Acts on the whole place; ties are broken by id.
void allocate(Course& course, Month next);

// Ends every enrolment of a household: support is withdrawn.
void withdraw(Course& course, std::size_t household);

}  // namespace tuiyan
