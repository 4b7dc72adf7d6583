#include "sim/poverty.h"

#include <Eigen/Dense>
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

RankedIncomes::RankedIncomes(const std::vector<double>& incomes, const std::vector<double>& weights) {
  assert(incomes.size() == weights.size());
  for (std::size_t i = 0; i < incomes.size(); ++i)
    if (weights[i] > 0) ranked_.emplace_back(incomes[i], weights[i]);
  std::stable_sort(ranked_.begin(), ranked_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [income, weight] : ranked_) total_ += weight;
}

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

// Of `ranked`, of which the first `count` are looked at.
double ranked_quantile(const std::vector<std::pair<double, double>>& ranked, std::size_t count, double p) {
  double total = 0, below = 0;
  for (std::size_t i = 0; i < count; ++i) total += ranked[i].second;
  for (std::size_t i = 0; i < count; ++i) {
    below += ranked[i].second;
    if (below / total < p) continue;
    if (below / total > p || i + 1 == count) return ranked[i].first;
    return (ranked[i].first + ranked[i + 1].first) / 2;
  }
  return count > 0 ? ranked[count - 1].first : unknown;
}

}  // namespace

double RankedIncomes::quantile(double p) const { return ranked_quantile(ranked_, ranked_.size(), p); }

double RankedIncomes::gini() const {
  double weight = 0, income = 0, pairs = 0, own = 0;
  for (const auto& [y, w] : ranked_) {
    weight += w;
    income += w * y;
    pairs += w * y * weight;
    own += w * w * y;
  }
  return ranked_.empty() ? unknown : (2 * pairs - own) / (weight * income) - 1;
}

double RankedIncomes::quintile_share_ratio() const {
  const double low = quantile(0.2), high = quantile(0.8);
  double poorest = 0, richest = 0;
  for (const auto& [income, weight] : ranked_) {
    if (income <= low) poorest += weight * income;
    if (income > high) richest += weight * income;
  }
  return richest / poorest;
}

double RankedIncomes::poverty_threshold() const { return 0.6 * quantile(0.5); }

double RankedIncomes::at_risk_of_poverty() const {
  const double threshold = poverty_threshold();
  double below = 0;
  for (const auto& [income, weight] : ranked_) below += income < threshold ? weight : 0;
  return below / total_;
}

double RankedIncomes::relative_median_gap() const {
  const double threshold = poverty_threshold();
  std::size_t below = 0;
  while (below < ranked_.size() && ranked_[below].first < threshold) ++below;
  return (threshold - ranked_quantile(ranked_, below, 0.5)) / threshold;
}

PovertyParts poverty_parts(const std::vector<double>& shares_of_line) {
  const auto squared_gap = [](double share) { return share < 1 ? (1 - share) * (1 - share) : 0; };
  const auto years = static_cast<double>(shares_of_line.size());
  PovertyParts parts;
  double sum = 0;
  for (const double share : shares_of_line) {
    parts.all += squared_gap(share) / years;
    sum += share;
  }
  parts.chronic = squared_gap(sum / years);
  return parts;
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

MedianLimits median_limits(const SpellCurve& curve) {
  std::vector<double> low, high;
  for (std::size_t month = 0; month < curve.still.size(); ++month) {
    const ShareLimits limits = share_limits(curve.still[month], curve.still_error[month]);
    low.push_back(limits.low);
    high.push_back(limits.high);
  }
  return {median_month(low), median_month(high)};
}

LogRank log_rank(const std::vector<SpellCounts>& groups) {
  const auto free = static_cast<Eigen::Index>(groups.size()) - 1;
  Eigen::VectorXd excess = Eigen::VectorXd::Zero(free);
  Eigen::MatrixXd variance = Eigen::MatrixXd::Zero(free, free);
  std::size_t months = 0;
  for (const SpellCounts& group : groups) months = std::max(months, group.at_risk.size());
  for (std::size_t month = 0; month < months; ++month) {
    const auto at = [&](const std::vector<std::int64_t>& counts) {
      return month < counts.size() ? static_cast<double>(counts[month]) : 0;
    };
    double all = 0, ended = 0;
    for (const SpellCounts& group : groups) all += at(group.at_risk), ended += at(group.events[0]);
    if (ended == 0) continue;
    const double spread = all > 1 ? ended * (all - ended) / (all - 1) : 0;
    for (Eigen::Index i = 0; i < free; ++i) {
      const SpellCounts& group = groups[static_cast<std::size_t>(i)];
      const double share = at(group.at_risk) / all;
      excess[i] += at(group.events[0]) - ended * share;
      for (Eigen::Index j = 0; j < free; ++j)
        variance(i, j) += spread * share * ((i == j) - at(groups[static_cast<std::size_t>(j)].at_risk) / all);
    }
  }
  return {free > 0 ? excess.dot(variance.ldlt().solve(excess)) : 0, static_cast<int>(free)};
}

ShareLimits share_limits(double share, double error) {
  if (!(share > 0 && share < 1)) return {share, share};
  const double logarithm = log_of(share);
  const double spread = exp_of(normal_quantile_975 * error / (share * -logarithm));
  return {exp_of(logarithm * spread), exp_of(logarithm / spread)};
}

}  // namespace tuiyan
