#include "gui/panel_welcome.h"

#include <algorithm>
#include <cmath>

#include "gui/texts.h"

namespace tuiyan::gui {

namespace {

void heading(Widgets& widgets, Rect& rest, const std::string& text) {
  widgets.text(rest.take_top(widgets.space(8)), text, {.size = Size::heading});
  rest.take_top(widgets.space(1));
}

void samples(Widgets& widgets, Rect rest, const App& app, Wish& wish) {
  const Language language = app.view.language;
  const Widgets::Scope scope(widgets, in(language, say::samples), "samples");
  heading(widgets, rest, in(language, say::samples));
  for (const Sample& sample : app.samples) {
    const std::string& question = in(language, sample.question);
    const float inner = rest.width - widgets.space(6);
    const float words = widgets.paragraph_height(question, inner, Size::small);
    const Rect row = rest.take_top(words + widgets.space(11));
    const std::string& name = in(language, sample.names);
    if (widgets.row(row, name, sample.file.stem().string(), false)) wish.open = sample.file;
    Rect inside = row.inset(widgets.space(3), widgets.space(2));
    widgets.text(inside.take_top(widgets.space(6)), name, {.tone = Tone::accent}, "name");
    widgets.paragraph(inside.take_top(words), question, {.size = Size::small, .tone = Tone::quiet});
    widgets.hairline(row.x, row.bottom() - 1, row.width);
  }
}

void recent(Widgets& widgets, Rect& rest, const App& app, Presence& presence, Wish& wish) {
  const Language language = app.view.language;
  const Widgets::Scope scope(widgets, in(language, say::recent), "recent");
  heading(widgets, rest, in(language, say::recent));
  if (app.settings.recent.empty())
    widgets.text(rest.take_top(widgets.space(7)), in(language, say::no_recent), {.tone = Tone::quiet});
  for (const std::filesystem::path& file : app.settings.recent) {
    const bool there = presence.there(file, true);
    Rect row = rest.take_top(widgets.space(9));
    const std::string name = file.filename().string();
    if (!there) {
      const std::string& forget = in(language, say::forget);
      const Rect button = row.take_right(widgets.button_width(forget)).middle(widgets.space(7));
      row.take_right(widgets.space(2));
      const Widgets::Scope one(widgets, name, name);
      if (widgets.button(button, forget, "forget")) wish.forget = file;
      widgets.text(row.inset(widgets.space(3), 0), fmt::format("{} · {}", name, in(language, say::missing_file)),
                   {.tone = Tone::quiet});
      continue;
    }
    if (widgets.row(row, name, name, false)) wish.open = file;
    widgets.tip(row, file.string());
    Rect inside = row.inset(widgets.space(3), 0);
    const float width = std::min(inside.width * 0.6f, std::ceil(widgets.text_width(name, Size::body)) + 1);
    widgets.text(inside.take_left(width), name, {}, "name");
    inside.take_left(widgets.space(3));
    const std::string folder = file.parent_path().filename().string();
    if (widgets.text_width(folder, Size::small) <= inside.width)
      widgets.text(inside, folder, {.size = Size::small, .tone = Tone::quiet});
  }
}

void left_behind(Widgets& widgets, Rect& rest, const App& app, Wish& wish) {
  const Language language = app.view.language;
  for (const LeftBehind& left : app.left) {
    const Widgets::Scope scope(widgets, in(language, say::restore), left.autosave.stem().string());
    const std::string text = say::fill(language, say::left_behind, left.when, left.scenario.filename().string());
    const float inner = rest.width - widgets.space(8);
    const float words = widgets.paragraph_height(text, inner, Size::body);
    const Rect card = rest.take_top(words + widgets.space(19));
    widgets.fill(card, widgets.theme().selection, widgets.space(1));
    Rect inside = card.inset(widgets.space(4), widgets.space(3));
    widgets.paragraph(inside.take_top(words), text);
    inside.take_top(widgets.space(3));
    Rect row = inside.take_top(widgets.space(8));
    const std::string &yes = in(language, say::restore), &no = in(language, say::discard);
    if (widgets.button(row.take_left(widgets.button_width(yes)), yes, "restore", true, true)) wish.restore = left;
    row.take_left(widgets.space(2));
    if (widgets.button(row.take_left(widgets.button_width(no)), no, "discard")) wish.forget = left.autosave;
    rest.take_top(widgets.space(4));
  }
}

}  // namespace

Wish panel_welcome(Widgets& widgets, const Rect& rect, const App& app, Presence& presence) {
  const Language language = app.view.language;
  const Widgets::Scope scope(widgets, in(language, say::home), "welcome");
  Wish wish;
  widgets.sheet(rect);
  Rect body = widgets.begin_scroll(rect.inset(1), "welcome");
  const float bottom_of_window = body.bottom();
  body.height = 1e6f;
  Rect rest = body.inset(widgets.space(8), widgets.space(6));
  rest.width = std::min(rest.width, widgets.space(280));
  widgets.text(rest.take_top(widgets.space(9)), in(language, say::program),
               {.size = Size::title, .tone = Tone::accent});
  const std::string& question = in(language, say::welcome_question);
  widgets.paragraph(rest.take_top(widgets.paragraph_height(question, rest.width, Size::body)), question);
  rest.take_top(widgets.space(5));
  const bool wide = rest.width / widgets.theme().zoom > 760;
  Rect left = rest;
  if (wide) left.width = std::floor(rest.width * 0.56f);
  Rect right = rest;
  if (wide) {
    right.x = left.right() + widgets.space(8);
    right.width = rest.right() - right.x;
  }
  left_behind(widgets, wide ? right : left, app, wish);
  const float before_samples = left.y;
  samples(widgets, left, app, wish);
  float samples_height = widgets.space(9);
  for (const Sample& sample : app.samples)
    samples_height +=
        widgets.paragraph_height(in(language, sample.question), left.width - widgets.space(6), Size::small) +
        widgets.space(11);
  const float samples_end = before_samples + samples_height;
  if (!wide) {
    right.y = samples_end + widgets.space(6);
    right.width = rest.width;
  }
  recent(widgets, right, app, presence, wish);
  right.take_top(widgets.space(5));
  const std::string& drop = in(language, say::drop_here);
  const float drop_words = widgets.paragraph_height(drop, right.width - widgets.space(8), Size::body);
  const Rect zone = right.take_top(drop_words + widgets.space(10));
  widgets.fill(zone, blend(widgets.theme().panel, widgets.theme().rule, 0.1f), widgets.space(1));
  widgets.paragraph(zone.inset(widgets.space(4), widgets.space(5)), drop, {.tone = Tone::quiet});
  right.take_top(widgets.space(6));
  heading(widgets, right, in(language, say::can_not_tell));
  const std::string& limits = in(language, say::can_not_tell_text);
  widgets.paragraph(right.take_top(widgets.paragraph_height(limits, right.width, Size::small)), limits,
                    {.size = Size::small, .tone = Tone::quiet});
  right.take_top(widgets.space(4));
  const std::string& stays = in(language, say::private_note);
  widgets.paragraph(right.take_top(widgets.paragraph_height(stays, right.width, Size::small)), stays,
                    {.size = Size::small, .tone = Tone::quiet});
  widgets.end_scroll(std::max({samples_end, right.y, bottom_of_window}));
  return wish;
}

}  // namespace tuiyan::gui
