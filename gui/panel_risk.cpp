#include "gui/panel_risk.h"

#include <algorithm>
#include <cmath>

#include "gui/panel_results.h"
#include "gui/texts.h"

namespace tuiyan::gui {

void panel_risk(Widgets& widgets, const Rect& rect, const Scenario& edited, View& view, const Status& status,
                ResultPictures& pictures) {
  const Language language = view.language;
  const Widgets::Scope scope(widgets, in(language, say::risk), "risk");
  widgets.sheet(rect);
  Rect rest = rect.inset(1, 1);
  results_header(widgets, rest.take_top(widgets.space(11)).inset(widgets.space(4), 0), edited, view, status);
  widgets.hairline(rest.x, rest.y, rest.width);
  rest.take_top(1);
  if (!status.result) return empty_results(widgets, rest, view, status);
  const Result& result = *status.result;
  const ResultSource from = source_of(result, view, status);
  Rect body = widgets.begin_scroll(rest, "charts");
  body.height = 1e6f;
  body.width -= widgets.space(3);
  struct Shown {
    const char* key;
    Chart (*make)(const ChartSource&);
  };
  static const Shown charts[] = {{"return-curve", return_curve_chart}, {"triggers", triggers_chart}};
  for (const Shown& each : charts) {
    const Chart& chart = pictures.chart(each.key, from.version, [&] { return each.make(from.source); });
    const Rect card = body.take_top(chart_card_height(widgets, chart, body.width, view));
    chart_card(widgets, card, pictures, each.key, chart, *result.scenario, view);
    body.take_top(widgets.space(3));
  }
  widgets.end_scroll(body.y);
}

}  // namespace tuiyan::gui
