#include "sim/weight.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/scenario.h"

namespace tuiyan {

namespace {

void divide(Dated& dated, double weight) {
  for (Dated::Step& step : dated.steps) step.datum.value /= weight;
}

void divide(std::optional<double>& number, double weight) {
  if (number) *number /= weight;
}

}  // namespace

double sampled_count(double of_the_place, double weight) {
  return of_the_place > 0 ? std::max(1.0, std::floor(of_the_place / weight + 0.5)) : 0;
}

Scenario sampled(Scenario scenario) {
  const double weight = scenario.weight;
  if (weight == 1) return scenario;
  PeopleRules& people = scenario.people;
  people.villages.value = sampled_count(people.villages, weight);
  people.register_quota /= weight;
  for (GroupRules& group : people.groups) {
    group.households = sampled_count(group.households, weight);
    group.persons = std::max(group.households, sampled_count(group.persons, weight));
  }
  for (Round& round : scenario.registry.rounds)
    for (Dated* each : {&round.exit_target, &round.entry_quota, &round.visit_capacity}) divide(*each, weight);
  scenario.registry.village_exit.rural_persons.value /= weight;
  scenario.market.usual.supply.value /= weight;
  for (ProductRules& product : scenario.market.products) product.supply.value /= weight;
  for (Measure& measure : scenario.measures) {
    measure.capacity.value /= weight;
    measure.starts_per_year.value /= weight;
  }
  for (Mix& mix : scenario.mixes) {
    divide(mix.envelope, weight);
    for (Item& item : mix.items) divide(item.households, weight), divide(item.money, weight);
  }
  return scenario;
}

bool is_weighted(const Quantity& quantity) {
  static constexpr std::array<std::string_view, 4> counted{"households", "persons", "villages", "yuan"};
  return quantity.id == "poor_person_years" ||
         std::find(counted.begin(), counted.end(), quantity.unit) != counted.end();
}

void weigh(Outcome& outcome, const Shape& shape, double weight) {
  if (weight == 1) return;
  for (const Shape::Series& series : shape.series)
    if (is_weighted(quantities()[static_cast<std::size_t>(series.quantity)]))
      for (int point = series.first; point < series.first + series.size; ++point)
        outcome[static_cast<std::size_t>(point)] *= weight;
}

}  // namespace tuiyan
