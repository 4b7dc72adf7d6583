// What the field measures poverty and inequality by: the indices of Foster, Greer and Thorbecke, quantiles and
// Gini, and spells of poverty with the months in which they end.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace tuiyan {

// FGT(alpha), alpha 0, 1 or 2: the weighted mean of ((line - income) / line)^alpha over those whose income is below
// the line, and 0 for all others. Incomes and line in yuan per person and year, weights in persons; NaN
// without weight. Foster, Greer and Thorbecke 1984.
double fgt(const std::vector<double>& incomes, const std::vector<double>& weights, double line, int alpha);

// Incomes in order, for what depends on ranks; weights in persons, those without weight left out. As R's laeken has
// them (Eurostat's indicators). All are NaN without weight.
class RankedIncomes {
 public:
  RankedIncomes(const std::vector<double>& incomes, const std::vector<double>& weights);

  double quantile(double p) const;      // 0 < p < 1; the first income up to which a share p lives, or between two
  double gini() const;                  // 0 equal, near 1 unequal; weights taken as numbers of persons
  double quintile_share_ratio() const;  // S80/S20: all income of the richest fifth to that of the poorest
  double poverty_threshold() const;     // 60 % of the median
  double at_risk_of_poverty() const;    // share below it
  double relative_median_gap() const;   // its distance to the median of those below it, as a share of it
 private:
  std::vector<std::pair<double, double>> ranked_;  // income, weight
  double total_ = 0;
};

// Jalan and Ravallion 2000: poverty over years is what would be left if everybody had the mean of the years each year
// (chronic), and the rest, which comes of ups and downs (transient). By the squared gap; incomes as shares of the line.
struct PovertyParts {
  double all = 0, chronic = 0;
  double transient() const { return all - chronic; }
};
PovertyParts poverty_parts(const std::vector<double>& shares_of_line);  // of one household, by year

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

// 95 % limits of that month by the limits of the curve (Brookmeyer and Crowley 1982, log(-log)); none where the
// limit of the curve does not come down to a half.
struct MedianLimits {
  std::optional<double> low, high;
};
MedianLimits median_limits(const SpellCurve& curve);

// Whether groups leave alike: the log-rank statistic, chi-squared with groups - 1 degrees of freedom where they do.
struct LogRank {
  double chi_squared = 0;
  int degrees = 0;
};
LogRank log_rank(const std::vector<SpellCounts>& groups);  // of the first cause

// 95 % limits of a share by the log(-log) transformation, which keeps them between 0 and 1.
struct ShareLimits {
  double low = 0, high = 1;
};
ShareLimits share_limits(double share, double error);

}  // namespace tuiyan
