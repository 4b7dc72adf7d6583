#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "sim/scenario.h"
#include "tests/small_scenario.h"

namespace tuiyan {
namespace {

std::string file_text(const std::string& name) {
  std::ifstream file(std::string(TUIYAN_SOURCE_DIR) + "/scenarios/" + name);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(Scenario, IsRead) {
  const Scenario s = read_scenario(small_scenario, "");
  EXPECT_EQ(s.first_month(), Month::of(2016, 7));
  EXPECT_EQ(s.end_month(), Month::of(2019, 1));
  EXPECT_EQ(s.line("national").value.at(Month::of(2018, 3)), 2995);
  EXPECT_EQ(s.measure_index("floor"), 1);
  EXPECT_EQ(s.measure_index("none"), -1);
  EXPECT_EQ(s.mix_index("plan"), 1);
  EXPECT_EQ(s.mixes[1].items[0].households, 20);
  EXPECT_EQ(s.mixes[1].items[2].end, Month::of(2018, 1));
  ASSERT_TRUE(std::holds_alternative<JobEffect>(s.measures[0].effects[0].what));
  EXPECT_EQ(std::get<JobEffect>(s.measures[0].effects[0].what).months, 12);
  EXPECT_EQ(s.people.households[0].members[1].age, 9);
  EXPECT_THROW(s.line("x"), std::out_of_range);
}

TEST(Scenario, WordsAreNumberedInOrder) {
  const Vocabulary words = read_scenario(small_scenario, "").vocabulary();
  EXPECT_EQ(words.mains, (std::vector<std::string>{"employment", "floor"}));
  EXPECT_EQ(words.groups, (std::vector<std::string>{"jobs", "old", "fringe"}));
  EXPECT_EQ(words.lines, (std::vector<std::string>{"national", "dibao"}));
  EXPECT_EQ(words.households, (std::vector<std::string>{"h1"}));
}

TEST(Scenario, ItsTextIsAFixedPoint) {
  const std::string text = scenario_text(read_scenario(small_scenario, ""));
  EXPECT_EQ(scenario_text(read_scenario(text, "")), text);
  for (const char* name : {"hohhot-2017.json", "bachu-village.json"}) {
    const std::string resolved = scenario_text(read_scenario(file_text(name), file_text("measures.json")));
    EXPECT_EQ(scenario_text(read_scenario(resolved, "")), resolved) << name;
  }
}

const char* const catalogue = R"({"schema": "tuiyan/measures@1", "measures": [
  {"id": "sheep", "take_up": 0.1, "capacity": 9, "effects": [{"effect": "income", "amount": 7}]},
  {"id": "posts", "take_up": {"value": 0.3, "range": [0.2, 0.4], "grade": "amber", "source": "s"},
   "who": "lacks.nothing_here", "effects": [{"effect": "income", "amount": 6000}]}]})";

TEST(Scenario, ChangesTheCatalogueById) {
  const Scenario s = read_scenario(small_scenario, catalogue);
  ASSERT_EQ(s.measures.size(), 6u);
  const Measure& sheep = s.measures[static_cast<std::size_t>(s.measure_index("sheep"))];
  EXPECT_EQ(sheep.capacity, 9);
  EXPECT_EQ(std::get<IncomeEffect>(sheep.effects.at(0).what).amount, 1500);
}

// A catalogue serves many places; what no mix uses need not fit this one.
TEST(Scenario, OnlyMeasuresInUseMustFitThePlace) {
  EXPECT_TRUE(problems_of(small_scenario, catalogue).empty());
  const Problems problems = problems_of(small_with("/mixes/1/items/0/measure", "\"posts\""), catalogue);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].path, "/measures/posts/who");
}

TEST(Scenario, OverridesReachEverything) {
  const Scenario s = read_scenario(
      small_scenario, catalogue,
      {"guarantees/housing/missing=0.2", "mixes/plan/items/0/start=2017-01", "registry.margin=1", "seed=5",
       "measures/posts/take_up=0.5", "measures/sheep/effects/0/amount=1600", "lines/national/value=3300",
       "mixes/plan/items/repair/order=nearest", "randomness=false", "income/growth_with_worker=0.05"});
  EXPECT_EQ(s.guarantees[0].missing, (Datum{0.2, Range{0.05, 0.3}, Grade::red, set_by_hand, false}));
  EXPECT_EQ(s.mixes[1].items[0].start, Month::of(2017, 1));
  EXPECT_EQ(s.registry.margin, (Datum{1, RegisterRules().margin.range, Grade::red, set_by_hand, false}));
  EXPECT_EQ(s.seed, 5);
  const Measure& posts = s.measures[static_cast<std::size_t>(s.measure_index("posts"))];
  EXPECT_EQ(posts.take_up.steps.at(0).datum, (Datum{0.5, Range{0.2, 0.4}, Grade::red, set_by_hand, false}));
  EXPECT_EQ(posts.effects.size(), 1u);
  const Measure& sheep = s.measures[static_cast<std::size_t>(s.measure_index("sheep"))];
  EXPECT_EQ(std::get<IncomeEffect>(sheep.effects.at(0).what).amount, 1600);
  EXPECT_EQ(sheep.capacity, 9);
  EXPECT_EQ(s.line("national").value.at(Month::of(2017, 1)), 3300);
  EXPECT_EQ(s.mixes[1].items[2].order, Order::nearest);
  EXPECT_FALSE(s.randomness);
  EXPECT_EQ(s.income.growth_with_worker.at(Month::of(2017, 1)), 0.05);
  EXPECT_EQ(read_scenario(small_scenario, catalogue).registry.margin.grade, Grade::red);
}

TEST(Scenario, OverridesOfTheRealPlace) {
  const Scenario s = read_scenario(file_text("hohhot-2017.json"), file_text("measures.json"),
                                   {"mixes/as_planned/items/0/start=2017-01", "measures/relocation/take_up=0.5"});
  EXPECT_EQ(s.mixes[static_cast<std::size_t>(s.mix_index("as_planned"))].items[0].start, Month::of(2017, 1));
  EXPECT_EQ(s.measures[static_cast<std::size_t>(s.measure_index("relocation"))].take_up.at(s.start), 0.5);
}

TEST(Scenario, NamesItsCatalogue) {
  EXPECT_EQ(catalogue_of(R"({"catalogue": "measures.json", "x": [)"
                         "]}"),
            "measures.json");
  EXPECT_EQ(catalogue_of(small_scenario), "");
  EXPECT_THROW(catalogue_of("{"), FormatError);
}

TEST(Parameters, EveryDefaultHasEvidenceWithinItsLimits) {
  Scenario s;
  s.guarantees.emplace_back().id = "*";
  s.people.groups.emplace_back().id = "*";
  const std::vector<Parameter> parameters = parameters_of(fields(s));
  EXPECT_GT(parameters.size(), 60u);
  for (const Parameter& p : parameters) {
    EXPECT_FALSE(p.datum.source.empty() || p.names.zh.empty() || p.names.en.empty()) << p.path;
    EXPECT_TRUE(p.datum.value >= p.limits.low && p.datum.value <= p.limits.high) << p.path;
    ASSERT_TRUE(p.datum.range) << p.path;
    EXPECT_TRUE(p.datum.value >= p.datum.range->low && p.datum.value <= p.datum.range->high) << p.path;
    EXPECT_TRUE(p.datum.range->low >= p.limits.low && p.datum.range->high <= p.limits.high) << p.path;
    EXPECT_NE(p.datum.source.find(" / "), std::string::npos) << p.path << " has its source in one language only";
  }
}

// Whatever parameters_of names, --set can set in the file as it is.
TEST(Parameters, TheirPathsCanBeSet) {
  const std::string text = file_text("hohhot-2017.json"), measures = file_text("measures.json");
  Scenario s = read_scenario(text, measures);
  for (const Parameter& p : parameters_of(fields(s))) {
    const Problems problems = problems_of(text, measures, {p.path + "=" + number_text(p.datum.value)});
    EXPECT_TRUE(problems.empty()) << p.path << ": " << (problems.empty() ? "" : problems[0].path + problems[0].text.en);
  }
}

TEST(Scenario, AStepOfADefaultCanBeSet) {
  const Scenario s =
      read_scenario(small_scenario, "", {"registry/approval/2017-01=0.9", "lines/national/value/2018=3000"});
  EXPECT_EQ(s.registry.approval.at(Month::of(2016, 12)), RegisterRules().approval.at(Month::of(2016, 12)));
  EXPECT_EQ(s.registry.approval.at(Month::of(2017, 1)), 0.9);
  EXPECT_EQ(s.line("national").value.at(Month::of(2018, 1)), 3000);
  const Problems problems = problems_of(small_scenario, "", {"registry/approval/2019-01=0.9"});
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].text.en, "unknown step \"2019-01\"; did you mean \"2014-01\"?");
}

TEST(Schema, CanBeParsedAndNamesEveryKey) {
  const Json schema = Json::parse(schema_text());
  EXPECT_EQ(schema["properties"]["schema"]["const"], "tuiyan/scenario@1");
  Scenario s;
  for (const Field& field : fields(s).list) EXPECT_TRUE(schema["properties"].contains(field.key)) << field.key;
  EXPECT_EQ(s.measures.size() + s.mixes.size() + s.people.groups.size(), 0u);
}

TEST(Parameters, RedComesFirst) {
  const std::string text = parameters_markdown();
  EXPECT_LT(text.find("## 红"), text.find("## 黄"));
  EXPECT_LT(text.find("## 黄"), text.find("## 绿"));
  EXPECT_LT(text.find("`registry/margin`"), text.find("## 黄"));
}

}  // namespace
}  // namespace tuiyan
