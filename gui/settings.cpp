#include "gui/settings.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <ctime>

#include "io/file.h"
#include "sim/field_json.h"

namespace tuiyan::gui {

namespace {

std::filesystem::path xdg(const char* variable, const char* under_home) {
  if (const char* folder = std::getenv(variable); folder != nullptr && *folder == '/')
    return std::filesystem::path(folder) / "tuiyan";
  const char* home = std::getenv("HOME");
  return std::filesystem::path(home != nullptr ? home : "/tmp") / under_home / "tuiyan";
}

std::optional<Json> read_json(const std::filesystem::path& path) {
  try {
    Json json = Json::parse(read_file(path), nullptr, false);
    if (json.is_object()) return json;
  } catch (const std::exception&) {
  }
  return std::nullopt;
}

bool make_folder_and_write(const std::filesystem::path& path, const std::string& text) {
  try {
    std::filesystem::create_directories(path.parent_path());
    write_file(path, text);
    return true;
  } catch (const std::exception&) {
    return false;
  }
}

// The process that wrote "plan-1234.json" or "plan-1-1234.json"; 0 if none can be read.
int process_of(const std::filesystem::path& autosave) {
  const std::string name = autosave.stem().string();
  const std::size_t dash = name.rfind('-');
  int process = 0;
  if (dash == name.npos) return 0;
  const auto [end, error] = std::from_chars(name.data() + dash + 1, name.data() + name.size(), process);
  return error == std::errc{} && end == name.data() + name.size() ? process : 0;
}

bool lives(int process) { return ::kill(process, 0) == 0 || errno == EPERM; }

}  // namespace

std::filesystem::path settings_file() { return xdg("XDG_CONFIG_HOME", ".config") / "window.json"; }

std::filesystem::path state_folder() { return xdg("XDG_STATE_HOME", ".local/state"); }

Settings read_settings() {
  Settings settings;
  const std::optional<Json> json = read_json(settings_file());
  if (!json) return settings;
  const std::string language = json->value("language", std::string());
  if (language == "zh") settings.language = Language::zh;
  if (language == "en") settings.language = Language::en;
  settings.dark = json->value("dark", false);
  settings.zoom = std::clamp(json->value("zoom", 100), 100, 200);
  settings.still = json->value("still", false);
  settings.in_wan = json->value("in_wan", false);
  if (const auto recent = json->find("recent"); recent != json->end() && recent->is_array())
    for (const Json& file : *recent)
      if (file.is_string() && settings.recent.size() < most_recent)
        settings.recent.emplace_back(file.get<std::string>());
  return settings;
}

bool write_settings(const Settings& settings) {
  Json json;
  if (settings.language) json["language"] = *settings.language == Language::zh ? "zh" : "en";
  json["dark"] = settings.dark;
  json["zoom"] = settings.zoom;
  json["still"] = settings.still;
  json["in_wan"] = settings.in_wan;
  json["recent"] = Json::array();
  for (const std::filesystem::path& file : settings.recent) json["recent"].push_back(file.string());
  return make_folder_and_write(settings_file(), json_text(json));
}

void remember(Settings& settings, const std::filesystem::path& file) {
  std::error_code error;
  const std::filesystem::path whole = std::filesystem::absolute(file, error).lexically_normal();
  std::erase(settings.recent, whole);
  settings.recent.insert(settings.recent.begin(), whole);
  if (settings.recent.size() > most_recent) settings.recent.resize(most_recent);
}

std::filesystem::path autosave_file(int aside) {
  const std::string number = aside > 0 ? fmt::format("{}-", aside) : std::string();
  return state_folder() / fmt::format("plan-{}{}.json", number, ::getpid());
}

LeftBehind work_now(const std::filesystem::path& scenario, std::string text, int aside) {
  return {autosave_file(aside), scenario, fmt::format("{:%Y-%m-%d %H:%M}", fmt::localtime(std::time(nullptr))),
          std::move(text)};
}

void write_left(const LeftBehind& left) {
  Json json;
  json["scenario"] = left.scenario.string();
  json["when"] = left.when;
  json["text"] = left.text;
  std::filesystem::create_directories(left.autosave.parent_path());
  write_file(left.autosave, json.dump());
}

std::vector<LeftBehind> left_behind() {
  std::vector<LeftBehind> list;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(state_folder(), error)) {
    const int process = process_of(entry.path());
    if (process == 0 || entry.path().extension() != ".json" || lives(process)) continue;
    const std::optional<Json> json = read_json(entry.path());
    if (!json) continue;
    list.push_back({entry.path(), json->value("scenario", std::string()), json->value("when", std::string()),
                    json->value("text", std::string())});
  }
  std::sort(list.begin(), list.end(), [](const LeftBehind& a, const LeftBehind& b) { return a.when > b.when; });
  return list;
}

}  // namespace tuiyan::gui
