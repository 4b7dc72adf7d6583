// Promises about bytes: what must not change a result. docs/model.md, "What is promised".
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <functional>
#include <optional>

#include "tests/places.h"

namespace tuiyan {
namespace {

// The points of a shape outside the rows of a measure.
std::vector<std::size_t> points_without(const Shape& shape, const std::string& own) {
  std::vector<std::size_t> points;
  for (std::size_t p = 0; p < shape.points.size(); ++p)
    if (shape.points[p].group != own) points.push_back(p);
  return points;
}

// The first point that differs outside the rows of `own`, a measure; "" if none does.
std::string first_difference(const Outcomes& base, const Outcomes& changed, const std::string& own) {
  const std::vector<std::size_t> before = points_without(base.shape, own), after = points_without(changed.shape, own);
  if (before.size() != after.size()) return "other points";
  for (std::size_t r = 0; r < base.of.size(); ++r)
    for (std::size_t m = 0; m < base.of[r].size(); ++m)
      for (std::size_t k = 0; k < before.size(); ++k) {
        const Point& point = base.shape.points[before[k]];
        if (std::memcmp(&base.of[r][m][before[k]], &changed.of[r][m][after[k]], sizeof(double)) == 0) continue;
        return base.mixes[m] + " " + quantities()[static_cast<std::size_t>(point.quantity)].id + " " + point.at + " " +
               point.group;
      }
  return "";
}

// A copy of a measure under an id of its own, so that no condition of another measure and no mix speaks of it.
std::string add_copy(Scenario& scenario, const std::string& id) {
  Measure copy = measure_of(scenario, id);
  copy.id = "copy_of_" + id;
  scenario.measures.push_back(copy);
  return copy.id;
}

void add_item(Scenario& scenario, const Item& item, bool first) {
  for (Mix& mix : scenario.mixes) mix.items.insert(first ? mix.items.begin() : mix.items.end(), item);
}

Item item_of(const std::string& measure) {
  Item item;
  item.measure = measure;
  return item;
}

// The township with the whole catalogue. No mix uses a measure of the catalogue, so these may be changed as they
// are; the township's own measures, which its mixes use, are copied first.
class NoTrace : public testing::Test {
 protected:
  const Scenario place_ = small_place_with_catalogue();
  const Population people_ = make_population(place_);

  const Outcomes base_ = play(place_, people_, 1);

  // Adds the item to every mix, as the first or the last, and names what differs.
  void expect_same(const Outcomes& base, Scenario changed, const Item& item) {
    first_ = !first_;
    add_item(changed, item, first_);
    EXPECT_EQ(first_difference(base, play(changed, people_, 1), item.measure), "") << item.measure;
  }

  // Each measure changed, alone in every mix: all changes stand in one scenario, so that one base serves them all.
  void expect_idle(const std::function<void(Measure&)>& change, const Item& how) {
    const std::vector<std::string> own = ids_of(small_place());
    Scenario changed = place_, copies = small_place();
    std::vector<std::string> ids;
    for (Measure& measure : changed.measures)
      if (std::find(own.begin(), own.end(), measure.id) == own.end()) change(measure), ids.push_back(measure.id);
    expect_same_each(changed, ids, how);
    ids.clear();
    for (const std::string& id : own) ids.push_back(add_copy(copies, id)), change(measure_of(copies, ids.back()));
    expect_same_each(copies, ids, how);
  }

  static std::vector<std::string> ids_of(const Scenario& place) {
    std::vector<std::string> ids;
    for (const Measure& measure : place.measures) ids.push_back(measure.id);
    return ids;
  }

 private:
  void expect_same_each(const Scenario& changed, const std::vector<std::string>& ids, Item item) {
    const Outcomes base = play(changed, people_, 1);
    for (const std::string& id : ids) {
      item.measure = id;
      expect_same(base, changed, item);
    }
  }

  bool first_ = false;
};

TEST_F(NoTrace, TheCatalogueIsWholeAndUsesEveryEffect) {
  EXPECT_GE(place_.measures.size(), 35u + small_place().measures.size());
  std::vector<bool> used(std::variant_size_v<decltype(Effect::what)>);
  for (const Measure& measure : place_.measures)
    for (const Effect& effect : measure.effects) used[effect.what.index()] = true;
  EXPECT_EQ(std::count(used.begin(), used.end(), false), 0);
}

TEST_F(NoTrace, PlacesForNobodyLeaveNoTrace) {
  for (const Measure& measure : place_.measures) {
    Item item = item_of(measure.id);
    item.households = 0;
    for (int place = 0; place < 2; ++place) expect_same(base_, place_, item);
  }
}

TEST_F(NoTrace, AMeasureThatNobodyMayHaveLeavesNoTrace) {
  for (const Measure& measure : place_.measures) {
    Item item = item_of(measure.id);
    item.who = "size == 0";
    expect_same(base_, place_, item);
  }
}

TEST_F(NoTrace, AMeasureThatNobodyWantsLeavesNoTrace) {
  expect_idle([](Measure& measure) { measure.take_up = Dated(neutral(0)); }, Item());
}

TEST_F(NoTrace, AMeasureWithoutMoneyLeavesNoTrace) {
  for (const Measure& measure : place_.measures) {
    if (measure.effects.empty() || (measure.cost.once == 0 && measure.cost.yearly == 0)) continue;
    Item item = item_of(measure.id);
    item.money = 0;
    expect_same(base_, place_, item);
  }
}

TEST_F(NoTrace, AMeasureNotYetBegunLeavesNoTrace) {
  for (const Measure& measure : place_.measures)
    for (const int months_after_the_last : {0, 20}) {
      Item item = item_of(measure.id);
      item.start = place_.end_month() - 1 + months_after_the_last;
      expect_same(base_, place_, item);
    }
}

// Everybody is enrolled, and nothing comes of it.
TEST_F(NoTrace, AMeasureOfNoStrengthLeavesNoTrace) {
  Item item;
  item.in_envelope = true;
  expect_idle(
      [](Measure& measure) {
        measure.effects.clear();
        measure.cost = Cost();
        measure.hands = neutral(0);
        measure.take_up = Dated(neutral(1));
      },
      item);
}

// The twin that must leave a trace: the same item with its effects, before the last month.
TEST_F(NoTrace, AMeasureThatWorksLeavesATrace) {
  Scenario changed = place_;
  add_item(changed, item_of("courtyard"), false);
  EXPECT_NE(first_difference(base_, play(changed, people_, 1), "courtyard"), "");
}

TEST(SameBytes, OnAnyNumberOfThreads) {
  const Scenario place = small_place();
  const Population people = make_population(place);
  const Outcomes one = play(place, people, 12, {}, 1);
  for (const int threads : {2, 3, 8, 0}) EXPECT_TRUE(same_bytes(one, play(place, people, 12, {}, threads))) << threads;
}

TEST(SameBytes, NotWithAnotherSeed) {
  Scenario place = small_place();
  const Population people = make_population(place);
  const Outcomes one = play(place, people, 2);
  place.seed += 1;
  EXPECT_FALSE(same_bytes(one, play(place, people, 2)));
}

TEST(SameBytes, OfEveryMixAloneAndInAnyCompany) {
  const Scenario place = small_place();
  const Population people = make_population(place);
  const Outcomes all = play(place, people, 4);
  const auto expect_same = [&](const std::vector<std::string>& company) {
    const Outcomes some = play(place, people, 4, company);
    for (std::size_t r = 0; r < 4; ++r)
      for (std::size_t m = 0; m < company.size(); ++m) {
        const Outcome& together = all.of[r][static_cast<std::size_t>(place.mix_index(company[m]))];
        EXPECT_EQ(std::memcmp(together.data(), some.of[r][m].data(), together.size() * sizeof(double)), 0)
            << company[m];
      }
  };
  for (const std::string& mix : all.mixes) expect_same({mix});
  expect_same({"open", "none"});
  expect_same({"jobs", "plan", "nothing"});
}

// The mix is not in the address of any draw: the same plan under another name and in another place of the list
// meets the same luck.
TEST(SameBytes, OfTheSamePlanUnderAnotherName) {
  Scenario place = small_place();
  const std::size_t mixes = place.mixes.size();
  for (std::size_t m = 0; m < mixes; ++m) {
    Mix twin = place.mixes[m];
    twin.id = "twin_of_" + twin.id;
    place.mixes.push_back(twin);
  }
  const Outcomes outcomes = play(place, 3);
  for (const auto& of : outcomes.of)
    for (std::size_t m = 0; m < mixes; ++m)
      EXPECT_EQ(std::memcmp(of[m].data(), of[m + mixes].data(), of[m].size() * sizeof(double)), 0) << outcomes.mixes[m];
}

TEST(SameBytes, OfEveryReplicateWhereverARunBegins) {
  const Scenario place = small_place();
  const Population people = make_population(place);
  const Outcomes whole = play(place, people, 9);
  RunOptions options;
  options.seed = static_cast<std::uint64_t>(place.seed);
  Outcomes parts = whole;
  parts.of.assign(9, {});
  for (const auto& [first, count] : {std::pair{0, 2}, std::pair{2, 6}, std::pair{8, 1}}) {
    options.first_replicate = first;
    options.replicates = count;
    const Outcomes part = run(place, people, options);
    ASSERT_EQ(part.finished(), count);
    for (int r = first; r < first + count; ++r) {
      const auto slot = static_cast<std::size_t>(r);
      parts.of[slot] = part.of[slot];
    }
  }
  EXPECT_TRUE(same_bytes(whole, parts));
}

TEST(SameBytes, AfterWritingAndReadingTheScenario) {
  for (const Scenario& place : {small_place(), small_place_with_catalogue(), shipped_place("bachu-village.json")}) {
    const std::string text = scenario_text(place);
    const Scenario again = read_scenario(text, "");
    EXPECT_EQ(scenario_text(again), text);
    EXPECT_TRUE(same_bytes(play(place, 3), play(again, 3)));
  }
}

TEST(SameBytes, ReplicatesDiffer) {
  const Outcomes outcomes = play(small_place(), 2);
  EXPECT_NE(series_of(outcomes, 0, "none", "poor_share"), series_of(outcomes, 1, "none", "poor_share"));
}

}  // namespace
}  // namespace tuiyan
