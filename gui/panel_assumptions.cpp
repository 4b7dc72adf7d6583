#include "gui/panel_assumptions.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gui/texts.h"
#include "sim/wording.h"

namespace tuiyan::gui {

namespace {

struct Columns {
  float value, range, impact, grade, source, reset;
};

std::string grade_text(const Datum& datum, Language language) {
  static const Names none{};
  const Names* const words[] = {&none, &say::grade_short_green, &say::grade_short_amber, &say::grade_short_red};
  std::string text = in(language, *words[static_cast<std::size_t>(datum.grade)]);
  if (datum.tuned) text.append(" · ").append(in(language, say::tuned));
  return text;
}

// One half of a bilingual source "…… / ...", where it is written so.
std::string source_text(const std::string& source, Language language) {
  const std::size_t slash = source.find(" / ");
  if (slash == source.npos) return source;
  return language == Language::zh ? source.substr(0, slash) : source.substr(slash + 3);
}

// The name of a column; of one that sorts, a button with an arrow where it does so now.
void heading(Widgets& widgets, const Rect& rect, const Names& names, Align align, View& view,
             std::optional<AssumptionOrder> order, const char* key) {
  std::string text = in(view.language, names);
  const bool here = order && view.order == *order;
  if (here) text += view.reversed ? " ↑" : " ↓";
  if (order) {
    if (widgets.row(rect, in(view.language, names), key, false)) {
      view.reversed = here && !view.reversed;
      view.order = *order;
    }
    widgets.tip(rect, in(view.language, say::sort_tip));
  }
  widgets.text(rect, text, {.size = Size::small, .tone = here ? Tone::accent : Tone::quiet, .align = align});
}

void headings(Widgets& widgets, Rect row, const Columns& columns, View& view) {
  row.take_right(columns.reset);
  heading(widgets, row.take_right(columns.source), say::column_source, Align::left, view, {}, "");
  heading(widgets, row.take_right(columns.grade), say::column_grade, Align::left, view, AssumptionOrder::grade,
          "sort_grade");
  row.take_right(widgets.space(3));
  heading(widgets, row.take_right(columns.impact - widgets.space(3)), say::column_impact, Align::right, view,
          AssumptionOrder::impact, "sort_impact");
  row.take_right(widgets.space(3));
  heading(widgets, row.take_right(columns.range - widgets.space(3)), say::column_range, Align::right, view, {}, "");
  row.take_right(widgets.space(3));
  heading(widgets, row.take_right(columns.value - widgets.space(3)), say::column_value, Align::right, view, {}, "");
  row.take_right(widgets.space(2));
  heading(widgets, row, say::column_assumption, Align::left, view, AssumptionOrder::file, "sort_file");
}

void impact_cell(Widgets& widgets, const Rect& cell, const Assumption& line, const Impacts& impacts,
                 Language language) {
  const Look look{.size = Size::small, .tone = Tone::quiet, .align = Align::right};
  if (line.impact == nullptr) {
    widgets.text(cell, "--", look, "impact");
    if (!impacts.of.empty()) widgets.tip(cell, in(language, say::impact_none));
    return;
  }
  const bool alone = line.impact->group == 1;
  widgets.text(cell, fmt::format("{:.1f} ± {:.1f}{}", line.impact->mu_star, line.impact->error, alone ? "" : " *"),
               {.size = Size::small, .tone = alone ? Tone::normal : Tone::quiet, .align = Align::right}, "impact");
  if (!alone) widgets.tip(cell, say::fill(language, say::impact_group, line.impact->group - 1));
}

// True if the number was changed or put back.
bool line_row(Widgets& widgets, Rect row, const Assumption& line, const Columns& columns, App& app) {
  const Language language = app.view.language;
  const Parameter& parameter = line.parameter;
  const Datum& datum = parameter.datum;
  const std::string name = full_name(parameter, language);
  const Widgets::Scope scope(widgets, name, parameter.path);
  bool changed = false;
  Rect reset = row.take_right(columns.reset);
  if (line.changed()) {
    const std::string& word = in(language, say::reset);
    reset.take_left(widgets.space(2));
    if (widgets.button(reset.middle(widgets.space(7)), word, "reset")) {
      reset_assumption(*app.edited, line);
      changed = true;
    }
    widgets.fill(
        {row.x - widgets.space(2), row.y + widgets.space(1), widgets.space(0.75f), row.height - widgets.space(2)},
        widgets.theme().accent);
  }
  const std::string source = source_text(datum.source, language);
  const Rect source_at = row.take_right(columns.source);
  widgets.shortened(source_at, source, {.size = Size::small, .tone = Tone::quiet}, "source");
  const Rect grade_at = row.take_right(columns.grade);
  widgets.text(grade_at, grade_text(datum, language),
               {.size = Size::small,
                .tone = datum.grade == Grade::red     ? Tone::error
                        : datum.grade == Grade::amber ? Tone::warning
                                                      : Tone::normal},
               "grade");
  row.take_right(widgets.space(3));
  impact_cell(widgets, row.take_right(columns.impact - widgets.space(3)), line, app.impacts, language);
  row.take_right(widgets.space(3));
  const Rect range = row.take_right(columns.range - widgets.space(3));
  if (datum.range)
    widgets.text(range, fmt::format("{} – {}", number_text(datum.range->low), number_text(datum.range->high)),
                 {.size = Size::small, .tone = Tone::quiet, .align = Align::right}, "range");
  row.take_right(widgets.space(3));
  double value = datum.value;
  const Rect number = row.take_right(columns.value - widgets.space(3));
  if (widgets.number(number.middle(widgets.space(7)), in(language, say::column_value), "value", value,
                     parameter.limits)) {
    set_assumption(*app.edited, line, value);
    changed = true;
  }
  row.take_right(widgets.space(2));
  const std::string unit = parameter.unit.empty() ? std::string() : in(language, unit_names(parameter.unit));
  const float unit_width = std::min(row.width * 0.4f, std::ceil(widgets.text_width(unit, Size::small)) + 1);
  widgets.shortened(row.take_right(unit_width), unit, {.size = Size::small, .tone = Tone::quiet, .align = Align::right},
                    "unit");
  row.take_right(widgets.space(2));
  widgets.shortened(row, name, {.size = Size::body}, "name");
  return changed;
}

std::vector<std::string> filter_words(const AssumptionList& list, Language language) {
  static const Names* const words[] = {&say::filter_all, &say::filter_changed, &say::filter_red, &say::filter_amber,
                                       &say::filter_green};
  std::vector<std::string> options;
  for (int k = 0; k < 5; ++k)
    options.push_back(say::fill(language, *words[k], list.count(static_cast<AssumptionFilter>(k))));
  return options;
}

// What the impact is of, or how to get it.
void impact_note(Widgets& widgets, Rect& rest, const App& app, Wish& wish) {
  const Language language = app.view.language;
  const bool known = !app.impacts.of.empty();
  const SensitivityCommand command = known ? SensitivityCommand{} : sensitivity_command(app);
  const Names& how = command.of_copy ? say::impact_how_of_copy : say::impact_how;
  const std::string text =
      known ? say::fill(language, say::impact_about, in(language, app.impacts.about), in(language, app.impacts.unit))
            : say::fill(language, how, command.text, command.result);
  Rect row = rest.inset(widgets.space(4), 0);
  const std::string& copy = in(language, say::copy);
  const Rect button = known ? Rect{} : row.take_right(widgets.button_width(copy));
  if (!known) row.take_right(widgets.space(3));
  const float height = widgets.paragraph_height(text, row.width, Size::small);
  const float needed = std::max(height, known ? 0 : widgets.space(7));
  rest.take_top(needed + widgets.space(2));
  widgets.paragraph(Rect{row.x, row.y, row.width, needed}.middle(height), text,
                    {.size = Size::small, .tone = Tone::quiet});
  if (!known && widgets.button({button.x, row.y, button.width, widgets.space(7)}, copy, "copy_sensitivity"))
    wish.copy = command.text;
}

// What was changed so far, in order, and the way back for the levers - apart from that for the assumptions.
void history_of_changes(Widgets& widgets, Rect& rest, App& app, bool levers_changed, Wish& wish) {
  View& view = app.view;
  const Language language = view.language;
  const std::vector<Names> steps = app.history.done();
  constexpr std::size_t most_rows = 6;
  const float step = widgets.space(6.5f);
  const auto rows = static_cast<float>(std::clamp<std::size_t>(steps.size(), 1, most_rows));
  Rect drawer = rest.take_bottom(widgets.space(10) + (view.history_open ? rows * step + widgets.space(2) : 0));
  widgets.hairline(drawer.x, drawer.y, drawer.width);
  const std::string title = say::fill(language, say::changes_title, steps.size());
  const Widgets::Scope scope(widgets, title, "changes");
  Rect head = drawer.take_top(widgets.space(10)).inset(widgets.space(3), 0);
  const std::string& reset = in(language, say::reset_levers);
  const Rect button = head.take_right(widgets.button_width(reset) + widgets.space(1));
  if (widgets.button(Rect{button.x, button.y, button.width - widgets.space(1), button.height}.middle(widgets.space(7)),
                     reset, "reset_levers", levers_changed))
    wish.command = Command::reset_levers;
  head.take_right(widgets.space(3));
  if (widgets.disclosure(head.take_left(std::min(head.width, widgets.space(60))), widgets.space(4), title, "open",
                         view.history_open))
    view.history_open = !view.history_open;
  if (!view.history_open) return;
  Rect body = widgets.begin_scroll(drawer, "list");
  body.height = 1e6f;
  body.width -= widgets.space(3);
  if (steps.empty())
    widgets.text(body.take_top(step).inset(widgets.space(4), 0), in(language, say::no_changes),
                 {.size = Size::small, .tone = Tone::quiet});
  for (std::size_t i = steps.size(); i-- > 0;) {  // the newest first: it is the one that is looked for
    Rect row = body.take_top(step).inset(widgets.space(4), 0);
    const std::string number = std::to_string(i + 1);
    widgets.text(row.take_left(widgets.space(7)), number,
                 {.size = Size::small, .tone = Tone::quiet, .align = Align::right}, number);
    row.take_left(widgets.space(3));
    widgets.shortened(row, in(language, steps[i]), {.size = Size::small}, "step_" + number);
  }
  widgets.end_scroll(body.y + widgets.space(2));
}

}  // namespace

Wish panel_assumptions(Widgets& widgets, const Rect& rect, App& app, AssumptionList& list) {
  View& view = app.view;
  const Language language = view.language;
  const Widgets::Scope scope(widgets, in(language, say::assumptions), "assumptions");
  Wish wish;
  widgets.sheet(rect);
  Rect rest = rect.inset(1, 1);
  list.update(app);

  Rect head = rest.take_top(widgets.space(12)).inset(widgets.space(4), 0);
  const std::string& reset = in(language, say::reset_assumptions);
  if (widgets.button(head.take_right(widgets.button_width(reset)).middle(widgets.space(7)), reset, "reset_assumptions",
                     list.count(AssumptionFilter::changed) > 0))
    wish.command = Command::reset_assumptions;
  head.take_right(widgets.space(3));
  const std::vector<std::string> options = filter_words(list, language);
  const float filters = widgets.segments_width(options);
  const bool two_rows = head.width < filters + widgets.space(50);
  Rect filter_at = two_rows ? rest.take_top(widgets.space(9)).inset(widgets.space(4), 0) : head.take_right(filters);
  int chosen = static_cast<int>(view.filter);
  widgets.segments(filter_at.take_left(filters).middle(widgets.space(7)), in(language, say::column_grade), "filter",
                   options, chosen);
  view.filter = static_cast<AssumptionFilter>(chosen);
  head.take_right(widgets.space(3));
  widgets.search(head.take_left(std::min(head.width, widgets.space(90))).middle(widgets.space(7)),
                 in(language, say::find_assumption), "find", view.sought, in(language, say::find_assumption));

  impact_note(widgets, rest, app, wish);
  history_of_changes(widgets, rest, app, list.levers_changed(), wish);
  const float inner = rest.width - widgets.space(8);
  const bool wide = inner / widgets.theme().zoom > 900;
  const Columns columns{widgets.space(28),
                        widgets.space(wide ? 32 : 26),
                        widgets.space(wide ? 26 : 22),
                        widgets.space(22),
                        wide ? std::floor(inner * 0.22f) : widgets.space(20),
                        widgets.button_width(in(language, say::reset)) + widgets.space(3)};
  Rect names = rest.take_top(widgets.space(6)).inset(widgets.space(4), 0);
  names.width -= widgets.space(3);
  headings(widgets, names, columns, view);
  widgets.hairline(rest.x, rest.y, rest.width);
  rest.take_top(1);

  const std::vector<Assumption>& lines = list.shown();
  Rect body = widgets.begin_scroll(rest, "list");
  body.width -= widgets.space(3);
  const float step = widgets.space(8.5f);
  if (lines.empty())
    widgets.text({body.x + widgets.space(4), body.y + widgets.space(3), body.width, step},
                 in(language, say::no_such_assumption), {.tone = Tone::quiet});
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Rect row{body.x + widgets.space(4), body.y + static_cast<float>(i) * step, body.width - widgets.space(8),
                   step};
    if (row.bottom() < rest.y || row.y > rest.bottom()) {  // only what is seen is drawn
      if (!widgets.sought(lines[i].parameter.path)) continue;
    }
    wish.changed |= line_row(widgets, row, lines[i], columns, app);
  }
  widgets.end_scroll(body.y + static_cast<float>(std::max<std::size_t>(1, lines.size())) * step + widgets.space(4));
  return wish;
}

}  // namespace tuiyan::gui
