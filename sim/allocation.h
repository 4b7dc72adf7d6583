// Who joins which measure, and in January who is not renewed, under places, money and the mix's order.
#pragma once

#include "sim/course.h"

namespace tuiyan {

// Who joins from `next` on: item by item in the mix's order, while there are places and money; in January who
// is not renewed because commitments have outgrown the money. Acts on the whole place; ties are broken by id.
void allocate(Course& course, Month next);

// How many households fulfil the conditions of an item and its measure and are not in it yet, whether or not there is
// money or a place for them.
std::int64_t count_eligible(const Course& course, std::size_t item, Month month);

}  // namespace tuiyan
