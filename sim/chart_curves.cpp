// Charts over time: fans as small multiples, paired differences, bands of states.
#include <algorithm>
#include <cmath>

#include "sim/chart_parts.h"

namespace tuiyan {

namespace {

struct Fan {
  std::vector<double> median, lo50, hi50, lo90, hi90, mean, error;
  double mcse = 0;  // the largest
};

void add(Fan& fan, const Estimate& estimate, double factor) {
  fan.median.push_back(estimate.median * factor);
  fan.lo50.push_back(estimate.lo50 * factor);
  fan.hi50.push_back(estimate.hi50 * factor);
  fan.lo90.push_back(estimate.lo90 * factor);
  fan.hi90.push_back(estimate.hi90 * factor);
  fan.mean.push_back(estimate.mean * factor);
  fan.error.push_back(1.96 * estimate.mcse * factor);
  if (std::isfinite(estimate.mcse)) fan.mcse = std::max(fan.mcse, estimate.mcse);
}

Fan fan_of(const ChartSource& source, const Track& track, int mix, const Scale& scale) {
  Fan fan;
  for (const int point : track.points) add(fan, source.comparison.estimate(mix, point), scale.factor);
  return fan;
}

Fan difference_fan(const ChartSource& source, const Track& track, int mix, const Scale& scale) {
  Fan fan;
  for (const int point : track.points) add(fan, estimate(paired(source, mix, point)), scale.factor);
  return fan;
}

ChartPanel fan_panel(const ChartSource& source, const Track& track, int mix, const Fan& fan) {
  ChartPanel panel;
  panel.style = style_of(source, mix);
  panel.title = mix_name(source, mix);
  panel.bands.push_back({track.x, fan.lo90, fan.hi90, panel.style, false, true});
  panel.bands.push_back({track.x, fan.lo50, fan.hi50, panel.style, true, true});
  panel.lines.push_back({track.x, fan.median, panel.style, letter_of(panel.style), true, false});
  // Filled bands then hold two kinds of doubt, so the error of the estimate is drawn beside them.
  for (std::size_t i = 0; source.uncertainty && i < track.x.size(); ++i)
    if (const double month = track.x[i]; month > 0 && std::fmod(month, 12) == 0 && std::isfinite(fan.error[i]))
      panel.brackets.push_back({month, fan.mean[i], fan.error[i]});
  return panel;
}

std::vector<ChartKey> fan_key(const ChartSource& source, bool reference) {
  const Language language = source.language;
  std::vector<ChartKey> key = {
      {Mark::median, 0, choose(language, "中位数", "median")},
      {Mark::inner_band, 0, choose(language, "半数模拟落在其中", "half of the futures")},
      {Mark::outer_band, 0, spread_words(source)},
  };
  if (source.uncertainty)
    key.push_back({Mark::error, 0,
                   choose(language, "均值的估计误差（1.96 倍蒙特卡洛误差）",
                          "error of our estimate of the mean (1.96 × Monte Carlo error)")});
  if (reference)
    key.push_back({Mark::reference, style_of(source, source.reference).index,
                   choose(language, "参照：", "reference: ") + mix_name(source, source.reference)});
  return key;
}

std::string name_of(const Quantity& quantity, Language language) { return in(language, quantity.names); }

// One sentence a mix: where the median ends, with 9 of 10 futures.
std::string endings(const ChartSource& source, const Track& track, const Scale& scale) {
  std::string text;
  if (track.points.empty()) return text;
  for (int mix = 0; mix < source.comparison.mixes(); ++mix) {
    const Estimate& last = source.comparison.estimate(mix, track.points.back());
    text += (mix > 0 ? choose(source.language, "；", "; ") : "") + mix_name(source, mix) +
            choose(source.language, "：", ": ") + format_estimate(last, scale, source.language);
  }
  return text + choose(source.language, "。", ".");
}

double largest(const std::vector<double>& values, double least) {
  for (const double value : values)
    if (std::isfinite(value)) least = std::max(least, value);
  return least;
}

double smallest(const std::vector<double>& values, double most) {
  for (const double value : values)
    if (std::isfinite(value)) most = std::min(most, value);
  return most;
}

// `most`: the axis's end where the scale has one (100 % of a cohort).
Chart fans(const ChartSource& source, std::string_view id, double most) {
  const Track track = track_of(source, id);
  const Scale scale = scale_of(*track.quantity, MoneyUnit::wan);
  const Fan reference = fan_of(source, track, source.reference, scale);
  const Style reference_style = style_of(source, source.reference);
  Chart chart;
  double high = 0, mcse = 0;
  for (int mix = 0; mix < source.comparison.mixes(); ++mix) {
    const Fan fan = fan_of(source, track, mix, scale);
    ChartPanel panel = fan_panel(source, track, mix, fan);
    if (mix != source.reference)
      panel.lines.push_back({track.x, reference.median, reference_style, letter_of(reference_style), true, true});
    chart.panels.push_back(std::move(panel));
    high = largest(fan.hi90, high);
    mcse = std::max(mcse, fan.mcse);
  }
  chart.x = years_axis(source);
  chart.y = value_axis(0, most > 0 ? most : high, 5, true);
  if (most > 0) chart.y = value_axis(0, most, 5, true, true);
  chart.y.title =
      name_of(*track.quantity, source.language) +
      choose(source.language, "（" + in(source.language, scale.unit) + "）", ", " + in(source.language, scale.unit));
  chart.key = fan_key(source, source.comparison.mixes() > 1);
  add_event_keys(source, chart.key);
  chart.definitions =
      chip(source, in(source.language, track.quantity->definition), error_words(mcse, scale, false, source.language));
  chart.partial = partial_words(source);
  chart.alternative = endings(source, track, scale);
  return chart;
}

// Where parameters were drawn too, two kinds of doubt are told apart in words as well.
std::string bracket_words(const ChartSource& source) {
  if (!source.uncertainty) return {};
  return choose(
      source.language, "色带既含运气也含参数的不确定；各年末的细括号是均值的估计误差。",
      " The bands hold luck and the doubt about parameters; the thin brackets at the ends of years are the error "
      "of our estimate of the mean.");
}

std::string end_words(const ChartSource& source) {
  return date_words((source.scenario.end_month() - 1).text(), source.language);
}

// Not out, out at least once, and gone before: all are followed to the end, so the three add to the opening's
// households.
void add_still_poor_risk(const ChartSource& source, Chart& chart) {
  const Comparison& comparison = source.comparison;
  const Shape& shape = comparison.outcomes().shape;
  const std::vector<int> still = shape.curve("still_poor"), gone = shape.curve("dissolved_by");
  const int opening = shape.find("registered_households", "start");
  if (still.empty() || gone.size() != still.size() || opening < 0) return;
  const auto households = [&](int mix, int months, const std::function<double(double, double)>& share) {
    const auto month = static_cast<std::size_t>(months);
    std::vector<double> values = comparison.values(mix, opening);
    const std::vector<double> in = comparison.values(mix, still[month]), lost = comparison.values(mix, gone[month]);
    for (std::size_t r = 0; r < values.size(); ++r) values[r] *= share(in[r], lost[r]);
    return values;
  };
  const auto row = [&](const std::string& zh, const std::string& en, std::function<double(double, double)> share) {
    return RiskRow{choose(source.language, zh, en),
                   [=](int mix, int months) { return households(mix, months, share); }};
  };
  add_risk(source,
           {row("未脱贫", "not out", [](double in, double) { return in; }),
            row("已脱贫", "out", [](double in, double lost) { return 1 - in - lost; }),
            row("已消亡", "gone", [](double, double lost) { return lost; })},
           (static_cast<int>(still.size()) - 1) / 12 + 1, chart);
}

// When half are out, never beyond what was played.
std::string half_words(const ChartSource& source, const Track& track, int mix) {
  for (std::size_t t = 0; t < track.points.size(); ++t)
    if (t > 0 && source.comparison.estimate(mix, track.points[t]).median <= 0.5) {
      const std::string at = date_words((source.scenario.start + (static_cast<int>(t) - 1)).text(), source.language);
      return choose(source.language, at + "底过半脱贫", "half out by the end of " + at);
    }
  return choose(source.language, "至" + end_words(source) + "未过半", "half not out by " + end_words(source));
}

}  // namespace

Chart still_poor_chart(const ChartSource& source) {
  Chart chart = fans(source, "still_poor", 100);
  chart.id = "still-poor";
  chart.title = choose(source.language, "期初在册户还有多少没有脱贫",
                       "How many of the households registered at the start are still poor");
  chart.y.title =
      choose(source.language, "尚未脱贫的期初在册户（%）", "households registered at the start and not yet out, %");
  chart.how_to_read = choose(
      source.language,
      "读法：每格一个组合，坐标相同；线越低，脱贫的户越多。十次模拟有九次落在浅色带内，色带是未来可能的差异，不是估计误"
      "差。曲线只在评定生效的月份下降。",
      "How to read: one panel a mix, all with the same axes; the lower the line, the more households are out. In 9 of "
      "10 "
      "simulated futures the share stays inside the light band; the band is the spread of futures, not an error of the "
      "estimate. The curve falls only in months when a round comes into force.");
  chart.how_to_read += bracket_words(source);
  add_still_poor_risk(source, chart);
  const Track track = track_of(source, "still_poor");
  for (std::size_t mix = 0; mix < chart.panels.size(); ++mix)
    chart.panels[mix].note = half_words(source, track, static_cast<int>(mix));
  chart.alternative = choose(source.language, "尚未脱贫比例，至" + end_words(source) + "的中位数和九成范围。",
                             "Share still poor by " + end_words(source) + ", median and 9 of 10 futures. ") +
                      chart.alternative;
  return chart;
}

Chart series_chart(const ChartSource& source, std::string_view id) {
  const Quantity& what = quantity(id);
  Chart chart = fans(source, id, 0);
  chart.id = replaced(what.id, "_", "-");
  chart.title = name_of(what, source.language) + choose(source.language, "：逐月走势", ", month by month");
  chart.title = capitalised(chart.title);
  chart.how_to_read =
      choose(source.language,
             "读法：每格一个组合，坐标相同；细线是参照组合的中位数。十次模拟有九次落在浅色带内，色带是未来可能的差异，"
             "不是估计误差。",
             "How to read: one panel a mix, all with the same axes; the thin line is the reference's median. "
             "9 of 10 simulated futures stay inside the light band, which is the spread of futures, not an "
             "error of the estimate.");
  chart.how_to_read += bracket_words(source);
  chart.alternative = chart.title + choose(source.language, "。至", ". By ") + end_words(source) +
                      choose(source.language, "：", ": ") + chart.alternative;
  return chart;
}

Chart series_difference_chart(const ChartSource& source, std::string_view id) {
  const Track track = track_of(source, id);
  const Scale scale = scale_of(*track.quantity, MoneyUnit::wan);
  const std::string reference = mix_name(source, source.reference);
  const std::string name = name_of(*track.quantity, source.language);
  Chart chart;
  chart.id = replaced(track.quantity->id, "_", "-") + "-difference";
  double low = 0, high = 0, mcse = 0;
  for (int mix = 0; mix < source.comparison.mixes(); ++mix) {
    if (mix == source.reference) continue;
    const Fan fan = difference_fan(source, track, mix, scale);
    chart.panels.push_back(fan_panel(source, track, mix, fan));
    chart.panels.back().zero_line = true;
    low = smallest(fan.lo90, low);
    high = largest(fan.hi90, high);
    mcse = std::max(mcse, fan.mcse);
    const Difference last = source.comparison.difference(mix, source.reference, track.points.back());
    chart.alternative += mix_name(source, mix) + choose(source.language, "：", ": ") +
                         format_difference(last, scale, source.language) + choose(source.language, "；", "; ");
  }
  chart.title =
      choose(source.language, name + "：与“" + reference + "”之差", "Difference to \"" + reference + "\": " + name);
  chart.x = years_axis(source);
  chart.y = value_axis(low, high, 5, true);
  chart.y.title = choose(source.language, "差异（" + in(source.language, scale.difference) + "）",
                         "difference, " + in(source.language, scale.difference));
  chart.key = fan_key(source, false);
  add_event_keys(source, chart.key);
  chart.definitions =
      chip(source, in(source.language, track.quantity->definition), error_words(mcse, scale, true, source.language));
  chart.partial = partial_words(source);
  chart.how_to_read =
      choose(source.language,
             "读法：差异在同一次模拟之内计算，两个组合遇到同样的疾病、天气和就业机会；0 线表示与参照相同，浅色带盖住 0 "
             "线时难分高下。",
             "How to read: the difference is taken within each simulated future, where both mixes meet the "
             "same illness, weather and jobs. The line at 0 means the same as the reference; where the light "
             "band covers it, it is too close to call.");
  chart.how_to_read += bracket_words(source);
  return chart;
}

namespace {

struct States {
  std::vector<double> own, assisted, returned, poor;
};

States states_of(const ChartSource& source, int mix, const Track& out, const Track& own, const Track& back) {
  States states;
  for (std::size_t i = 0; i < out.points.size(); ++i) {
    const double all_out = 100 * source.comparison.estimate(mix, out.points[i]).mean;
    const double alone = 100 * source.comparison.estimate(mix, own.points[i]).mean;
    const double again = 100 * source.comparison.estimate(mix, back.points[i]).mean;
    states.own.push_back(alone);
    states.assisted.push_back(all_out - alone);
    states.returned.push_back(again);
    states.poor.push_back(100 - all_out - again);
  }
  return states;
}

void stack(const Track& track, const std::vector<double>& share, State state, const std::string& label,
           std::vector<double>& base, ChartPanel& panel) {
  ChartArea area{track.x, base, base, state, label, {}};
  for (std::size_t i = 0; i < share.size(); ++i) area.high[i] += share[i];
  base = area.high;
  panel.areas.push_back(std::move(area));
}

}  // namespace

Chart states_chart(const ChartSource& source) {
  const Language language = source.language;
  const Track out = track_of(source, "exited_share"), own = track_of(source, "self_reliant_share"),
              back = track_of(source, "returned_share");
  const Scale scale = scale_of(*out.quantity, MoneyUnit::wan);
  const std::string labels[] = {
      choose(language, "已脱贫，靠自身收入", "out on own income"),
      choose(language, "已脱贫，但依靠补差和救助", "out only with assistance"),
      choose(language, "返贫在册", "back in the register"),
      choose(language, "尚未脱贫", "still in the register"),
  };
  const State order[] = {State::own_income, State::assisted, State::returned, State::poor};
  Chart chart;
  chart.id = "states";
  chart.title = choose(language, "贫困人口现在处于什么状态", "What state the poor are in");
  double mcse = 0;
  for (int mix = 0; mix < source.comparison.mixes(); ++mix) {
    const States states = states_of(source, mix, out, own, back);
    const std::vector<double>* shares[] = {&states.own, &states.assisted, &states.returned, &states.poor};
    ChartPanel panel;
    panel.style = style_of(source, mix);
    panel.title = mix_name(source, mix);
    std::vector<double> base(out.points.size(), 0.0);
    for (std::size_t i = 0; i < 4; ++i) stack(out, *shares[i], order[i], labels[i], base, panel);
    if (!out.points.empty()) {
      for (const int point : {out.points.back(), own.points.back(), back.points.back()}) {
        const double error = source.comparison.estimate(mix, point).mcse;
        if (std::isfinite(error)) mcse = std::max(mcse, error);
      }
      chart.alternative += mix_name(source, mix) + choose(language, "：", ": ");
      for (std::size_t i = 0; i < 4; ++i) {
        const std::string share = format_number(shares[i]->back(), std::min(0, places_for(100 * mcse, scale))) + "%";
        if (shares[i]->back() >= 2) panel.areas[i].text = share;
        chart.alternative += (i > 0 ? choose(language, "，", ", ") : "") + labels[i] + " " + share;
      }
      chart.alternative += choose(language, "。", ". ");
    }
    chart.panels.push_back(std::move(panel));
  }
  chart.x = years_axis(source);
  chart.y = value_axis(0, 100, 5, true, true);
  chart.y.title = choose(language, "占期初或其后在册人口的比例（%，模拟平均）",
                         "share of the persons registered at the start or later, %, mean over the futures");
  for (std::size_t i = 4; i-- > 0;) chart.key.push_back({Mark::state, static_cast<int>(order[i]), labels[i]});
  add_event_keys(source, chart.key);
  chart.definitions = chip(source,
                           choose(language, "靠自身收入＝不计补差和救助收入仍达到脱贫标准",
                                  "On own income = above the exit line without any top-up or aid"),
                           error_words(mcse, scale, false, language));
  chart.partial = partial_words(source);
  chart.how_to_read = choose(
      language,
      "读法：自下而上相加为 100%。实心蓝色是离开帮扶也能站住的人；斜线蓝色的人已脱贫，但没有补差和救助就达不到标准。",
      "How to read: from the bottom up the bands add to 100%. Solid blue are those who could stand alone; hatched blue "
      "are "
      "out too, but would fall below the line without top-ups and aid.");
  chart.alternative =
      choose(language, "至" + end_words(source) + "的状态构成。", "States by " + end_words(source) + ". ") +
      chart.alternative;
  return chart;
}

}  // namespace tuiyan
