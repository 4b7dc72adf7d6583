// Rounds in which households meet: what is off leaves no trace, what is on is kept to the number.
#include <gtest/gtest.h>

#include <numeric>

#include "sim/course.h"
#include "sim/quota.h"
#include "sim/study.h"
#include "tests/places.h"

namespace tuiyan {
namespace {

Scenario singles() {
  Scenario place = settled();
  for (GroupRules& group : place.people.groups) group.persons = group.households;
  return place;
}

TEST(Quota, ThatIsNeverReachedLeavesNoTrace) {
  const Scenario base = larger(settled(), 4);  // blocks enough
  const Population people = make_population(base);
  const Outcomes alone = play(base, people, 3);
  Scenario place = base;
  Round& round = place.registry.rounds[0];
  round.visit_capacity = Dated(neutral(1e6));
  EXPECT_TRUE(same_bytes(alone, play(place, people, 3)));
  round.entry_quota = Dated(neutral(1e6));
  EXPECT_TRUE(same_bytes(alone, play(place, people, 3, {}, 1)));
  round.exit_target = Dated(neutral(1));
  place.registry.pressure = neutral(1);
  EXPECT_TRUE(same_bytes(alone, play(place, people, 3)));
  place.registry.pressure = neutral(0);
  round.exit_target = Dated(neutral(1e6));
  EXPECT_TRUE(same_bytes(alone, play(place, people, 3)));
}

TEST(Quota, OfVisitsBoundsWhatARoundDecides) {
  Scenario place = singles();
  const Outcomes free = play(place, 5);
  place.registry.rounds[0].visit_capacity = Dated(neutral(40));
  const Outcomes scarce = play(place, 5);
  double freely = 0, waiting = 0;
  for (int r = 0; r < 5; ++r)
    for (const std::string& mix : scarce.mixes)
      for (const char* year : {"2017", "2018"}) {
        const auto decided = [&](const Outcomes& outcomes) {
          return value_of(outcomes, r, mix, "exits_persons_year", year) +
                 value_of(outcomes, r, mix, "entries_persons_year", year) +
                 value_of(outcomes, r, mix, "returns_persons_year", year);
        };
        EXPECT_LE(decided(scarce), 40);
        EXPECT_EQ(value_of(free, r, mix, "unvisited_households_year", year), 0);
        freely += decided(free) > 40;
        waiting += value_of(scarce, r, mix, "unvisited_households_year", year);
      }
  EXPECT_GT(freely, 0);
  EXPECT_GT(waiting, 0);
}

TEST(Quota, OfEntriesDoesNotBoundReturns) {
  Scenario place = singles();
  place.registry.detection = Dated(neutral(1));
  const Outcomes free = play(place, 5);
  place.registry.rounds[0].entry_quota = Dated(neutral(5));
  const Outcomes scarce = play(place, 5);
  double freely = 0;
  for (int r = 0; r < 5; ++r)
    for (const std::string& mix : scarce.mixes) {
      EXPECT_LE(value_of(scarce, r, mix, "entries_persons_year", "2017"), 5);
      EXPECT_EQ(value_of(scarce, r, mix, "returns_persons_year", "2017"),
                value_of(free, r, mix, "returns_persons_year", "2017"));
      freely += value_of(free, r, mix, "entries_persons_year", "2017") > 5;
    }
  EXPECT_GT(freely, 0);
}

// The poorest first: by what is observed alone, or by what they usually have alone.
TEST(Quota, TakesThePoorestIn) {
  Scenario place = settled();
  place.registry.rounds[0].entry_quota = Dated(neutral(7));
  for (const double weight : {0.0, 1.0}) {
    place.registry.permanent_weight = neutral(weight);
    const Population people = make_population(place);
    const Study study(place, people);
    Lives lives(study, 3, 0);
    begin_lives(lives, {});
    Course course(study, lives, place.mix_index("nothing"));
    const Month decided = Month::of(2017, 11);
    std::vector<std::pair<double, std::size_t>> poorest;
    for (std::size_t i = 0; i < lives.households(); ++i) {
      if (course.status[i] != Status::outside) continue;
      const double seen = 0.2 + 0.1 * static_cast<double>((i * 37) % 23);
      course.pending[i] = Pending::entry;
      course.file.cases.push_back({static_cast<std::uint32_t>(i), Held::not_above, true, true, seen});
      const double usual = lives.level[i] + lives.growth[lives.grows_as[i]][40];  // ln
      poorest.emplace_back(weight > 0 ? usual : seen, i);
    }
    ASSERT_EQ(decided - lives.begun, 24 + 6 + 10);
    std::stable_sort(poorest.begin(), poorest.end(), [](auto& a, auto& b) { return a.first < b.first; });
    meet(course, decided);
    for (std::size_t place_in_order = 0; place_in_order < poorest.size(); ++place_in_order)
      EXPECT_EQ(course.pending[poorest[place_in_order].second] == Pending::entry, place_in_order < 7);
  }
}

// A quota makes exits jump without any change of income: and those who were pushed out come back.
TEST(Pressure, MeetsTheNumberAndChangesNoIncome) {
  const int replicates = 20;
  Scenario place = singles();
  const Outcomes free = play(place, replicates, {"none"});
  place.registry.rounds[0].exit_target.steps = {{Month::of(2017, 1), neutral(150)}, {Month::of(2018, 1), neutral(0)}};
  place.registry.pressure = neutral(1);
  const Outcomes full = play(place, replicates, {"none"});
  place.registry.pressure = neutral(0.5);
  const Outcomes half = play(place, replicates, {"none"});
  double returns_free = 0, returns_full = 0;
  for (int r = 0; r < replicates; ++r) {
    const double own = value_of(free, r, "none", "exits_persons_year", "2017");
    ASSERT_LT(own, 150);
    EXPECT_EQ(value_of(full, r, "none", "exits_persons_year", "2017"), 150);
    EXPECT_EQ(value_of(full, r, "none", "forced_exits_persons_year", "2017"), 150 - own);
    EXPECT_EQ(value_of(half, r, "none", "forced_exits_persons_year", "2017"), std::floor((150 - own) / 2));
    EXPECT_EQ(value_of(free, r, "none", "forced_exits_persons_year", "2017"), 0);
    EXPECT_EQ(series_of(full, r, "none", "poor_share"), series_of(free, r, "none", "poor_share"));
    returns_free += value_of(free, r, "none", "returns_persons_year", "2018");
    returns_full += value_of(full, r, "none", "returns_persons_year", "2018");
  }
  EXPECT_GT(returns_full, 2 * returns_free);
}

TEST(Pressure, LeavesMixesAloneInAnyCompany) {
  Scenario place = settled();
  place.registry.rounds[0].exit_target = Dated(neutral(120));
  place.registry.rounds[0].visit_capacity = Dated(neutral(100));
  place.registry.pressure = neutral(1);
  const Population people = make_population(place);
  const Outcomes all = play(place, people, 3), one = play(place, people, 3, {"open"}, 2);
  for (std::size_t r = 0; r < 3; ++r)
    EXPECT_EQ(all.of[r][static_cast<std::size_t>(place.mix_index("open"))].size(), one.of[r][0].size());
  for (int r = 0; r < 3; ++r)
    for (const char* quantity : {"registered_persons", "exits_persons", "poor_share", "exited_share"})
      EXPECT_EQ(series_of(all, r, "open", quantity), series_of(one, r, "open", quantity));
}

}  // namespace
}  // namespace tuiyan
