#include "sim/withdrawal_words.h"

#include <algorithm>
#include <cmath>

#include "sim/chart_parts.h"

namespace tuiyan {

namespace {

std::size_t at(const char* id) { return static_cast<std::size_t>(withdrawal_quantity(id)); }

const Quantity& quantity_at(std::size_t q) { return withdrawal_quantities()[q]; }

Scale scale_at(std::size_t q) { return scale_of(quantity_at(q)); }

Style style_of(const Scenario& scenario, const std::string& mix) { return {scenario.mix_index(mix)}; }

std::string mix_name(const Scenario& scenario, const std::string& id, Language language) {
  const int index = scenario.mix_index(id);
  if (index < 0) return id;
  return letter_of({index}) + " " + in(language, scenario.mixes[static_cast<std::size_t>(index)].names);
}

std::string measure_name(const Scenario& scenario, const std::string& id, Language language, bool chosen = false) {
  if (id.empty() && chosen) return choose(language, "所选帮扶", "the support chosen");
  if (id.empty()) return choose(language, "全部帮扶", "all support");
  const int index = scenario.measure_index(id);
  return index < 0 ? id : in(language, scenario.measures[static_cast<std::size_t>(index)].names);
}

// "12.3 % [10.1 to 14.0]"; "--" where nobody was there or it was not simulated.
std::string cell(const Estimate& estimate, std::size_t q, Language language) {
  if (estimate.n == 0 || !std::isfinite(estimate.mean)) return "--";
  const Written written = write_mean(estimate, scale_at(q), language);
  const std::string value = with_unit(written.value, written.unit, language);
  return language == Language::zh ? value + "（" + written.range + "）" : value + " [" + written.range + "]";
}

bool is_known(const Difference& difference) { return difference.n > 0 && std::isfinite(difference.mean); }

// Nothing at all changes in any replicate.
bool is_nothing(const Difference& difference) {
  return difference.mean == 0 && difference.lo90 == 0 && difference.hi90 == 0;
}

std::string cell(const Difference& difference, std::size_t q, Language language) {
  if (!is_known(difference)) return "--";
  if (is_nothing(difference)) return choose(language, "不变", "no change");
  std::string text = format_difference(difference, scale_at(q), language);
  if (const std::string badge = verdict_badge(difference.verdict, language);
      !badge.empty() && quantity_at(q).better != Better::neither)
    text += choose(language, "，", ", ") + badge;
  return text;
}

std::string error_cell(const Difference& difference, std::size_t q, Language language) {
  if (!is_known(difference)) return "--";
  Estimate estimate;
  estimate.mean = difference.mean;
  estimate.mcse = difference.mcse;
  return write_mean(estimate, scale_at(q), language).error;
}

// What is told of pairs and single measures.
const std::vector<const char*>& headlines() {
  static const std::vector<const char*> ids{"returned_within_24", "returned_within_12", "poor_after_12",
                                            "own_income_after_24", "own_income_after_12"};
  return ids;
}

// The first of two that was simulated.
std::size_t longer(const WithdrawalOf& of, const char* twenty_four, const char* twelve) {
  return of.with[at(twenty_four)].n > 0 ? at(twenty_four) : at(twelve);
}

std::string of_mix(const WithdrawalOf& of, const Scenario& scenario, Month stop, Language language) {
  const std::size_t returned = longer(of, "returned_within_24", "returned_within_12"), poor = at("poor_after_12"),
                    own = longer(of, "own_income_after_24", "own_income_after_12");
  const StoppedSupport& all = of.stopped.front();
  const std::string name = mix_name(scenario, of.mix, language), when = date_words(stop.text(), language);
  const bool nothing = std::all_of(all.changes.begin(), all.changes.end(),
                                   [](const Difference& each) { return !is_known(each) || is_nothing(each); });
  if (nothing)
    return choose(language, name + "：" + when + "起停止帮扶，什么也不改变。",
                  name + ": nothing changes if support stops in " + when + ".");
  const std::string months = choose(language, returned == at("returned_within_24") ? "24" : "12",
                                    returned == at("returned_within_24") ? "24" : "12");
  std::string text = choose(
      language,
      name + "：帮扶若在" + when + "停止，此前已脱贫者" + months + "个月内返贫的由 " +
          cell(of.with[returned], returned, language) + " 变为 " + cell(all.without[returned], returned, language) +
          "（" + cell(all.changes[returned], returned, language) + "），" + "次年实际贫困的由 " +
          cell(of.with[poor], poor, language) + " 变为 " + cell(all.without[poor], poor, language) +
          "；凭自身收入脱贫的由停止前 " + cell(of.with[at("own_income_at_stop")], own, language) + " 变为 " +
          cell(all.without[own], own, language) + "。",
      name + ": if support stops in " + when + ", of those out before it " +
          cell(all.without[returned], returned, language) + " return within " + months + " months instead of " +
          cell(of.with[returned], returned, language) + " (" + cell(all.changes[returned], returned, language) +
          "), and " + cell(all.without[poor], poor, language) + " are truly poor in the year after instead of " +
          cell(of.with[poor], poor, language) +
          "; out on own income: " + cell(of.with[at("own_income_at_stop")], own, language) + " before, " +
          cell(all.without[own], own, language) + " after.");
  const std::size_t before = at("floor_income_before"), after = at("floor_income_after");
  if (of.on_floor.mean > 0 && of.with[before].n > 0)
    text += choose(language,
                   "享受补差的 " + format_number(of.on_floor.mean, 0) + " 人，人均年收入由 " +
                       cell(of.with[before], before, language) + " 变为 " + cell(all.without[after], after, language) +
                       "（帮扶继续则为 " + cell(of.with[after], after, language) + "）。",
                   " The " + format_number(of.on_floor.mean, 0) + " persons on the floor have " +
                       cell(of.with[before], before, language) + " a year before and " +
                       cell(all.without[after], after, language) +
                       " after (with support going on: " + cell(of.with[after], after, language) + ").");
  return text;
}

std::string of_pair(const Withdrawal& withdrawal, const WithdrawalContrast& pair, const Scenario& scenario,
                    Language language) {
  const WithdrawalOf& first = withdrawal.of[static_cast<std::size_t>(pair.first)];
  const WithdrawalOf& second = withdrawal.of[static_cast<std::size_t>(pair.second)];
  const std::string a = mix_name(scenario, first.mix, language), b = mix_name(scenario, second.mix, language);
  std::string apart, alike;
  for (const std::size_t q : {longer(first, "returned_within_24", "returned_within_12"), at("poor_after_12"),
                              longer(first, "own_income_after_24", "own_income_after_12")}) {
    const Difference& change = pair.changes[q];
    if (!is_known(change)) continue;
    std::string& list = change.verdict == Verdict::too_close ? alike : apart;
    const std::string& name = in(language, quantity_at(q).names);
    if (!list.empty()) list += choose(language, "；", "; ");
    list += name;
    if (change.verdict != Verdict::too_close)
      list += choose(language, "，", ", ") + format_difference(change, scale_at(q), language);
  }
  std::string text = a + choose(language, " 与 ", " against ") + b + choose(language, "：", ": ");
  if (!apart.empty())
    text += choose(language, "停止帮扶把两者分开，前者的变化比后者多（负为少）：" + apart + "。",
                   "the test tells them apart; the first one changes more (less where negative) by: " + apart + ".");
  if (!alike.empty()) text += choose(language, "难分高下：" + alike + "。", " Too close to call: " + alike + ".");
  return text;
}

}  // namespace

std::vector<std::string> withdrawal_sentences(const Withdrawal& withdrawal, const Scenario& scenario,
                                              Language language) {
  std::vector<std::string> sentences;
  for (const WithdrawalOf& of : withdrawal.of) sentences.push_back(of_mix(of, scenario, withdrawal.stop, language));
  for (const WithdrawalContrast& pair : withdrawal.contrasts)
    sentences.push_back(of_pair(withdrawal, pair, scenario, language));
  return sentences;
}

TextTable withdrawal_table(const Withdrawal& withdrawal, const WithdrawalOf& of, const Scenario& scenario,
                           Language language) {
  TextTable table;
  const std::string when = date_words(withdrawal.stop.text(), language);
  table.caption = mix_name(scenario, of.mix, language) +
                  choose(language,
                         "：帮扶继续与" + when + "停止（此前已脱贫 " + format_number(of.out.mean, 0) +
                             " 人，享受补差 " + format_number(of.on_floor.mean, 0) + " 人）",
                         ": support going on, and stopping in " + when + " (" + format_number(of.out.mean, 0) +
                             " persons out before it, " + format_number(of.on_floor.mean, 0) + " on the floor)");
  table.heads = {choose(language, "指标", "quantity"), choose(language, "继续", "going on"),
                 choose(language, "停止", "stopped"), choose(language, "变化", "change"),
                 choose(language, "蒙特卡洛误差", "MC error")};
  const StoppedSupport& all = of.stopped.front();
  for (std::size_t q = 0; q < withdrawal_quantities().size(); ++q)
    if (of.with[q].n > 0)
      table.rows.push_back({in(language, quantity_at(q).names), cell(of.with[q], q, language),
                            cell(all.without[q], q, language), cell(all.changes[q], q, language),
                            error_cell(all.changes[q], q, language)});
  return table;
}

TextTable one_at_a_time_table(const WithdrawalOf& of, const Scenario& scenario, Language language) {
  TextTable table;
  if (of.stopped.size() < 2) return table;
  table.caption = mix_name(scenario, of.mix, language) +
                  choose(language, "：每次只停一项，其余继续", ": one measure stopped at a time, the others going on");
  const std::vector<std::size_t> told{longer(of, "returned_within_24", "returned_within_12"), at("poor_after_12"),
                                      longer(of, "own_income_after_24", "own_income_after_12"),
                                      at("spending_after_12")};
  table.heads = {choose(language, "停止的措施", "measure stopped")};
  for (const std::size_t q : told) table.heads.push_back(in(language, quantity_at(q).names));
  for (const StoppedSupport& each : of.stopped) {
    table.rows.push_back({measure_name(scenario, each.measure, language)});
    for (const std::size_t q : told) table.rows.back().push_back(cell(each.changes[q], q, language));
  }
  return table;
}

TextTable contrast_table(const Withdrawal& withdrawal, const Scenario& scenario, Language language) {
  TextTable table;
  table.caption = choose(language, "停止帮扶的影响，两个组合之间成对比较（前者减后者）",
                         "What the stop changes, between every two mixes (the first less the second)");
  table.heads = {choose(language, "前者", "first"), choose(language, "后者", "second"),
                 choose(language, "指标", "quantity"), choose(language, "变化之差", "difference of the changes"),
                 choose(language, "停止后之差", "difference without support")};
  for (const WithdrawalContrast& pair : withdrawal.contrasts)
    for (const char* id : headlines()) {
      const std::size_t q = at(id);
      if (!is_known(pair.changes[q])) continue;
      table.rows.push_back({mix_name(scenario, withdrawal.of[static_cast<std::size_t>(pair.first)].mix, language),
                            mix_name(scenario, withdrawal.of[static_cast<std::size_t>(pair.second)].mix, language),
                            in(language, quantity_at(q).names), cell(pair.changes[q], q, language),
                            cell(pair.without[q], q, language)});
    }
  return table;
}

namespace {

ChartInterval row_of(const Difference& change, const std::string& label, Style style, std::size_t q,
                     Language language) {
  const Scale scale = scale_at(q);
  ChartInterval row;
  row.label = label;
  row.style = style;
  row.mean = change.mean * scale.factor;
  row.low = change.lo90 * scale.factor;
  row.high = change.hi90 * scale.factor;
  row.error = std::isfinite(change.mcse) ? 1.96 * change.mcse * scale.factor : 0;
  row.text = is_nothing(change) ? choose(language, "不变", "no change") : format_difference(change, scale, language);
  row.badge = is_nothing(change) ? std::string() : verdict_badge(change.verdict, language);
  return row;
}

}  // namespace

Chart withdrawal_chart(const Withdrawal& withdrawal, const Scenario& scenario, Language language) {
  const WithdrawalOf& of = withdrawal.of.front();
  Chart chart;
  chart.id = "withdrawal";
  chart.title = choose(language, "帮扶若在" + date_words(withdrawal.stop.text(), language) + "停止，会改变什么",
                       "What changes if support stops in " + date_words(withdrawal.stop.text(), language));
  double low = 0, high = 0, mcse = 0;
  for (const std::size_t q : {longer(of, "returned_within_24", "returned_within_12"), at("poor_after_12"),
                              longer(of, "own_income_after_24", "own_income_after_12")}) {
    ChartPanel panel;
    panel.title = capitalised(in(language, quantity_at(q).names));
    chart.definitions += panel.title + choose(language, "＝", ": ") + in(language, quantity_at(q).definition) +
                         choose(language, "。", ". ");
    chart.alternative += panel.title + choose(language, "：", ": ");
    for (const WithdrawalOf& each : withdrawal.of)
      for (const StoppedSupport& stopped : each.stopped) {
        if (!is_known(stopped.changes[q]) || (withdrawal.of.size() > 1 && !stopped.measure.empty())) continue;
        const std::string label = withdrawal.of.size() > 1
                                      ? mix_name(scenario, each.mix, language)
                                      : measure_name(scenario, stopped.measure, language, !withdrawal.measures.empty());
        const ChartInterval row = row_of(stopped.changes[q], label, style_of(scenario, each.mix), q, language);
        low = std::min({low, row.low, row.mean - row.error});
        high = std::max({high, row.high, row.mean + row.error});
        mcse = std::max(mcse, row.error / 1.96 / scale_at(q).factor);
        chart.alternative +=
            row.label + " " + row.text + (row.badge.empty() ? "" : " " + row.badge) + choose(language, "；", "; ");
        panel.intervals.push_back(row);
      }
    if (!panel.intervals.empty()) chart.panels.push_back(std::move(panel));
  }
  const Scale scale = scale_at(at("returned_within_12"));
  chart.x = value_axis(low, high, 6, true);
  chart.x.title = choose(language, "停止减继续（" + in(language, scale.difference) + "）",
                         "stopped less going on, " + in(language, scale.difference));
  chart.key = {
      {Mark::mean, 0, choose(language, "平均变化", "mean change")},
      {Mark::spread, 0, choose(language, "十次模拟有九次落在其中", "9 of 10 futures")},
      {Mark::error, 0,
       choose(language, "估计误差（1.96 倍蒙特卡洛误差）", "error of our estimate (1.96 × Monte Carlo error)")}};
  chart.definitions += withdrawal_method(withdrawal, language) + " · " + error_words(mcse, scale, true, language);
  chart.how_to_read =
      choose(language, "读法：返贫和贫困向右为变坏，凭自身收入脱贫向左为变坏。条盖住零线的，停止帮扶有没有影响难分。",
             "How to read: for returns and poverty to the right is worse, for own income to the left. Where the bar "
             "covers zero "
             "it is too close to call whether the stop does anything.");
  return chart;
}

std::string withdrawal_method(const Withdrawal& withdrawal, Language language) {
  const std::string runs = format_number(withdrawal.replicates, 0);
  return choose(language,
                "同样的模拟各走两遍：帮扶继续，或自" + date_words(withdrawal.stop.text(), language) +
                    "起不再纳入新户、靠持续花钱的停发，已一次性付出的（住房、牛羊、技能）保留，期初原有的转移收入照发；"
                    "在同一次模拟内求差。模拟 " +
                    runs + " 次 · " + parameter_words(withdrawal.uncertainty, language),
                "The same futures twice: support going on, and from " + date_words(withdrawal.stop.text(), language) +
                    " nobody joins and what lives on money ends, while what was paid for at once (a house, sheep, a "
                    "skill) and the transfers in force at the opening go on; differences within each future. " +
                    runs + " replicates · " + parameter_words(withdrawal.uncertainty, language));
}

}  // namespace tuiyan
