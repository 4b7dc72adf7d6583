// More help never makes a household poorer: where support is constant and nothing is scarce, a larger amount,
// an earlier guarantee or a smaller share paid oneself moves no replicate and no month the wrong way.
#include <gtest/gtest.h>

#include <functional>

#include "tests/places.h"

namespace tuiyan {
namespace {

// The registered of the opening get goats, an aid, roofs and a clinic for good; nobody else gets anything, and
// nothing is checked against income.
Scenario constant_support() {
  Scenario place = small_place();
  // An exit does not look at what a household pays itself, a return does: a household that is out earlier can
  // be sent back in the round in which it would have left. So this counts only where it is varied.
  place.registry.expenses_count = false;
  place.shocks.visit_rate.value *= 4;
  const std::string whole_time = "group == 'farm' or group == 'old' or group == 'far'";
  Measure aid = measure_of(place, "shares");
  aid.id = "aid";
  aid.term = aid.failure_early = neutral(0);
  std::get<IncomeEffect>(aid.effects[0].what).kind = IncomeKind::aid;
  place.measures.push_back(aid);
  Mix mix;
  mix.id = "mix";
  for (const char* measure : {"goats", "aid", "roof", "clinic", "post"}) {
    Item item;
    item.measure = measure;
    item.who = whole_time;
    mix.items.push_back(item);
  }
  place.mixes = {mix};
  return place;
}

template <class Kind>
Kind& effect_of(Scenario& place, const std::string& measure) {
  for (Effect& effect : measure_of(place, measure).effects)
    if (Kind* kind = std::get_if<Kind>(&effect.what)) return *kind;
  throw std::runtime_error(measure + " has no such effect");
}

using Set = std::function<void(Scenario&, double)>;

// Strengths in the order of more help.
void expect_monotone(const Set& set, const std::vector<double>& strengths) {
  const Scenario place = constant_support();
  const Population people = make_population(place);
  const int replicates = 12;
  std::vector<Outcomes> by_strength;
  for (const double strength : strengths) {
    Scenario changed = place;
    set(changed, strength);
    by_strength.push_back(play(changed, people, replicates));
  }
  const std::vector<std::pair<std::string, int>> directions{{"registered_persons", -1},
                                                            {"registered_households", -1},
                                                            {"exited_share", 1},
                                                            {"self_reliant_share", 1},
                                                            {"poor_share", -1},
                                                            {"fgt1", -1},
                                                            {"fgt2", -1}};
  int moved = 0;
  for (std::size_t s = 1; s < strengths.size(); ++s)
    for (int r = 0; r < replicates; ++r)
      for (const auto& [quantity, direction] : directions) {
        const auto less = series_of(by_strength[s - 1], r, "mix", quantity),
                   more = series_of(by_strength[s], r, "mix", quantity);
        for (std::size_t t = 0; t < less.size(); ++t) {
          EXPECT_GE(direction * (more[t] - less[t]), 0) << quantity << " from " << strengths[s - 1] << " to "
                                                        << strengths[s] << ", replicate " << r << ", month " << t;
          moved += more[t] != less[t];
        }
      }
  EXPECT_GT(moved, 20) << "nothing depends on it";
}

TEST(MoreHelp, AsAnAmountOfIncome) {
  expect_monotone([](Scenario& p, double x) { effect_of<IncomeEffect>(p, "goats").amount.value = x; },
                  {0, 500, 1500, 2500, 6000});
}

TEST(MoreHelp, AsAnAmountOfAid) {
  expect_monotone([](Scenario& p, double x) { effect_of<IncomeEffect>(p, "aid").amount.value = x; },
                  {0, 200, 340, 1000});
}

TEST(MoreHelp, WithoutAYearlyPayout) {
  expect_monotone(
      [](Scenario& p, double x) {
        effect_of<IncomeEffect>(p, "aid").amount.value = x;
        effect_of<IncomeEffect>(p, "aid").yearly_payout = false;
      },
      {0, 1, 340, 1000});
}

TEST(MoreHelp, AsAShorterRamp) {
  expect_monotone([](Scenario& p, double x) { effect_of<IncomeEffect>(p, "goats").ramp.value = x; }, {36, 12, 6, 0});
}

TEST(MoreHelp, AsAShorterDelay) {
  expect_monotone([](Scenario& p, double x) { effect_of<IncomeEffect>(p, "goats").delay.value = x; }, {24, 12, 6, 0});
}

TEST(MoreHelp, AsAWage) {
  expect_monotone([](Scenario& p, double x) { effect_of<JobEffect>(p, "post").wage.value = x; },
                  {900, 1500, 2100, 3000});
}

TEST(MoreHelp, AsAnEarlierGuarantee) {
  expect_monotone([](Scenario& p, double x) { effect_of<GuaranteeEffect>(p, "roof").delay.value = x; }, {30, 15, 5, 0});
}

TEST(MoreHelp, AsASmallerShareOfCost) {
  expect_monotone(
      [](Scenario& p, double x) {
        p.registry.expenses_count = true;
        effect_of<ExpenseEffect>(p, "clinic").factor = Dated(neutral(x));
      },
      {3, 1, 0.5, 0});
}

TEST(MoreHelp, AsAnEarlierReliefFromCost) {
  expect_monotone(
      [](Scenario& p, double x) {
        p.registry.expenses_count = true;
        effect_of<ExpenseEffect>(p, "clinic").factor = Dated(neutral(0));
        effect_of<ExpenseEffect>(p, "clinic").delay.value = x;
      },
      {30, 20, 0});
}

TEST(MoreHelp, ForMoreOfThoseWhoWouldJoin) {
  expect_monotone([](Scenario& p, double x) { measure_of(p, "goats").take_up = Dated(neutral(x)); },
                  {0.1, 0.5, 0.9, 1});
}

// The same for single households: each by itself, so that no gain of one can hide the loss of another.
TEST(MoreHelp, HoldsForEveryHouseholdByItself) {
  Scenario place = constant_support();
  const Population people = make_population(place);
  int households = 0, moved = 0;
  for (std::size_t i = 0; i < people.households.size(); ++i) {
    if (place.people.groups[people.households[i].group].standing != Standing::registered) continue;
    ++households;
    const Population one = alone(people, i);
    std::vector<double> before_stock, before_poor;
    for (const double amount : {0.0, 1500.0, 6000.0}) {
      effect_of<IncomeEffect>(place, "goats").amount.value = amount;
      effect_of<IncomeEffect>(place, "aid").amount.value = amount / 10;
      const Outcomes outcomes = play(place, one, 1, {}, 1);
      const auto stock = series_of(outcomes, 0, "mix", "registered_persons"),
                 poor = series_of(outcomes, 0, "mix", "fgt1");
      for (std::size_t t = 0; t < before_stock.size(); ++t) {
        EXPECT_LE(stock[t], before_stock[t]) << "household " << i << " month " << t;
        EXPECT_FALSE(poor[t] > before_poor[t]) << "household " << i << " month " << t;
        moved += stock[t] < before_stock[t];
      }
      before_stock = stock;
      before_poor = poor;
    }
  }
  EXPECT_EQ(households, 210);
  EXPECT_GT(moved, 300);
}

}  // namespace
}  // namespace tuiyan
