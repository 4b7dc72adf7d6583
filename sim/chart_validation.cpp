// Published figures against simulated ones: one row a figure, the published value as the zero line.
#include <algorithm>
#include <cmath>

#include "sim/chart_parts.h"
#include "sim/validation_words.h"

namespace tuiyan {

namespace {

std::string unit_less_name(const Target& target, Language language) {
  std::string name = in(language, names_of(target));
  if (!target.group.empty() && target.names.en.empty()) name += " (" + target.group + ")";
  return name;
}

ChartInterval deviation(const ValidatedPlace& place, const HeldTarget& held, bool whole, Language language) {
  const double value = held.target.value.value, factor = held.is_share() ? 100 : 100 / value;
  ChartInterval row;
  row.label = (whole ? in(language, place.names) + (language == Language::zh ? "：" : ": ") : "") +
              unit_less_name(held.target, language) + " " + held.target.date;
  row.mean = (held.simulated.median - value) * factor;
  row.low = (held.simulated.lo90 - value) * factor;
  row.high = (held.simulated.hi90 - value) * factor;
  if (row.low > row.high) std::swap(row.low, row.high);
  row.error = std::isfinite(held.simulated.mcse) ? 1.96 * held.simulated.mcse * std::abs(factor) : 0;
  const Scale scale = scale_of(quantity(held.target.quantity));
  const Written written = write_estimate(held.simulated, scale, language);
  row.text = written.value + " [" + written.range + "]";
  row.chance = (language == Language::zh ? "公布 " : "published ") + published_number(value * scale.factor) + " " +
               in(language, scale.unit);
  if (!held.inside) row.badge = language == Language::zh ? "区间之外" : "outside";
  row.style.index = held.target.use == TargetUse::tuned ? 1 : 0;
  return row;
}

ChartPanel panel_of(const std::vector<ValidatedPlace>& places, bool shares, Scored which, Language language) {
  ChartPanel panel;
  panel.zero_line = true;
  panel.title = which == Scored::tuned ? (language == Language::zh ? "用于拟合（单列）" : "Tuned (apart)")
                                       : (language == Language::zh ? "未用于拟合" : "Untuned");
  for (const ValidatedPlace& place : places)
    for (const HeldTarget& held : place.targets)
      if (counts(held, which) && held.is_share() == shares && held.defined() && held.target.value.value != 0)
        panel.intervals.push_back(deviation(place, held, places.size() > 1, language));
  return panel;
}

}  // namespace

Chart validation_chart(const std::vector<ValidatedPlace>& places, bool shares, Language language) {
  const auto say = [&](const std::string& zh, const std::string& en) { return choose(language, zh, en); };
  Chart chart;
  chart.id = shares ? "validation-shares" : "validation-amounts";
  chart.title = shares ? say("推演与公布之差：比例", "Simulated against published: shares")
                       : say("推演与公布之差：数量与金额", "Simulated against published: amounts");
  double low = 0, high = 0;
  for (const Scored which : {Scored::untuned, Scored::tuned}) {
    ChartPanel panel = panel_of(places, shares, which, language);
    for (const ChartInterval& row : panel.intervals) {
      low = std::min({low, row.low, row.mean - row.error});
      high = std::max({high, row.high, row.mean + row.error});
    }
    if (!panel.intervals.empty()) chart.panels.push_back(std::move(panel));
  }
  chart.x = value_axis(low, high, 6, true);
  chart.x.title = shares ? say("与公布值之差（百分点）", "deviation from the published share, points")
                         : say("与公布值之差（占公布值的%）", "deviation from the published value, % of it");
  chart.key = {
      {Mark::mean, 0, say("推演中位数", "simulated median")},
      {Mark::spread, 0, say("90%的模拟未来", "90 % of the simulated futures")},
      {Mark::error, 0, say("估计误差（1.96 倍蒙特卡洛误差）", "error of our estimate (1.96 × Monte Carlo error)")}};
  int replicates = places.empty() ? 0 : places.front().replicates;
  for (const ValidatedPlace& place : places) replicates = std::min(replicates, place.replicates);
  chart.definitions = say("零线为公布值；规划数与输入数不在其中 · 每处至少 " + std::to_string(replicates) + " 次模拟",
                          "The zero line is the published value; plans and inputs are left out · at least " +
                              std::to_string(replicates) + " replicates of each place");
  chart.how_to_read = say("读法：条带碰到零线，即公布值落在十次模拟中九次的范围之内。",
                          "How to read: where a band touches the zero line, the published value lies where 9 of "
                          "10 simulated futures lie.");
  for (const ChartPanel& panel : chart.panels)
    for (const ChartInterval& row : panel.intervals)
      chart.alternative += row.label + ": " + row.text + ", " + row.chance + "; ";
  return chart;
}

}  // namespace tuiyan
