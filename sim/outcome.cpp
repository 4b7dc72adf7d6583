#include "sim/outcome.h"

#include <algorithm>
#include <cassert>

#include "sim/kinds.h"
#include "sim/quantities.h"
#include "sim/scenario.h"

namespace tuiyan {

namespace {

std::vector<std::string> numbers(int first, int last) {
  std::vector<std::string> texts;
  for (int number = first; number <= last; ++number) texts.push_back(std::to_string(number));
  return texts;
}

std::vector<std::string> groups_of(const Quantity& quantity, const Scenario& scenario) {
  const Names& grouped = quantity.grouped_by;
  std::vector<std::string> groups;
  if (!quantity.grouped) return {""};
  if (grouped == by::measure)
    for (const Measure& measure : scenario.measures) groups.push_back(measure.id);
  if (grouped == by::main) groups = scenario.vocabulary().mains;
  if (grouped == by::reason) groups = {"margin", "guarantee", "approval"};
  if (grouped == by::month || grouped == by::month_of_exit) groups = numbers(0, scenario.months);
  if (grouped == by::year_of_spell) groups = numbers(1, std::max(1, scenario.months / 12));
  if (grouped == by::share) groups = {"50", "90", "99"};
  if (grouped == by::spell) groups = {"registered", "out"};
  if (grouped == by::cause) groups = {"income", "guarantee", "other"};
  if (grouped == by::trigger) groups = {"support", "illness", "project", "harvest", "job", "none"};
  if (grouped == by::kind || grouped == by::kind_or_village) groups = kinds_of(scenario);
  if (grouped == by::kind_or_village)
    for (std::string& village : villages_of(scenario)) groups.push_back(std::move(village));
  return groups;
}

std::vector<std::string> times_of(When when, const Scenario& scenario) {
  std::vector<std::string> times;
  const Month last = scenario.end_month() - 1;
  if (when == When::stock || when == When::look) times.emplace_back("start");
  if (when == When::stock || when == When::flow)
    for (Month month = scenario.start; month <= last; month = month + 1) times.push_back(month.text());
  if (when == When::look || when == When::look_back)
    for (Month month = scenario.start + 11; month <= last; month = month + 12) times.push_back(month.text());
  if (when == When::year)
    for (int year = scenario.first_month().year(); year <= last.year(); ++year) times.push_back(std::to_string(year));
  if (when == When::at_end) times.push_back(last.text());
  return times;
}

}  // namespace

const std::vector<Quantity>& quantities() {
  static const std::vector<Quantity> list = [] {
    std::vector<Quantity> quantities;
    for (const Listed& each : listed()) quantities.push_back(each.quantity);
    return quantities;
  }();
  return list;
}

const Quantity& quantity(std::string_view id) {
  const auto& list = quantities();
  const auto found = std::find_if(list.begin(), list.end(), [&](const Quantity& each) { return each.id == id; });
  assert(found != list.end());
  return *found;
}

int Shape::find(std::string_view quantity, std::string_view at, std::string_view group) const {
  const Series* stretch = find_series(quantity, group);
  if (!stretch) return -1;
  for (int i = stretch->first; i < stretch->first + stretch->size; ++i)
    if (points[static_cast<std::size_t>(i)].at == at) return i;
  return -1;
}

const Shape::Series* Shape::find_series(std::string_view quantity, std::string_view group) const {
  const auto found = std::find_if(series.begin(), series.end(), [&](const Series& each) {
    return quantities()[static_cast<std::size_t>(each.quantity)].id == quantity && each.group == group;
  });
  return found == series.end() ? nullptr : &*found;
}

std::vector<int> Shape::curve(std::string_view quantity) const {
  std::vector<int> result;
  for (const Series& each : series)
    if (quantities()[static_cast<std::size_t>(each.quantity)].id == quantity) result.push_back(each.first);
  return result;
}

Shape shape_of(const Scenario& scenario) {
  Shape shape;
  for (std::size_t q = 0; q < listed().size(); ++q) {
    const std::vector<std::string> times = times_of(listed()[q].when, scenario);
    if (times.empty()) continue;  // a run of less than a year
    for (const std::string& group : groups_of(listed()[q].quantity, scenario)) {
      shape.series.push_back(
          {static_cast<int>(q), group, static_cast<int>(shape.points.size()), static_cast<int>(times.size())});
      for (const std::string& at : times) shape.points.push_back({static_cast<int>(q), at, group});
    }
  }
  return shape;
}

int Outcomes::finished() const {
  return static_cast<int>(std::count_if(of.begin(), of.end(), [](const auto& mixes) { return !mixes.empty(); }));
}

}  // namespace tuiyan
