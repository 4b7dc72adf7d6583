// The fit finds a parameter that is known, says so where it can not, and touches nothing else.
#include <gtest/gtest.h>

#include <cmath>

#include "sim/calibration.h"
#include "sim/compare.h"
#include "tests/places.h"
#include "tests/small_scenario.h"

namespace tuiyan {
namespace {

UncertainParameter parameter(const std::string& path, double value, double low, double high) {
  UncertainParameter one;
  one.path = path;
  one.value = value;
  one.range = {low, high};
  return one;
}

Target target(const std::string& quantity, const std::string& date, double value) {
  Target one;
  one.quantity = quantity;
  one.date = date;
  one.mix = "plan";
  one.value.value = value;
  one.use = TargetUse::tuned;
  return one;
}

// Counts of households that cross thresholds: steps of one, in both parameters.
FitValues steps(const std::vector<double>& x) {
  return {{std::floor(400 * x[0]) + std::floor(100 * x[1]), std::floor(300 * (1 - x[0]) + 200 * x[1])}, {0, 0}};
}

CalibrationPlan two_of_two() {
  CalibrationPlan plan;
  plan.parameters = {parameter("a", 0.1, 0, 1), parameter("b", 0.9, 0, 1)};
  const FitValues truth = steps({0.62, 0.31});
  plan.targets = {target("registered_persons", "2018-12", truth.means[0]),
                  target("exits_persons_year", "2018", truth.means[1])};
  plan.evaluations = 300;
  return plan;
}

TEST(Calibration, RecoversKnownParametersOfSteps) {
  const CalibrationPlan plan = two_of_two();
  const Calibration fit = calibrate(plan, [](const std::vector<double>& x) { return steps(x); });
  EXPECT_TRUE(fit.all_met());
  EXPECT_NEAR(fit.best.positions[0], 0.62, 0.02);
  EXPECT_NEAR(fit.best.positions[1], 0.31, 0.03);
  EXPECT_LE(fit.evaluations.size(), 300u);
  EXPECT_EQ(fit.evaluations[0].positions, (std::vector<double>{0.1, 0.9})) << "begins with today's values";
  for (const Evaluation& each : fit.evaluations)
    for (const double position : each.positions) EXPECT_TRUE(position >= 0 && position <= 1) << "never leaves a range";
}

// The broken twin: figures that no values within the ranges give.
TEST(Calibration, SaysThatTheImpossibleIsNotMet) {
  CalibrationPlan plan = two_of_two();
  plan.targets[0].value.value = 900;  // 500 at most
  const Calibration fit = calibrate(plan, [](const std::vector<double>& x) { return steps(x); });
  EXPECT_FALSE(fit.all_met());
  EXPECT_FALSE(fit.residuals[0].met);
  EXPECT_LT(fit.residuals[0].residual, -300);
}

TEST(Calibration, KeepsTheBestWhenItIsStopped) {
  const CalibrationPlan plan = two_of_two();
  int played = 0;
  const Calibration fit = calibrate(plan, [&](const std::vector<double>& x) -> std::optional<FitValues> {
    if (++played > 7) return std::nullopt;
    return steps(x);
  });
  EXPECT_TRUE(fit.interrupted);
  ASSERT_EQ(fit.evaluations.size(), 7u);
  for (const Evaluation& each : fit.evaluations) EXPECT_GE(each.misfit, fit.best.misfit);
}

TEST(Calibration, AFigureWithoutValueIsNotMet) {
  CalibrationPlan plan = two_of_two();
  plan.evaluations = 10;
  const Calibration fit = calibrate(plan, [](const std::vector<double>&) {
    return FitValues{{std::nan(""), 3}, {0, 0}};
  });
  EXPECT_FALSE(fit.residuals[0].met);
}

// A place whose growth of incomes is known: published is what it gives at 0.1, the file says 0.07.
TEST(Calibration, RecoversAParameterOfAPlace) {
  const std::string truth = small_with("/income", R"({"growth_with_worker": {"value": 0.1, "range": [0.04, 0.14]}})");
  const Scenario known = read_scenario(truth, "");
  const Outcomes outcomes = play(known, 4, {"plan"});
  const Comparison comparison(outcomes);
  const double income = comparison.estimate(0, outcomes.shape.find("mean_income", "2018-12", "all")).mean;

  Problems ignored;
  Json file =
      parse_json(small_with("/income", R"({"growth_with_worker": {"value": 0.07, "range": [0.04, 0.14]}})"), ignored);
  file["targets"] = Json::parse(R"([{"quantity": "mean_income", "group": "all", "date": "2018-12", "mix": "plan",
                                     "value": {"value": 0, "source": "made up"}, "use": "tuned"}])");
  file["targets"][0]["value"]["value"] = income;
  const std::string text = file.dump(1);
  const Scenario scenario = read_scenario(text, "");
  CalibrationPlan plan;
  for (const UncertainParameter& one : uncertain_parameters(scenario))
    if (one.path == "income/growth_with_worker") plan.parameters.push_back(one);
  ASSERT_EQ(plan.parameters.size(), 1u);
  plan.targets = scenario.targets;
  plan.evaluations = 30;
  const auto seed = static_cast<std::uint64_t>(known.seed);
  const Calibration fit = calibrate(plan, engine_fit_model(scenario, plan, 4, seed, 0, {}));
  EXPECT_TRUE(fit.all_met());
  EXPECT_NEAR(fitted_values(scenario, plan, fit.best.positions)[0], 0.1, 0.01);

  const std::string copy = fitted_text(text, scenario, plan, fit);
  Scenario fitted = read_scenario(copy, "");
  ASSERT_TRUE(fitted.income.growth_with_worker.constant());
  const Datum& datum = fitted.income.growth_with_worker.steps[0].datum;
  EXPECT_NEAR(datum.value, 0.1, 0.01);
  EXPECT_TRUE(datum.tuned);
  EXPECT_EQ(datum.grade, Grade::red);
  EXPECT_EQ(datum.range, (Range{0.04, 0.14}));
  EXPECT_NE(datum.source.find("mean_income@2018-12"), std::string::npos);
  ASSERT_EQ(fitted.notes.size(), scenario.notes.size() + 1);
  // nothing else is touched
  fitted.notes.pop_back();
  fitted.income.growth_with_worker = scenario.income.growth_with_worker;
  EXPECT_EQ(scenario_text(fitted), scenario_text(scenario));
  EXPECT_NE(copy.find("\"//fit\""), std::string::npos);
  EXPECT_NE(copy.find("\"evaluations\""), std::string::npos);
}

// A number of a measure that only the catalogue holds comes into the file with its measure, all else the same.
TEST(Calibration, PutsANumberOfTheCatalogueIntoTheFile) {
  const std::string catalogue = source_text("scenarios/measures.json"),
                    text = source_text("scenarios/hohhot-2017.json");
  const Scenario scenario = read_scenario(text, catalogue);
  CalibrationPlan plan;
  for (const UncertainParameter& one : uncertain_parameters(scenario))
    if (one.path.starts_with("measures/") && plan.parameters.empty()) plan.parameters.push_back(one);
  ASSERT_EQ(plan.parameters.size(), 1u);
  plan.targets = {target("exited_share", "2018-12", 0.5)};
  const Calibration fit = [&] {
    Calibration one;
    one.best = {{0.75}, {{0.5}, {0}}, 0};
    one.evaluations = {one.best};
    one.residuals = {{0.5, 0, 0, 0.005, true}};
    return one;
  }();
  const Scenario fitted = read_scenario(fitted_text(text, scenario, plan, fit), catalogue);
  const std::vector<UncertainParameter> after = uncertain_parameters(fitted), before = uncertain_parameters(scenario);
  ASSERT_EQ(after.size(), before.size());
  for (std::size_t i = 0; i < after.size(); ++i) {
    EXPECT_EQ(after[i].path, before[i].path);
    if (after[i].path == plan.parameters[0].path)
      EXPECT_NEAR(after[i].value, after[i].range.low + 0.75 * (after[i].range.high - after[i].range.low), 1e-9);
    else
      EXPECT_EQ(after[i].value, before[i].value) << after[i].path;
  }
}

}  // namespace
}  // namespace tuiyan
