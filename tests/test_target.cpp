// Published figures in a scenario: what may be written, and what is told of mistakes.
#include <gtest/gtest.h>

#include <algorithm>

#include "sim/quantities.h"
#include "sim/target.h"
#include "sim/uncertainty.h"
#include "tests/small_scenario.h"

namespace tuiyan {
namespace {

const char* const full =
    R"([{"id": "income", "names": {"zh": "人均收入", "en": "income"}, "quantity": "mean_income", "group": "ever_registered",
         "mix": "plan", "date": "2018-12", "value": {"value": 3416, "range": [3300, 3500], "grade": "green", "source": "a book"},
         "kind": "plan", "use": "seen", "note": {"zh": "说明", "en": "a note"}}])";

TEST(Targets, AreReadAndWrittenWhole) {
  const Scenario scenario = read_scenario(small_with("/targets", full), "");
  ASSERT_EQ(scenario.targets.size(), 1u);
  const Target& target = scenario.targets[0];
  EXPECT_EQ(target.id, "income");
  EXPECT_EQ(target.group, "ever_registered");
  EXPECT_EQ(target.date, "2018-12");
  EXPECT_EQ(target.value.value, 3416);
  EXPECT_EQ(target.value.grade, Grade::green);
  EXPECT_EQ(target.value.source, "a book");
  EXPECT_EQ(target.kind, TargetKind::plan);
  EXPECT_EQ(target.use, TargetUse::seen);
  EXPECT_EQ(target.note.en, "a note");
  EXPECT_EQ(read_scenario(scenario_text(scenario), "").targets, scenario.targets);
}

TEST(Targets, TheShortFormOfOtherProgramsMeansTheSame) {
  const Scenario place = read_scenario(small_scenario, "");
  const std::vector<Target> targets = read_targets(
      R"({"targets": [{"quantity": "exited_share", "at": "2018-12", "group": null, "mix": "plan", "value": 0.5,
                       "tuned": true, "source": "a report"},
                      {"quantity": "registered_persons", "date": "start", "mix": "plan",
                       "value": {"value": 145, "source": "a report"}, "tuned": false}]})",
      place);
  ASSERT_EQ(targets.size(), 2u);
  EXPECT_EQ(targets[0].date, "2018-12");
  EXPECT_EQ(targets[0].use, TargetUse::tuned);
  EXPECT_EQ(targets[0].value.source, "a report");
  EXPECT_EQ(targets[0].kind, TargetKind::outcome);
  EXPECT_EQ(targets[1].use, TargetUse::test);
  EXPECT_EQ(id_of(targets[1]), "registered_persons@start");
}

TEST(Targets, MistakesAreTold) {
  struct Mistake {
    const char *key, *value, *path, *text;
  };
  for (const Mistake& mistake : {
           Mistake{"quantity", "\"mean_incomes\"", "/targets/0/quantity",
                   "unknown quantity \"mean_incomes\"; did you mean \"mean_income\"?"},
           Mistake{"group", "\"registred\"", "/targets/0/group",
                   "unknown group \"registred\"; did you mean \"registered\"?"},
           Mistake{"group", "\"\"", "/targets/0", "\"mean_income\" is by group; say which in \"group\", as in \"all\""},
           Mistake{"quantity", "\"low_income\"", "/targets/0/group",
                   "\"low_income\" has no groups; leave \"group\" out"},
           Mistake{"date", "\"2018\"", "/targets/0/date",
                   "\"mean_income\" has no value at \"2018\"; it has: start, 2017-12, 2018-12"},
           Mistake{"mix", "\"plans\"", "/targets/0/mix", "unknown mix \"plans\"; did you mean \"plan\"?"},
           Mistake{"use", "\"tunes\"", "/targets/0/use", "unknown choice \"tunes\"; did you mean \"tuned\"?"},
           Mistake{"dates", "1", "/targets/0/dates", "unknown key \"dates\"; did you mean \"date\"?"},
       }) {
    Problems ignored;
    Json targets = parse_json(full, ignored);
    targets[0][mistake.key] = Json::parse(mistake.value);
    const Problems problems = problems_of(small_with("/targets", targets.dump()));
    const bool told = std::any_of(problems.begin(), problems.end(), [&](const Problem& problem) {
      return problem.path == mistake.path && problem.text.en == mistake.text;
    });
    EXPECT_TRUE(told) << mistake.key << " = " << mistake.value << " gives "
                      << (problems.empty() ? "nothing" : problems[0].path + ": " + problems[0].text.en);
  }
}

TEST(Targets, AnIdStandsOnce) {
  Problems ignored;
  Json targets = parse_json(full, ignored);
  targets.push_back(targets[0]);
  const Problems problems = problems_of(small_with("/targets", targets.dump()));
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].path, "/targets/1/id");
}

TEST(Targets, AreNoAssumptions) {
  const Scenario scenario = read_scenario(small_with("/targets", full), "");
  for (const UncertainParameter& one : uncertain_parameters(scenario))
    EXPECT_FALSE(one.path.starts_with("targets")) << one.path;
}

TEST(Targets, EveryQuantityCanBeNamedWhereItStands) {
  const Scenario scenario = read_scenario(small_scenario, "");
  const Shape shape = shape_of(scenario);
  for (const Quantity& each : quantities())
    for (const std::string& group : groups_of(each, scenario))
      for (const std::string& at : times_of(each, scenario)) EXPECT_GE(shape.find(each.id, at, group), 0) << each.id;
}

}  // namespace
}  // namespace tuiyan
