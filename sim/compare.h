// Estimates and paired differences between mixes. A difference is taken within each replicate, where both
// mixes met the same luck.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/outcome.h"

namespace tuiyan {

// Over replicates: median with 50 and 90 % of the futures (quantiles interpolated linearly, type 7 of Hyndman and Fan),
// and the Monte Carlo error of the mean. NaN where it is not defined: everything without a value, mcse with one.
struct Estimate {
  double median = 0, mean = 0;
  double lo50 = 0, hi50 = 0, lo90 = 0, hi90 = 0;
  double mcse = 0;  // standard deviation over replicates / sqrt(n)
  int n = 0;        // replicates in which it is defined
  // Of these, those in which a date is not reached; it counts as infinitely late in the quantiles, and leaves the
  // mean unknown.
  int not_reached = 0;
};

enum class Verdict { better, worse, too_close, neither };
const std::string& verdict_id(Verdict verdict);  // "better", "worse", "too_close", "neither"

struct Difference {
  double mean = 0;
  double lo90 = 0, hi90 = 0;  // 5 and 95 % of the paired differences
  double mcse = 0;
  double p_better = 0;  // share of futures in which the mix is better, ties counting half; NaN if neither is better
  Verdict verdict = Verdict::too_close;
  int n = 0;
};

Estimate estimate(std::vector<double> values);  // NaN are left out
Difference difference(const std::vector<double>& mix, const std::vector<double>& reference, Better better);

// Everything estimated for a set of outcomes. Points as in Outcomes::shape.
class Comparison {
 public:
  explicit Comparison(const Outcomes& outcomes);  // `outcomes` must outlive it

  const Outcomes& outcomes() const { return *outcomes_; }
  int mixes() const { return static_cast<int>(outcomes_->mixes.size()); }
  int mix_index(std::string_view id) const;  // -1 if none
  int finished() const { return finished_; }
  const Estimate& estimate(int mix, int point) const;
  Difference difference(int mix, int reference, int point) const;
  std::vector<double> values(int mix, int point) const;  // by finished replicate

 private:
  const Outcomes* outcomes_;
  int finished_ = 0;
  std::vector<std::vector<Estimate>> estimates_;  // [mix][point]
};

}  // namespace tuiyan
