#include "gui/panel_compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gui/panel_results.h"
#include "gui/texts.h"
#include "sim/wording.h"

namespace tuiyan::gui {

namespace {

struct Wanted {  // a chart of a view
  std::string key, version;
  std::function<Chart()> make;
};

std::vector<Wanted> charts_wanted(const ResultSource& from, const View& view) {
  const auto one = [&](const char* key, std::function<Chart()> make, const std::string& more = "") {
    return Wanted{key, fmt::format("{} {}", from.version, more), std::move(make)};
  };
  const int mix = std::clamp(view.mix, 0, from.result->comparison.mixes() - 1);
  switch (view.compare) {
    case CompareView::difference:
      return {one("differences-wide",
                  [=] {
                    return difference_chart(from.source(), {"exited_share", "self_reliant_share"});
                  }),
              one("income-difference", [=] { return series_difference_chart(from.source(), "self_reliant_share"); })};
    case CompareView::curves:
      return {one("out", [=] { return series_chart(from.source(), "exited_share"); }),
              one("own-income", [=] { return series_chart(from.source(), "self_reliant_share"); })};
    case CompareView::still_poor:
      return {one("still-poor-wide", [=] { return still_poor_chart(from.source()); })};
    case CompareView::states:
      return {one("states", [=] { return states_chart(from.source()); })};
    case CompareView::futures:
      return {one(
                  "one-future", [=, future = view.future] { return one_future_chart(from.source(), future); },
                  std::to_string(view.future)),
              one("futures", [=] { return futures_chart(from.source(), 20); })};
    case CompareView::dots:
      return {one("dates", [=] { return dates_chart(from.source(), 0.1); }),
              one("budget", [=] { return budget_chart(from.source()); })};
    case CompareView::money:
      return {one("money", [=] { return money_chart(from.source()); }),
              one(
                  "money-years", [=] { return money_years_chart(from.source(), mix); }, std::to_string(mix))};
    case CompareView::left_out:
      return {one(
          "left-out", [=] { return left_out_chart(from.source(), mix); }, std::to_string(mix))};
  }
  return {};
}

// Whose chart stands below.
void mix_of_chart(Widgets& widgets, Rect& rest, const Scenario& scenario, View& view) {
  std::vector<std::string> names;
  for (const Mix& mix : scenario.mixes) names.push_back(in(view.language, mix.names));
  Rect row = rest.take_top(widgets.space(10)).inset(widgets.space(4), 0);
  widgets.select(row.take_left(std::min(row.width, widgets.space(60))).middle(widgets.space(7)),
                 in(view.language, say::mixes), "mix", names, view.mix);
}

// Previous, pause, next.
void player(Widgets& widgets, Rect row, View& view) {
  const Language language = view.language;
  const auto press = [&](const std::string& label, const char* key) {
    const bool pressed =
        widgets.button(row.take_left(widgets.button_width(label)).middle(widgets.space(7)), label, key);
    row.take_left(widgets.space(2));
    return pressed;
  };
  if (press(in(language, say::previous), "previous")) view.future = std::max(0, view.future - 1);
  if (press(in(language, view.playing && !view.still ? say::pause : say::play), "play")) {
    view.playing = view.still || !view.playing;
    view.still = false;
  }
  if (press(in(language, say::next), "next")) ++view.future;
}

// The threshold of dots in words and as a slider, and what lies left of it.
void threshold_of(Widgets& widgets, Rect& rest, const Chart& chart, const Scenario& scenario, View& view) {
  const Language language = view.language;
  const bool dates = chart.id == "dates";
  const double low = chart.x.low, high = chart.x.high;
  double& share = dates ? view.date_threshold : view.money_threshold;
  double value = low + share * (high - low);
  Rect row = rest.take_top(widgets.space(9)).inset(widgets.space(4), 0);
  const std::string& name = in(language, say::threshold);
  widgets.text(row.take_left(std::ceil(widgets.text_width(name, Size::small)) + widgets.space(3)), name,
               {.size = Size::small, .tone = Tone::quiet});
  if (widgets.slider(row.take_left(widgets.space(80)), name, chart.id, value, {low, high, 0, {}}))
    share = (value - low) / (high - low);
  row.take_left(widgets.space(4));
  const auto months = static_cast<int>(std::clamp(value, 0.0, static_cast<double>(scenario.months)));
  const std::string at = dates ? date_words((scenario.start + std::min(months, scenario.months - 1)).text(), language)
                               : with_unit(format_number(value, 0), chart.x.unit, language);
  widgets.text(row.take_left(std::ceil(widgets.text_width(at, Size::body)) + widgets.space(4)), at, {}, chart.id);
  const std::string& drag = in(language, say::threshold_drag);
  if (widgets.text_width(drag, Size::small) <= row.width)
    widgets.text(row, drag, {.size = Size::small, .tone = Tone::quiet}, "drag");
  std::string counts = say::fill(language, dates ? say::before_threshold : say::within_threshold, at);
  for (std::size_t m = 0; m < chart.panels.size(); ++m) {
    const auto& dots = chart.panels[m].dots;
    const auto left = std::count_if(dots.begin(), dots.end(), [&](const ChartDot& dot) { return dot.x <= value; });
    counts += fmt::format("{}{} {}",
                          m == 0                     ? ""
                          : language == Language::zh ? "，"
                                                     : ", ",
                          letter_of(chart.panels[m].style), left);
  }
  const float inner = rest.width - widgets.space(8), height = widgets.paragraph_height(counts, inner, Size::small);
  const Rect line = rest.take_top(height + widgets.space(2)).inset(widgets.space(4), 0);
  widgets.paragraph({line.x, line.y, line.width, height}, counts, {.size = Size::small});
}

// The line through the plots, which the pointer drags.
void threshold_line(Widgets& widgets, const Rect& rect, const Chart& chart, ChartView& picture, View& view) {
  double& share = chart.id == "dates" ? view.date_threshold : view.money_threshold;
  const double value = chart.x.low + share * (chart.x.high - chart.x.low);
  for (std::size_t m = 0; m < chart.panels.size(); ++m) {
    const std::optional<Rect> plot = picture.plot(static_cast<int>(m));
    if (!plot || plot->bottom() < rect.y) continue;
    widgets.drag(*plot, chart.panels[m].title, fmt::format("{}_{}", chart.id, m), share);
    widgets.vertical_line(picture.screen_x(static_cast<int>(m), value), plot->y, plot->height, widgets.theme().accent);
  }
}

}  // namespace

void panel_compare(Widgets& widgets, const Rect& rect, const Scenario& edited, View& view, const Status& status,
                   ResultPictures& pictures) {
  const Language language = view.language;
  const Widgets::Scope scope(widgets, in(language, say::compare), "compare");
  widgets.sheet(rect);
  Rect rest = rect.inset(1, 1);
  Rect head = rest.take_top(widgets.space(11)).inset(widgets.space(4), 0);
  const std::vector<std::string> views = {in(language, say::view_difference), in(language, say::view_curves),
                                          in(language, say::view_still_poor), in(language, say::view_states),
                                          in(language, say::view_futures),    in(language, say::view_dots),
                                          in(language, say::view_money),      in(language, say::view_left_out)};
  const float wide = widgets.segments_width(views);
  const bool two_rows = wide + widgets.space(90) > head.width;
  Rect tabs = two_rows ? rest.take_top(widgets.space(9)).inset(widgets.space(4), 0) : head.take_left(wide);
  tabs = tabs.take_left(wide);
  int chosen = static_cast<int>(view.compare);
  if (widgets.segments(tabs.middle(widgets.space(7)), in(language, say::view), "views", views, chosen))
    view.compare = static_cast<CompareView>(chosen);
  head.take_left(two_rows ? 0 : widgets.space(4));
  results_header(widgets, head, edited, view, status);
  widgets.hairline(rest.x, rest.y, rest.width);
  rest.take_top(1);
  if (!status.result) return empty_results(widgets, rest, view, status);
  const Result& result = *status.result;
  if (view.compare == CompareView::futures) {
    player(widgets, rest.take_top(widgets.space(10)).inset(widgets.space(4), 0), view);
    widgets.hairline(rest.x, rest.y, rest.width);
  }
  if (view.compare == CompareView::left_out) mix_of_chart(widgets, rest, *result.scenario, view);
  const ResultSource from = source_of(view, status);
  Rect body = widgets.begin_scroll(rest, fmt::format("charts{}", chosen));
  body.height = 1e6f;
  body.width -= widgets.space(3);
  const std::vector<Wanted> wanted = charts_wanted(from, view);
  std::vector<const Chart*> made;
  float spare = rest.height;  // room that nothing needs is shared out
  for (const Wanted& each : wanted) {
    made.push_back(pictures.chart(each.key, each.version, each.make));
    if (made.back() != nullptr)
      spare -= chart_card_height(widgets, pictures, each.key, *made.back(), body.width, view) + widgets.space(3);
  }
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (made[i] == nullptr) continue;
    const Chart& chart = *made[i];
    const std::string& key = wanted[i].key;
    const bool dots = !chart.panels.empty() && !chart.panels.front().dots.empty();
    if (chart.id == "money-years") mix_of_chart(widgets, body, *result.scenario, view);
    if (dots) threshold_of(widgets, body, chart, *result.scenario, view);
    const float more = dots ? 0 : std::floor(std::max(0.0f, spare) / static_cast<float>(wanted.size()));
    const Rect card = body.take_top(chart_card_height(widgets, pictures, key, chart, body.width, view) + more);
    chart_card(widgets, card, pictures, key, chart, *result.scenario, view);
    if (dots) threshold_line(widgets, rest, chart, pictures.view(key), view);
    body.take_top(widgets.space(3));
  }
  widgets.end_scroll(body.y);
}

}  // namespace tuiyan::gui
