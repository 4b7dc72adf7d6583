#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "io/result_json.h"
#include "tests/made_up_outcomes.h"

namespace tuiyan {
namespace {

using nlohmann::json;

Result made_up_result(int replicates) {
  Result result;
  result.scenario = made_up_scenario();
  result.outcomes = made_up_outcomes(result.scenario, replicates);
  result.record.scenario_id = result.scenario.id;
  result.record.seed = 42;
  result.record.replicates = replicates;
  result.record.reference = "none";
  result.record.status = RunStatus::complete;
  result.record.threads = 2;
  return result;
}

TEST(ResultJson, HasTheAgreedShape) {
  const Result result = made_up_result(20);
  const Comparison comparison(result.outcomes);
  const json whole = json::parse(run_json(result, comparison, 0));
  EXPECT_EQ(whole["schema"], "tuiyan/run@1");
  EXPECT_EQ(whole["seed"], 42);
  EXPECT_EQ(whole["replicates"], 20);
  for (const char* key : {"data_sha256", "definitions", "warnings", "result", "run"})
    EXPECT_TRUE(whole.contains(key)) << key;
  const json& mix = whole["result"]["mixes"][1];
  EXPECT_EQ(mix["id"], "as_planned");
  EXPECT_EQ(mix["names"]["zh"], "按计划");
  const json& start = mix["series"]["exited_share"][0];
  EXPECT_EQ(start["at"], "start");
  EXPECT_TRUE(start["group"].is_null());
  const json& last = mix["series"]["exited_share"].back();
  const int point = result.outcomes.shape.find("exited_share", "2021-12");
  EXPECT_EQ(last["at"], "2021-12");
  EXPECT_EQ(last["mean"], comparison.estimate(1, point).mean);
  for (const char* key : {"median", "mean", "lo50", "hi50", "lo90", "hi90", "mcse"})
    EXPECT_TRUE(last[key].is_number()) << key;
  EXPECT_EQ(last["n"], 20);
}

TEST(ResultJson, ListsEveryPairedDifferenceToTheReference) {
  const Result result = made_up_result(20);
  const Comparison comparison(result.outcomes);
  const json rows = json::parse(run_json(result, comparison, 2))["result"]["differences"];
  EXPECT_EQ(rows.size(), 4 * result.outcomes.shape.points.size());
  const int point = result.outcomes.shape.find("exited_share", "2021-12");
  const auto found = std::find_if(rows.begin(), rows.end(), [](const json& row) {
    return row["mix"] == "none" && row["quantity"] == "exited_share" && row["at"] == "2021-12";
  });
  ASSERT_NE(found, rows.end());
  const Difference expected = comparison.difference(0, 2, point);
  EXPECT_EQ((*found)["reference"], "jobs_first");
  EXPECT_EQ((*found)["mean"], expected.mean);
  EXPECT_EQ((*found)["p_better"], expected.p_better);
  EXPECT_EQ((*found)["verdict"], verdict_id(expected.verdict));
}

TEST(ResultJson, NotANumberIsNull) {
  Result result = made_up_result(3);
  const auto point = static_cast<std::size_t>(result.outcomes.shape.find("exited_share", "2021-12"));
  for (auto& replicate : result.outcomes.of) replicate[0][point] = std::nan("");
  const Comparison comparison(result.outcomes);
  const json whole = json::parse(run_json(result, comparison, 0));
  EXPECT_TRUE(whole["result"]["mixes"][0]["series"]["exited_share"].back()["mean"].is_null());
  EXPECT_EQ(whole["result"]["mixes"][0]["series"]["exited_share"].back()["n"], 0);
}

TEST(ResultJson, OnlyRunTellsOfTheMachine) {
  Result result = made_up_result(4);
  const Comparison comparison(result.outcomes);
  json first = json::parse(run_json(result, comparison, 0));
  result.record.threads = 7;
  result.record.host = "elsewhere";
  result.record.created = "later";
  json second = json::parse(run_json(result, comparison, 0));
  EXPECT_NE(first["run"], second["run"]);
  first.erase("run");
  second.erase("run");
  EXPECT_EQ(first.dump(), second.dump());
}

TEST(ResultJson, SaysWhenReplicatesAreMissing) {
  Result result = made_up_result(4);
  result.outcomes.of[1].clear();
  const json whole = json::parse(run_json(result, Comparison(result.outcomes), 0));
  EXPECT_EQ(whole["finished"], 3);
  EXPECT_EQ(whole["warnings"][0]["en"], "Only 3 of 4 replicates finished");
}

TEST(ResultJson, SelectsQuantityTimeAndGroup) {
  const Selection selection = parse_selection("spending_year@2018:industry");
  EXPECT_EQ(selection.quantity, "spending_year");
  EXPECT_EQ(selection.at, "2018");
  EXPECT_EQ(selection.group, "industry");
  const Result result = made_up_result(4);
  const json whole = json::parse(compare_json(result, Comparison(result.outcomes), 0, selection));
  EXPECT_EQ(whole["schema"], "tuiyan/compare@1");
  EXPECT_EQ(whole["result"]["differences"].size(), 4u);
  EXPECT_EQ(whole["result"]["pairs"].size(), 10u);
  for (const json& row : whole["result"]["differences"]) EXPECT_EQ(row["group"], "industry");
}

TEST(ResultCsv, IsTidy) {
  const Result result = made_up_result(4);
  const Comparison comparison(result.outcomes);
  const std::string text = result_csv(comparison, 0, false);
  EXPECT_EQ(text.substr(0, text.find('\r')),
            "mix,reference,quantity,at,group,stat,value,lo50,hi50,lo90,hi90,mcse,p_better,verdict,n");
  const auto points = static_cast<std::ptrdiff_t>(result.outcomes.shape.points.size());
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1 + points * (5 * 2 + 4));
  std::size_t from = 0;
  while (from < text.size()) {
    const std::size_t to = text.find('\n', from);
    EXPECT_EQ(std::count(text.begin() + static_cast<std::ptrdiff_t>(from),
                         text.begin() + static_cast<std::ptrdiff_t>(to), ','),
              14);
    from = to + 1;
  }
  EXPECT_EQ(result_csv(comparison, 0, true), "\xEF\xBB\xBF" + text);
}

}  // namespace
}  // namespace tuiyan
