// Charts that show futures one by one instead of summaries: paths, one future under every mix, dots for a threshold;
// and who is left out.
#include <algorithm>
#include <cmath>

#include "sim/chart_parts.h"
#include "sim/kinds.h"

namespace tuiyan {

namespace {

// Values of a point by finished replicate, for every point of a track.
std::vector<std::vector<double>> paths_of(const ChartSource& source, const Track& track, int mix, double factor) {
  std::vector<std::vector<double>> paths;
  for (const int point : track.points) {
    const std::vector<double> values = source.comparison.values(mix, point);
    paths.resize(std::max(paths.size(), values.size()));
    for (std::size_t r = 0; r < values.size(); ++r) paths[r].push_back(values[r] * factor);
  }
  return paths;
}

std::string still_poor_axis(const ChartSource& source) {
  return choose(source.language, "期初在册户中尚未脱贫的比例（%）",
                "households registered at the start and not yet out, %");
}

std::string futures_words(const ChartSource& source, std::size_t shown) {
  return choose(source.language, std::to_string(shown) + "次模拟", std::to_string(shown) + " futures");
}

// Dots of equal weight, stacked: quantiles (k - 1/2) / n of the values (Kay, Kola, Hullman, Munson 2016).
std::vector<double> quantile_dots(std::vector<double> values, int dots) {
  std::sort(values.begin(), values.end());
  std::vector<double> quantiles;
  for (int k = 0; k < dots && !values.empty(); ++k) {
    const double at = (k + 0.5) / dots * static_cast<double>(values.size()) - 0.5;
    quantiles.push_back(
        values[static_cast<std::size_t>(std::clamp(std::lround(at), 0L, static_cast<long>(values.size()) - 1))]);
  }
  return quantiles;
}

constexpr int dots_shown = 50;
constexpr int dot_columns = 40;

// One panel a mix with its dots, each in one of so many columns; arrange_dots() stacks them.
void add_dots(const ChartSource& source, int mix, const std::vector<double>& values, double low, double high,
              Chart& chart) {
  ChartPanel panel;
  panel.style = style_of(source, mix);
  panel.title = mix_name(source, mix);
  panel.dot_width = std::max(1e-9, (high - low) / dot_columns);
  for (const double value : quantile_dots(values, dots_shown)) {
    const double column =
        std::clamp(std::floor((value - low) / panel.dot_width), 0.0, static_cast<double>(dot_columns));
    panel.dots.push_back({low + (column + 0.5) * panel.dot_width, 0, panel.style});
  }
  chart.panels.push_back(std::move(panel));
}

// Stacks the dots and returns the highest stack. Where the dots of every panel stand far apart, as those of rounds
// once a year do, so many columns stand beside each other and the dots are large enough to be counted.
double arrange_dots(Chart& chart) {
  constexpr int most_across = 5;
  double across = most_across;
  for (const ChartPanel& panel : chart.panels)  // the dots are in order of x
    for (std::size_t i = 1; i < panel.dots.size(); ++i)
      if (const double apart = panel.dots[i].x - panel.dots[i - 1].x; apart > 0)
        across = std::min(across, std::round(apart / panel.dot_width));
  const int columns = std::max(1, static_cast<int>(across));
  double highest = 1;
  for (ChartPanel& panel : chart.panels) {
    int in_stack = 0;
    for (std::size_t i = 0; i < panel.dots.size(); ++i) {
      ChartDot& dot = panel.dots[i];
      in_stack = i > 0 && panel.dots[i - 1].x == dot.x ? in_stack + 1 : 0;
      dot.y = in_stack / columns + 0.5;
      dot.aside = (in_stack % columns - (columns - 1) / 2.0) * panel.dot_width;
      highest = std::max(highest, dot.y + 0.5);
    }
  }
  return highest;
}

std::string dots_reading(const ChartSource& source) {
  return choose(
      source.language, "读法：50个点代表全部模拟，每点同样可能；数一数落在门槛左边的点。",
      "How to read: 50 dots stand for all futures, each as likely as the next; count those left of the line.");
}

}  // namespace

Chart futures_chart(const ChartSource& source, int count) {
  const Track track = track_of(source, "still_poor");
  Chart chart;
  chart.id = "futures";
  for (int mix = 0; mix < source.comparison.mixes(); ++mix) {
    ChartPanel panel;
    panel.style = style_of(source, mix);
    panel.title = mix_name(source, mix);
    const auto paths = paths_of(source, track, mix, 100);
    const std::size_t shown = std::min(paths.size(), static_cast<std::size_t>(count));
    for (std::size_t r = 0; r < shown; ++r) panel.lines.push_back({track.x, paths[r], panel.style, "", true, true});
    chart.panels.push_back(std::move(panel));
  }
  const std::size_t shown =
      std::min(static_cast<std::size_t>(source.comparison.finished()), static_cast<std::size_t>(count));
  chart.title = choose(source.language, "未来可能怎样走：" + futures_words(source, shown),
                       futures_words(source, shown) + ": how it may go");
  chart.x = years_axis(source);
  chart.y = value_axis(0, 100, 5, true, true);
  chart.y.title = still_poor_axis(source);
  add_event_keys(source, chart.key);
  chart.definitions = chip(source, in(source.language, track.quantity->definition), "");
  chart.partial = partial_words(source);
  chart.how_to_read =
      choose(source.language, "读法：每条细线是一个未来；同一序号的线在各格中遇到同样的疾病、天气和就业机会。",
             "How to read: each thin line is one future; the same future meets the same illness, weather and jobs in "
             "every panel.");
  chart.alternative = chart.title;
  return chart;
}

Chart one_future_chart(const ChartSource& source, int future) {
  const Track track = track_of(source, "still_poor");
  const int finished = source.comparison.finished();
  const int shown = finished > 0 ? future % finished : 0;
  Chart chart;
  chart.id = "one-future";
  ChartPanel panel;
  std::vector<int> best(static_cast<std::size_t>(source.comparison.mixes()), 0);
  const int end =
      source.comparison.outcomes().shape.find("self_reliant_share", (source.scenario.end_month() - 1).text());
  std::vector<std::vector<double>> at_end;
  for (int mix = 0; mix < source.comparison.mixes(); ++mix) {
    const auto paths = paths_of(source, track, mix, 100);
    if (static_cast<std::size_t>(shown) < paths.size())
      panel.lines.push_back({track.x, paths[static_cast<std::size_t>(shown)], style_of(source, mix),
                             letter_of(style_of(source, mix)), true, false});
    if (end >= 0) at_end.push_back(source.comparison.values(mix, end));
  }
  for (int r = 0; r <= shown && !at_end.empty(); ++r) {
    std::size_t leader = 0;
    for (std::size_t m = 1; m < at_end.size(); ++m)
      if (at_end[m][static_cast<std::size_t>(r)] > at_end[leader][static_cast<std::size_t>(r)]) leader = m;
    ++best[leader];
  }
  chart.panels.push_back(std::move(panel));
  std::string counts;
  for (int mix = 0; mix < source.comparison.mixes(); ++mix)
    counts += (counts.empty() ? "" : choose(source.language, "，", ", ")) + letter_of(style_of(source, mix)) + " " +
              std::to_string(best[static_cast<std::size_t>(mix)]);
  chart.title =
      choose(source.language, "第" + std::to_string(shown + 1) + "个未来；到此为止靠自身收入脱贫最多的次数：" + counts,
             "Future " + std::to_string(shown + 1) + "; most out on own income so far: " + counts);
  chart.x = years_axis(source);
  chart.y = value_axis(0, 100, 5, true, true);
  chart.y.title = still_poor_axis(source);
  add_event_keys(source, chart.key);
  chart.definitions = chip(source, in(source.language, track.quantity->definition), "");
  chart.partial = partial_words(source);
  chart.how_to_read = choose(source.language, "读法：各组合遇到的是同一个未来。空格键暂停，左右方向键逐个翻看。",
                             "How to read: every mix meets the same future. Space pauses, left and right step.");
  chart.alternative = chart.title;
  return chart;
}

Chart dates_chart(const ChartSource& source, double share) {
  const Track track = track_of(source, "still_poor");
  const double never = source.scenario.months + 1, high = never + std::max(1.0, 0.08 * source.scenario.months);
  Chart chart;
  chart.id = "dates";
  std::string text;
  for (int mix = 0; mix < source.comparison.mixes(); ++mix) {
    std::vector<double> months;
    int reached = 0;
    for (const auto& path : paths_of(source, track, mix, 1)) {
      double month = never;
      for (std::size_t t = 0; t < path.size() && month == never; ++t)
        if (path[t] <= share) month = track.x[t];
      reached += month < never;
      months.push_back(month);
    }
    add_dots(source, mix, months, 0, high, chart);
    text += mix_name(source, mix) + choose(source.language, "：", ": ") + std::to_string(reached) + " / " +
            std::to_string(months.size()) + choose(source.language, "；", "; ");
  }
  const std::string left = std::to_string(std::lround(100 * share));
  chart.title = choose(source.language, "什么时候期初在册户只剩" + left + "%未脱贫",
                       "When are only " + left + " % of the households registered at the start still poor?");
  chart.x = years_axis(source);
  chart.x.high = high;
  chart.x.title =
      choose(source.language, "时间（按月；最右一格：期内没有做到）", "time, by month; rightmost: not reached");
  chart.y = value_axis(0, arrange_dots(chart) + 1, 3, true, true);
  chart.y.tick_labels.assign(chart.y.ticks.size(), "");
  chart.y.title = choose(source.language, "未来（50个点）", "futures, 50 dots");
  chart.definitions = chip(source, in(source.language, track.quantity->definition), "");
  chart.partial = partial_words(source);
  chart.how_to_read = dots_reading(source);
  chart.alternative = text;
  return chart;
}

Chart budget_chart(const ChartSource& source) {
  Chart chart;
  chart.id = "budget";
  std::vector<std::vector<double>> of;
  double low = 0, high = 0;
  for (int mix = 0; mix < source.comparison.mixes(); ++mix) {
    of.push_back(spending_of(source.comparison, mix));
    for (const double yuan : of.back()) high = std::max(high, yuan);
  }
  const MoneyUnit unit = money_unit(source, high);
  const Scale scale = scale_of(quantity("spending"), unit);
  high *= scale.factor;
  high = high > 0 ? high * 1.05 : 1;
  for (int mix = 0; mix < source.comparison.mixes(); ++mix) {
    std::vector<double>& values = of[static_cast<std::size_t>(mix)];
    for (double& value : values) value *= scale.factor;
    add_dots(source, mix, values, low, high, chart);
  }
  chart.title = choose(source.language, "全期要花多少钱", "What it costs over all years");
  chart.x = value_axis(low, high, 6, true, true);
  chart.x.unit = in(source.language, scale.unit);
  chart.x.title = choose(source.language, "全期支出（" + in(source.language, scale.unit) + "）",
                         "spending over all years, " + in(source.language, scale.unit));
  chart.y = value_axis(0, arrange_dots(chart) + 1, 3, true, true);
  chart.y.tick_labels.assign(chart.y.ticks.size(), "");
  chart.y.title = choose(source.language, "未来（50个点）", "futures, 50 dots");
  chart.definitions = chip(source, in(source.language, quantity("spending").definition), "");
  chart.partial = partial_words(source);
  chart.how_to_read = dots_reading(source);
  chart.alternative = chart.title;
  return chart;
}

Chart left_out_chart(const ChartSource& source, int mix) {
  const Shape& shape = source.comparison.outcomes().shape;
  const Quantity& what = quantity("kind_exited_share");
  const Scale scale = scale_of(what);
  const std::string end = (source.scenario.end_month() - 1).text();
  const int whole = shape.find("exited_share", end);
  Chart chart;
  chart.id = "left-out";
  chart.title = choose(source.language, "谁被落下：" + mix_name(source, mix) + "，各类人口已脱贫比例与全体之差",
                       "Who is left out under " + mix_name(source, mix) + ": out of poverty by kind, less all");
  ChartPanel panel;
  double low = 0, high = 0, mcse = 0;
  for (const std::string& kind : kinds_of(source.scenario)) {
    const Shape::Series* share = shape.find_series("kind_exited_share", kind);
    const Shape::Series* persons = shape.find_series("kind_persons", kind);
    if (share == nullptr || persons == nullptr || share->size == 0 || whole < 0) continue;
    const double n = source.comparison.estimate(mix, persons->first + persons->size - 1).mean;
    if (!(n >= 10)) continue;  // too few to be told apart from persons
    std::vector<double> values = source.comparison.values(mix, share->first + share->size - 1);
    const std::vector<double> all = source.comparison.values(mix, whole);
    for (std::size_t r = 0; r < values.size(); ++r) values[r] -= all[r];
    const Estimate gap = estimate(values);
    if (gap.n == 0) continue;
    ChartInterval row;
    row.style = n < 30 ? Style{} : style_of(source, mix);
    row.label = capitalised(in(source.language, kind_names(source.scenario, kind)));
    row.mean = gap.mean * scale.factor;
    row.low = gap.lo90 * scale.factor;
    row.high = gap.hi90 * scale.factor;
    row.error = std::isfinite(gap.mcse) ? 1.96 * gap.mcse * scale.factor : 0;
    row.text = format_number(row.mean, places_for(gap.mcse * scale.factor, scale), true);
    row.chance = choose(source.language, format_number(n, 0) + "人", format_number(n, 0) + " persons");
    low = std::min({low, row.low, row.mean - row.error});
    high = std::max({high, row.high, row.mean + row.error});
    if (std::isfinite(gap.mcse)) mcse = std::max(mcse, gap.mcse);
    panel.intervals.push_back(std::move(row));
  }
  chart.panels.push_back(std::move(panel));
  chart.x = value_axis(low, high, 6, true);
  chart.x.title = choose(source.language, "与全体之差（百分点）", "difference to all, points");
  chart.key = {
      {Mark::mean, 0, choose(source.language, "平均差异", "mean difference")},
      {Mark::spread, 0, spread_words(source)},
      {Mark::error, 0,
       choose(source.language, "估计误差（1.96 倍蒙特卡洛误差）", "error of our estimate (1.96 × Monte Carlo error)")}};
  chart.definitions =
      chip(source, in(source.language, what.definition), error_words(mcse, scale, true, source.language));
  chart.partial = partial_words(source);
  chart.how_to_read =
      choose(source.language, "读法：零线是全体的水平，左边的类别脱贫得少。不足30人的为灰色，不足10人的不列出。",
             "How to read: the line at 0 stands for everybody; kinds to the left get out less. Fewer than "
             "30 persons are grey, fewer than 10 are not shown.");
  for (const ChartInterval& row : chart.panels.front().intervals)
    chart.alternative += row.label + " " + row.text + choose(source.language, "；", "; ");
  return chart;
}

}  // namespace tuiyan
