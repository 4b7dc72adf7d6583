// Places and money: never more than the plan says, in the plan's order, anew every calendar year.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "tests/places.h"
#include "tests/small_scenario.h"
#include "tests/trial.h"

namespace tuiyan {
namespace {

// The small place with one mix of one item of a made-up measure: 1,000 yuan once, no effect, open to all.
Scenario one_measure(const std::function<void(Measure&, Item&)>& set) {
  Scenario place = small_place();
  place.demography.natural_change = false;  // so that numbers are whole
  Measure measure;
  measure.id = "gift";
  measure.cost.once = neutral(1000);
  measure.cost.price_year = neutral(2017);
  Item item;
  item.measure = "gift";
  set(measure, item);
  place.income.price_growth = Dated(neutral(0));
  place.measures = {measure};
  Mix mix;
  mix.id = "mix";
  mix.items = {item};
  place.mixes = {mix};
  return place;
}

double enrolled(const Outcomes& outcomes, const std::string& year) {
  return value_of(outcomes, 0, "mix", "enrolled_households", year, "gift");
}

TEST(Allocation, GivesAllInCareAPlaceWhereNothingIsScarce) {
  const Outcomes outcomes = play(one_measure([](Measure&, Item&) {}), 1);
  EXPECT_GE(enrolled(outcomes, "2016"), 250);  // 210 registered and 40 still supported
  EXPECT_EQ(value_of(outcomes, 0, "mix", "spending_year", "2016", "gift"), 1000 * enrolled(outcomes, "2016"));
}

TEST(Allocation, KeepsToTheNumberOfHouseholds) {
  const Outcomes outcomes = play(one_measure([](Measure&, Item& item) { item.households = 30; }), 1);
  for (const char* year : {"2016", "2017", "2018"}) EXPECT_EQ(enrolled(outcomes, year), 30);
  EXPECT_EQ(value_of(outcomes, 0, "mix", "shortfall_households", "2018", "gift"), 0);
}

TEST(Allocation, ReportsAShortfallWhereTooFewAreEligible) {
  const Outcomes outcomes = play(one_measure([](Measure& measure, Item& item) {
                                   item.households = 90;
                                   measure.who = "group == 'far'";
                                 }),
                                 1);
  EXPECT_EQ(enrolled(outcomes, "2018"), 40);
  EXPECT_EQ(value_of(outcomes, 0, "mix", "shortfall_households", "2018", "gift"), 50);
}

TEST(Allocation, KeepsToTheCapacityOfAMeasureOverAllItems) {
  Scenario place = one_measure([](Measure& measure, Item&) { measure.capacity = neutral(25); });
  place.mixes[0].items.push_back(place.mixes[0].items[0]);
  EXPECT_EQ(enrolled(play(place, 1), "2018"), 25);
}

TEST(Allocation, SpendsTheMoneyOfAYearAndThatOfTheNext) {
  for (const char* start : {"2017-01", "2017-02", "2017-03"})
    for (const int every : {1, 3, 7}) {
      Scenario place = one_measure([](Measure&, Item& item) { item.money = 10'500; });
      place.start = *Month::parse(start);
      place.lead_in = 0;
      place.allocation_every = every;
      const Outcomes outcomes = play(place, 1);
      EXPECT_EQ(enrolled(outcomes, "2017"), 10) << start << " every " << every;
      EXPECT_EQ(enrolled(outcomes, "2018"), 20) << start << " every " << every;
      EXPECT_EQ(value_of(outcomes, 0, "mix", "spending_year", "2018", "gift"), 10'000) << start << " every " << every;
    }
}

TEST(Allocation, SharesOneEnvelopeInTheOrderOfTheItems) {
  Scenario place = one_measure([](Measure&, Item& item) { item.in_envelope = true; });
  Measure second = place.measures[0];
  second.id = "second";
  place.measures.push_back(second);
  Item item = place.mixes[0].items[0];
  item.measure = "second";
  place.mixes[0].items[0].households = 8;
  place.mixes[0].items.push_back(item);
  place.mixes[0].envelope = 20'000;
  const Outcomes outcomes = play(place, 1);
  EXPECT_EQ(enrolled(outcomes, "2016"), 8);
  EXPECT_EQ(value_of(outcomes, 0, "mix", "enrolled_households", "2016", "second"), 12);
  EXPECT_EQ(value_of(outcomes, 0, "mix", "unspent_year", "2016"), 0);
}

TEST(Allocation, TakesUpAtItsShareWithoutANumber) {
  Scenario place = one_measure([](Measure& measure, Item&) { measure.take_up = Dated(neutral(0.3)); });
  place = larger(place, 20);
  const double n = 250 * 20, share = enrolled(play(place, 1), "2016") / n;
  EXPECT_NEAR(share, 0.3, 4 * std::sqrt(0.3 * 0.7 / n));
}

// Whoever comes first: the poorest cost the floor most, the nearest least, the largest hold most persons.
TEST(Allocation, FollowsTheOrder) {
  const auto gift_per_household = [](Order order) {
    Scenario place = one_measure([&](Measure& measure, Item& item) {
      measure.cost.per = Per::person;
      item.households = 40;
      item.order = order;
    });
    place.measures[0].effects.clear();
    return value_of(play(place, 1), 0, "mix", "spending_year", "2016", "gift") / 40'000;
  };
  EXPECT_GT(gift_per_household(Order::largest), 3.5);
  EXPECT_LT(gift_per_household(Order::listed), 3.2);
  const auto top_up_paid = [](Order order) {
    Scenario place = one_measure([&](Measure& measure, Item& item) {
      TopUpEffect top_up;
      top_up.line = "dibao";
      measure.cost = Cost();
      measure.cost.benefit = true;
      measure.effects = {Effect{top_up}};
      item.households = 40;
      item.order = order;
    });
    for (GroupRules& group : place.people.groups) group.persons = group.households;
    return value_of(play(place, 1), 0, "mix", "spending_year", "2017", "gift");
  };
  EXPECT_GT(top_up_paid(Order::poorest), 1.3 * top_up_paid(Order::listed));
  EXPECT_LT(top_up_paid(Order::nearest), 0.3 * top_up_paid(Order::listed));
}

// Points add up, most first; among the same score a lot decides, not the id.
TEST(Allocation, FollowsTheScore) {
  const auto paid = [](std::vector<Score> score) {
    Scenario place = one_measure([&](Measure& measure, Item& item) {
      measure.cost.per = Per::person;
      item.households = 40;
      item.order = score.empty() ? Order::listed : Order::score;
      item.score = score;
    });
    return value_of(play(place, 1), 0, "mix", "spending_year", "2016", "gift") / 40'000;
  };
  const double listed = paid({}), large = paid({{"size >= 3", 10}, {"size >= 4", 10}, {"size >= 5", 10}}),
               small = paid({{"size >= 3", -10}, {"size >= 2", -5}}), level = paid({{"size > 0", 1}});
  EXPECT_GT(large, 3.5);
  EXPECT_EQ(small, 1) << "those living alone suffice";
  EXPECT_NE(level, listed) << "all score the same: by lot";
}

TEST(Allocation, WantsAScoreWhereItOrdersByOne) {
  const auto problems = [](const std::string& item) {
    return problems_of(small_with("/mixes/1/items/0", item)).size();
  };
  EXPECT_EQ(problems(R"({"measure": "employment", "order": "score", "score": [{"if": "size > 2", "points": 3}]})"), 0u);
  EXPECT_EQ(problems(R"({"measure": "employment", "order": "score"})"), 1u);
  EXPECT_EQ(problems(R"({"measure": "employment", "score": [{"if": "size > 2", "points": 3}]})"), 1u);
  EXPECT_EQ(problems(R"({"measure": "employment", "order": "score", "score": [{"if": "sise > 2", "points": 3}]})"), 1u);
  const Scenario s = read_scenario(
      small_with("/mixes/1/items/0",
                 R"({"measure": "employment", "order": "score", "score": [{"if": "size > 2", "points": 3}]})"),
      "");
  EXPECT_EQ(scenario_text(read_scenario(scenario_text(s), "")), scenario_text(s));
}

TEST(Enrolment, EndsWithItsTermAndItsItem) {
  const Outcomes ended = play(one_measure([](Measure&, Item& item) { item.end = Month::of(2018, 3); }), 1);
  EXPECT_GT(enrolled(ended, "2017"), 200);
  EXPECT_EQ(enrolled(ended, "2018"), 0);
  const Outcomes term = play(one_measure([](Measure& measure, Item& item) {
                               measure.term = neutral(8);
                               item.end = Month::of(2016, 9);
                             }),
                             1);
  EXPECT_EQ(enrolled(term, "2017"), 0);
}

TEST(Enrolment, FailsAtItsYearlyChance) {
  Scenario place = larger(one_measure([](Measure& measure, Item& item) {
                            measure.failure_early = neutral(0.12);
                            item.who = "group == 'farm' or group == 'old' or group == 'far'";
                            item.money = 4'200'000;  // one intake only
                          }),
                          20);
  place.lead_in = 0;
  place.allocation_every = 12;
  const Outcomes outcomes = play(place, 1);
  const double n = 4200, left = enrolled(outcomes, "2017");
  EXPECT_NEAR(left / n, 0.88, 4 * std::sqrt(0.88 * 0.12 / n));
}

TEST(Enrolment, MayFailInTheMonthInWhichItBeginsAnew) {
  const auto paid_in_a_year = [](double failure) {
    Trial trial(one_measure_place([&](Measure& measure, Item&) {
      measure.effects = {Effect{hundred_a_month()}};
      measure.failure_early = measure.failure_late = neutral(failure);
      measure.restart = neutral(1);
    }));
    trial.play_until(january + 12);
    std::int64_t paid = 0;
    for (const std::size_t i : trial.enrolled())
      for (int month = 0; month < 12; ++month) paid += trial.earned(i, january + month);
    return paid;
  };
  EXPECT_GT(paid_in_a_year(0.5), 0);
  EXPECT_EQ(paid_in_a_year(1), 0) << "what is sure to fail never pays, however often it begins anew";
}

}  // namespace
}  // namespace tuiyan
