// Births to deaths: rates as declared, counts that follow every stay, incomes that follow the members, and
// households that split and dissolve with nothing lost. Each statistical test has a broken twin.
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "sim/allocation.h"
#include "sim/course.h"
#include "sim/hazards.h"
#include "sim/natural_change.h"
#include "sim/vector_math.h"
#include "tests/places.h"

namespace tuiyan {
namespace {

constexpr std::uint64_t seed = 5;

// A place with many changes, so that each kind of them occurs.
Scenario busy_place(int factor = 3) {
  Scenario place = larger(small_place(), factor);
  place.demography.marries_in.value = 0.4;
  place.demography.splits.value = 0.5;
  place.demography.joins_relatives.value = 0.15;
  place.demography.birth_rate.value = 0.2;
  return place;
}

Families families_of(const Scenario& place, const Population& people, std::uint32_t replicate) {
  return make_families(people, place.demography, seed, replicate,
                       {place.start, place.end_month(), place.first_month(), place.allocation_every});
}

// Plays the lives month by month; `look` sees each before its shocks, `after` when it is over.
template <class Look, class After>
void live_through(Lives& lives, Look look, After after) {
  const Scenario& scenario = lives.study.scenario;
  ASSERT_TRUE(begin_lives(lives, {}));
  MonthWords words;
  std::vector<MemberChange> changes;
  std::vector<Shared> splits;
  for (Month month = scenario.first_month(); month < scenario.end_month(); month = month + 1) {
    split_households(lives, month, splits);
    std::vector<MemberChange> all;
    for (std::size_t b = 0; b < lives.blocks.size(); ++b) {
      age_members(lives, b, month, changes);
      all.insert(all.end(), changes.begin(), changes.end());
    }
    look(month, all, splits);
    for (const Block& block : lives.blocks) {
      draw_month(lives, block, Process::household_month, month, words);
      strike(lives, block, month, words);
      earn(lives, block, month, words);
    }
    after();
  }
}

template <class Look>
void live_through(Lives& lives, Look look) {
  live_through(lives, look, [] {});
}

TEST(Mortality, MakesTheCrudeDeathRateOfTheCountry) {
  // Shares of the population of 2016 by age (0-14, 15-29, 30-44, 45-59, 60-64, ... 80-84, 85+), middle ages.
  const std::pair<double, double> ages[] = {{0.167, 7.5},  {0.210, 22.5}, {0.220, 37.5}, {0.237, 52.5}, {0.058, 62.5},
                                            {0.040, 67.5}, {0.030, 72.5}, {0.019, 77.5}, {0.011, 82.5}, {0.008, 88}};
  const auto crude = [&](const DemographyRules& rules) {
    double rate = 0;
    for (const auto& [share, age] : ages)
      rate += share * (death_chance(rules, age, true, false) + death_chance(rules, age, false, false)) / 2;
    return rate * 1000;
  };
  DemographyRules rules;
  EXPECT_NEAR(crude(rules), 6.585, 0.6);
  rules.death_doubling.value = 12;
  EXPECT_GT(std::abs(crude(rules) - 6.585), 0.6) << "the twin that ages more slowly must be found out";
}

TEST(Mortality, DeathsAreAsManyAsTheChancesSay) {
  const Scenario place = larger(small_place(), 5);
  const Population people = make_population(place);
  const auto distance = [&](const DemographyRules& declared) {  // in standard errors
    double deaths = 0, expected = 0;
    for (std::uint32_t r = 0; r < 4; ++r) {
      const Families families = families_of(place, people, r);
      for (const Person& person : families.persons) {
        if (person.arrival != Arrival::at_start) continue;
        // The first year only: everybody is there when it begins.
        deaths += person.departure == Departure::death && person.leaves < place.start.index + 12;
        expected +=
            death_chance(declared, (person.age_months(place.start) + 6) / 12.0, person.female, person.known_ill);
      }
    }
    return (deaths - expected) / std::sqrt(expected);
  };
  EXPECT_LT(std::abs(distance(place.demography)), 4);
  DemographyRules other = place.demography;
  other.death_at_60.value *= 2;
  EXPECT_LT(distance(other), -4) << "the twin with twice the mortality must be found out";
}

// An illness makes a household be counted anew; nobody has grown older by it.
TEST(NaturalChange, SwitchedOffLeavesEverybodyAtTheAgeOfTheOpening) {
  const auto children_after = [](bool natural_change) {
    Scenario place = larger(small_place(), 5);
    place.months = 48;
    place.shocks.illness_rate = neutral(0.3);
    place.shocks.chronic_after = neutral(1);
    place.demography.natural_change = natural_change;
    const Population people = make_population(place);
    const Study study(place, people);
    Lives lives(study, seed, 0);
    play_lives(lives, place.end_month() - 1);
    int before = 0, after = 0;
    for (std::size_t i = 0; i < people.households.size(); ++i) {
      before += study.skeleton.members[i].children;
      after += lives.members[i].children;
    }
    EXPECT_GT(before, 0);
    return after - before;
  };
  EXPECT_EQ(children_after(false), 0);
  EXPECT_NE(children_after(true), 0);
}

TEST(NaturalChange, CountsFollowEveryStay) {
  const Scenario place = busy_place();
  const Population people = make_population(place);
  const Study study(place, people);
  Lives lives(study, seed, 1);
  int births = 0, deaths = 0, in = 0, out = 0, dissolved = 0, split = 0;
  std::map<std::uint32_t, int> size;
  live_through(lives, [&](Month month, const std::vector<MemberChange>& changes, const std::vector<Shared>& splits) {
    for (const MemberChange& change : changes) {
      births += change.births, deaths += change.deaths, in += change.moves_in, out += change.moves_out;
      dissolved += change.dissolved;
      EXPECT_GE(month, place.start) << "nothing changes before the first counted month";
    }
    split += static_cast<int>(splits.size());
    for (std::size_t i = 0; i < lives.households(); ++i) {
      Composition now;
      int working = 0, employed = 0;
      const Month when = std::max(month, place.start - 1);
      for (std::uint32_t p = lives.families.first_person[i]; p < lives.families.first_person[i + 1]; ++p) {
        const Person& person = lives.families.persons[p];
        if (person.here(when)) now.add(person, when);
        if (person.worker < 0) continue;
        const std::uint8_t state = lives.worker_state[static_cast<std::size_t>(person.worker)];
        working += state != absent;
        employed += state == in_work;
      }
      ASSERT_EQ(now.size, lives.size[i]) << month.text();
      ASSERT_EQ(now.workers, lives.workers[i]) << month.text();
      ASSERT_EQ(now.old, lives.members[i].old) << month.text();
      ASSERT_EQ(now.pupils + now.students, lives.members[i].pupils + lives.members[i].students);
      ASSERT_EQ(working, lives.workers[i]) << "one state for every worker";
      ASSERT_EQ(employed, lives.employed[i]);
    }
  });
  std::size_t persons = 0;
  for (const std::uint8_t each : lives.size) persons += each;
  EXPECT_EQ(static_cast<int>(persons), static_cast<int>(people.members.size()) + births + in - deaths - out);
  for (const int count : {births, deaths, in, out, dissolved, split}) EXPECT_GT(count, 5);
}

TEST(NaturalChange, SwitchedOffNobodyChanges) {
  Scenario place = busy_place(1);
  place.demography.natural_change = false;
  const Population people = make_population(place);
  const Study study(place, people);
  Lives lives(study, seed, 1);
  live_through(lives, [](Month, const std::vector<MemberChange>& changes, const std::vector<Shared>& splits) {
    EXPECT_TRUE(changes.empty());
    EXPECT_TRUE(splits.empty());
  });
  for (std::size_t i = 0; i < lives.households(); ++i) EXPECT_EQ(lives.size[i], people.households[i].size);
}

TEST(NaturalChange, TheOpeningIsThePopulationsOwn) {
  const Scenario place = busy_place();
  const Population people = make_population(place);
  const Families families = families_of(place, people, 0);
  for (std::size_t i = 0; i < people.households.size(); ++i) {
    Composition now;
    for (std::uint32_t p = families.first_person[i]; p < families.first_person[i + 1]; ++p)
      if (families.persons[p].enters < place.start.index) now.add(families.persons[p], place.start - 1);
    const Composition then = composition_of(people, people.households[i]);
    ASSERT_EQ(now.size, then.size);
    ASSERT_EQ(now.workers, then.workers);
    ASSERT_EQ(now.weak, then.weak);
    ASSERT_EQ(now.unable, then.unable);
    ASSERT_EQ(now.pupils, then.pupils);
    ASSERT_EQ(now.students, then.students);
    ASSERT_EQ(now.old, then.old);
    ASSERT_EQ(now.children, then.children);
  }
}

TEST(Splits, ShareIncomeTransfersAndLandByPersons) {
  const Scenario place = busy_place();
  const Population people = make_population(place);
  const Study study(place, people);
  Lives lives(study, seed, 2);
  std::vector<std::int32_t> market, window;
  std::vector<double> transfers;
  std::vector<float> land;
  std::vector<int> old;
  int checked = 0;
  const auto look = [&](Month, const std::vector<MemberChange>&, const std::vector<Shared>& splits) {
    for (const Shared& split : splits) {
      const std::size_t parent = split.parent, child = split.child;
      EXPECT_GT(lives.size[child], 1) << "a couple at least";
      EXPECT_GT(lives.size[parent], 0);
      EXPECT_GT(split.share, 0);
      EXPECT_LT(split.share, 1);
      // Nothing is lost, but whoever turns 60 or dies in this month changes the pensions.
      EXPECT_EQ(lives.market12[parent] + lives.market12[child], market[parent]);
      EXPECT_EQ(lives.window_market[parent] + lives.window_market[child], window[parent]);
      EXPECT_NEAR(static_cast<double>(lives.land[parent] + lives.land[child]), static_cast<double>(land[parent]), 1e-4);
      EXPECT_NEAR(lives.market12[child], market[parent] * split.share, 12);
      const int grown_old = lives.members[parent].old + lives.members[child].old - old[parent];
      EXPECT_NEAR(lives.transfer_base[parent] + lives.transfer_base[child],
                  transfers[parent] + place.income.pension * 100 / 12 * grown_old, 1e-6);
      ++checked;
      EXPECT_EQ(lives.origin[child], lives.origin[parent]);
    }
  };
  live_through(lives, look, [&] {
    market = lives.market12, window = lives.window_market, transfers = lives.transfer_base, land = lives.land;
    old.clear();
    for (const Composition& members : lives.members) old.push_back(members.old);
  });
  EXPECT_GT(checked, 5);
}

TEST(Income, FollowsTheMembersByTheFormula) {
  Scenario place = busy_place();
  place.shocks.illness_rate.value = 0;  // an illness would end work as well
  place.demography.work_ends.value = 55;
  const Population people = make_population(place);
  const Study study(place, people);
  Lives lives(study, seed, 3);
  const double pension = place.income.pension * 100 / 12;
  std::vector<float> level;
  std::vector<Composition> members;
  std::vector<double> transfers;
  int begun = 0, retired = 0;
  const auto known = [&](std::size_t i, const Composition& of) {
    return known_log_income(place.income, of, lives.household(i).remote, static_cast<double>(lives.land[i]),
                            people.mean_land);
  };
  live_through(lives, [&](Month, const std::vector<MemberChange>& changes, const std::vector<Shared>& splits) {
    if (splits.empty())
      for (const MemberChange& change : changes) {
        const std::size_t i = change.household;
        if (change.dissolved) continue;
        const Composition &before = members[i], &now = lives.members[i];
        EXPECT_NEAR(static_cast<double>(lives.level[i] - level[i]), known(i, now) - known(i, before), 1e-5);
        EXPECT_NEAR(lives.transfer_base[i] - transfers[i], pension * (now.old - before.old), 1e-6);
        begun += change.moves_in == 0 && now.workers > before.workers;
        retired += change.deaths == 0 && change.moves_out == 0 && now.workers < before.workers;
      }
    level = lives.level, members = lives.members, transfers = lives.transfer_base;
  });
  EXPECT_GT(begun, 3) << "children begin to work";
  EXPECT_GT(retired, 3) << "the old end it";
}

TEST(NaturalChange, AHouseholdMoreOrLessChangesNobodyElsesLife) {
  const Scenario place = busy_place(1);
  const Population people = make_population(place);
  const Population more = with_one_more(people, 3, 0);
  const Families one = families_of(place, people, 0), other = families_of(place, more, 0);
  for (std::size_t i = 0; i < people.households.size(); ++i) {
    const std::uint32_t a = one.first_person[i], b = other.first_person[i + 1];
    ASSERT_EQ(one.first_person[i + 1] - a, other.first_person[i + 2] - b);
    for (std::uint32_t p = 0; p < one.first_person[i + 1] - a; ++p) {
      ASSERT_EQ(one.persons[a + p].subject, other.persons[b + p].subject);
      ASSERT_EQ(one.persons[a + p].leaves, other.persons[b + p].leaves);
    }
  }
}

// What the register holds changes by its own decisions and by natural change, and by nothing else.
TEST(NaturalChange, BalancesTheRegisterOfTheYear) {
  const Scenario place = busy_place();
  const Outcomes outcomes = play(place, 2);
  double natural = 0;
  for (int r = 0; r < 2; ++r)
    for (const std::string& mix : outcomes.mixes)
      for (int year = place.start.year(); year <= (place.end_month() - 1).year(); ++year) {
        const auto of_year = [&](const char* quantity, const char* group = "") {
          return value_of(outcomes, r, mix, quantity, std::to_string(year), group);
        };
        const double change = of_year("natural_change_year", "births") + of_year("natural_change_year", "moves_in") -
                              of_year("natural_change_year", "deaths") - of_year("natural_change_year", "moves_out");
        const std::string before = year == place.start.year() ? "start" : std::to_string(year - 1) + "-12";
        EXPECT_EQ(value_of(outcomes, r, mix, "registered_persons", std::to_string(year) + "-12"),
                  value_of(outcomes, r, mix, "registered_persons", before) + change + of_year("entries_persons_year") +
                      of_year("returns_persons_year") - of_year("exits_persons_year"))
            << mix << " " << year;
        natural += std::abs(change);
      }
  EXPECT_GT(natural, 100);
}

TEST(Dissolution, EndsEveryEnrolment) {
  Scenario place = busy_place();
  place.demography.joins_relatives.value = 1;
  const Population people = make_population(place);
  const Study study(place, people);
  Lives lives(study, seed, 1);
  ASSERT_TRUE(begin_lives(lives, {}));
  Course course(study, lives, place.mix_index("open"));
  allocate(course, place.first_month());
  std::int64_t before = 0, after = 0;
  for (const ItemState& item : course.items) before += item.enrolled;
  int dissolved = 0, enrolled = 0;
  std::vector<MemberChange> changes;
  for (Month month = place.first_month(); month < place.end_month(); month = month + 1)
    for (std::size_t b = 0; b < lives.blocks.size(); ++b) {
      age_members(lives, b, month, changes);
      std::vector<std::uint64_t> had;
      for (const MemberChange& change : changes) had.push_back(course.enrolled[change.household]);
      record_changes(course, b, month, changes);
      for (std::size_t c = 0; c < changes.size(); ++c) {
        if (!changes[c].dissolved) continue;
        const std::size_t i = changes[c].household;
        EXPECT_EQ(course.status[i], Status::gone);
        EXPECT_EQ(course.supported[i], 0);
        EXPECT_EQ(course.enrolled[i], 0u);
        EXPECT_EQ(lives.size[i], 0);
        ++dissolved;
        enrolled += had[c] != 0;
      }
    }
  for (const ItemState& item : course.items) after += item.enrolled;
  EXPECT_GT(dissolved, 20);
  EXPECT_GT(enrolled, 5);
  EXPECT_LE(after, before - enrolled);
}

}  // namespace
}  // namespace tuiyan
