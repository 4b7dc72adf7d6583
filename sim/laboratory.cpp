#include "sim/laboratory.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <mutex>
#include <numeric>
#include <string>

#include "sim/draws.h"
#include "sim/tasks.h"

namespace tuiyan {

namespace {

std::size_t slot(const SensitivityPlan& plan, int question, int mix) {
  return static_cast<std::size_t>(question) * plan.mixes.size() + static_cast<std::size_t>(mix);
}

std::vector<double> column(const SensitivityPlan& plan, const Sample& sample, int question, int mix) {
  std::vector<double> values;
  values.reserve(sample.size());
  for (const Values& replicate : sample) values.push_back(replicate[slot(plan, question, mix)]);
  return values;
}

// 1 where more is better (or neither is), -1 where less is.
double sense(const SensitivityPlan& plan, int question) { return better_of(plan, question) == Better::lower ? -1 : 1; }

double mean_of(const SensitivityPlan& plan, const Sample& sample, int question, int mix) {
  return estimate(column(plan, sample, question, mix)).mean;
}

}  // namespace

std::vector<int> all_mixes(const SensitivityPlan& plan) {
  std::vector<int> all(plan.mixes.size());
  std::iota(all.begin(), all.end(), 0);
  return all;
}

std::uint64_t hash_of(const SensitivityPlan& plan, const Setting& setting, const std::vector<int>& mixes) {
  // Of all mixes the text is empty, so that today's values are known by one number.
  std::string played;
  for (const int mix : mixes)
    if (mixes.size() < plan.mixes.size()) played += plan.mixes[static_cast<std::size_t>(mix)].id + "\n";
  if (setting.alternative >= 0)
    return hash_text("alternative " + plan.alternatives[static_cast<std::size_t>(setting.alternative)].path + played);
  // A sum, so that the order of the parameters does not count.
  std::uint64_t hash = hash_text(played);
  for (std::size_t i = 0; i < setting.places.size(); ++i) {
    if (!setting.places[i]) continue;
    char position[40];
    std::snprintf(position, sizeof position, "=%a", *setting.places[i]);
    hash += hash_text(plan.parameters[i].path + position);
  }
  return hash;
}

void Laboratory::expect(std::size_t evaluations) { of_ = done_ + static_cast<int>(evaluations); }

void Laboratory::count() {
  ++done_;
  of_ = std::max(of_, done_);
}

Values Laboratory::evaluate(const Trial& trial, const std::vector<int>& mixes) const {
  const Values played = model_(trial.setting, trial.replicate, mixes);
  if (played.empty()) return {};
  Values values(plan_.questions.size() * plan_.mixes.size(), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t question = 0; question < plan_.questions.size(); ++question)
    for (std::size_t i = 0; i < mixes.size(); ++i)
      values[slot(plan_, static_cast<int>(question), mixes[i])] = played[question * mixes.size() + i];
  return values;
}

std::vector<Values> Laboratory::play(std::size_t count_of_trials, const std::function<Trial(std::size_t)>& trial,
                                     const std::vector<int>& mixes) {
  std::vector<Values> results(count_of_trials);
  std::vector<std::size_t> unknown;
  for (std::size_t i = 0; i < count_of_trials; ++i) {
    if (hooks_.known) {
      const Trial each = trial(i);
      results[i] = hooks_.known(hash_of(plan_, each.setting, mixes), each.replicate);
    }
    results[i].empty() ? unknown.push_back(i) : count();
  }
  known_ += static_cast<int>(count_of_trials - unknown.size());
  of_ = std::max(of_, done_ + static_cast<int>(unknown.size()));
  if (hooks_.progress && unknown.size() < count_of_trials) hooks_.progress(done_, known_, of_);
  std::mutex counting;  // only for the caller's hooks: results are in slots of their own
  for_each_task(static_cast<int>(unknown.size()), plan_.threads, hooks_.stop, [&](int task) {
    const std::size_t at = unknown[static_cast<std::size_t>(task)];
    const Trial each = trial(at);
    results[at] = evaluate(each, mixes);
    if (results[at].empty()) return;
    const std::lock_guard<std::mutex> one_at_a_time(counting);
    count();
    if (hooks_.finished) hooks_.finished(hash_of(plan_, each.setting, mixes), each.replicate, results[at]);
    if (hooks_.progress) hooks_.progress(done_, known_, of_);
  });
  stopped_ = stopped_ || std::any_of(results.begin(), results.end(), [](const Values& v) { return v.empty(); });
  return results;
}

std::vector<std::optional<Sample>> Laboratory::replicate(const std::vector<Setting>& settings) {
  const auto times = static_cast<std::size_t>(plan_.replicates);
  const std::vector<Values> results = play(
      settings.size() * times,
      [&](std::size_t i) {
        return Trial{settings[i / times], static_cast<int>(i % times)};
      },
      all_mixes(plan_));
  std::vector<std::optional<Sample>> samples;
  for (std::size_t s = 0; s < settings.size(); ++s) {
    const auto first = results.begin() + static_cast<std::ptrdiff_t>(s) * plan_.replicates;
    const auto last = first + plan_.replicates;
    const bool whole = std::none_of(first, last, [](const Values& values) { return values.empty(); });
    samples.push_back(whole ? std::optional<Sample>(Sample(first, last)) : std::nullopt);
  }
  return samples;
}

Better better_of(const SensitivityPlan& plan, int question) {
  return quantity(plan.questions[static_cast<std::size_t>(question)].quantity).better;
}

Difference paired(const SensitivityPlan& plan, const Sample& sample, int question, int mix, int other) {
  return difference(column(plan, sample, question, mix), column(plan, sample, question, other),
                    better_of(plan, question));
}

double difference_in(const SensitivityPlan& plan, const Values& values, const DrivenDifference& one) {
  return values[slot(plan, one.question, one.mix)] - values[slot(plan, one.question, one.other)];
}

Margin margin_of(const SensitivityPlan& plan, const Sample& sample, int question, int best) {
  Margin margin;
  for (int mix = 0; mix < static_cast<int>(plan.mixes.size()); ++mix) {
    if (mix == best) continue;
    const Difference ahead = paired(plan, sample, question, best, mix);
    const bool less = sense(plan, question) < 0;
    const double mean = less ? -ahead.mean : ahead.mean, cautious = less ? -ahead.hi90 : ahead.lo90;
    if (mean < margin.mean || margin.next < 0) {
      margin.mean = mean;
      margin.next = mix;
    }
    margin.cautious = std::min(margin.cautious, cautious);
  }
  return margin;
}

int best_of(const SensitivityPlan& plan, const Sample& sample, int question) {
  int best = 0;
  for (int mix = 1; mix < static_cast<int>(plan.mixes.size()); ++mix)
    if (sense(plan, question) * mean_of(plan, sample, question, mix) >
        sense(plan, question) * mean_of(plan, sample, question, best))
      best = mix;
  return best;
}

std::vector<int> level_with(const SensitivityPlan& plan, const Sample& sample, int question, int best) {
  std::vector<int> level;
  for (int mix = 0; mix < static_cast<int>(plan.mixes.size()); ++mix) {
    if (mix == best) continue;
    const Difference ahead = paired(plan, sample, question, best, mix);
    if (ahead.lo90 <= 0 && ahead.hi90 >= 0) level.push_back(mix);
  }
  return level;
}

}  // namespace tuiyan
