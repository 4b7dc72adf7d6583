// What the window knows: the scenario as it stands in the file, the copy that is edited, and how it is
// looked at. Panels are functions of this and of the worker's status.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>

#include "gui/texture.h"
#include "gui/worker.h"
#include "io/paint.h"
#include "sim/scenario.h"

namespace tuiyan::gui {

struct View {
  Language language = Language::zh;
  bool dark = false;
  int zoom = 100;              // percent, 100 to 200
  int mix = 0;                 // whose measures are shown
  int reference = 0;           // the mix that the others are compared with
  bool show_results = false;   // where there is room for one half only
  bool reading = false;        // definitions and how to read under the titles of the charts
  std::set<std::string> open;  // items whose further fields are shown, by path
  bool saving = false;
  std::string save_as;
  std::string message;  // in the footer
};

struct App {
  std::filesystem::path file;
  std::optional<Scenario> original, edited;  // none: it could not be read
  Names trouble;                             // the file as a whole
  Problems problems;                         // in it
  View view;
};

// Reads the file into both copies, or notes what is wrong with it.
void open(App& app, const std::filesystem::path& file);

// Writes the edited copy. Notes in the view how it went; true if it is written.
bool save_copy(App& app, const std::filesystem::path& file);
std::filesystem::path name_for_copy(const std::filesystem::path& file);

// The sample: beside the program, in the source, or installed. Empty if it is nowhere.
std::filesystem::path default_scenario();

// What the person asked for in this frame, beside changes of `App::view`.
struct Wish {
  bool changed = false;  // the edited copy
  bool run = false, stop = false;
};

}  // namespace tuiyan::gui
