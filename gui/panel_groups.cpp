#include "gui/panel_groups.h"

#include <algorithm>
#include <cmath>

#include "gui/table_view.h"
#include "gui/texts.h"
#include "sim/return_risk_words.h"

namespace tuiyan::gui {

namespace {

int mix_of(const RiskScreen& screen) { return std::clamp(screen.view.mix, 0, screen.result.comparison.mixes() - 1); }

// All groupings at once: they are told from the same exits.
Question risk_question(const RiskScreen& screen) {
  const int mix = mix_of(screen), replicates = screen.result.wanted;
  const std::shared_ptr<const Scenario> scenario = screen.result.scenario;
  Question question;
  question.key = "risk " + version_of(screen.result, mix);
  question.steps = replicates * passes_of({});
  const bool uncertainty = screen.result.uncertainty;
  question.play = [=](const std::function<void()>& step, const std::stop_token& stop) -> Answer {
    RiskPlan plan;
    plan.uncertainty = uncertainty;
    plan.scenario = *scenario;
    plan.mix = mix;
    for (std::size_t by = 0; by < risk_by_words().size(); ++by) plan.by.push_back(static_cast<RiskBy>(by));
    plan.replicates = replicates;
    plan.seed = static_cast<std::uint64_t>(scenario->seed);
    return return_risk_of(plan, step, stop);
  };
  return question;
}

void heading(Widgets& widgets, Rect& rest, const std::string& text) {
  const float height = widgets.paragraph_height(text, rest.width, Size::heading);
  widgets.paragraph(rest.take_top(height), text, {.size = Size::heading});
  rest.take_top(widgets.space(2));
}

void words(Widgets& widgets, Rect& rest, const std::string& text, Look look = {.size = Size::small}) {
  const float height = widgets.paragraph_height(text, rest.width, look.size);
  widgets.paragraph(rest.take_top(height), text, look);
  rest.take_top(widgets.space(1.5f));
}

// One column is words.
void table(const RiskScreen& screen, Rect& rest, TextTable told, const char* key, TablePlot plot) {
  rest.take_top(table_view(screen.widgets, rest, {&told, key, 1, std::move(plot)}) + screen.widgets.space(2));
  screen.pictures.note_table(std::move(told));
}

void key_line(Widgets& widgets, Rect& rest, Language language) {
  rest.take_top(table_key(widgets, rest, language) + widgets.space(1.5f));
}

// Only what this grouping tells of, and without the column that names it.
TextTable group_table(const ReturnRisk& risk, const Scenario& scenario, const std::vector<RiskGroup>& groups,
                      Language language) {
  ReturnRisk one;
  one.all = risk.all;
  one.groups = groups;
  TextTable table = risk_group_table(one, scenario, language);
  table.heads.erase(table.heads.begin());
  for (auto& row : table.rows) row.erase(row.begin());
  return table;
}

TablePlot group_plot(const ReturnRisk& risk, const std::vector<RiskGroup>& groups, Language language) {
  const bool long_enough = risk.all.within_24.n > 0;  // a run of less than two years tells of one
  TablePlot plot{2, in(language, long_enough ? say::groups_plot : say::groups_plot_12), false, {}};
  const auto add = [&](const RiskGroup& group) {
    plot.dots.push_back(group.exits < fewest_shown ? std::nullopt
                                                   : dot_of(long_enough ? group.within_24 : group.within_12));
  };
  add(risk.all);
  for (const RiskGroup& group : groups) add(group);
  return plot;
}

void grouping_choice(const RiskScreen& screen, Rect& row) {
  Widgets& widgets = screen.widgets;
  const Language language = screen.view.language;
  static const Names* const names[] = {&say::by_cause, &say::by_main, &say::by_village, &say::by_labour,
                                       &say::by_source};
  std::vector<std::string> options;
  for (const Names* name : names) options.push_back(in(language, *name));
  const std::string& caption = in(language, say::group_by);
  const float width = widgets.segments_width(options), words = std::ceil(widgets.text_width(caption, Size::small));
  if (words + widgets.space(2) + width <= row.width)
    widgets.text(row.take_left(words + widgets.space(2)), caption, {.size = Size::small, .tone = Tone::quiet});
  widgets.segments(row.take_left(width).middle(widgets.space(7)), caption, "by", options, screen.view.risk_by);
}

// The triggers of the returns with their share; those that hardly happen stay.
void triggers(const RiskScreen& screen, Rect& rest, const ReturnRisk& risk) {
  Widgets& widgets = screen.widgets;
  const Language language = screen.view.language;
  TextTable told = risk_trigger_table(risk, language);
  heading(widgets, rest, told.caption);
  if (told.rows.empty()) return words(widgets, rest, in(language, say::no_returns), {.tone = Tone::quiet});
  TablePlot plot{1, in(language, say::triggers_plot), false, {}};
  for (const TriggerShare& each : risk.triggers) plot.dots.push_back(dot_of(each.share));
  table(screen, rest, std::move(told), "triggers", std::move(plot));
}

void removals(const RiskScreen& screen, Rect& rest, const ReturnRisk& risk) {
  Widgets& widgets = screen.widgets;
  const Language language = screen.view.language;
  TextTable told = removal_table(risk, *screen.result.scenario, language);
  heading(widgets, rest, told.caption);
  const bool long_enough =
      std::any_of(risk.removals.begin(), risk.removals.end(), [](const Removal& each) { return each.change_24.n > 0; });
  TablePlot plot{1, in(language, long_enough ? say::removal_plot : say::removal_plot_12), true, {}};
  for (const Removal& each : risk.removals) plot.dots.push_back(dot_of(long_enough ? each.change_24 : each.change_12));
  table(screen, rest, std::move(told), "removals", std::move(plot));
}

void score(const RiskScreen& screen, Rect& rest, const std::shared_ptr<const ReturnRisk>& risk) {
  const Language language = screen.view.language;
  const std::string partial = partial_text(risk->replicates, screen.result.wanted, language);
  const Chart* const chart =
      screen.pictures.chart("score", risk_question(screen).key + std::to_string(static_cast<int>(language)) + partial,
                            [risk, scenario = screen.result.scenario, language, partial] {
                              Chart made = score_chart(*risk, *scenario, language);
                              made.partial = partial;
                              return made;
                            });
  if (chart == nullptr || chart->panels.empty()) return;
  Widgets& widgets = screen.widgets;
  const float width = rest.width + widgets.space(8);
  const Rect card{rest.x - widgets.space(4), rest.y, width,
                  chart_card_height(widgets, screen.pictures, "score", *chart, width, screen.view)};
  chart_card(widgets, card, screen.pictures, "score", *chart, *screen.result.scenario, screen.view);
  rest.take_top(card.height + widgets.space(3));
}

// Scrolls what `draw` writes under each other.
template <class Draw>
void scrolled(Widgets& widgets, const Rect& rect, const char* key, Draw draw) {
  Rect body = widgets.begin_scroll(rect, key);
  body.height = 1e6f;
  body.width -= widgets.space(3);
  body = body.inset(widgets.space(4), 0);
  body.take_top(widgets.space(3));
  draw(body);
  widgets.end_scroll(body.y + widgets.space(4));
}

}  // namespace

void groups_view(const RiskScreen& screen, Rect rest) {
  Widgets& widgets = screen.widgets;
  const Language language = screen.view.language;
  Rect row = rest.take_top(widgets.space(11)).inset(widgets.space(4), 0);
  mix_choice(screen, row);
  grouping_choice(screen, row);
  const auto answer = answer_or_progress(screen, rest, risk_question(screen), say::why_risk, Needs::whole_run);
  const auto risk = answer_as<ReturnRisk>(answer);
  if (!risk) return;
  const auto by = static_cast<RiskBy>(std::clamp(screen.view.risk_by, 0, 4));
  std::vector<RiskGroup> groups = risk->groups;
  std::erase_if(groups,
                [&](const RiskGroup& each) { return each.by != risk_by_words()[static_cast<std::size_t>(by)]; });
  const Scenario& scenario = *screen.result.scenario;
  scrolled(widgets, rest, "groups", [&](Rect& body) {
    const std::string title = say::fill(language, say::groups_title, in(language, risk_by_names(by)));
    heading(widgets, body, title);
    words(widgets, body, risk_sentences(*risk, scenario, language).front());
    body.take_top(widgets.space(2));
    if (groups.empty()) return words(widgets, body, in(language, say::no_groups), {.tone = Tone::quiet});
    TextTable told = group_table(*risk, scenario, groups, language);
    told.caption = title;
    table(screen, body, std::move(told), "groups", group_plot(*risk, groups, language));
    key_line(widgets, body, language);
    words(widgets, body, in(language, say::groups_note), {.size = Size::small, .tone = Tone::quiet});
    words(widgets, body, risk_method(*risk, language), {.size = Size::small, .tone = Tone::quiet});
  });
}

void prevention_view(const RiskScreen& screen, Rect rest) {
  Widgets& widgets = screen.widgets;
  const Language language = screen.view.language;
  Rect row = rest.take_top(widgets.space(11)).inset(widgets.space(4), 0);
  mix_choice(screen, row);
  const auto answer = answer_or_progress(screen, rest, risk_question(screen), say::why_risk, Needs::whole_run);
  const auto risk = answer_as<ReturnRisk>(answer);
  if (!risk) return;
  scrolled(widgets, rest, "prevention", [&](Rect& body) {
    triggers(screen, body, *risk);
    body.take_top(widgets.space(3));
    removals(screen, body, *risk);
    key_line(widgets, body, language);
    const std::vector<std::string> told = risk_sentences(*risk, *screen.result.scenario, language);
    for (std::size_t i = 1; i < told.size(); ++i) words(widgets, body, told[i]);
    body.take_top(widgets.space(3));
    score(screen, body, risk);
    words(widgets, body, risk_method(*risk, language), {.size = Size::small, .tone = Tone::quiet});
  });
}

}  // namespace tuiyan::gui
