#include "gui/panel_frame.h"

#include <algorithm>
#include <cmath>

#include "gui/texts.h"

namespace tuiyan::gui {

void panel_rail(Widgets& widgets, const Rect& rect, View& view) {
  static const Names* const names[screens] = {&say::home,        &say::plan, &say::compare, &say::risk,
                                              &say::assumptions, &say::runs, &say::report};
  const Widgets::Scope scope(widgets, in(view.language, say::places), "screens");
  widgets.fill(rect, widgets.theme().panel);
  widgets.vertical_line(rect.right() - 1, rect.y, rect.height, widgets.theme().hairline);
  Rect rest = rect;
  rest.width -= 1;
  rest.take_top(widgets.space(2));
  for (int i = 0; i < screens; ++i) {
    const auto screen = static_cast<Screen>(i);
    const Rect row = rest.take_top(widgets.space(11));
    const std::string& name = in(view.language, *names[i]);
    const bool here = view.screen == screen;
    if (widgets.row(row, name, screen_id(screen), here)) view.screen = screen;
    widgets.text(row.inset(widgets.space(1), 0), name,
                 {.size = Size::small, .tone = here ? Tone::accent : Tone::normal, .align = Align::centre}, "name");
  }
}

std::optional<Command> panel_palette(Widgets& widgets, View& view) {
  const Language language = view.language;
  const Widgets::Scope scope(widgets, in(language, say::menu), "palette");
  const std::optional<Rect> sheet = widgets.begin_dialog("sheet", widgets.space(130), widgets.space(108), view.palette);
  if (!sheet) return std::nullopt;
  std::optional<Command> chosen;
  Rect rest = sheet->inset(widgets.space(4), widgets.space(4));
  if (widgets.search(rest.take_top(widgets.space(9)), in(language, say::find_command), "text", view.command,
                     in(language, say::find_command), view.command_row < 0))
    view.command_row = 0;
  view.command_row = std::max(0, view.command_row);
  rest.take_top(widgets.space(2));
  const std::vector<Command> found = commands_like(view.command);
  view.command_row = std::clamp(view.command_row, 0, std::max(0, static_cast<int>(found.size()) - 1));
  if (found.empty())
    widgets.text(rest.take_top(widgets.space(8)), in(language, say::no_command), {.tone = Tone::quiet});
  const Rect body = widgets.begin_scroll(rest, "list");
  Rect list = body;
  list.height = 1e6f;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const CommandInfo& command = command_info(found[i]);
    Rect row = list.take_top(widgets.space(8));
    const std::string& name = in(language, command.names);
    if (widgets.row(row, name, command.id, static_cast<int>(i) == view.command_row)) chosen = found[i];
    row = row.inset(widgets.space(3), 0);
    row.width -= widgets.space(2);
    widgets.text(row.take_right(widgets.space(30)), shortcut(command),
                 {.size = Size::small, .tone = Tone::quiet, .align = Align::right});
    widgets.text(row, name, {}, "name");
  }
  widgets.end_scroll(list.y);
  widgets.end_dialog();
  if (chosen) view.palette = false;
  return chosen;
}

void panel_help(Widgets& widgets, View& view) {
  const Language language = view.language;
  const Widgets::Scope scope(widgets, in(language, say::help), "help");
  const auto rows = static_cast<float>((commands().size() + 1) / 2);
  const float width = widgets.space(170);
  const float words = widgets.paragraph_height(in(language, say::help_more), width - widgets.space(12), Size::small);
  const std::optional<Rect> sheet =
      widgets.begin_dialog("sheet", width, widgets.space(34) + rows * widgets.space(6.5f) + words, view.help);
  if (!sheet) return;
  Rect rest = sheet->inset(widgets.space(6), widgets.space(5));
  widgets.text(rest.take_top(widgets.space(8)), in(language, say::help), {.size = Size::heading});
  rest.take_top(widgets.space(2));
  const float top = rest.y;
  for (std::size_t i = 0; i < commands().size(); ++i) {
    const CommandInfo& command = commands()[i];
    const bool right = i >= static_cast<std::size_t>(rows);
    const float column = (rest.width - widgets.space(8)) / 2;
    const float down = static_cast<float>(right ? i - static_cast<std::size_t>(rows) : i) * widgets.space(6.5f);
    Rect row{rest.x + (right ? column + widgets.space(8) : 0), top + down, column, widgets.space(6.5f)};
    widgets.text(row.take_right(widgets.space(26)), shortcut(command),
                 {.size = Size::small, .tone = Tone::accent, .align = Align::right});
    widgets.text(row, in(language, command.names), {.size = Size::small}, command.id);
  }
  rest.take_top(rows * widgets.space(6.5f) + widgets.space(2));
  widgets.paragraph(rest.take_top(words), in(language, say::help_more), {.size = Size::small, .tone = Tone::quiet});
  const std::string& close = in(language, say::close);
  Rect row = rest.take_bottom(widgets.space(8));
  if (widgets.button(row.take_right(widgets.button_width(close)), close, "close", true, true)) view.help = false;
  widgets.end_dialog();
}

}  // namespace tuiyan::gui
