// Rural China 2013-2020: a weighted sample of everybody, the rule sets it shares, and the fit that its file claims.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "io/scenario_file.h"
#include "sim/field_json.h"
#include "tests/places.h"

namespace tuiyan {
namespace {

Scenario rural(const std::vector<std::string>& overrides = {}) {
  return read_scenario_file(TUIYAN_SOURCE_DIR "/scenarios/rural-china-2013.json", overrides);
}

TEST(RuralChina, IsAWeightedSampleOfAllRuralHouseholds) {
  const Scenario s = rural();
  double households = 0, persons = 0;
  for (const GroupRules& group : s.people.groups) {
    EXPECT_EQ(group.standing, Standing::everyone);
    households += group.households;
    persons += group.persons;
  }
  EXPECT_GE(households / s.weight, 100'000);
  EXPECT_NEAR(persons * 0.085, 82.49e6, 0.01 * 82.49e6) << "the poor of 2013 at their published rate";
  EXPECT_EQ(s.first_month(), Month::of(2013, 1));
  EXPECT_EQ(s.end_month(), Month::of(2021, 1));
  EXPECT_GE(s.mixes.size(), 4u);
  EXPECT_EQ(s.rule_sets.size(), 3u);
  for (const Mix& mix : s.mixes) EXPECT_NE(mix.names.zh, mix.names.en);
}

TEST(RuralChina, HoldsTheRuleSetsItNames) {
  const Scenario s = rural();
  const Measure& dibao = s.measures.at(static_cast<std::size_t>(s.measure_index("dibao")));
  EXPECT_EQ(dibao.take_up.at(Month::of(2019, 7)), 0.98);
  EXPECT_EQ(dibao.take_up.at(Month::of(2015, 7)), 0.3);
  EXPECT_EQ(s.registry.vetoes.size(), 2u);
  EXPECT_EQ(s.registry.rounds.at(0).from, Month::of(2014, 11)) << "the scenario's own rounds win";
  EXPECT_TRUE(std::any_of(s.guarantees.begin(), s.guarantees.end(),
                          [](const Guarantee& each) { return each.id == "education"; }));
  EXPECT_TRUE(std::any_of(s.notes.begin(), s.notes.end(), [](const Note& note) {
    return note.text.en.find("8 ") != std::string::npos || note.text.en.find("eight situations") != std::string::npos;
  })) << "contradictions of the documents stay visible";
}

// A sample of a tenth is enough to see the fit; the ranges hold what such a sample leaves open.
TEST(RuralChina, FitsTheYearsItWasFittedTo) {
  const Scenario s = rural({"weight=25000"});
  constexpr int replicates = 20;  // the luck that all households share is large
  const Outcomes outcomes = play(s, replicates, {"none", "as_planned"});
  const auto mean = [&](const char* mix, const char* quantity, const char* at, const char* group = "") {
    double sum = 0;
    for (int r = 0; r < replicates; ++r) sum += value_of(outcomes, r, mix, quantity, at, group) / replicates;
    return sum;
  };
  EXPECT_NEAR(mean("as_planned", "registered_households", "start"), 24.8e6, 30'000);
  EXPECT_NEAR(mean("as_planned", "poor_share", "2013-12"), 0.085, 0.01);
  EXPECT_NEAR(mean("as_planned", "poor_share", "2014-12"), 0.072, 0.01);
  EXPECT_NEAR(mean("as_planned", "poor_share", "2015-12"), 0.057, 0.01);
  EXPECT_NEAR(mean("as_planned", "mean_income", "2015-12", "ever_registered"), 3416, 0.10 * 3416);
  EXPECT_GT(mean("none", "poor_share", "2015-12"), mean("as_planned", "poor_share", "2015-12"));
}

}  // namespace
}  // namespace tuiyan
