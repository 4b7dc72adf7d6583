// Runs the window without a display, with settings of its own, and reads what it says of its widgets.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

namespace tuiyan::gui {

using nlohmann::json;

class Folder {
 public:
  Folder() : path_(std::filesystem::temp_directory_path() / ("tuiyan gui " + std::to_string(::getpid()))) {
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

inline std::string quoted(const std::string& text) { return "'" + text + "'"; }

inline std::string place(const std::string& name) { return std::string(TUIYAN_SOURCE_DIR) + "/scenarios/" + name; }

// The exit code. The graphics libraries of the system keep what they allocate: leaks are not counted there.
inline int run_window(const std::string& arguments, std::string home = "") {
  if (home.empty())
    home = (std::filesystem::temp_directory_path() / ("tuiyan home " + std::to_string(::getpid()))).string();
  const std::string command = "env -u DISPLAY -u WAYLAND_DISPLAY XDG_CONFIG_HOME=" + quoted(home + "/config") +
                              " XDG_STATE_HOME=" + quoted(home + "/state") +
                              " ASAN_OPTIONS=detect_leaks=0 TSAN_OPTIONS=ignore_noninstrumented_modules=1 " +
                              quoted(TUIYAN_GUI_PROGRAM) + " " + arguments;
  const int status = std::system(command.c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

inline void write(const std::string& path, const std::string& text) { std::ofstream(path) << text; }

inline json read(const std::string& path) {
  std::ifstream file(path);
  return json::parse(file, nullptr, false);
}

inline const json* widget(const json& dump, const std::string& end_of_label) {
  for (const json& w : dump["widgets"])
    if (w["label"].get<std::string>().ends_with(end_of_label)) return &w;
  return nullptr;
}

inline std::string value_of(const json& dump, const std::string& end_of_label) {
  const json* w = widget(dump, end_of_label);
  return w == nullptr ? "no widget " + end_of_label : (*w)["value"].get<std::string>();
}

inline std::string all_cut(const json& dump) {
  std::string list;
  for (const json& w : dump["widgets"])
    if (w["cut"].get<bool>()) list += w["label"].get<std::string>() + "\n";
  return list;
}

}  // namespace tuiyan::gui
