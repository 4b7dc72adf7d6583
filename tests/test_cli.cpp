// The program as people meet it: exit codes, messages, files left behind, Ctrl-C, the same bytes.
#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>

#include "cli/arguments.h"
#include "cli/console.h"
#include "cli/table.h"
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

Finished tuiyan_with(const Texts& environment, const Texts& arguments) {
  return Program(command(arguments), environment).wait();
}

Finished tuiyan(const Texts& arguments) { return tuiyan_with({}, arguments); }

// The export without `run`: what has to be the same bytes.
std::string numbers(const std::string& text) {
  json whole = json::parse(text);
  whole.erase("run");
  return whole.dump();
}

std::string numbers_of(const std::filesystem::path& result) {
  const ScratchFolder scratch;
  EXPECT_EQ(tuiyan({"report", result.string(), "-o", (scratch / "r.json").string()}).code, 0);
  return numbers(text_of(scratch / "r.json"));
}

int files_in(const std::filesystem::path& folder) {
  return static_cast<int>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

TEST(Cli, RunsAndLeavesResultAndReport) {
  const ScratchFolder scratch;
  const Finished run = tuiyan({"run", tiny, "-o", scratch.path().string()});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_NE(run.out.find("Industry first"), std::string::npos);
  EXPECT_TRUE(run.out.ends_with(scratch.path().string() + "/report.html\n"));
  EXPECT_EQ(run.out.find('\033'), std::string::npos) << "no colours where there is no terminal";
  EXPECT_EQ(run.err.find('\r'), std::string::npos) << "no animation where there is no terminal";
  EXPECT_EQ(read_result(scratch / "tiny.tuiyan").record.status, RunStatus::complete);
  EXPECT_NE(text_of(scratch / "report.html").find("</html>"), std::string::npos);
  EXPECT_EQ(files_in(scratch.path()), 2);
}

TEST(Cli, QuietRunSaysOnlyTheResult) {
  const ScratchFolder scratch;
  EXPECT_EQ(tuiyan({"run", tiny, "-q", "-o", scratch.path().string()}).err, "");
}

TEST(Cli, DryRunWritesNothing) {
  const ScratchFolder scratch;
  const Finished run = tuiyan({"run", tiny, "-n", "-o", (scratch / "new").string()});
  EXPECT_EQ(run.code, 0);
  EXPECT_NE(run.err.find("Would write " + (scratch / "new").string() + "/tiny.tuiyan"), std::string::npos);
  EXPECT_EQ(files_in(scratch.path()), 0);
}

TEST(Cli, PrintsJson) {
  const Finished run = tuiyan({"run", tiny, "--json", "-o", "-"});
  EXPECT_EQ(run.code, 0) << run.err;
  const json whole = json::parse(run.out);
  EXPECT_EQ(whole["schema"], "tuiyan/run@1");
  EXPECT_EQ(whole["result"]["mixes"].size(), 3u);
  const json& start = whole["result"]["mixes"][0]["series"]["registered_households"][0];
  EXPECT_EQ(start["at"], "start");
  EXPECT_EQ(start["mean"], 90);
}

TEST(Cli, TheSameBytesOnAnyNumberOfThreads) {
  const std::string one = numbers(tuiyan({"run", tiny, "--json", "-o", "-", "--threads", "1"}).out);
  EXPECT_EQ(one, numbers(tuiyan({"run", tiny, "--json", "-o", "-", "--threads", "2"}).out));
  EXPECT_EQ(one, numbers(tuiyan({"run", tiny, "--json", "-o", "-", "--threads", "3"}).out));
  EXPECT_NE(one, numbers(tuiyan({"run", tiny, "--json", "-o", "-", "--seed", "43"}).out));
}

TEST(Cli, TheSameBytesForAMixAlone) {
  const json together = json::parse(tuiyan({"run", tiny, "--json", "-o", "-"}).out)["result"]["mixes"];
  for (const json& mix : together) {
    const std::string id = mix["id"];
    const json alone = json::parse(tuiyan({"run", tiny, "--json", "-o", "-", "--mix", id}).out)["result"]["mixes"];
    ASSERT_EQ(alone.size(), 1u);
    EXPECT_EQ(alone[0].dump(), mix.dump()) << id;
  }
}

TEST(Cli, CarriesOnToTheSameBytes) {
  const ScratchFolder scratch;
  const std::string folder = scratch.path().string();
  ASSERT_EQ(tuiyan({"run", tiny, "-o", folder, "--replicates", "5"}).code, 0);
  const Finished more = tuiyan({"run", tiny, "-o", folder, "--replicates", "9"});
  EXPECT_NE(more.err.find("Carrying on: 5 of 9 replicates are there already"), std::string::npos) << more.err;
  const std::string fresh = numbers(tuiyan({"run", tiny, "--json", "-o", "-", "--replicates", "9"}).out);
  EXPECT_EQ(numbers_of(scratch / "tiny.tuiyan"), fresh);
  ASSERT_EQ(tuiyan({"run", tiny, "-o", folder, "--replicates", "4"}).code, 0);
  EXPECT_EQ(numbers_of(scratch / "tiny.tuiyan"),
            numbers(tuiyan({"run", tiny, "--json", "-o", "-", "--replicates", "4"}).out));
}

TEST(Cli, CarriesOnAfterAKill) {
  const ScratchFolder scratch;
  {
    Program run(command({"run", tiny, "-o", scratch.path().string(), "--replicates", "100000", "--progress", "json"}));
    ASSERT_TRUE(run.says("\"done\":2"));
    run.signal(SIGKILL);
    run.wait();
  }
  const Finished more = tuiyan({"run", tiny, "-o", scratch.path().string(), "--replicates", "20"});
  EXPECT_EQ(more.code, 0) << more.err;
  EXPECT_NE(more.err.find("Carrying on"), std::string::npos) << more.err;
  EXPECT_EQ(numbers_of(scratch / "tiny.tuiyan"),
            numbers(tuiyan({"run", tiny, "--json", "-o", "-", "--replicates", "20"}).out));
}

TEST(Cli, CtrlCStopsAtOnceAndKeepsWhatIsFinished) {
  const ScratchFolder scratch;
  Program run(command({"run", tiny, "-o", scratch.path().string(), "--replicates", "100000", "--progress", "json"}));
  ASSERT_TRUE(run.says("\"done\":"));
  const auto pressed = std::chrono::steady_clock::now();
  run.signal(SIGINT);
  ASSERT_TRUE(run.says("Stopping... "));
  const Finished finished = run.wait();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - pressed;
  EXPECT_EQ(finished.code, 130);
  // Stopping itself is held to 0.2 s in test_limits.cpp; here also a process ends and a file is written, on a
  // machine that may be busy, and the whole run would take minutes.
  EXPECT_LT(took.count(), 2);
  EXPECT_NE(finished.err.find(" of 100,000 kept. Press Ctrl-C again to quit without saving."), std::string::npos);
  const Result result = read_result(scratch / "tiny.tuiyan");
  EXPECT_EQ(result.record.status, RunStatus::partial);
  EXPECT_GT(result.outcomes.finished(), 0);
  const Finished compared = tuiyan({"compare", (scratch / "tiny.tuiyan").string()});
  EXPECT_EQ(compared.code, 0);
  EXPECT_NE(compared.err.find("the run did not end"), std::string::npos);
  EXPECT_EQ(files_in(scratch.path()), 1);
}

TEST(Cli, ASecondCtrlCQuits) {
  const ScratchFolder scratch;
  Program run(command({"run", tiny, "-o", scratch.path().string(), "--replicates", "100000", "--progress", "json"}));
  ASSERT_TRUE(run.says("\"done\":"));
  run.signal(SIGINT);
  run.signal(SIGTERM);
  EXPECT_EQ(run.wait().code, 130);
}

TEST(Cli, AFullDiskIsSaidAndLeavesNothingHalf) {
  const ScratchFolder scratch;
  const std::string folder = scratch.path().string();
  const auto limited = [&](const std::string& blocks, const Texts& arguments) {
    Texts words{"sh", "-c", "ulimit -f " + blocks + "; exec \"$0\" \"$@\""};
    const Texts rest = command(arguments);
    words.insert(words.end(), rest.begin(), rest.end());
    return Program(words).wait();
  };
  const Finished none = limited("8", {"run", tiny, "-q", "-o", folder});  // blocks of 512 bytes
  EXPECT_EQ(none.code, 6);
  EXPECT_NE(none.err.find(folder + "/tiny.tuiyan: "), std::string::npos) << none.err;
  EXPECT_EQ(files_in(scratch.path()), 0);

  const Finished part = limited("400", {"run", tiny, "-q", "-o", folder, "--replicates", "2000"});
  EXPECT_EQ(part.code, 6) << part.err;
  EXPECT_NE(part.err.find(folder + "/tiny.tuiyan: "), std::string::npos) << part.err;
  EXPECT_NE(read_result(scratch / "tiny.tuiyan").record.status, RunStatus::complete);

  ASSERT_EQ(tuiyan({"run", tiny, "-o", folder}).code, 0);
  std::filesystem::remove(scratch / "report.html");
  EXPECT_EQ(limited("64", {"report", folder + "/tiny.tuiyan", "-o", folder + "/report.html"}).code, 6);
  EXPECT_EQ(files_in(scratch.path()), 1);
}

TEST(Cli, SaysWhenOutputCanNotBeWritten) {
  const Finished device = tuiyan({"schema", "-o", "/dev/full"});
  EXPECT_EQ(device.code, 6);
  EXPECT_EQ(device.err, "tuiyan: /dev/full: the disk is full. Free some space or choose another folder with -o\n");
  const Finished piped = Program({"sh", "-c", std::string("'") + TUIYAN_PROGRAM + "' schema > /dev/full"}).wait();
  EXPECT_EQ(piped.code, 6);
  EXPECT_EQ(piped.err, "tuiyan: standard output: the disk is full. Free some space or choose another folder with -o\n");
  const ScratchFolder scratch;
  write_text(scratch / "file", "");
  const Finished file = tuiyan({"run", tiny, "-q", "-o", (scratch / "file").string()});
  EXPECT_EQ(file.code, 6);
  EXPECT_EQ(file.err, "tuiyan: " + (scratch / "file").string() + ": is a file, -o needs a folder\n");
}

TEST(Cli, ComparesInWordsRowsAndJson) {
  const ScratchFolder scratch;
  const std::string result = (scratch / "tiny.tuiyan").string();
  ASSERT_EQ(tuiyan({"run", tiny, "-o", scratch.path().string()}).code, 0);
  EXPECT_NE(tuiyan({"compare", result}).out.find("Floor first"), std::string::npos);
  const Finished plain = tuiyan({"compare", result, "--plain", "--quantity", "exited_share@2018-12"});
  EXPECT_TRUE(plain.out.starts_with("scenario        diff_pts  lo90  hi90  p_better  mcse  verdict\nindustry_first  "))
      << plain.out;
  const Finished rows = tuiyan({"compare", result, "--json", "--ref", "floor_first", "--quantity", "exited_share"});
  const json whole = json::parse(rows.out);
  ASSERT_EQ(whole["result"]["differences"].size(), 2u);
  EXPECT_EQ(whole["result"]["differences"][0]["reference"], "floor_first");
  EXPECT_EQ(whole["result"]["differences"][0]["at"], "2018-12");
  const Finished wrong = tuiyan({"compare", result, "--quantity", "exited_shar"});
  EXPECT_EQ(wrong.code, 2);
  EXPECT_NE(wrong.err.find("did you mean \"exited_share\"?"), std::string::npos) << wrong.err;
  EXPECT_EQ(tuiyan({"compare", result, "--quantity", "exited_share@2030-01"}).code, 2);
}

TEST(Cli, WritesReportsInEveryForm) {
  const ScratchFolder scratch;
  const std::string result = (scratch / "tiny.tuiyan").string();
  ASSERT_EQ(tuiyan({"run", tiny, "-o", scratch.path().string()}).code, 0);
  EXPECT_EQ(tuiyan({"report", result, "--lang", "zh", "-o", (scratch / "a.html").string()}).code, 0);
  EXPECT_NE(text_of(scratch / "a.html").find("产业优先"), std::string::npos);
  EXPECT_EQ(tuiyan({"report", result, "--bom", "-o", (scratch / "a.csv").string()}).code, 0);
  EXPECT_TRUE(text_of(scratch / "a.csv").starts_with("\xEF\xBB\xBFmix,"));
  EXPECT_EQ(tuiyan({"report", result, "-o", (scratch / "a.docx").string()}).code, 2);
  EXPECT_FALSE(std::filesystem::exists(scratch / "a.docx"));
}

TEST(Cli, ChecksAndListsEveryProblem) {
  const Finished good = tuiyan({"check", tiny});
  EXPECT_EQ(good.code, 0);
  EXPECT_NE(good.out.find("90 households, 230 persons; 2 measures; 3 mixes"), std::string::npos) << good.out;
  const Texts broken{"check", tiny, "--set", "months=-3", "--set", "exit_line=nowhere"};
  const Finished bad = tuiyan(broken);
  EXPECT_EQ(bad.code, 4);
  EXPECT_NE(bad.err.find("/months: "), std::string::npos) << bad.err;
  EXPECT_NE(bad.err.find("/exit_line: "), std::string::npos) << bad.err;
  Texts as_json = broken;
  as_json.push_back("--json");
  const Finished list = tuiyan(as_json);
  EXPECT_EQ(list.code, 4);
  const json whole = json::parse(list.out);
  EXPECT_FALSE(whole["ok"]);
  EXPECT_GE(whole["issues"].size(), 2u);
  EXPECT_FALSE(whole["issues"][0]["zh"].get<std::string>().empty());
  EXPECT_EQ(tuiyan({"run", tiny, "--set", "months=-3"}).code, 4);
}

TEST(Cli, FileMistakesHaveTheirExitCodes) {
  const ScratchFolder scratch;
  const auto checked = [&](const std::string& name) { return tuiyan({"check", (scratch / name).string()}); };
  const auto message = [&](const std::string& name, const std::string& text) {
    return "tuiyan: " + (scratch / name).string() + ": " + text + "\n";
  };
  write_text(scratch / "empty.json", "");
  EXPECT_EQ(checked("empty.json").code, 3);
  EXPECT_EQ(checked("empty.json").err, message("empty.json", "the file is empty"));
  write_text(scratch / "text.json", "hello");
  EXPECT_EQ(checked("text.json").code, 3);
  EXPECT_EQ(checked("text.json").err,
            message("text.json", "line 1, column 1: this is not JSON: \"h\" can not stand here"));
  write_text(scratch / "deep.json", std::string(100000, '['));
  EXPECT_EQ(checked("deep.json").code, 3);
  EXPECT_EQ(checked("deep.json").err, message("deep.json", "line 1, column 65: nested more than 64 levels deep"));
  write_text(scratch / "zeros.json", "");
  std::filesystem::resize_file(scratch / "zeros.json", std::uintmax_t{200} << 20);
  EXPECT_EQ(checked("zeros.json").code, 6);
  EXPECT_EQ(checked("zeros.json").err,
            message("zeros.json", "is too large (200 MB; at most 64 MB). Is it the file you meant?"));
  EXPECT_EQ(checked("nowhere.json").code, 6);
  EXPECT_EQ(checked("nowhere.json").err, message("nowhere.json", "does not exist. Check the path"));
  std::filesystem::create_directory(scratch / "folder");
  EXPECT_EQ(checked("folder").code, 6);
  EXPECT_EQ(checked("folder").err, message("folder", "is a folder, a file is needed"));
  write_text(scratch / "twice.json", R"({"schema": "tuiyan/scenario@1", "id": "a", "id": "b"})");
  EXPECT_EQ(checked("twice.json").code, 4);
  write_text(scratch / "later.json", R"({"schema": "tuiyan/scenario@9"})");
  EXPECT_EQ(checked("later.json").code, 8);
}

TEST(Cli, ANumberThatRunsAwayIsSaidWithItsPlace) {
  const ScratchFolder scratch;
  const Finished run = tuiyan({"run", tiny, "-q", "-o", scratch.path().string(), "--set", "months=600", "--set",
                               "income/growth_with_worker=1", "--set", "income/growth_without_worker=1"});
  EXPECT_EQ(run.code, 5);
  EXPECT_TRUE(run.err.starts_with("tuiyan: numerical error: income is not finite or too large: replicate ")) << run.err;
  EXPECT_EQ(files_in(scratch.path()), 0);
}

TEST(Cli, RefusesTheResultOfAnotherScenario) {
  const ScratchFolder scratch;
  const std::string folder = scratch.path().string();
  ASSERT_EQ(tuiyan({"run", tiny, "-o", folder}).code, 0);
  const Finished refused = tuiyan({"run", tiny, "-q", "-o", folder, "--set", "id=other"});
  EXPECT_EQ(refused.code, 6);
  EXPECT_NE(refused.err.find("is the result of another scenario, 'tiny'"), std::string::npos) << refused.err;
  EXPECT_EQ(tuiyan({"run", tiny, "-q", "-o", folder, "--set", "id=other", "--force"}).code, 0);
}

TEST(Cli, MistypedWordsGetASuggestion) {
  const auto message = [](const Texts& arguments) {
    const Finished finished = tuiyan(arguments);
    EXPECT_EQ(finished.code, 2);
    EXPECT_EQ(finished.out, "");
    return finished.err;
  };
  EXPECT_EQ(message({"rnu", "county.json"}), "tuiyan: unknown command 'rnu'. Did you mean 'run'?\n");
  EXPECT_EQ(message({"run", tiny, "--seeed", "3"}), "tuiyan: unknown option '--seeed'. Did you mean '--seed'?\n");
  EXPECT_EQ(message({"run", tiny, "--mix", "flor_first"}),
            "tuiyan: unknown mix \"flor_first\"; did you mean \"floor_first\"?\n");
  EXPECT_EQ(message({"run", tiny, "--ref", "industry_frist"}),
            "tuiyan: unknown reference mix \"industry_frist\"; did you mean \"industry_first\"?\n");
  EXPECT_EQ(message({"run", tiny, "--threads", "many"}),
            "tuiyan: --threads is 'many'; a whole number from 0 to 1024 is needed\n");
  EXPECT_EQ(message({"run"}), "tuiyan: the scenario (a JSON file) is missing. See tuiyan run --help\n");
  EXPECT_EQ(message({"run", tiny, "--seed"}), "tuiyan: --seed needs a value\n");
  EXPECT_EQ(message({"run", tiny, "more"}), "tuiyan: 'more' is one argument too many. See tuiyan run --help\n");
  EXPECT_EQ(message({"--lang", "zh", "rnu"}), "tuiyan: 没有命令“rnu”。是否要用“run”？\n");
}

TEST(Cli, FlagBeatsEnvironmentBeatsConfiguration) {
  const ScratchFolder scratch;
  std::filesystem::create_directory(scratch / "tuiyan");
  const std::string home = "XDG_CONFIG_HOME=" + scratch.path().string();
  write_text(scratch / "tuiyan" / "config.json", R"({"replicates": 3, "lang": "zh"})");
  const auto replicates = [](const Finished& run) { return json::parse(run.out)["replicates"].get<int>(); };
  const Texts run{"run", tiny, "--json", "-o", "-"};
  Texts with_flag = run;
  with_flag.insert(with_flag.end(), {"--replicates", "5"});
  EXPECT_EQ(replicates(tuiyan_with({}, run)), 12);
  EXPECT_EQ(replicates(tuiyan_with({home}, run)), 3);
  EXPECT_EQ(replicates(tuiyan_with({home, "TUIYAN_REPLICATES=4"}, run)), 4);
  EXPECT_EQ(replicates(tuiyan_with({home, "TUIYAN_REPLICATES=4"}, with_flag)), 5);
  EXPECT_NE(tuiyan_with({home}, {"check", tiny}).out.find("通过检查"), std::string::npos);
  EXPECT_NE(tuiyan_with({home, "TUIYAN_LANG=en"}, {"check", tiny}).out.find("no problems"), std::string::npos);
  EXPECT_NE(tuiyan_with({"LANG=zh_CN.UTF-8"}, {"check", tiny}).out.find("通过检查"), std::string::npos);
  write_text(scratch / "tuiyan" / "config.json", R"({"replicatse": 3})");
  const Finished wrong = tuiyan_with({home}, run);
  EXPECT_EQ(wrong.code, 2);
  EXPECT_NE(wrong.err.find("did you mean \"replicates\"?"), std::string::npos) << wrong.err;
}

TEST(Cli, LogHoldsTheMessages) {
  const ScratchFolder scratch;
  ASSERT_EQ(tuiyan({"run", tiny, "-o", "-", "--plain", "--log", (scratch / "log").string()}).code, 0);
  EXPECT_NE(text_of(scratch / "log").find("12 of 12 replicates"), std::string::npos);
  EXPECT_EQ(tuiyan({"check", tiny, "--log", "/nowhere/log"}).code, 6);
}

TEST(Cli, HelpIsCompleteInBothLanguages) {
  const std::string en = tuiyan({"--help", "--lang", "en"}).out, zh = tuiyan({"--help", "--lang", "zh"}).out;
  for (const DeclaredCommand& each : declared_commands()) {
    EXPECT_NE(en.find(each.about.en), std::string::npos) << each.name;
    EXPECT_NE(zh.find(each.about.zh), std::string::npos) << each.name;
    const Finished own_en = tuiyan({each.name, "--help"}), own_zh = tuiyan({each.name, "--help", "--lang", "zh"});
    EXPECT_EQ(own_en.code, 0);
    for (const DeclaredOption& option : declared_options()) {
      const std::string shown = "--" + option.name + " ";  // a whole word
      EXPECT_EQ(own_en.out.find(shown) == std::string::npos, own_zh.out.find(shown) == std::string::npos)
          << each.name << " " << option.name;
      if (own_zh.out.find(shown) == std::string::npos) continue;
      EXPECT_NE(own_zh.out.find(option.help.zh), std::string::npos) << each.name << " " << option.name;
      EXPECT_NE(own_en.out.find(option.help.en), std::string::npos) << each.name << " " << option.name;
    }
    EXPECT_EQ(own_zh.out.find("Options"), std::string::npos) << own_zh.out;
    EXPECT_EQ(own_zh.out.find("Usage"), std::string::npos);
  }
}

TEST(Cli, TellsItsVersion) {
  EXPECT_TRUE(tuiyan({"--version"}).out.starts_with("tuiyan "));
  const json version = json::parse(tuiyan({"--version", "--json"}).out);
  EXPECT_EQ(version["schema"], "tuiyan/version@1");
  EXPECT_EQ(json::parse(tuiyan({"version", "--json"}).out), version);
}

TEST(Cli, NothingToDoIsWrongUsage) { EXPECT_EQ(tuiyan({}).code, 2); }

TEST(CliTable, ChineseTakesTwoColumns) {
  EXPECT_EQ(display_width("abc"), 3);
  EXPECT_EQ(display_width("推演"), 4);
  EXPECT_EQ(display_width("产业A"), 5);
  const Table table{{"组合", "值"}, {}, {false, true}, {{"产业优先", "1"}, {"none", "23"}}};
  EXPECT_EQ(format_table(table, 80), "组合      值\n────────────\n产业优先   1\nnone      23\n");
  EXPECT_EQ(format_table(table, 8), "产业优先\n  值  1\nnone\n  值  23\n");
}

}  // namespace
}  // namespace tuiyan
