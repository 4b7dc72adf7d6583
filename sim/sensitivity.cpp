#include "sim/sensitivity.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/engine.h"
#include "sim/laboratory.h"

namespace tuiyan {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t points_for_a_leader = 7;  // of a trajectory, about: only for the progress

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

std::vector<DrivenDifference> differences_of(const SensitivityPlan& plan, const Sample& today) {
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
  for (int question = 0; question < static_cast<int>(plan.questions.size()); ++question) {
    const Preference preference = preference_of(plan, today, question);
    if (plan.mix >= 0) {
      add(question, plan.mix, plan.reference);
      continue;
    }
    add(question, preference.best, preference.best == plan.reference ? preference.next : plan.reference);
  }
  return differences;
}

// The parameters of the leading groups; in a whole screening each of these has one.
std::vector<int> leading_parameters(const Sensitivity& result) {
  std::vector<int> leading;
  for (const int group : leading_groups(result.differences, result.plan.top))
    if (result.groups[static_cast<std::size_t>(group)].is_single())
      leading.push_back(result.groups[static_cast<std::size_t>(group)].first);
  return leading;
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

void tell_ends(const SensitivityPlan& plan, const Sample& today, const std::vector<Scan>& scans,
               const std::vector<std::optional<Sample>>& structure, std::vector<DrivenDifference>& differences) {
  for (DrivenDifference& one : differences) {
    for (const Scan& scan : scans) {
      const UncertainParameter& parameter = plan.parameters[static_cast<std::size_t>(scan.parameter)];
      one.swings.push_back({scan.parameter, -1, end_of(plan, one, today, scan.at.front().second, parameter.range.low),
                            end_of(plan, one, today, scan.at.back().second, parameter.range.high)});
    }
    for (std::size_t a = 0; a < structure.size(); ++a) {
      if (!structure[a]) continue;
      const End end = end_of(plan, one, today, *structure[a], nan);
      one.structure.push_back({-1, static_cast<int>(a), end, end});
    }
    largest_first(one.swings);
    largest_first(one.structure);
  }
}

void tell_changes(const SensitivityPlan& plan, const std::vector<Scan>& scans,
                  const std::vector<std::optional<Sample>>& structure, std::vector<Preference>& preferences) {
  for (Preference& preference : preferences) {
    for (const Scan& each : scans) preference.switches.push_back(switch_of(plan, each, preference));
    for (std::size_t a = 0; a < structure.size(); ++a) {
      if (!structure[a]) continue;
      const int best = best_of(plan, *structure[a], preference.question);
      const bool tie = !level_with(plan, *structure[a], preference.question, best).empty();
      preference.structure.push_back({static_cast<int>(a), best, tie});
    }
  }
}

}  // namespace

double Swing::size() const { return std::max({low.shift, high.shift, 0.0}) - std::min({low.shift, high.shift, 0.0}); }

std::optional<Sensitivity> sensitivity_of(const SensitivityPlan& plan, const Model& model,
                                          const SensitivityHooks& hooks) {
  Sensitivity result;
  result.plan = plan;
  Laboratory laboratory(plan, model, hooks);
  const std::size_t k = plan.parameters.size(), most = std::min(k, static_cast<std::size_t>(std::max(0, plan.top)));
  const auto r = static_cast<std::size_t>(plan.replicates), others = plan.alternatives.size() * r;
  const std::size_t walks = static_cast<std::size_t>(plan.trajectories) * std::min(k + 1, points_for_a_leader * most);
  laboratory.expect(r + walks + 2 * most * r + others);
  const std::optional<Sample> base = laboratory.replicate({Setting{std::vector<Place>(k), -1}}).front();
  if (!base) return {};
  for (int question = 0; question < static_cast<int>(plan.questions.size()); ++question)
    if (better_of(plan, question) != Better::neither)
      result.preferences.push_back(preference_of(plan, *base, question));
  result.differences = differences_of(plan, *base);

  screen(laboratory, result);
  result.screening = laboratory.done() - plan.replicates;
  std::vector<Scan> scans;
  std::vector<std::optional<Sample>> structure;
  if (!laboratory.stopped()) {
    const std::vector<int> leading = leading_parameters(result);
    laboratory.expect(2 * leading.size() * r + others);
    scans = scan_ends(laboratory, plan, leading, *base);
  }
  if (!laboratory.stopped()) {
    std::vector<Setting> alternatives;
    for (int a = 0; a < static_cast<int>(plan.alternatives.size()); ++a)
      alternatives.push_back({std::vector<Place>(k), a});
    structure = laboratory.replicate(alternatives);
  }
  if (!laboratory.stopped()) bisect(laboratory, plan, result.preferences, scans);
  tell_ends(plan, *base, scans, structure, result.differences);
  tell_changes(plan, scans, structure, result.preferences);
  result.complete = !laboratory.stopped();
  result.evaluations = laboratory.done();
  return result;
}

Model engine_model(const Scenario& scenario, const SensitivityPlan& plan, const std::stop_token& stop) {
  std::vector<int> indices;
  for (const NamedMix& mix : plan.mixes) indices.push_back(scenario.mix_index(mix.id));
  return [&scenario, &plan, indices, stop](const Setting& setting, int replicate, const std::vector<int>& mixes) {
    const bool other = setting.alternative >= 0;
    const Scenario there =
        other ? with_alternative(scenario, plan.alternatives[static_cast<std::size_t>(setting.alternative)])
              : at_positions(scenario, plan.parameters, setting.places);
    const Population people = make_population(there);
    const Study study(there, people);
    std::vector<int> played;
    for (const int mix : mixes) played.push_back(indices[static_cast<std::size_t>(mix)]);
    const std::vector<Outcome> outcomes = run_replicate(study, played, plan.seed, replicate, stop);
    std::vector<double> values;
    for (const SensitivityPlan::Question& question : plan.questions) {
      const int point = study.shape.find(question.quantity, question.at, question.group);
      for (const Outcome& outcome : outcomes)
        values.push_back(point < 0 ? nan : outcome[static_cast<std::size_t>(point)]);
    }
    return values;
  };
}

}  // namespace tuiyan
