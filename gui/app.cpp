#include "gui/app.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "gui/texts.h"
#include "io/file.h"
#include "io/scenario_file.h"
#include "io/sensitivity_json.h"
#include "io/store.h"
#include "sim/engine.h"
#include "sim/field_json.h"

namespace tuiyan::gui {

namespace {

constexpr std::array<const char*, screens> screen_ids = {"welcome",     "plan", "compare", "risk",
                                                         "assumptions", "runs", "report"};

// Calls read(), and notes what is wrong with the file.
template <class Read>
void read_into(Opened& opened, Read read) {
  try {
    opened.original = read();
    opened.edited = opened.original;
  } catch (const ScenarioError& error) {
    opened.problems = error.problems();
  } catch (const FormatError& error) {
    opened.problems = {error.problem()};
  } catch (const FileError& error) {
    opened.trouble = error.text();
  } catch (const std::exception& error) {
    opened.trouble = {error.what(), error.what()};
  }
}

// What is found of a result beside its outcomes. A sensitivity run that can not be read is none.
void keep(Opened& opened, const tuiyan::Result& result) {
  opened.kept = {result.record.scenario_sha256, result.record.seed, result.record.uncertainty, result.sensitivity,
                 result.findings};
  if (result.sensitivity.empty()) return;
  try {
    if (const std::optional<Sensitivity> sensitivity = read_sensitivity(result.sensitivity))
      opened.impacts = impacts_of(*sensitivity);
  } catch (const std::exception&) {
  }
}

// A word of a command line, quoted where a shell would take it apart.
std::string shell_word(const std::string& text) {
  const bool plain = !text.empty() && text.find_first_not_of(
                                          "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                          "0123456789_./=,:@+-") == text.npos;
  if (plain) return text;
  std::string quoted = "'";
  for (const char c : text)
    if (c == '\'')
      quoted.append("'\\''");
    else
      quoted.push_back(c);
  return quoted.append("'");
}

}  // namespace

const char* screen_id(Screen screen) { return screen_ids[static_cast<std::size_t>(screen)]; }

std::optional<Screen> screen_named(std::string_view id) {
  const auto found = std::find(screen_ids.begin(), screen_ids.end(), id);
  if (found == screen_ids.end()) return std::nullopt;
  return static_cast<Screen>(found - screen_ids.begin());
}

void Wish::take(Wish other) {
  changed |= other.changed;
  run |= other.run;
  stop |= other.stop;
  if (other.command) command = other.command;
  if (other.open) open = std::move(other.open);
  if (other.restore) restore = std::move(other.restore);
  if (other.forget) forget = std::move(other.forget);
  if (other.copy) copy = std::move(other.copy);
}

Opened read_place(const std::filesystem::path& file) {
  Opened opened;
  opened.file = file;
  opened.copy = name_for_copy(file);
  read_into(opened, [&] {
    if (file.extension() != ".tuiyan") return read_scenario_file(file);
    tuiyan::Result result = read_result(file);
    if (result.record.engine == engine_version)
      opened.known = std::move(result.outcomes);
    else
      opened.words = {say::fill(Language::zh, say::other_engine, result.record.engine, engine_version),
                      say::fill(Language::en, say::other_engine, result.record.engine, engine_version)};
    opened.uncertainty = result.record.uncertainty;
    keep(opened, result);
    return std::move(result.scenario);
  });
  return opened;
}

Opened read_left(const LeftBehind& left) {
  Opened in_file = read_place(left.scenario), opened;
  opened.file = left.scenario;
  opened.copy = in_file.copy;
  opened.autosave = left.autosave;
  opened.when = left.when;
  opened.uncertainty = in_file.uncertainty;
  read_into(opened, [&] { return read_scenario(left.text, ""); });
  if (opened.edited && in_file.edited)
    opened.original = std::move(in_file.original);
  else
    opened.only_here = true;
  return opened;
}

void take(App& app, Opened&& opened) {
  app.file = opened.file;
  app.copy = opened.copy;
  app.original = std::move(opened.original);
  app.edited = std::move(opened.edited);
  app.only_here = opened.only_here;
  app.trouble = opened.trouble;
  app.problems = std::move(opened.problems);
  app.kept = std::move(opened.kept);
  app.impacts = std::move(opened.impacts);
  if (!app.edited) return;
  app.history.begin(*app.original);
  app.history.note(*app.edited, -1);
  *app.saved = -1;
  app.view.uncertainty = opened.uncertainty;
  app.view.mix = app.edited->mixes.size() > 1 ? 1 : 0;
  app.view.reference = std::max(0, app.edited->mix_index("none"));
  app.view.open.clear();
}

bool has_unsaved_work(const App& app) {
  return app.edited && (app.history.can_undo() || app.only_here) && *app.saved != app.history.moves();
}

std::filesystem::path name_for_copy(const std::filesystem::path& file) {
  const std::filesystem::path folder = file.parent_path();
  for (int i = 1; i < 1000; ++i) {
    const std::string number = i == 1 ? std::string() : fmt::format("-{}", i);
    std::filesystem::path path = folder / fmt::format("{}-copy{}.json", file.stem().string(), number);
    std::error_code error;
    if (!std::filesystem::exists(path, error)) return path;
  }
  return folder / fmt::format("{}-copy.json", file.stem().string());
}

std::filesystem::path default_scenario() {
  const char* const name = "hohhot-2017.json";
  std::error_code error;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
  for (const std::filesystem::path& folder :
       {std::filesystem::path("scenarios"), program / "scenarios", program / "../share/tuiyan/scenarios",
        program / "../../../scenarios", std::filesystem::path(TUIYAN_SCENARIOS)})
    if (std::filesystem::is_regular_file(folder / name, error)) return (folder / name).lexically_normal();
  return {};
}

std::vector<Sample> sample_places() {
  std::vector<Sample> samples;
  const auto names_at = [](const Json& json, const char* key) {
    const Json names = json.value(key, Json::object());
    return Names{names.value("zh", std::string()), names.value("en", std::string())};
  };
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(default_scenario().parent_path(), error)) {
    if (entry.path().extension() != ".json") continue;
    try {
      const Json json = Json::parse(read_file(entry.path()), nullptr, false);
      if (json.is_object() && json.value("schema", std::string()).starts_with("tuiyan/scenario"))
        samples.push_back({entry.path(), names_at(json, "names"), names_at(json, "question")});
    } catch (const std::exception&) {  // not a place
    }
  }
  std::sort(samples.begin(), samples.end(), [](const Sample& a, const Sample& b) { return a.file < b.file; });
  return samples;
}

namespace {

// Events that were added after those of the file, as --event takes them; none where others changed too.
std::vector<std::string> added_events(Scenario& before, Scenario& after) {
  std::vector<std::string> added;
  if (after.events.size() < before.events.size()) return added;
  for (std::size_t i = 0; i < after.events.size(); ++i) {
    if (i < before.events.size()) {
      if (write_fields(fields(before.events[i])) != write_fields(fields(after.events[i]))) return {};
    } else if (!after.events[i].names.zh.empty() || !after.events[i].names.en.empty()) {
      return {};  // its name has no place there
    } else {
      added.push_back(event_text(after.events[i]));
    }
  }
  return added;
}

}  // namespace

namespace {

std::string written_command(const App& app) {
  std::string text = "tuiyan run";
  const auto add = [&](const std::string& word) { text.append(" ").append(shell_word(word)); };
  if (!app.edited) return text;
  Scenario before = *app.original, after = *app.edited;
  const std::vector<std::string> events = added_events(before, after);
  if (!events.empty()) before.events = after.events;
  const std::vector<Change> changes = changes_between(fields(before), fields(after));
  // A result as it was opened is read again; changed, it is played from a copy of its scenario.
  const bool of_result = app.file.extension() == ".tuiyan", drawn = app.view.uncertainty;
  const bool as_opened = changes.empty() && events.empty() && (!of_result || drawn == app.kept.uncertainty);
  if (of_result && as_opened) text = "tuiyan compare";
  const bool settable =
      !of_result && std::all_of(changes.begin(), changes.end(), [](const Change& c) { return !c.json.empty(); });
  add(settable || as_opened ? app.file.string() : app.copy.string());
  if (settable) {
    for (const Change& change : changes) {
      add("--set");
      add(change.path.substr(1) + "=" + change.json);
    }
    for (const std::string& event : events) {
      add("--event");
      add(event);
    }
  }
  if (drawn && !(of_result && as_opened)) add("--uncertainty");
  const int reference = app.view.reference;
  if (reference >= 0 && reference < static_cast<int>(after.mixes.size())) {
    add("--ref");
    add(after.mixes[static_cast<std::size_t>(reference)].id);
  }
  return text;
}

}  // namespace

// Comparing every field and writing them takes longer than a frame should.
const std::string& command_line(App& app) {
  CommandText& known = app.command;
  const View& view = app.view;
  if (known.move != app.history.moves() || known.reference != view.reference || known.uncertainty != view.uncertainty ||
      known.copy != app.copy)
    known = {app.history.moves(), view.reference, view.uncertainty, app.copy, written_command(app)};
  return known.text;
}

SensitivityCommand sensitivity_command(const App& app) {
  const bool of_copy = app.file.extension() != ".json" || app.history.can_undo();
  const std::filesystem::path file = of_copy ? app.copy : app.file;
  return {"tuiyan sensitivity " + shell_word(file.string()), file.stem().string() + ".tuiyan", of_copy};
}

}  // namespace tuiyan::gui
