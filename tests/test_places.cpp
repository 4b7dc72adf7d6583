// The places that come with the program: they read without a problem, their totals are the documents', and
// every number says where it comes from.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "sim/engine.h"
#include "sim/field_json.h"
#include "sim/population.h"
#include "sim/scenario.h"

namespace tuiyan {
namespace {

std::string source_text(const std::string& path) {
  std::ifstream file(std::string(TUIYAN_SOURCE_DIR) + "/" + path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string file_text(const std::string& name) { return source_text("scenarios/" + name); }

Scenario place(const std::string& name, const std::vector<std::string>& overrides = {}) {
  return read_scenario(file_text(name), file_text("measures.json"), overrides);
}

// Counts, dates and switches say what a person planned or how long to run: not evidence.
bool needs_no_source(const std::string& key) {
  static const std::array<std::string, 16> plain{
      "weight", "months", "lead_in", "replicates", "households", "persons",   "money",  "envelope",
      "factor", "seed",   "age",     "land",       "income",     "transfers", "points", "withdraw_after"};
  return std::find(plain.begin(), plain.end(), key) != plain.end();
}

void collect_unsourced(const Json& json, const std::string& path, const std::string& key,
                       std::vector<std::string>& found) {
  if (json.is_object() && json.contains("value") && json["value"].is_number()) {
    if (json.value("source", "").empty()) found.push_back(path + " has no source");
    if (json.value("grade", "").empty()) found.push_back(path + " has no grade");
    return;
  }
  if (json.is_number() && !needs_no_source(key)) found.push_back(path + " is a bare number");
  if (!json.is_structured()) return;
  for (const auto& [name, part] : json.items())
    collect_unsourced(part, path + "/" + name, json.is_object() ? name : key, found);
}

std::vector<std::string> unsourced(const std::string& text) {
  Problems problems;
  std::vector<std::string> found;
  collect_unsourced(parse_json(text, problems), "", "", found);
  for (const Problem& problem : problems) found.push_back(problem.path + " " + problem.text.en);
  return found;
}

class Places : public testing::TestWithParam<const char*> {};

TEST_P(Places, ReadWithoutProblems) {
  try {
    const Scenario scenario = place(GetParam());
    EXPECT_FALSE(scenario.names.zh.empty());
    EXPECT_FALSE(scenario.question.en.empty());
    ASSERT_GE(scenario.mix_index("none"), 0);
    EXPECT_TRUE(scenario.mixes[0].id == "none" && scenario.mixes[0].items.empty());
    EXPECT_TRUE(scenario.mixes[0].existing_transfers);
    EXPECT_GE(scenario.mix_index("as_planned"), 0);
  } catch (const ScenarioError& error) {
    FAIL() << error.what();
  }
}

TEST_P(Places, EveryNumberHasSourceAndGrade) {
  EXPECT_EQ(unsourced(file_text(GetParam())), std::vector<std::string>{});
}

TEST_P(Places, SharesOfCausesAddUp) {
  double sum = 0;
  for (const CauseRules& cause : place(GetParam()).people.causes) sum += cause.share;
  EXPECT_NEAR(sum, 1, 1e-9);
}

INSTANTIATE_TEST_SUITE_P(All, Places,
                         testing::Values("hohhot-2017.json", "bachu-village.json", "qingdao-2014.json",
                                         "zaozhuang-2017.json", "xi-county.json", "chengdu-district-2018.json",
                                         "dengta-village.json", "gannan-2016.json", "ganzhou-2010.json"));

TEST(Catalogue, EveryNumberHasSourceAndGrade) {
  EXPECT_EQ(unsourced(file_text("measures.json")), std::vector<std::string>{});
}

TEST(Catalogue, TheCheckSeesANumberWithoutASource) {
  EXPECT_EQ(unsourced(R"({"a": {"value": 3, "grade": "red"}})").size(), 1u);
  EXPECT_EQ(unsourced(R"({"take_up": 0.5})").size(), 1u);
}

TEST(Catalogue, EveryMeasureSpeaksBothLanguages) {
  for (const Measure& measure : place("hohhot-2017.json").measures) {
    EXPECT_FALSE(measure.names.zh.empty()) << measure.id;
    EXPECT_FALSE(measure.about.zh.empty()) << measure.id;
    EXPECT_NE(measure.names.zh, measure.names.en) << measure.id;
    EXPECT_NE(measure.about.zh, measure.about.en) << measure.id;
    EXPECT_FALSE(measure.effects.empty()) << measure.id;
  }
}

// The gain of a participant is 10.6 % of 8,113 yuan, the income of a registered household with a worker.
TEST(Catalogue, EmploymentBringsWhatWasFound) {
  const Scenario scenario = place("hohhot-2017.json");
  const Measure& employment = scenario.measures[static_cast<std::size_t>(scenario.measure_index("employment"))];
  const JobEffect& job = std::get<JobEffect>(employment.effects.at(0).what);
  EXPECT_NEAR(job.additional * (job.wage * job.months - job.given_up), 0.106 * 3050 * 2.66, 5);
}

TEST(Hohhot, TotalsAreTheDocuments) {
  double households = 0, persons = 0, out = 0, ill = 0, remote = 0;
  for (const GroupRules& group : place("hohhot-2017.json").people.groups) {
    if (group.standing == Standing::registered) {
      households += group.households, persons += group.persons;
      ill += group.households * group.ill, remote += group.households * group.remote;
    } else if (group.standing != Standing::fringe) {
      out += group.persons;
    }
  }
  EXPECT_EQ(households, 4008);
  EXPECT_EQ(persons, 7994);
  EXPECT_EQ(out, 60659 - 7994);
  EXPECT_NEAR(ill / households, 0.5, 0.02);
  EXPECT_NEAR(remote / households, 0.35, 0.001);
}

// Every mix but none begins with the lead-in and keeps what stands outside the envelope; the envelope is the same.
TEST(Hohhot, MixesDifferOnlyWithinOneEnvelope) {
  const Scenario scenario = place("hohhot-2017.json");
  ASSERT_EQ(scenario.mixes.size(), 5u);
  std::vector<std::string> outside;
  for (std::size_t m = 1; m < scenario.mixes.size(); ++m) {
    const Mix& mix = scenario.mixes[m];
    std::vector<std::string> kept;
    for (const Item& item : mix.items) {
      EXPECT_EQ(item.start, scenario.first_month()) << mix.id << " " << item.measure;
      if (!item.in_envelope) kept.push_back(item.measure + " " + item.who);
    }
    if (m == 1) outside = kept;
    EXPECT_EQ(kept, outside) << mix.id;
    EXPECT_EQ(mix.envelope, scenario.mixes[1].envelope) << mix.id;
  }
  // Planned counts x unit cost: production and jobs, and the floor for those outside the floor label.
  const double production = 539 * 4250 + 745 * 1500 + 39 * 9500 + 372 * 1133;
  const double floor_on_top = (7994 - 2688) * 0.92 * (5359 - 3488);
  EXPECT_NEAR(*scenario.mixes[1].envelope, production + floor_on_top, 50000);
}

struct Opening {
  std::string place;
  double registered_households, registered_persons, out_households, out_persons;
};

// Who is on file in the population that is made, to the household and person. In Zaozhuang 39,100 households are
// paired and 106,000 + 6,400 persons on file; in Xi county 173,300 persons; in Gannan 283,900 since 2011.
TEST(Places, OpenAsTheDocumentsCount) {
  for (const Opening& opening :
       {Opening{"qingdao-2014.json", 28535, 63887, 0, 0},
        Opening{"zaozhuang-2017.json", 11005, 15500 + 6400, 39100 - 11005, 106000 - 15500},
        Opening{"xi-county.json", 39731, 173300, 0, 0}, Opening{"chengdu-district-2018.json", 0, 0, 517, 1760},
        Opening{"dengta-village.json", 139, 298, 0, 0},
        Opening{"gannan-2016.json", 17902, 79300, 14515 + 31670, 283900 - 79300}}) {
    const Scenario scenario = place(opening.place);
    Opening found{opening.place, 0, 0, 0, 0};
    for (const Household& household : make_population(scenario).households) {
      const Standing standing = scenario.people.groups[household.group].standing;
      if (standing == Standing::fringe) continue;
      const bool registered = standing == Standing::registered;
      (registered ? found.registered_households : found.out_households) += 1;
      (registered ? found.registered_persons : found.out_persons) += household.size;
    }
    EXPECT_EQ(found.registered_households, opening.registered_households) << opening.place;
    EXPECT_EQ(found.registered_persons, opening.registered_persons) << opening.place;
    EXPECT_EQ(found.out_households, opening.out_households) << opening.place;
    EXPECT_EQ(found.out_persons, opening.out_persons) << opening.place;
  }
}

TEST(Dengta, TheWholeVillageIsThere) {
  const Population people = make_population(place("dengta-village.json"));
  EXPECT_EQ(people.households.size(), 1162u);
  EXPECT_EQ(people.members.size(), 4257u);
}

// Alternatives are at equal money, and what stands outside the envelope is the same in every mix but none.
TEST(Places, CompareMixesAtEqualMoney) {
  for (const char* name :
       {"qingdao-2014.json", "zaozhuang-2017.json", "xi-county.json", "chengdu-district-2018.json"}) {
    const Scenario scenario = place(name);
    ASSERT_GE(scenario.mixes.size(), 4u) << name;
    std::vector<std::string> outside;
    for (std::size_t m = 1; m < scenario.mixes.size(); ++m) {
      std::vector<std::string> kept;
      for (const Item& item : scenario.mixes[m].items)
        if (!item.in_envelope) kept.push_back(item.measure + " " + item.who);
      if (m == 1) outside = kept;
      EXPECT_EQ(kept, outside) << name << " " << scenario.mixes[m].id;
      EXPECT_EQ(scenario.mixes[m].envelope, scenario.mixes[1].envelope) << name << " " << scenario.mixes[m].id;
    }
  }
}

TEST(Bachu, TotalsAreTheDocuments) {
  const Scenario scenario = place("bachu-village.json");
  std::size_t persons = 0;
  long women = 0;
  double land = 0;
  for (const HouseholdRules& household : scenario.people.households) {
    persons += household.members.size();
    land += household.land;
    for (const MemberRules& member : household.members) women += member.female;
  }
  EXPECT_EQ(scenario.people.households.size(), 7u);
  EXPECT_EQ(persons, 31u);
  EXPECT_EQ(women, 15);
  EXPECT_EQ(land, 58.5);
}

// What the package pays in a year with all randomness off, to one household or, without a name, to all: what is
// paid out is made the only cost, so that spending tells it to the fen.
double package(const std::string& household) {
  const std::vector<std::string> measures{"land_improvement", "sheep", "courtyard", "public_post", "education"};
  const Scenario plain = place("bachu-village.json");
  const Mix& planned = plain.mixes[static_cast<std::size_t>(plain.mix_index("as_planned"))];
  std::vector<std::string> overrides{"randomness=false"};
  for (const std::string& measure : measures)
    overrides.push_back("measures/" + measure + "/cost={\"once\": 0, \"yearly\": 0, \"benefit\": true}");
  for (const Item& item : planned.items) {
    if (household.empty()) break;
    const std::string whose = "household == '" + household + "'";
    overrides.push_back("mixes/as_planned/items/" + item.measure +
                        "/who=" + (item.who.empty() ? whose : "(" + item.who + ") and " + whose));
  }
  const Scenario scenario = place("bachu-village.json", overrides);
  const int mix = scenario.mix_index("as_planned");
  RunOptions options;
  options.replicates = 1;
  options.threads = 1;
  options.mixes = {mix};
  const Outcomes outcomes = run(scenario, make_population(scenario), options);
  double sum = 0;
  for (const std::string& measure : measures)
    sum += outcomes.of[0][0][static_cast<std::size_t>(outcomes.shape.find("spending_year", "2020", measure))];
  return sum;
}

TEST(Bachu, ThePackageAddsExactlyWhatTheDocumentSays) { EXPECT_DOUBLE_EQ(package(""), 76750); }

TEST(Bachu, EachHouseholdGetsExactlyItsPart) {
  const std::vector<std::pair<std::string, double>> parts{{"h1", 8500},  {"h2", 7250}, {"h3", 21500}, {"h4", 10000},
                                                          {"h5", 11000}, {"h6", 7500}, {"h7", 11000}};
  for (const auto& [household, part] : parts) EXPECT_DOUBLE_EQ(package(household), part) << household;
}

}  // namespace
}  // namespace tuiyan
