#include "gui/commands.h"

#include <algorithm>
#include <cctype>

namespace tuiyan::gui {

namespace {

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

// 2: contains it; 1: its letters in order; 0: neither.
int likeness(const std::string& text, const std::string& wanted) {
  if (text.find(wanted) != text.npos) return 2;
  std::size_t at = 0;
  for (const char c : text)
    if (at < wanted.size() && c == wanted[at]) ++at;
  return at == wanted.size() ? 1 : 0;
}

}  // namespace

const std::vector<CommandInfo>& commands() {
  using enum Command;
  static const std::vector<CommandInfo> list = {
      {go_welcome, "go_welcome", {"首页", "Home"}, "sy", SDLK_1, true},
      {go_plan, "go_plan", {"方案", "Plan"}, "fa", SDLK_2, true},
      {go_compare, "go_compare", {"比较", "Compare"}, "bj", SDLK_3, true},
      {go_risk, "go_risk", {"返贫风险", "Return risk"}, "fpfx", SDLK_4, true},
      {go_assumptions, "go_assumptions", {"假设", "Assumptions"}, "js", SDLK_5, true},
      {go_runs, "go_runs", {"运行记录", "Runs"}, "yxjl", SDLK_6, true},
      {go_report, "go_report", {"报告", "Report"}, "bg", SDLK_7, true},
      {save_copy, "save_copy", {"另存副本", "Save a copy"}, "lcfb", SDLK_s, true},
      {undo, "undo", {"撤销", "Undo"}, "cx", SDLK_z, true},
      {redo, "redo", {"重做", "Redo"}, "cz", SDLK_y, true},
      {replay, "replay", {"重放上一步改动", "Replay the last change"}, "cfsybgd", SDLK_r},
      {run, "run", {"运行", "Run"}, "yx", SDLK_F5},
      {stop, "stop", {"停止并保留结果", "Stop and keep"}, "tzbbljg", SDLK_ESCAPE},
      {duplicate, "duplicate", {"复制当前组合", "Duplicate the mix"}, "fzdqzh", SDLK_d, true},
      {add_mix, "add_mix", {"新建组合", "New mix"}, "xjzh", SDLK_n, true},
      {remove_mix, "remove_mix", {"删除当前组合", "Delete the mix"}, "scdqzh"},
      {reset_levers, "reset_levers", {"还原措施", "Reset the levers"}, "hycs"},
      {reset_assumptions, "reset_assumptions", {"还原假设", "Reset the assumptions"}, "hyjs"},
      {copy_command, "copy_command", {"复制为命令行", "Copy as command line"}, "fzwmlx", SDLK_c, true, true},
      {copy_data, "copy_data", {"复制图表数据", "Copy the data of charts and tables"}, "fztbsj", SDLK_c, true},
      {export_report, "export_report", {"导出报告", "Export the report"}, "dcbg", SDLK_e, true},
      {palette, "palette", {"命令面板", "Command palette"}, "mlmb", SDLK_p, true, true},
      {help, "help", {"快捷键", "Keys"}, "kjj", SDLK_F1},
      {how_to_read, "how_to_read", {"口径与读法", "How to read"}, "kjydf", SDLK_h},
      {larger, "larger", {"放大", "Larger"}, "fd", SDLK_EQUALS, true},
      {smaller, "smaller", {"缩小", "Smaller"}, "sx", SDLK_MINUS, true},
      {actual_size, "actual_size", {"原始大小", "Actual size"}, "ysdx", SDLK_0, true},
      {switch_language, "switch_language", {"切换语言", "Switch language"}, "qhyy", SDLK_l, true},
      {switch_look, "switch_look", {"切换深浅色", "Light or dark"}, "qhsqs", SDLK_l, true, true},
      {switch_money, "switch_money", {"切换元和万元", "Yuan or 10,000 yuan"}, "qhyhwy"},
  };
  return list;
}

const CommandInfo& command_info(Command command) { return commands()[static_cast<std::size_t>(command)]; }

std::string shortcut(const CommandInfo& command) {
  if (command.key == 0) return {};
  std::string text;
  if (command.control) text.append("Ctrl+");
  if (command.shift) text.append("Shift+");
  switch (command.key) {
    case SDLK_ESCAPE:
      return text.append("Esc");
    case SDLK_EQUALS:
      return text.append("+");
    case SDLK_MINUS:
      return text.append("−");
    default:
      return text.append(SDL_GetKeyName(command.key));
  }
}

std::optional<Command> command_of(const SDL_Keysym& key) {
  const bool control = (key.mod & KMOD_CTRL) != 0, shift = (key.mod & KMOD_SHIFT) != 0;
  SDL_Keycode code = key.sym;
  if (code == SDLK_PLUS || code == SDLK_KP_PLUS) code = SDLK_EQUALS;
  if (code == SDLK_KP_MINUS) code = SDLK_MINUS;
  if (code == SDLK_KP_0) code = SDLK_0;
  const bool sign = code == SDLK_EQUALS || code == SDLK_MINUS;  // "+" needs Shift on some keyboards
  for (const CommandInfo& each : commands())
    if (each.key == code && each.control == control && (sign || each.shift == shift)) return each.command;
  return std::nullopt;
}

std::vector<Command> commands_like(std::string_view text) {
  const std::string wanted = lower(text);
  std::vector<std::pair<int, Command>> found;
  for (const CommandInfo& each : commands()) {
    int best = 0;
    for (const std::string& name :
         {lower(each.names.zh), lower(each.names.en), std::string(each.id), std::string(each.initials)})
      best = std::max(best, likeness(name, wanted));
    if (best > 0) found.emplace_back(best, each.command);
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<Command> result;
  for (const auto& [likely, command] : found) result.push_back(command);
  return result;
}

}  // namespace tuiyan::gui
