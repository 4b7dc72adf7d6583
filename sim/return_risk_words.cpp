#include "sim/return_risk_words.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/chart_parts.h"

namespace tuiyan {

namespace {

const Scale& percent() {
  static const Scale scale{100, 1, {"%", "%"}, {"个百分点", "points"}};
  return scale;
}

const Scale& plain_number(int decimals) {
  static const Scale scales[] = {{1, 0, {}, {}}, {1, 1, {}, {}}, {1, 2, {}, {}}, {1, 3, {}, {}}};
  return scales[decimals];
}

bool is_known(const Estimate& estimate) { return estimate.n > 0 && std::isfinite(estimate.mean); }

std::string ranged(const Written& written, Language language) {
  const std::string value = with_unit(written.value, written.unit, language);
  if (written.range.empty()) return value;
  return language == Language::zh ? value + "（" + written.range + "）" : value + " [" + written.range + "]";
}

std::string share_cell(const Estimate& estimate, Language language) {
  return is_known(estimate) ? ranged(write_mean(estimate, percent(), language), language) : "--";
}

std::string number_cell(const Estimate& estimate, int decimals, Language language) {
  return is_known(estimate) ? ranged(write_mean(estimate, plain_number(decimals), language), language) : "--";
}

std::string error_cell(const Estimate& estimate, Language language) {
  return is_known(estimate) ? write_mean(estimate, percent(), language).error : "--";
}

bool is_nothing(const Difference& difference) {
  return difference.mean == 0 && difference.lo90 == 0 && difference.hi90 == 0;
}

std::string change_cell(const Difference& change, Language language) {
  if (change.n == 0 || !std::isfinite(change.mean)) return "--";
  if (is_nothing(change)) return choose(language, "不变", "no change");
  const std::string badge = verdict_badge(change.verdict, language);
  return format_difference(change, percent(), language) +
         (badge.empty() ? std::string() : choose(language, "，", ", ") + badge);
}

std::string mix_name(const ReturnRisk& risk, const Scenario& scenario, Language language) {
  const int index = scenario.mix_index(risk.mix);
  if (index < 0) return risk.mix;
  return letter_of({index}) + " " + in(language, scenario.mixes[static_cast<std::size_t>(index)].names);
}

std::string removal_name(const Removal& removal, const Scenario& scenario, Language language) {
  if (removal.shock) {
    const std::string name = in(language, trigger_names(removal.id));
    return choose(language, "没有“" + name + "”", "without " + name);
  }
  const int measure = scenario.measure_index(removal.id);
  const std::string name =
      measure < 0 ? removal.id : in(language, scenario.measures[static_cast<std::size_t>(measure)].names);
  return choose(language, "脱贫后增加“" + name + "”", "after exit also: " + name);
}

// The chance within 24 months where the run is long enough, else within 12.
const Difference& longest(const Removal& removal) {
  return removal.change_24.n > 0 ? removal.change_24 : removal.change_12;
}

std::string best_prevention(const ReturnRisk& risk, const Scenario& scenario, Language language) {
  std::string text;
  for (const bool shock : {false, true}) {
    const Removal* best = nullptr;
    for (const Removal& each : risk.removals)
      if (each.shock == shock && std::isfinite(longest(each).mean) &&
          (best == nullptr || longest(each).mean < longest(*best).mean))
        best = &each;
    if (best == nullptr) continue;
    const std::string name = removal_name(*best, scenario, language), change = change_cell(longest(*best), language);
    if (!text.empty()) text += choose(language, "", " ");
    text += shock ? choose(language, "若" + name + "，返贫可能的变化最大：" + change + "。",
                           "Of the shocks taken away the chance changes most " + name + ": " + change + ".")
                  : choose(language, "试加的帮扶里变化最大的是" + name + "：" + change + "。",
                           "Of the measures tried the chance changes most with \"" + name + "\": " + change + ".");
  }
  return text;
}

}  // namespace

std::vector<std::string> risk_sentences(const ReturnRisk& risk, const Scenario& scenario, Language language) {
  std::vector<std::string> sentences;
  const std::string name = mix_name(risk, scenario, language);
  sentences.push_back(
      choose(language,
             name + "：每次模拟平均有 " + format_number(risk.all.exits, 0) + " 户脱贫；脱贫后12个月内返贫的 " +
                 share_cell(risk.all.within_12, language) + "，24个月内 " + share_cell(risk.all.within_24, language) +
                 "；脱贫24个月后实际贫困的 " + share_cell(risk.all.poor_24, language) + "。",
             name + ": " + format_number(risk.all.exits, 0) + " households exit in a future on average; " +
                 share_cell(risk.all.within_12, language) + " are back within 12 months, " +
                 share_cell(risk.all.within_24, language) + " within 24; 24 months after the exit " +
                 share_cell(risk.all.poor_24, language) + " are truly poor."));
  if (!risk.triggers.empty()) {
    const TriggerShare& first = risk.triggers.front();
    const std::string trigger = in(language, trigger_names(first.trigger));
    sentences.push_back(
        choose(language, "返贫户最常见的首个诱因：" + trigger + "，占 " + share_cell(first.share, language) + "。",
               "The most frequent first trigger of a return: " + trigger + ", " + share_cell(first.share, language) +
                   " of the returns."));
  }
  if (const std::string text = best_prevention(risk, scenario, language); !text.empty()) sentences.push_back(text);
  if (is_known(risk.score.auc_24.n > 0 ? risk.score.auc_24 : risk.score.auc_12)) {
    const Estimate& auc = risk.score.auc_24.n > 0 ? risk.score.auc_24 : risk.score.auc_12;
    sentences.push_back(choose(language,
                               "风险评分的 AUC 为 " + number_cell(auc, 2, language) +
                                   "（0.5 等于抽签，1 为分毫不差）：返贫户脱贫时评分高于未返贫户的机会。",
                               "The risk score has an AUC of " + number_cell(auc, 2, language) +
                                   " (0.5 is a lottery, 1 is perfect): the chance that a household that returns had "
                                   "the higher score at its exit than one that does not."));
  }
  return sentences;
}

TextTable risk_group_table(const ReturnRisk& risk, const Scenario& scenario, Language language) {
  TextTable table;
  table.caption =
      choose(language, "返贫的可能，按脱贫时的户类型", "Chance of return, by what households are at their exit");
  table.heads = {choose(language, "分组", "by"),
                 choose(language, "户类型", "households"),
                 choose(language, "每次模拟脱贫户", "exits of a future"),
                 choose(language, "12个月内返贫", "back within 12 months"),
                 choose(language, "24个月内返贫", "back within 24 months"),
                 choose(language, "误差（24个月）", "MC error (24)"),
                 choose(language, "24个月后实际贫困", "truly poor 24 months on")};
  const auto add = [&](const RiskGroup& group, const std::string& by) {
    const std::string name = in(language, risk_group_names(scenario, group));
    if (group.exits < fewest_shown) {
      table.rows.push_back({by, name, choose(language, "不足10", "fewer than 10"), choose(language, "不显示", "hidden"),
                            choose(language, "不显示", "hidden"), "", choose(language, "不显示", "hidden")});
      table.grey.push_back(true);
      return;
    }
    const bool few = group.exits < fewest_sure;
    table.rows.push_back({by, name,
                          format_number(group.exits, 0) +
                              (few ? choose(language, "（不足30，仅供参考）", " (below 30: with caution)") : ""),
                          share_cell(group.within_12, language), share_cell(group.within_24, language),
                          error_cell(group.within_24, language), share_cell(group.poor_24, language)});
    table.grey.push_back(few);
  };
  add(risk.all, choose(language, "全部", "all"));
  for (const RiskGroup& group : risk.groups) {
    const auto found = std::find(risk_by_words().begin(), risk_by_words().end(), group.by);
    add(group, in(language, risk_by_names(static_cast<RiskBy>(found - risk_by_words().begin()))));
  }
  return table;
}

TextTable risk_curve_table(const ReturnRisk& risk, Language language) {
  TextTable table;
  table.caption =
      choose(language, "返贫曲线下的户数（每次模拟平均；四项之和为观察到脱贫次月的户）",
             "Households under the curve of returns (mean of a future; the four add to all exits seen for a month)");
  table.heads = {choose(language, "脱贫后月数", "months since the exit"),
                 choose(language, "返贫比例", "returned"),
                 choose(language, "仍在观察", "at risk"),
                 choose(language, "已返贫", "back"),
                 choose(language, "已消失（去世、迁走）", "dissolved"),
                 choose(language, "观察到此为止", "not seen longer")};
  for (std::size_t m = 0; m < risk.curve.returned.size(); m += 6) {
    const auto n = [&](const std::vector<double>& list) { return format_number(list[m], 0); };
    table.rows.push_back({format_number(static_cast<double>(m), 0), share_cell(risk.curve.returned[m], language),
                          n(risk.curve.at_risk), n(risk.curve.back), n(risk.curve.dissolved), n(risk.curve.censored)});
  }
  return table;
}

TextTable risk_trigger_table(const ReturnRisk& risk, Language language) {
  TextTable table;
  table.caption = choose(language, "是什么使他们返贫（脱贫后的首个诱因）",
                         "What pushed them back (the first setback since the exit)");
  table.heads = {choose(language, "诱因", "trigger"), choose(language, "占返贫户", "of the returns"),
                 choose(language, "每次模拟户数", "households of a future")};
  for (const TriggerShare& each : risk.triggers)
    table.rows.push_back({in(language, trigger_names(each.trigger)), share_cell(each.share, language),
                          number_cell(each.returns, 0, language)});
  return table;
}

TextTable removal_table(const ReturnRisk& risk, const Scenario& scenario, Language language) {
  TextTable table;
  table.caption = choose(
      language, "什么能防止返贫：同样的模拟，去掉一种冲击，或给脱贫户增加一项帮扶",
      "What would prevent returns: the same futures without a shock, or with a measure added for those who are out");
  table.heads = {choose(language, "改变", "changed"), choose(language, "24个月内返贫", "back within 24 months"),
                 choose(language, "变化，12个月", "change, 12 months"),
                 choose(language, "变化，24个月", "change, 24 months"),
                 choose(language, "多花的钱（全期）", "more money, all years")};
  const Scale money{1e-4, 0, {"万元", "× 10,000 yuan"}, {"万元", "× 10,000 yuan"}};
  for (const Removal& each : risk.removals)
    table.rows.push_back({removal_name(each, scenario, language), share_cell(each.within_24, language),
                          change_cell(each.change_12, language), change_cell(each.change_24, language),
                          is_nothing(each.spending) ? "0" : format_difference(each.spending, money, language)});
  return table;
}

TextTable score_table(const ReturnRisk& risk, Language language) {
  TextTable table;
  table.caption = choose(language, "风险评分说的与发生的（24个月内返贫，按评分十等分）",
                         "What the risk score says and what happens (return within 24 months, by tenth of the score)");
  table.heads = {choose(language, "评分", "score"), choose(language, "学到的可能", "chance learned"),
                 choose(language, "发生的比例", "happened"), choose(language, "误差", "MC error"),
                 choose(language, "观察的脱贫次数（全部模拟）", "exits observed, all futures")};
  for (const ScoreBin& bin : risk.score.bins)
    table.rows.push_back({format_range(bin.from, bin.to, 1, language), format_number(bin.predicted * 100, 1) + " %",
                          share_cell(bin.observed, language), error_cell(bin.observed, language),
                          format_number(bin.n, 0)});
  return table;
}

TextTable household_table(const ReturnRisk& risk, int most, Language language) {
  TextTable table;
  table.caption = choose(language, "各户的返贫可能（户编号；在多次模拟中）",
                         "Households by chance of return (ids; over the futures)");
  table.heads = {choose(language, "户编号", "household"),
                 choose(language, "脱贫的模拟次数", "futures with an exit"),
                 choose(language, "12个月内返贫", "back within 12 months"),
                 choose(language, "24个月内返贫", "back within 24 months"),
                 choose(language, "误差", "error"),
                 choose(language, "24个月后实际贫困", "truly poor 24 months on"),
                 choose(language, "平均评分", "mean score"),
                 choose(language, "最常见的诱因", "most frequent trigger")};
  for (const HouseholdRisk& each : risk.households) {
    if (static_cast<int>(table.rows.size()) == most) break;
    const double n = each.exits, p = each.back_24 / n, error = std::sqrt(p * (1 - p) / n);
    const int places = places_for(error * 100, percent());
    const auto share = [&](int count) { return format_number(100 * count / n, places) + " %"; };
    table.rows.push_back({std::to_string(each.household), format_number(n, 0), share(each.back_12), share(each.back_24),
                          format_number(100 * error, 1), share(each.poor_24), format_number(each.score, 1),
                          each.trigger.empty() ? "--" : in(language, trigger_names(each.trigger))});
    table.grey.push_back(n < fewest_sure);
  }
  return table;
}

Chart return_curve_chart(const ReturnRisk& risk, const Scenario& scenario, Language language) {
  Chart chart;
  chart.id = "return-curve-" + risk.mix;
  chart.title =
      choose(language, "脱贫之后返贫的比例：", "Returned after the exit: ") + mix_name(risk, scenario, language);
  ChartPanel panel;
  panel.style = {scenario.mix_index(risk.mix)};
  panel.title = mix_name(risk, scenario, language);
  ChartBand outer{{}, {}, {}, panel.style, false, true}, inner{{}, {}, {}, panel.style, true, true};
  ChartLine line{{}, {}, panel.style, letter_of(panel.style), true, false};
  double high = 0, error = 0;
  const double all = risk.curve.at_risk.empty() ? 0 : risk.curve.at_risk.front();
  for (std::size_t m = 0; m < risk.curve.returned.size(); ++m) {
    const Estimate& at = risk.curve.returned[m];
    if (!is_known(at) || risk.curve.at_risk[m] < all / 10) break;  // too few are left to say more
    for (auto* list : {&outer.x, &inner.x, &line.x}) list->push_back(static_cast<double>(m));
    outer.low.push_back(at.lo90 * 100);
    outer.high.push_back(at.hi90 * 100);
    inner.low.push_back(at.lo50 * 100);
    inner.high.push_back(at.hi50 * 100);
    line.y.push_back(at.median * 100);
    high = std::max(high, at.hi90 * 100);
    if (std::isfinite(at.mcse)) error = std::max(error, at.mcse);
  }
  chart.x.low = 0;
  chart.x.high = std::max<double>(12, line.x.empty() ? 12 : line.x.back() + 1);
  for (double month = 0; month <= chart.x.high; month += 12) {
    chart.x.ticks.push_back(month);
    chart.x.tick_labels.push_back(format_number(month, 0));
  }
  chart.x.title =
      choose(language, "脱贫后月数（每户从自己脱贫时起算）", "months since the exit, each household from its own");
  chart.y = value_axis(0, std::max(high, 1.0), 5, true);
  chart.y.title = choose(language, "已返贫的脱贫户（%）", "returned, % of those who exited");
  panel.bands = {std::move(outer), std::move(inner)};
  panel.lines.push_back(std::move(line));
  chart.panels.push_back(std::move(panel));
  chart.key = {{Mark::median, 0, choose(language, "中位数", "median")},
               {Mark::inner_band, 0, choose(language, "半数模拟落在其中", "half of the futures")},
               {Mark::outer_band, 0, choose(language, "十次模拟有九次落在其中", "9 of 10 futures")}};
  chart.definitions = choose(language, "返贫＝重新纳入登记；去世、迁走、合户与返贫竞争，不算删失（Aalen–Johansen）。",
                             "Return: back in the register; dissolution of the household competes, it does not censor "
                             "(Aalen and Johansen). ") +
                      exit_definition(scenario, language) + choose(language, "。每次模拟脱贫 ", ". ") +
                      format_number(risk.all.exits, 0) + choose(language, " 户 · 模拟 ", " exits of a future · ") +
                      format_number(risk.replicates, 0) + choose(language, " 次 · ", " replicates · ") +
                      parameter_words(risk.uncertainty, language) + " · " +
                      error_words(error, percent(), false, language);
  chart.how_to_read = choose(
      language, "读法：曲线在24处的高度，是脱贫24个月内返贫的比例。不足一成的户仍在观察之处，曲线截断。",
      "How to read: the height at 24 is the share back within 24 months of the exit. The curve is cut where fewer "
      "than a tenth of the households are still observed.");
  chart.alternative = risk_sentences(risk, scenario, language).front();
  return chart;
}

Chart score_chart(const ReturnRisk& risk, const Scenario& scenario, Language language) {
  Chart chart;
  chart.id = "score-calibration-" + risk.mix;
  chart.title = choose(language, "风险评分是否可信：", "Whether the risk score can be trusted: ") +
                mix_name(risk, scenario, language);
  std::vector<ScoreBin> bins = risk.score.bins;
  std::stable_sort(bins.begin(), bins.end(),
                   [](const ScoreBin& a, const ScoreBin& b) { return a.predicted < b.predicted; });
  ChartPanel panel;
  panel.style = {scenario.mix_index(risk.mix)};
  panel.title = mix_name(risk, scenario, language);
  ChartLine observed{{}, {}, panel.style, letter_of(panel.style), false, false};
  double most = 1, error = 0;
  for (const ScoreBin& bin : bins) {
    if (!is_known(bin.observed)) continue;
    observed.x.push_back(bin.predicted * 100);
    observed.y.push_back(bin.observed.mean * 100);
    const double about = std::isfinite(bin.observed.mcse) ? 1.96 * bin.observed.mcse * 100 : 0;
    panel.brackets.push_back({observed.x.back(), observed.y.back(), about});
    most = std::max({most, observed.x.back(), observed.y.back() + about});
    error = std::max(error, about / 196);
    chart.alternative += format_number(observed.x.back(), 1) + " % → " + format_number(observed.y.back(), 1) + " %; ";
  }
  if (observed.x.empty()) return chart;
  chart.x = value_axis(0, most, 5, true);
  chart.y = chart.x;
  chart.x.title = choose(language, "由另一半户、另一半模拟学到的24个月内返贫可能（%）",
                         "chance of return within 24 months learned from the other half of households and futures, %");
  chart.y.title = choose(language, "实际发生（%）", "happened, %");
  panel.lines.push_back({{0, chart.x.high}, {0, chart.x.high}, panel.style, "", false, true});
  panel.lines.push_back(std::move(observed));
  chart.panels.push_back(std::move(panel));
  chart.key = {
      {Mark::median, 0, choose(language, "按评分十等分，发生的比例", "what happened, by tenth of the score")},
      {Mark::reference, scenario.mix_index(risk.mix), choose(language, "说的与发生的一致", "as said")},
      {Mark::error, 0,
       choose(language, "估计误差（1.96 倍蒙特卡洛误差）", "error of our estimate (1.96 × Monte Carlo error)")}};
  chart.definitions =
      choose(
          language, "评分在脱贫时算出，返贫发生在其后的模拟；偶数户、偶数次模拟用来学，奇数户、奇数次模拟用来验 · AUC ",
          "The score is computed at the exit, the return happens in the simulated months after it; learned from even "
          "households in even futures, held against odd households in odd futures · AUC ") +
      number_cell(risk.score.auc_24, 2, language) + " · " + error_words(error, percent(), false, language);
  chart.how_to_read = choose(language, "读法：点在斜线上，评分说的就是发生的；在线上方，评分低估了风险。",
                             "How to read: on the diagonal the score says what happens; above it, it says too little.");
  return chart;
}

std::string risk_method(const ReturnRisk& risk, Language language) {
  const std::string runs = format_number(risk.replicates, 0);
  return choose(
      language,
      "把结果中的情景用同样的随机数再走一遍，跟踪每一次脱贫，模拟 " + runs +
          " 次。增加的帮扶只给已脱贫户，不占本组合的资金；去掉冲击自计数首月起，脱贫的户因此也可能不同。"
          "评分是监测用的评分，不作预测；这里只说它在模拟的将来里排得对不对，未对照真实返贫。",
      "The scenario of the result played again under the same draws, every exit followed; " + runs +
          " replicates. A measure added is for those who are out alone and outside the mix's money; a shock is "
          "taken away from the first counted month on, so who exits may differ too. The score is the one that "
          "monitoring ranks by. It is judged within simulated futures, not against observed returns.");
}

}  // namespace tuiyan
