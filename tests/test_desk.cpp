// The desk: every screen in every state, size and language without a word cut; a planner's and an analyst's story told
// as scripts; nothing lost when the window is killed. And the parts beneath: commands, changes, history, settings.
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <thread>

#include "gui/changes.h"
#include "gui/commands.h"
#include "gui/history.h"
#include "gui/settings.h"
#include "io/scenario_file.h"
#include "io/store.h"
#include "sim/engine.h"
#include "tests/pdf_text.h"
#include "tests/process.h"
#include "tests/small_scenario.h"
#include "tests/window_trial.h"

extern char** environ;

namespace tuiyan::gui {
namespace {

const char* const all_screens[] = {"welcome", "plan", "compare", "risk", "assumptions", "runs", "report"};

const std::string tiny = std::string(TUIYAN_SOURCE_DIR) + "/tests/data/tiny.json";

// ---- every screen ----

struct Sight {
  const char* language;
  const char* size;
  int zoom;
  const char* scenario;
  const char* replicates;  // 1: a result without intervals
};

void PrintTo(const Sight& how, std::ostream* out) {
  *out << how.language << " " << how.size << " " << how.zoom << " % " << how.scenario;
}

class Screens : public testing::TestWithParam<Sight> {};

// A dump of every screen, and of every view of the comparison.
TEST_P(Screens, HaveNothingCutAndNoCharacterMissing) {
  const Sight& how = GetParam();
  const Folder folder;
  std::string script = "wait\n";
  std::vector<std::string> dumps;
  const auto look = [&](const std::string& click) {
    dumps.push_back(folder.file("dump" + std::to_string(dumps.size()) + ".json"));
    script += "click \"" + click + "\"\nframes 3\ndump \"" + dumps.back() + "\"\n";
  };
  for (const char* screen : all_screens) look("screens/" + std::string(screen));
  script += "click \"screens/compare\"\n";
  for (int view = 0; view < 8; ++view) look("views/" + std::to_string(view));
  write(folder.file("script"), script);
  ASSERT_EQ(run_window(quoted(place(how.scenario)) + " --lang " + how.language + " --size " + how.size + " --zoom " +
                       std::to_string(how.zoom) + " --replicates " + how.replicates + " --script " +
                       quoted(folder.file("script"))),
            0);
  for (const std::string& file : dumps) {
    const json seen = read(file);
    ASSERT_TRUE(seen.is_object()) << file;
    EXPECT_EQ(all_cut(seen), "") << seen["screen"];
    EXPECT_EQ(seen["missing_characters"], json::array()) << seen["screen"];
    EXPECT_EQ(seen["charts_unknown_glyphs"], 0) << seen["screen"];
    EXPECT_EQ(seen["failure"], "");
  }
}

INSTANTIATE_TEST_SUITE_P(Desk, Screens,
                         testing::Values(Sight{"zh", "1280x800", 100, "bachu-village.json", "20"},
                                         Sight{"en", "1280x800", 100, "bachu-village.json", "1"},
                                         Sight{"en", "1600x1000", 100, "hohhot-2017.json", "2"},
                                         Sight{"zh", "2560x1440", 200, "hohhot-2017.json", "2"},
                                         Sight{"en", "2560x1440", 200, "bachu-village.json", "5"}));

// ---- stories ----

TEST(Story, OfThePlanner) {
  const Folder folder;
  const std::string start = folder.file("start.json"), moved = folder.file("moved.json"),
                    undone = folder.file("undone.json"), compared = folder.file("compared.json"),
                    out = folder.file("out");
  write(folder.file("script"),
        "key Ctrl+1\nframes 2\nclick \"samples/bachu-village\"\nwait\n"
        "click \"Mixes/As planned\"\nframes 2\nclick \"Duplicate\"\nwait\ndump \"" +
            start +
            "\"\n"
            "set \"As planned (copy)/Sheep/Households\" 0\nwait\ndump \"" +
            moved +
            "\"\n"
            "key Ctrl+Z\nwait\ndump \"" +
            undone +
            "\"\n"
            "key Ctrl+Y\nwait\nclick \"screens/compare\"\nframes 3\ndump \"" +
            compared +
            "\"\n"
            "click \"screens/report\"\nframes 2\nset \"Report/Folder\" \"" +
            out +
            "\"\n"
            "click \"Export HTML\"\nwait\nclick \"Export PDF\"\nwait\nclick \"Export data (CSV)\"\nwait\n"
            "click \"Save the result\"\nwait\nclick \"Export charts (PNG, SVG)\"\nwait\nframes 3\n");
  ASSERT_EQ(run_window("--lang en --replicates 20 --script " + quoted(folder.file("script"))), 0);
  const json first = read(start), changed = read(moved), back = read(undone), seen = read(compared);
  const std::string share = "Mixes/As planned (copy)/exited_share";
  EXPECT_EQ(value_of(first, share), value_of(first, "Mixes/As planned/exited_share"));
  EXPECT_LT(std::stod(value_of(changed, share)), std::stod(value_of(first, share)));
  EXPECT_EQ(value_of(back, share), value_of(first, share));
  ASSERT_EQ(changed["changes"].size(), 2u);
  EXPECT_EQ(changed["changes"][1], "As planned (copy), sheep: households 7 households → 0 households");
  EXPECT_EQ(back["changes"].size(), 1u);
  EXPECT_EQ(seen["screen"], "compare");
  for (const char* file : {"bachu-2019-report.html", "bachu-2019-report.pdf", "bachu-2019.csv", "bachu-2019.tuiyan"}) {
    bool there = false;
    for (const auto& entry : std::filesystem::directory_iterator(out))
      there |= entry.path().extension() == std::filesystem::path(file).extension() && entry.file_size() > 1000;
    EXPECT_TRUE(there) << file;
  }
  int pictures = 0;
  for (const auto& entry : std::filesystem::directory_iterator(out)) pictures += entry.path().extension() == ".png";
  EXPECT_GE(pictures, 3);
}

TEST(Story, OfTheAnalyst) {
  const Folder folder;
  const std::string changed = folder.file("changed.json"), risk = folder.file("risk.json"),
                    reset = folder.file("reset.json");
  write(folder.file("script"),
        "wait\nkey Ctrl+5\nframes 2\nset \"Find an assumption\" \"registry/margin\"\nframes 3\n"
        "set \"registry/margin/value\" 1.3\nwait\nframes 3\ndump \"" +
            changed +
            "\"\n"
            "key Ctrl+4\nframes 3\ndump \"" +
            risk +
            "\"\n"
            "key Ctrl+5\nframes 2\nclick \"Reset assumptions\"\nwait\nframes 2\ndump \"" +
            reset + "\"\n");
  ASSERT_EQ(run_window(quoted(place("bachu-village.json")) + " --lang en --replicates 10 --script " +
                       quoted(folder.file("script"))),
            0);
  const json with = read(changed), later = read(reset), returns = read(risk);
  EXPECT_EQ(value_of(with, "registry/margin/value"), "no widget registry/margin/value");  // by label it is "Value"
  const auto by_key = [](const json& dump, const std::string& key) -> std::string {
    for (const json& w : dump["widgets"])
      if (w["key"].get<std::string>().ends_with(key)) return w["value"];
    return "none";
  };
  EXPECT_EQ(by_key(with, "registry/margin/value"), "1.3");
  EXPECT_NE(with["command_line"].get<std::string>().find("--set registry/margin=1.3"), std::string::npos);
  EXPECT_NE(by_key(with, "registry/margin/reset"), "none");
  EXPECT_EQ(by_key(later, "registry/margin/reset"), "none");
  EXPECT_NE(by_key(returns, "return-curve"), "none");
  EXPECT_NE(by_key(returns, "triggers"), "none");
}

// ---- nothing is lost ----

pid_t start_window(const std::string& home, const std::vector<std::string>& arguments) {
  std::vector<std::string> words{"env",
                                 "-u",
                                 "DISPLAY",
                                 "-u",
                                 "WAYLAND_DISPLAY",
                                 "XDG_CONFIG_HOME=" + home + "/config",
                                 "XDG_STATE_HOME=" + home + "/state",
                                 TUIYAN_GUI_PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  pid_t process = 0;
  return posix_spawnp(&process, "env", nullptr, nullptr, pointers.data(), environ) == 0 ? process : -1;
}

TEST(Crash, TheNextStartOffersWhatWasThere) {
  const Folder folder;
  const std::string home = folder.file("home"), dump = folder.file("dump.json"), after = folder.file("after.json");
  write(folder.file("script"), "wait 1\nset \"As planned/Sheep/Households\" 3\nframes 100000000\n");
  const pid_t window = start_window(
      home, {place("bachu-village.json"), "--lang", "en", "--replicates", "100000", "--script", folder.file("script")});
  ASSERT_GT(window, 0);
  const auto saved = [&] {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(home + "/state/tuiyan", error))
      if (entry.path().extension() == ".json") return true;
    return false;
  };
  for (int i = 0; i < 600 && !saved(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  EXPECT_TRUE(saved());
  ::kill(window, SIGKILL);
  int status = 0;
  waitpid(window, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status));
  write(folder.file("second"), "key Ctrl+1\nframes 3\ndump \"" + dump +
                                   "\"\nclick \"Restore\"\nwait 1\nframes 3\ndump \"" + after +
                                   "\"\nkey Escape\nwait\n");
  ASSERT_EQ(run_window("--lang en --replicates 5 --script " + quoted(folder.file("second")), home), 0);
  EXPECT_NE(widget(read(dump), "Restore"), nullptr);
  EXPECT_EQ(value_of(read(after), "As planned/Sheep/Households"), "3");
  // It stands in no file yet, so the window kept it when it closed; once saved as one it does not.
  const std::string copy = folder.file("copy.json");
  write(folder.file("third"),
        "key Ctrl+1\nframes 3\nclick \"Restore\"\nwait\nkey Ctrl+S\nframes 2\nset "
        "\"save/file\" \"" +
            copy + "\"\nclick \"save/save\"\nframes 3\nwait\n");
  ASSERT_EQ(run_window("--lang en --replicates 5 --script " + quoted(folder.file("third")), home), 0);
  EXPECT_EQ(read(copy)["mixes"][1]["items"][1]["households"], 3);
  EXPECT_FALSE(saved());
}

// 1,330 in the field of the envelope is 13.3 million yuan in the plan, whatever the unit shown.
TEST(Window, AmountsAreTypedInTheUnitShown) {
  const Folder folder;
  const std::string wan = folder.file("wan.json"), yuan = folder.file("yuan.json");
  write(folder.file("script"), "wait\nclick \"money/1\"\nset \"as_planned/envelope\" 1200.5\nframes 2\ndump \"" + wan +
                                   "\"\nclick \"money/0\"\nframes 2\ndump \"" + yuan + "\"\n");
  ASSERT_EQ(run_window(quoted(place("hohhot-2017.json")) + " --lang en --replicates 1 --script " +
                       quoted(folder.file("script"))),
            0);
  EXPECT_NE(read(wan)["command_line"].get<std::string>().find("mixes/1/envelope=12005000"), std::string::npos)
      << read(wan)["command_line"];
  const auto number = [](const json& seen) {
    for (const json& w : seen["widgets"])
      if (w["kind"] == "number" && w["key"].get<std::string>().ends_with("/envelope"))
        return w["value"].get<std::string>();
    return std::string("no field");
  };
  EXPECT_EQ(number(read(wan)), "1,200.5");
  EXPECT_EQ(number(read(yuan)), "12,005,000");
}

// The line in one panel is that of all, and of the slider above.
TEST(Window, AThresholdIsDraggedInTheChart) {
  const Folder folder;
  const std::string dump = folder.file("dump.json");
  write(folder.file("script"),
        "wait\nkey Ctrl+3\nclick \"views/5\"\ndrag \"dates_1\" 0.25\nlook 3\ndump \"" + dump + "\"\n");
  ASSERT_EQ(run_window(quoted(place("bachu-village.json")) + " --lang en --replicates 10 --script " +
                       quoted(folder.file("script"))),
            0);
  const json seen = read(dump);
  int lines = 0;
  for (const json& w : seen["widgets"])
    if (w["kind"] == "drag" && w["key"].get<std::string>().find("dates_") != std::string::npos) {
      EXPECT_NEAR(std::stod(w["value"].get<std::string>()), 0.25, 0.01);
      ++lines;
    }
  EXPECT_GT(lines, 1);
  EXPECT_GE(seen["frames"], 3);
  EXPECT_GT(seen["frame_ms_99"], 0);
}

// Saves it as it was opened, and once more after a change of which nothing was found yet.
TEST(Window, SavesWhatAResultHoldsBesideItsOutcomes) {
  const Folder folder;
  const std::string opened = folder.file("opened"), saved = folder.file("saved"), changed = folder.file("changed");
  ASSERT_EQ(Program({TUIYAN_PROGRAM, "sensitivity", tiny, "--trajectories", "2", "--replicates", "2", "--top", "2",
                     "-q", "-o", opened})
                .wait()
                .code,
            0);
  ASSERT_EQ(Program({TUIYAN_PROGRAM, "withdraw", tiny, "--stop", "2018-01", "--replicates", "2", "-q", "-o", opened})
                .wait()
                .code,
            0);
  const tuiyan::Result before = read_result(opened + "/tiny.tuiyan");
  ASSERT_FALSE(before.sensitivity.empty());
  ASSERT_TRUE(before.findings.contains("withdrawal"));
  const auto save = [](const std::string& to) {
    return "key Ctrl+7\nframes 2\nset \"report/folder\" \"" + to + "\"\nclick \"report/export_result\"\nwait\n";
  };
  write(folder.file("script"), "wait\n" + save(saved) +
                                   "key Ctrl+3\nframes 2\nclick \"chips/margin\"\nframes 3\n"
                                   "set \"definitions/margin\" 1.25\nwait\n" +
                                   save(changed));
  ASSERT_EQ(run_window(quoted(opened + "/tiny.tuiyan") + " --lang en --script " + quoted(folder.file("script"))), 0);
  const tuiyan::Result after = read_result(saved + "/tiny.tuiyan");
  EXPECT_EQ(after.record.scenario_sha256, before.record.scenario_sha256);
  EXPECT_EQ(after.outcomes.finished(), 2);
  EXPECT_EQ(after.sensitivity, before.sensitivity);
  EXPECT_EQ(after.findings, before.findings);
  const tuiyan::Result other = read_result(changed + "/tiny.tuiyan");
  EXPECT_NE(other.record.scenario_sha256, before.record.scenario_sha256);
  EXPECT_EQ(other.sensitivity, "");
  EXPECT_TRUE(other.findings.empty());
}

// Opened, carried on and saved, a result whose parameters were drawn stays one: no replicate of today's values comes
// in.
TEST(Window, AResultOfDrawnParametersStaysOne) {
  const Folder folder;
  const std::string opened = folder.file("opened"), saved = folder.file("saved"), drawn = folder.file("drawn.json"),
                    today = folder.file("today.json");
  ASSERT_EQ(
      Program({TUIYAN_PROGRAM, "run", tiny, "--uncertainty", "--replicates", "3", "-q", "-o", opened}).wait().code, 0);
  write(folder.file("script"),
        "wait\nkey Ctrl+6\nset \"runs/wanted\" 5\nwait\nkey Ctrl+7\nframes 2\nset \"report/folder\" \"" + saved +
            "\"\nclick \"report/export_result\"\nwait\ndump \"" + drawn +
            "\"\nkey Ctrl+6\nclick \"runs/uncertainty\"\nwait\nkey Ctrl+7\nframes 2\ndump \"" + today + "\"\n");
  ASSERT_EQ(run_window(quoted(opened + "/tiny.tuiyan") + " --lang en --script " + quoted(folder.file("script"))), 0);
  const tuiyan::Result before = read_result(opened + "/tiny.tuiyan"), after = read_result(saved + "/tiny.tuiyan");
  ASSERT_TRUE(before.record.uncertainty);
  EXPECT_TRUE(after.record.uncertainty);
  ASSERT_EQ(after.outcomes.finished(), 5);
  ASSERT_EQ(Program({TUIYAN_PROGRAM, "run", tiny, "--uncertainty", "--replicates", "5", "-q", "-f", "-o", opened})
                .wait()
                .code,
            0);
  const tuiyan::Result whole = read_result(opened + "/tiny.tuiyan");
  for (std::size_t r = 0; r < 5; ++r)
    for (std::size_t m = 0; m < whole.outcomes.mixes.size(); ++m)
      for (std::size_t i = 0; i < whole.outcomes.of[r][m].size(); ++i)
        if (const double value = whole.outcomes.of[r][m][i]; std::isfinite(value)) {
          ASSERT_EQ(after.outcomes.of[r][m][i], value) << r << " " << m << " " << i;
        }
  EXPECT_NE(read(drawn)["command_line"].get<std::string>().find(" --uncertainty"), std::string::npos);
  EXPECT_EQ(read(today)["command_line"].get<std::string>().find(" --uncertainty"), std::string::npos);
}

// Its numbers mean something else, perhaps: it is played again and says so.
TEST(Window, AResultOfAnotherEngineIsPlayedAgain) {
  const Folder folder;
  const Scenario scenario = read_scenario_file(tiny);
  Outcomes outcomes;
  outcomes.shape = shape_of(scenario);
  RunRecord record;
  record.scenario_id = scenario.id;
  record.scenario_sha256 = scenario_sha256(scenario);
  record.engine = "1";
  record.seed = static_cast<std::uint64_t>(scenario.seed);
  record.replicates = 2;
  record.reference = scenario.mixes.front().id;
  for (const Mix& mix : scenario.mixes) outcomes.mixes.push_back(mix.id);
  const std::string path = folder.file("old.tuiyan"), dump = folder.file("dump.json");
  for (int r = 0; r < 2; ++r)
    outcomes.of.emplace_back(scenario.mixes.size(), Outcome(outcomes.shape.points.size(), 0.25));
  ResultWriter writer(path, record, scenario, outcomes.mixes, false);
  for (int r = 0; r < 2; ++r) writer.add(r, outcomes.of[static_cast<std::size_t>(r)]);
  writer.finish(Comparison(outcomes), RunStatus::complete);
  write(folder.file("script"), "wait\nframes 2\ndump \"" + dump + "\"\n");
  ASSERT_EQ(run_window(quoted(path) + " --lang en --replicates 3 --script " + quoted(folder.file("script"))), 0);
  const json seen = read(dump);
  EXPECT_EQ(seen["replicates"], 3);
  EXPECT_EQ(seen["message"],
            "This result came from engine 1; it is played again with engine " + std::string(engine_version));
}

TEST(Window, APdfHasNoPageOfAPartThatIsLeftOut) {
  const Folder folder;
  const std::string out = folder.file("out");
  write(folder.file("script"), "wait\nkey Ctrl+7\nframes 2\nset \"report/folder\" \"" + out +
                                   "\"\nclick \"parts/money\"\nclick \"report/export_pdf\"\nwait\n");
  ASSERT_EQ(run_window(quoted(tiny) + " --lang en --replicates 3 --script " + quoted(folder.file("script"))), 0);
  const std::string text = pdf_letters(text_of(out + "/tiny-report.pdf"));
  EXPECT_EQ(text.find(letters_of("What the money is spent on")), text.npos);
  EXPECT_NE(text.find(letters_of("What state the poor are in")), text.npos);
}

// Two events; the first goes and comes back at its place.
TEST(Window, AnEventIsAddedDeletedAndComesBack) {
  const Folder folder;
  std::string script = "wait\nkey Ctrl+2\n";
  std::vector<std::string> dumps;
  const auto after = [&](const std::string& deeds) {
    dumps.push_back(folder.file("dump" + std::to_string(dumps.size()) + ".json"));
    script += deeds + "wait\nframes 2\ndump \"" + dumps.back() + "\"\n";
  };
  after("click \"events/open\"\n");
  after("click \"events/add_event\"\n");
  after("click \"events/add_event\"\nset \"events/1/month\" 2018-06\n");
  after("click \"events/0/remove_event\"\n");
  after("key Ctrl+Z\n");
  write(folder.file("script"), script);
  ASSERT_EQ(run_window(quoted(tiny) + " --lang en --replicates 3 --script " + quoted(folder.file("script"))), 0);
  const auto command_line = [&](std::size_t i) { return read(dumps[i])["command_line"].get<std::string>(); };
  // The path is in quotes where it holds a space.
  const std::string begin = command_line(0).substr(0, command_line(0).find(" --ref")),
                    first = " --event drought@2018-01", second = " --event drought@2018-06", end = " --ref none";
  const std::string lines[] = {begin + end, begin + first + end, begin + first + second + end, begin + second + end,
                               begin + first + second + end};
  for (std::size_t i = 0; i < dumps.size(); ++i) EXPECT_EQ(command_line(i), lines[i]) << i;
  EXPECT_NE(begin.find("tests/data/tiny.json"), begin.npos);
}

TEST(Window, KeepsWorkThatOpeningAnotherPlaceWouldLose) {
  const Folder folder;
  const std::string home = folder.file("home"), other = folder.file("other.json"),
                    home_screen = folder.file("home.json"), back = folder.file("back.json");
  json scenario = read(place("bachu-village.json"));
  scenario["catalogue"] = place("measures.json");
  write(other, scenario.dump());
  std::filesystem::create_directories(home + "/config/tuiyan");
  write(home + "/config/tuiyan/window.json", json{{"recent", {other}}}.dump());
  write(folder.file("script"),
        "wait\nset \"As planned/Sheep/Households\" 3\nkey Ctrl+1\nframes 3\nclick "
        "\"Recent/other.json\"\nwait\nkey Ctrl+1\nframes 3\ndump \"" +
            home_screen + "\"\nclick \"Restore\"\nwait\nframes 2\ndump \"" + back + "\"\n");
  ASSERT_EQ(run_window(quoted(place("bachu-village.json")) + " --lang en --replicates 2 --script " +
                           quoted(folder.file("script")),
                       home),
            0);
  EXPECT_NE(widget(read(home_screen), "Restore"), nullptr);
  EXPECT_EQ(value_of(read(back), "As planned/Sheep/Households"), "3");
}

// Killed while a file is being written: the file holds what it held before or the new text, never a part of it.
TEST(Crash, InTheMiddleOfASaveLeavesNoHalfFile) {
  const Folder folder;
  const std::string home = folder.file("home"), copy = folder.file("copies/copy.json"), dump = folder.file("dump.json"),
                    after = folder.file("after.json");
  std::filesystem::create_directories(folder.file("copies"));
  // A long text, so that the writing takes its time.
  json scenario = read(place("bachu-village.json"));
  scenario["catalogue"] = place("measures.json");
  scenario["about"] = {{"zh", "long"}, {"en", std::string(3'000'000, 'n')}};
  write(folder.file("long.json"), scenario.dump());
  std::string script = "wait 1\nset \"As planned/Sheep/Households\" 3\nframes 5\n";
  for (int i = 0; i < 100; ++i)
    script += "key Ctrl+S\nframes 2\nset \"save/file\" \"" + copy + "\"\nclick \"save/save\"\nframes 2\n";
  write(folder.file("script"), script);
  // Only a second save has something to spoil.
  const auto in_work = [&] {
    std::error_code error;
    bool before = false, part = false;
    for (const auto& entry : std::filesystem::directory_iterator(folder.file("copies"), error)) {
      before |= entry.path().filename() == "copy.json";
      part |= entry.path().extension().string().starts_with(".part");
    }
    return before && part;
  };
  const pid_t window = start_window(
      home, {folder.file("long.json"), "--lang", "en", "--replicates", "100000", "--script", folder.file("script")});
  ASSERT_GT(window, 0);
  const auto began = std::chrono::steady_clock::now();
  bool caught = false;
  while (!caught && std::chrono::steady_clock::now() - began < std::chrono::seconds(40)) caught = in_work();
  ::kill(window, SIGKILL);
  int status = 0;
  waitpid(window, &status, 0);
  EXPECT_TRUE(caught) << "no save was seen in work";
  const json saved = read(copy);
  ASSERT_TRUE(saved.is_object()) << "half a file";
  EXPECT_EQ(saved["mixes"][1]["items"][1]["households"], 3);
  write(folder.file("second"), "key Ctrl+1\nframes 3\ndump \"" + dump +
                                   "\"\nclick \"Restore\"\nwait 1\nframes 3\ndump \"" + after +
                                   "\"\nkey Escape\nwait\n");
  ASSERT_EQ(run_window("--lang en --replicates 5 --script " + quoted(folder.file("second")), home), 0);
  EXPECT_NE(widget(read(dump), "Restore"), nullptr);
  EXPECT_EQ(value_of(read(after), "As planned/Sheep/Households"), "3");
}

TEST(Settings, AreThereAgain) {
  const Folder folder;
  const std::string home = folder.file("home"), dump = folder.file("dump.json");
  write(folder.file("script"), "click English\nclick Dark\nkey Ctrl+=\nframes 2\n");
  ASSERT_EQ(run_window(quoted(place("bachu-village.json")) + " --lang zh --replicates 1 --script " +
                           quoted(folder.file("script")),
                       home),
            0);
  write(folder.file("script"), "key Ctrl+1\nframes 2\ndump \"" + dump + "\"\n");
  ASSERT_EQ(run_window("--replicates 1 --script " + quoted(folder.file("script")), home), 0);
  const json seen = read(dump);
  EXPECT_EQ(value_of(seen, "Appearance/Dark"), "chosen");
  EXPECT_EQ(value_of(seen, "125%"), "125%");
  EXPECT_NE(widget(seen, "recent/bachu-village.json") ? widget(seen, "recent/bachu-village.json")
                                                      : widget(seen, "Recent/bachu-village.json"),
            nullptr);
}

TEST(Settings, OfNonsenseAreTheDefaults) {
  const Folder folder;
  ::setenv("XDG_CONFIG_HOME", folder.file("config").c_str(), 1);
  std::filesystem::create_directories(folder.file("config/tuiyan"));
  EXPECT_EQ(read_settings(), Settings{});
  write(settings_file().string(), "{\"zoom\": ");
  EXPECT_EQ(read_settings(), Settings{});
  Settings settings;
  settings.language = Language::en;
  settings.zoom = 150;
  remember(settings, "/a/b.json");
  remember(settings, "/a/c.json");
  remember(settings, "/a/b.json");
  ASSERT_TRUE(write_settings(settings));
  EXPECT_EQ(read_settings(), settings);
  EXPECT_EQ(settings.recent, (std::vector<std::filesystem::path>{"/a/b.json", "/a/c.json"}));
  ::unsetenv("XDG_CONFIG_HOME");
}

// ---- parts ----

TEST(Commands, StandInOrderAndHaveKeysOfTheirOwn) {
  for (std::size_t i = 0; i < commands().size(); ++i) {
    EXPECT_EQ(static_cast<std::size_t>(commands()[i].command), i);
    EXPECT_FALSE(commands()[i].names.zh.empty() || commands()[i].names.en.empty());
    for (std::size_t k = 0; k < i; ++k)
      EXPECT_FALSE(commands()[i].key != 0 && shortcut(commands()[i]) == shortcut(commands()[k])) << commands()[i].id;
  }
}

TEST(Commands, AreFoundByNameInitialsAndLetters) {
  EXPECT_EQ(commands_like("undo").front(), Command::undo);
  EXPECT_EQ(commands_like("撤销").front(), Command::undo);
  EXPECT_EQ(commands_like("fzwmlx").front(), Command::copy_command);
  EXPECT_EQ(commands_like("dpl").front(), Command::duplicate);
  EXPECT_EQ(commands_like("").size(), commands().size());
  EXPECT_TRUE(commands_like("qqqq").empty());
}

Scenario small() { return read_scenario(small_scenario, ""); }

TEST(Changes, NameWhatDiffers) {
  Scenario before = small(), after = small();
  EXPECT_TRUE(changes_between(fields(before), fields(after)).empty());
  after.registry.margin.value += 0.5;
  after.mixes.back().items.front().households = 12;
  const std::vector<Change> changes = changes_between(fields(before), fields(after));
  ASSERT_EQ(changes.size(), 2u);
  EXPECT_EQ(changes[0].path, "/registry/margin");
  EXPECT_FALSE(changes[0].json.empty());
  EXPECT_NE(changes[1].path.find("/mixes/"), std::string::npos);
  EXPECT_NE(sentence(changes[1]).en.find("12"), std::string::npos);
}

TEST(Changes, TellWhatCameAndWent) {
  Scenario before = small(), after = small();
  after.mixes.pop_back();
  const std::vector<Change> changes = changes_between(fields(before), fields(after));
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes[0].after.en, "none");
  EXPECT_TRUE(changes[0].json.empty());
}

TEST(History, ADragIsOneStep) {
  Scenario scenario = small();
  const double start = scenario.registry.margin;
  History history;
  history.begin(scenario);
  EXPECT_FALSE(history.can_undo());
  for (int i = 1; i <= 5; ++i) {
    scenario.registry.margin.value = start + 0.01 * i;
    EXPECT_TRUE(history.note(scenario, 1));
  }
  scenario.registry.margin.value = start + 1;
  history.note(scenario, 2);
  EXPECT_FALSE(history.note(scenario, 3));  // nothing changed
  EXPECT_EQ(history.done().size(), 2u);
  EXPECT_DOUBLE_EQ(history.undo().registry.margin, start + 0.05);
  EXPECT_DOUBLE_EQ(history.undo().registry.margin, start);
  EXPECT_FALSE(history.can_undo());
  EXPECT_DOUBLE_EQ(history.redo().registry.margin, start + 0.05);
  scenario.registry.margin.value = start + 2;
  history.note(scenario, 4);  // another way: what was ahead is gone
  EXPECT_FALSE(history.can_redo());
}

}  // namespace
}  // namespace tuiyan::gui
