#include "gui/panel_results.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gui/headline.h"
#include "gui/texts.h"
#include "sim/wording.h"

namespace tuiyan::gui {

namespace {

void update_charts(const Result& result, const View& view, const Status& status, ResultPictures& pictures) {
  const int reference = std::clamp(view.reference, 0, result.comparison.mixes() - 1);
  const bool ended_early = !result.complete() && !status.running;
  const std::string version = fmt::format("{} {} {} {} {}", result.edition, result.comparison.finished(),
                                          static_cast<int>(view.language), reference, ended_early);
  if (version == pictures.version) return;
  const ChartSource source{*result.scenario, result.comparison, reference, view.language,
                           ended_early ? result.wanted : 0};
  pictures.still_poor = still_poor_chart(source);
  pictures.differences = difference_chart(source, {"exited_share", "self_reliant_share"});
  pictures.version = version;
}

void header(Widgets& widgets, Rect row, const Scenario& edited, View& view, const Status& status) {
  const Language language = view.language;
  std::vector<std::string> names;
  for (std::size_t m = 0; m < edited.mixes.size(); ++m)
    names.push_back(letter_of({static_cast<int>(m)}) + "  " + in(language, edited.mixes[m].names));
  float width = widgets.space(30);
  for (const std::string& name : names)
    width = std::max(width, widgets.text_width(name, Size::body) + widgets.space(9));
  const Rect choice = row.take_right(width);
  row.take_right(widgets.space(2));
  const std::string& caption = in(language, say::compared_with);
  widgets.text(row.take_right(widgets.text_width(caption, Size::small) + widgets.space(1)), caption,
               {.size = Size::small, .tone = Tone::quiet});
  widgets.select(choice.middle(widgets.space(7)), caption, "reference", names, view.reference);

  if (!status.result) return;
  if (status.result->edition != status.edition && status.running) {
    widgets.text(row, in(language, say::older), {.size = Size::small, .tone = Tone::warning});
  } else if (!status.result->complete()) {
    const int finished = status.result->comparison.finished(), wanted = status.result->wanted;
    widgets.text(row, "~ " + say::fill(language, say::preview, finished, wanted),
                 {.size = Size::small, .tone = Tone::warning});
    widgets.tip(row, say::fill(language, say::preview_tip, finished, wanted));
  }
}

void empty_state(Widgets& widgets, const Rect& rect, const View& view, const Status& status) {
  const Names& next = !status.failure.empty() || !status.problems.empty() ? Names{}
                      : status.running                                    ? say::no_results_next
                                                                          : say::no_results_stopped;
  Rect rest = rect.inset(widgets.space(10));
  rest.take_top(rest.height * 0.3f);
  widgets.text(rest.take_top(widgets.space(9)), in(view.language, say::no_results),
               {.size = Size::title, .tone = Tone::quiet});
  widgets.paragraph({rest.x, rest.y, rest.width, 0}, in(view.language, next), {.tone = Tone::quiet});
}

// "end of December 2018": the curve stands at the end of so many counted months.
std::string moment(const Scenario& scenario, double months, Language language) {
  if (months < 1) return date_words("start", language);
  const Month month = scenario.start + (std::min(static_cast<int>(months), scenario.months) - 1);
  return say::fill(language, say::end_of, date_words(month.text(), language));
}

// The values of a panel of curves under the pointer: a line down the plot and a bubble.
void curve_cursor(Widgets& widgets, const Chart& chart, const ChartView& picture, const Scenario& scenario,
                  Language language) {
  const auto at = picture.pointer(widgets);
  if (!at || at->panel >= static_cast<int>(chart.panels.size())) return;
  const ChartPanel& panel = chart.panels[static_cast<std::size_t>(at->panel)];
  if (panel.lines.empty() || panel.lines.front().x.empty()) return;
  const auto index_near = [&](const std::vector<double>& x) {
    const auto above = std::upper_bound(x.begin(), x.end(), at->x);
    return static_cast<std::size_t>(above == x.begin() ? 0 : above - x.begin() - 1);
  };
  const double month = panel.lines.front().x[index_near(panel.lines.front().x)];
  widgets.vertical_line(picture.screen_x(at->panel, month), at->plot.y, at->plot.height, widgets.theme().quiet);
  const auto percent = [](double value) { return fmt::format("{} %", format_number(value, 0)); };
  std::vector<Widgets::BubbleLine> lines;
  lines.push_back({-1, "", moment(scenario, month, language), ""});
  for (const ChartLine& line : panel.lines)
    lines.push_back(
        {line.style.index, letter_of(line.style), in(language, say::middle), percent(line.y[index_near(line.x)])});
  for (const ChartBand& band : panel.bands) {
    if (band.inner) continue;
    const std::size_t i = index_near(band.x);
    lines.push_back(
        {-1, "", say::fill(language, say::range_90, format_range(band.low[i], band.high[i], 0, language)), ""});
  }
  widgets.bubble(lines);
}

// The row of a difference chart under the pointer.
void interval_cursor(Widgets& widgets, const Chart& chart, const ChartView& picture) {
  const auto at = picture.pointer(widgets);
  if (!at || at->panel >= static_cast<int>(chart.panels.size())) return;
  const std::vector<ChartInterval>& rows = chart.panels[static_cast<std::size_t>(at->panel)].intervals;
  const auto pointer = widgets.pointer_over(at->plot);
  if (rows.empty() || !pointer) return;
  const float share = (pointer->y - at->plot.y) / at->plot.height;
  const auto row = std::min(static_cast<std::size_t>(share * static_cast<float>(rows.size())), rows.size() - 1);
  const ChartInterval& interval = rows[row];
  std::vector<Widgets::BubbleLine> lines{
      {interval.style.index, letter_of(interval.style), interval.label, interval.text}};
  for (const std::string& more : {interval.badge, interval.chance})
    if (!more.empty()) lines.push_back({-1, "", more, ""});
  widgets.bubble(lines);
}

// What the window writes around a picture: the title, and on demand the definition and how to read it.
struct WordsPlace {
  float how = 0, title = 0, title_height = 0, height = 0;
};

WordsPlace words_place(Widgets& widgets, const Chart& chart, float width, const View& view) {
  const float inner = width - widgets.space(8);
  WordsPlace place;
  place.how = std::ceil(widgets.text_width(in(view.language, say::how_to_read), Size::small)) + widgets.space(4) + 1;
  place.title = inner - place.how - widgets.space(3);
  place.title_height =
      std::max(widgets.space(10), widgets.paragraph_height(chart.title, place.title, Size::heading) + widgets.space(4));
  place.height = place.title_height;
  if (view.reading)
    for (const std::string& text : {chart.definitions, chart.how_to_read})
      place.height += widgets.paragraph_height(text, inner, Size::small) + widgets.space(1);
  return place;
}

void words(Widgets& widgets, Rect rect, const WordsPlace& place, const Chart& chart, View& view) {
  Rect rest = rect.inset(widgets.space(4), 0);
  Rect row = rest.take_top(place.title_height);
  const Widgets::Scope scope(widgets, chart.title, chart.id);
  if (widgets.disclosure(row.take_right(place.how).take_top(widgets.space(10)), widgets.space(4),
                         in(view.language, say::how_to_read), "how", view.reading, Size::small))
    view.reading = !view.reading;
  const float text = widgets.paragraph_height(chart.title, place.title, Size::heading);
  widgets.paragraph(Rect{row.x, row.y, place.title, row.height}.middle(text), chart.title, {.size = Size::heading});
  if (!view.reading) return;
  for (const std::string& text : {chart.definitions, chart.how_to_read}) {
    widgets.paragraph(rest.take_top(widgets.paragraph_height(text, rest.width, Size::small)), text,
                      {.size = Size::small, .tone = Tone::quiet});
    rest.take_top(widgets.space(1));
  }
}

void charts(Widgets& widgets, const Rect& rect, const Scenario& scenario, View& view, ResultPictures& pictures) {
  const Rect body = widgets.begin_scroll(rect, "charts");
  const Theme& theme = widgets.theme();
  const float width = body.width - widgets.space(3);  // room for the scroll bar
  const bool beside = width / theme.zoom >= 980;
  const float first_width = beside ? std::floor(width * 0.56f) : width;
  const float second_width = beside ? width - first_width : width;
  const WordsPlace first_words = words_place(widgets, pictures.still_poor, first_width, view);
  const WordsPlace second_words = words_place(widgets, pictures.differences, second_width, view);
  const float second_height = ChartView::natural_height(pictures.differences, second_width, theme);
  const float room = rect.height - first_words.height - (beside ? 0 : second_words.height + second_height);
  const float first_height = std::max(room, ChartView::natural_height(pictures.still_poor, first_width, theme));
  Rect first{body.x, body.y, first_width, first_words.height + first_height};
  Rect second{beside ? first.right() : body.x, beside ? body.y : first.bottom(), second_width,
              second_words.height + second_height};
  const float bottom = std::max(first.bottom(), second.bottom());
  words(widgets, first.take_top(first_words.height), first_words, pictures.still_poor, view);
  words(widgets, second.take_top(second_words.height), second_words, pictures.differences, view);
  pictures.still_poor_view.show(widgets, first, pictures.still_poor, pictures.version);
  pictures.differences_view.show(widgets, second, pictures.differences, pictures.version);
  if (beside) widgets.vertical_line(second.x, body.y, bottom - body.y, theme.hairline);
  curve_cursor(widgets, pictures.still_poor, pictures.still_poor_view, scenario, view.language);
  interval_cursor(widgets, pictures.differences, pictures.differences_view);
  widgets.end_scroll(bottom);
}

}  // namespace

void panel_results(Widgets& widgets, const Rect& rect, const Scenario& edited, View& view, const Status& status,
                   ResultPictures& pictures) {
  const Widgets::Scope scope(widgets, in(view.language, say::results), "results");
  widgets.sheet(rect);
  Rect rest = rect.inset(1, 1);
  header(widgets, rest.take_top(widgets.space(11)).inset(widgets.space(4), 0), edited, view, status);
  widgets.hairline(rest.x, rest.y, rest.width);
  rest.take_top(1);
  if (!status.result) return empty_state(widgets, rest, view, status);
  if (status.result->comparison.mixes() < 2) {
    const Rect line = rest.inset(widgets.space(4));
    widgets.paragraph({line.x, line.y, line.width, 0}, in(view.language, say::one_mix), {.tone = Tone::quiet});
    rest.take_top(widgets.space(14));
  }
  update_charts(*status.result, view, status, pictures);
  charts(widgets, rest, *status.result->scenario, view, pictures);
}

}  // namespace tuiyan::gui
