#include "gui/panel_withdrawal.h"

#include <algorithm>
#include <cmath>

#include "gui/table_view.h"
#include "gui/texts.h"
#include "sim/withdrawal_words.h"

namespace tuiyan::gui {

namespace {

struct Test {  // as it is set
  int mix = 0;
  Month stop;
  Problems problems;                  // of the month
  std::vector<std::string> supports;  // measures of the mix that could stop, ids
  std::vector<std::string> stopping;  // of these
  bool all() const { return stopping.size() == supports.size(); }
};

// Two years of the run are left after it, where it is long enough.
Month proposed_stop(const Scenario& scenario) {
  const Month first = scenario.start + 1;
  const Month two_years = scenario.end_month() - 24, one_year = scenario.end_month() - 12;
  return two_years >= first ? two_years : std::max(first, one_year);
}

Test test_of(const RiskScreen& screen) {
  const Scenario& scenario = *screen.result.scenario;
  Test test;
  test.mix = std::clamp(screen.view.mix, 0, screen.result.comparison.mixes() - 1);
  test.stop = Month::parse(screen.view.stop_month).value_or(proposed_stop(scenario));
  test.problems = check_stop(scenario, test.stop);
  for (const Item& item : scenario.mixes[static_cast<std::size_t>(test.mix)].items) {
    const bool runs = item.start.value_or(scenario.first_month()) < test.stop;
    if (!runs || std::find(test.supports.begin(), test.supports.end(), item.measure) != test.supports.end()) continue;
    test.supports.push_back(item.measure);
    if (!screen.view.going_on.contains(item.measure)) test.stopping.push_back(item.measure);
  }
  return test;
}

Question withdrawal_question(const RiskScreen& screen, const Test& test) {
  const std::shared_ptr<const Scenario> scenario = screen.result.scenario;
  const int replicates = screen.result.wanted;
  const bool alone = screen.view.stop_alone && test.stopping.size() > 1;
  Question question;
  question.key = fmt::format("withdrawal {} {} {}", version_of(screen.result, test.mix), test.stop.text(), alone);
  for (const std::string& id : test.stopping) question.key += " " + id;
  question.steps = replicates;
  const bool uncertainty = screen.result.uncertainty;
  question.play = [=](const std::function<void()>& step, const std::stop_token& stop) -> Answer {
    WithdrawalPlan plan;
    plan.uncertainty = uncertainty;
    plan.scenario = *scenario;
    plan.mixes = {test.mix};
    plan.stop = test.stop;
    if (!test.all()) plan.measures = test.stopping;
    plan.one_at_a_time = alone;
    plan.replicates = replicates;
    plan.seed = static_cast<std::uint64_t>(scenario->seed);
    return withdrawal_of(plan, step, stop);
  };
  return question;
}

std::string measure_name(const Scenario& scenario, const std::string& id, Language language) {
  const int index = scenario.measure_index(id);
  return index < 0 ? id : in(language, scenario.measures[static_cast<std::size_t>(index)].names);
}

// ---- what is set ----

void caption(Widgets& widgets, Rect& rest, const std::string& text) {
  widgets.text(rest.take_top(widgets.space(6)), text, {.size = Size::small, .tone = Tone::quiet});
}

void month_fields(const RiskScreen& screen, Rect& rest, const Test& test) {
  Widgets& widgets = screen.widgets;
  View& view = screen.view;
  const Scenario& scenario = *screen.result.scenario;
  const std::string& name = in(view.language, say::stop_from);
  caption(widgets, rest, name);
  Rect row = rest.take_top(widgets.space(8));
  std::string text = test.stop.text();
  if (widgets.text_field(row.take_left(widgets.space(24)).middle(widgets.space(7)), name, "stop", text, {},
                         !test.problems.empty()))
    if (const std::optional<Month> month = Month::parse(text)) view.stop_month = month->text();
  row.take_left(widgets.space(3));
  const double first = scenario.start.index + 1, last = scenario.end_month().index - 12;
  double at = std::clamp<double>(test.stop.index, first, std::max(first, last));
  if (last > first &&
      widgets.slider(row, name + " " + in(view.language, say::slide), "stop_slider", at, {first, last, 1, {}}))
    view.stop_month = Month{static_cast<int>(at)}.text();
  for (const Problem& problem : test.problems) {
    const std::string& words = in(view.language, problem.text);
    widgets.paragraph(rest.take_top(widgets.paragraph_height(words, rest.width, Size::small)), words,
                      {.size = Size::small, .tone = Tone::error});
  }
  rest.take_top(widgets.space(4));
}

void switches(const RiskScreen& screen, Rect& rest, const Test& test) {
  Widgets& widgets = screen.widgets;
  View& view = screen.view;
  const Widgets::Scope scope(widgets, in(view.language, say::stopped_measures), "stops");
  caption(widgets, rest, in(view.language, say::stopped_measures));
  for (const std::string& id : test.supports) {
    bool stops = !view.going_on.contains(id);
    const std::string name = measure_name(*screen.result.scenario, id, view.language);
    if (!widgets.toggle(rest.take_top(widgets.space(7)), name, id, stops)) continue;
    if (stops)
      view.going_on.erase(id);
    else
      view.going_on.insert(id);
  }
  rest.take_top(widgets.space(3));
}

// Draws what can be set; returns whether it can be played.
bool form(const RiskScreen& screen, Rect rest, const Test& test) {
  Widgets& widgets = screen.widgets;
  View& view = screen.view;
  const Language language = view.language;
  Rect body = widgets.begin_scroll(rest, "form");
  body.height = 1e6f;
  body = body.inset(widgets.space(4), 0);
  body.take_top(widgets.space(2));
  month_fields(screen, body, test);
  switches(screen, body, test);
  if (test.stopping.size() > 1)
    widgets.toggle(body.take_top(widgets.space(7)), in(language, say::stop_alone), "alone", view.stop_alone);
  body.take_top(widgets.space(4));
  const bool ready = test.problems.empty() && !test.stopping.empty();
  const std::string& run = in(language, say::run_test);
  if (!view.withdrawing &&
      widgets.button(body.take_top(widgets.space(8)).take_left(widgets.button_width(run)), run, "test", ready, true)) {
    view.withdrawing = true;
    screen.inquirer.ask(withdrawal_question(screen, test));
  }
  widgets.end_scroll(body.y + widgets.space(4));
  return ready;
}

// ---- what comes of it ----

std::string mean_text(const Estimate& estimate, std::size_t q, Language language) {
  if (estimate.n == 0 || !std::isfinite(estimate.mean)) return in(language, say::card_none);
  const Quantity& quantity = withdrawal_quantities()[q];
  const Written written = write_mean(estimate, scale_of(quantity), language);
  return quantity.unit == "share" ? with_unit(written.value, written.unit, language) : written.value;
}

struct Card {
  std::string title, about, key;
  std::size_t before = 0, after = 0;  // quantities
  const Estimate *from = nullptr, *to = nullptr;
  const Difference* change = nullptr;
};

std::string change_text(const Card& card, Language language) {
  const Difference& change = *card.change;
  if (change.n == 0 || !std::isfinite(change.mean)) return {};
  if (change.mean == 0 && change.lo90 == 0 && change.hi90 == 0) return in(language, say::card_no_change);
  std::string text = say::fill(language, say::card_change,
                               format_difference(change, scale_of(withdrawal_quantities()[card.after]), language));
  if (const std::string badge = verdict_badge(change.verdict, language); !badge.empty())
    text += (language == Language::zh ? "，" : ", ") + badge;
  return text;
}

std::vector<Card> cards_of(const WithdrawalOf& of, Language language) {
  const auto at = [](const char* id) { return static_cast<std::size_t>(withdrawal_quantity(id)); };
  const StoppedSupport& all = of.stopped.front();
  const bool two_years = of.with[at("returned_within_24")].n > 0;
  const std::string months = two_years ? "24" : "12";
  const std::size_t returned = at(two_years ? "returned_within_24" : "returned_within_12"),
                    own_before = at("own_income_at_stop"),
                    own_after = at(two_years ? "own_income_after_24" : "own_income_after_12"),
                    floor_before = at("floor_income_before"), floor_after = at("floor_income_after");
  return {{say::fill(language, say::card_returned, months), in(language, say::card_returned_words), "returned",
           returned, returned, &of.with[returned], &all.without[returned], &all.changes[returned]},
          {in(language, say::card_own),
           say::fill(language, say::card_own_words, months, mean_text(of.with[own_after], own_after, language)),
           "own_income", own_before, own_after, &of.with[own_before], &all.without[own_after], &all.changes[own_after]},
          {in(language, say::card_floor),
           say::fill(language, say::card_floor_words, mean_text(of.with[floor_after], floor_after, language)), "floor",
           floor_before, floor_after, &of.with[floor_before], &all.without[floor_after], &all.changes[floor_after]}};
}

float card_height(Widgets& widgets, const Card& card, float width, Language language) {
  const float inner = width - widgets.space(6);
  const std::string change = change_text(card, language);
  const auto words = [&](const std::string& text) {
    return text.empty() ? 0 : widgets.paragraph_height(text, inner, Size::small);
  };
  return words(card.title) + words(card.about) + words(change) + widgets.space(9) + widgets.space(7);
}

void draw_card(Widgets& widgets, const Rect& rect, const Card& card, Language language) {
  const Widgets::Scope scope(widgets, card.title, card.key);
  widgets.fill(rect, blend(widgets.theme().panel, widgets.theme().accent, 0.06f), widgets.space(1));
  Rect rest = rect.inset(widgets.space(3), widgets.space(2.5f));
  const auto words = [&](const std::string& text, Tone tone) {
    if (text.empty()) return;
    widgets.paragraph(rest.take_top(widgets.paragraph_height(text, rest.width, Size::small)), text,
                      {.size = Size::small, .tone = tone});
  };
  words(card.title, Tone::normal);
  const std::string numbers =
      mean_text(*card.from, card.before, language) + " → " + mean_text(*card.to, card.after, language);
  widgets.text(rest.take_top(widgets.space(9)), numbers, {.size = Size::title}, "numbers");
  words(card.about, Tone::quiet);
  rest.take_top(widgets.space(1));
  words(change_text(card, language), Tone::normal);
}

void cards(const RiskScreen& screen, Rect& rest, const WithdrawalOf& of) {
  Widgets& widgets = screen.widgets;
  const Language language = screen.view.language;
  const std::vector<Card> all = cards_of(of, language);
  const float gap = widgets.space(3);
  const float width =
      std::floor((rest.width - gap * static_cast<float>(all.size() - 1)) / static_cast<float>(all.size()));
  float height = 0;
  for (const Card& card : all) height = std::max(height, card_height(widgets, card, width, language));
  Rect row = rest.take_top(height);
  for (const Card& card : all) {
    draw_card(widgets, row.take_left(width), card, language);
    row.take_left(gap);
  }
  rest.take_top(widgets.space(3));
}

std::string what_goes_on(const RiskScreen& screen, const Test& test) {
  const Language language = screen.view.language;
  if (test.all()) return in(language, say::all_stops);
  std::string names;
  for (const std::string& id : test.supports)
    if (screen.view.going_on.contains(id))
      names += (names.empty()              ? ""
                : language == Language::zh ? "、"
                                           : ", ") +
               measure_name(*screen.result.scenario, id, language);
  return say::fill(language, say::goes_on, names);
}

void outcome(const RiskScreen& screen, const Rect& rest, const Test& test, const std::string& key,
             const std::shared_ptr<const Withdrawal>& told) {
  Widgets& widgets = screen.widgets;
  const Language language = screen.view.language;
  const Scenario& scenario = *screen.result.scenario;
  const Withdrawal& withdrawal = *told;
  const WithdrawalOf& of = withdrawal.of.front();
  const Rect body = widgets.begin_scroll(rest, "outcome");
  Rect list{body.x + widgets.space(4), body.y + widgets.space(3), body.width - widgets.space(11), 1e6f};
  const std::string going = what_goes_on(screen, test);
  widgets.paragraph(list.take_top(widgets.paragraph_height(going, list.width, Size::small)), going,
                    {.size = Size::small, .tone = Tone::quiet});
  list.take_top(widgets.space(2));
  cards(screen, list, of);
  const std::string partial = partial_text(withdrawal.replicates, screen.result.wanted, language);
  const Chart* const chart =
      screen.pictures.chart("withdrawal", key + std::to_string(static_cast<int>(language)) + partial,
                            [told, scenario = screen.result.scenario, language, partial] {
                              Chart made = withdrawal_chart(*told, *scenario, language);
                              made.partial = partial;
                              return made;
                            });
  if (chart != nullptr) {
    const float width = list.width + widgets.space(8);
    const float height = chart_card_height(widgets, screen.pictures, "withdrawal", *chart, width, screen.view);
    chart_card(widgets, {list.x - widgets.space(4), list.y, width, height}, screen.pictures, "withdrawal", *chart,
               scenario, screen.view);
    list.take_top(height + widgets.space(3));
  }
  TextTable table = withdrawal_table(withdrawal, of, scenario, language);
  widgets.paragraph(list.take_top(widgets.paragraph_height(table.caption, list.width, Size::heading)), table.caption,
                    {.size = Size::heading});
  list.take_top(widgets.space(2));
  list.take_top(table_view(widgets, list, {&table, "quantities", 1, {}}) + widgets.space(3));
  screen.pictures.note_table(std::move(table));
  const std::string method = withdrawal_method(withdrawal, language);
  widgets.paragraph(list.take_top(widgets.paragraph_height(method, list.width, Size::small)), method,
                    {.size = Size::small, .tone = Tone::quiet});
  widgets.end_scroll(list.y + widgets.space(4));
}

void note(const RiskScreen& screen, const Rect& rest, const Names& text) {
  const Rect at = rest.inset(screen.widgets.space(4), screen.widgets.space(6));
  screen.widgets.paragraph({at.x, at.y, at.width, 0}, in(screen.view.language, text), {.tone = Tone::quiet});
}

}  // namespace

void withdrawal_view(const RiskScreen& screen, Rect rest) {
  Widgets& widgets = screen.widgets;
  Rect row = rest.take_top(widgets.space(11)).inset(widgets.space(4), 0);
  mix_choice(screen, row);
  const Test test = test_of(screen);
  const Rect left = rest.take_left(std::clamp(rest.width * 0.26f, widgets.space(64), widgets.space(84)));
  widgets.vertical_line(rest.x, rest.y, rest.height, widgets.theme().hairline);
  rest.take_left(widgets.space(0.5f));
  const bool ready = form(screen, left, test);
  if (test.supports.empty()) return note(screen, rest, say::nothing_to_stop);
  if (test.stopping.empty()) return note(screen, rest, say::nothing_stops);
  if (!ready) return;
  if (!screen.view.withdrawing) return note(screen, rest, say::test_begins);
  Question question = withdrawal_question(screen, test);
  const std::string key = question.key;
  const auto answer = answer_or_progress(screen, rest, std::move(question), say::why_withdrawal, Needs::whole_run);
  if (const auto told = answer_as<Withdrawal>(answer); told && !told->of.empty())
    outcome(screen, rest, test, key, told);
}

}  // namespace tuiyan::gui
