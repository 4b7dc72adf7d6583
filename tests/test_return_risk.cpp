// Risk of return: exits followed, chances that agree with the engine's own curve, shocks taken away, the score.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "io/return_risk_json.h"
#include "sim/draws.h"
#include "sim/follow_exits.h"
#include "sim/last_exits.h"
#include "sim/return_risk.h"
#include "sim/return_risk_words.h"
#include "sim/trace.h"
#include "tests/places.h"
#include "tests/process.h"

namespace tuiyan {
namespace {

Scenario five_years() {
  Scenario place = small_place();
  place.months = 60;
  return place;
}

RiskPlan plan_of(const Scenario& place, int replicates, const std::string& mix = "plan") {
  RiskPlan plan;
  plan.scenario = place;
  plan.mix = place.mix_index(mix);
  plan.by = {RiskBy::cause, RiskBy::labour, RiskBy::village};
  plan.replicates = replicates;
  plan.seed = static_cast<std::uint64_t>(place.seed);
  return plan;
}

const ReturnRisk& told() {  // played once
  static const ReturnRisk risk = [] {
    RiskPlan plan = plan_of(larger(five_years(), 4), 6);
    plan.households = true;
    return return_risk_of(plan);
  }();
  return risk;
}

TEST(AreaUnderCurve, IsTheRankStatistic) {
  EXPECT_EQ(area_under_curve({{1, false}, {2, false}, {3, true}, {4, true}}), 1);
  EXPECT_EQ(area_under_curve({{1, true}, {2, false}}), 0);
  EXPECT_EQ(area_under_curve({{1, true}, {1, false}, {1, false}}), 0.5);
  EXPECT_EQ(area_under_curve({{1, false}, {2, true}, {3, false}, {4, true}}), 0.75);  // 3 of 4 pairs
  EXPECT_TRUE(std::isnan(area_under_curve({{1, true}, {2, true}})));
  EXPECT_TRUE(std::isnan(area_under_curve({})));
}

// The engine counts the same spells in its own way: the same while no household is born of a split, and within half a
// percent where some are.
TEST(ReturnRisk, AgreesWithTheCurveOfTheOutcomes) {
  for (const bool natural_change : {false, true}) {
    Scenario place = five_years();
    place.demography.natural_change = natural_change;
    const ReturnRisk risk = return_risk_of(plan_of(place, 3));
    const Outcomes outcomes = play(place, 3, {"plan"});
    const std::vector<int> curve = outcomes.shape.curve("returned_within");
    for (const std::size_t month : {12u, 24u, 36u}) {
      std::vector<double> values;
      for (const auto& replicate : outcomes.of) values.push_back(replicate[0][static_cast<std::size_t>(curve[month])]);
      const double engine = estimate(values).mean;
      EXPECT_NEAR(risk.curve.returned[month].mean, engine, natural_change ? 0.005 * engine : 1e-15) << month;
    }
    EXPECT_DOUBLE_EQ(risk.all.within_24.mean, risk.curve.returned[24].mean);
    EXPECT_GT(risk.all.within_24.mean, 0);
  }
}

TEST(ReturnRisk, TheFourUnderTheCurveAddToTheExits) {
  const RiskCurve& curve = told().curve;
  for (std::size_t m = 0; m < curve.returned.size(); ++m)
    EXPECT_NEAR(curve.at_risk[m] + curve.back[m] + curve.dissolved[m] + curve.censored[m], curve.at_risk[0], 1e-9);
  EXPECT_GT(curve.back.back(), 0);
}

TEST(ReturnRisk, GroupsAddToAll) {
  double labour = 0;
  for (const RiskGroup& group : told().groups)
    if (group.by == "labour") labour += group.exits;
  EXPECT_NEAR(labour, told().all.exits, 1e-9);
  double share = 0;
  for (const TriggerShare& trigger : told().triggers) share += trigger.share.mean;
  EXPECT_NEAR(share, 1, 1e-9);
}

TEST(ReturnRisk, SmallGroupsAreGreyAndSmallerOnesHidden) {
  ReturnRisk risk = told();
  const Scenario place = five_years();
  risk.groups.resize(3);
  risk.groups[0].exits = 9.9;
  risk.groups[1].exits = 29;
  risk.groups[2].exits = 30;
  const TextTable table = risk_group_table(risk, place, Language::en);
  ASSERT_EQ(table.rows.size(), 4u);
  EXPECT_EQ(table.rows[1][4], "hidden");
  EXPECT_EQ(table.grey, (std::vector<bool>{false, true, true, false}));
  const auto json = nlohmann::json::parse(return_risk_json({risk}, place, {}));
  const auto& groups = json["result"]["mixes"][0]["groups"];
  EXPECT_FALSE(groups[0].contains("exits"));
  EXPECT_FALSE(groups[0].contains("back_within_24"));
  EXPECT_TRUE(groups[1]["small"].get<bool>());
  EXPECT_FALSE(groups[2]["small"].get<bool>());
}

TEST(ReturnRisk, ListsHouseholdsOnlyOnRequestAndWithoutNames) {
  ASSERT_FALSE(told().households.empty());
  const HouseholdRisk& first = told().households.front();
  EXPECT_GE(first.back_24, first.back_12);
  EXPECT_LE(first.back_24, first.exits);
  EXPECT_LE(first.exits, 6);
  for (std::size_t k = 1; k < told().households.size(); ++k) {
    const HouseholdRisk &a = told().households[k - 1], &b = told().households[k];
    EXPECT_GE(a.back_24 * b.exits, b.back_24 * a.exits);
  }
  ReturnRisk without = told();
  without.households.clear();
  const Scenario place = five_years();
  EXPECT_EQ(return_risk_json({without}, place, {}).find("\"households\": ["), std::string::npos);
  EXPECT_NE(return_risk_json({told()}, place, {}).find("\"household\":"), std::string::npos);
  EXPECT_EQ(household_table(told(), 5, Language::en).rows.size(), 5u);
}

TEST(ReturnRisk, IsKeptAndReadAgain) {
  ReturnRisk risk = told();
  risk.households.clear();
  const Scenario place = five_years();
  RunRecord record;
  record.seed = risk.seed;
  const std::string json = return_risk_json({risk}, place, record);
  EXPECT_EQ(return_risk_json(read_return_risk(json), place, record), json);
}

TEST(ReturnRisk, TheSameOnAnyNumberOfThreads) {
  const Scenario place = five_years();
  RiskPlan one = plan_of(place, 3), three = one;
  one.threads = 1;
  three.threads = 3;
  EXPECT_EQ(return_risk_json({return_risk_of(one)}, place, {}), return_risk_json({return_risk_of(three)}, place, {}));
}

// A measure that does nothing prevents nothing, to the last digit; the floor for those who are out prevents something.
TEST(ReturnRisk, AMeasureWithoutEffectPreventsNothing) {
  Scenario place = five_years();
  Measure idle = measure_of(place, "post");
  idle.id = "idle";
  idle.effects.clear();
  idle.cost = Cost();
  place.measures.push_back(idle);
  RiskPlan plan = plan_of(place, 3, "none");
  plan.mix = place.mix_index("jobs");
  plan.add = {"idle", "goats"};
  const ReturnRisk risk = return_risk_of(plan);
  for (const Removal& each : risk.removals)
    if (each.id == "idle") {
      EXPECT_EQ(each.change_24.mean, 0);
      EXPECT_EQ(each.change_24.hi90, 0);
      EXPECT_EQ(each.spending.mean, 0);
    }
}

TEST(ReturnRisk, ByDefaultTriesOneOfEachKindThatTheMixDoesNotHave) {
  const Scenario place = small_place_with_catalogue();
  const std::vector<int> tried = measures_to_try(place, place.mix_index("plan"), {});
  EXPECT_GE(tried.size(), 3u);
  for (const int measure : tried)
    for (const Item& item : mix_of(const_cast<Scenario&>(place), "plan").items)
      EXPECT_NE(place.measures[static_cast<std::size_t>(measure)].id, item.measure);
}

Outcomes play_without(const Scenario& place, ShockSet without) {
  RunOptions options;
  options.replicates = 2;
  options.seed = 42;
  options.without = without;
  return run(place, make_population(place), options);
}

// Where a shock never strikes, a future without it is the same to the byte; where it does, it is not.
TEST(WithoutAShock, IsTheSameWhereItNeverStrikes) {
  const Scenario usual = small_place();
  Scenario calm = usual;
  for (Datum* datum : {&calm.shocks.illness_rate, &calm.shocks.visit_rate, &calm.shocks.visit_rate_ill,
                       &calm.shocks.weather_rate, &calm.shocks.job_loss, &calm.shocks.price_sd, &calm.market.usual.sd})
    datum->value = 0;
  for (const Trigger shock : {Trigger::illness, Trigger::harvest, Trigger::price, Trigger::job}) {
    EXPECT_TRUE(same_bytes(play_without(calm, ShockSet(shock)), play_without(calm, {})));
    EXPECT_FALSE(same_bytes(play_without(usual, ShockSet(shock)), play_without(usual, {}))) << static_cast<int>(shock);
  }
}

TEST(WithoutAShock, NobodyLosesAJobAndFewerArePoor) {
  const Scenario place = larger(five_years(), 2);
  const Outcomes with = play_without(place, {}), without = play_without(place, ShockSet(Trigger::job));
  for (const int replicate : {0, 1}) {
    EXPECT_LT(value_of(without, replicate, "none", "poor_share", "2020-12"),
              value_of(with, replicate, "none", "poor_share", "2020-12"));
    EXPECT_EQ(value_of(without, replicate, "none", "poor_share", "start"),
              value_of(with, replicate, "none", "poor_share", "start"));
    for (const double returns : series_of(without, replicate, "plan", "returns_by_trigger_year", "job"))
      EXPECT_EQ(returns, 0);
  }
}

// Exits of one replicate, as the risk is told from.
FollowedMix followed(const Scenario& place, const std::string& mix, int replicate) {
  FollowedMix result;
  RunOptions options;
  options.first_replicate = replicate;
  options.replicates = 1;
  options.seed = 42;
  options.mixes = {place.mix_index(mix)};
  RunHooks hooks;
  hooks.watch = [&](const Course& course, std::size_t block, Month month) { follow(course, block, month, result); };
  run(place, make_population(place), options, hooks);
  return result;
}

// As one household that is watched tells it.
LastExit traced_exit(const Trace& trace, std::size_t mix) {
  LastExit last;
  for (const TracedMonth& month : trace.months)
    for (const MixEvent& event : month.mixes[mix].events) {
      if (event.kind == MixEventKind::exited) last = {month.month, std::nullopt};
      if (event.kind == MixEventKind::returned) last.back = month.month;
    }
  return last;
}

TEST(LastExits, AreWhatATraceTells) {
  const Scenario place = five_years();
  const Population people = make_population(place);
  const std::array mixes{place.mix_index("none"), place.mix_index("plan")};
  const int replicate = 2;
  const auto exits = last_exits(place, people, mixes, replicate);
  ASSERT_EQ(exits.size(), people.households.size());
  RunOptions options;
  options.seed = static_cast<std::uint64_t>(place.seed);
  options.mixes = {mixes[0], mixes[1]};
  std::map<std::string, int> looked_at;  // by what became of them
  for (std::size_t i = 0; i < exits.size(); ++i) {
    std::string kind;
    for (const LastExit& each : exits[i]) kind += !each.out ? "in " : each.back ? "back " : "out ";
    if (looked_at[kind]++ >= 3) continue;
    const std::uint32_t id = people.households[i].id;
    const Trace traced = trace(place, people, options, replicate, {id, 0});
    for (std::size_t c = 0; c < mixes.size(); ++c) EXPECT_EQ(exits[i][c], traced_exit(traced, c)) << id << " " << kind;
  }
  for (const char* kind : {"in in ", "in out ", "in back ", "out out "}) EXPECT_GT(looked_at[kind], 0) << kind;
}

TEST(RiskScore, SaysMoreThanNoise) {
  const Scenario place = larger(five_years(), 12);
  const FollowedMix exits = followed(place, "plan", 0);
  const int last = (place.end_month() - 1).index;
  std::vector<std::pair<double, bool>> scored, noise;
  int back = 0;
  for (const FollowedExit& exit : exits.exits) {
    if (!exit.scored || exit.month + 24 > last) continue;
    const bool returned = exit.cause == 0 && exit.months() <= 24;
    back += returned;
    scored.emplace_back(exit.score, returned);
    const Words words =
        draw_words(7, {exit.household, 0, Process::monitoring, static_cast<std::uint32_t>(exit.month), 9});
    noise.emplace_back(uniform(words[0]), returned);
  }
  ASSERT_GT(back, 100);
  const double n = back, m = static_cast<double>(scored.size()) - n;
  const double error = std::sqrt((n + m + 1) / (12 * n * m));  // of the area, where the score says nothing
  EXPECT_GT(area_under_curve(scored), 0.5 + 4 * error);
  EXPECT_NEAR(area_under_curve(noise), 0.5, 4 * error) << "the broken twin";
}

TEST(RiskScore, WhatIsLearnedFromOneHalfHoldsInTheOther) {
  const ScoreCheck& score = told().score;
  ASSERT_GT(score.bins.size(), 5u);
  double low = 0, high = 0, n = 0;
  for (std::size_t k = 0; k < score.bins.size(); ++k) {
    n += score.bins[k].n;
    (k < score.bins.size() / 2 ? low : high) += score.bins[k].observed.mean;
  }
  EXPECT_GT(n, 200);
  EXPECT_GT(high, low) << "the chance rises with the score";
  EXPECT_LT(score.distance, 0.12);
  EXPECT_FALSE(score_chart(told(), five_years(), Language::zh).panels.empty());
}

const std::string tiny = std::string(TUIYAN_SOURCE_DIR) + "/tests/data/tiny.json";

Finished tuiyan(const std::vector<std::string>& arguments) {
  std::vector<std::string> words{TUIYAN_PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  return Program(words).wait();
}

TEST(RiskCommand, TellsAndKeepsIt) {
  const ScratchFolder scratch;
  const std::string result = (scratch / "tiny.tuiyan").string();
  ASSERT_EQ(tuiyan({"run", tiny, "-q", "-o", scratch.path().string(), "--replicates", "3"}).code, 0);
  const Finished run = tuiyan({"risk", result, "--by", "labour"});
  ASSERT_EQ(run.code, 0) << run.err;
  EXPECT_NE(run.out.find("back within 24 months"), std::string::npos);
  EXPECT_EQ(run.out.find("mean score"), std::string::npos) << "no list of households unless asked";
  ASSERT_EQ(tuiyan({"report", result, "-o", (scratch / "x.html").string(), "--lang", "en"}).code, 0);
  EXPECT_NE(text_of(scratch / "x.html").find("Risk of return"), std::string::npos);
  EXPECT_NE(tuiyan({"report", result, "-o", "-", "--lang", "zh"}).out.find("返贫风险"), std::string::npos);
  const auto json = nlohmann::json::parse(tuiyan({"risk", result, "--json", "--households"}).out);
  EXPECT_EQ(json["schema"], "tuiyan/risk@1");
  EXPECT_EQ(tuiyan({"risk", result, "--by", "colour"}).code, 2);
  EXPECT_EQ(tuiyan({"risk", result, "--add", "nonsense"}).code, 2);
}

}  // namespace
}  // namespace tuiyan
