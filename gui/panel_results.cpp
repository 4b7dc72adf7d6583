#include "gui/panel_results.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gui/headline.h"
#include "gui/texts.h"
#include "sim/wording.h"

namespace tuiyan::gui {

void results_header(Widgets& widgets, Rect row, const Scenario& edited, View& view, const Status& status) {
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

void empty_results(Widgets& widgets, const Rect& rect, const View& view, const Status& status) {
  const Names& next = !status.failure.empty() || !status.problems.empty() ? Names{}
                      : status.running                                    ? say::no_results_next
                                                                          : say::no_results_stopped;
  Rect rest = rect.inset(widgets.space(10));
  rest.take_top(rest.height * 0.3f);
  widgets.text(rest.take_top(widgets.space(9)), in(view.language, say::no_results),
               {.size = Size::title, .tone = Tone::quiet});
  widgets.paragraph({rest.x, rest.y, rest.width, 0}, in(view.language, next), {.tone = Tone::quiet});
}

namespace {

void charts(Widgets& widgets, const Rect& rect, View& view, const Status& status, ResultPictures& pictures) {
  const ResultSource from = source_of(view, status);
  const Chart* const made[] = {
      pictures.chart("still-poor", from.version, [from] { return still_poor_chart(from.source()); }),
      pictures.chart("differences", from.version, [from] {
        return difference_chart(from.source(), {"exited_share", "self_reliant_share"});
      })};
  if (made[0] == nullptr || made[1] == nullptr) return;
  const Chart &curves = *made[0], &differences = *made[1];
  const Scenario& scenario = *from.result->scenario;
  const Rect body = widgets.begin_scroll(rect, "charts");
  const Theme& theme = widgets.theme();
  const float width = body.width - widgets.space(3);  // room for the scroll bar
  const bool beside = width / theme.zoom >= 980;
  const float first_width = beside ? std::floor(width * 0.56f) : width;
  const float second_width = beside ? width - first_width : width;
  const float second_height = chart_card_height(widgets, pictures, "differences", differences, second_width, view);
  const float first_height = std::max(rect.height - (beside ? 0 : second_height),
                                      chart_card_height(widgets, pictures, "still-poor", curves, first_width, view));
  const Rect first{body.x, body.y, first_width, first_height};
  const Rect second{beside ? first.right() : body.x, beside ? body.y : first.bottom(), second_width,
                    std::max(second_height, beside ? rect.height : 0)};
  const float bottom = std::max(first.bottom(), second.bottom());
  chart_card(widgets, first, pictures, "still-poor", curves, scenario, view);
  chart_card(widgets, second, pictures, "differences", differences, scenario, view);
  if (beside) widgets.vertical_line(second.x, body.y, bottom - body.y, theme.hairline);
  widgets.end_scroll(bottom);
}

}  // namespace

void panel_results(Widgets& widgets, const Rect& rect, const Scenario& edited, View& view, const Status& status,
                   ResultPictures& pictures) {
  const Widgets::Scope scope(widgets, in(view.language, say::results), "results");
  widgets.sheet(rect);
  Rect rest = rect.inset(1, 1);
  results_header(widgets, rest.take_top(widgets.space(11)).inset(widgets.space(4), 0), edited, view, status);
  widgets.hairline(rest.x, rest.y, rest.width);
  rest.take_top(1);
  if (!status.result) return empty_results(widgets, rest, view, status);
  if (status.result->comparison.mixes() < 2) {
    const Rect line = rest.inset(widgets.space(4));
    widgets.paragraph({line.x, line.y, line.width, 0}, in(view.language, say::one_mix), {.tone = Tone::quiet});
    rest.take_top(widgets.space(14));
  }
  charts(widgets, rest, view, status, pictures);
}

}  // namespace tuiyan::gui
