#include "sim/sensitivity.h"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <map>
#include <mutex>
#include <numeric>

#include "sim/draws.h"
#include "sim/engine.h"
#include "sim/tasks.h"

namespace tuiyan {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr int steps_to_refine = 3;  // halvings of the stretch in which the preferred mix changes

using Values = std::vector<double>;      // of a replicate
using Sample = std::vector<Values>;      // by replicate
using Samples = std::vector<Sample>;     // by setting
enum class Luck { common, by_setting };  // replicates 0, 1, ... for each; or the one given with the setting

struct Trial {
  Setting setting;
  int replicate;
};

// Plays trials on all threads, each into its own slot.
class Laboratory {
 public:
  Laboratory(const SensitivityPlan& plan, const Model& model, const SensitivityHooks& hooks)
      : plan_(plan), model_(model), hooks_(hooks) {}

  void expect(std::size_t evaluations) { of_ += static_cast<int>(evaluations); }
  int done() const { return done_; }
  bool stopped() const { return stopped_; }

  std::vector<Values> play(const std::vector<Trial>& trials) {
    std::vector<Values> results(trials.size());
    of_ = std::max(of_, done_ + static_cast<int>(trials.size()));
    std::mutex counting;  // only for the caller's hook: results are in slots of their own
    for_each_task(static_cast<int>(trials.size()), plan_.threads, hooks_.stop, [&](int task) {
      const Trial& trial = trials[static_cast<std::size_t>(task)];
      results[static_cast<std::size_t>(task)] = model_(trial.setting, trial.replicate);
      const std::lock_guard<std::mutex> one_at_a_time(counting);
      ++done_;
      if (hooks_.progress && !hooks_.stop.stop_requested()) hooks_.progress(done_, of_);
    });
    stopped_ = stopped_ || std::any_of(results.begin(), results.end(), [](const Values& v) { return v.empty(); });
    return results;
  }

  // Each setting in the replicates 0, 1, ... of the plan.
  Samples replicate(const std::vector<Setting>& settings) {
    std::vector<Trial> trials;
    for (const Setting& setting : settings)
      for (int r = 0; r < plan_.replicates; ++r) trials.push_back({setting, r});
    const std::vector<Values> results = play(trials);
    Samples samples;
    for (std::size_t s = 0; s < settings.size(); ++s)
      samples.emplace_back(results.begin() + static_cast<std::ptrdiff_t>(s) * plan_.replicates,
                           results.begin() + static_cast<std::ptrdiff_t>(s + 1) * plan_.replicates);
    return samples;
  }

 private:
  const SensitivityPlan& plan_;
  const Model& model_;
  const SensitivityHooks& hooks_;
  int done_ = 0, of_ = 0;
  bool stopped_ = false;
};

std::size_t slot(const SensitivityPlan& plan, int question, int mix) {
  return static_cast<std::size_t>(question) * plan.mixes.size() + static_cast<std::size_t>(mix);
}

std::vector<double> column(const SensitivityPlan& plan, const Sample& sample, int question, int mix) {
  std::vector<double> values;
  values.reserve(sample.size());
  for (const Values& replicate : sample) values.push_back(replicate[slot(plan, question, mix)]);
  return values;
}

Better better_of(const SensitivityPlan& plan, int question) {
  return quantity(plan.questions[static_cast<std::size_t>(question)].quantity).better;
}

// 1 where more is better (or neither is), -1 where less is.
double sense(const SensitivityPlan& plan, int question) { return better_of(plan, question) == Better::lower ? -1 : 1; }

Difference paired(const SensitivityPlan& plan, const Sample& sample, int question, int mix, int other) {
  return difference(column(plan, sample, question, mix), column(plan, sample, question, other),
                    better_of(plan, question));
}

double mean_of(const SensitivityPlan& plan, const Sample& sample, int question, int mix) {
  return estimate(column(plan, sample, question, mix)).mean;
}

// By how much a mix is ahead of the nearest other: in the mean, and at the cautious end of 9 of 10 futures.
struct Margin {
  double mean = std::numeric_limits<double>::infinity(), cautious = std::numeric_limits<double>::infinity();
  int next = -1;
};
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

Preference preference_of(const SensitivityPlan& plan, const Sample& today, int question) {
  Preference preference;
  preference.question = question;
  preference.best = best_of(plan, today, question);
  preference.next = margin_of(plan, today, question, preference.best).next;
  preference.lead = paired(plan, today, question, preference.best, preference.next);
  preference.level = level_with(plan, today, question, preference.best);
  preference.tie = !preference.level.empty();
  return preference;
}

std::vector<DrivenDifference> differences_of(const SensitivityPlan& plan, const Sample& today,
                                             const std::vector<Preference>& preferences) {
  std::vector<DrivenDifference> differences;
  const auto add = [&](int question, int mix, int other) {
    for (const DrivenDifference& known : differences)
      if (known.question == question && known.mix == mix && known.other == other) return;
    DrivenDifference one;
    one.question = question;
    one.mix = mix;
    one.other = other;
    one.today = paired(plan, today, question, mix, other);
    differences.push_back(std::move(one));
  };
  for (const Preference& preference : preferences) {
    if (plan.mix >= 0) {
      add(preference.question, plan.mix, plan.reference);
      continue;
    }
    if (preference.best != plan.reference) add(preference.question, preference.best, plan.reference);
    add(preference.question, preference.best, preference.next);
  }
  return differences;
}

double difference_in(const SensitivityPlan& plan, const Values& values, const DrivenDifference& one) {
  return values[slot(plan, one.question, one.mix)] - values[slot(plan, one.question, one.other)];
}

// Trajectory t is played in replicate t, so that the luck differs between trajectories, not within one.
void screen(Laboratory& laboratory, const SensitivityPlan& plan, std::vector<DrivenDifference>& differences) {
  const std::size_t k = plan.parameters.size();
  std::vector<Trajectory> trajectories;
  std::vector<Trial> trials;
  for (int t = 0; t < plan.trajectories; ++t) {
    trajectories.push_back(trajectory_of(plan.parameters, plan.seed, t));
    Setting setting{trajectories.back().start, -1};
    trials.push_back({setting, t});
    for (const Trajectory::Step& step : trajectories.back().steps) {
      setting.places[step.parameter] = step.to;
      trials.push_back({setting, t});
    }
  }
  const std::vector<Values> results = laboratory.play(trials);
  if (laboratory.stopped()) return;
  for (DrivenDifference& one : differences) {
    std::vector<std::vector<double>> effects(k);
    for (std::size_t t = 0; t < trajectories.size(); ++t)
      for (std::size_t s = 0; s < k; ++s) {
        const Trajectory::Step& step = trajectories[t].steps[s];
        const double before = difference_in(plan, results[t * (k + 1) + s], one);
        const double after = difference_in(plan, results[t * (k + 1) + s + 1], one);
        effects[step.parameter].push_back((after - before) / (step.to - *trajectories[t].start[step.parameter]));
      }
    for (const std::vector<double>& of_parameter : effects) one.screened.push_back(summary_of(of_parameter));
  }
}

End end_of(const SensitivityPlan& plan, const DrivenDifference& one, const Sample& today, const Sample& there,
           double at) {
  End end;
  end.at = at;
  end.difference = paired(plan, there, one.question, one.mix, one.other);
  std::vector<double> shifts;
  for (std::size_t r = 0; r < today.size(); ++r)
    shifts.push_back(difference_in(plan, there[r], one) - difference_in(plan, today[r], one));
  const Estimate shift = estimate(std::move(shifts));
  end.shift = shift.mean;
  end.shift_error = std::isfinite(shift.mcse) ? 1.96 * shift.mcse : 0;
  return end;
}

void largest_first(std::vector<Swing>& swings) {
  std::stable_sort(swings.begin(), swings.end(), [](const Swing& a, const Swing& b) { return a.size() > b.size(); });
}

double position_of(const UncertainParameter& parameter) {
  return (parameter.value - parameter.range.low) / (parameter.range.high - parameter.range.low);
}

// What one parameter does from one end of its range to the other.
struct Scan {
  int parameter = 0;
  std::map<double, Sample> at;  // by position, today's included
};

Setting moved_to(const SensitivityPlan& plan, int parameter, double position) {
  Setting setting{std::vector<Place>(plan.parameters.size()), -1};
  setting.places[static_cast<std::size_t>(parameter)] = position;
  return setting;
}

std::vector<Scan> scan(Laboratory& laboratory, const SensitivityPlan& plan, const std::vector<int>& leading,
                       const Sample& today) {
  std::vector<Scan> scans;
  std::vector<Setting> settings;
  std::vector<std::pair<std::size_t, double>> where;
  for (const int parameter : leading) {
    const double now = position_of(plan.parameters[static_cast<std::size_t>(parameter)]);
    scans.push_back({parameter, {{now, today}}});
    for (const double position : {0.0, now / 2, (now + 1) / 2, 1.0}) {
      if (!scans.back().at.emplace(position, Sample()).second) continue;
      settings.push_back(moved_to(plan, parameter, position));
      where.emplace_back(scans.size() - 1, position);
    }
  }
  Samples samples = laboratory.replicate(settings);
  for (std::size_t i = 0; i < where.size(); ++i) scans[where[i].first].at[where[i].second] = std::move(samples[i]);
  return scans;
}

// The stretch next to today's value, on either side, over which `level` falls from above to `floor` or below.
struct Stretch {
  double from = 0, to = 0;  // positions; `from` is nearer to today's
  double level_from = 0, level_to = 0;
  double crossing(double floor) const {
    return level_from == level_to ? to : from + (level_from - floor) / (level_from - level_to) * (to - from);
  }
};
std::optional<Stretch> fall(const std::vector<std::pair<double, double>>& levels, double now, bool strictly) {
  std::optional<Stretch> nearest;
  const auto is_below = [&](double level) { return strictly ? level < 0 : level <= 0; };
  const auto consider = [&](const auto& from, const auto& to) {
    if (is_below(from.second) || !is_below(to.second)) return false;
    if (!nearest || std::abs(to.first - now) < std::abs(nearest->to - now))
      nearest = Stretch{from.first, to.first, from.second, to.second};
    return true;
  };
  const auto at_now = std::find_if(levels.begin(), levels.end(), [&](const auto& each) { return each.first == now; });
  for (auto up = at_now; up + 1 != levels.end() && !consider(*up, *(up + 1)); ++up) {
  }
  for (auto down = at_now; down != levels.begin() && !consider(*down, *(down - 1)); --down) {
  }
  return nearest;
}

using Level = double Margin::*;

std::optional<Stretch> fall_of(const SensitivityPlan& plan, const Scan& scan, const Preference& preference,
                               Level which) {
  std::vector<std::pair<double, double>> levels;
  for (const auto& [position, sample] : scan.at)
    levels.emplace_back(position, margin_of(plan, sample, preference.question, preference.best).*which);
  return fall(levels, position_of(plan.parameters[static_cast<std::size_t>(scan.parameter)]), which == &Margin::mean);
}

// Halves every stretch in which a preferred mix changes.
void refine(Laboratory& laboratory, const SensitivityPlan& plan, const std::vector<Preference>& preferences,
            std::vector<Scan>& scans) {
  for (int step = 0; step < steps_to_refine && !laboratory.stopped(); ++step) {
    std::vector<Setting> settings;
    std::vector<std::pair<std::size_t, double>> where;
    for (std::size_t s = 0; s < scans.size(); ++s)
      for (const Preference& preference : preferences)
        if (const auto stretch = fall_of(plan, scans[s], preference, &Margin::mean)) {
          const double middle = (stretch->from + stretch->to) / 2;
          if (std::find(where.begin(), where.end(), std::make_pair(s, middle)) != where.end()) continue;
          where.emplace_back(s, middle);
          settings.push_back(moved_to(plan, scans[s].parameter, middle));
        }
    Samples samples = laboratory.replicate(settings);
    for (std::size_t i = 0; i < where.size(); ++i) scans[where[i].first].at[where[i].second] = std::move(samples[i]);
  }
}

double value_at(const UncertainParameter& parameter, double position, double now) {
  const double value = parameter.range.low + position * (parameter.range.high - parameter.range.low);
  if (!parameter.whole) return value;
  return position < now ? std::floor(value) : std::ceil(value);
}

double way_of(double position, double now) {
  const double whole = position < now ? now : 1 - now;
  return whole > 0 ? std::abs(position - now) / whole : 0;
}

Switch switch_of(const SensitivityPlan& plan, const Scan& scan, const Preference& preference) {
  Switch result;
  result.parameter = scan.parameter;
  const UncertainParameter& parameter = plan.parameters[static_cast<std::size_t>(scan.parameter)];
  const double now = position_of(parameter);
  if (const auto stretch = fall_of(plan, scan, preference, &Margin::mean)) {
    const double position = stretch->crossing(0);
    result.changes_at = value_at(parameter, position, now);
    result.changes_way = way_of(position, now);
    result.to = best_of(plan, scan.at.at(stretch->to), preference.question);
  }
  if (!preference.tie)
    if (const auto stretch = fall_of(plan, scan, preference, &Margin::cautious)) {
      const double position = stretch->crossing(0);
      result.tie_at = value_at(parameter, position, now);
      result.tie_way = way_of(position, now);
    }
  return result;
}

void tell_ends(const SensitivityPlan& plan, const Sample& today, const std::vector<Scan>& scans,
               const Samples& structure, std::vector<DrivenDifference>& differences) {
  for (DrivenDifference& one : differences) {
    for (const Scan& scan : scans) {
      const UncertainParameter& parameter = plan.parameters[static_cast<std::size_t>(scan.parameter)];
      one.swings.push_back({scan.parameter, -1, end_of(plan, one, today, scan.at.begin()->second, parameter.range.low),
                            end_of(plan, one, today, scan.at.rbegin()->second, parameter.range.high)});
    }
    for (std::size_t a = 0; a < structure.size(); ++a) {
      const End end = end_of(plan, one, today, structure[a], nan);
      one.structure.push_back({-1, static_cast<int>(a), end, end});
    }
    largest_first(one.swings);
    largest_first(one.structure);
  }
}

}  // namespace

double Swing::size() const { return std::max({low.shift, high.shift, 0.0}) - std::min({low.shift, high.shift, 0.0}); }

ElementaryEffects summary_of(const std::vector<double>& all) {
  std::vector<double> effects;
  for (const double effect : all)
    if (!std::isnan(effect)) effects.push_back(effect);
  ElementaryEffects summary;
  if (effects.empty()) return {nan, nan, nan, nan, false};
  const auto n = static_cast<double>(effects.size());
  for (const double effect : effects) {
    summary.mu += effect / n;
    summary.mu_star += std::abs(effect) / n;
  }
  double squares = 0;
  for (const double effect : effects) squares += (effect - summary.mu) * (effect - summary.mu);
  if (effects.size() < 2) {
    summary.sigma = summary.error = nan;
    return summary;
  }
  summary.sigma = std::sqrt(squares / (n - 1));
  const boost::math::students_t law(n - 1);
  summary.error = boost::math::quantile(law, 0.975) * summary.sigma / std::sqrt(n);
  summary.distinct = summary.mu_star > summary.error;
  return summary;
}

Trajectory trajectory_of(const std::vector<UncertainParameter>& parameters, std::uint64_t seed, int number) {
  Trajectory trajectory;
  std::vector<std::pair<double, std::size_t>> order;
  std::vector<double> to;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const Words words = draw_words(
        seed, {hash_text(parameters[i].path), static_cast<std::uint32_t>(number), Process::trajectory, 0, 0});
    const double lower = uniform(words[1]) < 0.5 ? 0.0 : 1.0 / 3, upper = lower == 0 ? 2.0 / 3 : 1.0;
    const bool up = uniform(words[2]) < 0.5;
    trajectory.start.emplace_back(up ? lower : upper);
    to.push_back(up ? upper : lower);
    order.emplace_back(uniform(words[0]), i);
  }
  std::sort(order.begin(), order.end());
  for (const auto& [key, i] : order) trajectory.steps.push_back({i, to[i]});
  return trajectory;
}

std::vector<int> leading_parameters(const std::vector<DrivenDifference>& differences, int top) {
  std::vector<std::vector<int>> rankings;
  for (const DrivenDifference& one : differences) {
    std::vector<int> ranking;
    for (std::size_t i = 0; i < one.screened.size(); ++i)
      if (one.screened[i].mu_star > 0) ranking.push_back(static_cast<int>(i));
    std::stable_sort(ranking.begin(), ranking.end(), [&](int a, int b) {
      const auto &x = one.screened[static_cast<std::size_t>(a)], &y = one.screened[static_cast<std::size_t>(b)];
      return x.distinct != y.distinct ? x.distinct : x.mu_star > y.mu_star;
    });
    rankings.push_back(std::move(ranking));
  }
  const auto is_distinct = [&](std::size_t d, int parameter) {
    return differences[d].screened[static_cast<std::size_t>(parameter)].distinct;
  };
  std::vector<int> leading;
  for (const bool distinct : {true, false}) {
    std::vector<std::size_t> next(rankings.size(), 0);
    for (bool found = true; found && static_cast<int>(leading.size()) < top;) {
      found = false;
      for (std::size_t d = 0; d < rankings.size() && static_cast<int>(leading.size()) < top; ++d) {
        std::size_t& at = next[d];
        while (at < rankings[d].size() && std::find(leading.begin(), leading.end(), rankings[d][at]) != leading.end())
          ++at;
        if (at >= rankings[d].size() || (distinct && !is_distinct(d, rankings[d][at]))) continue;
        leading.push_back(rankings[d][at++]);
        found = true;
      }
    }
  }
  return leading;
}

std::optional<Sensitivity> sensitivity_of(const SensitivityPlan& plan, const Model& model,
                                          const SensitivityHooks& hooks) {
  Sensitivity result;
  result.plan = plan;
  Laboratory laboratory(plan, model, hooks);
  const std::size_t k = plan.parameters.size(), most = std::min(k, static_cast<std::size_t>(plan.top));
  laboratory.expect((1 + 4 * most + plan.alternatives.size()) * static_cast<std::size_t>(plan.replicates) +
                    static_cast<std::size_t>(plan.trajectories) * (k + 1));
  const Samples base = laboratory.replicate({Setting{std::vector<Place>(k), -1}});
  if (laboratory.stopped()) return {};
  const Sample& today = base.front();
  for (int question = 0; question < static_cast<int>(plan.questions.size()); ++question)
    result.preferences.push_back(preference_of(plan, today, question));
  result.differences = differences_of(plan, today, result.preferences);

  screen(laboratory, plan, result.differences);
  if (laboratory.stopped()) return {};
  std::vector<Scan> scans = scan(laboratory, plan, leading_parameters(result.differences, plan.top), today);
  std::vector<Setting> alternatives;
  for (int a = 0; a < static_cast<int>(plan.alternatives.size()); ++a)
    alternatives.push_back({std::vector<Place>(k), a});
  if (laboratory.stopped()) return {};
  const Samples structure = laboratory.replicate(alternatives);
  if (laboratory.stopped()) return {};
  refine(laboratory, plan, result.preferences, scans);
  if (laboratory.stopped()) return {};

  tell_ends(plan, today, scans, structure, result.differences);
  for (Preference& preference : result.preferences) {
    for (const Scan& each : scans) preference.switches.push_back(switch_of(plan, each, preference));
    for (int a = 0; a < static_cast<int>(structure.size()); ++a) {
      const Sample& sample = structure[static_cast<std::size_t>(a)];
      const int best = best_of(plan, sample, preference.question);
      preference.structure.push_back({a, best, !level_with(plan, sample, preference.question, best).empty()});
    }
  }
  result.evaluations = laboratory.done();
  return result;
}

Model engine_model(const Scenario& scenario, const SensitivityPlan& plan, const std::stop_token& stop) {
  const Shape shape = shape_of(scenario);
  std::vector<int> mixes, points;
  for (const NamedMix& mix : plan.mixes) mixes.push_back(scenario.mix_index(mix.id));
  for (const auto& question : plan.questions) points.push_back(shape.find(question.quantity, question.at));
  return [&scenario, &plan, mixes, points, stop](const Setting& setting, int replicate) -> std::vector<double> {
    const bool other = setting.alternative >= 0;
    const Scenario there =
        other ? with_alternative(scenario, plan.alternatives[static_cast<std::size_t>(setting.alternative)])
              : at_positions(scenario, plan.parameters, setting.places);
    const Population people = make_population(there);
    const std::vector<Outcome> outcomes = run_replicate(Study(there, people), mixes, plan.seed, replicate, stop);
    std::vector<double> values;
    for (const int point : points)
      for (const Outcome& outcome : outcomes) values.push_back(outcome[static_cast<std::size_t>(point)]);
    return values;
  };
}

}  // namespace tuiyan
