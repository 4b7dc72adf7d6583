// Households meet each other: each mechanism moves a stated figure by a stated size, and its twin without it does not.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <numeric>

#include "sim/delivery.h"
#include "sim/field_json.h"
#include "sim/market.h"
#include "sim/vector_math.h"
#include "tests/trial.h"

namespace tuiyan {
namespace {

const Month january = Month::of(2017, 1);
const std::string opening = "group == 'farm' or group == 'old' or group == 'far'";

IncomeEffect sold(const std::string& product) {
  IncomeEffect income;
  income.amount = neutral(12'000);
  income.follows = Follows::nothing;
  income.product = product;
  return income;
}

// Goats for a number of households, on a market of 100 growers whose price does not move by itself.
Scenario goats_for(double households, double elasticity) {
  Scenario place = one_measure_place([&](Measure& measure, Item& item) {
    item.households = households;
    measure.effects = {Effect{sold("goats")}};
  });
  place.market.usual.sd = neutral(0);
  place.market.usual.supply = neutral(100);
  place.market.usual.elasticity = neutral(elasticity);
  return place;
}

std::int64_t paid_each(const Scenario& place) {
  Trial trial(place);
  trial.play_until(january + 1);
  const std::vector<std::size_t> growers = trial.enrolled();
  for (const std::size_t i : growers) EXPECT_EQ(trial.earned(i, january), trial.earned(growers[0], january));
  return trial.earned(growers.at(0), january);
}

TEST(Glut, TwiceTheGrowersLowerEachOnesPriceByWhatTheElasticitySays) {
  const auto once = static_cast<double>(paid_each(goats_for(60, -0.3))),
             twice = static_cast<double>(paid_each(goats_for(120, -0.3)));
  EXPECT_NEAR(once, 100'000 * std::pow(1.6, -0.3), 2);
  EXPECT_NEAR(twice / once, std::pow(220.0 / 160.0, -0.3), 1e-4);  // 9 % less
}

TEST(Glut, IsNoneWithoutElasticityOrForAProductOfNoName) {
  EXPECT_EQ(paid_each(goats_for(120, 0)), 100'000);
  Scenario place = goats_for(120, -0.3);
  std::get<IncomeEffect>(place.measures[0].effects[0].what).product.clear();
  EXPECT_EQ(paid_each(place), 100'000);
}

TEST(Glut, CountsGrowersOfEveryMeasureWithTheProductAndNoOthers) {
  for (const std::string product : {"goats", "mushrooms"}) {
    Scenario place = goats_for(60, -0.3);
    add_measure(place, "more", [&](Measure& measure, Item& item) {
      item.households = 60;
      measure.effects = {Effect{sold(product)}};
    });
    Trial trial(place);
    trial.play_until(january + 1);
    const double growers = product == "goats" ? 120 : 60;
    EXPECT_NEAR(static_cast<double>(trial.earned(trial.enrolled(0).at(0), january)) /
                    (trial.enrolled(1).at(0) == trial.enrolled(0).at(0) ? 2 : 1),
                100'000 * std::pow((100 + growers) / 100, -0.3), 2)
        << product;
  }
}

TEST(Glut, LeavesAloneWhatOtherMixesSell) {
  Scenario place = goats_for(120, -0.3);
  Mix few = place.mixes[0];
  few.id = "few";
  few.items[0].households = 60;
  place.mixes.push_back(few);
  const Population people = make_population(place);
  const Outcomes both = play(place, people, 2), alone = play(place, people, 2, {"few"});
  EXPECT_EQ(series_of(both, 1, "few", "mean_income_registered"), series_of(alone, 1, "few", "mean_income_registered"));
}

TEST(Prices, HaveMeanOneAndTheSpreadAndMemoryOfTheirRules) {
  Scenario place = goats_for(1, 0);
  place.months = 600;
  place.market.usual.sd = neutral(0.10);
  place.market.usual.persistence = neutral(0.5);
  const Population people = make_population(place);
  const Study study(place, people);
  double sum = 0, sum_ln = 0, squares = 0, products = 0;
  int n = 0, pairs = 0;
  const double sd = 0.10 / std::sqrt(1 - 0.25);
  for (std::uint32_t r = 0; r < 60; ++r) {
    const std::vector<float> price = draw_prices(study, 42, r);
    ASSERT_EQ(price.size(), 600u);
    for (std::size_t t = 0; t < price.size(); ++t) {
      const double ln = std::log(static_cast<double>(price[t])) + sd * sd / 2;
      sum += static_cast<double>(price[t]);
      sum_ln += ln;
      squares += ln * ln;
      ++n;
      if (t + 12 >= price.size()) continue;
      products += ln * (std::log(static_cast<double>(price[t + 12])) + sd * sd / 2);
      ++pairs;
    }
  }
  EXPECT_NEAR(sum / n, 1, 0.01);
  EXPECT_NEAR(sum_ln / n, 0, 0.01);
  EXPECT_NEAR(std::sqrt(squares / n), sd, 0.005);
  EXPECT_NEAR(products / pairs / (sd * sd), 0.5, 0.06);
}

TEST(Prices, AreSharedByThePlaceAndOfEachProductItsOwn) {
  Scenario place = goats_for(60, 0);
  place.market.usual.sd = neutral(0.2);
  add_measure(place, "more", [](Measure& measure, Item& item) {
    item.households = 60;
    measure.effects = {Effect{sold("mushrooms")}};
  });
  Trial trial(place);
  trial.play_until(january + 1);
  EXPECT_NE(trial.lives().price(0, january), trial.lives().price(1, january));
  for (int p = 0; p < 2; ++p)
    EXPECT_EQ(trial.lives().price(p, january + 3), Trial(place).lives().price(p, january + 3));
}

// A cooperative in each village, or a firm for the place, and a dividend of 1,000 yuan a month.
Scenario firm_place(Firm::Of per, double failure, double recovery, Scope scope = Scope::firm) {
  return one_measure_place([&](Measure& measure, Item& item) {
    item.who = opening;
    measure.firm.per = per;
    measure.firm.failure = neutral(failure);
    measure.firm.recovery = neutral(recovery);
    Effect dividend{sold("")};
    dividend.scope = scope;
    measure.effects = {dividend};
  });
}

// By village and month: how many of those enrolled at first are paid.
std::map<std::size_t, std::vector<std::size_t>> paid_by_village(const Scenario& place, std::vector<std::size_t>& all) {
  Trial trial(place);
  trial.play_until(january + 1);
  const std::vector<std::size_t> members = trial.enrolled();
  all.assign(8, 0);
  for (const std::size_t i : members) ++all[trial.lives().village[i]];
  std::map<std::size_t, std::vector<std::size_t>> paid;
  for (int m = 0; m < 24; ++m) {
    trial.play_until(january + m + 1);
    for (std::size_t v = 0; v < 8; ++v) paid[v].push_back(0);
    for (const std::size_t i : members)
      if (trial.earned(i, january + m) > 0) ++paid[trial.lives().village[i]].back();
  }
  return paid;
}

TEST(Cooperatives, StopTheDividendsOfAllTheirMembersInOneMonth) {
  std::vector<std::size_t> all;
  const auto paid = paid_by_village(firm_place(Firm::Of::village, 0.4, 0), all);
  int failed = 0;
  for (const auto& [village, months] : paid) {
    ASSERT_GT(all[village], 5u);
    bool down = false;
    for (std::size_t m = 1; m < months.size(); ++m) {
      // Everybody or nobody; and nobody takes over.
      EXPECT_TRUE(months[m] == 0 || months[m] == all[village]) << village << " " << m;
      EXPECT_FALSE(down && months[m] > 0);
      down |= months[m] == 0;
    }
    failed += down;
  }
  EXPECT_GE(failed, 2);
  EXPECT_LE(failed, 7);
}

TEST(Cooperatives, PayAgainWhenAnotherOneTakesOver) {
  std::vector<std::size_t> all;
  const auto paid = paid_by_village(firm_place(Firm::Of::village, 0.6, 4), all);
  int outages = 0;
  for (const auto& [village, months] : paid)
    for (std::size_t m = 1; m + 4 < months.size(); ++m) {
      if (months[m] > 0 || months[m - 1] == 0) continue;
      ++outages;
      for (std::size_t k = 0; k < 4; ++k) EXPECT_EQ(months[m + k], 0u);
    }
  EXPECT_GE(outages, 3);
}

TEST(Cooperatives, OfThePlaceFailEverywhereAtOnce) {
  int failures = 0;
  for (int replicate = 0; replicate < 10; ++replicate) {
    const Scenario place = firm_place(Firm::Of::place, 0.5, 0);
    Trial trial(place, replicate);
    trial.play_until(january + 1);
    const std::vector<std::size_t> members = trial.enrolled();
    for (int m = 1; m < 12; ++m) {
      trial.play_until(january + m + 1);
      std::size_t paid = 0;
      for (const std::size_t i : members) paid += trial.earned(i, january + m) > 0;
      EXPECT_TRUE(paid == 0 || paid == members.size());
      if (paid > 0 || members.empty()) continue;
      ++failures;
      EXPECT_TRUE(trial.enrolled().empty());  // and nobody joins it later
      break;
    }
  }
  EXPECT_GE(failures, 2);
  EXPECT_LE(failures, 8);
}

TEST(Cooperatives, ThatCannotFailOrDoNotPayLeaveEverybodyHisOwn) {
  for (const Scenario& place :
       {firm_place(Firm::Of::village, 0, 0), firm_place(Firm::Of::village, 0.4, 4, Scope::household)}) {
    std::vector<std::size_t> all;
    for (const auto& [village, months] : paid_by_village(place, all))
      for (const std::size_t paid : months) EXPECT_EQ(paid, all[village]);
  }
}

TEST(Cooperatives, FailAtTheirYearlyChance) {
  Scenario place = firm_place(Firm::Of::village, 0.12, 0);
  place.people.villages = neutral(300);
  place.months = 24;
  const Population people = make_population(place);
  const Study study(place, people);
  int lost = 0;
  for (std::uint32_t r = 0; r < 10; ++r) {
    const Firms firms(study, 42, r);
    for (std::size_t v = 0; v < 300; ++v) lost += firms.state(0, v, january + 11) == FirmState::lost;
  }
  EXPECT_NEAR(lost / 3000.0, 0.12, 4 * std::sqrt(0.12 * 0.88 / 3000));
}

// Half of a village's eligible are in: the log odds of the others rise by half the parameter.
double joined_beside(double share_in, double spread, double take_up) {
  Scenario place = larger(one_measure_place([&](Measure& measure, Item& item) {
                            item.who = opening;
                            measure.spread = neutral(spread);
                            measure.take_up.steps = {{january, neutral(share_in)}, {january + 1, neutral(take_up)}};
                          }),
                          20);
  Trial trial(place);
  trial.play_until(january + 3);
  const auto first = static_cast<double>(trial.enrolled().size());
  trial.play_until(january + 4);
  return (static_cast<double>(trial.enrolled().size()) - first) / (210 * 20);
}

// Expected share of all who join in April: whoever would accept at the later chance, but had not at the first.
double expected_joining(double share_in, double spread, double take_up) {
  const double odds = take_up / (1 - take_up) * std::exp(spread * share_in);
  return odds / (1 + odds) - share_in;
}

TEST(Spread, TwiceTheNeighboursRaiseTheLogOddsOfJoiningTwiceAsMuch) {
  for (const double share_in : {0.15, 0.3}) {
    const double n = 210 * 20, expected = expected_joining(share_in, 2, 0.4);
    EXPECT_NEAR(joined_beside(share_in, 2, 0.4), expected, 4 * std::sqrt(0.25 / n)) << share_in;
  }
  // 0.40 becomes 0.47 beside 15 % and 0.55 beside 30 %.
  EXPECT_NEAR(expected_joining(0.15, 2, 0.4) + 0.15, 0.4737, 1e-3);
  EXPECT_NEAR(expected_joining(0.30, 2, 0.4) + 0.30, 0.5485, 1e-3);
}

TEST(Spread, IsNoneAtZeroAndForThoseWhoAlwaysOrNeverJoin) {
  const double n = 210 * 20;
  EXPECT_NEAR(joined_beside(0.3, 0, 0.4), 0.1, 4 * std::sqrt(0.25 / n));
  EXPECT_EQ(joined_beside(0.3, 5, 0), 0);
}

TEST(Spread, CountsOnlyNeighboursWhoseProjectRuns) {
  Scenario place = one_measure_place([&](Measure& measure, Item& item) {
    item.who = opening;
    measure.spread = neutral(20);
    measure.failure_early = neutral(1);
    measure.restart = neutral(1e-9);
    measure.take_up.steps = {{january, neutral(0.5)}, {january + 1, neutral(0.51)}};
  });
  Trial trial(place);
  trial.play_until(january + 3);
  const std::size_t first = trial.enrolled().size();
  trial.play_until(january + 4);
  EXPECT_LT(trial.enrolled().size(), first + 15);  // 0.51 instead of 0.5, not nearly everybody
}

TEST(Places, OfAVillageAreNotExceeded) {
  const Scenario place = one_measure_place([](Measure& measure, Item&) { measure.per_village = neutral(3); });
  Trial trial(place);
  trial.play_until(january + 7);
  std::vector<int> in(8, 0);
  for (const std::size_t i : trial.enrolled()) ++in[trial.lives().village[i]];
  for (const int households : in) EXPECT_EQ(households, 3);
}

TEST(Places, ThatBeginInAYearAreNotExceeded) {
  Scenario place = one_measure_place([](Measure& measure, Item&) { measure.starts_per_year = neutral(20); });
  const Outcomes outcomes = play(place, 1);
  EXPECT_EQ(value_of(outcomes, 0, "mix", "enrolled_households", "2017", "one"), 20);
  EXPECT_EQ(value_of(outcomes, 0, "mix", "enrolled_households", "2018", "one"), 40);
}

TEST(VillageAssets, AreSharedEquallyByTheEnrolledOfEachVillage) {
  Scenario place = one_measure_place([&](Measure& measure, Item& item) {
    item.who = opening;
    measure.take_up = Dated(neutral(0.5));
    Effect plant{sold("")};
    plant.scope = Scope::village;
    measure.effects = {plant};
  });
  Trial trial(place);
  trial.play_until(january + 1);
  std::vector<std::int64_t> sum(8, 0);
  std::vector<int> sharing(8, 0);
  for (const std::size_t i : trial.enrolled()) {
    sum[trial.lives().village[i]] += trial.earned(i, january);
    ++sharing[trial.lives().village[i]];
  }
  for (std::size_t v = 0; v < 8; ++v) {
    ASSERT_GT(sharing[v], 1);
    EXPECT_NEAR(static_cast<double>(sum[v]), 100'000, sharing[v]);
  }
}

Scenario dividend_place(bool by_depth) {
  return one_measure_place([&](Measure& measure, Item& item) {
    item.who = opening;
    IncomeEffect dividend = sold("");
    dividend.by_depth = by_depth;
    dividend.per = Per::person;
    measure.effects = {Effect{dividend}};
  });
}

TEST(Dividends, ByDepthOfPovertyGiveThePoorestMostAndKeepTheirSum) {
  Trial equal(dividend_place(false)), deep(dividend_place(true));
  std::vector<double> income;
  for (std::size_t i = 0; i < deep.lives().households(); ++i)
    income.push_back(HouseholdAnswers(deep.course(), i, january).value(Attribute::income, -1));
  equal.play_until(january + 1);
  deep.play_until(january + 1);
  const double line = deep.study().exit_line(january);
  double sum_equal = 0, sum_deep = 0, persons = 0, shortfall = 0;
  for (const std::size_t i : deep.enrolled()) {
    persons += deep.lives().size[i];
    shortfall += deep.lives().size[i] * std::max(0.0, line - income[i]);
    sum_equal += static_cast<double>(equal.earned(i, january));
    sum_deep += static_cast<double>(deep.earned(i, january));
  }
  EXPECT_NEAR(sum_deep / sum_equal, 1, 1e-5);
  const double mean = shortfall / persons;
  double least = 1e9, most = 0;
  for (const std::size_t i : deep.enrolled()) {
    const double part = static_cast<double>(deep.earned(i, january)) / static_cast<double>(equal.earned(i, january));
    const double depth = std::clamp(std::max(0.0, line - income[i]) / mean, 0.5, 2.0);
    least = std::min(least, part / depth);
    most = std::max(most, part / depth);
  }
  EXPECT_NEAR(least, most, 1e-4);  // all parts are scaled alike
}

// The small place with every way to meet.
Scenario neighbourly_place() {
  Scenario place = small_place();
  Measure& goats = measure_of(place, "goats");
  std::get<IncomeEffect>(goats.effects[0].what).product = "goats";
  goats.spread = neutral(2);
  goats.hands = neutral(1);
  place.market.usual.supply = neutral(100);
  Measure& shares = measure_of(place, "shares");
  std::get<IncomeEffect>(shares.effects[0].what).by_depth = true;
  shares.effects[0].scope = Scope::firm;
  shares.firm.per = Firm::Of::village;
  shares.firm.failure = neutral(0.3);
  shares.firm.recovery = neutral(5);
  measure_of(place, "post").per_village = neutral(4);
  measure_of(place, "roof").starts_per_year = neutral(12);
  return place;
}

TEST(Meeting, OfNeighboursLeavesNoTraceWhereItIsSwitchedOff) {
  Scenario off = neighbourly_place();
  off.market.usual.sd = off.market.usual.elasticity = neutral(0);
  Measure& goats = measure_of(off, "goats");
  goats.spread = goats.hands = neutral(0);
  Measure& shares = measure_of(off, "shares");
  std::get<IncomeEffect>(shares.effects[0].what).by_depth = false;
  shares.firm.failure = neutral(0);
  measure_of(off, "post").per_village = neutral(0);
  measure_of(off, "roof").starts_per_year = neutral(0);
  const Population people = make_population(off);
  EXPECT_TRUE(same_bytes(play(off, people, 3), play(small_place(), people, 3)));
  EXPECT_FALSE(same_bytes(play(neighbourly_place(), people, 3), play(small_place(), people, 3)));
}

TEST(Meeting, OfNeighboursGivesTheSameBytesOnAnyNumberOfThreadsAndInAnyCompany) {
  const Scenario place = larger(neighbourly_place(), 4);  // more than one block
  const Population people = make_population(place);
  const Outcomes one = play(place, people, 4, {}, 1);
  EXPECT_TRUE(same_bytes(one, play(place, people, 4, {}, 3)));
  const Outcomes alone = play(place, people, 4, {"plan"}, 2);
  for (std::size_t r = 0; r < 4; ++r) {
    const Outcome& together = one.of[r][static_cast<std::size_t>(place.mix_index("plan"))];
    for (std::size_t p = 0; p < together.size(); ++p)
      EXPECT_TRUE(together[p] == alone.of[r][0][p] || (std::isnan(together[p]) && std::isnan(alone.of[r][0][p])));
  }
}

TEST(Meeting, IsOffWithoutRandomnessWhereItIsChance) {
  Scenario place = neighbourly_place();
  place.randomness = false;
  const Population people = make_population(place);
  const Study study(place, people);
  for (const float price : draw_prices(study, 42, 0)) EXPECT_EQ(price, 1.0f);
  const Firms firms(study, 42, 0);
  for (std::size_t v = 0; v < 8; ++v)
    EXPECT_EQ(firms.state(static_cast<std::size_t>(place.measure_index("shares")), v, place.end_month() - 1),
              FirmState::up);
}

std::string problem_with(Measure measure) {
  Problems problems;
  const Fields table = fields(measure);
  check_fields(table, "", problems);
  return problems.empty() ? "" : problems[0].path + ": " + problems[0].text.en;
}

TEST(Checks, SayWhatAnEffectCanNotBelongTo) {
  Measure measure;
  measure.effects = {Effect{sold("")}};
  EXPECT_EQ(problem_with(measure), "");
  measure.effects[0].scope = Scope::firm;
  EXPECT_NE(problem_with(measure).find("/effects/0/scope: the measure has no firm"), std::string::npos);
  measure.firm.per = Firm::Of::place;
  EXPECT_EQ(problem_with(measure), "");
  measure.effects[0].scope = Scope::member;
  EXPECT_NE(problem_with(measure).find("/effects/0/scope: only"), std::string::npos);
  std::get<IncomeEffect>(measure.effects[0].what).per = Per::pupil;
  EXPECT_EQ(problem_with(measure), "");
  measure.effects[0].scope = Scope::village;
  EXPECT_NE(problem_with(measure).find("/effects/0/scope: only"), std::string::npos);
  Effect loan;
  loan.what.emplace<LoanEffect>();
  measure.effects.assign(2, loan);
  EXPECT_NE(problem_with(measure).find("at most one effect loan"), std::string::npos);
}

TEST(Checks, CountMeasures) {
  Scenario place = small_place();
  while (place.measures.size() < 65) {
    place.measures.push_back(place.measures[0]);
    place.measures.back().id = "copy" + std::to_string(place.measures.size());
  }
  const std::string text = scenario_text(place);
  try {
    read_scenario(text, "");
    FAIL() << "65 measures";
  } catch (const ScenarioError& error) {
    EXPECT_NE(std::string(error.what()).find("65 measures; at most 64"), std::string::npos) << error.what();
  }
}

TEST(Market, ReadsProductsThatDiffer) {
  Scenario place = small_place({"market/elasticity=-0.5"});
  EXPECT_EQ(place.market.product("anything").elasticity.value, -0.5);
  ProductRules sheep = place.market.usual;
  sheep.id = "sheep";
  sheep.supply = neutral(77);
  place.market.products = {sheep};
  const Scenario again = read_scenario(scenario_text(place), "");
  EXPECT_EQ(again.market.product("sheep").supply.value, 77);
  EXPECT_EQ(again.market.product("sheep").elasticity.value, -0.5);
  EXPECT_EQ(again.market.product("goats").supply.value, place.market.usual.supply.value);
}

}  // namespace
}  // namespace tuiyan
