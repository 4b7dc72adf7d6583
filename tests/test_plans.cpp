// What a plan buys, judged by what is left of it: a placebo, a floor, an asset.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "sim/compare.h"
#include "sim/delivery.h"
#include "sim/enrolment.h"
#include "tests/trial.h"

namespace tuiyan {
namespace {

Scenario three_plans() {
  Scenario place = small_place();
  const auto add = [&](const std::string& id, const std::function<void(Measure&, Item&)>& set) {
    Measure measure;
    measure.id = id;
    measure.cost.once = neutral(4000);
    Item item;
    item.measure = id;
    item.who = opening;
    set(measure, item);
    place.measures.push_back(measure);
    Mix mix;
    mix.id = id;
    mix.items = {item};
    place.mixes.push_back(mix);
  };
  place.measures.clear();
  place.mixes = {Mix{}};
  place.mixes[0].id = "none";
  add("placebo", [](Measure&, Item&) {});
  add("asset", [](Measure& measure, Item&) { measure.effects = {Effect{hundred_a_month()}}; });
  add("floor", [](Measure& measure, Item&) {
    TopUpEffect top_up;
    top_up.line = "dibao";
    top_up.lag = neutral(1);
    measure.effects = {Effect{top_up}};
  });
  return place;
}

TEST(Plans, APlaceboCostsMoneyChangesNoIncomeAndComesLast) {
  const Scenario place = three_plans();
  const Outcomes outcomes = play(place, 20);
  const Comparison comparison(outcomes);
  for (int r = 0; r < 20; ++r) {
    for (const Quantity& quantity : quantities()) {
      if (quantity.grouped || quantity.unit == "yuan") continue;
      if (outcomes.shape.find_series(quantity.id) == nullptr) continue;
      const auto nothing = series_of(outcomes, r, "none", quantity.id),
                 placebo = series_of(outcomes, r, "placebo", quantity.id);
      for (std::size_t t = 0; t < nothing.size(); ++t)
        EXPECT_TRUE(nothing[t] == placebo[t] || (std::isnan(nothing[t]) && std::isnan(placebo[t]))) << quantity.id;
    }
    EXPECT_GT(value_of(outcomes, r, "placebo", "spending_year", "2016", "placebo"), 800'000);
  }
  // Last of the plans in every headline, and no better than no plan at all.
  for (const char* quantity : {"exited_share", "self_reliant_share"}) {
    const int end = outcomes.shape.find(quantity, "2018-12");
    const double placebo = comparison.estimate(comparison.mix_index("placebo"), end).mean;
    EXPECT_LT(placebo, comparison.estimate(comparison.mix_index("asset"), end).mean) << quantity;
    const auto difference = comparison.difference(comparison.mix_index("placebo"), comparison.mix_index("none"), end);
    EXPECT_EQ(difference.mean, 0);
    EXPECT_EQ(difference.verdict, Verdict::too_close);
  }
  const int exits = outcomes.shape.find("exited_share", "2018-12");
  EXPECT_LT(comparison.estimate(comparison.mix_index("placebo"), exits).mean,
            comparison.estimate(comparison.mix_index("floor"), exits).mean);
}

// What 12 months of a measure do to income, by months since it ended: of the books of those who had it.
double left_of_effect(const std::function<void(Measure&, Item&)>& set, int months_after, int last_month) {
  Scenario place = one_measure_place([&](Measure& measure, Item& item) {
    item.who = opening;
    set(measure, item);
  });
  place.months = 48;
  Trial trial(place);
  const auto paid = [&](Month month) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < trial.lives().households(); ++i) sum += trial.earned(i, month) + trial.aid(i, month);
    return static_cast<double>(sum);
  };
  trial.play_until(january + last_month + 1);
  const double before = paid(january + last_month);
  trial.play_until(january + last_month + months_after + 1);
  return paid(january + last_month + months_after) / before;
}

TEST(Plans, AFloorLeavesNothingAfterItsEnd) {
  const auto floor = [](Measure& measure, Item& item) {
    TopUpEffect top_up;
    top_up.line = "dibao";
    top_up.lag = neutral(1);
    measure.effects = {Effect{top_up}};
    item.end = Month::of(2018, 1);
  };
  EXPECT_EQ(left_of_effect(floor, 1, 11), 0);
  EXPECT_EQ(left_of_effect(floor, 24, 11), 0);
}

// Bought once, it goes on paying: at a failure of 12 % a year for two years, 0.88 squared of it after 24 months.
TEST(Plans, AnAssetIsMostlyStillThereAfterTwoYears) {
  const auto asset = [](Measure& measure, Item&) {
    measure.cost.once = neutral(4000);
    measure.failure_early = neutral(0.12);
    measure.effects = {Effect{hundred_a_month()}};
    measure.take_up.steps = {{Month::of(2017, 1), neutral(1)}, {Month::of(2017, 2), neutral(0)}};
  };
  EXPECT_NEAR(left_of_effect(asset, 24, 0), 0.88 * 0.88, 4 * std::sqrt(0.77 * 0.23 / 210));
}

// A household's yearly income under the floor, and after: the lag of the window is all that is left.
TEST(Plans, AFloorIsOutOfTheLastTwelveMonthsAYearAfterItsEnd) {
  Scenario place = one_measure_place([](Measure& measure, Item& item) {
    TopUpEffect top_up;
    top_up.line = "dibao";
    measure.effects = {Effect{top_up}};
    item.who = opening;
    item.end = Month::of(2018, 1);
  });
  Trial trial(place);
  const auto aid12 = [&] {
    std::int64_t sum = 0;
    for (const auto& block : trial.course().ledgers)
      for (const Ledger& ledger : block) sum += ledger.aid12;
    return sum;
  };
  trial.play_until(Month::of(2018, 1));
  const std::int64_t whole = aid12();
  EXPECT_GT(whole, 1'000'000);
  trial.play_until(Month::of(2018, 7));
  EXPECT_GT(aid12(), whole / 4);
  EXPECT_LT(aid12(), whole * 3 / 4);
  trial.play_until(Month::of(2018, 12) + 1);
  // Running dibao that it had taken over was booked against it; nothing of either is left.
  EXPECT_EQ(aid12(), 0);
}

}  // namespace
}  // namespace tuiyan
