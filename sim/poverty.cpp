#include "sim/poverty.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>

#include "sim/vector_math.h"

namespace tuiyan {

namespace {

constexpr double normal_quantile_975 = 1.959963984540054;

// Shares of one month and the covariance of their estimates; state 0 is still in, the others left by cause.
struct Shares {
  explicit Shares(std::size_t states) : share(states), covariance(states, std::vector<double>(states)) { share[0] = 1; }

  std::vector<double> share;
  std::vector<std::vector<double>> covariance;
};

// One month with `events[c]` ends among `at_risk`: share c grows by still x hazard c. The covariance follows by
// the delta method, with that of multinomial hazards.
void step(Shares& s, const std::vector<double>& events, double at_risk) {
  const std::size_t states = s.share.size();
  std::vector<double> hazard(states);  // hazard[0]: of leaving at all
  for (std::size_t c = 1; c < states; ++c) {
    hazard[c] = events[c - 1] / at_risk;
    hazard[0] += hazard[c];
  }
  auto grown = [&](std::size_t state) { return state == 0 ? 1 - hazard[0] : hazard[state]; };
  const double still = s.share[0];
  const auto before = s.covariance;
  for (std::size_t i = 0; i < states; ++i)
    for (std::size_t j = 0; j < states; ++j) {
      const double own = i > 0 && j > 0 ? before[i][j] : 0;
      const double from_i = j > 0 ? grown(i) * before[0][j] : 0;
      const double from_j = i > 0 ? grown(j) * before[i][0] : 0;
      const double carried = own + from_i + from_j + grown(i) * grown(j) * before[0][0];
      const double drawn = ((i == j ? grown(i) : 0) - grown(i) * grown(j)) / at_risk;
      s.covariance[i][j] = carried + still * still * drawn;
    }
  for (std::size_t c = 1; c < states; ++c) s.share[c] += still * hazard[c];
  s.share[0] = still * (1 - hazard[0]);
}

}  // namespace

double fgt(const std::vector<double>& incomes, const std::vector<double>& weights, double line, int alpha) {
  assert(incomes.size() == weights.size() && line > 0 && alpha >= 0);
  double sum = 0, weight = 0;
  for (std::size_t i = 0; i < incomes.size(); ++i) {
    weight += weights[i];
    if (incomes[i] >= line) continue;
    double gap = weights[i];
    for (int k = 0; k < alpha; ++k) gap *= (line - incomes[i]) / line;
    sum += gap;
  }
  return weight > 0 ? sum / weight : std::numeric_limits<double>::quiet_NaN();
}

SpellCounts count_spells(const std::vector<Spell>& spells, int causes) {
  int last = 0;
  for (const Spell& spell : spells) last = std::max(last, spell.months);
  const auto months = static_cast<std::size_t>(last) + 1;
  SpellCounts counts{
      std::vector<std::int64_t>(months),
      std::vector<std::vector<std::int64_t>>(static_cast<std::size_t>(causes), std::vector<std::int64_t>(months))};
  for (const Spell& spell : spells) {
    assert(spell.cause < causes && spell.entry >= 0);
    for (int month = spell.entry + 1; month <= spell.months; ++month) ++counts.at_risk[static_cast<std::size_t>(month)];
    if (spell.cause == Spell::still_on) continue;
    ++counts.events[static_cast<std::size_t>(spell.cause)][static_cast<std::size_t>(spell.months)];
  }
  return counts;
}

SpellCurve spell_curve(const SpellCounts& counts) {
  const std::size_t causes = counts.events.size();
  Shares shares(causes + 1);
  SpellCurve curve;
  curve.left.resize(causes);
  curve.left_error.resize(causes);
  std::vector<double> events(causes);
  for (std::size_t month = 0; month < counts.at_risk.size(); ++month) {
    for (std::size_t c = 0; c < causes; ++c) events[c] = static_cast<double>(counts.events[c][month]);
    if (counts.at_risk[month] > 0) step(shares, events, static_cast<double>(counts.at_risk[month]));
    curve.still.push_back(shares.share[0]);
    curve.still_error.push_back(std::sqrt(shares.covariance[0][0]));
    for (std::size_t c = 0; c < causes; ++c) {
      curve.left[c].push_back(shares.share[c + 1]);
      curve.left_error[c].push_back(std::sqrt(shares.covariance[c + 1][c + 1]));
    }
  }
  return curve;
}

std::optional<double> median_month(const std::vector<double>& still) {
  // Products of fractions reach a half only up to rounding.
  constexpr double half = 0.5, rounding = 1e-12;
  const auto first = std::find_if(still.begin(), still.end(), [](double share) { return share <= half + rounding; });
  if (first == still.end()) return std::nullopt;
  const auto below = std::find_if(first, still.end(), [](double share) { return share < half - rounding; });
  const auto from = static_cast<double>(first - still.begin());
  if (below == first || below == still.end()) return from;
  return (from + static_cast<double>(below - still.begin())) / 2;
}

ShareLimits share_limits(double share, double error) {
  if (!(share > 0 && share < 1)) return {share, share};
  const double logarithm = log_of(share);
  const double spread = exp_of(normal_quantile_975 * error / (share * -logarithm));
  return {exp_of(logarithm * spread), exp_of(logarithm / spread)};
}

}  // namespace tuiyan
