// Parameter uncertainty and what carries a difference: draws within ranges, elementary effects and switching values of
// made-up functions as worked out by hand, the same bytes on any number of threads, what is kept when it is stopped.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <map>
#include <mutex>

#include "io/paint.h"
#include "io/sensitivity_json.h"
#include "io/sensitivity_store.h"
#include "sim/draws.h"
#include "sim/sensitivity_words.h"
#include "sim/uncertainty.h"
#include "tests/places.h"

namespace tuiyan {
namespace {

UncertainParameter parameter(const std::string& path, double low, double value, double high) {
  UncertainParameter one;
  one.path = path;
  one.names = {"参数" + path, "parameter " + path};
  one.value = value;
  one.range = {low, high};
  one.grade = Grade::red;
  return one;
}

// Two mixes that differ by 3 a - b + 0 c + 2 a d in positions of the parameters (0 to 1, today's in the middle).
SensitivityPlan made_up_plan() {
  SensitivityPlan plan;
  plan.parameters = {parameter("a", 0, 5, 10), parameter("b", -1, 0, 1), parameter("c", 100, 200, 300),
                     parameter("d", 0, 1, 2)};
  plan.mixes = {{"none", {"无", "Nothing"}, "A"}, {"plan", {"计划", "Plan"}, "B"}};
  plan.questions = {{"exited_share", "2018-12", ""}};
  plan.mix = 1;
  plan.reference = 0;
  plan.trajectories = 6;
  plan.replicates = 4;
  plan.top = 3;
  plan.seed = 7;
  plan.threads = 1;
  return plan;
}

double at(const Setting& setting, std::size_t i) { return setting.places[i].value_or(0.5); }

// The luck of a replicate is the same for both mixes and all settings.
std::vector<double> made_up(const Setting& setting, int replicate, const std::vector<int>&) {
  const double luck = std::sin(replicate);
  const double difference = 3 * at(setting, 0) - at(setting, 1) + 2 * at(setting, 0) * at(setting, 3);
  return {luck, luck + difference};
}

TEST(ElementaryEffects, AreThoseOfASumByHand) {
  const SensitivityPlan plan = made_up_plan();
  const auto result = sensitivity_of(plan, made_up);
  ASSERT_TRUE(result && result->complete);
  ASSERT_EQ(result->differences.size(), 1u);
  const auto& screened = result->differences[0].screened;
  ASSERT_EQ(screened.size(), 4u);
  EXPECT_NEAR(screened[1].mu_star, 1, 1e-12) << "a straight line";
  EXPECT_NEAR(screened[1].mu, -1, 1e-12);
  EXPECT_NEAR(screened[1].sigma, 0, 1e-12);
  EXPECT_NEAR(screened[1].mu_star_error, 0, 1e-12);
  EXPECT_TRUE(screened[1].distinct);
  EXPECT_EQ(screened[2].mu_star, 0) << "no effect is exactly none";
  EXPECT_EQ(screened[2].sigma, 0);
  EXPECT_FALSE(screened[2].distinct);
  // a: 3 + 2 d with d at a level, so between 3 and 5; d: 2 a, between 0 and 2.
  EXPECT_GE(screened[0].mu_star, 3);
  EXPECT_LE(screened[0].mu_star, 5);
  EXPECT_GT(screened[0].sigma, 0) << "an interaction";
  EXPECT_GT(screened[0].mu_star_error, 0);
  EXPECT_LE(screened[3].mu_star, 2);
  EXPECT_EQ(screened[0].steps, 6);
}

TEST(ElementaryEffects, MomentsAndTheirErrorsByHand) {
  const ElementaryEffects of = summary_of({1, -3, 2, std::nan("")}, 1, "x");
  EXPECT_EQ(of.steps, 3);
  EXPECT_DOUBLE_EQ(of.mu, 0);
  EXPECT_DOUBLE_EQ(of.mu_star, 2);
  EXPECT_NEAR(of.size, std::sqrt(14.0 / 3), 1e-12) << "root of the mean square";
  EXPECT_NEAR(of.sigma, std::sqrt(7.0), 1e-12);
  EXPECT_NEAR(of.error, 4.302652730 * std::sqrt(7.0 / 3), 1e-6) << "Student's t, two degrees of freedom";
  EXPECT_FALSE(of.distinct);
  // The bootstrap of a mean has a closed form: spread of the sizes about their mean / sqrt(n).
  EXPECT_NEAR(of.mu_star_error, std::sqrt(2.0 / 3 / 3), 0.05);
  EXPECT_GT(of.sigma_error, 0);
  EXPECT_EQ(of.mu_star_error, summary_of({1, -3, 2}, 1, "x").mu_star_error) << "the same draws again";
  EXPECT_TRUE(std::isnan(summary_of({4}, 1, "x").mu_star_error));
  EXPECT_TRUE(std::isnan(summary_of({}, 1, "x").mu_star));
}

std::vector<std::string> some_paths(int count) {
  std::vector<std::string> paths;
  for (int i = 0; i < count; ++i) paths.push_back(std::string("p").append(std::to_string(i)));
  return paths;
}

TEST(ElementaryEffects, ATrajectoryMovesEachParameterOnceByTwoThirds) {
  std::vector<std::string> paths = some_paths(20);
  std::map<double, int> levels;
  for (int number = 0; number < 50; ++number) {
    const Trajectory trajectory = trajectory_of(paths, 3, number);
    for (std::size_t i = 0; i < paths.size(); ++i) {
      EXPECT_NEAR(std::abs(trajectory.to[i] - trajectory.start[i]), 2.0 / 3, 1e-12);
      EXPECT_GE(std::min(trajectory.to[i], trajectory.start[i]), 0);
      EXPECT_LE(std::max(trajectory.to[i], trajectory.start[i]), 1);
      EXPECT_EQ(trajectory.at(i, i), trajectory.start[i]);
      EXPECT_EQ(trajectory.at(i, i + 1), trajectory.to[i]);
      ++levels[trajectory.start[i]];
    }
  }
  EXPECT_EQ(levels.size(), 4u);
  for (const auto& [level, times] : levels) EXPECT_GT(times, 150) << level << " of 1000 starts";
  // A parameter more at the end changes no other's steps.
  const Trajectory before = trajectory_of(paths, 3, 0);
  paths.push_back("more");
  const Trajectory after = trajectory_of(paths, 3, 0);
  for (std::size_t i = 0; i < before.start.size(); ++i) EXPECT_EQ(before.start[i], after.start[i]);
}

TEST(ElementaryEffects, OfNeighboursNoTwoCancelInEveryTrajectory) {
  const std::vector<std::string> paths = some_paths(24);
  std::vector<std::vector<bool>> up(paths.size());
  for (int number = 0; number < 4; ++number) {
    const Trajectory trajectory = trajectory_of(paths, 5, number);
    for (std::size_t i = 0; i < paths.size(); ++i) up[i].push_back(trajectory.to[i] > trajectory.start[i]);
  }
  for (std::size_t i = 0; i < paths.size(); ++i)
    for (std::size_t k = i + 1; k < std::min(i + 8, paths.size()); ++k) {
      int together = 0;
      for (std::size_t t = 0; t < 4; ++t) together += up[i][t] == up[k][t];
      EXPECT_GT(together, 0) << i << " and " << k << ": equal effects would cancel";
      EXPECT_LT(together, 4) << i << " and " << k << ": opposite effects would cancel";
    }
}

// 120 parameters of which six matter, two of them neighbours of opposite effects.
SensitivityPlan many_plan() {
  SensitivityPlan plan = made_up_plan();
  plan.parameters.clear();
  for (const std::string& path : some_paths(120)) plan.parameters.push_back(parameter(path, 0, 1, 2));
  plan.trajectories = 4;
  plan.top = 6;
  return plan;
}
const std::map<std::size_t, double> that_matter{{3, 5}, {4, -5}, {40, 2}, {77, 3}, {78, 1}, {119, -1.5}};

double of_many(const Setting& setting, double small) {
  double difference = 0;
  for (std::size_t i = 0; i < setting.places.size(); ++i) {
    const auto found = that_matter.find(i);
    difference += (found == that_matter.end() ? small : found->second) * at(setting, i);
  }
  return difference;
}

TEST(Screening, FindsTheFewThatMatterWithFarFewerEvaluations) {
  const SensitivityPlan plan = many_plan();
  const auto result = sensitivity_of(plan, [](const Setting& setting, int, const std::vector<int>&) {
    return std::vector<double>{0, of_many(setting, 0.01)};
  });
  ASSERT_TRUE(result && result->complete);
  const DrivenDifference& one = result->differences[0];
  std::map<std::size_t, double> found;
  for (const Swing& swing : one.swings) found[static_cast<std::size_t>(swing.parameter)] = swing.high.shift * 2;
  ASSERT_EQ(found.size(), that_matter.size());
  for (const auto& [parameter, effect] : that_matter) {
    ASSERT_TRUE(found.contains(parameter)) << parameter;
    EXPECT_NEAR(found[parameter], effect, 1e-9);
  }
  EXPECT_LT(result->screening, 4 * 121 / 2) << "half of what Morris alone takes";
  // Groups hold all parameters, in order; what is left in them is small.
  int end = 0;
  for (std::size_t g = 0; g < result->groups.size(); ++g) {
    EXPECT_EQ(result->groups[g].first, end);
    end = result->groups[g].end;
    if (!result->groups[g].is_single()) {
      EXPECT_LT(one.screened[g].size, 0.2);
    }
  }
  EXPECT_EQ(end, 120);
  for (std::size_t g = 0; g < result->groups.size(); ++g)
    if (result->groups[g].first == 4) {
      EXPECT_TRUE(result->groups[g].is_single());
      EXPECT_NEAR(one.screened[g].mu, -5, 1e-9) << "its own sign and the whole range";
    }
}

TEST(Screening, PlaysOnlyTheMixesOfTheDifference) {
  SensitivityPlan plan = many_plan();
  plan.mixes.push_back({"third", {"丙", "Third"}, "C"});
  plan.mix = -1;
  std::map<std::vector<int>, int> played;
  plan.threads = 1;
  const auto result = sensitivity_of(plan, [&](const Setting& setting, int, const std::vector<int>& mixes) {
    ++played[mixes];
    std::vector<double> values;
    for (const int mix : mixes) values.push_back(mix == 0 ? 0 : of_many(setting, 0) - mix);
    return values;
  });
  ASSERT_TRUE(result);
  EXPECT_EQ(result->differences.size(), 1u);
  EXPECT_EQ(result->differences[0].mix, 1);
  EXPECT_EQ((played[{0, 1}]), result->screening);
  EXPECT_EQ((played[{0, 1, 2}]), result->evaluations - result->screening) << "today's values and the leading ones";
  EXPECT_EQ(played.size(), 2u);
}

TEST(Sensitivity, RanksAndSwingsAsByHand) {
  const auto result = sensitivity_of(made_up_plan(), made_up);
  ASSERT_TRUE(result);
  const DrivenDifference& one = result->differences[0];
  EXPECT_NEAR(one.today.mean, 1.5, 1e-12);  // 3/2 - 1/2 + 2/4
  ASSERT_EQ(one.swings.size(), 3u) << "what does nothing is not looked at";
  EXPECT_EQ(one.swings[0].parameter, 0);
  EXPECT_NEAR(one.swings[0].low.difference.mean, -0.5, 1e-12);
  EXPECT_NEAR(one.swings[0].high.difference.mean, 3.5, 1e-12);
  EXPECT_NEAR(one.swings[0].size(), 4, 1e-12);
  EXPECT_DOUBLE_EQ(one.swings[0].low.at, 0);
  EXPECT_DOUBLE_EQ(one.swings[0].high.at, 10);
  EXPECT_NEAR(one.swings[0].low.shift_error, 0, 1e-12) << "the luck is common";
}

TEST(Sensitivity, BracketsTheValueAtWhichAnotherMixIsInFront) {
  const auto result = sensitivity_of(made_up_plan(), made_up);
  ASSERT_TRUE(result);
  ASSERT_EQ(result->preferences.size(), 1u);
  const Preference& preference = result->preferences[0];
  EXPECT_EQ(preference.best, 1);
  EXPECT_FALSE(preference.tie);
  ASSERT_EQ(preference.switches.size(), 3u);
  std::map<int, Switch> by_parameter;
  for (const Switch& each : preference.switches) by_parameter[each.parameter] = each;
  // 4 a - 1/2 = 0 at a = 1/8 of the way: 1.25 of 0 to 10; today's is 5.
  const Switch& a = by_parameter.at(0);
  ASSERT_TRUE(a.changes);
  EXPECT_LE(a.changes->changed, 1.25);
  EXPECT_GE(a.changes->same, 1.25);
  EXPECT_LE(a.changes->same - a.changes->changed, 5.0 / 8 + 1e-12) << "three halvings";
  EXPECT_FALSE(a.close);
  EXPECT_NEAR(a.changes->at, 1.25, 1e-9);
  EXPECT_NEAR(a.way, 0.75, 1e-9);
  EXPECT_EQ(a.to, 0);
  EXPECT_FALSE(by_parameter.at(1).changes) << "none within the range";
  EXPECT_EQ(switch_words(*result, preference, by_parameter.at(1), Language::en), "none within the range");
}

// Where even at the end it is too close to call, nothing is played in between.
TEST(Sensitivity, DoesNotBracketWhatIsTooCloseToCall) {
  SensitivityPlan plan = made_up_plan();
  plan.parameters = {parameter("a", 0, 1, 2)};
  plan.replicates = 8;
  const auto result = sensitivity_of(plan, [](const Setting& setting, int replicate, const std::vector<int>&) {
    return std::vector<double>{0, 0.3 + 2 * (at(setting, 0) - 0.5) * 0.4 + (replicate % 2 == 0 ? 0.25 : -0.25)};
  });
  ASSERT_TRUE(result);
  const Switch& one = result->preferences[0].switches.at(0);
  ASSERT_TRUE(one.changes);
  EXPECT_TRUE(one.close);
  EXPECT_EQ(one.to, 0);
  EXPECT_EQ(result->evaluations, 8 + result->screening + 2 * 8);
  EXPECT_NE(switch_words(*result, result->preferences[0], one, Language::en).find("too close to call"),
            std::string::npos);
}

TEST(Sensitivity, NeverPrintsARangeOfOneNumber) {
  const SensitivityPlan plan = made_up_plan();
  auto result = sensitivity_of(plan, made_up);
  ASSERT_TRUE(result);
  Swing swing = result->differences[0].swings[0];
  swing.low.shift = -0.0001;
  swing.high.shift = 0.0001;
  swing.low.shift_error = swing.high.shift_error = 0.05;
  const std::string text = swing_words(*result, result->differences[0], swing, Language::en);
  EXPECT_EQ(text.find(" to "), std::string::npos) << text;
  EXPECT_NE(text.find("no move seen"), std::string::npos) << text;
  swing.low.shift_error = swing.high.shift_error = 0.00001;
  const std::string clear = swing_words(*result, result->differences[0], swing, Language::en);
  EXPECT_NE(clear.find(" to "), std::string::npos) << clear;
}

TEST(Sensitivity, TheSameForAnyNumberOfThreads) {
  SensitivityPlan plan = made_up_plan();
  std::string first;
  for (const int threads : {1, 2, 5}) {
    plan.threads = threads;
    const auto result = sensitivity_of(plan, made_up);
    ASSERT_TRUE(result);
    const std::string text = sensitivity_json(*result, Scenario{}, {});
    if (first.empty()) first = text;
    EXPECT_EQ(text, first) << threads;
  }
}

TEST(Sensitivity, IsReadBackAsItWasWritten) {
  SensitivityPlan plan = made_up_plan();
  plan.mix = -1;
  plan.alternatives = {{"registry/exit_rule=two_windows", {"两个窗口", "two windows"}}};
  const auto result = sensitivity_of(plan, [](const Setting& setting, int replicate, const std::vector<int>& mixes) {
    return setting.alternative < 0 ? made_up(setting, replicate, mixes) : std::vector<double>{1, 0.25};
  });
  ASSERT_TRUE(result);
  ASSERT_EQ(result->preferences[0].structure.size(), 1u);
  EXPECT_EQ(result->preferences[0].structure[0].best, 0) << "the alternative puts the other mix in front";
  const std::string text = sensitivity_json(*result, Scenario{}, {});
  EXPECT_EQ(sensitivity_json(read_sensitivity(text).value(), Scenario{}, {}), text);
  std::string older = text;
  older.replace(older.find("sensitivity@2"), 13, "sensitivity@1");
  EXPECT_FALSE(read_sensitivity(older)) << "of another version";
}

TEST(Sensitivity, CarriesOnFromWhatIsKnownToTheSameBytes) {
  const SensitivityPlan plan = made_up_plan();
  const std::string whole = sensitivity_json(*sensitivity_of(plan, made_up), Scenario{}, {});
  std::map<std::pair<std::uint64_t, int>, std::vector<double>> kept;
  std::stop_source stop;
  SensitivityHooks hooks;
  hooks.stop = stop.get_token();
  hooks.finished = [&](std::uint64_t setting, int replicate, const std::vector<double>& values) {
    kept[{setting, replicate}] = values;
    if (kept.size() == 17) stop.request_stop();  // in the third trajectory
  };
  hooks.known = [&](std::uint64_t setting, int replicate) {
    const auto found = kept.find({setting, replicate});
    return found == kept.end() ? std::vector<double>() : found->second;
  };
  const auto partial = sensitivity_of(plan, made_up, hooks);
  ASSERT_TRUE(partial);
  EXPECT_FALSE(partial->complete);
  EXPECT_EQ(partial->trajectories, 2) << "whole trajectories only";
  EXPECT_EQ(partial->differences[0].screened[0].steps, 2);
  EXPECT_TRUE(partial->differences[0].swings.empty());
  std::atomic<int> played = 0;
  hooks.stop = {};
  hooks.finished = nullptr;
  const auto counting = [&](const Setting& setting, int replicate, const std::vector<int>& mixes) {
    ++played;
    return made_up(setting, replicate, mixes);
  };
  const auto result = sensitivity_of(plan, counting, hooks);
  ASSERT_TRUE(result && result->complete);
  EXPECT_EQ(sensitivity_json(*result, Scenario{}, {}), whole);
  EXPECT_EQ(played, result->evaluations - 17);
}

TEST(Sensitivity, HasNothingToSayWhenStoppedBeforeTodaysValues) {
  std::stop_source stop;
  stop.request_stop();
  SensitivityHooks hooks;
  hooks.stop = stop.get_token();
  EXPECT_FALSE(sensitivity_of(made_up_plan(), made_up, hooks));
}

TEST(Sensitivity, OfTheEngineIsZeroWhereAParameterBearsOnNeitherMix) {
  const Scenario place = small_place();
  SensitivityPlan plan;
  for (const UncertainParameter& each : uncertain_parameters(place))
    if (each.path == "income/noise_sd" || each.path == "registry/margin") plan.parameters.push_back(each);
  plan.parameters.push_back(parameter("nowhere/at/all", 0, 1, 2));
  ASSERT_EQ(plan.parameters.size(), 3u);
  for (int mix = 0; mix < 2; ++mix)
    plan.mixes.push_back({place.mixes[static_cast<std::size_t>(mix)].id, {}, letter_of({mix})});
  const Shape shape = shape_of(place);
  const Shape::Series* series = shape.find_series("exited_share");
  ASSERT_NE(series, nullptr);
  plan.questions = {{"exited_share", shape.points[static_cast<std::size_t>(series->first + series->size - 1)].at, ""}};
  plan.mix = 1;
  plan.trajectories = 2;
  plan.replicates = 2;
  plan.threads = 1;
  const auto one = sensitivity_of(plan, engine_model(place, plan));
  ASSERT_TRUE(one);
  EXPECT_EQ(one->differences[0].screened[2].mu_star, 0);
  EXPECT_GT(one->differences[0].screened[1].mu_star, 0) << "the margin of an exit matters";
  plan.threads = 3;
  EXPECT_EQ(sensitivity_json(*sensitivity_of(plan, engine_model(place, plan)), place, {}),
            sensitivity_json(*one, place, {}));
}

TEST(Sensitivity, AlternativesAreOtherSettingsOfTheRules) {
  const Scenario place = small_place();
  bool rule = false, persistence = false;
  for (const Alternative& each : alternatives_of(place)) {
    rule = rule || each.path == "registry/exit_rule=two_windows";
    const Scenario other = with_alternative(place, each);
    EXPECT_NE(scenario_text(other), scenario_text(place)) << each.path;
    if (each.path != "income/persistence=none") continue;
    persistence = true;
    const auto spread = [](const IncomeRules& income) {
      return income.noise_sd.value * income.noise_sd.value +
             income.persistent_sd.value * income.persistent_sd.value /
                 (1 - income.persistence.value * income.persistence.value);
    };
    EXPECT_NEAR(spread(other.income), spread(place.income), 1e-12) << "the annual spread stays";
    EXPECT_EQ(other.income.persistent_sd.value, 0);
  }
  EXPECT_TRUE(rule);
  EXPECT_TRUE(persistence);
}

double overlap(const Box& a, const Box& b) {
  return std::min(std::min(a.right(), b.right()) - std::max(a.x, b.x),
                  std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y));
}

TEST(Tornado, NoTextOverlapsOrIsCutAtAnyWidth) {
  SensitivityPlan plan = made_up_plan();
  plan.parameters[0].names = {"有劳动力户：两人以上户中十六岁以下成员所占的比例，名字很长的一项假设",
                              "With workers: persons under 16 in households of two or more, a name that is long"};
  plan.alternatives = {{"registry/exit_rule=two_windows", {"两个窗口", "two windows in a row"}}};
  const auto result = sensitivity_of(plan, [](const Setting& setting, int replicate, const std::vector<int>& mixes) {
    return setting.alternative < 0 ? made_up(setting, replicate, mixes) : std::vector<double>{1, 0.25};
  });
  ASSERT_TRUE(result);
  for (const Language language : {Language::zh, Language::en}) {
    const Chart chart = tornado_chart(*result, result->differences[0], language);
    EXPECT_FALSE(chart.how_to_read.empty() || chart.alternative.empty() || chart.definitions.empty());
    EXPECT_NE(chart_csv(chart).find("high_error196"), std::string::npos);
    for (const double width : {420.0, 560.0, 760.0, 960.0, 1400.0}) {
      const Painted painted = paint_pixels(chart, {.width = width}).painted;
      EXPECT_EQ(painted.unknown_glyphs, 0);
      for (std::size_t i = 0; i < painted.texts.size(); ++i) {
        const PaintedText& text = painted.texts[i];
        EXPECT_TRUE(text.box.x >= 0 && text.box.y >= 0 && text.box.right() <= painted.width &&
                    text.box.bottom() <= painted.height)
            << text.text << " is cut at " << width;
        for (std::size_t k = i + 1; k < painted.texts.size(); ++k)
          EXPECT_LE(overlap(text.box, painted.texts[k].box), 0.5)
              << text.text << " lies on " << painted.texts[k].text << " at " << width;
      }
    }
  }
}

TEST(Uncertainty, TriangularIsItsClosedForm) {
  EXPECT_EQ(triangular(0, 1, 2, 5), 1);
  EXPECT_EQ(triangular(1, 1, 2, 5), 5);
  EXPECT_EQ(triangular(0.25, 1, 2, 5), 2) << "a quarter lies below the mode";
  EXPECT_NEAR(triangular(0.0625, 1, 2, 5), 1.5, 1e-12);
  EXPECT_EQ(triangular(0.5, 3, 3, 3), 3);
  double mean = 0, squares = 0;
  constexpr int n = 100000;
  for (int i = 0; i < n; ++i) {
    const double x = triangular((i + 0.5) / n, 1, 2, 5);
    mean += x / n;
    squares += x * x / n;
  }
  EXPECT_NEAR(mean, (1 + 2 + 5) / 3.0, 1e-4);
  EXPECT_NEAR(squares - mean * mean, (1 + 4 + 25 - 2 - 5 - 10) / 18.0, 1e-3);
}

TEST(Uncertainty, EveryNumberTakesPartOrSaysWhyNot) {
  for (const char* name : {"hohhot-2017.json", "bachu-village.json"}) {
    Scenario place = shipped_place(name);
    const Uncertainty uncertainty = uncertainty_of(place);
    EXPECT_GT(uncertainty.drawn.size(), 20u) << name;
    std::map<std::string, int> seen;
    for (const UncertainParameter& each : uncertainty.drawn) {
      ++seen[each.path];
      EXPECT_LT(each.range.low, each.range.high) << each.path;
      EXPECT_GE(each.value, each.range.low) << each.path;
      EXPECT_LE(each.value, each.range.high) << each.path;
      EXPECT_FALSE(each.names.zh.empty() || each.names.en.empty()) << each.path;
    }
    for (const CertainParameter& each : uncertainty.certain) ++seen[each.path];
    for (const auto& [path, times] : seen) EXPECT_EQ(times, 1) << path;
    for (const Parameter& each : parameters_of(fields(place))) {
      if (each.lever || !each.datum.range) continue;
      const auto begins = [&](const auto& one) { return each.path.starts_with(one.first); };
      EXPECT_TRUE(std::any_of(seen.begin(), seen.end(), begins)) << each.path;
    }
  }
}

TEST(Uncertainty, LeavesOutEventsThatDoNotHappen) {
  Scenario place = small_place();
  const auto takes_part = [&] {
    const std::vector<UncertainParameter> all = uncertain_parameters(place);
    return std::any_of(all.begin(), all.end(), [](const auto& each) { return each.path == "shocks/crash_size"; });
  };
  ASSERT_TRUE(place.events.empty());
  EXPECT_FALSE(takes_part());
  Event crash;
  crash.kind = EventKind::price_crash;
  crash.month = place.start;
  place.events.push_back(crash);
  EXPECT_TRUE(takes_part());
}

TEST(Uncertainty, DrawsLieInTheirRangesAndTheScenarioStaysValid) {
  for (const char* name : {"hohhot-2017.json", "bachu-village.json"}) {
    const Scenario place = shipped_place(name);
    const std::vector<UncertainParameter> parameters = uncertain_parameters(place);
    for (int replicate = 0; replicate < 40; ++replicate) {
      Scenario drawn = drawn_scenario(place, parameters, 42, replicate);
      Problems problems;
      check_fields(fields(drawn), "", problems);
      EXPECT_TRUE(problems.empty()) << name << " " << replicate << " " << problems.front().path;
      std::map<std::string, double> values;
      for (const Parameter& each : parameters_of(fields(drawn))) values[each.path] = each.datum.value;
      int moved = 0;
      for (const UncertainParameter& each : parameters) {
        const auto found = values.find(each.path);
        if (found == values.end()) continue;  // a dated value
        moved += found->second != each.value;
        if (each.path.starts_with("people/causes") || each.path.ends_with("_share")) continue;  // scaled to a sum of 1
        EXPECT_GE(found->second, each.range.low) << each.path;
        EXPECT_LE(found->second, each.range.high) << each.path;
      }
      EXPECT_GT(moved, 10);
    }
  }
}

TEST(Uncertainty, ADrawHasAnAddressOfItsOwn) {
  EXPECT_EQ(drawn_quantile(1, "income/noise_sd", 3), drawn_quantile(1, "income/noise_sd", 3));
  EXPECT_NE(drawn_quantile(1, "income/noise_sd", 3), drawn_quantile(1, "income/noise_sd", 4));
  EXPECT_NE(drawn_quantile(1, "income/noise_sd", 3), drawn_quantile(1, "income/village_sd", 3));
  EXPECT_EQ(drawn_quantile(1, "income/noise_sd", 3),
            uniform(draw_words(1, {hash_text("income/noise_sd"), 3, Process::parameter, 0, 0})[0]));
}

// Outcomes are counted by village, so replicates must not differ in their number.
TEST(Uncertainty, EveryReplicateCountsTheSameNumbers) {
  for (const Scenario& place : {small_place(), shipped_place("bachu-village.json")}) {
    const std::vector<UncertainParameter> parameters = uncertain_parameters(place);
    const std::size_t points = shape_of(place).points.size();
    for (const double end : {0.0, 1.0})
      EXPECT_EQ(shape_of(at_positions(place, parameters, std::vector<Place>(parameters.size(), end))).points.size(),
                points);
  }
}

Outcomes play_drawn(const Scenario& place, int replicates, const std::vector<int>& mixes, int threads) {
  const Population people = make_population(place);
  return run(place, people, {0, replicates, 42, threads, mixes, true});
}

TEST(Uncertainty, TheSameDrawForEveryMixAndAnyNumberOfThreads) {
  const Scenario place = small_place();
  const Outcomes together = play_drawn(place, 4, {}, 1);
  EXPECT_TRUE(same_bytes(together, play_drawn(place, 4, {}, 3)));
  const Outcomes alone = play_drawn(place, 4, {1}, 2);
  for (int replicate = 0; replicate < 4; ++replicate)
    EXPECT_EQ(alone.of[static_cast<std::size_t>(replicate)][0].size(),
              together.of[static_cast<std::size_t>(replicate)][1].size());
  const std::string id = place.mixes[1].id;
  for (int replicate = 0; replicate < 4; ++replicate)
    EXPECT_EQ(series_of(alone, replicate, id, "exited_share"), series_of(together, replicate, id, "exited_share"));
}

void take_ranges(const Fields& of) {
  for (const Field& field : of.list) {
    if (auto* const* datum = std::get_if<Datum*>(&field.bound)) (*datum)->range.reset();
    if (auto* const* dated = std::get_if<Dated*>(&field.bound))
      for (Dated::Step& step : (*dated)->steps) step.datum.range.reset();
    if (const auto* inner = std::get_if<Fields>(&field.bound)) take_ranges(*inner);
    if (const auto* list = std::get_if<List>(&field.bound))
      for (std::size_t i = 0; i < list->size(); ++i) take_ranges(list->at(i));
  }
}

TEST(Uncertainty, WithoutARangeNothingIsDrawn) {
  Scenario place = small_place();
  const Outcomes certain = play(place, 3);
  EXPECT_FALSE(same_bytes(certain, play_drawn(place, 3, {}, 1)));
  take_ranges(fields(place));
  ASSERT_TRUE(uncertain_parameters(place).empty());
  EXPECT_TRUE(same_bytes(play(place, 3), play_drawn(place, 3, {}, 1)));
}

TEST(Uncertainty, WidensTheSpreadOfOutcomes) {
  const Scenario place = small_place();
  constexpr int n = 40;
  const Outcomes luck = play(place, make_population(place), n), both = play_drawn(place, n, {}, 0);
  const Comparison certain(luck), drawn(both);
  const Shape::Series* series = luck.shape.find_series("exited_share");
  const int point = series->first + series->size - 1;
  EXPECT_GT(drawn.estimate(1, point).mcse, certain.estimate(1, point).mcse);
}

}  // namespace
}  // namespace tuiyan
