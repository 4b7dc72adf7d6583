// What the window remembers from one day to the next, in the folders of the XDG specification: language, looks and
// recent files in $XDG_CONFIG_HOME/tuiyan/window.json, work that was not saved in $XDG_STATE_HOME/tuiyan.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sim/problem.h"

namespace tuiyan::gui {

struct Settings {
  std::optional<Language> language;  // none: as the system
  bool dark = false;
  int zoom = 100;
  bool still = false;                         // reduce motion
  bool in_wan = false;                        // amounts of money in 10,000 yuan
  std::vector<std::filesystem::path> recent;  // the newest first

  bool operator==(const Settings&) const = default;
};

inline constexpr std::size_t most_recent = 8;

std::filesystem::path settings_file();
std::filesystem::path state_folder();

// What is there; the defaults where the file is missing or can not be read.
Settings read_settings();
// False if it could not be written; nothing depends on it.
bool write_settings(const Settings& settings);

void remember(Settings& settings, const std::filesystem::path& file);

// Work that stands in no file: of a window that was closed, or ended otherwise, or opened something else.
struct LeftBehind {
  std::filesystem::path autosave;
  std::filesystem::path scenario;  // the file it was opened from
  std::string when;                // "2026-11-26 14:05"
  std::string text;                // the edited scenario
};
// What other windows left.
std::vector<LeftBehind> left_behind();

// The work as it stands now, for the file in which this process saves it every minute; or, from 1 on, for one in which
// it is put aside.
LeftBehind work_now(const std::filesystem::path& scenario, std::string text, int aside = 0);
std::filesystem::path autosave_file(int aside = 0);
void write_left(const LeftBehind& left);  // throws FileError or std::filesystem::filesystem_error

}  // namespace tuiyan::gui
