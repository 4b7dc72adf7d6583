#include "sim/group_law.h"

#include <algorithm>
#include <cmath>

#include "sim/income.h"
#include "sim/lives.h"
#include "sim/scenario.h"
#include "sim/vector_math.h"

namespace tuiyan {

bool is_registered(const Scenario& scenario, const Household& household) {
  return scenario.people.groups[household.group].standing == Standing::registered;
}

bool may_be_registered(const Scenario& scenario, const Household& household) {
  const Standing standing = scenario.people.groups[household.group].standing;
  return standing == Standing::registered || standing == Standing::everyone;
}

namespace {

// Mean over persons of exp(known) x expected share of income in hand, of the households for which `in` holds.
template <class In>
double mean_factor(const Population& population, const Skeleton& skeleton, const IncomeLaw& law, In in) {
  double sum = 0, persons = 0;
  for (std::size_t i = 0; i < population.households.size(); ++i) {
    const Household& household = population.households[i];
    if (!in(household) || household.listed >= 0) continue;
    sum += household.size * exp_of(static_cast<double>(skeleton.known[i])) *
           law.expected[household.workers > 0 ? with_worker : without_worker];
    persons += household.size;
  }
  return persons > 0 ? sum / persons : 1;
}

// Expected dibao in payment per person: the share that has it x E[max(0, level - y)], y lognormal.
double expected_running_floor(const Scenario& scenario, Month month, double market_mean, double sd) {
  const PeopleRules& people = scenario.people;
  if (people.running_floor_line.empty() || !(market_mean > 0)) return 0;
  const double level = scenario.line(people.running_floor_line).value.at(month);
  const double mean_log = log_of(market_mean) - sd * sd / 2;
  double gap = 0, weight = 0;
  for (int k = -400; k <= 400; ++k) {  // the normal density on a grid of 0.01 standard deviations
    const double z = k * 0.01, density = exp_of(-z * z / 2);
    gap += density * std::max(0.0, level - exp_of(mean_log + sd * z));
    weight += density;
  }
  return people.running_floor * gap / weight;
}

// What an illness takes for its episode, so that with the workers lost for good the mean loss over all
// cases is the rule's; never negative.
double episode_loss(const Scenario& scenario, const Skeleton& skeleton) {
  const ShockRules& rules = scenario.shocks;
  double weights = 0, lost_with_worker = 0;
  for (std::size_t i = 0; i < skeleton.members.size(); ++i) {
    const double weight = (skeleton.members[i].all_old() ? rules.illness_old.value : 1) *
                          (skeleton.members[i].ill ? rules.illness_ill.value : 1);
    weights += weight;
    if (skeleton.members[i].workers > 0)
      lost_with_worker += weight * (1 - exp_of(log_loss_of_worker(scenario.income, skeleton.members[i].workers)));
  }
  if (!(weights > 0)) return 0;
  const double rest = rules.illness_loss - rules.worker_lost * lost_with_worker / weights;
  return rest > 0 ? -log_of(1 - rest) : 0;
}

}  // namespace

namespace {

// Members of 60 or more in a person of those for whom `in` holds.
template <class In>
double old_share(const Population& population, In in) {
  double old = 0, persons = 0;
  for (const Household& household : population.households) {
    if (!in(household)) continue;
    persons += household.size;
    for (std::uint32_t m = household.first_member; m < household.first_member + household.size; ++m)
      old += population.members[m].age_months >= 60 * 12;
  }
  return persons > 0 ? old / persons : 0;
}

}  // namespace

void set_laws(Population& population, const Scenario& scenario) {
  const IncomeRules& rules = scenario.income;
  const PeopleRules& people = scenario.people;
  double land = 0, households = 0;
  for (const Household& household : population.households) land += static_cast<double>(household.land), households += 1;
  population.mean_land = households > 0 ? land / households : 0;
  const Skeleton skeleton = make_skeleton(population, rules);
  const IncomeLaw law = income_law(rules, scenario.shocks);
  population.episode_loss = episode_loss(scenario, skeleton);

  const double pension = rules.pension * old_share(population, [&](const Household& household) {
                           return may_be_registered(scenario, household);
                         });
  const double sd = std::sqrt(rules.village_sd * rules.village_sd + rules.household_sd * rules.household_sd +
                              law.stationary_sd * law.stationary_sd);
  double market = people.registered_income * (1 - rules.transfer_share), others = 0;
  for (int step = 0; step < 20; ++step) {  // the floor depends on market income, which makes up the rest
    const double running = expected_running_floor(scenario, population.law_month, market, sd);
    others = std::max(0.0, people.registered_income * rules.transfer_share - pension - running);
    market = std::max(people.registered_income - pension - running - others, 1.0);
  }
  const double years = (Month::of(static_cast<int>(people.local_income_year), 7) - population.law_month) / 12.0;
  const double growth = power_of(1 + rules.growth_with_worker.at(population.law_month), -years);
  const double local = people.local_income * (1 - rules.transfer_share) * growth;
  for (std::size_t g = 0; g < people.groups.size(); ++g) {
    const GroupRules& group = people.groups[g];
    const bool registered = group.standing == Standing::registered, everyone = group.standing == Standing::everyone;
    double mean = registered ? market : local;
    // Of everyone the mean is known, transfers among it; those of the well-off are not told from what they earn.
    if (everyone)
      mean = people.local_income * group.income_factor * growth - others -
             rules.pension * old_share(population, [&](const Household& household) { return household.group == g; });
    GroupLaw each;
    each.log_level =
        log_of(std::max(mean, 1.0) / mean_factor(population, skeleton, law, [&](const Household& household) {
                 return everyone ? household.group == g : is_registered(scenario, household) == registered;
               }));
    each.transfers = others;
    population.laws.push_back(each);
  }
}

}  // namespace tuiyan
