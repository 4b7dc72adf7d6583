// A weighted sample: what the file counts is divided before, what comes out is multiplied after, and shares stay.
#include <gtest/gtest.h>

#include <cmath>

#include "sim/weight.h"
#include "tests/places.h"
#include "tests/small_scenario.h"

namespace tuiyan {
namespace {

constexpr double weight = 4;

// The small place with every count of its file four times as large.
Scenario four_times() {
  Scenario place = small_place();
  place.people.villages.value *= weight;
  for (GroupRules& group : place.people.groups) group.households *= weight, group.persons *= weight;
  place.market.usual.supply.value *= weight;
  for (Measure& measure : place.measures) measure.capacity.value *= weight, measure.starts_per_year.value *= weight;
  for (Mix& mix : place.mixes) {
    if (mix.envelope) *mix.envelope *= weight;
    for (Item& item : mix.items) {
      if (item.households) *item.households *= weight;
      if (item.money) *item.money *= weight;
    }
  }
  place.weight = weight;
  return place;
}

// Points where a place is not the small one's, counts divided by the weight again.
int differences(const Scenario& weighted) {
  const Outcomes plain = play(small_place(), 2), sample = play(weighted, 2);
  int found = 0;
  for (std::size_t r = 0; r < plain.of.size(); ++r)
    for (std::size_t m = 0; m < plain.mixes.size(); ++m)
      for (const Shape::Series& series : sample.shape.series)
        for (int k = 0; k < series.size; ++k) {
          const auto point = static_cast<std::size_t>(series.first + k);
          const Quantity& what = quantities()[static_cast<std::size_t>(series.quantity)];
          const int as = plain.shape.find(what.id, sample.shape.points[point].at, series.group);
          EXPECT_GE(as, 0) << what.id;
          const double a = plain.of[r][m][static_cast<std::size_t>(as)], b = sample.of[r][m][point];
          if (std::isnan(a) && std::isnan(b)) continue;
          found += b != (is_weighted(what) ? weight * a : a);
        }
  return found;
}

TEST(Weight, MultipliesCountsAndMoneyAndLeavesShares) {
  EXPECT_EQ(differences(four_times()), 0);
  Scenario unscaled = four_times();  // a budget that was not meant for the whole place
  for (Mix& mix : unscaled.mixes)
    if (mix.envelope) *mix.envelope /= weight;
  EXPECT_GT(differences(unscaled), 0);
}

TEST(Weight, OfOneChangesNothing) {
  Scenario place = small_place();
  place.weight = 1;
  EXPECT_TRUE(same_bytes(play(small_place(), 2), play(place, 2)));
  EXPECT_EQ(scenario_text(sampled(place)), scenario_text(place));
}

TEST(Weight, IsReadAndKept) {
  const Scenario s = read_scenario(small_with("/weight", "2.5"), "");
  EXPECT_EQ(s.weight, 2.5);
  EXPECT_EQ(read_scenario(scenario_text(s), "").weight, 2.5);
  EXPECT_FALSE(problems_of(small_with("/weight", "0.5")).empty());
  EXPECT_FALSE(problems_of(small_with("/people/groups/0/households", "50000000")).empty());
  EXPECT_EQ(sampled_count(10, 4), 3);
  EXPECT_EQ(sampled_count(1, 4), 1);
  EXPECT_EQ(sampled_count(0, 4), 0);
}

TEST(Weight, CountsOnlyWhatIsCounted) {
  for (const char* id : {"registered_households", "exits_persons_year", "spending_year", "villages_out",
                         "poor_person_years", "persons_out"})
    EXPECT_TRUE(is_weighted(quantity(id))) << id;
  for (const char* id : {"exited_share", "mean_income_registered", "exit_date", "place_out", "returned_within"})
    EXPECT_FALSE(is_weighted(quantity(id))) << id;
}

}  // namespace
}  // namespace tuiyan
