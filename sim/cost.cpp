#include "sim/cost.h"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>

namespace tuiyan {

namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

// Means with the variances and covariance of the means.
struct Pair {
  double cost = 0, effect = 0, cost_variance = 0, effect_variance = 0, covariance = 0;
  int n = 0;
};

Pair pair_of(const std::vector<double>& costs, const std::vector<double>& effects) {
  Pair pair;
  const auto both = [&](std::size_t i) { return std::isfinite(costs[i]) && std::isfinite(effects[i]); };
  const std::size_t size = std::min(costs.size(), effects.size());
  for (std::size_t i = 0; i < size; ++i)
    if (both(i)) pair.cost += costs[i], pair.effect += effects[i], ++pair.n;
  if (pair.n == 0) return pair;
  pair.cost /= pair.n, pair.effect /= pair.n;
  if (pair.n < 2) return pair;
  for (std::size_t i = 0; i < size; ++i) {
    if (!both(i)) continue;
    const double c = costs[i] - pair.cost, e = effects[i] - pair.effect;
    pair.cost_variance += c * c, pair.effect_variance += e * e, pair.covariance += c * e;
  }
  const double divisor = static_cast<double>(pair.n) * (pair.n - 1);
  pair.cost_variance /= divisor, pair.effect_variance /= divisor, pair.covariance /= divisor;
  return pair;
}

std::vector<double> of_quantity(const Comparison& comparison, int mix, const std::string& id) {
  const Shape::Series* series = comparison.outcomes().shape.find_series(id);
  return series ? comparison.values(mix, series->first + series->size - 1) : std::vector<double>();
}

std::vector<double> minus(std::vector<double> values, const std::vector<double>& others) {
  for (std::size_t i = 0; i < values.size(); ++i) values[i] -= i < others.size() ? others[i] : undefined;
  return values;
}

}  // namespace

Ratio ratio_of_means(const std::vector<double>& costs, const std::vector<double>& effects) {
  const Pair pair = pair_of(costs, effects);
  Ratio ratio{undefined, undefined, undefined, false, pair.cost, pair.effect, pair.n};
  if (pair.n == 0 || pair.effect == 0) return ratio;
  ratio.value = pair.cost / pair.effect;
  if (pair.n < 2) return ratio;
  const boost::math::students_t student(pair.n - 1);
  const double t = boost::math::quantile(student, 0.95), t2 = t * t;
  // The limits solve (cost - r effect)^2 = t^2 var(cost - r effect).
  const double a = pair.effect * pair.effect - t2 * pair.effect_variance;
  const double b = pair.cost * pair.effect - t2 * pair.covariance;
  const double c = pair.cost * pair.cost - t2 * pair.cost_variance;
  ratio.bounded = a > 0;
  if (!ratio.bounded) return ratio;
  const double root = std::sqrt(std::max(0.0, b * b - a * c));
  ratio.low = (b - root) / a;
  ratio.high = (b + root) / a;
  return ratio;
}

const std::vector<CostEffect>& cost_effects() {
  static const std::vector<CostEffect> effects{
      {"persons_out", 1, {"每多一人期末已脱贫", "per person more out at the end"}},
      {"persons_self_reliant", 1, {"每多一人靠自身收入脱贫", "per person more out on own income"}},
      {"stable_exits", 1, {"每多一户稳定脱贫", "per household more with a stable exit"}},
      {"poor_person_years", -1, {"每少一个实际贫困人年", "per person-year less in true poverty"}}};
  return effects;
}

std::vector<double> annualised_costs(const Comparison& comparison, int mix) {
  std::vector<double> sums(static_cast<std::size_t>(comparison.finished()), 0.0);
  for (const Shape::Series& series : comparison.outcomes().shape.series) {
    if (quantities()[static_cast<std::size_t>(series.quantity)].id != "annualised_cost_year") continue;
    for (int point = series.first; point < series.first + series.size; ++point) {
      const std::vector<double> values = comparison.values(mix, point);
      for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += std::isfinite(values[i]) ? values[i] : 0;
    }
  }
  return sums;
}

namespace {

std::vector<double> achieved(const Comparison& comparison, int mix, const CostEffect& effect) {
  std::vector<double> values = of_quantity(comparison, mix, effect.id);
  for (double& value : values) value *= effect.sign;
  return values;
}

}  // namespace

Ratio cost_per_effect(const Comparison& comparison, int mix, int reference, const CostEffect& effect) {
  return ratio_of_means(minus(annualised_costs(comparison, mix), annualised_costs(comparison, reference)),
                        minus(achieved(comparison, mix, effect), achieved(comparison, reference, effect)));
}

Ratio cost_per_unit(const Comparison& comparison, int mix, const CostEffect& effect) {
  return ratio_of_means(annualised_costs(comparison, mix), achieved(comparison, mix, effect));
}

}  // namespace tuiyan
