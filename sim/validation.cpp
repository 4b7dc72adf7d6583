#include "sim/validation.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/evidence.h"

namespace tuiyan {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr Month registers_begin = Month::of(2014, 1);

// How much fewer the rural poor of the country became in the last year with a figure, by the year in which a scenario
// begins: stocks of 98.99, 82.49, 70.17 and 55.75 million at the ends of 2012 to 2015 (E001, E003, E005, E007), falls
// of 12.40 and 12.89 million after, recalled.
const Dated& national_rate() {
  static const Dated rate = [] {
    const auto step = [](int year, double value) {
      const std::string of = std::to_string(year - 1);
      Names source{"全国农村贫困人口", "fall of the rural poor of the country in "};
      source.zh.append(of).append("年减幅（国家统计局").append(year > 2016 ? "，凭记忆）" : "）");
      source.en.append(of).append(year > 2016 ? " (NBS, recalled)" : " (NBS)");
      return Dated::Step{Month::of(year, 1), elsewhere(value, value, value, source)};
    };
    Dated dated;
    dated.steps = {step(2014, 0.167), step(2015, 0.149), step(2016, 0.206), step(2017, 0.222), step(2018, 0.297)};
    return dated;
  }();
  return rate;
}

}  // namespace

ConstantRate constant_rate(const Scenario& scenario, double registered, double out) {
  const double years = (scenario.start - registers_begin) / 12.0;
  if (years > 0 && out > 0 && registered > 0)
    return {1 - std::pow(registered / (registered + out), 1 / years),
            true,
            {"本地期初以前：2014年建档立卡以来每年离册比例", "the place's own since registers began in 2014"}};
  const Dated& national = national_rate();
  const Dated::Step* in_force = &national.steps.front();
  for (const Dated::Step& step : national.steps)
    if (step.from <= scenario.start) in_force = &step;
  const std::string& source = in_force->datum.source;
  const std::size_t bar = source.find(" / ");
  return {in_force->datum.value, false, {source.substr(0, bar), source.substr(bar + 3)}};
}

namespace {

// Years from the opening to the end of a month or year; "start" is 0.
std::optional<double> years_to(const std::string& date, const Scenario& scenario) {
  if (date == "start") return 0;
  const std::optional<Month> month = Month::parse(date);
  if (!month) return std::nullopt;
  const Month end = date.size() == 4 ? *month + 12 : *month + 1;
  return std::max(0, end - scenario.start) / 12.0;
}

std::optional<double> years_before(const std::string& date, const Scenario& scenario) {
  const std::optional<Month> month = Month::parse(date);
  if (!month) return std::nullopt;
  return std::max(0, *month - scenario.start) / 12.0;
}

}  // namespace

std::optional<double> constant_forecast(const Target& target, const Scenario& scenario, const Opening& opening,
                                        double rate) {
  const std::string& of = target.quantity;
  const std::optional<double> years = years_to(target.date, scenario), before = years_before(target.date, scenario);
  if (!years) return std::nullopt;
  const double stay = std::pow(1 - rate, *years);
  const double leave = before ? std::pow(1 - rate, *before) - stay : 0;
  if (of == "registered_persons") return opening.registered_persons * stay;
  if (of == "registered_households") return opening.registered_households * stay;
  if (of == "registered_share") return opening.registered_share * stay;
  if (of == "poor_share") return opening.poor_share * stay;
  if (of == "exited_share") return 1 - stay;
  if (of == "out_persons") return opening.out_persons + opening.registered_persons * (1 - stay);
  if (of == "out_households") return opening.out_households + opening.registered_households * (1 - stay);
  if (of == "exits_persons" || of == "exits_persons_year") return opening.registered_persons * leave;
  if (of == "exits_households" || of == "exits_households_year") return opening.registered_households * leave;
  if (of == "opening_exit_hazard") return rate;
  for (const char* none : {"entries_persons", "entries_persons_year", "returns_persons", "returns_persons_year",
                           "return_share_year", "returned_share"})
    if (of == none) return 0;
  return std::nullopt;
}

double crps(std::vector<double> ensemble, double observed) {
  const auto n = static_cast<double>(ensemble.size());
  if (ensemble.empty()) return unknown;
  std::sort(ensemble.begin(), ensemble.end());
  double error = 0, spread = 0;  // sum over pairs i < j of x_j - x_i
  for (std::size_t i = 0; i < ensemble.size(); ++i) {
    error += std::abs(ensemble[i] - observed);
    spread += ensemble[i] * (2 * static_cast<double>(i) + 1 - n);
  }
  return error / n - (ensemble.size() > 1 ? spread / (n * (n - 1)) : 0);
}

bool HeldTarget::is_share() const { return quantity(target.quantity).unit == "share"; }

double HeldTarget::relative_width() const {
  return is_share() ? half_width : half_width / std::abs(target.value.value);
}

namespace {

// Of one mix, by replicate, where it is defined.
std::vector<double> values_of(const Comparison& comparison, int mix, int point) {
  std::vector<double> values = comparison.values(mix, point);
  std::erase_if(values, [](double value) { return std::isnan(value); });
  return values;
}

double opening_of(const Comparison& comparison, int mix, const char* quantity) {
  const int point = comparison.outcomes().shape.find(quantity, "start");
  return point < 0 ? unknown : comparison.estimate(mix, point).mean;
}

Opening opening_of(const Comparison& comparison, int mix) {
  return {opening_of(comparison, mix, "registered_persons"), opening_of(comparison, mix, "registered_households"),
          opening_of(comparison, mix, "out_persons"),        opening_of(comparison, mix, "out_households"),
          opening_of(comparison, mix, "registered_share"),   opening_of(comparison, mix, "poor_share")};
}

HeldTarget held(const Target& target, const Comparison& comparison, const Scenario& scenario, double rate) {
  HeldTarget result;
  result.target = target;
  const double value = target.value.value;
  const int mix = comparison.mix_index(target.mix);
  const int point = comparison.outcomes().shape.find(target.quantity, target.date, target.group);
  if (mix < 0 || point < 0) return result;
  result.simulated = comparison.estimate(mix, point);
  if (const int none = comparison.mix_index("none"); none >= 0 && none != mix)
    result.without = comparison.estimate(none, point);
  result.constant = constant_forecast(target, scenario, opening_of(comparison, mix), rate);
  if (result.constant && std::isfinite(*result.constant)) result.constant_crps = std::abs(*result.constant - value);
  if (!result.defined()) return result;
  result.inside = value >= result.simulated.lo90 && value <= result.simulated.hi90;
  result.relative_error = (result.simulated.median - value) / value;
  result.half_width = (result.simulated.hi90 - result.simulated.lo90) / 2;
  result.crps = crps(values_of(comparison, mix, point), value);
  return result;
}

}  // namespace

std::vector<int> mixes_of(const Scenario& scenario, const std::vector<Target>& targets) {
  std::vector<int> mixes;
  for (int mix = 0; mix < static_cast<int>(scenario.mixes.size()); ++mix)
    if (const std::string& id = scenario.mixes[static_cast<std::size_t>(mix)].id;
        id == "none" ||
        std::any_of(targets.begin(), targets.end(), [&](const Target& target) { return target.mix == id; }))
      mixes.push_back(mix);
  return mixes;
}

ValidatedPlace validated(const Scenario& scenario, const std::vector<Target>& targets, const Outcomes& outcomes,
                         bool uncertainty) {
  ValidatedPlace place;
  place.id = scenario.id;
  place.names = scenario.names;
  place.set_aside = scenario.set_aside;
  place.notes = scenario.notes;
  place.uncertainty = uncertainty;
  place.replicates = outcomes.finished();
  const Comparison comparison(outcomes);
  if (comparison.mixes() > 0)
    place.constant = constant_rate(scenario, opening_of(comparison, 0, "registered_persons"),
                                   opening_of(comparison, 0, "out_persons"));
  for (const Target& target : targets) place.targets.push_back(held(target, comparison, scenario, place.constant.rate));
  if (const int none = comparison.mix_index("none"); none >= 0) {
    const auto at_end = [&](const char* quantity) {
      return comparison.estimate(none, outcomes.shape.find(quantity, (scenario.end_month() - 1).text()));
    };
    place.transient_share = at_end("transient_share");
    place.exit_hazard_ratio = at_end("exit_hazard_ratio");
  }
  return place;
}

bool counts(const HeldTarget& held, Scored which) {
  if (held.target.kind != TargetKind::outcome) return false;
  if (which == Scored::tuned) return held.target.use == TargetUse::tuned;
  if (which == Scored::untouched) return held.target.use == TargetUse::test;
  return held.target.use != TargetUse::tuned;
}

namespace {

std::optional<double> median_of(std::vector<double> values) {
  if (values.empty()) return std::nullopt;
  return estimate(std::move(values)).median;
}

}  // namespace

// A figure that no future defines is missed: it counts, and lies in no interval.
Scores scores_of(const std::vector<ValidatedPlace>& places, Scored which) {
  Scores scores;
  std::vector<double> amounts, shares;
  for (const ValidatedPlace& place : places)
    for (const HeldTarget& one : place.targets) {
      if (!counts(one, which)) continue;
      ++scores.targets;
      scores.inside += one.inside ? 1 : 0;
      if (one.defined() && std::isfinite(one.relative_width()))
        (one.is_share() ? shares : amounts).push_back(one.relative_width());
      if (!one.constant_crps) continue;
      ++scores.compared;
      scores.better += one.defined() && one.crps < *one.constant_crps ? 1 : 0;
    }
  scores.amount_width = median_of(std::move(amounts));
  scores.share_width = median_of(std::move(shares));
  return scores;
}

void order_places(std::vector<ValidatedPlace>& places) {
  std::stable_partition(places.begin(), places.end(), [](const ValidatedPlace& place) { return !place.set_aside; });
}

}  // namespace tuiyan
