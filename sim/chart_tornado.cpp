// What drives a difference: one row an assumption, the widest first, then the structural alternatives.
#include <algorithm>
#include <cmath>

#include "sim/chart_parts.h"
#include "sim/sensitivity_words.h"

namespace tuiyan {

namespace {

struct Drawing {
  const Sensitivity& sensitivity;
  const DrivenDifference& one;
  Language language;
  Scale scale;

  double today() const { return one.today.mean * scale.factor; }

  ChartSwing row(const Swing& swing) const {
    ChartSwing row;
    row.low = today() + swing.low.shift * scale.factor;
    row.high = today() + swing.high.shift * scale.factor;
    row.low_error = swing.low.shift_error * scale.factor;
    row.high_error = swing.high.shift_error * scale.factor;
    row.text = swing_words(sensitivity, one, swing, language);
    if (swing.parameter < 0) {
      row.single = true;
      row.label = in(language, sensitivity.plan.alternatives[static_cast<std::size_t>(swing.alternative)].names);
      const double error = row.low_error / 1.96;
      row.text = with_unit(format_number(swing.low.shift * scale.factor, places_for(error, scale), true),
                           in(language, scale.difference), language);
      return row;
    }
    const UncertainParameter& parameter = sensitivity.plan.parameters[static_cast<std::size_t>(swing.parameter)];
    row.label = grade_mark(parameter.grade) + " " + in(language, parameter.names);
    row.low_text = short_number(swing.low.at);
    row.high_text = short_number(swing.high.at);
    return row;
  }

  ChartPanel panel(const std::vector<Swing>& swings, const std::string& title) const {
    ChartPanel panel;
    panel.title = title;
    panel.base = today();
    for (const Swing& swing : swings) panel.swings.push_back(row(swing));
    return panel;
  }
};

std::string in_words(const ChartPanel& panel, Language language) {
  std::string text = panel.title + choose(language, "：", ": ");
  for (const ChartSwing& row : panel.swings) {
    text += row.label + " ";
    if (!row.single) text += "(" + row.low_text + choose(language, " ～ ", " to ") + row.high_text + ") ";
    text += row.text + choose(language, "；", "; ");
  }
  return text;
}

}  // namespace

Chart tornado_chart(const Sensitivity& sensitivity, const DrivenDifference& one, Language language) {
  const SensitivityPlan& plan = sensitivity.plan;
  const auto& question = plan.questions[static_cast<std::size_t>(one.question)];
  const Drawing drawing{sensitivity, one, language, scale_of(quantity(question.quantity), MoneyUnit::yuan)};
  const std::string& unit = in(language, drawing.scale.difference);
  Chart chart;
  chart.id = "tornado-" + question.quantity + "-" + plan.mixes[static_cast<std::size_t>(one.mix)].id + "-" +
             plan.mixes[static_cast<std::size_t>(one.other)].id;
  chart.title =
      choose(language, "什么左右结果——", "What drives the result: ") + difference_words(sensitivity, one, language);
  if (!one.swings.empty())
    chart.panels.push_back(drawing.panel(
        one.swings,
        choose(language, "假设，从区间低端到高端", "Assumptions, from the low to the high end of their ranges")));
  if (!one.structure.empty())
    chart.panels.push_back(drawing.panel(one.structure, choose(language, "结构性替代设定", "Structural alternatives")));
  double low = drawing.today(), high = drawing.today(), error = 0;
  for (const ChartPanel& panel : chart.panels)
    for (const ChartSwing& row : panel.swings) {
      low = std::min({low, row.low - row.low_error, row.single ? low : row.high - row.high_error});
      high = std::max({high, row.low + row.low_error, row.single ? high : row.high + row.high_error});
      error = std::max({error, row.low_error / 1.96, row.single ? 0 : row.high_error / 1.96});
    }
  chart.x = value_axis(low, high, 6, false);
  chart.x.title =
      choose(language, "两个组合之差（", "difference between the mixes, ") + unit + choose(language, "）", "");
  chart.key = {
      {Mark::base, 0, choose(language, "各假设取今天的值", "all assumptions at today's values")},
      {Mark::low_end, 0, choose(language, "假设取区间低端", "assumption at the low end")},
      {Mark::high_end, 0, choose(language, "取区间高端（或换用替代设定）", "at the high end, or the alternative")},
      {Mark::error, 0,
       choose(language, "估计误差（1.96 倍蒙特卡洛误差）", "error of our estimate (1.96 × Monte Carlo error)")}};
  const std::string runs = format_number(plan.replicates, 0), paths = format_number(plan.trajectories, 0),
                    all = format_number(static_cast<double>(plan.parameters.size()), 0);
  chart.definitions = in(language, quantity(question.quantity).definition) + choose(language, "。", ". ") +
                      choose(language,
                             "由 " + all + " 项有区间的假设沿 " + paths + " 条 Morris 轨迹成组筛出；每个端点模拟 " +
                                 runs + " 次，随机数相同 · ",
                             "Screened in groups from " + all + " assumptions with a range along " + paths +
                                 " Morris trajectories; " + runs + " replicates at each end, under the same luck · ") +
                      error_words(error / drawing.scale.factor, drawing.scale, true, language);
  chart.how_to_read = choose(
      language,
      "读法：每行只改一项假设，其余取今天的值；条越长，结论越依赖它。只有在影响近似线性、假设相互独立时，一次改一项才公"
      "平。"
      "条端的细括号是估计误差。▲ R 为自行假定，◆ A 借自别处，● G 本地实测。",
      "How to read: each row changes one assumption and leaves the others at today's values; the longer the bar, the "
      "more the answer rests on it. One at a time is only fair for near-linear, independent assumptions. The thin "
      "brackets at the ends are the error of our estimate. ▲ R assumed by us, ◆ A borrowed, ● G measured here.");
  for (const ChartPanel& panel : chart.panels) chart.alternative += in_words(panel, language);
  return chart;
}

}  // namespace tuiyan
