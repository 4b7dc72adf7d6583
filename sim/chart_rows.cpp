// Charts with one row a mix: paired differences, money, exits by main measure.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/chart_parts.h"

namespace tuiyan {

namespace {

std::string end_text(const ChartSource& source) { return (source.scenario.end_month() - 1).text(); }

ChartInterval interval_of(const ChartSource& source, int mix, int point, const Scale& scale) {
  const Difference difference = source.comparison.difference(mix, source.reference, point);
  ChartInterval row;
  row.label = mix_name(source, mix);
  row.style = style_of(source, mix);
  row.mean = difference.mean * scale.factor;
  row.low = difference.lo90 * scale.factor;
  row.high = difference.hi90 * scale.factor;
  row.error = std::isfinite(difference.mcse) ? 1.96 * difference.mcse * scale.factor : 0;
  row.text = format_difference(difference, scale, source.language);
  row.badge = verdict_badge(difference.verdict, source.language);
  row.chance = chance_sentence(difference, source.language);
  return row;
}

struct Parts {
  std::vector<std::string> names;
  std::vector<std::vector<double>> of;  // [mix][part]
};

constexpr std::size_t most_parts = 8;

// The largest parts in order of size; the rest as one.
// `ranked`: rows that say which are the largest.
Parts largest_parts(const Parts& all, const std::string& others, std::size_t ranked) {
  std::vector<std::size_t> order(all.names.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<double> size(all.names.size(), 0.0);
  for (std::size_t row = 0; row < ranked; ++row)
    for (std::size_t i = 0; i < all.of[row].size(); ++i) size[i] += all.of[row][i];
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return size[a] > size[b]; });
  while (!order.empty() && !(size[order.back()] > 0)) order.pop_back();
  Parts parts;
  const bool rest = order.size() > most_parts;
  const std::size_t kept = rest ? most_parts - 1 : order.size();
  for (std::size_t i = 0; i < kept; ++i) parts.names.push_back(all.names[order[i]]);
  if (rest) parts.names.push_back(others);
  for (const auto& mix : all.of) {
    std::vector<double> row;
    for (std::size_t i = 0; i < kept; ++i) row.push_back(mix[order[i]]);
    if (rest) {
      row.push_back(0);
      for (std::size_t i = kept; i < order.size(); ++i) row.back() += mix[order[i]];
    }
    parts.of.push_back(std::move(row));
  }
  return parts;
}

// What parts there are, before the bars.
void begin_bars(const Parts& parts, Chart& chart) {
  chart.bar_parts = parts.names;
  chart.panels.emplace_back();
  for (std::size_t i = 0; i < parts.names.size(); ++i)
    chart.key.push_back({Mark::part, static_cast<int>(i), parts.names[i]});
}

// A bar a mix.
void add_bars(const ChartSource& source, const Parts& parts, Chart& chart) {
  begin_bars(parts, chart);
  for (int mix = 0; mix < source.comparison.mixes(); ++mix)
    chart.panels.front().bars.push_back(
        {mix_name(source, mix), parts.of[static_cast<std::size_t>(mix)], {}, {}, style_of(source, mix)});
}

// What each mix spends over all years; then, of `by_year` if it is a mix, what it spends in each.
Parts spending_parts(const ChartSource& source, double factor, int by_year = -1) {
  const Shape& shape = source.comparison.outcomes().shape;
  const auto mixes = static_cast<std::size_t>(source.comparison.mixes());
  Parts all;
  all.of.resize(mixes);
  for (const Shape::Series& series : shape.series) {
    if (quantities()[static_cast<std::size_t>(series.quantity)].id != "spending_year") continue;
    const int measure = source.scenario.measure_index(series.group);
    all.names.push_back(measure < 0
                            ? series.group
                            : in(source.language, source.scenario.measures[static_cast<std::size_t>(measure)].names));
    for (int mix = 0; mix < source.comparison.mixes(); ++mix) {
      double sum = 0;
      for (int point = series.first; point < series.first + series.size; ++point) {
        const double mean = source.comparison.estimate(mix, point).mean;
        sum += std::isfinite(mean) ? mean * factor : 0;
      }
      all.of[static_cast<std::size_t>(mix)].push_back(sum);
    }
    for (int year = 0; by_year >= 0 && year < series.size; ++year) {
      const std::size_t row = mixes + static_cast<std::size_t>(year);
      if (all.of.size() <= row) all.of.resize(row + 1);
      const double mean = source.comparison.estimate(by_year, series.first + year).mean;
      all.of[row].push_back(std::isfinite(mean) ? mean * factor : 0);
    }
  }
  return all;
}

}  // namespace

Chart difference_chart(const ChartSource& source, const std::vector<std::string>& ids) {
  const Language language = source.language;
  const std::string reference = mix_name(source, source.reference), at = end_text(source);
  const Scale scale = scale_of(quantity(ids.front()), MoneyUnit::wan);
  Chart chart;
  chart.id = "differences";
  chart.title = choose(language, "到" + date_words(at, language) + "，各组合比“" + reference + "”多做到多少",
                       "What each mix adds to \"" + reference + "\" by " + date_words(at, language));
  double low = 0, high = 0, mcse = 0;
  std::string definitions;
  for (const std::string& id : ids) {
    const Quantity& what = quantity(id);
    const int point = source.comparison.outcomes().shape.find(id, at);
    if (point < 0) continue;
    ChartPanel panel;
    panel.title = capitalised(in(language, what.names));
    definitions += (definitions.empty() ? "" : choose(language, "；", "; ")) + panel.title +
                   choose(language, "＝", ": ") + in(language, what.definition);
    chart.alternative += panel.title + choose(language, "：", ": ");
    for (int mix = 0; mix < source.comparison.mixes(); ++mix) {
      if (mix == source.reference) continue;
      const ChartInterval row = interval_of(source, mix, point, scale);
      low = std::min({low, row.low, row.mean - row.error});
      high = std::max({high, row.high, row.mean + row.error});
      mcse = std::max(mcse, row.error / scale.factor / 1.96);
      chart.alternative +=
          row.label + " " + row.text + (row.badge.empty() ? "" : " " + row.badge) + choose(language, "；", "; ");
      panel.intervals.push_back(row);
    }
    chart.panels.push_back(std::move(panel));
  }
  chart.x = value_axis(low, high, 6, true);
  chart.x.title = choose(language, "与“" + reference + "”之差（" + in(language, scale.difference) + "）",
                         "difference to \"" + reference + "\", " + in(language, scale.difference));
  chart.key = {
      {Mark::mean, 0, choose(language, "平均差异", "mean difference")},
      {Mark::spread, 0, spread_words(source)},
      {Mark::error, 0,
       choose(language, "估计误差（1.96 倍蒙特卡洛误差）", "error of our estimate (1.96 × Monte Carlo error)")}};
  chart.definitions = chip(source, definitions, error_words(mcse, scale, true, language));
  chart.partial = partial_words(source);
  chart.how_to_read = choose(
      language,
      "读法：差异在同一次模拟之内计算，两个组合遇到同样的疾病、天气和就业机会。色条盖住 0 "
      "线的，标为“难分高下”；细括号只是模拟次数有限带来的误差，与色条不是一回事。",
      "How to read: the difference is taken within each simulated future, where both mixes meet the same illness, "
      "weather "
      "and jobs. Where the bar covers the line at 0 it is too close to call. The thin bracket is only the error from a "
      "limited number of replicates; it is not the bar.");
  return chart;
}

Chart money_chart(const ChartSource& source) {
  const Language language = source.language;
  double most = 0, mcse = 0;
  std::vector<Estimate> totals;
  for (int mix = 0; mix < source.comparison.mixes(); ++mix) {
    totals.push_back(estimate(spending_of(source.comparison, mix)));
    if (std::isfinite(totals.back().mean)) most = std::max(most, totals.back().mean);
    if (std::isfinite(totals.back().mcse)) mcse = std::max(mcse, totals.back().mcse);
  }
  const Scale scale = scale_of(quantity("spending_year"), money_unit(source, most));
  const std::string& unit = in(language, scale.unit);
  const std::string years = std::to_string(source.scenario.first_month().year()) + "–" +
                            std::to_string((source.scenario.end_month() - 1).year());
  Chart chart;
  chart.id = "money";
  chart.title = choose(language, years + " 年钱花在哪些措施上", "What the money is spent on, " + years);
  add_bars(source,
           largest_parts(spending_parts(source, scale.factor), choose(language, "其他措施", "other measures"),
                         totals.size()),
           chart);
  double high = 0;
  for (std::size_t mix = 0; mix < totals.size(); ++mix) {
    ChartBar& bar = chart.panels.front().bars[mix];
    const Written total = write_mean(totals[mix], scale, language);
    bar.text = choose(language, with_unit(total.value, unit, language), total.value);
    high = std::max(high, std::accumulate(bar.parts.begin(), bar.parts.end(), 0.0));
    chart.alternative += bar.label + choose(language, "：", ": ") + with_unit(total.value, unit, language) +
                         choose(language, "；", "; ");
  }
  chart.x = value_axis(0, high, 6, true, true);
  chart.x.title = choose(language, years + " 年合计（" + unit + "，模拟平均）",
                         "sum of " + years + ", " + unit + ", mean over the futures");
  chart.definitions =
      chip(source, in(language, quantity("spending_year").definition), error_words(mcse, scale, false, language));
  chart.partial = partial_words(source);
  chart.how_to_read =
      choose(language, "读法：每条是一个组合各年支出之和，按措施分段，编号见图例；右侧是合计。",
             "How to read: each bar is what a mix spends over all years, cut by measure; the numbers are "
             "those of the key, the sum stands at the right.");
  return chart;
}

Chart money_years_chart(const ChartSource& source, int mix) {
  const Language language = source.language;
  const auto mixes = static_cast<std::size_t>(source.comparison.mixes());
  const Parts yuan = spending_parts(source, 1, mix);
  double most = 0;
  for (std::size_t row = mixes; row < yuan.of.size(); ++row)
    most = std::max(most, std::accumulate(yuan.of[row].begin(), yuan.of[row].end(), 0.0));
  const Scale scale = scale_of(quantity("spending_year"), money_unit(source, most));
  const std::string& unit = in(language, scale.unit);
  Chart chart;
  chart.id = "money-years";
  chart.title = choose(language, "“" + mix_name(source, mix) + "”每年的钱花在哪些措施上",
                       "What " + mix_name(source, mix) + " spends in each year");
  // The same parts in the same order as over all years and mixes, so that a colour stays what it is.
  const Parts parts =
      largest_parts(spending_parts(source, scale.factor, mix), choose(language, "其他措施", "other measures"), mixes);
  begin_bars(parts, chart);
  double mcse = 0;
  for (std::size_t row = mixes; row < parts.of.size(); ++row) {
    const std::size_t year = row - mixes;
    const Estimate total = estimate(spending_of(source.comparison, mix, static_cast<int>(year)));
    const Written written = write_mean(total, scale, language);
    ChartBar bar{std::to_string(source.scenario.first_month().year() + static_cast<int>(year)),
                 parts.of[row],
                 {},
                 choose(language, with_unit(written.value, unit, language), written.value),
                 style_of(source, mix)};
    if (std::isfinite(total.mcse)) mcse = std::max(mcse, total.mcse);
    chart.alternative += bar.label + choose(language, "：", ": ") + with_unit(written.value, unit, language) +
                         choose(language, "；", "; ");
    chart.panels.front().bars.push_back(std::move(bar));
  }
  chart.x = value_axis(0, most * scale.factor, 6, true, true);
  chart.x.title =
      choose(language, "当年支出（" + unit + "，模拟平均）", "spent in the year, " + unit + ", mean over the futures");
  chart.definitions =
      chip(source, in(language, quantity("spending_year").definition), error_words(mcse, scale, false, language));
  chart.partial = partial_words(source);
  chart.how_to_read =
      choose(language, "读法：每条是一年的支出，按措施分段，编号与全期那张图相同；右侧是当年合计。",
             "How to read: each bar is what is spent in a year, cut by measure as in the chart of all years; the sum "
             "stands at the right.");
  return chart;
}

Chart main_measure_chart(const ChartSource& source) {
  const Language language = source.language;
  const Quantity& what = quantity("main_measure_share");
  Parts all;
  all.of.resize(static_cast<std::size_t>(source.comparison.mixes()));
  double mcse = 0;
  for (const Shape::Series& series : source.comparison.outcomes().shape.series) {
    if (quantities()[static_cast<std::size_t>(series.quantity)].id != what.id || series.size == 0) continue;
    all.names.push_back(main_name(source.scenario, series.group, language));
    for (int mix = 0; mix < source.comparison.mixes(); ++mix) {
      const Estimate& share = source.comparison.estimate(mix, series.first + series.size - 1);
      all.of[static_cast<std::size_t>(mix)].push_back(std::isfinite(share.mean) ? 100 * share.mean : 0);
      if (std::isfinite(share.mcse)) mcse = std::max(mcse, share.mcse);
    }
  }
  const Scale scale = scale_of(what, MoneyUnit::wan);
  Chart chart;
  chart.id = "main-measure";
  chart.title = choose(language, "脱贫户原来属于哪类主要措施", "Which main measure those who exited were assigned to");
  add_bars(source, largest_parts(all, choose(language, "其他", "others"), all.of.size()), chart);
  for (ChartBar& bar : chart.panels.front().bars) {
    const double sum = std::accumulate(bar.parts.begin(), bar.parts.end(), 0.0);
    if (sum <= 0) bar.text = choose(language, "无脱贫户", "no exits");
    chart.alternative += bar.label + choose(language, "：", ": ");
    for (std::size_t i = 0; i < bar.parts.size(); ++i) {
      bar.part_texts.push_back(format_number(bar.parts[i], std::min(0, places_for(100 * mcse, scale))) + "%");
      chart.alternative += (i > 0 ? choose(language, "，", ", ") : "") + chart.bar_parts[i] + " " + bar.part_texts[i];
    }
    chart.alternative += choose(language, "。", ". ");
  }
  chart.x = value_axis(0, 100, 5, true, true);
  chart.x.title = choose(language, "占全部脱贫户的比例（%，模拟平均）", "share of all exits, %, mean over the futures");
  chart.definitions = chip(source, in(language, what.definition), error_words(mcse, scale, false, language));
  chart.partial = partial_words(source);
  chart.how_to_read =
      choose(language, "读法：这是各类措施名下的脱贫户，不是措施的效果；效果只能看去掉一项措施后的差异。",
             "How to read: these are exits among those assigned to a measure, never its effect; an effect is "
             "seen only in the difference when a measure is taken away.");
  return chart;
}

Chart triggers_chart(const ChartSource& source) {
  const Language language = source.language;
  const Shape& shape = source.comparison.outcomes().shape;
  const Quantity& what = quantity("returns_by_trigger_year");
  Parts all;
  all.of.resize(static_cast<std::size_t>(source.comparison.mixes()));
  for (const std::string& trigger : trigger_ids()) {
    const Shape::Series* series = shape.find_series(what.id, trigger);
    if (series == nullptr) continue;
    all.names.push_back(in(language, trigger_names(trigger)));
    for (int mix = 0; mix < source.comparison.mixes(); ++mix) {
      double sum = 0;
      for (int k = 0; k < series->size; ++k) {
        const double mean = source.comparison.estimate(mix, series->first + k).mean;
        sum += std::isfinite(mean) ? mean : 0;
      }
      all.of[static_cast<std::size_t>(mix)].push_back(sum);
    }
  }
  Chart chart;
  chart.id = "triggers";
  chart.title = choose(language, "返贫因何而起：全期返贫人数，按脱贫后的首个诱因",
                       "What pushed them back: persons returned over all years, by first trigger since the exit");
  add_bars(source, largest_parts(all, choose(language, "其余诱因", "the rest"), all.of.size()), chart);
  double high = 0;
  for (ChartBar& bar : chart.panels.front().bars) {
    const double sum = std::accumulate(bar.parts.begin(), bar.parts.end(), 0.0);
    high = std::max(high, sum);
    bar.text = format_number(sum, 0) + choose(language, "人", " persons");
    for (const double part : bar.parts) bar.part_texts.push_back(format_number(part, 0));
    chart.alternative += bar.label + choose(language, "：", ": ") + bar.text + choose(language, "；", "; ");
  }
  chart.x = value_axis(0, high, 5, true);
  chart.x.title = choose(language, "人（各次模拟的平均）", "persons, mean over the futures");
  chart.definitions = chip(source, in(language, what.definition), "");
  chart.partial = partial_words(source);
  chart.how_to_read =
      choose(language, "读法：首个诱因不等于唯一原因；没有挫折而返贫的计入“其他”。",
             "How to read: the first trigger is not the only cause; a return without a setback counts as "
             "\"other\".");
  return chart;
}

}  // namespace tuiyan
