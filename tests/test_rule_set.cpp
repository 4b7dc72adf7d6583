// Rule sets under a scenario: the scenario wins, evidence is kept, mistakes name their file, and what is stored needs
// none of the files.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "io/scenario_file.h"
#include "sim/rule_set.h"
#include "tests/places.h"
#include "tests/process.h"
#include "tests/small_scenario.h"

namespace tuiyan {
namespace {

RuleText set_of(const std::string& name, const std::string& content) {
  return {"rules/" + name + ".json", R"({"schema": "tuiyan/rules@1", "id": ")" + name +
                                         R"(", "names": {"zh": "规则", "en": "Rules"}, "source": "a document")" +
                                         (content.empty() ? "" : ", ") + content + "}"};
}

std::string small_naming(const std::vector<RuleText>& sets) {
  Json paths = Json::array();
  for (const RuleText& set : sets) paths.push_back(set.path);
  return small_with("/rules", paths.dump());
}

Scenario read_with(const std::vector<RuleText>& sets) { return read_scenario(small_naming(sets), "", {}, sets); }

Problems problems_with(const std::vector<RuleText>& sets) {
  try {
    read_with(sets);
  } catch (const ScenarioError& error) {
    return error.problems();
  }
  return {};
}

const Measure& measure_named(const Scenario& scenario, const std::string& id) {
  return scenario.measures.at(static_cast<std::size_t>(scenario.measure_index(id)));
}

TEST(RuleSet, FillsWhatTheScenarioLeavesOpenAndKeepsItsEvidence) {
  const Scenario s = read_with({set_of(
      "floor",
      R"("measures": [{"id": "floor", "take_up": {"value": 0.9, "range": [0.8, 1], "grade": "amber", "source": "x"}},
                              {"id": "employment", "take_up": {"value": 0.1, "grade": "amber", "source": "y"}}],
                 "registry": {"margin": {"value": 1.3, "range": [1.1, 1.5], "grade": "red", "source": "z"}})")});
  const Datum& take_up = measure_named(s, "floor").take_up.steps.at(0).datum;
  EXPECT_EQ(take_up.value, 0.9);
  EXPECT_EQ(take_up.grade, Grade::amber);
  EXPECT_EQ(take_up.source, "x");
  EXPECT_EQ(take_up.range, (Range{0.8, 1}));
  EXPECT_EQ(s.registry.margin.source, "z");
  // The scenario's own bare number wins whole: neither value nor source of the set stays.
  const Datum& own = measure_named(s, "employment").take_up.steps.at(0).datum;
  EXPECT_EQ(own.value, 0.6);
  EXPECT_NE(own.source, "y");
}

TEST(RuleSet, LaterWinsOverEarlier) {
  const RuleText early = set_of("early", R"("registry": {"margin": 1.2, "observation_sd": 0.15})"),
                 late = set_of("late", R"("registry": {"margin": 1.4})");
  const Scenario s = read_with({early, late}), turned = read_with({late, early});
  EXPECT_EQ(s.registry.margin.value, 1.4);
  EXPECT_EQ(s.registry.observation_sd.value, 0.15);
  EXPECT_EQ(turned.registry.margin.value, 1.2);
  ASSERT_EQ(s.rule_sets.size(), 2u);
  EXPECT_EQ(s.rule_sets[0].id, "early");
  EXPECT_EQ(s.rule_sets[1].source, "a document");
}

TEST(RuleSet, AddsElementsByIdAndNotesAfterTheScenarios) {
  const Scenario s = read_with({set_of("more", R"("notes": [{"text": {"zh": "甲", "en": "A"}}],
      "guarantees": [{"id": "housing", "missing": 0.5}, {"id": "water", "missing": 0.02}],
      "documents": [{"key": "plan", "title": "Another"}, {"key": "law", "title": "A law"}],
      "lines": [{"id": "province", "value": 3300}])")});
  ASSERT_EQ(s.guarantees.size(), 2u);
  EXPECT_EQ(s.guarantees[0].missing.value, 0.15) << "the scenario's own";
  EXPECT_EQ(s.guarantees[1].id, "water");
  ASSERT_EQ(s.documents.size(), 2u);
  EXPECT_EQ(s.documents[0].title, "A plan");
  EXPECT_EQ(s.line("province").value.at(s.start), 3300);
  ASSERT_EQ(s.notes.size(), 1u);
  EXPECT_EQ(s.notes[0].text.en, "A");
}

TEST(RuleSet, WhatIsStoredNeedsNoFile) {
  const Scenario s = read_with({set_of("floor", R"("registry": {"margin": 1.3})")});
  EXPECT_TRUE(s.rules.empty());
  const std::string text = scenario_text(s);
  const Scenario again = read_scenario(text, "");
  EXPECT_EQ(again.registry.margin.value, 1.3);
  EXPECT_EQ(again.rule_sets.at(0).id, "floor");
  EXPECT_EQ(scenario_text(again), text);
}

bool tells(const Problems& problems, const std::string& path, const std::string& word) {
  return std::any_of(problems.begin(), problems.end(), [&](const Problem& problem) {
    return problem.path == path && problem.text.en.find(word) != std::string::npos;
  });
}

TEST(RuleSet, TellsAllMistakesAtOnceWithTheirFile) {
  const Problems problems =
      problems_with({set_of("one", R"("measures": [{"id": "floor", "take_up": 3}, {"id": "sheep", "take_upp": 0.5}],
                        "months": 12, "registry": {"margin": "much"}, "registry": {})"),
                     set_of("two", R"("guarantees": [{"id": "water", "missing": -1}], "no_such_key": 1)")});
  EXPECT_TRUE(tells(problems, "/measures/0/take_up", "rules/one.json")) << problems.size();
  EXPECT_TRUE(tells(problems, "/measures/1/take_upp", "rules/one.json"));
  EXPECT_TRUE(tells(problems, "/months", "rules/one.json"));
  EXPECT_TRUE(tells(problems, "/registry", "rules/one.json: duplicate"));
  EXPECT_TRUE(tells(problems, "/guarantees/0/missing", "rules/two.json"));
  EXPECT_TRUE(tells(problems, "/no_such_key", "rules/two.json"));
  // A mistake of the scenario itself names no set.
  const std::vector<RuleText> good{set_of("good", "")};
  Problems own;
  try {
    Problems none;
    Json file = parse_json(small_naming(good), none);
    file["months"] = -1;
    read_scenario(file.dump(), "", {}, good);
  } catch (const ScenarioError& error) {
    own = error.problems();
  }
  ASSERT_EQ(own.size(), 1u);
  EXPECT_EQ(own[0].path, "/months");
  EXPECT_EQ(own[0].text.en.find("rule set"), std::string::npos);
}

TEST(RuleSet, MustBeThereAndOfThisVersion) {
  EXPECT_FALSE(problems_of(small_with("/rules", R"(["rules/gone.json"])")).empty());
  const RuleText other{"rules/a.json", R"({"schema": "tuiyan/rules@2", "id": "a"})"};
  EXPECT_THROW(read_with({other}), SchemaVersionError);
  EXPECT_THROW(read_with({{"rules/a.json", "hello"}}), FormatError);
  EXPECT_TRUE(tells(problems_with({{"rules/a.json", R"({"schema": "tuiyan/rules@1", "id": "a"})"}}), "", "source"));
  EXPECT_EQ(rules_of(R"({"rules": ["a.json", "b.json"]})"), (std::vector<std::string>{"a.json", "b.json"}));
  EXPECT_TRUE(rules_of("{}").empty());
}

TEST(RuleSet, IsReadBesideTheScenario) {
  const ScratchFolder scratch;
  std::filesystem::create_directory(scratch / "rules");
  const RuleText set = set_of("floor", R"("registry": {"margin": 1.3})");
  write_text(scratch / "a.json", small_naming({set}));
  EXPECT_THROW(read_scenario_file(scratch / "a.json"), FileError);
  write_text(scratch / "rules" / "floor.json", set.text);
  EXPECT_EQ(read_scenario_file(scratch / "a.json").registry.margin.value, 1.3);
  EXPECT_EQ(read_scenario_file(scratch / "a.json", {"registry/margin=1.05"}).registry.margin.value, 1.05);
}

void expect_evidence(const Json& json, const std::string& path) {
  if (json.is_object() && json.contains("value")) {
    EXPECT_FALSE(json.value("source", "").empty()) << path;
    EXPECT_FALSE(json.value("grade", "").empty()) << path;
    return;
  }
  if (!json.is_structured()) return;
  std::size_t i = 0;
  for (const auto& [key, value] : json.items()) {
    static const std::vector<std::string> plain{"window_end", "decided", "in_force"};
    const bool bare = value.is_number() && std::find(plain.begin(), plain.end(), key) == plain.end();
    EXPECT_FALSE(bare) << path << "/" << key << " is a number without evidence";
    expect_evidence(value, path + "/" + (json.is_array() ? std::to_string(i++) : key));
  }
}

TEST(RuleSet, OnesThatComeWithTheProgramHaveEvidenceAndBothLanguages) {
  int sets = 0;
  for (const auto& entry : std::filesystem::directory_iterator(TUIYAN_SOURCE_DIR "/scenarios/rules")) {
    ++sets;
    Problems problems;
    const Json file = parse_json(source_text("scenarios/rules/" + entry.path().filename().string()), problems);
    EXPECT_TRUE(problems.empty());
    EXPECT_EQ(file.at("id").get<std::string>(), entry.path().stem().string());
    EXPECT_FALSE(file.at("names").at("zh").get<std::string>().empty());
    EXPECT_FALSE(file.at("names").at("en").get<std::string>().empty());
    expect_evidence(file, entry.path().filename().string());
  }
  EXPECT_GE(sets, 3);
}

}  // namespace
}  // namespace tuiyan
