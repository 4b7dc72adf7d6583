// Everything that can be done by a key: one list for the keyboard, the palette and the help on F1.
#pragma once

#include <SDL.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/problem.h"

namespace tuiyan::gui {

enum class Command {
  go_welcome,
  go_plan,
  go_compare,
  go_risk,
  go_assumptions,
  go_runs,
  go_report,
  save_copy,
  undo,
  redo,
  replay,
  run,
  stop,
  duplicate,
  add_mix,
  remove_mix,
  reset_levers,
  reset_assumptions,
  copy_command,
  copy_data,
  export_report,
  palette,
  help,
  how_to_read,
  larger,
  smaller,
  actual_size,
  switch_language,
  switch_look,
  switch_money,
};

struct CommandInfo {
  Command command;
  const char* id;  // "go_plan", in the record of widgets
  Names names;
  const char* initials;  // of the Chinese name in pinyin, for the palette
  SDL_Keycode key = 0;   // 0: none
  bool control = false, shift = false;
};

const std::vector<CommandInfo>& commands();
const CommandInfo& command_info(Command command);

// "Ctrl+Shift+S", "" without a key.
std::string shortcut(const CommandInfo& command);

// The command of a key, if there is one.
std::optional<Command> command_of(const SDL_Keysym& key);

// Commands whose name in either language, id or pinyin initials contain the letters of the text in their order; those
// that contain it as a whole first.
std::vector<Command> commands_like(std::string_view text);

}  // namespace tuiyan::gui
