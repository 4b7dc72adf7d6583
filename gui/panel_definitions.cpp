#include "gui/panel_definitions.h"

#include <algorithm>
#include <cmath>

#include "gui/field_row.h"
#include "gui/texts.h"
#include "sim/wording.h"

namespace tuiyan::gui {

namespace {

std::string shown(const Field& field, Language language) {
  return name_of(field, language) + (language == Language::zh ? "：" : ": ") + value_text(field, language);
}

std::string line_words(const Scenario& scenario, Language language) {
  const Line& line = scenario.line(scenario.exit_line);
  const Month first = scenario.start, last = scenario.end_month() - 1;
  return in(language, line.names) + "  " +
         say::fill(language, say::line_values, first.year(), format_number(line.value.at(first), 0), last.year(),
                   format_number(line.value.at(last), 0));
}

std::string month_name(int month_of_year, Language language) {
  static const char* const names[] = {"January", "February", "March",     "April",   "May",      "June",
                                      "July",    "August",   "September", "October", "November", "December"};
  const int month = std::clamp(month_of_year, 1, 12);
  return language == Language::zh ? std::to_string(month) : names[month - 1];
}

std::string window_words(const Scenario& scenario, Language language) {
  const std::vector<Round>& rounds = scenario.registry.rounds;
  if (rounds.empty()) return {};
  return say::fill(language, say::window_of, month_name(rounds.front().window_end, language));
}

struct Chip {
  std::string key, text, tip;
};

std::vector<Chip> chips_of(Scenario& scenario, Language language) {
  std::vector<Chip> chips = {{"exit_line", line_words(scenario, language), ""}};
  const Fields rules = fields(scenario.registry);
  const auto add = [&](const char* key) {
    if (const Field* found = find_field(rules, key); found != nullptr)
      chips.push_back({key, shown(*found, language), about_field(*found, nullptr, language)});
  };
  add("exit_rule");
  if (const std::string window = window_words(scenario, language); !window.empty())
    chips.push_back({"window", window, ""});
  add("margin");
  add("expenses_count");
  return chips;
}

// In as many lines as the chips need.
void bar(Widgets& widgets, Rect& rest, App& app) {
  View& view = app.view;
  const Language language = view.language;
  const std::string& name = in(language, say::definitions);
  const std::string& press = in(language, view.defining ? say::close_definitions : say::change_definitions);
  Rect row = rest.take_top(widgets.space(10)).inset(widgets.space(4), 0);
  const Rect button = row.take_right(widgets.button_width(press)).middle(widgets.space(7));
  if (widgets.button(button, press, "change")) view.defining = !view.defining;
  widgets.tip(button, in(language, say::definitions_tip));
  widgets.text(row.take_left(std::ceil(widgets.text_width(name, Size::small)) + 1), name,
               {.size = Size::small, .tone = Tone::accent});
  const Widgets::Scope scope(widgets, name, "chips");  // apart from the fields of the same keys
  const Rect first = row;
  for (const Chip& each : chips_of(*app.edited, language)) {
    const float width = std::ceil(widgets.text_width(each.text, Size::small)) + widgets.space(4);
    if (width + widgets.space(4) > row.width && row.x > first.x) {
      row = rest.take_top(widgets.space(8));
      row = {first.x, row.y - widgets.space(1), first.width, widgets.space(8)};
    }
    row.take_left(widgets.space(2));
    const Rect chip = row.take_left(width).middle(widgets.space(6));
    widgets.fill(chip, blend(widgets.theme().page, widgets.theme().rule, 0.14f), widgets.space(1));
    if (widgets.row(chip, each.text, each.key, false)) view.defining = !view.defining;
    widgets.text(chip.inset(widgets.space(2), 0), each.text, {.size = Size::small}, "words");
    widgets.tip(chip, each.tip.empty() ? in(language, say::definitions_tip) : each.tip);
  }
}

// ---- the fields ----

struct Editor {
  Widgets& widgets;
  Language language;
  const Problems& problems;
};

// A number that was set here rests on nobody's source any more; back at the value of the file it is that one again.
void mark_by_hand(Datum& datum, const Datum* in_file) {
  if (in_file != nullptr && in_file->value == datum.value) {
    datum = *in_file;
    return;
  }
  datum.grade = Grade::red;
  datum.source = say::by_hand;
  datum.tuned = false;
}

Rect labelled(const Editor& editor, Rect& rest, const std::string& name, const std::string& tip) {
  Widgets& widgets = editor.widgets;
  const float label = std::round(rest.width * 0.5f) - widgets.space(3);
  const float height = widgets.paragraph_height(name, label, Size::small);
  Rect row = rest.take_top(std::max(widgets.space(8), height + widgets.space(2)));
  const Rect at = row.take_left(label);
  widgets.paragraph(at.middle(height), name, {.size = Size::small, .tone = Tone::quiet});
  widgets.tip(at, tip);
  row.take_left(widgets.space(3));
  return row.middle(widgets.space(7));
}

bool field_line(const Editor& editor, Rect& rest, const Field& field, const Field* in_file, const std::string& path) {
  const Rect at = labelled(editor, rest, name_of(field, editor.language), about_field(field, in_file, editor.language));
  const bool changed =
      field_control(editor.widgets, {at, {}, has_problem(editor.problems, path)}, field, in_file, editor.language);
  if (auto* const* datum = std::get_if<Datum*>(&field.bound); changed && datum != nullptr) {
    auto* const* was = in_file == nullptr ? nullptr : std::get_if<Datum*>(&in_file->bound);
    mark_by_hand(**datum, was == nullptr ? nullptr : *was);
  }
  show_problems(editor.widgets, rest, editor.problems, path, editor.language);
  return changed;
}

// A number for each stretch of time that has one of its own.
bool dated_lines(const Editor& editor, Rect& rest, Dated& dated, const Dated* in_file, const Names& always,
                 const Limits& limits, const std::string& key) {
  bool changed = false;
  for (std::size_t i = 0; i < dated.steps.size(); ++i) {
    Dated::Step& step = dated.steps[i];
    const std::string name =
        dated.constant() ? in(editor.language, always) : say::fill(editor.language, say::line_from, step.from.year());
    double value = step.datum.value;
    Rect at = labelled(editor, rest, name, step.datum.source);
    if (!editor.widgets.number(at.take_right(editor.widgets.space(24)), name, fmt::format("{}_{}", key, i), value,
                               limits))
      continue;
    step.datum.value = value;
    const bool known = in_file != nullptr && i < in_file->steps.size() && in_file->steps[i].from == step.from;
    mark_by_hand(step.datum, known ? &in_file->steps[i].datum : nullptr);
    changed = true;
  }
  return changed;
}

void heading(const Editor& editor, Rect& rest, const std::string& text) {
  editor.widgets.text(rest.take_top(editor.widgets.space(7)), text, {.size = Size::small, .tone = Tone::accent});
}

bool line_fields(const Editor& editor, Rect& rest, Scenario& scenario, const Scenario& in_file) {
  heading(editor, rest, in(editor.language, say::exit_line));
  std::vector<std::string> names;
  int chosen = 0;
  for (std::size_t i = 0; i < scenario.lines.size(); ++i) {
    names.push_back(in(editor.language, scenario.lines[i].names));
    if (scenario.lines[i].id == scenario.exit_line) chosen = static_cast<int>(i);
  }
  bool changed = false;
  if (editor.widgets.select(rest.take_top(editor.widgets.space(8)).middle(editor.widgets.space(7)),
                            in(editor.language, say::exit_line), "line", names, chosen)) {
    scenario.exit_line = scenario.lines[static_cast<std::size_t>(chosen)].id;
    changed = true;
  }
  Line& line = scenario.lines[static_cast<std::size_t>(chosen)];
  const auto was =
      std::find_if(in_file.lines.begin(), in_file.lines.end(), [&](const Line& l) { return l.id == line.id; });
  return dated_lines(editor, rest, line.value, was == in_file.lines.end() ? nullptr : &was->value, say::line_value,
                     between(0, 1e6), "line_value") ||
         changed;
}

bool rule_fields(const Editor& editor, Rect& rest, Scenario& scenario, Scenario& in_file) {
  const Fields rules = fields(scenario.registry), before = fields(in_file.registry);
  heading(editor, rest, name_of(*find_field(rules, "exit_rule"), editor.language));
  bool changed = false;
  for (const char* key : {"exit_rule", "exit_income", "margin", "held_months", "expenses_count"})
    if (const Field* field = find_field(rules, key); field != nullptr)
      changed |= field_line(editor, rest, *field, find_field(before, key), std::string("/registry/") + key);
  return changed;
}

bool round_fields(const Editor& editor, Rect& rest, Scenario& scenario, Scenario& in_file) {
  bool changed = false;
  for (std::size_t i = 0; i < scenario.registry.rounds.size(); ++i) {
    Round& round = scenario.registry.rounds[i];
    Round* was = i < in_file.registry.rounds.size() ? &in_file.registry.rounds[i] : nullptr;
    const std::string title =
        say::fill(editor.language, say::round_of_month, month_name(round.decided, editor.language));
    const Widgets::Scope scope(editor.widgets, title, fmt::format("round_{}", i));
    heading(editor, rest, title);
    const Fields list = fields(round), before = was == nullptr ? Fields{} : fields(*was);
    for (const char* key : {"window_end", "decided"})
      if (const Field* field = find_field(list, key); field != nullptr)
        changed |=
            field_line(editor, rest, *field, find_field(before, key), fmt::format("/registry/rounds/{}/{}", i, key));
    changed |= dated_lines(editor, rest, round.visit_capacity, was == nullptr ? nullptr : &was->visit_capacity,
                           say::visits, whole(0, 1e9), "visits");
  }
  return changed;
}

bool editor_sheet(Widgets& widgets, const Rect& rect, App& app, const Status& status) {
  widgets.sheet(rect);
  const Editor editor{widgets, app.view.language, status.problems};
  const Rect inside = rect.inset(1, 1);
  const Rect body = widgets.begin_scroll(inside, "fields");
  Rect row{body.x + widgets.space(4), body.y + widgets.space(2), body.width - widgets.space(11), 1e6f};
  const float gap = widgets.space(8), width = std::floor((row.width - 2 * gap) / 3);
  bool changed = false;
  float bottom = row.y;
  for (const int column : {0, 1, 2}) {
    Rect rest = row.take_left(width);
    row.take_left(gap);
    if (column == 0) changed |= line_fields(editor, rest, *app.edited, *app.original);
    if (column == 1) changed |= rule_fields(editor, rest, *app.edited, *app.original);
    if (column == 2) changed |= round_fields(editor, rest, *app.edited, *app.original);
    bottom = std::max(bottom, rest.y);
  }
  widgets.end_scroll(bottom + widgets.space(3));
  return changed;
}

}  // namespace

bool panel_definitions(Widgets& widgets, Rect& rest, App& app, const Status& status) {
  const Widgets::Scope scope(widgets, in(app.view.language, say::definitions), "definitions");
  bar(widgets, rest, app);
  if (!app.view.defining) return false;
  const Rect sheet = rest.take_top(std::min(widgets.space(66), rest.height * 0.5f)).inset(widgets.space(3), 0);
  rest.take_top(widgets.space(3));
  return editor_sheet(widgets, sheet, app, status);
}

}  // namespace tuiyan::gui
