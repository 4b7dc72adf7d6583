// Scores of simulated futures against published figures; each can fail, and noise or a wrong figure makes it.
#include <gtest/gtest.h>

#include <cmath>

#include "sim/income_steps.h"
#include "sim/validation_words.h"
#include "sim/year_end.h"
#include "tests/made_up_outcomes.h"
#include "tests/places.h"

namespace tuiyan {
namespace {

double crps_by_pairs(const std::vector<double>& x, double y) {
  const auto n = static_cast<double>(x.size());
  double error = 0, spread = 0;
  for (const double a : x) {
    error += std::abs(a - y);
    for (const double b : x) spread += std::abs(a - b);
  }
  return error / n - spread / (2 * n * (n - 1));
}

TEST(Crps, OfAPointForecastIsTheAbsoluteError) { EXPECT_DOUBLE_EQ(crps({3}, 5), 2); }

TEST(Crps, IsTheSumOverPairs) {
  std::vector<double> x;
  for (std::uint64_t i = 0; i < 37; ++i) x.push_back(10 * made_up::noise(i, 5));
  for (const double y : {-20.0, -3.0, 0.0, 4.5, 30.0}) EXPECT_NEAR(crps(x, y), crps_by_pairs(x, y), 1e-12);
}

// Of a normal law (Gneiting and Raftery 2007, equation 5 of their table): s (z (2 Phi(z) - 1) + 2 phi(z) - 1/sqrt(pi)).
TEST(Crps, OfManyNormalDrawsIsTheClosedForm) {
  std::vector<double> x;
  const int n = 4000;
  for (int i = 0; i < n; ++i) {  // quantiles by bisection of erf
    const double p = (i + 0.5) / n;
    double low = -9, high = 9;
    for (int k = 0; k < 60; ++k) {
      const double middle = (low + high) / 2;
      (0.5 * (1 + std::erf(middle / std::sqrt(2.0))) < p ? low : high) = middle;
    }
    x.push_back(2 * low + 1);
  }
  const double y = 2.5, z = (y - 1) / 2, phi = std::exp(-z * z / 2) / std::sqrt(2 * M_PI),
               Phi = 0.5 * (1 + std::erf(z / std::sqrt(2.0)));
  EXPECT_NEAR(crps(x, y), 2 * (z * (2 * Phi - 1) + 2 * phi - 1 / std::sqrt(M_PI)), 2e-3);
}

Target target(const std::string& quantity, const std::string& date, double value) {
  Target one;
  one.quantity = quantity;
  one.date = date;
  one.value.value = value;
  return one;
}

TEST(ConstantRate, IsThePlacesOwnWherePeopleHadLeft) {
  Scenario scenario;
  scenario.start = Month::of(2017, 1);
  const ConstantRate own = constant_rate(scenario, 40, 280);
  EXPECT_TRUE(own.own);
  EXPECT_NEAR(own.rate, 0.5, 1e-12) << "an eighth is left after three years";
  scenario.start = Month::of(2014, 1);
  EXPECT_NEAR(constant_rate(scenario, 40, 280).rate, 0.167, 1e-12) << "no register before: the country's last figure";
  EXPECT_FALSE(constant_rate(scenario, 40, 280).own);
}

TEST(ConstantRate, LetsTheSameShareLeaveEveryYear) {
  Scenario scenario;
  scenario.start = Month::of(2017, 1);
  const Opening opening{1000, 400, 200, 80, 0.1, 0.12};
  const auto at = [&](const char* quantity, const char* date) {
    return constant_forecast(target(quantity, date, 0), scenario, opening, 0.2);
  };
  EXPECT_NEAR(*at("registered_persons", "start"), 1000, 1e-9);
  EXPECT_NEAR(*at("registered_persons", "2018-12"), 640, 1e-9);
  EXPECT_NEAR(*at("exits_persons_year", "2017"), 200, 1e-9);
  EXPECT_NEAR(*at("exits_persons_year", "2018"), 160, 1e-9);
  EXPECT_NEAR(*at("out_persons", "2018-12"), 560, 1e-9);
  EXPECT_NEAR(*at("exited_share", "2017-12"), 0.2, 1e-9);
  EXPECT_NEAR(*at("registered_share", "2017-06"), 0.1 * std::sqrt(0.8), 1e-9);
  EXPECT_EQ(*at("returns_persons_year", "2018"), 0);
  EXPECT_FALSE(at("mean_income_registered", "2018-12").has_value()) << "it does not speak of incomes";
}

struct Fixture {
  Scenario scenario = made_up_scenario();
  Outcomes outcomes = made_up_outcomes(scenario);
  Comparison comparison{outcomes};

  double at(const char* quantity, const char* date, double Estimate::*part) const {
    return comparison.estimate(comparison.mix_index("as_planned"), outcomes.shape.find(quantity, date)).*part;
  }
  ValidatedPlace held(const std::vector<Target>& targets) const {
    return validated(scenario, targets, outcomes, false);
  }
};

TEST(Validation, TellsWhatLiesInside) {
  const Fixture f;
  const double low = f.at("registered_persons", "2018-12", &Estimate::lo90),
               high = f.at("registered_persons", "2018-12", &Estimate::hi90),
               median = f.at("registered_persons", "2018-12", &Estimate::median);
  const ValidatedPlace place =
      f.held({target("registered_persons", "2018-12", median), target("registered_persons", "2018-12", high * 1.01),
              target("registered_persons", "2018-12", low * 0.99)});
  EXPECT_TRUE(place.targets[0].inside);
  EXPECT_NEAR(place.targets[0].relative_error, 0, 1e-12);
  EXPECT_NEAR(place.targets[0].half_width, (high - low) / 2, 1e-9);
  EXPECT_FALSE(place.targets[1].inside);
  EXPECT_FALSE(place.targets[2].inside);
  const Scores scores = scores_of({place}, Scored::untuned);
  EXPECT_EQ(scores.targets, 3);
  EXPECT_EQ(scores.inside, 1);
}

TEST(Validation, TellsWhatNoneWouldHaveMadeOfIt) {
  const Fixture f;
  ASSERT_GE(f.comparison.mix_index("none"), 0);
  const ValidatedPlace place = f.held({target("registered_persons", "2018-12", 1)});
  ASSERT_TRUE(place.targets[0].without.has_value());
  const int point = f.outcomes.shape.find("registered_persons", "2018-12");
  EXPECT_EQ(place.targets[0].without->median, f.comparison.estimate(f.comparison.mix_index("none"), point).median);
  Target of_none = target("registered_persons", "2018-12", 1);
  of_none.mix = "none";
  EXPECT_FALSE(f.held({of_none}).targets[0].without.has_value()) << "it is the target's own mix";
  ValidatedPlace told = place;
  std::vector<double> shares(200, 0.46);
  std::fill(shares.begin() + 100, shares.end(), 0.48);
  shares.push_back(0.47);
  told.transient_share = estimate(shares);
  told.exit_hazard_ratio = estimate({1.5, 1.6, 1.7});
  const std::string words = theory_words(told, Language::en);
  EXPECT_NE(words.find("47.0 % ("), std::string::npos) << words;
  EXPECT_NE(words.find("1.6 times"), std::string::npos) << words;
  told.transient_share = told.exit_hazard_ratio = Estimate{};
  EXPECT_EQ(theory_words(told, Language::zh), "");
}

TEST(Validation, PlansAndInputsAreShownNeverScored) {
  const Fixture f;
  std::vector<Target> targets(4, target("registered_persons", "2018-12", 1));
  targets[0].kind = TargetKind::plan;
  targets[1].kind = TargetKind::input;
  targets[2].use = TargetUse::tuned;
  targets[3].use = TargetUse::seen;
  const ValidatedPlace place = f.held(targets);
  EXPECT_EQ(scores_of({place}, Scored::untuned).targets, 1);
  EXPECT_EQ(scores_of({place}, Scored::untouched).targets, 0);
  EXPECT_EQ(scores_of({place}, Scored::tuned).targets, 1);
  const std::vector<TextTable> tables = target_tables(place, Language::en);
  ASSERT_EQ(tables.size(), 3u);
  EXPECT_EQ(tables[2].rows.size(), 2u) << "still shown";
}

// A forecast around what happened beats a constant rate that does not know it; shifted far away it does not.
TEST(Validation, NoiseDoesNotBeatTheConstantRate) {
  const Fixture f;
  const ValidatedPlace near =
      f.held({target("registered_persons", "2019-12", f.at("registered_persons", "2019-12", &Estimate::median))});
  const double constant = *near.targets[0].constant;
  EXPECT_EQ(scores_of({near}, Scored::untuned).better, 1);
  const ValidatedPlace far = f.held({target("registered_persons", "2019-12", constant)});
  EXPECT_EQ(scores_of({far}, Scored::untuned).compared, 1);
  EXPECT_EQ(scores_of({far}, Scored::untuned).better, 0) << "what the constant rate says happened";
}

TEST(Validation, AFigureThatNoFutureDefinesIsMissed) {
  Fixture f;
  const auto point = static_cast<std::size_t>(f.outcomes.shape.find("registered_persons", "2018-12"));
  for (auto& mixes : f.outcomes.of)
    for (Outcome& outcome : mixes) outcome[point] = std::nan("");
  const Scores scores = scores_of({f.held({target("registered_persons", "2018-12", 3)})}, Scored::untuned);
  EXPECT_EQ(scores.targets, 1);
  EXPECT_EQ(scores.inside, 0);
}

TEST(Validation, ThePageSaysWhatIsMissedAndWhy) {
  const Fixture f;
  Target missed = target("registered_persons", "2018-12", 1), plain = target("registered_persons", "2019-12", 1);
  missed.note = {"因为如此", "Because of this"};
  ValidatedPlace first = f.held({missed}), last = f.held({plain});
  first.set_aside = true;
  first.id = "aside";
  std::vector<ValidatedPlace> places{first, last};
  order_places(places);
  EXPECT_EQ(places.back().id, "aside") << "the place set aside is looked at last";
  const std::string page = validation_markdown(places, {"x", {}});
  EXPECT_NE(page.find("因为如此 Because of this"), std::string::npos);
  EXPECT_NE(page.find("no explanation is written"), std::string::npos);
  EXPECT_NE(page.find("Set aside before any fitting"), std::string::npos);
  EXPECT_NE(page.find("Coverage: 0 of 2"), std::string::npos);
  EXPECT_NE(page.find("Not met, by 80 points"), std::string::npos);
}

TEST(Validation, TheChartHasARowForEachFigure) {
  const Fixture f;
  std::vector<Target> targets{target("registered_persons", "2018-12", 4000), target("exited_share", "2018-12", 0.5)};
  const std::vector<ValidatedPlace> places{f.held(targets)};
  const Chart amounts = validation_chart(places, false, Language::en),
              shares = validation_chart(places, true, Language::en);
  ASSERT_EQ(amounts.panels.size(), 1u);
  ASSERT_EQ(shares.panels.size(), 1u);
  EXPECT_EQ(amounts.panels[0].intervals.size(), 1u);
  const HeldTarget& held = places[0].targets[1];
  EXPECT_NEAR(shares.panels[0].intervals[0].mean, (held.simulated.median - 0.5) * 100, 1e-9) << "points";
}

TEST(IncomeSteps, MedianAndPoorestFifth) {
  IncomeSteps low, high;
  EXPECT_TRUE(std::isnan(low.median()));
  for (int k = 0; k < 5; ++k) {  // 1,005 yuan, 2,005, ... two persons each
    low.add(2 * (100'500 + 100'000 * k), 2);
    high.add(2 * (600'500 + 100'000 * k), 2);
  }
  low.add(high);
  EXPECT_GE(low.median(), 5'005);
  EXPECT_LE(low.median(), 5'005 + 4'096 / IncomeSteps::steps_per_doubling) << "the step's end";
  EXPECT_DOUBLE_EQ(low.mean_of_poorest(0.2), (1'005 + 2'005) / 2.0);
  IncomeSteps extremes;
  extremes.add(-100, 1);
  extremes.add(100'000'000'000, 1);
  EXPECT_DOUBLE_EQ(extremes.mean_of_poorest(0.5), -1);
}

// What is published of years agrees with what is counted by month.
TEST(YearEnds, AgreeWithTheMonths) {
  const Scenario place = small_place();
  const Outcomes outcomes = play(place, 2);
  const Shape& shape = outcomes.shape;
  const auto at = [&](const Outcome& outcome, const char* quantity, const std::string& date, const char* group = "") {
    const int point = shape.find(quantity, date, group);
    EXPECT_GE(point, 0) << quantity << " " << date;
    return outcome[static_cast<std::size_t>(point)];
  };
  const std::string december = Month::of(place.start.year(), 12).text(), year = std::to_string(place.start.year());
  for (const auto& mixes : outcomes.of)
    for (const Outcome& outcome : mixes) {
      EXPECT_NEAR(at(outcome, "mean_income", december, "registered"), at(outcome, "mean_income_registered", december),
                  1e-6);
      EXPECT_NEAR(at(outcome, "mean_income", december, "all") / at(outcome, "mean_income", "start", "all") - 1,
                  at(outcome, "income_growth_year", year, "all"), 1e-9);
      double sources = 0;
      for (const std::string& source : source_ids())
        sources += at(outcome, "income_source_share", december, source.c_str());
      EXPECT_NEAR(sources, 1, 1e-9);
      double causes = 0;
      for (const CauseRules& cause : place.people.causes)
        causes += at(outcome, "cause_share", december, cause.id.c_str());
      if (!place.people.causes.empty() && at(outcome, "registered_households", december) > 0) {
        EXPECT_NEAR(causes, 1, 1e-9);
      }
      double spent = 0;
      for (const Shape::Series& series : shape.series)
        if (quantities()[static_cast<std::size_t>(series.quantity)].id == "spending_year")
          spent += at(outcome, "spending_year", year, series.group.c_str());
      EXPECT_NEAR(spent, at(outcome, "spending_total_year", year), 1e-6 * std::max(1.0, spent));
      EXPECT_LE(at(outcome, "low_income", december), at(outcome, "median_income", december, "all"));
    }
}

}  // namespace
}  // namespace tuiyan
