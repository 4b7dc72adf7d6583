// Return risk at the desk: every view without a word cut; groups, the withdrawal test and a life say what the library
// says; definitions can be changed on every screen and undone; a long question can be stopped and makes way.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <thread>

#include "gui/inquirer.h"
#include "gui/life.h"
#include "io/scenario_file.h"
#include "sim/return_risk_words.h"
#include "sim/withdrawal_words.h"
#include "tests/window_trial.h"

namespace tuiyan::gui {
namespace {

std::string data(const std::string& name) { return std::string(TUIYAN_SOURCE_DIR) + "/tests/data/" + name; }

// The texts under a scope, by the key it is found under in any language, in the order of the screen.
std::vector<std::string> texts_under(const json& dump, const std::string& scope) {
  std::vector<std::string> list;
  for (const json& w : dump["widgets"])
    if (w["key"].get<std::string>().find(scope) != std::string::npos) list.push_back(w["value"]);
  return list;
}

std::string text_at(const json& dump, const std::string& end_of_key) {
  for (const json& w : dump["widgets"])
    if (w["key"].get<std::string>().ends_with(end_of_key)) return w["value"];
  return "no widget " + end_of_key;
}

// ---- every view ----

struct Sight {
  const char* language;
  const char* size;
  int zoom;
  const char* scenario;
};

void PrintTo(const Sight& how, std::ostream* out) {
  *out << how.language << " " << how.size << " " << how.zoom << " % " << how.scenario;
}

class RiskScreens : public testing::TestWithParam<Sight> {};

TEST_P(RiskScreens, HaveNothingCutAndNoCharacterMissing) {
  const Sight& how = GetParam();
  const Folder folder;
  std::string script = "wait\nclick \"screens/risk\"\nframes 2\n";
  std::vector<std::string> dumps;
  const auto look = [&] {
    dumps.push_back(folder.file("dump" + std::to_string(dumps.size()) + ".json"));
    script += "wait\nframes 3\ndump \"" + dumps.back() + "\"\n";
  };
  for (int view = 0; view < 5; ++view) {
    script += "click \"views/" + std::to_string(view) + "\"\n";
    look();
    if (view != 3) continue;
    script += "click \"risk/test\"\n";
    look();
  }
  script += "click \"definitions/change\"\n";
  look();
  write(folder.file("script"), script);
  const std::string scenario = std::string(how.scenario) == "tiny.json" ? data(how.scenario) : place(how.scenario);
  ASSERT_EQ(run_window(quoted(scenario) + " --lang " + how.language + " --size " + how.size + " --zoom " +
                       std::to_string(how.zoom) + " --replicates 10 --script " + quoted(folder.file("script"))),
            0);
  for (const std::string& file : dumps) {
    const json seen = read(file);
    ASSERT_TRUE(seen.is_object()) << file;
    EXPECT_EQ(seen["screen"], "risk");
    EXPECT_EQ(all_cut(seen), "") << file;
    EXPECT_EQ(seen["missing_characters"], json::array()) << file;
    EXPECT_EQ(seen["charts_unknown_glyphs"], 0) << file;
    EXPECT_EQ(seen["failure"], "");
  }
}

INSTANTIATE_TEST_SUITE_P(DeskRisk, RiskScreens,
                         testing::Values(Sight{"zh", "1280x800", 100, "tiny.json"},
                                         Sight{"en", "1280x800", 100, "bachu-village.json"},
                                         Sight{"zh", "2560x1440", 200, "bachu-village.json"},
                                         Sight{"en", "2560x1440", 200, "tiny.json"}));

// As a spreadsheet takes it.
std::string tabbed(const TextTable& table, std::size_t first_column) {
  std::string text;
  const auto row = [&](const std::vector<std::string>& cells) {
    for (std::size_t c = first_column; c < cells.size(); ++c) text += (c > first_column ? "\t" : "") + cells[c];
    text += "\r\n";
  };
  row(table.heads);
  for (const std::vector<std::string>& cells : table.rows) row(cells);
  return text;
}

// ---- a story ----

Scenario tiny() { return read_scenario_file(data("tiny.json"), {}); }

ReturnRisk risk_by_labour(const Scenario& scenario, int mix) {
  RiskPlan plan;
  plan.scenario = scenario;
  plan.mix = mix;
  plan.by = {RiskBy::labour};
  plan.replicates = 10;
  plan.seed = static_cast<std::uint64_t>(scenario.seed);
  return return_risk_of(plan);
}

void expect_groups(const json& dump, const ReturnRisk& risk, const Scenario& scenario) {
  const TextTable table = risk_group_table(risk, scenario, Language::en);
  ASSERT_GT(table.rows.size(), 1u);
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    std::vector<std::string> cells(table.rows[r].begin() + 1, table.rows[r].end());  // the grouping stands in the title
    std::erase(cells, "");
    EXPECT_EQ(texts_under(dump, "risk/groups/" + std::to_string(r) + "/"), cells);
  }
  EXPECT_EQ(dump["copied"], "Chance of return after the exit, by labour at the exit\r\n" + tabbed(table, 1));
}

void expect_prevention(const json& dump, const ReturnRisk& risk, const Scenario& scenario) {
  const TextTable triggers = risk_trigger_table(risk, Language::en),
                  removals = removal_table(risk, scenario, Language::en);
  ASSERT_GT(triggers.rows.size(), 0u);
  ASSERT_GT(removals.rows.size(), 0u);
  const std::string copied = dump["copied"];
  const std::string both =
      triggers.caption + "\r\n" + tabbed(triggers, 0) + removals.caption + "\r\n" + tabbed(removals, 0);
  EXPECT_TRUE(copied.starts_with(both)) << copied << "\nis not\n" << both;
}

void expect_withdrawal(const json& dump, const Scenario& scenario, int mix, const std::string& stopping) {
  WithdrawalPlan plan;
  plan.scenario = scenario;
  plan.mixes = {mix};
  plan.stop = Month::of(2017, 10);
  plan.measures = {stopping};
  plan.replicates = 10;
  plan.seed = static_cast<std::uint64_t>(scenario.seed);
  const Withdrawal told = withdrawal_of(plan);
  ASSERT_EQ(told.of.size(), 1u);
  const TextTable table = withdrawal_table(told, told.of.front(), scenario, Language::en);
  for (std::size_t r = 0; r < table.rows.size(); ++r)
    EXPECT_EQ(texts_under(dump, "risk/quantities/" + std::to_string(r) + "/"), table.rows[r]);
  const std::string copied = dump["copied"];
  EXPECT_TRUE(copied.starts_with("panel\twhat\tlabel\tx\tvalue\r\n")) << "the chart stands over the table";
  EXPECT_TRUE(copied.ends_with(table.caption + "\r\n" + tabbed(table, 0))) << copied;
}

void expect_life(const json& dump, const Scenario& scenario) {
  const LifeAsked asked{std::make_shared<const Scenario>(scenario), {0, 1}, 0};
  const MovedHouseholds moved = moved_households(asked, {});
  ASSERT_FALSE(moved.list.empty());
  const std::uint32_t household = moved.list.front().household;
  EXPECT_EQ(text_at(dump, "risk/household"), std::to_string(household));
  EXPECT_EQ(text_at(dump, "moved/" + std::to_string(household)), "selected");
  std::vector<std::string> decisive{"What was decisive"};
  for (std::string text : life_of(asked, household).en.decisive)
    decisive.push_back(text.erase(0, text.find_first_not_of(' ')));
  EXPECT_EQ(texts_under(dump, "risk/decisive/"), decisive);
  // Of each month what is written in it, on one line.
  const std::string copied = dump["copied"];
  std::size_t at = copied.find("\r\nMonth\t");
  ASSERT_NE(at, copied.npos) << copied;
  for (const LifeEntry& entry : life_of(asked, household).en.entries) {
    at = copied.find("\r\n", at + 1);
    EXPECT_EQ(copied.substr(at + 2, 8), entry.month.text() + "\t");
  }
  EXPECT_EQ(copied.find("\r\n", at + 1), copied.size() - 2);
}

TEST(RiskStory, OfTheAnalyst) {
  const Folder folder;
  const std::string groups = folder.file("groups.json"), withdrawn = folder.file("withdrawn.json"),
                    life = folder.file("life.json"), prevention = folder.file("prevention.json");
  const auto copy_and_dump = [](const std::string& file) {
    return "wait\nframes 3\nkey Ctrl+C\ndump \"" + file + "\"\n";
  };
  write(folder.file("script"), "wait\nkey Ctrl+4\nframes 2\nclick \"views/1\"\nwait\nframes 2\nclick \"by/3\"\n" +
                                   copy_and_dump(groups) + "click \"views/2\"\n" + copy_and_dump(prevention) +
                                   "click \"views/3\"\nframes 2\nset \"risk/stop\" 2017-10\nclick \"stops/industry\"\n"
                                   "click \"risk/test\"\n" +
                                   copy_and_dump(withdrawn) + "click \"views/4\"\nwait\nframes 3\n" +
                                   copy_and_dump(life));
  ASSERT_EQ(
      run_window(quoted(data("tiny.json")) + " --lang en --replicates 10 --script " + quoted(folder.file("script"))),
      0);
  const Scenario scenario = tiny();
  const ReturnRisk risk = risk_by_labour(scenario, 1);
  expect_groups(read(groups), risk, scenario);
  expect_prevention(read(prevention), risk, scenario);
  const json after = read(withdrawn);
  EXPECT_EQ(text_at(after, "stops/industry"), "off");
  EXPECT_EQ(text_at(after, "stops/floor"), "on");
  expect_withdrawal(after, scenario, 1, "floor");
  expect_life(read(life), scenario);
}

TEST(RiskStory, AnUnfinishedRunSaysWhatToDo) {
  const Folder folder;
  const std::string stopped = folder.file("stopped.json");
  write(folder.file("script"),
        "wait 10\nkey Escape\nwait\nkey Ctrl+4\nframes 2\nclick \"views/1\"\nframes 3\ndump \"" + stopped + "\"\n");
  ASSERT_EQ(run_window(quoted(place("bachu-village.json")) + " --lang en --replicates 100000 --script " +
                       quoted(folder.file("script"))),
            0);
  const json seen = read(stopped);
  EXPECT_NE(widget(seen, "Finish the run"), nullptr);
  bool why = false;
  for (const std::string& text : texts_under(seen, "risk/asking/")) why |= text.starts_with("The run was stopped at ");
  EXPECT_TRUE(why);
}

TEST(RiskStory, AStoppedQuestionTellsWhatWasFinished) {
  const Folder folder;
  const std::string risk = folder.file("risk.json"), half = folder.file("half.json"), whole = folder.file("whole.json");
  const std::string stop = "wait 3\nkey Escape\nwait\nframes 3\nkey Ctrl+C\ndump \"";
  write(folder.file("script"), "wait\nkey Ctrl+4\nframes 2\nclick \"views/1\"\n" + stop + risk +
                                   "\"\nclick \"views/3\"\nframes 2\nclick \"risk/test\"\n" + stop + half +
                                   "\"\nclick \"asking/whole\"\nwait\nframes 3\nkey Ctrl+C\ndump \"" + whole + "\"\n");
  ASSERT_EQ(run_window(quoted(data("tiny.json")) + " --lang en --zoom 100 --replicates 1000 --script " +
                       quoted(folder.file("script"))),
            0);
  const json in_part[] = {read(risk), read(half)};
  const int steps[] = {5000, 1000};
  for (std::size_t i = 0; i < 2; ++i) {
    const std::string text = text_at(in_part[i], "asking/part");
    int done = 0, of = 0;
    ASSERT_EQ(std::sscanf(text.c_str(), "~ PARTIAL %d / %d steps", &done, &of), 2) << text;
    EXPECT_GE(done, 3);
    EXPECT_LT(done, of);
    EXPECT_EQ(of, steps[i]);
    EXPECT_TRUE(in_part[i]["copied"].get<std::string>().starts_with("~ PARTIAL "));
    EXPECT_EQ(all_cut(in_part[i]), "");
  }
  EXPECT_FALSE(texts_under(in_part[0], "risk/groups/0/").empty());
  const auto replicates_told = [](const json& dump) {
    for (const json& w : dump["widgets"])
      if (const std::string text = w["value"]; text.find(" replicates · ") != text.npos)
        return text.substr(text.find("future. ") + 8, text.find(" replicates · ") - text.find("future. ") - 8);
    return std::string("none");
  };
  EXPECT_NE(replicates_told(in_part[1]), "none");
  EXPECT_NE(replicates_told(in_part[1]), "1,000");
  EXPECT_EQ(replicates_told(read(whole)), "1,000");
  EXPECT_EQ(text_at(read(whole), "asking/part"), "no widget asking/part");
  EXPECT_FALSE(read(whole)["copied"].get<std::string>().starts_with("~ PARTIAL "));
}

TEST(Definitions, AreChangedFromTheBarAndUndone) {
  const Folder folder;
  const std::string changed = folder.file("changed.json"), undone = folder.file("undone.json");
  write(folder.file("script"),
        "wait\nkey Ctrl+3\nframes 2\nclick \"chips/margin\"\nframes 3\n"
        "set \"definitions/margin\" 1.25\nwait\nset \"definitions/line_value_0\" 3100\nwait\nframes 2\ndump \"" +
            changed + "\"\nkey Ctrl+Z\nwait\nkey Ctrl+Z\nwait\nframes 2\ndump \"" + undone + "\"\n");
  ASSERT_EQ(
      run_window(quoted(data("tiny.json")) + " --lang en --replicates 10 --script " + quoted(folder.file("script"))),
      0);
  const json with = read(changed), back = read(undone);
  ASSERT_EQ(with["changes"].size(), 2u) << with["changes"];
  EXPECT_NE(with["changes"][0].get<std::string>().find("1.25"), std::string::npos);
  EXPECT_NE(with["command_line"].get<std::string>().find("registry/margin=1.25"), std::string::npos);
  EXPECT_EQ(with["screen"], "compare");
  EXPECT_EQ(back["changes"].size(), 0u);
}

// ---- the thread beneath ----

// `keeps`: each step is a replicate of the answer.
Question slow(const std::string& key, std::atomic<int>& played, bool keeps = false) {
  Question question;
  question.key = key;
  question.steps = 1000;
  question.play = [&played, keeps](const std::function<void()>& step, const std::stop_token& stop) -> Answer {
    ++played;
    ReturnRisk risk;
    for (int i = 0; i < 1000 && !stop.stop_requested(); ++i) {
      step();
      if (keeps) ++risk.replicates;
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return risk;
  };
  return question;
}

void wait_for_steps(const Inquirer& inquirer, const std::string& key) {
  for (int i = 0; i < 5000 && inquirer.about(key).done < 3; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  ASSERT_TRUE(inquirer.about(key).running);
}

Question quick(const std::string& key) {
  return {key, 1, [key](const std::function<void()>&, const std::stop_token&) -> Answer {
            ReturnRisk risk;
            risk.mix = key;
            return risk;
          }};
}

void settle(const Inquirer& inquirer) {
  for (int i = 0; i < 5000 && !inquirer.idle(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  ASSERT_TRUE(inquirer.idle());
}

TEST(Inquirer, KeepsAnswersByTheirKey) {
  Inquirer inquirer([] {});
  inquirer.ask(quick("a"));
  settle(inquirer);
  inquirer.ask(quick("b"));
  settle(inquirer);
  const Inquiry a = inquirer.about("a");
  ASSERT_NE(answer_of<ReturnRisk>(a), nullptr);
  EXPECT_EQ(answer_of<ReturnRisk>(a)->mix, "a");
  EXPECT_EQ(answer_of<Withdrawal>(a), nullptr);
  EXPECT_EQ(inquirer.about("c").answer, nullptr);
}

TEST(Inquirer, StopsAtOnceAndKeepsNothingWhereNothingWasFinished) {
  std::atomic<int> played = 0;
  Inquirer inquirer([] {});
  inquirer.ask(slow("a", played));
  wait_for_steps(inquirer, "a");
  inquirer.stop();
  settle(inquirer);
  EXPECT_TRUE(inquirer.about("a").stopped);
  EXPECT_EQ(inquirer.about("a").answer, nullptr);
  inquirer.ask(quick("a"));
  settle(inquirer);
  EXPECT_FALSE(inquirer.about("a").stopped);
  EXPECT_NE(inquirer.about("a").answer, nullptr);
}

TEST(Inquirer, KeepsWhatWasFinishedWhereThePersonStops) {
  std::atomic<int> played = 0;
  Inquirer inquirer([] {});
  inquirer.ask(slow("a", played, true));
  wait_for_steps(inquirer, "a");
  inquirer.stop();
  settle(inquirer);
  const Inquiry part = inquirer.about("a");
  ASSERT_NE(answer_of<ReturnRisk>(part), nullptr);
  EXPECT_TRUE(part.stopped);
  EXPECT_EQ(part.done, answer_of<ReturnRisk>(part)->replicates);
  EXPECT_EQ(part.of, 1000);
  inquirer.ask(quick("a"));
  settle(inquirer);
  EXPECT_FALSE(inquirer.about("a").stopped);
  ASSERT_NE(inquirer.about("a").answer, nullptr);
  EXPECT_EQ(std::get<ReturnRisk>(*inquirer.about("a").answer).mix, "a");
}

TEST(Inquirer, WhatMakesWayIsNotToldInPart) {
  std::atomic<int> played = 0;
  Inquirer inquirer([] {});
  inquirer.ask(slow("a", played, true));
  wait_for_steps(inquirer, "a");
  inquirer.make_way();
  settle(inquirer);
  EXPECT_EQ(inquirer.about("a").answer, nullptr);
  EXPECT_FALSE(inquirer.about("a").stopped);
}

TEST(Inquirer, TheNewestQuestionGoesFirst) {
  std::atomic<int> played = 0;
  Inquirer inquirer([] {});
  inquirer.ask(slow("a", played));
  for (int i = 0; i < 5000 && played == 0; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  inquirer.ask(quick("b"));
  settle(inquirer);
  EXPECT_NE(inquirer.about("b").answer, nullptr);
  EXPECT_EQ(inquirer.about("a").answer, nullptr);
  EXPECT_FALSE(inquirer.about("a").stopped) << "it may be asked again by itself";
}

TEST(Inquirer, SaysWhyItFailed) {
  Inquirer inquirer([] {});
  inquirer.ask({"a", 1, [](const std::function<void()>&, const std::stop_token&) -> Answer {
                  throw std::runtime_error("no such thing");
                }});
  settle(inquirer);
  EXPECT_EQ(inquirer.about("a").failure, "no such thing");
}

}  // namespace
}  // namespace tuiyan::gui
