// The skeleton of a place: totals that the register gives are met exactly, members fit their household, and the
// same seed makes the same people.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <functional>
#include <map>
#include <set>

#include "sim/members.h"
#include "tests/places.h"

namespace tuiyan {
namespace {

std::vector<Scenario> places() {
  return {small_place(), larger(small_place(), 7), shipped_place("hohhot-2017.json"),
          shipped_place("bachu-village.json")};
}

TEST(Totals, OfEveryGroupAreMet) {
  for (const Scenario& place : places()) {
    const Population people = make_population(place);
    std::vector<double> households(place.people.groups.size()), persons(place.people.groups.size());
    for (const Household& household : people.households) {
      if (household.listed >= 0) continue;
      households[household.group] += 1;
      persons[household.group] += household.size;
    }
    for (std::size_t g = 0; g < households.size(); ++g) {
      EXPECT_EQ(households[g], place.people.groups[g].households) << place.id << " " << place.people.groups[g].id;
      EXPECT_EQ(persons[g], place.people.groups[g].persons) << place.id << " " << place.people.groups[g].id;
    }
  }
}

// Shares are met to the nearest household.
TEST(Totals, OfSharesAreMet) {
  for (const Scenario& place : places()) {
    const Population people = make_population(place);
    for (std::size_t g = 0; g < place.people.groups.size(); ++g) {
      const GroupRules& rules = place.people.groups[g];
      double idle = 0, ill = 0, disabled = 0, remote = 0, old = 0, land = 0;
      for (const Household& household : people.households) {
        if (household.group != g || household.listed >= 0) continue;
        bool any_ill = false, any_disabled = false, all_old = true;
        for (std::uint32_t m = household.first_member; m < household.first_member + household.size; ++m) {
          any_ill |= people.members[m].health != Health::well;
          any_disabled |= people.members[m].disabled;
          all_old &= people.members[m].age_months >= 60 * 12;
        }
        idle += household.workers == 0, ill += any_ill, disabled += any_disabled, remote += household.remote;
        old += household.workers == 0 && all_old;
        land += static_cast<double>(household.land);
      }
      const std::string what = place.id + " " + rules.id;
      const double n = rules.households;
      EXPECT_NEAR(idle, rules.without_worker * n, 0.5) << what;
      EXPECT_NEAR(ill, rules.ill * n, 0.5) << what;
      EXPECT_NEAR(disabled, rules.disabled * n, 0.5) << what;
      EXPECT_NEAR(remote, rules.remote * n, 0.5) << what;
      EXPECT_GE(old, std::floor(rules.all_old * idle)) << what;
      EXPECT_NEAR(land, rules.land * n, 1e-3 * (1 + rules.land * n)) << what;
    }
  }
}

TEST(Totals, OfCausesAreMet) {
  for (const Scenario& place : places()) {
    const Population people = make_population(place);
    std::vector<double> of_cause(place.people.causes.size());
    double registered = 0, without = 0;
    for (const Household& household : people.households) {
      if (place.people.groups[household.group].standing != Standing::registered) {
        EXPECT_EQ(household.cause, 255);
        continue;
      }
      ++registered;
      if (household.cause == 255)
        ++without;
      else
        of_cause.at(household.cause) += 1;
    }
    EXPECT_EQ(without, 0) << place.id;
    for (std::size_t c = 0; c < of_cause.size(); ++c)
      EXPECT_LT(std::abs(of_cause[c] - place.people.causes[c].share * registered), 1)
          << place.id << " " << place.people.causes[c].id;
  }
}

TEST(Causes, GoToHouseholdsThatTheyFit) {
  const Scenario place = shipped_place("hohhot-2017.json");
  const Population people = make_population(place);
  std::map<std::string, double> count, fitting;
  for (const Household& household : people.households) {
    if (household.cause == 255) continue;
    const std::string& cause = place.people.causes[household.cause].id;
    bool ill = false;
    for (std::uint32_t m = household.first_member; m < household.first_member + household.size; ++m)
      ill |= people.members[m].health != Health::well;
    ++count[cause];
    if (cause == "illness") fitting[cause] += ill;
    if (cause == "no_labour") fitting[cause] += household.workers == 0;
  }
  EXPECT_GT(fitting["illness"] / count["illness"], 0.9);
  // Illness chose first, and those without labour are often ill.
  EXPECT_GT(fitting["no_labour"] / count["no_labour"], 0.7);
}

TEST(Guarantees, AreMissingForTheShareOfTheRegistered) {
  for (const Scenario& place : places()) {
    const Population people = make_population(place);
    for (std::size_t g = 0; g < place.guarantees.size(); ++g) {
      double registered = 0, concerned = 0, missing = 0;
      for (const Household& household : people.households) {
        const bool lacks = (household.missing >> g) & 1, concerns = (household.concerned >> g) & 1;
        EXPECT_TRUE(concerns || !lacks);
        if (place.people.groups[household.group].standing != Standing::registered) {
          EXPECT_FALSE(lacks);
          continue;
        }
        ++registered, concerned += concerns, missing += lacks;
      }
      const double wanted = place.guarantees[g].missing * registered;
      EXPECT_NEAR(missing, std::min(wanted, concerned), 0.5) << place.id << " " << place.guarantees[g].id;
    }
  }
}

TEST(Guarantees, ConcernThoseOfWhomTheConditionHolds) {
  const std::pair<const char*, std::function<bool(const Scenario&, const Household&, const Composition&)>> cases[] = {
      {"group == 'old'", [](const Scenario& place, const Household& household,
                            const Composition&) { return place.people.groups[household.group].id == "old"; }},
      {"pupils > 0", [](const Scenario&, const Household&, const Composition& members) { return members.pupils > 0; }},
      {"students > 0",
       [](const Scenario&, const Household&, const Composition& members) { return members.students > 0; }}};
  Scenario place = larger(small_place(), 7);
  for (const auto& [who, holds] : cases) {
    place.guarantees[0].who = who;
    const Population people = make_population(place);
    std::size_t concerned = 0;
    for (const Household& household : people.households) {
      const bool concerns = (household.concerned & 1) != 0;
      EXPECT_EQ(concerns, holds(place, household, composition_of(people, household))) << who << " " << household.id;
      concerned += concerns;
    }
    EXPECT_GT(concerned, 0u) << who;
    EXPECT_LT(concerned, people.households.size()) << who;
  }
}

TEST(Members, FitTheirHousehold) {
  for (const Scenario& place : places()) {
    const Population people = make_population(place);
    std::size_t next = 0;
    std::set<std::uint64_t> subjects;
    for (std::size_t i = 0; i < people.households.size(); ++i) {
      const Household& household = people.households[i];
      ASSERT_EQ(household.first_member, next);
      ASSERT_GE(household.size, 1);
      ASSERT_EQ(household.id, i + 1);
      ASSERT_LT(household.village, people.villages);
      subjects.insert(household.subject);
      int able = 0;
      for (std::size_t m = next; m < next + household.size; ++m) {
        const Member& member = people.members.at(m);
        ASSERT_EQ(member.household, i);
        able += member.ability == Ability::able;
        EXPECT_TRUE(member.ability != Ability::able || member.age_months >= 16 * 12);
        EXPECT_LT(member.age_months, 120 * 12);
      }
      EXPECT_EQ(able, household.workers);
      next += household.size;
    }
    EXPECT_EQ(next, people.members.size());
    EXPECT_EQ(subjects.size(), people.households.size()) << "two households share their luck";
  }
}

// Plain data of a household without its position.
std::vector<double> skeleton_of(const Population& people) {
  std::vector<double> all;
  for (const Household& h : people.households)
    for (const double each : {double(h.village), double(h.group), double(h.cause), double(h.size), double(h.workers),
                              double(h.remote), double(h.land), double(h.missing), double(h.concerned)})
      all.push_back(each);
  for (const Member& m : people.members)
    for (const double each : {double(m.age_months), double(m.female), double(m.disabled), double(m.ability),
                              double(m.health), double(m.schooling), double(m.activity)})
      all.push_back(each);
  return all;
}

TEST(Skeleton, DependsOnThePopulationSeedAlone) {
  Scenario place = small_place();
  const std::vector<double> people = skeleton_of(make_population(place));
  place.seed += 1;
  EXPECT_EQ(skeleton_of(make_population(place)), people);
  place.population_seed += 1;
  EXPECT_NE(skeleton_of(make_population(place)), people);
}

// A group more at the end of the file moves nobody who was there before.
TEST(Skeleton, OfTheFirstGroupsDoesNotDependOnLaterOnes) {
  Scenario place = small_place();
  const Population all = make_population(place);
  place.people.groups.pop_back();  // the fringe
  const Population fewer = make_population(place);
  ASSERT_EQ(all.households.size(), fewer.households.size() + 40);
  for (std::size_t i = 0; i < fewer.households.size(); ++i) {
    EXPECT_EQ(all.households[i].subject, fewer.households[i].subject);
    EXPECT_EQ(all.households[i].size, fewer.households[i].size);
    EXPECT_EQ(all.households[i].village, fewer.households[i].village);
    EXPECT_EQ(all.households[i].cause, fewer.households[i].cause);
    EXPECT_EQ(all.households[i].missing, fewer.households[i].missing);
  }
  for (std::size_t m = 0; m < fewer.members.size(); ++m)
    EXPECT_EQ(all.members[m].age_months, fewer.members[m].age_months);
}

// The mean income of the registered before measures is the scenario's.
TEST(Incomes, OfTheRegisteredHaveTheScenariosMean) {
  Scenario place = larger(small_place(), 40);
  place.start = Month::of(2015, 12);
  place.lead_in = 0;
  place.months = 1;
  place.income.growth_with_worker = place.income.growth_without_worker = Dated(neutral(0));
  place.income.place_growth_sd = place.shocks.illness_rate = neutral(0);
  place.people.villages = neutral(4000);
  const Population people = make_population(place);
  double sum = 0, squares = 0;
  const int replicates = 4;
  const Outcomes outcomes = play(place, people, replicates, {"none"});
  for (int r = 0; r < replicates; ++r) {
    const double mean = value_of(outcomes, r, "none", "mean_income_registered", "2015-12");
    sum += mean, squares += mean * mean;
  }
  EXPECT_NEAR(sum / replicates, place.people.registered_income, 0.03 * place.people.registered_income);
}

}  // namespace
}  // namespace tuiyan
