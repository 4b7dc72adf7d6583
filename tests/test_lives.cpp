// What befalls a household depends on the household alone, and raising a hazard never undoes an event.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/places.h"

namespace tuiyan {
namespace {

// Everything that Lives holds of a household and its workers, as numbers.
std::vector<double> life_of(const Lives& lives, std::size_t i) {
  std::vector<double> life;
  const auto add = [&life](auto value) { life.push_back(static_cast<double>(value)); };
  add(lives.level[i]), add(lives.persistent[i]), add(lives.type[i]), add(lives.workers[i]), add(lives.employed[i]);
  add(lives.harvest[i]), add(lives.market12[i]), add(lives.transfer_base[i]), add(lives.floor_running[i]);
  for (const auto& month : lives.monthly) add(month[i]);
  add(lives.ill[i]), add(lives.ill_until[i]), add(lives.cost_now[i]), add(lives.cost_later[i]);
  add(lives.cost_falls[i]), add(lives.cost_until[i]), add(lives.expense[i]), add(lives.missing[i]);
  add(lives.first_loss[i]), add(lives.window_market[i]), add(lives.window_market_before[i]);
  add(lives.window_expense[i]);
  for (const std::int16_t month : lives.next_loss[i]) add(month);
  for (std::uint32_t w = lives.first_worker[i]; w < lives.first_worker[i + 1]; ++w) add(lives.worker_state[w]);
  return life;
}

constexpr std::uint64_t seed = 99;

TEST(OneMoreHousehold, LeavesEveryOtherLifeUnchanged) {
  const Scenario place = larger(small_place(), 3);
  const Population people = make_population(place);
  ASSERT_GT(people.households.size(), std::size_t{block_size});
  const Study before(place, people);
  Lives lives(before, seed, 1);
  play_lives(lives, place.end_month() - 1);
  // In front it moves everybody to another position, some of them across the border of a block.
  for (const std::size_t at : {std::size_t{0}, std::size_t{400}, people.households.size()}) {
    const Population more = with_one_more(people, 5, at);
    const Study after(place, more);
    Lives others(after, seed, 1);
    play_lives(others, place.end_month() - 1);
    for (std::size_t i = 0; i < people.households.size(); ++i)
      ASSERT_EQ(life_of(lives, i), life_of(others, i < at ? i : i + 1)) << "household " << i << ", one more at " << at;
    EXPECT_NE(life_of(lives, 5), life_of(others, at)) << "the copy has luck of its own";
  }
}

TEST(OneMoreHousehold, AddsItsOwnNumbersWherePlacesAndMoneyAreNotScarce) {
  const Scenario place = larger(small_place(), 2);
  const Population people = make_population(place);
  const std::size_t like = 200;
  const Population more = with_one_more(people, like, 0);
  const std::vector<std::string> mixes{"none", "nothing", "open"};
  const Outcomes before = play(place, people, 3, mixes), after = play(place, more, 3, mixes),
                 one = play(place, alone(more, 0), 3, mixes);
  int counts = 0, events = 0;
  for (std::size_t r = 0; r < 3; ++r)
    for (std::size_t m = 0; m < mixes.size(); ++m)
      for (std::size_t p = 0; p < before.shape.points.size(); ++p) {
        const Quantity& what = quantities()[static_cast<std::size_t>(before.shape.points[p].quantity)];
        const double own = one.of[r][m][p], added = after.of[r][m][p] - before.of[r][m][p];
        if (what.unit == "households" || what.unit == "persons") {
          EXPECT_EQ(added, own) << mixes[m] << " " << what.id << " " << before.shape.points[p].at;
          ++counts;
          events += own != 0;
        }
        if (what.unit == "yuan" && what.id != "unspent_year") {
          EXPECT_NEAR(added, own, 0.015) << mixes[m] << " " << what.id << " " << before.shape.points[p].at;
        }
      }
  EXPECT_GT(counts, 1000);
  EXPECT_GT(events, 100);
}

// Two courses of the same lives, month by month: `check(lower, higher, household)`.
template <class Check>
void compare_lives(const Study& lower, const Study& higher, Check check) {
  const std::size_t n = lower.population.households.size();
  for (std::uint32_t replicate = 0; replicate < 3; ++replicate)
    for (int months = 0; months <= 24; months += 4) {
      Lives few(lower, seed, replicate), many(higher, seed, replicate);
      play_lives(few, lower.scenario.first_month() + months);
      play_lives(many, lower.scenario.first_month() + months);
      for (std::size_t i = 0; i < n; ++i) check(few, many, i);
    }
}

TEST(RaisingAHazard, NeverUndoesAnIllness) {
  Scenario place = small_place();
  place.shocks.cost_elasticity.value = 0;  // else a household made poorer by illness pays less for the next
  const Population people = make_population(place);
  Scenario worse = place;
  worse.shocks.illness_rate.value *= 4;
  const Study lower(place, people), higher(worse, people);
  int more_ill = 0, fewer_workers = 0;
  compare_lives(lower, higher, [&](const Lives& few, const Lives& many, std::size_t i) {
    EXPECT_GE(many.ill[i], few.ill[i]);
    EXPECT_GE(many.ill_until[i], few.ill_until[i]);
    EXPECT_GE(many.cost_until[i], few.cost_until[i]);
    EXPECT_GE(many.expense[i], few.expense[i]);
    EXPECT_LE(many.workers[i], few.workers[i]);
    more_ill += many.ill_until[i] > few.ill_until[i];
    fewer_workers += many.workers[i] < few.workers[i];
  });
  EXPECT_GT(more_ill, 100);
  EXPECT_GT(fewer_workers, 10);
}

TEST(RaisingAHazard, NeverUndoesATreatmentOrALostGuarantee) {
  Scenario place = small_place();
  const Population people = make_population(place);
  Scenario worse = place;
  worse.shocks.visit_rate.value *= 3;
  worse.shocks.visit_rate_ill.value *= 2;
  for (Guarantee& guarantee : worse.guarantees) guarantee.loss.value *= 5;
  const Study lower(place, people), higher(worse, people);
  int dearer = 0, lost = 0;
  compare_lives(lower, higher, [&](const Lives& few, const Lives& many, std::size_t i) {
    EXPECT_GE(many.expense[i], few.expense[i]);
    EXPECT_EQ(few.missing[i] & ~many.missing[i], 0);
    dearer += many.expense[i] > few.expense[i];
    lost += many.missing[i] != few.missing[i];
  });
  EXPECT_GT(dearer, 100);
  EXPECT_GT(lost, 100);
}

TEST(RaisingAHazard, NeverUndoesALostHarvest) {
  Scenario place = small_place();
  const Population people = make_population(place);
  Scenario worse = place;
  worse.shocks.weather_rate.value = 0.4;
  const Study lower(place, people), higher(worse, people);
  int worse_harvests = 0, poorer[2] = {};
  compare_lives(lower, higher, [&](const Lives& few, const Lives& many, std::size_t i) {
    EXPECT_LE(many.harvest[i], few.harvest[i]);
    // The others' usual income is drawn around their line, with the harvests that they may expect.
    if (few.standing(i) == Standing::registered) {
      EXPECT_LE(many.market12[i], few.market12[i]);
      poorer[lower.skeleton.members[i].workers > 0] += many.market12[i] < few.market12[i];
    }
    worse_harvests += many.harvest[i] < few.harvest[i];
  });
  EXPECT_GT(worse_harvests, 100);
  EXPECT_GT(poorer[0], 100);
  EXPECT_GT(poorer[1], 100);
}

// The chance to find a job is held, though a law of the scenario's quarterly chances would move both.
TEST(RaisingAHazard, NeverGivesAWorkerAJob) {
  const Scenario place = small_place();
  const Population people = make_population(place);
  const Study lower(place, people);
  Study higher(place, people);
  higher.job_loss_below *= 3;
  int out_of_work = 0;
  compare_lives(lower, higher, [&](const Lives& few, const Lives& many, std::size_t i) {
    EXPECT_LE(many.employed[i], few.employed[i]);
    EXPECT_LE(many.market12[i], few.market12[i]);
    out_of_work += many.employed[i] < few.employed[i];
  });
  EXPECT_GT(out_of_work, 100);
}

}  // namespace
}  // namespace tuiyan
