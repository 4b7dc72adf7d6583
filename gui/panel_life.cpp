#include "gui/panel_life.h"

#include <algorithm>
#include <cmath>

#include "gui/table_view.h"
#include "gui/texts.h"
#include "sim/chart_parts.h"

namespace tuiyan::gui {

namespace {

std::string name_of_mix(const Scenario& scenario, int mix, Language language) {
  return letter_of({mix}) + " " + in(language, scenario.mixes[static_cast<std::size_t>(mix)].names);
}

// The mix compared with and the one looked at; where they are the same, the first other one stands beside it.
LifeAsked asked_of(const RiskScreen& screen) {
  const int last = screen.result.comparison.mixes() - 1;
  int first = std::clamp(screen.view.reference, 0, last);
  const int second = std::clamp(screen.view.mix, 0, last);
  if (first == second) first = second == 0 ? 1 : 0;
  return {screen.result.scenario, {first, second}, screen.view.life_future, screen.result.uncertainty};
}

std::string key_of(const RiskScreen& screen, const LifeAsked& asked) {
  return fmt::format("{} {} {}", version_of(screen.result, asked.mixes[0]), version_of(screen.result, asked.mixes[1]),
                     asked.replicate);
}

Question moved_question(const LifeAsked& asked, const std::string& key) {
  Question question;
  question.key = "moved " + key;
  question.steps = 1;
  question.play = [=](const std::function<void()>&, const std::stop_token& stop) -> Answer {
    return moved_households(asked, stop);
  };
  return question;
}

Question life_question(const LifeAsked& asked, const std::string& key, std::uint32_t household) {
  Question question;
  question.key = fmt::format("life {} {}", key, household);
  question.steps = 1;
  question.play = [=](const std::function<void()>&, const std::stop_token&) -> Answer {
    return life_of(asked, household);
  };
  return question;
}

// ---- the choice ----

std::string exit_text(const LastExit& exit, Language language) {
  if (!exit.out) return in(language, say::life_stays_in);
  const std::string out = say::fill(language, say::life_out, exit.out->text());
  return exit.back ? say::fill(language, say::life_back, out, exit.back->text()) : out;
}

void controls(const RiskScreen& screen, Rect row) {
  Widgets& widgets = screen.widgets;
  View& view = screen.view;
  const auto number = [&](const Names& name, const char* key, double& value, const Limits& limits) {
    const std::string& words = in(view.language, name);
    widgets.text(row.take_left(std::ceil(widgets.text_width(words, Size::small)) + widgets.space(2)), words,
                 {.size = Size::small, .tone = Tone::quiet});
    const bool changed =
        widgets.number(row.take_left(widgets.space(18)).middle(widgets.space(7)), words, key, value, limits);
    row.take_left(widgets.space(5));
    return changed;
  };
  mix_choice(screen, row);
  double future = view.life_future;
  if (number(say::life_future, "future", future, whole(0, std::max(0, screen.result.wanted - 1)))) {
    view.life_future = static_cast<int>(future);
    view.life_household = 0;
  }
  number(say::life_pick, "household", view.life_household, whole(1, static_cast<double>(screen.result.households)));
  const std::vector<std::string> options = {in(view.language, say::life_by_year),
                                            in(view.language, say::life_by_month)};
  const float width = widgets.segments_width(options);
  if (width > row.width) return;
  int chosen = view.life_by_month ? 1 : 0;
  widgets.segments(row.take_left(width).middle(widgets.space(7)), in(view.language, say::life_income), "income",
                   options, chosen);
  view.life_by_month = chosen == 1;
}

void moved_row(const RiskScreen& screen, Rect row, const MovedHousehold& each, const LifeAsked& asked) {
  Widgets& widgets = screen.widgets;
  const std::string id = std::to_string(each.household);
  if (widgets.row(row, id, id, screen.view.life_household == each.household))
    screen.view.life_household = each.household;
  Rect inside = row.inset(widgets.space(3), widgets.space(1));
  widgets.text(inside.take_left(widgets.space(13)), id, {}, "id");
  const float half = inside.height / 2, mark = std::floor(half * 0.8f);
  for (std::size_t c = 0; c < 2; ++c) {
    Rect line = inside.take_top(half);
    widgets.mix_mark(line.take_left(mark).middle(mark), asked.mixes[c], letter_of({asked.mixes[c]}));
    line.take_left(widgets.space(2));
    widgets.text(line, exit_text(each.exits[c], screen.view.language),
                 {.size = Size::small, .tone = each.exits[c].back ? Tone::warning : Tone::quiet}, "exit");
  }
  widgets.hairline(row.x, row.bottom() - 1, row.width);
}

void moved_list(const RiskScreen& screen, Rect rest, const MovedHouseholds& moved, const LifeAsked& asked) {
  Widgets& widgets = screen.widgets;
  const std::string& title = in(screen.view.language, say::life_moved);
  const Widgets::Scope scope(widgets, title, "moved");
  const Rect head = rest.take_top(widgets.space(8)).inset(widgets.space(4), 0);
  widgets.text(head, title, {.size = Size::small, .tone = Tone::quiet}, "title");
  widgets.tip(head, in(screen.view.language, say::life_moved_tip));
  const Rect body = widgets.begin_scroll(rest, "list");
  Rect list{body.x, body.y, body.width - widgets.space(3), 1e6f};
  for (const MovedHousehold& each : moved.list) moved_row(screen, list.take_top(widgets.space(13)), each, asked);
  if (moved.list.empty()) {
    const Rect words = list.inset(widgets.space(4), widgets.space(2));
    widgets.paragraph({words.x, words.y, words.width, 0}, in(screen.view.language, say::life_none_moved),
                      {.size = Size::small, .tone = Tone::quiet});
  }
  widgets.end_scroll(list.y);
}

// ---- the life ----

double shown_income(const TracedMonth& month, const MixMonth& mix, bool by_month) {
  const double yuan = static_cast<double>(by_month ? mix.income : mix.year.all()) / 100;
  if (month.members.size == 0) return std::nan("");
  return by_month ? yuan : yuan / month.members.size;
}

ChartAxis month_axis(const Trace& trace) {
  ChartAxis axis;
  axis.low = 0;
  axis.high = static_cast<double>(trace.months.size());
  axis.between = true;
  for (std::size_t m = 0; m < trace.months.size(); ++m)
    if (const Month month = trace.months[m].month; month.month_of_year() == 1) {
      axis.ticks.push_back(static_cast<double>(m));
      axis.tick_labels.push_back(std::to_string(month.year()));
    }
  return axis;
}

Chart life_chart(const Trace& trace, const Scenario& scenario, bool by_month, Language language) {
  Chart chart;
  chart.id = "life";
  chart.title = in(language, by_month ? say::life_chart_month : say::life_chart_year);
  chart.definitions = in(language, say::life_definition);
  chart.how_to_read = in(language, say::life_how);
  chart.alternative = chart.title;
  ChartPanel panel;
  double high = 1;
  const auto add = [&](ChartLine line, const std::function<double(const TracedMonth&)>& value) {
    for (std::size_t m = by_month ? 1 : 0; m < trace.months.size(); ++m) {
      line.x.push_back(static_cast<double>(m));
      line.y.push_back(value(trace.months[m]));
      if (std::isfinite(line.y.back())) high = std::max(high, line.y.back());
    }
    panel.lines.push_back(std::move(line));
  };
  if (!by_month) add({{}, {}, {-1}, "", true, true}, [](const TracedMonth& month) { return month.exit_line; });
  for (std::size_t c = 0; c < 2; ++c) {
    const Style style{trace.mixes[c]};
    add({{}, {}, style, letter_of(style), true, false},
        [&](const TracedMonth& month) { return shown_income(month, month.mixes[c], by_month); });
    chart.key.push_back({Mark::reference, style.index, name_of_mix(scenario, style.index, language)});
  }
  if (!by_month) chart.key.push_back({Mark::reference, -1, in(language, say::life_line)});
  chart.x = month_axis(trace);
  chart.y = value_axis(0, high, 5, true);
  chart.y.title = in(language, by_month ? say::life_axis_month : say::life_axis_year);
  chart.panels.push_back(std::move(panel));
  return chart;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
  return text;
}

// "▲" where an exit comes into force, "▼" where the household is back.
const char* sign_of(const MixMonth& month) {
  const char* sign = "";
  for (const MixEvent& event : month.events) {
    if (event.kind == MixEventKind::exited || event.kind == MixEventKind::cleaned_out) sign = "▲";
    if (event.kind == MixEventKind::returned || event.kind == MixEventKind::entered) sign = "▼";
  }
  return sign;
}

// A row of marks under the plot, at the months in which something happened.
void lane(const RiskScreen& screen, const Rect& row, const ChartView& picture, const Life& life, int mix) {
  Widgets& widgets = screen.widgets;
  const Theme& theme = widgets.theme();
  const std::optional<Rect> plot = picture.plot(0);
  if (!plot) return;
  const Trace& trace = *life.trace;
  const int style = mix < 0 ? -1 : trace.mixes[static_cast<std::size_t>(mix)];
  const float size = widgets.space(4.5f), middle = row.y + row.height / 2;
  if (style >= 0)
    widgets.mix_mark({plot->x - size - widgets.space(2), middle - size / 2, size, size}, style, letter_of({style}));
  else
    widgets.text({row.x, row.y, plot->x - row.x - widgets.space(2), row.height},
                 in(screen.view.language, say::life_lane),
                 {.size = Size::small, .tone = Tone::quiet, .align = Align::right}, "lane");
  widgets.fill({plot->x, std::round(middle), plot->width, std::max(1.0f, theme.zoom)}, theme.hairline);
  for (const LifeEntry& entry : life.page(screen.view.language).entries) {
    const auto& lines = mix < 0 ? entry.life : entry.mixes[static_cast<std::size_t>(mix)];
    if (lines.empty()) continue;
    const int m = entry.month - trace.months.front().month;
    const float x = picture.screen_x(0, m);
    const char* sign =
        mix < 0 ? "" : sign_of(trace.months[static_cast<std::size_t>(m)].mixes[static_cast<std::size_t>(mix)]);
    const float half = widgets.space(*sign != '\0' ? 2.5f : 1);
    const Rect at{x - half, middle - half, 2 * half, 2 * half};
    if (*sign != '\0')
      widgets.text(at, sign,
                   {.size = Size::body,
                    .tone = std::string_view(sign) == "▼" ? Tone::error : Tone::accent,
                    .align = Align::centre},
                   "sign");
    else
      widgets.fill(at, style < 0 ? theme.quiet : theme.mixes[static_cast<std::size_t>(style) % theme.mixes.size()],
                   half);
    widgets.tip({x - widgets.space(1.5f), row.y, widgets.space(3), row.height},
                entry.month.text() + "\n" + joined(lines));
  }
}

void cursor(const RiskScreen& screen, const Chart& chart, const ChartView& picture, const Trace& trace) {
  const auto at = picture.pointer(screen.widgets);
  if (!at) return;
  const auto m = static_cast<std::size_t>(std::clamp(at->x, 0.0, static_cast<double>(trace.months.size() - 1)));
  screen.widgets.vertical_line(picture.screen_x(0, static_cast<double>(m)), at->plot.y, at->plot.height,
                               screen.widgets.theme().quiet);
  std::vector<Widgets::BubbleLine> lines;
  lines.push_back({-1, "", date_words(trace.months[m].month.text(), screen.view.language), ""});
  for (std::size_t c = 0; c < 2; ++c) {
    const double income = shown_income(trace.months[m], trace.months[m].mixes[c], screen.view.life_by_month);
    lines.push_back({trace.mixes[c], letter_of({trace.mixes[c]}), chart.y.title, format_number(income, 0)});
  }
  if (!screen.view.life_by_month)
    lines.push_back({-1, "", in(screen.view.language, say::life_line), format_number(trace.months[m].exit_line, 0)});
  screen.widgets.bubble(lines);
}

void words(Widgets& widgets, Rect& rest, const std::string& text, Look look, float indent = 0) {
  Rect at = rest;
  at.take_left(indent);
  const float height = widgets.paragraph_height(text, at.width, look.size);
  at.height = height;
  widgets.paragraph(at, text, look);
  rest.take_top(height + widgets.space(1));
}

void picture_of(const RiskScreen& screen, Rect& list, const Life& life, const std::string& key) {
  Widgets& widgets = screen.widgets;
  const Language language = screen.view.language;
  const bool by_month = screen.view.life_by_month;
  const std::string version = fmt::format("{} {} {}", key, by_month, static_cast<int>(language));
  const Chart* const made = screen.pictures.chart(
      "life", version, [trace = life.trace, scenario = screen.result.scenario, by_month, language] {
        return life_chart(*trace, *scenario, by_month, language);
      });
  if (made == nullptr) return;
  const Chart& chart = *made;
  words(widgets, list, chart.title, {.size = Size::heading});
  const float height = std::max(screen.pictures.natural_height("life", list.width, widgets.theme()), widgets.space(78));
  screen.pictures.show(widgets, list.take_top(height), "life");
  const ChartView& picture = screen.pictures.view("life");
  list.take_top(widgets.space(1));
  const Widgets::Scope scope(widgets, in(language, say::life_lane), "lanes");
  for (const int mix : {-1, 0, 1}) lane(screen, list.take_top(widgets.space(6)), picture, life, mix);
  cursor(screen, chart, picture, *life.trace);
  list.take_top(widgets.space(2));
  words(widgets, list, chart.how_to_read, {.size = Size::small, .tone = Tone::quiet});
  list.take_top(widgets.space(2));
}

void decisive(const RiskScreen& screen, Rect& list, const LifePage& page) {
  Widgets& widgets = screen.widgets;
  const Widgets::Scope scope(widgets, in(screen.view.language, say::life_decisive), "decisive");
  words(widgets, list, in(screen.view.language, say::life_decisive), {.size = Size::heading});
  for (const std::string& text : page.decisive) {
    const std::size_t indent = std::min(text.find_first_not_of(' '), text.size());
    words(widgets, list, text.substr(indent), {}, widgets.space(2) * static_cast<float>(indent));
  }
  list.take_top(widgets.space(3));
}

void months(const RiskScreen& screen, Rect& list, const Life& life, const std::string& title) {
  const Language language = screen.view.language;
  TextTable table;
  table.caption = title;
  table.heads = {in(language, say::life_month), in(language, say::life_befell)};
  for (const int mix : life.trace->mixes) table.heads.push_back(name_of_mix(*screen.result.scenario, mix, language));
  for (const LifeEntry& entry : life.page(language).entries)
    table.rows.push_back({entry.month.text(), joined(entry.life), joined(entry.mixes[0]), joined(entry.mixes[1])});
  list.take_top(table_view(screen.widgets, list, {&table, "months", 4, {}}));
  screen.pictures.note_table(std::move(table));
}

void page(const RiskScreen& screen, const Rect& rest, const Life& life, const std::string& key,
          std::uint32_t household) {
  Widgets& widgets = screen.widgets;
  const Language language = screen.view.language;
  const Scenario& scenario = *screen.result.scenario;
  const Rect body = widgets.begin_scroll(rest, "life");
  Rect list{body.x + widgets.space(4), body.y + widgets.space(2), body.width - widgets.space(11), 1e6f};
  if (!life.trace) {
    words(widgets, list, say::fill(language, say::life_unknown, household, screen.result.households),
          {.tone = Tone::warning});
    return widgets.end_scroll(list.y);
  }
  const LifePage& told = life.page(language);
  const std::string title = say::fill(language, say::life_title, household, life.trace->replicate,
                                      name_of_mix(scenario, life.trace->mixes[0], language),
                                      name_of_mix(scenario, life.trace->mixes[1], language));
  words(widgets, list, title, {.size = Size::heading});
  words(widgets, list, told.about, {.size = Size::small, .tone = Tone::quiet});
  list.take_top(widgets.space(2));
  picture_of(screen, list, life, key);
  decisive(screen, list, told);
  months(screen, list, life, title);
  widgets.end_scroll(list.y + widgets.space(4));
}

}  // namespace

void life_view(const RiskScreen& screen, Rect rest) {
  Widgets& widgets = screen.widgets;
  View& view = screen.view;
  if (screen.result.comparison.mixes() < 2) {
    const Rect at = rest.inset(widgets.space(4), widgets.space(6));
    widgets.paragraph({at.x, at.y, at.width, 0}, in(view.language, say::life_same_mix), {.tone = Tone::quiet});
    return;
  }
  controls(screen, rest.take_top(widgets.space(11)).inset(widgets.space(4), 0));
  const LifeAsked asked = asked_of(screen);
  const std::string key = key_of(screen, asked);
  const auto answer = answer_or_progress(screen, rest, moved_question(asked, key), say::why_life, Needs::nothing);
  const auto moved = answer_as<MovedHouseholds>(answer);
  if (!moved) return;
  if (view.life_household < 1 && !moved->list.empty()) view.life_household = moved->list.front().household;
  moved_list(screen, rest.take_left(std::clamp(rest.width * 0.25f, widgets.space(68), widgets.space(80))), *moved,
             asked);
  widgets.vertical_line(rest.x, rest.y, rest.height, widgets.theme().hairline);
  if (view.life_household < 1) return;
  const auto household = static_cast<std::uint32_t>(view.life_household);
  Question question = life_question(asked, key, household);
  const std::string life_key = question.key;
  const auto life_answer = answer_or_progress(screen, rest, std::move(question), say::why_life, Needs::nothing);
  if (const auto life = answer_as<Life>(life_answer)) page(screen, rest, *life, life_key, household);
}

}  // namespace tuiyan::gui
