// What the window knows: the scenario as it stands in the file, the copy that is edited, and how it is
// looked at. Panels are functions of this and of the worker's status.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "gui/commands.h"
#include "gui/history.h"
#include "gui/settings.h"
#include "gui/texture.h"
#include "gui/worker.h"
#include "io/paint.h"
#include "sim/impact.h"
#include "sim/scenario.h"

namespace tuiyan::gui {

// The screens, in the order of the rail.
enum class Screen { welcome, plan, compare, risk, assumptions, runs, report };
inline constexpr int screens = 7;
const char* screen_id(Screen screen);  // "plan", as --view takes it
std::optional<Screen> screen_named(std::string_view id);

enum class CompareView { difference, curves, still_poor, states, futures, dots, money, left_out };
enum class RiskView { curve, groups, prevention, withdrawal, life };
enum class AssumptionFilter { all, changed, red, amber, green };
enum class AssumptionOrder { grade, impact, file };

struct View {
  Language language = Language::zh;
  bool dark = false;
  int zoom = 100;            // percent, 100 to 200
  bool still = false;        // reduce motion
  bool in_wan = false;       // amounts of money in 10,000 yuan
  bool uncertainty = false;  // each replicate draws the parameters within their ranges
  Screen screen = Screen::plan;
  int mix = 0;                 // whose measures are shown
  int reference = 0;           // the mix that the others are compared with
  bool show_results = false;   // where there is room for one half only
  bool reading = false;        // definitions and how to read under the titles of the charts
  std::set<std::string> open;  // items whose further fields are shown, by path
  bool saving = false;
  std::string save_as;
  bool renaming = false;
  std::string new_name;
  bool adding = false;     // a measure to the mix
  bool differing = false;  // only what differs from the reference is shown
  std::string message;     // in the footer
  CompareView compare = CompareView::difference;
  int future = 0;                                      // of those that are shown one by one
  bool playing = true;                                 // futures follow each other
  double date_threshold = 0.5, money_threshold = 0.5;  // of the axes of the dots, 0 to 1
  RiskView risk = RiskView::curve;
  int risk_by = 0;                 // RiskBy of the groups
  std::string stop_month;          // of the withdrawal test, "2019-01"; "": as proposed
  std::set<std::string> going_on;  // measures whose support does not stop in it, ids
  bool stop_alone = false;         // each measure by itself too
  bool withdrawing = false;        // the test was asked for, so changes of it are played out at once
  int life_future = 0;             // replicate, from 0
  double life_household = 0;       // id; 0: the first of those that moved
  bool life_by_month = false;      // income of each month instead of the last twelve a person
  bool defining = false;           // the fields under the definitions are open
  AssumptionFilter filter = AssumptionFilter::all;
  AssumptionOrder order = AssumptionOrder::grade;
  bool reversed = false;      // the order
  bool history_open = false;  // the changes under the assumptions
  std::string sought;         // text of the filter
  bool palette = false, help = false;
  std::string command;                   // typed into the palette
  int command_row = 0;                   // chosen there
  std::string folder = ".";              // that exports go to
  std::set<std::string> report_without;  // parts left out of the report, by id
  bool stop_at_precision = false;
  double precision = 0.5;  // points
};

// A run of this session, as it stood last.
struct RunLine {
  int edition = 0;
  Names what;  // what was changed
  int done = 0, of = 0;
  double seconds = 0, error = -1;  // Monte Carlo error of the share out, points; below 0: not known
  bool running = false;
  std::size_t problems = 0;
  std::string failure;
};

struct Sample {  // a place that comes with the program
  std::filesystem::path file;
  Names names, question;
};

// What a result holds beside its outcomes, true of its scenario and seed alone.
struct KeptFindings {
  std::string scenario_sha256;
  std::uint64_t seed = 0;
  bool uncertainty = false;
  std::string sensitivity;
  std::map<std::string, std::string> findings;
};

// The command line, and what it was written for.
struct CommandText {
  int move = -1, reference = -1;
  bool uncertainty = false;
  std::filesystem::path copy;
  std::string text;
};

struct App {
  std::filesystem::path file;
  std::filesystem::path copy;                // a name beside it that is free, where a changed scenario goes
  std::filesystem::path opening;             // being read; empty: none
  std::optional<Scenario> original, edited;  // none: it could not be read
  bool only_here = false;                    // what was opened stands in no file
  Names trouble;                             // the file as a whole
  Problems problems;                         // in it
  History history;
  // The move of the history that was saved as a copy last; the clerk sets it. -1: none.
  std::shared_ptr<std::atomic<int>> saved = std::make_shared<std::atomic<int>>(-1);
  CommandText command;
  KeptFindings kept;  // of the result that was opened
  Impacts impacts;    // of its sensitivity run; empty: there is none
  View view;
  Settings settings;
  std::vector<Sample> samples;
  std::vector<LeftBehind> left;  // by windows that did not close
  std::vector<RunLine> runs;     // the newest last
};

// A file as it was read: a scenario, or a result with the scenario that it was made from.
struct Opened {
  std::filesystem::path file, copy;
  std::optional<Scenario> original, edited;  // none: it can not be read. They differ where work is restored
  Names trouble;
  Problems problems;
  KeptFindings kept;
  Impacts impacts;
  std::optional<Outcomes> known;   // of a result of this engine
  bool uncertainty = false;        // its parameters were drawn
  Names words;                     // to be said of it
  bool only_here = false;          // what was kept stands in no file
  std::filesystem::path autosave;  // that it was kept in; empty: it was not
  std::string when;                // it was kept
};
Opened read_place(const std::filesystem::path& file);
// The text that was kept of a file.
Opened read_left(const LeftBehind& left);

// Shows it from now on. `known` is left to the caller.
void take(App& app, Opened&& opened);

// Is there work that closing or opening something else would lose?
bool has_unsaved_work(const App& app);

std::filesystem::path name_for_copy(const std::filesystem::path& file);

// The sample: beside the program, in the source, or installed. Empty if it is nowhere.
std::filesystem::path default_scenario();
// All that lie beside it, by name.
std::vector<Sample> sample_places();

// The command that runs what the window shows: changes as --set where they can be written so, else the saved copy.
const std::string& command_line(App& app);
// The command that computes the impact of the assumptions, and the result that it writes.
struct SensitivityCommand {
  std::string text, result;
  bool of_copy = false;  // what the window shows has to be saved first
};
SensitivityCommand sensitivity_command(const App& app);

// What the person asked for in this frame, beside changes of `App::view`.
struct Wish {
  bool changed = false;  // the edited copy
  bool run = false, stop = false;
  std::optional<Command> command;
  std::optional<std::filesystem::path> open;
  std::optional<LeftBehind> restore;
  std::optional<std::filesystem::path> forget;  // a recent file
  std::optional<std::string> copy;              // to the clipboard

  void take(Wish other);
};

}  // namespace tuiyan::gui
