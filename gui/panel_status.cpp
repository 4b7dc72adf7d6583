#include "gui/panel_status.h"

#include <algorithm>
#include <cmath>

#include "gui/headline.h"
#include "gui/texts.h"
#include "io/file.h"
#include "sim/wording.h"

namespace tuiyan::gui {

namespace {

Rect control(Widgets& widgets, Rect& row, float width) {
  const Rect piece = row.take_right(width).middle(widgets.space(7));
  row.take_right(widgets.space(3));
  return piece;
}

void zoom_control(Widgets& widgets, const Rect& rect, View& view) {
  const Widgets::Scope scope(widgets, in(view.language, say::zoom), "zoom");
  Rect row = rect;
  const float side = rect.height;
  if (widgets.button(row.take_left(side), "−", "smaller", view.zoom > 100)) view.zoom = std::max(100, view.zoom - 25);
  if (widgets.button(row.take_right(side), "+", "larger", view.zoom < 200)) view.zoom = std::min(200, view.zoom + 25);
  widgets.text(row, std::to_string(view.zoom) + "%",
               {.size = Size::small, .tone = Tone::quiet, .align = Align::centre});
}

std::string task_text(const Status& status, Language language) {
  if (!status.failure.empty()) return say::fill(language, say::run_failed, status.failure);
  if (!status.problems.empty()) return say::fill(language, say::not_run, status.problems.size());
  if (status.running) return in(language, say::task_preview);
  if (status.stopped) return say::fill(language, say::task_stopped, status.done);
  return in(language, status.result ? say::task_done : say::task_idle);
}

void separate(Widgets& widgets, Rect& row) {
  row.take_right(widgets.space(3));
  widgets.vertical_line(row.right(), row.y + row.height * 0.3f, row.height * 0.4f, widgets.theme().hairline);
  row.take_right(widgets.space(3));
}

void fact(Widgets& widgets, Rect& row, const std::string& text, const std::string& tip) {
  const float width = std::ceil(widgets.text_width(text, Size::small)) + 1;
  if (width > row.width) return;
  const Rect piece = row.take_right(width);
  widgets.text(piece, text, {.size = Size::small, .tone = Tone::quiet});
  widgets.tip(piece, tip);
  separate(widgets, row);
}

}  // namespace

Wish panel_header(Widgets& widgets, const Rect& rect, App& app, bool narrow) {
  View& view = app.view;
  const Language language = view.language;
  Wish wish;
  widgets.fill(rect, widgets.theme().panel);
  widgets.hairline(rect.x, rect.bottom() - 1, rect.width);
  Rect row = rect.inset(widgets.space(4), 0);
  const std::string& save = in(language, say::save_copy);
  const Rect save_at = control(widgets, row, widgets.button_width(save));
  if (widgets.button(save_at, save, "save_copy", app.edited.has_value())) wish.command = Command::save_copy;
  widgets.tip(save_at, in(language, say::save_copy_tip));
  zoom_control(widgets, control(widgets, row, widgets.space(28)), view);
  const std::vector<std::string> looks = {in(language, say::light), in(language, say::dark)};
  int look = view.dark ? 1 : 0;
  widgets.segments(control(widgets, row, widgets.segments_width(looks)), in(language, say::look), "look", looks, look);
  view.dark = look == 1;
  const std::vector<std::string> units = {in(language, say::yuan), in(language, say::wan_yuan)};
  if (const float width = widgets.segments_width(units); !narrow) {
    int unit = view.in_wan ? 1 : 0;
    widgets.segments(control(widgets, row, width), in(language, say::money_unit), "money", units, unit);
    view.in_wan = unit == 1;
  }
  const std::vector<std::string> languages = {"中文", "English"};
  int chosen = language == Language::zh ? 0 : 1;
  widgets.segments(control(widgets, row, widgets.segments_width(languages)), in(language, say::language), "language",
                   languages, chosen);
  view.language = chosen == 0 ? Language::zh : Language::en;
  if (narrow && view.screen == Screen::plan) {
    const std::vector<std::string> halves = {in(language, say::plan), in(language, say::results)};
    int half = view.show_results ? 1 : 0;
    widgets.segments(control(widgets, row, widgets.segments_width(halves)), in(language, say::view), "half", halves,
                     half);
    view.show_results = half == 1;
  }
  const auto press = [&](const std::string& label, const char* key, bool enabled, Command command,
                         const std::string& tip) {
    if (widgets.button_width(label) + widgets.space(3) > row.width) return;  // the palette has it too
    const Rect at = control(widgets, row, widgets.button_width(label));
    if (widgets.button(at, label, key, enabled)) wish.command = command;
    widgets.tip(at, tip);
  };
  press(in(language, say::menu), "menu", true, Command::palette, in(language, say::menu_tip));
  const History& history = app.history;
  const bool back = app.edited && history.can_undo(), forth = app.edited && history.can_redo();
  press(in(language, say::redo), "redo", forth, Command::redo,
        forth ? say::fill(language, say::redo_tip, in(language, history.redo_words())) : "");
  press(in(language, say::undo), "undo", back, Command::undo,
        back ? say::fill(language, say::undo_tip, in(language, history.undo_words())) : "");
  const std::string& name = in(language, say::program);
  const float name_width = std::ceil(widgets.text_width(name, Size::title)) + 1;
  if (name_width <= row.width) {
    widgets.text(row.take_left(name_width), name, {.size = Size::title, .tone = Tone::accent});
    row.take_left(widgets.space(4));
  }
  if (!app.edited) return wish;
  const std::string& place = in(language, app.edited->names);
  if (widgets.text_width(place, Size::heading) > row.width) return wish;
  widgets.text(row, place, {.size = Size::heading});
  widgets.tip(row, in(language, app.edited->question));
  return wish;
}

Wish panel_footer(Widgets& widgets, const Rect& rect, const App& app, const Status& status) {
  const Language language = app.view.language;
  const Widgets::Scope scope(widgets, in(language, say::progress), "status");
  Wish wish;
  widgets.fill(rect, widgets.theme().panel);
  widgets.hairline(rect.x, rect.y, rect.width);
  Rect row = rect.inset(widgets.space(4), 0);
  const std::string& press = in(language, status.running ? say::stop : say::run_again);
  const bool unfinished = status.result == nullptr || is_preview(status);
  const float button_width =
      std::max(widgets.button_width(in(language, say::stop)), widgets.button_width(in(language, say::run_again)));
  if (!app.edited) {
    widgets.text(row, task_text(status, language), {});
    return wish;
  }
  const Rect button = row.take_right(button_width).middle(widgets.space(7));
  if (status.running)
    wish.stop = widgets.button(button, press, "stop");
  else
    wish.run = widgets.button(button, press, "run", unfinished);
  widgets.tip(button, in(language, status.running ? say::stop_tip : say::run_tip));
  separate(widgets, row);

  const bool wrong = !status.failure.empty() || !status.problems.empty();
  const std::string task = task_text(status, language);
  const float share = status.of > 0 ? static_cast<float>(status.done) / static_cast<float>(status.of) : 0;
  const float task_width = std::min(std::ceil(widgets.text_width(task, Size::body)) + 1, row.width);
  const Rect task_at = row.take_left(task_width);
  widgets.text(task_at, task, {.tone = wrong ? Tone::error : Tone::normal});
  row.take_left(widgets.space(4));
  if (!wrong) {
    widgets.progress(row.take_left(std::min(widgets.space(40), row.width * 0.3f)).middle(widgets.space(1.5f)),
                     in(language, say::progress), "bar", share);
    row.take_left(widgets.space(3));
    const std::string count = say::fill(language, say::replicates, status.done, status.of);
    widgets.text(row.take_left(std::ceil(widgets.text_width(count, Size::small)) + widgets.space(3)), count,
                 {.size = Size::small, .tone = Tone::quiet});
  }
  fact(widgets, row, say::fill(language, say::seed, number_text(app.edited->seed)), "");
  if (const double error = largest_error(status, "exited_share"); error >= 0)
    fact(widgets, row,
         say::fill(language, say::mc_error, fmt::format("{:.1f}", std::max(0.1, std::ceil(error * 10) / 10))),
         in(language, say::mc_error_tip));
  if (status.result)
    fact(widgets, row,
         say::fill(language, say::households, format_number(static_cast<double>(status.result->households), 0)), "");
  if (!app.view.message.empty()) fact(widgets, row, app.view.message, "");
  return wish;
}

void panel_trouble(Widgets& widgets, const Rect& rect, const App& app) {
  const Language language = app.view.language;
  const Widgets::Scope scope(widgets, in(language, say::not_opened), "trouble");
  widgets.sheet(rect);
  const Rect inside = rect.inset(1, 1);
  Rect body = widgets.begin_scroll(inside, "problems");
  body.height = 1e6f;
  Rect rest = body.inset(widgets.space(10), widgets.space(8));
  rest.width = std::min(rest.width, widgets.space(220));
  const auto line = [&](const std::string& text, Look look) {
    if (text.empty()) return;
    widgets.paragraph(rest.take_top(widgets.paragraph_height(text, rest.width, look.size)), text, look);
  };
  if (!app.opening.empty()) {
    line(say::fill(language, say::opening, app.opening.string()), {.tone = Tone::quiet});
    return widgets.end_scroll(rest.y);
  }
  line(in(language, say::not_opened), {.size = Size::title});
  line(app.file.string(), {.tone = Tone::quiet});
  rest.take_top(widgets.space(4));
  line(in(language, app.trouble), {.tone = Tone::error});
  if (!app.problems.empty()) line(say::fill(language, say::problems_count, app.problems.size()), {});
  for (const Problem& problem : app.problems) {
    rest.take_top(widgets.space(3));
    line(problem.path, {.size = Size::small, .tone = Tone::quiet});
    line(in(language, problem.text), {.tone = Tone::error});
  }
  rest.take_top(widgets.space(5));
  line(in(language, say::mend), {});
  widgets.end_scroll(rest.y + widgets.space(8));
}

void panel_save(Widgets& widgets, App& app, Presence& presence, Clerk& clerk) {
  const Language language = app.view.language;
  const Widgets::Scope scope(widgets, in(language, say::save_copy), "save");
  const float width = widgets.space(150), height = widgets.space(52);
  const std::optional<Rect> sheet = widgets.begin_dialog("sheet", width, height, app.view.saving);
  if (!sheet) return;
  Rect rest = sheet->inset(widgets.space(6), widgets.space(5));
  widgets.text(rest.take_top(widgets.space(7)), in(language, say::save_copy), {.size = Size::heading});
  rest.take_top(widgets.space(2));
  widgets.text(rest.take_top(widgets.space(5)), in(language, say::file_name),
               {.size = Size::small, .tone = Tone::quiet});
  widgets.text_field(rest.take_top(widgets.space(8)), in(language, say::file_name), "file", app.view.save_as);
  rest.take_top(widgets.space(2));
  const bool there = presence.there(app.view.save_as, false);
  widgets.text(rest.take_top(widgets.space(6)), there ? in(language, say::exists) : std::string(),
               {.size = Size::small, .tone = Tone::warning});
  Rect row = rest.take_bottom(widgets.space(8));
  const std::string& save = in(language, there ? say::replace : say::save);
  const std::string& cancel = in(language, say::cancel);
  if (widgets.button(row.take_right(widgets.button_width(save)), save, "save", !app.view.save_as.empty(), true)) {
    clerk.hand([path = std::filesystem::path(app.view.save_as), scenario = *app.edited, saved = app.saved,
                move = app.history.moves()] {
      write_file(path, scenario_text(scenario));
      *saved = move;
      return Names{say::fill(Language::zh, say::saved, path.string()),
                   say::fill(Language::en, say::saved, path.string())};
    });
    app.view.saving = false;
  }
  row.take_right(widgets.space(3));
  if (widgets.button(row.take_right(widgets.button_width(cancel)), cancel, "cancel")) app.view.saving = false;
  widgets.end_dialog();
}

bool panel_rename(Widgets& widgets, App& app) {
  View& view = app.view;
  const Language language = view.language;
  const Widgets::Scope scope(widgets, in(language, say::rename), "rename");
  const std::optional<Rect> sheet = widgets.begin_dialog("sheet", widgets.space(120), widgets.space(46), view.renaming);
  if (!sheet) return false;
  bool changed = false;
  Rect rest = sheet->inset(widgets.space(6), widgets.space(5));
  widgets.text(rest.take_top(widgets.space(8)), in(language, say::rename), {.size = Size::heading});
  rest.take_top(widgets.space(2));
  widgets.text_field(rest.take_top(widgets.space(8)), in(language, say::new_name), "name", view.new_name);
  Rect row = rest.take_bottom(widgets.space(8));
  const std::string &yes = in(language, say::rename), &no = in(language, say::cancel);
  if (widgets.button(row.take_right(widgets.button_width(yes)), yes, "rename", !view.new_name.empty(), true)) {
    Names& names = app.edited->mixes[static_cast<std::size_t>(view.mix)].names;
    // The name in the other language follows where it was the same.
    const bool both = names.zh == names.en;
    (language == Language::zh ? names.zh : names.en) = view.new_name;
    if (both) names = {view.new_name, view.new_name};
    changed = true;
    view.renaming = false;
  }
  row.take_right(widgets.space(3));
  if (widgets.button(row.take_right(widgets.button_width(no)), no, "cancel")) view.renaming = false;
  widgets.end_dialog();
  return changed;
}

bool panel_add_measure(Widgets& widgets, App& app) {
  View& view = app.view;
  const Language language = view.language;
  const Widgets::Scope scope(widgets, in(language, say::add_measure), "add");
  const std::optional<Rect> sheet = widgets.begin_dialog("sheet", widgets.space(160), widgets.space(130), view.adding);
  if (!sheet) return false;
  bool changed = false;
  Rect rest = sheet->inset(widgets.space(5), widgets.space(4));
  Rect head = rest.take_top(widgets.space(9));
  const std::string& no = in(language, say::cancel);
  if (widgets.button(head.take_right(widgets.button_width(no)).middle(widgets.space(7)), no, "cancel"))
    view.adding = false;
  widgets.text(head, in(language, say::add_measure), {.size = Size::heading});
  rest.take_top(widgets.space(2));
  const Rect body = widgets.begin_scroll(rest, "list");
  Rect list = body;
  list.height = 1e6f;
  list.width -= widgets.space(3);
  for (const Measure& measure : app.edited->measures) {
    const std::string &name = in(language, measure.names), &about = in(language, measure.about);
    const float words = about.empty() ? 0 : widgets.paragraph_height(about, list.width - widgets.space(6), Size::small);
    const Rect row = list.take_top(words + widgets.space(9));
    if (widgets.row(row, name, measure.id, false)) {
      Item item;
      item.measure = measure.id;
      app.edited->mixes[static_cast<std::size_t>(view.mix)].items.push_back(item);
      changed = true;
      view.adding = false;
    }
    Rect inside = row.inset(widgets.space(3), widgets.space(1));
    widgets.text(inside.take_top(widgets.space(6)), name, {}, "name");
    if (words > 0) widgets.paragraph(inside.take_top(words), about, {.size = Size::small, .tone = Tone::quiet});
    widgets.hairline(row.x, row.bottom() - 1, row.width);
  }
  widgets.end_scroll(list.y);
  widgets.end_dialog();
  return changed;
}

}  // namespace tuiyan::gui
