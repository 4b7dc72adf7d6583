// What the field measures poverty by: the indices of Foster, Greer and Thorbecke, and spells of poverty with the
// months in which they end.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace tuiyan {

// FGT(alpha), alpha 0, 1 or 2: the weighted mean of ((line - income) / line)^alpha over those whose income is below
// the line, and 0 for all others. Incomes and line in yuan per person and year, weights in persons; NaN
// without weight. Foster, Greer and Thorbecke 1984.
double fgt(const std::vector<double>& incomes, const std::vector<double>& weights, double line, int alpha);

// Somebody's time in a state, in months. Seen from after `entry` to `months`; then it ended for a cause
// (0, 1, ...), or was still going on when last seen.
struct Spell {
  int entry = 0;
  int months = 0;
  int cause = still_on;

  static constexpr int still_on = -1;
};

struct SpellCounts {
  std::vector<std::int64_t> at_risk;              // [month] spells seen in the month; month 0 is empty
  std::vector<std::vector<std::int64_t>> events;  // [cause][month] of these, ended in the month
};
SpellCounts count_spells(const std::vector<Spell>& spells, int causes);

// Share still in the state after each month, and share that left for each cause, with standard errors. With one
// cause the estimate of Kaplan and Meier with the variance of Greenwood; with several, competing, that of Aalen
// and Johansen. Where nobody is at risk the curve stays as it was.
struct SpellCurve {
  std::vector<double> still, still_error;             // [month]
  std::vector<std::vector<double>> left, left_error;  // [cause][month]
};
SpellCurve spell_curve(const SpellCounts& counts);

// The first month after which no more than half are still in the state; none if the curve stays above. Where the
// curve stands exactly at a half for a while, the middle of that while, as R's survfit has it.
std::optional<double> median_month(const std::vector<double>& still);

// 95 % limits of a share by the log(-log) transformation, which keeps them between 0 and 1.
struct ShareLimits {
  double low = 0, high = 1;
};
ShareLimits share_limits(double share, double error);

}  // namespace tuiyan
