#include "sim/compare.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>

namespace tuiyan {

namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

// Quantile of sorted values by linear interpolation, the default (type 7) of R and numpy; Hyndman and Fan 1996.
double quantile(const std::vector<double>& sorted, double p) {
  const double position = static_cast<double>(sorted.size() - 1) * p;
  const auto below = static_cast<std::size_t>(position);
  if (below + 1 >= sorted.size()) return sorted.back();
  const double low = sorted[below], high = sorted[below + 1], part = position - static_cast<double>(below);
  if (std::isinf(low) || std::isinf(high)) return part > 0 && std::isinf(high) ? high : low;
  return low + part * (high - low);
}

struct Moments {
  double mean = undefined;
  double error = undefined;  // standard deviation / sqrt(n); of one value unknown
};

bool is_infinite(double value) { return std::isinf(value); }

// Summed in the order given; unknown where one of them is infinite.
Moments moments(const std::vector<double>& values) {
  const auto n = static_cast<double>(values.size());
  double sum = 0;
  for (const double value : values) sum += value;
  const double mean = sum / n;
  if (!std::isfinite(mean)) return {undefined, undefined};
  if (values.size() < 2) return {mean, undefined};
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return {mean, std::sqrt(squares / (n - 1) / n)};
}

Verdict verdict_of(double low, double high, Better better) {
  if (better == Better::neither) return Verdict::neither;
  if (low <= 0 && high >= 0) return Verdict::too_close;
  return (low > 0) == (better == Better::higher) ? Verdict::better : Verdict::worse;
}

double share_better(const std::vector<double>& differences, Better better) {
  if (better == Better::neither) return undefined;
  double sum = 0;
  for (const double d : differences) sum += d == 0 ? 0.5 : static_cast<double>((d > 0) == (better == Better::higher));
  return sum / static_cast<double>(differences.size());
}

}  // namespace

const std::string& verdict_id(Verdict verdict) {
  static const std::array<std::string, 4> ids = {"better", "worse", "too_close", "neither"};
  return ids[static_cast<std::size_t>(verdict)];
}

Estimate estimate(std::vector<double> values) {
  std::erase_if(values, [](double value) { return std::isnan(value); });
  Estimate result;
  result.n = static_cast<int>(values.size());
  if (values.empty()) {
    result.median = result.mean = result.lo50 = result.hi50 = result.lo90 = result.hi90 = result.mcse = undefined;
    return result;
  }
  result.not_reached = static_cast<int>(std::count_if(values.begin(), values.end(), is_infinite));
  const Moments m = moments(values);
  result.mean = m.mean;
  result.mcse = m.error;
  std::sort(values.begin(), values.end());
  result.median = quantile(values, 0.5);
  result.lo50 = quantile(values, 0.25);
  result.hi50 = quantile(values, 0.75);
  result.lo90 = quantile(values, 0.05);
  result.hi90 = quantile(values, 0.95);
  return result;
}

Difference difference(const std::vector<double>& mix, const std::vector<double>& reference, Better better) {
  assert(mix.size() == reference.size());
  std::vector<double> differences;
  differences.reserve(mix.size());
  for (std::size_t i = 0; i < mix.size(); ++i) {
    // Two dates that are both not reached are the same.
    const double d = is_infinite(mix[i]) && mix[i] == reference[i] ? 0 : mix[i] - reference[i];
    if (!std::isnan(d)) differences.push_back(d);
  }
  Difference result;
  result.n = static_cast<int>(differences.size());
  if (differences.empty()) {
    result.mean = result.lo90 = result.hi90 = result.mcse = result.p_better = undefined;
    result.verdict = better == Better::neither ? Verdict::neither : Verdict::too_close;
    return result;
  }
  const Moments m = moments(differences);
  result.mean = m.mean;
  result.mcse = m.error;
  result.p_better = share_better(differences, better);
  std::sort(differences.begin(), differences.end());
  result.lo90 = quantile(differences, 0.05);
  result.hi90 = quantile(differences, 0.95);
  result.verdict = verdict_of(result.lo90, result.hi90, better);
  return result;
}

Comparison::Comparison(const Outcomes& outcomes) : outcomes_(&outcomes) {
  finished_ = outcomes.finished();
  estimates_.resize(outcomes.mixes.size());
  for (int mix = 0; mix < mixes(); ++mix) {
    auto& of_mix = estimates_[static_cast<std::size_t>(mix)];
    of_mix.reserve(outcomes.shape.points.size());
    for (std::size_t point = 0; point < outcomes.shape.points.size(); ++point)
      of_mix.push_back(tuiyan::estimate(values(mix, static_cast<int>(point))));
  }
}

int Comparison::mix_index(std::string_view id) const {
  const auto found = std::find(outcomes_->mixes.begin(), outcomes_->mixes.end(), id);
  return found == outcomes_->mixes.end() ? -1 : static_cast<int>(found - outcomes_->mixes.begin());
}

const Estimate& Comparison::estimate(int mix, int point) const {
  return estimates_.at(static_cast<std::size_t>(mix)).at(static_cast<std::size_t>(point));
}

Difference Comparison::difference(int mix, int reference, int point) const {
  const int quantity = outcomes_->shape.points.at(static_cast<std::size_t>(point)).quantity;
  return tuiyan::difference(values(mix, point), values(reference, point),
                            quantities().at(static_cast<std::size_t>(quantity)).better);
}

std::vector<double> Comparison::values(int mix, int point) const {
  std::vector<double> result;
  result.reserve(outcomes_->of.size());
  for (const auto& replicate : outcomes_->of)
    if (!replicate.empty()) result.push_back(replicate[static_cast<std::size_t>(mix)][static_cast<std::size_t>(point)]);
  return result;
}

}  // namespace tuiyan
