// Where a sensitivity run plays its settings, and what it reads off the samples. For sim/sensitivity*.cpp.
#pragma once

#include <cstddef>
#include <functional>
#include <limits>
#include <optional>
#include <vector>

#include "sim/sensitivity.h"

namespace tuiyan {

using Values = std::vector<double>;  // of a replicate: [question * mixes + mix]; NaN for a mix that was not played
using Sample = std::vector<Values>;  // by replicate
struct Trial {
  Setting setting;
  int replicate;
};

// Plays trials on all threads, each into its own slot; what is known already is not played again.
class Laboratory {
 public:
  Laboratory(const SensitivityPlan& plan, const Model& model, const SensitivityHooks& hooks)
      : plan_(plan), model_(model), hooks_(hooks) {}

  void expect(std::size_t evaluations);  // still to come, for the progress
  int done() const { return done_; }
  bool stopped() const { return stopped_; }

  // Some mixes of the plan in `count` trials, which are made one by one as they are played. Empty where stopped.
  std::vector<Values> play(std::size_t count, const std::function<Trial(std::size_t)>& trial,
                           const std::vector<int>& mixes);

  // All mixes in each setting, in the replicates 0, 1, ... of the plan; none where stopped.
  std::vector<std::optional<Sample>> replicate(const std::vector<Setting>& settings);

 private:
  void count();
  Values evaluate(const Trial& trial, const std::vector<int>& mixes) const;

  const SensitivityPlan& plan_;
  const Model& model_;
  const SensitivityHooks& hooks_;
  int done_ = 0, known_ = 0, of_ = 0;
  bool stopped_ = false;
};

std::vector<int> all_mixes(const SensitivityPlan& plan);

// Step 1, for the differences of `result`: groups, trajectories and what was screened.
void screen(Laboratory& laboratory, Sensitivity& result);

Better better_of(const SensitivityPlan& plan, int question);
Difference paired(const SensitivityPlan& plan, const Sample& sample, int question, int mix, int other);
double difference_in(const SensitivityPlan& plan, const Values& values, const DrivenDifference& one);

int best_of(const SensitivityPlan& plan, const Sample& sample, int question);  // by the mean; the first of equals
std::vector<int> level_with(const SensitivityPlan& plan, const Sample& sample, int question, int best);

// By how much a mix is ahead of the nearest other: in the mean, and at the cautious end of 9 of 10 futures.
struct Margin {
  double mean = std::numeric_limits<double>::infinity(), cautious = std::numeric_limits<double>::infinity();
  int next = -1;
};
Margin margin_of(const SensitivityPlan& plan, const Sample& sample, int question, int best);

// Steps 2 and 3 for one parameter: the samples from one end of its range to the other.
struct Scan {
  int parameter = 0;
  std::vector<std::pair<double, Sample>> at;  // by position, in order; both ends and today's
};
double position_of(const UncertainParameter& parameter);  // today's, 0 to 1
Setting moved_to(const SensitivityPlan& plan, int parameter, double position);

// Both ends of each parameter; those that were stopped are left out.
std::vector<Scan> scan_ends(Laboratory& laboratory, const SensitivityPlan& plan, const std::vector<int>& leading,
                            const Sample& today);
// Halves every stretch in which a preferred mix clearly changes, some times.
void bisect(Laboratory& laboratory, const SensitivityPlan& plan, const std::vector<Preference>& preferences,
            std::vector<Scan>& scans);
Switch switch_of(const SensitivityPlan& plan, const Scan& scan, const Preference& preference);

}  // namespace tuiyan
