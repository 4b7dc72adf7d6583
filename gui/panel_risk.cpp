#include "gui/panel_risk.h"

#include <algorithm>
#include <cmath>

#include "gui/panel_groups.h"
#include "gui/panel_life.h"
#include "gui/panel_results.h"
#include "gui/panel_withdrawal.h"
#include "gui/texts.h"

namespace tuiyan::gui {

namespace {

void curve_view(const RiskScreen& screen, const Rect& rest) {
  Widgets& widgets = screen.widgets;
  const ResultSource from = source_of(screen.view, screen.status);
  Rect body = widgets.begin_scroll(rest, "charts");
  body.height = 1e6f;
  body.width -= widgets.space(3);
  struct Shown {
    const char* key;
    Chart (*make)(const ChartSource&);
  };
  static const Shown charts[] = {{"return-curve", return_curve_chart}, {"triggers", triggers_chart}};
  for (const Shown& each : charts) {
    const Chart* const chart =
        screen.pictures.chart(each.key, from.version, [from, make = each.make] { return make(from.source()); });
    if (chart == nullptr) continue;
    const Rect card =
        body.take_top(chart_card_height(widgets, screen.pictures, each.key, *chart, body.width, screen.view));
    chart_card(widgets, card, screen.pictures, each.key, *chart, *screen.result.scenario, screen.view);
    body.take_top(widgets.space(3));
  }
  widgets.end_scroll(body.y);
}

// The views, and beside or over them what the run has come to. What is left of `rest` is for the view chosen.
void head(Widgets& widgets, Rect& rest, const Scenario& edited, View& view, const Status& status) {
  const Language language = view.language;
  const std::vector<std::string> views = {in(language, say::risk_curve), in(language, say::risk_groups),
                                          in(language, say::risk_prevention), in(language, say::risk_withdrawal),
                                          in(language, say::risk_life)};
  Rect row = rest.take_top(widgets.space(11)).inset(widgets.space(4), 0);
  const float wide = widgets.segments_width(views);
  const bool two_rows = wide + widgets.space(90) > row.width;
  Rect tabs = two_rows ? rest.take_top(widgets.space(9)).inset(widgets.space(4), 0) : row;
  tabs = (two_rows ? tabs : row).take_left(wide);
  if (!two_rows) row.take_left(wide + widgets.space(4));
  int chosen = static_cast<int>(view.risk);
  if (widgets.segments(tabs.middle(widgets.space(7)), in(language, say::view), "views", views, chosen))
    view.risk = static_cast<RiskView>(chosen);
  results_header(widgets, row, edited, view, status);
  widgets.hairline(rest.x, rest.y, rest.width);
  rest.take_top(1);
}

}  // namespace

Wish panel_risk(Widgets& widgets, const Rect& rect, const Scenario& edited, View& view, const Status& status,
                ResultPictures& pictures, Inquirer& inquirer) {
  const Widgets::Scope scope(widgets, in(view.language, say::risk), "risk");
  Wish wish;
  widgets.sheet(rect);
  Rect rest = rect.inset(1, 1);
  head(widgets, rest, edited, view, status);
  if (!status.result) {
    empty_results(widgets, rest, view, status);
    return wish;
  }
  const RiskScreen screen{widgets, view, status, *status.result, pictures, inquirer, wish};
  switch (view.risk) {
    case RiskView::curve:
      curve_view(screen, rest);
      break;
    case RiskView::groups:
      groups_view(screen, rest);
      break;
    case RiskView::prevention:
      prevention_view(screen, rest);
      break;
    case RiskView::withdrawal:
      withdrawal_view(screen, rest);
      break;
    case RiskView::life:
      life_view(screen, rest);
      break;
  }
  return wish;
}

}  // namespace tuiyan::gui
