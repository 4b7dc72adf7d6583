// Every screen in every state that a planner meets: before a result, with one mix and with six, stopped, opened from
// half a result, and failed - in both languages and three sizes, with no word cut and no character missing.
#include <gtest/gtest.h>

#include <utility>

#include "io/scenario_file.h"
#include "io/store.h"
#include "sim/engine.h"
#include "tests/window_trial.h"

namespace tuiyan::gui {
namespace {

json tiny() { return read(std::string(TUIYAN_SOURCE_DIR) + "/tests/data/tiny.json"); }

// Writes a scenario beside its catalogue.
std::string written(const Folder& folder, const json& scenario) {
  std::filesystem::copy_file(std::string(TUIYAN_SOURCE_DIR) + "/tests/data/tiny-measures.json",
                             folder.file("tiny-measures.json"), std::filesystem::copy_options::overwrite_existing);
  write(folder.file("place.json"), scenario.dump(1));
  return folder.file("place.json");
}

std::string one_mix(const Folder& folder) {
  json scenario = tiny();
  while (scenario["mixes"].size() > 1) scenario["mixes"].erase(1);
  return written(folder, scenario);
}

// As many mixes as have a letter, and an event of each kind.
json crowded() {
  json scenario = tiny();
  const json last = scenario["mixes"].back();
  for (int i = 1; scenario["mixes"].size() < 6; ++i) {
    json mix = last;
    mix["id"] = "more_" + std::to_string(i);
    mix["names"] = {{"zh", "另一种安排之" + std::to_string(i)}, {"en", "Another arrangement " + std::to_string(i)}};
    scenario["mixes"].push_back(mix);
  }
  scenario["events"] = {{{"kind", "drought"}, {"month", "2017-06"}, {"size", 0.5}, {"village", 2}},
                        {{"kind", "price_crash"}, {"month", "2017-09"}, {"months", 6}},
                        {{"kind", "factory_closes"}, {"month", "2018-01"}},
                        {{"kind", "epidemic"}, {"month", "2018-03"}},
                        {{"kind", "support_withdrawn"}, {"month", "2018-10"}}};
  return scenario;
}

std::string six_mixes(const Folder& folder) { return written(folder, crowded()); }

// A result of which three replicates are finished, of so many that the window does not come to their end.
std::string half_a_result(const Folder& folder) {
  const Scenario scenario = read_scenario_file(written(folder, tiny()));
  RunOptions options;
  options.replicates = 3;
  options.seed = static_cast<std::uint64_t>(scenario.seed);
  const Outcomes outcomes = run(scenario, make_population(scenario), options);
  RunRecord record;
  record.scenario_id = scenario.id;
  record.scenario_sha256 = scenario_sha256(scenario);
  record.engine = engine_version;
  record.seed = options.seed;
  record.replicates = 50'000;
  record.reference = scenario.mixes.front().id;
  const std::string path = folder.file("half.tuiyan");
  ResultWriter writer(path, record, scenario, outcomes.mixes, false);
  for (int r = 0; r < options.replicates; ++r) writer.add(r, outcomes.of[static_cast<std::size_t>(r)]);
  writer.finish(Comparison(outcomes), RunStatus::partial);
  return path;
}

// Incomes that grow beyond what a household's books hold.
std::string runs_away(const Folder& folder) {
  json scenario = tiny();
  scenario["months"] = 600;
  scenario["income"] = {{"growth_with_worker", 1}, {"growth_without_worker", 1}};
  return written(folder, scenario);
}

struct State {
  const char* name;
  std::string (*file)(const Folder&);
  const char* replicates;  // "0": as the file says
  const char* begin;       // of the script
  bool result, failure;
  bool views = false;  // those of Compare and of Return risk are walked too
};

const State states[] = {
    {"no result", [](const Folder&) { return place("hohhot-2017.json"); }, "100", "key Escape\nwait\n", false, false},
    {"one mix", one_mix, "12", "wait\n", true, false},
    {"six mixes", six_mixes, "12", "wait\n", true, false, true},
    {"stopped", [](const Folder& folder) { return written(folder, tiny()); }, "100000", "wait 2\nkey Escape\nwait\n",
     true, false},
    {"half a result", half_a_result, "0", "key Escape\nwait\n", true, false},
    {"failed", runs_away, "12", "wait\n", false, true},
};

struct Look {
  const State* state;
  const char* size;
  int zoom;
};

void PrintTo(const Look& look, std::ostream* out) {
  *out << look.state->name << " " << look.size << " " << look.zoom << " %";
}

std::vector<Look> looks() {
  std::vector<Look> list;
  for (const State& state : states) {
    for (const auto& [size, zoom] : {std::pair{"1280x800", 100}, {"1600x1000", 100}, {"2560x1440", 200}})
      list.push_back({&state, size, zoom});
  }
  return list;
}

class States : public testing::TestWithParam<Look> {};

TEST_P(States, HaveNothingCutAndNoCharacterMissing) {
  const Look& look = GetParam();
  const State& state = *look.state;
  const Folder folder;
  std::string script = state.begin;
  std::vector<std::string> dumps;
  // The tip under the pointer has its size in the second frame.
  const auto dump = [&] {
    dumps.push_back(folder.file("dump" + std::to_string(dumps.size()) + ".json"));
    script += "frames 2\ndump \"" + dumps.back() + "\"\n";
  };
  // Opened once, and open in the other language too.
  script += "key Ctrl+2\nclick \"events/open\"\nkey Ctrl+5\nclick \"changes/open\"\n";
  for (int language = 0; language < 2; ++language) {
    // By keys, which take fewer frames than the pointer.
    for (int screen = 1; screen <= 7; ++screen) {
      script += "key Ctrl+" + std::to_string(screen) + "\n";
      dump();
    }
    if (state.views) {
      const auto view = [&](int number) { script += "click \"views/" + std::to_string(number) + "\"\n"; };
      script += "key Ctrl+3\n";
      for (int number = 0; number < 8; ++number) {
        view(number);
        dump();
      }
      script += "key Ctrl+4\n";
      for (int number = 0; number < 5; ++number) {
        view(number);
        if (number == 3 && language == 0) script += "click \"risk/test\"\n";  // from then on it is there
        script += number == 4 ? "wait\nframes 2\nwait\n" : "wait\n";          // who moved, then the life of the first
        dump();
      }
    }
    script += "key Ctrl+L\nframes 2\n";
  }
  write(folder.file("script"), script);
  ASSERT_EQ(run_window(
                quoted(state.file(folder)) + " --lang zh --size " + look.size + " --zoom " + std::to_string(look.zoom) +
                (std::string_view(state.replicates) == "0" ? "" : std::string(" --replicates ") + state.replicates) +
                " --script " + quoted(folder.file("script"))),
            0);
  for (const std::string& file : dumps) {
    const json seen = read(file);
    ASSERT_TRUE(seen.is_object()) << file;
    const std::string at = seen["screen"].get<std::string>() + ", " + file;
    EXPECT_EQ(all_cut(seen), "") << at;
    EXPECT_EQ(seen["missing_characters"], json::array()) << at;
    EXPECT_EQ(seen["charts_unknown_glyphs"], 0) << at;
    EXPECT_EQ(seen["failure"] != "", state.failure) << at << seen["failure"];
    EXPECT_EQ(seen["replicates"] > 0, state.result) << at;
    EXPECT_EQ(seen["running"], false) << at;
  }
}

INSTANTIATE_TEST_SUITE_P(Desk, States, testing::ValuesIn(looks()));

}  // namespace
}  // namespace tuiyan::gui
