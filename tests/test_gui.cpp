// The window without a display: it opens in both languages and sizes with nothing cut and no character
// missing, a script moves a number and the preview follows, a stop keeps what is done. Its worker runs only
// what changed.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "gui/theme.h"
#include "gui/utf8.h"
#include "gui/worker.h"
#include "tests/small_scenario.h"
#include "tests/window_trial.h"

namespace tuiyan::gui {
namespace {

// ---- the program ----

struct Opening {
  const char* language;
  const char* size;
  int zoom;
  const char* look;
};

void PrintTo(const Opening& how, std::ostream* out) {
  *out << how.language << " " << how.size << " " << how.zoom << " % " << how.look;
}

class Opened : public testing::TestWithParam<Opening> {};

TEST_P(Opened, NothingIsCutAndNoCharacterIsMissing) {
  const Opening& how = GetParam();
  const Folder folder;
  const std::string dump = folder.file("dump.json"), picture = folder.file("picture.png");
  ASSERT_EQ(run_window(quoted(place("hohhot-2017.json")) + " --replicates 2 --lang " + how.language + " --size " +
                       how.size + " --zoom " + std::to_string(how.zoom) + " " + how.look + " --screenshot " +
                       quoted(picture) + " --dump " + quoted(dump)),
            0);
  const json seen = read(dump);
  ASSERT_TRUE(seen.is_object());
  EXPECT_EQ(seen["replicates"], 2);
  EXPECT_EQ(seen["problems"], 0);
  EXPECT_EQ(all_cut(seen), "");
  EXPECT_EQ(seen["missing_characters"], json::array());
  EXPECT_EQ(seen["charts_unknown_glyphs"], 0);
  EXPECT_GT(std::filesystem::file_size(picture), 20000u);
  EXPECT_NE(widget(seen, std::string(how.language) == "zh" ? "易地搬迁" : "Relocation"), nullptr);
}

INSTANTIATE_TEST_SUITE_P(Window, Opened,
                         testing::Values(Opening{"zh", "1280x800", 100, ""}, Opening{"en", "1280x800", 100, "--dark"},
                                         Opening{"zh", "2560x1440", 200, "--dark"}, Opening{"en", "2560x1440", 200, ""},
                                         Opening{"en", "1280x800", 200, ""}));

TEST(Window, AChangedNumberMovesThePreview) {
  const Folder folder;
  const std::string script = folder.file("script"), before = folder.file("before.json"),
                    after = folder.file("after.json"), back = folder.file("back.json"), copy = folder.file("copy.json");
  write(script, "wait\ndump \"" + before + "\"\n" +
                    "click \"Mixes/As planned\"\n"
                    "set \"As planned/Sheep/Households\" 0\n"
                    "drag \"As planned/Land improvement/Households Slider\" 0\n"
                    "wait\ndump \"" +
                    after + "\"\n" + "key Ctrl+S\nframes 4\nset \"Save copy/File\" \"" + copy +
                    "\"\nclick \"Save copy/Save\"\n" +
                    "click \"As planned/Sheep/Reset\"\nclick \"As planned/Land improvement/Reset\"\nwait\ndump \"" +
                    back + "\"\n");
  ASSERT_EQ(run_window(quoted(place("bachu-village.json")) + " --lang en --replicates 20 --script " + quoted(script)),
            0);
  const json first = read(before), changed = read(after), restored = read(back);
  const std::string out = "Mixes/As planned/exited_share";
  EXPECT_EQ(value_of(first, "As planned/Sheep/Households"), "7");
  EXPECT_EQ(value_of(changed, "As planned/Sheep/Households"), "0");
  EXPECT_EQ(value_of(changed, "As planned/Land improvement/Households"), "0");
  EXPECT_LT(std::stod(value_of(changed, out)), std::stod(value_of(first, out)));
  EXPECT_EQ(value_of(restored, out), value_of(first, out));
  EXPECT_EQ(value_of(changed, "Mixes/Nothing added/exited_share"), value_of(first, "Mixes/Nothing added/exited_share"));
  const json written = read(copy);
  ASSERT_TRUE(written.is_object());
  EXPECT_EQ(written["mixes"][1]["items"][1]["households"], 0);
}

TEST(Window, LanguageAndLooksChangeLive) {
  const Folder folder;
  const std::string script = folder.file("script"), chinese = folder.file("zh.json"), english = folder.file("en.json");
  write(script,
        "wait\ndump \"" + chinese + "\"\nclick English\nclick Dark\nkey Ctrl+=\nframes 3\ndump \"" + english + "\"\n");
  ASSERT_EQ(run_window(quoted(place("bachu-village.json")) + " --lang zh --replicates 5 --script " + quoted(script)),
            0);
  const json before = read(chinese), after = read(english);
  EXPECT_NE(widget(before, "按计划"), nullptr);
  EXPECT_EQ(widget(before, "As planned"), nullptr);
  EXPECT_NE(widget(after, "As planned"), nullptr);
  EXPECT_EQ(value_of(after, "Appearance/Dark"), "chosen");
  EXPECT_EQ(value_of(after, "125%"), "125%");
  EXPECT_EQ(all_cut(after), "");
  EXPECT_EQ(after["missing_characters"], json::array());
}

TEST(Window, StopKeepsWhatIsDone) {
  const Folder folder;
  const std::string script = folder.file("script"), dump = folder.file("dump.json");
  write(script, "wait 1\nclick \"Stop\"\nwait\ndump \"" + dump + "\"\n");
  ASSERT_EQ(run_window(quoted(place("hohhot-2017.json")) + " --lang en --replicates 100000 --script " + quoted(script)),
            0);
  const json seen = read(dump);
  EXPECT_EQ(seen["running"], false);
  EXPECT_EQ(seen["stopped"], true);
  EXPECT_GE(seen["replicates"].get<int>(), 1);
  EXPECT_LT(seen["replicates"].get<int>(), 1000);
  EXPECT_TRUE(value_of(seen, "Mixes/As planned/exited_share").starts_with("~"));
}

TEST(Window, AWrongChangeIsShownBesideTheField) {
  const Folder folder;
  const std::string script = folder.file("script"), dump = folder.file("dump.json");
  write(script,
        "wait\nclick \"As planned/Sheep\"\nset \"As planned/Sheep/End\" 2018-01\nwait\ndump \"" + dump + "\"\n");
  ASSERT_EQ(run_window(quoted(place("bachu-village.json")) + " --lang en --replicates 3 --script " + quoted(script)),
            0);
  const json seen = read(dump);
  EXPECT_GE(seen["problems"].get<int>(), 1);
  const auto near_field = [&](const json& w) {
    return w["label"].get<std::string>().starts_with("As planned/Sheep/") &&
           w["value"].get<std::string>().find("2018-01") != std::string::npos && w["kind"] == "text";
  };
  EXPECT_TRUE(std::any_of(seen["widgets"].begin(), seen["widgets"].end(), near_field));
  EXPECT_EQ(all_cut(seen), "");
}

TEST(Window, AScenarioThatCanNotBeReadSaysAllThatIsWrong) {
  const Folder folder;
  const std::string bad = folder.file("bad.json"), dump = folder.file("dump.json");
  write(bad, small_with("/months", "-3"));
  ASSERT_EQ(run_window(quoted(bad) + " --lang zh --dump " + quoted(dump)), 0);
  const json seen = read(dump);
  EXPECT_GE(seen["problems"].get<int>(), 1);
  EXPECT_NE(widget(seen, "/months"), nullptr);
  EXPECT_EQ(all_cut(seen), "");
  EXPECT_EQ(seen["missing_characters"], json::array());
}

TEST(Window, WrongOptionsAndScriptsAreRefused) {
  const Folder folder;
  const std::string script = folder.file("script");
  write(script, "wait\nclick \"no such button\"\n");
  EXPECT_EQ(run_window(quoted(place("bachu-village.json")) + " --replicates 1 --script " + quoted(script) + " 2>&1"),
            1);
  write(script, "jump\n");
  EXPECT_EQ(run_window(quoted(place("bachu-village.json")) + " --replicates 1 --script " + quoted(script) + " 2>&1"),
            1);
  EXPECT_NE(run_window("--size wide --screenshot x.png 2>&1"), 0);
}

// ---- the worker ----

// Runs at once, remembers what was asked of it; outcomes depend on mix and replicate only.
struct MadeUp {
  std::mutex mutex;
  std::multiset<std::pair<std::string, int>> played;  // mix id with its first item's households, replicate
  int until_stop = -1;                                // after so many replicates it waits for the stop

  static std::string name(const Scenario& scenario, int mix) {
    const Mix& m = scenario.mixes[static_cast<std::size_t>(mix)];
    return m.id + (m.items.empty() ? "" : std::to_string(m.items.front().households.value_or(-1)));
  }
  Outcomes run(const Scenario& scenario, const RunOptions& options, const RunHooks& hooks) {
    const std::size_t points = shape_of(scenario).points.size();
    for (int r = options.first_replicate; r < options.first_replicate + options.replicates; ++r) {
      if (until_stop >= 0 && r >= until_stop)
        while (!hooks.stop.stop_requested()) std::this_thread::yield();
      if (hooks.stop.stop_requested()) break;
      std::vector<Outcome> outcomes;
      for (const int mix : options.mixes) {
        const std::scoped_lock lock(mutex);
        played.emplace(name(scenario, mix), r);
        outcomes.emplace_back(points, 0.1 * mix + 0.001 * r);
      }
      hooks.finished(r, outcomes);
    }
    return {};
  }
  Engine engine() {
    return {[](const Scenario&) { return Population{}; },
            [this](const Scenario& scenario, const Population&, const RunOptions& options, const RunHooks& hooks) {
              return run(scenario, options, hooks);
            }};
  }
};

// A worker with a way to wait for what it says.
struct Watched {
  explicit Watched(MadeUp& made_up)
      : worker(made_up.engine(), [this] {
          const std::scoped_lock lock(mutex);
          ++changes;
          changed.notify_all();
        }) {}
  bool until(const std::function<bool(const Status&)>& holds) {
    std::unique_lock lock(mutex);
    return changed.wait_for(lock, std::chrono::seconds(30), [&] { return holds(worker.status()); });
  }
  std::mutex mutex;
  std::condition_variable changed;
  int changes = 0;
  Worker worker;
};

bool idle(const Status& s) { return !s.running; }

TEST(Worker, RunsInStagesAndComesToTheEnd) {
  MadeUp made_up;
  Watched watched(made_up);
  const Scenario scenario = read_scenario(small_scenario, "");
  watched.worker.start(scenario, 40);
  ASSERT_TRUE(watched.until(idle));
  const Status status = watched.worker.status();
  ASSERT_NE(status.result, nullptr);
  EXPECT_TRUE(status.result->complete());
  EXPECT_EQ(status.done, 40);
  EXPECT_EQ(status.result->comparison.finished(), 40);
  EXPECT_EQ(made_up.played.size(), 80u);
}

TEST(Worker, AChangedMixAloneIsPlayedAgain) {
  MadeUp made_up;
  Watched watched(made_up);
  Scenario scenario = read_scenario(small_scenario, "");
  watched.worker.start(scenario, 12);
  ASSERT_TRUE(watched.until(idle));
  const double before = scenario.mixes[1].items[0].households.value();
  scenario.mixes[1].items[0].households = 5;
  watched.worker.start(scenario, 12);
  ASSERT_TRUE(watched.until(idle));
  EXPECT_EQ(made_up.played.size(), 36u) << "none once, plan twice";
  scenario.mixes[1].items[0].households = before;
  watched.worker.start(scenario, 12);
  ASSERT_TRUE(watched.until(idle));
  EXPECT_EQ(made_up.played.size(), 36u) << "the old outcomes are still kept";
  EXPECT_TRUE(watched.worker.status().result->complete());
  scenario.seed = 43;
  watched.worker.start(scenario, 12);
  ASSERT_TRUE(watched.until(idle));
  EXPECT_EQ(made_up.played.size(), 60u) << "another world plays everything again";
}

TEST(Worker, DrawnParametersAreAnotherWorld) {
  MadeUp made_up;
  Watched watched(made_up);
  const Scenario scenario = read_scenario(small_scenario, "");
  watched.worker.start(scenario, 12);
  ASSERT_TRUE(watched.until(idle));
  const std::vector<std::uint64_t> versions = watched.worker.status().result->versions;
  EXPECT_FALSE(watched.worker.status().result->uncertainty);
  watched.worker.start(scenario, 12, {}, true);
  ASSERT_TRUE(watched.until(idle));
  EXPECT_EQ(made_up.played.size(), 48u) << "no replicate of today's values stands among the drawn";
  EXPECT_TRUE(watched.worker.status().result->uncertainty);
  EXPECT_NE(watched.worker.status().result->versions, versions);
}

TEST(Worker, StopKeepsFinishedReplicatesAndRunAgainAddsTheRest) {
  MadeUp made_up;
  made_up.until_stop = 17;
  Watched watched(made_up);
  const Scenario scenario = read_scenario(small_scenario, "");
  watched.worker.start(scenario, 30);
  ASSERT_TRUE(watched.until([](const Status& s) { return s.done == 17; }));
  watched.worker.stop();
  ASSERT_TRUE(watched.until(idle));
  EXPECT_TRUE(watched.worker.status().stopped);
  EXPECT_EQ(watched.worker.status().result->comparison.finished(), 17);
  made_up.until_stop = -1;
  watched.worker.start(scenario, 30);
  ASSERT_TRUE(watched.until(idle));
  EXPECT_EQ(watched.worker.status().result->comparison.finished(), 30);
  EXPECT_EQ(made_up.played.size(), 60u) << "nothing is played twice";
}

TEST(Worker, ANewSnapshotOvertakesTheOneInWork) {
  MadeUp made_up;
  made_up.until_stop = 3;
  Watched watched(made_up);
  Scenario scenario = read_scenario(small_scenario, "");
  watched.worker.start(scenario, 30);
  ASSERT_TRUE(watched.until([](const Status& s) { return s.done == 3; }));
  made_up.until_stop = -1;
  scenario.mixes[1].items[0].households = 5;
  const int edition = watched.worker.start(scenario, 30);
  ASSERT_TRUE(watched.until(idle));
  EXPECT_EQ(watched.worker.status().result->edition, edition);
  EXPECT_FALSE(watched.worker.status().stopped);
  EXPECT_TRUE(watched.worker.status().result->complete());
}

TEST(Worker, AWrongScenarioIsNotPlayed) {
  MadeUp made_up;
  Watched watched(made_up);
  Scenario scenario = read_scenario(small_scenario, "");
  scenario.mixes[1].items[0].measure = "employmant";
  watched.worker.start(scenario, 5);
  ASSERT_TRUE(watched.until(idle));
  ASSERT_EQ(watched.worker.status().problems.size(), 1u);
  EXPECT_EQ(watched.worker.status().problems[0].path, "/mixes/1/items/0/measure");
  EXPECT_EQ(made_up.played.size(), 0u);
}

// ---- looks ----

TEST(Theme, TextAndControlsStandOutFromTheirGround) {
  for (const bool dark : {false, true}) {
    const Theme theme = make_theme(dark, 1);
    for (const Colour ground : {theme.page, theme.panel, theme.raised, theme.hover, theme.selection}) {
      for (const Colour ink : {theme.text, theme.quiet, theme.accent, theme.warning, theme.error})
        EXPECT_GE(contrast(ink, ground), 4.5) << (dark ? "dark" : "light");
      EXPECT_GE(contrast(theme.rule, ground), 2.9) << (dark ? "dark" : "light");
    }
    EXPECT_GE(contrast(theme.on_accent, theme.accent), 4.5);
    EXPECT_GE(contrast(theme.rule, theme.panel), 3.0);
  }
  EXPECT_NEAR(contrast({0, 0, 0, 255}, {255, 255, 255, 255}), 21, 1e-9);
  EXPECT_LT(contrast({140, 140, 140, 255}, {255, 255, 255, 255}), 4.5) << "a weak grey would be noticed";
}

TEST(Utf8, CharactersAndLineBreaks) {
  std::u32string read;
  for_each_character("a脱\xF0\x9F\x8C\xBE\xFFz", [&](char32_t c) { read += c; });
  EXPECT_EQ(read, U"a脱\U0001F33E\uFFFDz");
  EXPECT_TRUE(may_break(U'脱', U'贫'));
  EXPECT_FALSE(may_break(U'贫', U'。'));
  EXPECT_FALSE(may_break(U'（', U'贫'));
  EXPECT_FALSE(may_break(U'a', U'b'));
  EXPECT_TRUE(may_break(U' ', U'b'));
}

}  // namespace
}  // namespace tuiyan::gui
