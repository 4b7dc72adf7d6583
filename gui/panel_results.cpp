#include "gui/panel_results.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gui/headline.h"
#include "gui/texts.h"

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

// The values of a panel of curves under the pointer: a line down the plot and a bubble.
void curve_cursor(Widgets& widgets, const Chart& chart, const ChartView& picture, Language language) {
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
  std::vector<Widgets::BubbleLine> lines;
  lines.push_back({-1, "", say::fill(language, say::month_n, grouped(month)), ""});
  for (const ChartLine& line : panel.lines) {
    const std::size_t i = index_near(line.x);
    lines.push_back({line.style.index, letter_of(line.style), in(language, say::middle), grouped(line.y[i], 1)});
  }
  for (const ChartBand& band : panel.bands) {
    if (band.inner) continue;
    const std::size_t i = index_near(band.x);
    lines.push_back(
        {-1, "", say::fill(language, say::range_90, grouped(band.low[i], 1), grouped(band.high[i], 1)), ""});
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

void charts(Widgets& widgets, const Rect& rect, const View& view, ResultPictures& pictures) {
  Rect body = widgets.begin_scroll(rect, "charts");
  const float gap = widgets.space(3), top = body.y;
  const Theme& theme = widgets.theme();
  const float inner = body.width - widgets.space(3);  // room for the scroll bar
  const bool beside = inner / theme.zoom >= 1060;
  Rect first{body.x, body.y, inner, 0}, second = first;
  if (beside) {
    first.width = std::floor((inner - gap) * 0.56f);
    second.width = inner - gap - first.width;
    second.x = first.right() + gap;
    first.height = std::max(rect.height, ChartView::natural_height(pictures.still_poor, first.width, theme));
    second.height = ChartView::natural_height(pictures.differences, second.width, theme);
  } else {
    second.height = ChartView::natural_height(pictures.differences, inner, theme);
    first.height =
        std::max(rect.height - second.height - gap, ChartView::natural_height(pictures.still_poor, inner, theme));
    second.y = first.bottom() + gap;
  }
  const auto shown = [&](ChartView& picture, const Rect& place, const Chart& chart) {
    picture.show(widgets, place, chart, pictures.version);
  };
  shown(pictures.still_poor_view, first, pictures.still_poor);
  shown(pictures.differences_view, second, pictures.differences);
  curve_cursor(widgets, pictures.still_poor, pictures.still_poor_view, view.language);
  interval_cursor(widgets, pictures.differences, pictures.differences_view);
  widgets.end_scroll(std::max({first.bottom(), second.bottom(), top}));
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
  charts(widgets, rest, view, pictures);
}

}  // namespace tuiyan::gui
