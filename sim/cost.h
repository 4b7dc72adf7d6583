// What an effect costs: the extra cost of a mix against another, divided by what it achieves beyond it. Both are paired
// within each replicate. The limits are those of Fieller (1954), which take in the error of both; where what is
// achieved is not surely different from nothing the ratio is not bounded, and it is not told as a number.
#pragma once

#include <string>
#include <vector>

#include "sim/compare.h"

namespace tuiyan {

// The ratio of two means, over replicates.
struct Ratio {
  double value = 0;          // mean cost / mean effect; NaN without replicates or effect
  double low = 0, high = 0;  // 90 % limits of the ratio of the means; NaN unless bounded
  bool bounded = false;
  double cost = 0, effect = 0;  // the means
  int n = 0;
};
Ratio ratio_of_means(const std::vector<double>& costs, const std::vector<double>& effects);

// The effects that costs are set against, and the sign that makes them good: quantities of unit persons or households.
struct CostEffect {
  std::string id;   // of the quantity
  double sign = 1;  // -1: fewer is achieved
  Names one;        // "per person out of poverty at the end"
};
const std::vector<CostEffect>& cost_effects();

// Annualised cost of the whole run by finished replicate, yuan.
std::vector<double> annualised_costs(const Comparison& comparison, int mix);

// Annualised cost for each unit of an effect beyond what the reference achieves.
Ratio cost_per_effect(const Comparison& comparison, int mix, int reference, const CostEffect& effect);

// What achieving it costs in the mix itself: all annualised cost over all of it. Counts what would have happened
// anyway, so it is a unit cost and not the price of an effect.
Ratio cost_per_unit(const Comparison& comparison, int mix, const CostEffect& effect);

}  // namespace tuiyan
