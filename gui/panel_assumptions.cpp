#include "gui/panel_assumptions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <map>

#include "gui/texts.h"
#include "sim/field_json.h"
#include "sim/wording.h"

namespace tuiyan::gui {

namespace {

struct Line {
  Parameter parameter;
  const Datum* in_file = nullptr;  // null: not in the file
  bool changed() const { return in_file != nullptr && !(*in_file == parameter.datum); }
};

std::vector<Line> lines_of(Scenario& edited, Scenario& original) {
  std::map<std::string, const Datum*> in_file;
  for (const Parameter& each : parameters_of(fields(original))) in_file[each.path] = each.bound;
  std::vector<Line> lines;
  for (Parameter& each : parameters_of(fields(edited))) {
    if (each.lever) continue;
    const auto found = in_file.find(each.path);
    lines.push_back({std::move(each), found == in_file.end() ? nullptr : found->second});
  }
  return lines;
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

std::string full_name(const Parameter& parameter, Language language) {
  const std::string &owner = in(language, parameter.owner), &name = in(language, parameter.names);
  if (owner.empty()) return name;
  return fmt::format("{}{}{}", owner, language == Language::zh ? "：" : ": ", name);
}

bool passes(const Line& line, AssumptionFilter filter) {
  switch (filter) {
    case AssumptionFilter::changed:
      return line.changed();
    case AssumptionFilter::red:
      return line.parameter.datum.grade == Grade::red;
    case AssumptionFilter::amber:
      return line.parameter.datum.grade == Grade::amber;
    case AssumptionFilter::green:
      return line.parameter.datum.grade == Grade::green;
    case AssumptionFilter::all:
      break;
  }
  return true;
}

bool mentions(const Line& line, const std::string& sought) {
  if (sought.empty()) return true;
  const std::string wanted = lower(sought);
  for (const Language language : {Language::zh, Language::en})
    if (lower(full_name(line.parameter, language)).find(wanted) != std::string::npos) return true;
  return lower(line.parameter.path).find(wanted) != std::string::npos ||
         lower(line.parameter.datum.source).find(wanted) != std::string::npos;
}

struct Columns {
  float value, range, grade, source, reset;
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

void headings(Widgets& widgets, Rect row, const Columns& columns, Language language) {
  const Look right{.size = Size::small, .tone = Tone::quiet, .align = Align::right};
  const Look left{.size = Size::small, .tone = Tone::quiet};
  row.take_right(columns.reset);
  widgets.text(row.take_right(columns.source), in(language, say::column_source), left);
  widgets.text(row.take_right(columns.grade), in(language, say::column_grade), left);
  Rect range = row.take_right(columns.range);
  range.take_right(widgets.space(3));
  widgets.text(range, in(language, say::column_range), right);
  row.take_right(widgets.space(3));
  widgets.text(row.take_right(columns.value - widgets.space(3)), in(language, say::column_value), right);
  widgets.text(row, in(language, say::column_assumption), left);
}

// True if the number was changed or put back.
bool line_row(Widgets& widgets, Rect row, Line& line, const Columns& columns, Language language, float name_share) {
  Parameter& parameter = line.parameter;
  const Datum& datum = parameter.datum;
  const std::string name = full_name(parameter, language);
  const Widgets::Scope scope(widgets, name, parameter.path);
  bool changed = false;
  Rect reset = row.take_right(columns.reset);
  if (line.changed()) {
    const std::string& word = in(language, say::reset);
    reset.take_left(widgets.space(2));
    if (widgets.button(reset.middle(widgets.space(7)), word, "reset")) {
      *parameter.bound = *line.in_file;
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
  Rect range = row.take_right(columns.range);
  range.take_right(widgets.space(3));
  if (datum.range)
    widgets.text(range, fmt::format("{} – {}", number_text(datum.range->low), number_text(datum.range->high)),
                 {.size = Size::small, .tone = Tone::quiet, .align = Align::right}, "range");
  row.take_right(widgets.space(3));
  double value = datum.value;
  const Rect number = row.take_right(columns.value - widgets.space(3));
  if (widgets.number(number.middle(widgets.space(7)), in(language, say::column_value), "value", value,
                     parameter.limits)) {
    parameter.bound->value = value;
    parameter.bound->grade = Grade::red;
    parameter.bound->source = say::by_hand;
    parameter.bound->tuned = false;
    if (line.in_file != nullptr && line.in_file->value == value) *parameter.bound = *line.in_file;
    changed = true;
  }
  row.width = std::min(row.width, row.width * name_share) - widgets.space(2);
  const std::string unit = parameter.unit.empty() ? std::string() : in(language, unit_names(parameter.unit));
  const float unit_width = std::min(row.width * 0.4f, std::ceil(widgets.text_width(unit, Size::small)) + 1);
  widgets.shortened(row.take_right(unit_width), unit, {.size = Size::small, .tone = Tone::quiet, .align = Align::right},
                    "unit");
  row.take_right(widgets.space(2));
  widgets.shortened(row, name, {.size = Size::body}, "name");
  return changed;
}

std::vector<std::string> filter_words(const std::vector<Line>& lines, Language language) {
  static const Names* const words[] = {&say::filter_all, &say::filter_changed, &say::filter_red, &say::filter_amber,
                                       &say::filter_green};
  std::vector<std::string> options;
  for (int k = 0; k < 5; ++k) {
    const auto filter = static_cast<AssumptionFilter>(k);
    options.push_back(say::fill(language, *words[k], std::count_if(lines.begin(), lines.end(), [&](const Line& line) {
                                  return passes(line, filter);
                                })));
  }
  return options;
}

}  // namespace

Wish panel_assumptions(Widgets& widgets, const Rect& rect, App& app, const Status&) {
  View& view = app.view;
  const Language language = view.language;
  const Widgets::Scope scope(widgets, in(language, say::assumptions), "assumptions");
  Wish wish;
  widgets.sheet(rect);
  Rect rest = rect.inset(1, 1);
  std::vector<Line> lines = lines_of(*app.edited, *app.original);

  Rect head = rest.take_top(widgets.space(12)).inset(widgets.space(4), 0);
  const std::string& reset = in(language, say::reset_all);
  const bool any_changed = std::any_of(lines.begin(), lines.end(), [](const Line& line) { return line.changed(); });
  if (widgets.button(head.take_right(widgets.button_width(reset)).middle(widgets.space(7)), reset, "reset_all",
                     any_changed))
    wish.command = Command::reset_assumptions;
  head.take_right(widgets.space(3));
  const std::vector<std::string> options = filter_words(lines, language);
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

  std::erase_if(lines, [&](const Line& line) { return !passes(line, view.filter) || !mentions(line, view.sought); });
  const float inner = rest.width - widgets.space(8);
  const bool wide = inner / widgets.theme().zoom > 900;
  const Columns columns{widgets.space(30), widgets.space(wide ? 34 : 26), widgets.space(24),
                        wide ? std::floor(inner * 0.26f) : widgets.space(24),
                        widgets.button_width(in(language, say::reset)) + widgets.space(3)};
  Rect names = rest.take_top(widgets.space(6)).inset(widgets.space(4), 0);
  names.width -= widgets.space(3);
  headings(widgets, names, columns, language);
  widgets.hairline(rest.x, rest.y, rest.width);
  rest.take_top(1);

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
    wish.changed |= line_row(widgets, row, lines[i], columns, language, 1);
  }
  widgets.end_scroll(body.y + static_cast<float>(std::max<std::size_t>(1, lines.size())) * step + widgets.space(4));
  return wish;
}

}  // namespace tuiyan::gui
