// How many households of the real place each simulated one stands for. A scenario file counts in households, persons,
// villages and yuan of the real place; a sample of whole villages is simulated, one in `weight`; what comes out counts
// in the real place again. Shares, means and dates are the sample's own.
#pragma once

#include "sim/outcome.h"

namespace tuiyan {

struct Scenario;

// The scenario as its sample is simulated: groups, villages, the quota of the register, budgets, places, rounds and the
// market's own supply divided by the weight; groups and villages to whole numbers, at least one. Its weight stays, for
// what comes out.
Scenario sampled(Scenario scenario);

// Simulated households of a group, in whole numbers.
double sampled_count(double of_the_place, double weight);

// Whether a quantity counts households, persons, villages or yuan, so that it is multiplied by the weight.
bool is_weighted(const Quantity& quantity);

// Multiplies what counts; with a weight of 1 nothing changes.
void weigh(Outcome& outcome, const Shape& shape, double weight);

}  // namespace tuiyan
