// `tuiyan sensitivity` and `tuiyan run --uncertainty` as people meet them.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "io/store.h"
#include "tests/process.h"

namespace tuiyan {
namespace {

using nlohmann::json;
using Texts = std::vector<std::string>;

const std::string tiny = std::string(TUIYAN_SOURCE_DIR) + "/tests/data/tiny.json";

Texts command(const Texts& arguments) {
  Texts words{TUIYAN_PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  return words;
}

Finished tuiyan(const Texts& arguments) { return Program(command(arguments)).wait(); }

// A small one: two trajectories, one leading assumption.
Texts small(const Texts& more) {
  Texts words{"sensitivity", tiny, "--trajectories", "2", "--replicates", "2", "--top", "2"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

std::string without_run(const std::string& text) {
  json whole = json::parse(text);
  whole.erase("run");
  return whole.dump();
}

TEST(SensitivityCommand, WritesWhatParametersPrint) {
  const ScratchFolder scratch;
  const std::string file = (scratch / "impact.json").string();
  ASSERT_EQ(tuiyan(small({"-o", "-", "-q", "--impact", file})).code, 0);
  const json impacts = json::parse(text_of(file));
  EXPECT_EQ(impacts["schema"], "tuiyan/impact@1");
  EXPECT_GT(impacts["impacts"].size(), 10u);
  const Finished list = tuiyan({"parameters", "--impact", file});
  EXPECT_EQ(list.code, 0) << list.err;
  EXPECT_NE(list.out.find(impacts["about"]["en"].get<std::string>()), std::string::npos);
  const Finished without = tuiyan({"parameters"});
  EXPECT_NE(without.out.find("not computed yet"), std::string::npos);
  EXPECT_EQ(list.out.find("not computed yet"), std::string::npos);
}

TEST(SensitivityCommand, RunsAndKeepsItInTheResult) {
  const ScratchFolder scratch;
  const Finished run = tuiyan(small({"-o", scratch.path().string()}));
  ASSERT_EQ(run.code, 0) << run.err;
  EXPECT_NE(run.out.find("mu* ± se"), std::string::npos);
  EXPECT_NE(run.out.find("loses the lead"), std::string::npos);
  EXPECT_NE(run.out.find("two years in a row"), std::string::npos);
  EXPECT_TRUE(run.out.ends_with(scratch.path().string() + "/report.html\n"));
  const Result result = read_result(scratch / "tiny.tuiyan");
  EXPECT_EQ(result.outcomes.finished(), 2) << "today's values are replicates like others";
  EXPECT_EQ(json::parse(result.sensitivity)["schema"], "tuiyan/sensitivity@2");
  const std::string page = text_of(scratch / "report.html");
  EXPECT_NE(page.find("What carries the answer"), std::string::npos);
  EXPECT_NE(page.find("tornado-exited_share"), std::string::npos);
  // Its chart as a picture of its own.
  const std::string kept = (scratch / "tiny.tuiyan").string();
  const std::string svg = (scratch / "tornado.svg").string();
  ASSERT_EQ(tuiyan({"report", kept, "--chart", "tornado", "-o", svg}).code, 0);
  EXPECT_TRUE(text_of(svg).starts_with("<?xml"));
  const Finished unknown = tuiyan({"report", kept, "--chart", "tornato", "-o", svg});
  EXPECT_EQ(unknown.code, 2);
  EXPECT_NE(unknown.err.find("differences"), std::string::npos) << unknown.err;
  // Replicates more keep it, and the report goes on telling it.
  ASSERT_EQ(tuiyan({"run", tiny, "-q", "-o", scratch.path().string(), "--replicates", "4"}).code, 0);
  EXPECT_EQ(read_result(scratch / "tiny.tuiyan").sensitivity, result.sensitivity);
  EXPECT_NE(text_of(scratch / "report.html").find("What carries the answer"), std::string::npos);
}

TEST(SensitivityCommand, AddsToAResultWithoutTouchingItsNumbers) {
  const ScratchFolder scratch;
  ASSERT_EQ(tuiyan({"run", tiny, "-q", "-o", scratch.path().string()}).code, 0);
  ASSERT_EQ(tuiyan({"report", (scratch / "tiny.tuiyan").string(), "-o", (scratch / "a.json").string()}).code, 0);
  ASSERT_EQ(tuiyan(small({"-o", scratch.path().string()})).code, 0);
  ASSERT_EQ(tuiyan({"report", (scratch / "tiny.tuiyan").string(), "-o", (scratch / "b.json").string()}).code, 0);
  EXPECT_EQ(text_of(scratch / "a.json"), text_of(scratch / "b.json"));
  const Finished other = tuiyan(small({"-o", scratch.path().string(), "--set", "income/noise_sd=0.3"}));
  EXPECT_EQ(other.code, 6) << "other values of the scenario";
  EXPECT_NE(other.err.find("--force"), std::string::npos);
  EXPECT_EQ(read_result(scratch / "tiny.tuiyan").outcomes.finished(), 12);
}

// One difference of a short run: what is tested is the order of the work, not the size of it.
TEST(SensitivityCommand, TheSameBytesOnAnyNumberOfThreads) {
  const auto bytes = [](const Texts& more) {
    Texts words{"sensitivity",
                tiny,
                "--trajectories",
                "2",
                "--replicates",
                "1",
                "--top",
                "1",
                "--mix",
                "floor_first,industry_first",
                "--set",
                "months=12",
                "--json",
                "-o",
                "-"};
    words.insert(words.end(), more.begin(), more.end());
    const Finished run = tuiyan(words);
    EXPECT_EQ(run.code, 0) << run.err;
    return without_run(run.out);
  };
  const std::string one = bytes({"--threads", "1"});
  EXPECT_EQ(one, bytes({"--threads", "3"}));
  EXPECT_NE(one, bytes({"--seed", "43"}));
}

TEST(SensitivityCommand, LooksAtTheDifferenceAskedFor) {
  const Finished run = tuiyan(
      small({"--json", "-o", "-", "--mix", "floor_first,industry_first", "--of", "registered_households@2018-06"}));
  ASSERT_EQ(run.code, 0) << run.err;
  const json result = json::parse(run.out)["result"];
  ASSERT_EQ(result["differences"].size(), 1u);
  EXPECT_EQ(result["differences"][0]["mix"], "floor_first");
  EXPECT_EQ(result["differences"][0]["other"], "industry_first");
  EXPECT_EQ(result["differences"][0]["quantity"], "registered_households");
  EXPECT_EQ(result["mixes"].size(), 2u);
  std::size_t parameters = 0;
  for (const json& each : result["differences"][0]["elementary_effects"]) parameters += each["paths"].size();
  EXPECT_EQ(parameters, result["parameters"].size());
  for (const json& each : result["certain"]) EXPECT_FALSE(each["why"].get<std::string>().empty());
}

TEST(SensitivityCommand, PrintsRows) {
  const Finished run = tuiyan(small({"--plain", "-o", "-"}));
  ASSERT_EQ(run.code, 0) << run.err;
  EXPECT_TRUE(run.out.starts_with("quantity"));
  EXPECT_EQ(run.out.find("mu* "), std::string::npos);
}

TEST(SensitivityCommand, SpeaksChinese) {
  const Finished run = tuiyan(small({"-o", "-", "--lang", "zh"}));
  ASSERT_EQ(run.code, 0) << run.err;
  EXPECT_NE(run.out.find("影响最大的假设"), std::string::npos);
  EXPECT_NE(run.out.find("区间内没有"), std::string::npos);
}

TEST(SensitivityCommand, RefusesWhatItCanNotAnswer) {
  const std::vector<std::pair<Texts, std::string>> wrong = {{{"--mix", "floor_frist"}, "floor_first"},
                                                            {{"--mix", "none,nobody"}, "nobody"},
                                                            {{"--mix", "none"}, "two mixes"},
                                                            {{"--of", "exited_sahre"}, "exited_share"},
                                                            {{"--of", "exited_share@1999-01"}, "1999-01"},
                                                            {{"--of", "spending"}, "more than one number"},
                                                            {{"--trajectories", "1"}, "--trajectories"},
                                                            {{"--trajectories", "many"}, "--trajectories"},
                                                            {{"--replicates", "0"}, "--replicates"},
                                                            {{"--top", "0"}, "--top"}};
  for (const auto& [words, says] : wrong) {
    const Finished run = tuiyan(small(words));
    EXPECT_EQ(run.code, 2) << words[1] << run.out;
    EXPECT_NE(run.err.find(says), std::string::npos) << words[1] << ": " << run.err;
  }
  EXPECT_EQ(tuiyan({"sensitivity"}).code, 2);
  EXPECT_EQ(tuiyan({"sensitivity", "/nowhere/x.json"}).code, 6);
  const Finished invalid = tuiyan({"sensitivity", tiny, "--set", "income/noise_sd=-1", "-o", "-"});
  EXPECT_EQ(invalid.code, 4);
  EXPECT_NE(invalid.err.find("income/noise_sd"), std::string::npos);
}

TEST(SensitivityCommand, DryRunWritesNothing) {
  const ScratchFolder scratch;
  EXPECT_EQ(tuiyan(small({"-n", "-o", (scratch / "new").string()})).code, 0);
  EXPECT_FALSE(std::filesystem::exists(scratch / "new"));
}

TEST(SensitivityCommand, CtrlCKeepsWhatIsDoneAndCarriesOn) {
  const ScratchFolder scratch;
  const std::string folder = scratch.path().string();
  // With today's values there, whatever is counted is of the sensitivity run.
  ASSERT_EQ(tuiyan({"run", tiny, "-q", "-o", folder, "--replicates", "2"}).code, 0);
  {
    Program run(command({"sensitivity", tiny, "-o", folder, "--replicates", "2", "--top", "2", "--trajectories", "100",
                         "--progress", "json"}));
    ASSERT_TRUE(run.says("\"done\":"));
    std::this_thread::sleep_for(std::chrono::milliseconds(1000));
    run.signal(SIGINT);
    ASSERT_TRUE(run.says("Stopping... "));
    const Finished finished = run.wait();
    EXPECT_EQ(finished.code, 130) << finished.err;
    EXPECT_NE(finished.err.find("the same command carries on"), std::string::npos);
  }
  const Result stopped = read_result(scratch / "tiny.tuiyan");
  EXPECT_FALSE(json::parse(stopped.sensitivity)["result"]["complete"].get<bool>());
  const Finished more = tuiyan(small({"-o", folder, "--json"}));
  EXPECT_EQ(more.code, 0) << more.err;
  EXPECT_NE(more.err.find("Carrying on"), std::string::npos) << more.err;
  EXPECT_EQ(without_run(more.out), without_run(tuiyan(small({"--json", "-o", "-"})).out));
}

TEST(UncertaintySwitch, DrawsParametersAndSaysSo) {
  const ScratchFolder scratch;
  const Finished run = tuiyan({"run", tiny, "--uncertainty", "--json", "-o", scratch.path().string()});
  ASSERT_EQ(run.code, 0) << run.err;
  EXPECT_NE(run.err.find("are drawn within their ranges"), std::string::npos);
  EXPECT_NE(run.err.find("taken as certain"), std::string::npos);
  const json whole = json::parse(run.out);
  EXPECT_GT(whole["uncertainty"]["drawn"].size(), 20u);
  EXPECT_GT(whole["uncertainty"]["certain"].size(), 5u);
  EXPECT_TRUE(read_result(scratch / "tiny.tuiyan").record.uncertainty);
  const std::string page = text_of(scratch / "report.html");
  EXPECT_NE(page.find("doubt about parameters"), std::string::npos);
  EXPECT_NE(page.find("parameters drawn within their ranges"), std::string::npos) << "the chip";
  EXPECT_NE(page.find("error of our estimate of the mean"), std::string::npos) << "how to read the brackets";
  EXPECT_NE(page.find("--uncertainty"), std::string::npos) << "how to run it again";
  EXPECT_EQ(without_run(run.out),
            without_run(tuiyan({"run", tiny, "--uncertainty", "--json", "-o", "-", "--threads", "3"}).out));
  // Without the switch the numbers are others, and nothing tells of it.
  const Finished certain = tuiyan({"run", tiny, "--json", "-o", scratch.path().string()});
  EXPECT_EQ(certain.err.find("Carrying on"), std::string::npos) << "not mixed with drawn ones";
  EXPECT_FALSE(json::parse(certain.out).contains("uncertainty"));
  EXPECT_NE(certain.out, run.out);
}

TEST(UncertaintySwitch, AMixAloneMeetsTheSameDraws) {
  const json together = json::parse(tuiyan({"run", tiny, "--uncertainty", "--json", "-o", "-"}).out)["result"]["mixes"];
  for (const json& mix : together) {
    const std::string id = mix["id"];
    const json alone =
        json::parse(tuiyan({"run", tiny, "--uncertainty", "--json", "-o", "-", "--mix", id}).out)["result"]["mixes"];
    ASSERT_EQ(alone.size(), 1u);
    EXPECT_EQ(alone[0].dump(), mix.dump()) << id;
  }
}

}  // namespace
}  // namespace tuiyan
