// The curve of return, its clock at the exit of each household.
#include <algorithm>
#include <cmath>

#include "sim/chart_parts.h"

namespace tuiyan {

namespace {

// The last twelfth month at which a tenth of the exits are still in view: beyond, a curve says little of many. Without
// the counts, the end of the run.
double last_followed(const ChartSource& source, int mix) {
  const std::vector<int> points = source.comparison.outcomes().shape.curve("returned_at_risk");
  double last = points.empty() ? source.scenario.months : 12;
  for (std::size_t i = 1; i < points.size(); ++i)
    if (source.comparison.estimate(mix, points[i]).mean >= 0.1 * source.comparison.estimate(mix, points.front()).mean)
      last = 12.0 * static_cast<double>(i);
  return last;
}

}  // namespace

Chart return_curve_chart(const ChartSource& source) {
  const Shape& shape = source.comparison.outcomes().shape;
  const Quantity& what = quantity("returned_within");
  const std::vector<int> points = shape.curve("returned_within");
  Chart chart;
  chart.id = "return-curve";
  double high = 0, mcse = 0, last = 1;
  for (int mix = 0; mix < source.comparison.mixes(); ++mix) {
    ChartPanel panel;
    panel.style = style_of(source, mix);
    panel.title = mix_name(source, mix);
    const double until = last_followed(source, mix);
    ChartBand outer{{}, {}, {}, panel.style, false, true}, inner{{}, {}, {}, panel.style, true, true};
    ChartLine median{{}, {}, panel.style, letter_of(panel.style), true, false};
    for (std::size_t i = 0; i < points.size(); ++i) {
      const Estimate& estimate = source.comparison.estimate(mix, points[i]);
      if (!std::isfinite(estimate.median)) continue;  // nobody is followed that long
      const double month = static_cast<double>(i);
      if (month > until) break;
      for (ChartBand* band : {&outer, &inner}) band->x.push_back(month);
      median.x.push_back(month);
      median.y.push_back(100 * estimate.median);
      outer.low.push_back(100 * estimate.lo90);
      outer.high.push_back(100 * estimate.hi90);
      inner.low.push_back(100 * estimate.lo50);
      inner.high.push_back(100 * estimate.hi50);
      high = std::max(high, 100 * estimate.hi90);
      last = std::max(last, month);
      if (std::isfinite(estimate.mcse)) mcse = std::max(mcse, estimate.mcse);
    }
    if (!median.y.empty())
      chart.alternative += mix_name(source, mix) + choose(source.language, "：", ": ") +
                           format_number(median.y.back(), 0) + choose(source.language, "%；", " %; ");
    if (!median.y.empty() && until < source.scenario.months) {  // it ends there instead of going on to the edge
      for (ChartBand* band : {&outer, &inner}) {
        band->x.push_back(until);
        band->low.push_back(std::nan(""));
        band->high.push_back(std::nan(""));
      }
      median.x.push_back(until);
      median.y.push_back(std::nan(""));
    }
    panel.bands = {std::move(outer), std::move(inner)};
    panel.lines.push_back(std::move(median));
    chart.panels.push_back(std::move(panel));
  }
  chart.title = choose(source.language, "脱贫以后多久返贫：脱贫户中已返贫的累计比例",
                       "Who falls back after the exit: share returned, by months since the exit");
  chart.x = value_axis(0, last, 5, true, true);
  chart.x.ticks.clear();
  chart.x.tick_labels.clear();
  for (int month = 0; month <= last; month += last > 36 ? 12 : 6) {
    chart.x.ticks.push_back(month);
    chart.x.tick_labels.push_back(std::to_string(month));
  }
  chart.x.title = choose(source.language, "脱贫后的月数", "months since the exit");
  chart.y = value_axis(0, high, 5, true);
  chart.y.title = choose(source.language, "已返贫（%）", "returned, %");
  chart.key = {{Mark::median, 0, choose(source.language, "中位数", "median")},
               {Mark::inner_band, 0, choose(source.language, "半数模拟落在其中", "half of the futures")},
               {Mark::outer_band, 0, spread_words(source)}};
  chart.definitions =
      chip(source, in(source.language, what.definition), error_words(mcse, scale_of(what), false, source.language));
  chart.partial = partial_words(source);
  chart.how_to_read = choose(
      source.language,
      "读法：时钟从各户脱贫时算起；后脱贫的户跟踪时间短，曲线已为此校正，整户消亡作为竞争事件。仍在观察的不足一成时，"
      "曲线不再画。",
      "How to read: the clock starts at each household's exit. Late exits are followed for less time, "
      "which the curve allows for; dissolution is a competing event. The curve ends where fewer than a tenth of the "
      "exits are still followed.");
  const auto row = [&](const std::string& zh, const std::string& en, const char* quantity) {
    return RiskRow{choose(source.language, zh, en), [&source, counts = shape.curve(quantity)](int mix, int months) {
                     const auto time = static_cast<std::size_t>(months / 12);
                     return time < counts.size() ? source.comparison.values(mix, counts[time]) : std::vector<double>();
                   }};
  };
  add_risk(source,
           {row("未返贫", "at risk", "returned_at_risk"), row("已返贫", "returned", "returned_so_far"),
            row("不再观察", "seen no more", "returned_unseen")},
           static_cast<int>(last) / 12 + 1, chart);
  return chart;
}

}  // namespace tuiyan
