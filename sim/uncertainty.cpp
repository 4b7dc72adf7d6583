#include "sim/uncertainty.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "sim/draws.h"

namespace tuiyan {

namespace {

constexpr int history_months = 24;  // of income that a run begins with

// A number with evidence, or the steps of a dated one, where the declaration has it.
struct Spot {
  const Field& field;
  std::string path;
  Names owner;  // "own industry: income"
  std::vector<std::pair<Month, Datum*>> steps;
};
using Visit = std::function<void(const Spot&)>;

template <class Kind>
const Kind* bound_as(const Fields& fields, const std::string& key) {
  for (const Field& field : fields.list)
    if (field.key == key)
      if (const auto* bound = std::get_if<Kind*>(&field.bound)) return *bound;
  return nullptr;
}

Names joined(const Names& owner, const Names& names) {
  return {owner.zh.empty() ? names.zh : owner.zh + "：" + names.zh,
          owner.en.empty() ? names.en : owner.en + ": " + names.en};
}

void visit_all(const Fields& fields, const std::string& path, const Names& owner, const Visit& visit);

void visit_list(const List& list, const std::string& path, const Names& owner, const Visit& visit) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Fields element = list.at(i);
    const auto* id = bound_as<std::string>(element, "id");
    const auto* names = bound_as<Names>(element, "names");
    const std::string step = id != nullptr && !id->empty() ? *id : std::to_string(i);
    Names name{step, step};
    if (names != nullptr) {
      if (!names->zh.empty()) name.zh = names->zh;
      if (!names->en.empty()) name.en = names->en;
    } else if (!list.tag_key.empty()) {
      name = list.tag_names.at(static_cast<std::size_t>(list.tag(i)));
    }
    visit_all(element, path + "/" + step, joined(owner, name), visit);
  }
}

void visit_all(const Fields& fields, const std::string& path, const Names& owner, const Visit& visit) {
  for (const Field& field : fields.list) {
    const std::string at = path.empty() ? field.key : path + "/" + field.key;
    if (field.lever) continue;
    if (auto* const* datum = std::get_if<Datum*>(&field.bound)) {
      visit({field, at, owner, {{Month::of(1, 1), *datum}}});
    } else if (auto* const* dated = std::get_if<Dated*>(&field.bound)) {
      Spot spot{field, at, owner, {}};
      for (Dated::Step& step : (*dated)->steps) spot.steps.emplace_back(step.from, &step.datum);
      visit(spot);
    } else if (const auto* inner = std::get_if<Fields>(&field.bound)) {
      visit_all(*inner, at, owner, visit);
    } else if (const auto* list = std::get_if<List>(&field.bound)) {
      visit_list(*list, at, owner, visit);
    }
  }
}

bool has_range(const Datum& datum) { return datum.range && datum.range->low < datum.range->high; }
bool holds_value(const Datum& datum) { return datum.value >= datum.range->low && datum.value <= datum.range->high; }
bool is_uncertain(const Datum& datum) { return has_range(datum) && holds_value(datum); }

// Steps that end before the run's past income begins, or begin after its end, are not used.
std::vector<Datum*> steps_in_force(const Spot& spot, const Scenario& scenario) {
  std::vector<Datum*> used;
  for (std::size_t i = 0; i < spot.steps.size(); ++i) {
    const bool over = i + 1 < spot.steps.size() && spot.steps[i + 1].first <= scenario.first_month() - history_months;
    if (!over && spot.steps[i].first < scenario.end_month()) used.push_back(spot.steps[i].second);
  }
  return used;
}

// Defaults of the kinds of events: they say nothing where no such event happens.
std::vector<std::string> of_events_that_do_not_happen(const Scenario& scenario) {
  const std::vector<std::pair<EventKind, std::vector<std::string>>> of_kinds{
      {EventKind::price_crash, {"crash_size", "crash_months"}},
      {EventKind::factory_closes, {"closure_share", "closure_months"}},
      {EventKind::epidemic, {"epidemic_stop", "epidemic_months", "epidemic_back", "epidemic_away", "epidemic_unsold"}}};
  std::vector<std::string> idle;
  for (const auto& [kind, keys] : of_kinds)
    if (std::none_of(scenario.events.begin(), scenario.events.end(),
                     [&, of = kind](const Event& event) { return event.kind == of; }))
      for (const std::string& key : keys) idle.push_back("shocks/" + key);
  return idle;
}

// Places under which nothing takes part, and why.
std::map<std::string, Certain> without_bearing(const Scenario& scenario, const std::vector<int>& mixes) {
  std::map<std::string, Certain> paths;
  paths["people/villages"] = Certain::structure;  // outcomes are counted by village
  for (const GroupRules& group : scenario.people.groups)
    if (group.standing == Standing::registered || group.standing == Standing::everyone)
      for (const char* key : {"income_low", "income_high"})
        paths["people/groups/" + group.id + "/" + key] = Certain::no_bearing;
  for (const std::string& path : of_events_that_do_not_happen(scenario)) paths[path] = Certain::no_event;
  std::set<std::string> used;
  for (std::size_t m = 0; m < scenario.mixes.size(); ++m)
    if (mixes.empty() || std::find(mixes.begin(), mixes.end(), static_cast<int>(m)) != mixes.end())
      for (const Item& item : scenario.mixes[m].items) used.insert(item.measure);
  for (const Measure& measure : scenario.measures)
    if (!used.contains(measure.id)) paths["measures/" + measure.id] = Certain::unused;
  return paths;
}

std::optional<Certain> left_out(const std::string& path, const std::map<std::string, Certain>& places) {
  for (std::size_t at = path.find('/'); at != std::string::npos; at = path.find('/', at + 1))
    if (const auto found = places.find(path.substr(0, at)); found != places.end()) return found->second;
  const auto found = places.find(path);
  return found == places.end() ? std::nullopt : std::optional<Certain>(found->second);
}

void scale_to_one(const std::vector<Datum*>& shares) {
  double sum = 0;
  for (const Datum* share : shares) sum += share->value;
  if (std::abs(sum - 1) <= 1e-9 || !(sum > 0)) return;
  for (Datum* share : shares) share->value /= sum;
}

// What must hold between several numbers, as the checks of their structs say it.
void repair(Scenario& scenario) {
  IncomeRules& income = scenario.income;
  scale_to_one({&income.wage_share, &income.business_share, &income.property_share});
  std::vector<Datum*> causes;
  for (CauseRules& cause : scenario.people.causes) causes.push_back(&cause.share);
  if (!causes.empty()) scale_to_one(causes);
  for (GroupRules& group : scenario.people.groups)
    if (group.income_low.value > group.income_high.value) std::swap(group.income_low.value, group.income_high.value);
}

using Rule = double (*)(double place, const Datum& datum);

double by_quantile(double place, const Datum& datum) {
  return triangular(place, datum.range->low, datum.value, datum.range->high);
}

double by_position(double place, const Datum& datum) {
  if (place >= 1) return datum.range->high;
  return datum.range->low + place * (datum.range->high - datum.range->low);
}

double within(double value, const Limits& limits) {
  if (limits.whole) value = std::round(value);
  return std::clamp(value, limits.low, limits.high);
}

// Each parameter goes `share` of the way from today's value to where its place says.
Scenario moved(const Scenario& scenario, const std::unordered_map<std::string, Place>& places,
               const std::unordered_map<std::string, double>& share, Rule rule) {
  Scenario copy = scenario;
  visit_all(fields(copy), "", {}, [&](const Spot& spot) {
    const auto found = places.find(spot.path);
    if (found == places.end() || !found->second) return;
    const auto part = share.find(spot.path);
    for (const auto& [from, datum] : spot.steps) {
      if (!is_uncertain(*datum)) continue;
      double value = rule(*found->second, *datum);
      if (part != share.end()) value = datum->value + part->second * (value - datum->value);
      datum->value = within(value, spot.field.limits);
    }
  });
  repair(copy);
  return copy;
}

bool lies_under(const std::string& path, std::string place) {
  if (!place.empty() && place.front() == '/') place.erase(0, 1);
  return place.empty() || path == place || path.starts_with(place + "/");
}

// The parameters that a problem speaks of: those under its place, or under the nearest one above that has any.
std::vector<std::string> spoken_of(const Problem& problem, const std::unordered_map<std::string, Place>& places) {
  std::string place = problem.path;
  while (true) {
    std::vector<std::string> paths;
    for (const auto& [path, where] : places)
      if (where && lies_under(path, place)) paths.push_back(path);
    if (!paths.empty() || place.empty()) return paths;
    place = place.substr(0, place.rfind('/') == std::string::npos ? 0 : place.rfind('/'));
  }
}

constexpr int most_steps_back = 12;  // after these a parameter stays at today's value

Scenario placed(const Scenario& scenario, const std::vector<UncertainParameter>& parameters,
                const std::vector<Place>& wanted, Rule rule, int* taken_back) {
  std::unordered_map<std::string, Place> places;
  for (std::size_t i = 0; i < parameters.size(); ++i)
    if (wanted[i]) places[parameters[i].path] = wanted[i];
  if (places.empty()) return scenario;
  std::unordered_map<std::string, double> share;
  for (int step = 0;; ++step) {
    Scenario copy = moved(scenario, places, share, rule);
    Problems problems;
    check_fields(fields(copy), "", problems);
    if (problems.empty() || step > 2 * most_steps_back) return problems.empty() ? copy : scenario;
    for (const Problem& problem : problems)
      for (const std::string& path : spoken_of(problem, places)) {
        double& part = share.emplace(path, 1.0).first->second;
        part = step < most_steps_back ? part / 2 : 0;
      }
    if (taken_back != nullptr) ++*taken_back;
  }
}

}  // namespace

const std::string& certain_id(Certain why) {
  static const std::array<std::string, 7> ids{"no_range",  "outside",  "unused",      "no_bearing",
                                              "structure", "no_event", "not_in_force"};
  return ids[static_cast<std::size_t>(why)];
}

const std::vector<Certain>& every_certain() {
  static const std::vector<Certain> all{Certain::no_range,    Certain::outside,   Certain::unused,
                                        Certain::no_bearing,  Certain::structure, Certain::no_event,
                                        Certain::not_in_force};
  return all;
}

const Names& certain_words(Certain why) {
  static const std::array<Names, 7> words{
      {{"没有区间", "no range is given"},
       {"取值在区间之外", "the value lies outside its range"},
       {"没有组合采用该措施", "no mix uses the measure"},
       {"由在册人口的平均收入推出", "follows from the mean income of the registered"},
       {"决定统计哪些数字", "decides which numbers are counted"},
       {"情景中没有这种事件", "no event of the kind happens"},
       {"不在模拟期内生效", "not in force during the run"}}};
  return words[static_cast<std::size_t>(why)];
}

Uncertainty uncertainty_of(const Scenario& scenario, const std::vector<int>& mixes) {
  Scenario copy = scenario;
  const std::map<std::string, Certain> places = without_bearing(scenario, mixes);
  Uncertainty found;
  visit_all(fields(copy), "", {}, [&](const Spot& spot) {
    const Names names = joined(spot.owner, spot.field.names);
    const auto certain = [&](Certain why) { found.certain.push_back({spot.path, names, why}); };
    bool any_range = false;
    for (const auto& [from, step] : spot.steps) any_range |= has_range(*step);
    if (!any_range) return certain(Certain::no_range);
    if (const auto why = left_out(spot.path, places)) return certain(*why);
    const Datum* last = nullptr;
    bool misses = false;
    for (const Datum* step : steps_in_force(spot, scenario)) {
      if (is_uncertain(*step)) last = step;
      misses |= has_range(*step) && !holds_value(*step);
    }
    if (last == nullptr) return certain(misses ? Certain::outside : Certain::not_in_force);
    found.drawn.push_back({spot.path, names, spot.field.unit, last->value, *last->range, last->grade, last->source,
                           spot.field.limits.whole});
  });
  return found;
}

std::vector<UncertainParameter> uncertain_parameters(const Scenario& scenario, const std::vector<int>& mixes) {
  return uncertainty_of(scenario, mixes).drawn;
}

double triangular(double quantile, double low, double mode, double high) {
  if (!(high > low)) return mode;
  const double at_mode = (mode - low) / (high - low);
  if (quantile == at_mode) return mode;
  if (quantile < at_mode) return low + std::sqrt(std::max(0.0, quantile) * (high - low) * (mode - low));
  return high - std::sqrt(std::max(0.0, 1 - quantile) * (high - low) * (high - mode));
}

Scenario at_quantiles(const Scenario& scenario, const std::vector<UncertainParameter>& parameters,
                      const std::vector<Place>& quantiles, int* taken_back) {
  return placed(scenario, parameters, quantiles, by_quantile, taken_back);
}

Scenario at_positions(const Scenario& scenario, const std::vector<UncertainParameter>& parameters,
                      const std::vector<Place>& positions, int* taken_back) {
  return placed(scenario, parameters, positions, by_position, taken_back);
}

double drawn_quantile(std::uint64_t seed, const std::string& path, int replicate) {
  const Address address{hash_text(path), static_cast<std::uint32_t>(replicate), Process::parameter, 0, 0};
  return uniform(draw_words(seed, address)[0]);
}

Scenario drawn_scenario(const Scenario& scenario, const std::vector<UncertainParameter>& parameters, std::uint64_t seed,
                        int replicate) {
  std::vector<Place> quantiles;
  quantiles.reserve(parameters.size());
  for (const UncertainParameter& parameter : parameters)
    quantiles.emplace_back(drawn_quantile(seed, parameter.path, replicate));
  return at_quantiles(scenario, parameters, quantiles);
}

}  // namespace tuiyan
