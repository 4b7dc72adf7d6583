#include "io/outcome_tables.h"

#include <algorithm>
#include <cmath>

#include "sim/cost.h"
#include "sim/kinds.h"
#include "sim/wording.h"

namespace tuiyan {

namespace {

constexpr double fewest_persons = 30;  // below that a share is mostly chance

struct Telling {
  const Result& result;
  const Comparison& comparison;
  int reference;
  Language language;

  const std::string& say(const std::string& zh, const std::string& en) const {
    return language == Language::zh ? zh : en;
  }
  const Scenario& scenario() const { return result.scenario; }
  const Shape& shape() const { return comparison.outcomes().shape; }
  std::string mix(int index) const {
    const std::string& id = comparison.outcomes().mixes[static_cast<std::size_t>(index)];
    const int known = scenario().mix_index(id);
    return known < 0 ? id : in(language, scenario().mixes[static_cast<std::size_t>(known)].names);
  }
  // The last point of a quantity and group; -1 if there is none.
  int last(std::string_view id, std::string_view group = "") const {
    const Shape::Series* series = shape().find_series(id, group);
    return series ? series->first + series->size - 1 : -1;
  }
  std::vector<const Shape::Series*> series_of(std::string_view id) const {
    std::vector<const Shape::Series*> found;
    for (const Shape::Series& series : shape().series)
      if (quantities()[static_cast<std::size_t>(series.quantity)].id == id) found.push_back(&series);
    return found;
  }
  std::string unit(std::string_view id) const { return in(language, scale_of(quantity(id)).unit); }
  std::string name(std::string_view id) const { return in(language, quantity(id).names); }

  // Mean and 9 of 10 futures.
  TextCell mean(int mix, int point) const {
    if (point < 0) return {"--", ""};
    const Estimate& estimate = comparison.estimate(mix, point);
    if (estimate.n == 0) return {"--", ""};
    const int of = shape().points[static_cast<std::size_t>(point)].quantity;
    const Written written = write_mean(estimate, scale_of(quantities()[static_cast<std::size_t>(of)]), language);
    return {written.value, written.range};
  }
  void add_mixes(OutcomeTable& table) const {
    for (int each = 0; each < comparison.mixes(); ++each) {
      table.heads.push_back(mix(each));
      table.units.emplace_back();
    }
  }
};

// "December 2018"; a date not reached is said to be so, never extrapolated.
std::string date_after(const Telling& telling, double months) {
  const Month last = telling.scenario().end_month() - 1;
  if (!std::isfinite(months))
    return telling.language == Language::zh ? "到" + date_words(last.text(), telling.language) + "未达到"
                                            : "not reached by " + date_words(last.text(), telling.language);
  if (months < 1) return date_words("start", telling.language);
  return date_words((telling.scenario().start + (static_cast<int>(std::ceil(months)) - 1)).text(), telling.language);
}

TextCell date_cell(const Telling& telling, int mix, int point) {
  if (point < 0) return {"--", ""};
  const Estimate& estimate = telling.comparison.estimate(mix, point);
  if (estimate.n == 0) return {"--", ""};
  const std::string low = date_after(telling, estimate.lo90), high = date_after(telling, estimate.hi90);
  TextCell cell{date_after(telling, estimate.median), low == high ? "" : low + telling.say(" ～ ", " to ") + high};
  if (estimate.not_reached > 0) {
    const std::string count = format_number(estimate.not_reached, 0), all = format_number(estimate.n, 0);
    cell.range += (cell.range.empty() ? "" : telling.say("；", "; ")) +
                  telling.say(all + " 次中 " + count + " 次未达到", "not reached in " + count + " of " + all);
  }
  return cell;
}

OutcomeTable dates(const Telling& telling) {
  OutcomeTable table{
      "dates", telling.say("期初在册户何时脱贫", "When those registered at the start are out"), {}, {}, {}, {}};
  table.heads = {telling.say("组合", "mix")};
  table.units = {""};
  for (const char* share : {"50", "90", "99"}) {
    table.heads.push_back(telling.say(std::string(share) + "% 的户已脱贫", std::string(share) + " % out by"));
    table.units.emplace_back();
  }
  for (int mix = 0; mix < telling.comparison.mixes(); ++mix) {
    std::vector<TextCell> row{{telling.mix(mix), ""}};
    for (const char* share : {"50", "90", "99"})
      row.push_back(date_cell(telling, mix, telling.last("exit_date", share)));
    table.rows.push_back(std::move(row));
  }
  table.note = telling.say("中位数；区间为十次模拟有九次所落的范围。期内没有达到的写明“未达到”，不作外推。",
                           "Median, and the range of 9 of 10 futures. What is not reached within the run is said to be "
                           "so and never extrapolated.");
  return table;
}

// A yearly chance by year of the spell: one row a year, one column a mix.
OutcomeTable hazard(const Telling& telling, const std::string& id, const std::string& note) {
  OutcomeTable table{id, telling.name(id), {telling.say("第几年", "year")}, {""}, {}, note};
  telling.add_mixes(table);
  for (std::size_t k = 1; k < table.units.size(); ++k) table.units[k] = "%";
  for (const Shape::Series* series : telling.series_of(id)) {
    std::vector<TextCell> row{{telling.say("第 " + series->group + " 年", "year " + series->group), ""}};
    bool known = false;
    for (int mix = 0; mix < telling.comparison.mixes(); ++mix) {
      row.push_back(telling.mean(mix, series->first + series->size - 1));
      known |= row.back().value != "--";
    }
    if (known) table.rows.push_back(std::move(row));
  }
  return table;
}

// One row a mix, one column a quantity at its last point.
OutcomeTable at_the_end(const Telling& telling, const std::string& id, const std::string& title,
                        const std::vector<const char*>& wanted, const std::string& note) {
  OutcomeTable table{id, title, {telling.say("组合", "mix")}, {""}, {}, note};
  for (const char* each : wanted) {
    table.heads.push_back(telling.name(each));
    table.units.push_back(telling.unit(each));
  }
  for (int mix = 0; mix < telling.comparison.mixes(); ++mix) {
    std::vector<TextCell> row{{telling.mix(mix), ""}};
    bool known = false;
    for (const char* each : wanted) {
      row.push_back(telling.mean(mix, telling.last(each)));
      known |= row.back().value != "--";
    }
    if (known) table.rows.push_back(std::move(row));
  }
  return table;
}

// Persons put back over all years by the first setback since their exit, as the register has it.
OutcomeTable returns(const Telling& telling) {
  OutcomeTable table{"returns",
                     telling.say("因何返贫（全期）", "What brought people back, all years"),
                     {telling.say("诱因", "trigger")},
                     {""},
                     {},
                     ""};
  telling.add_mixes(table);
  const Scale scale = scale_of(quantity("returns_by_trigger_year"));
  for (std::size_t k = 1; k < table.units.size(); ++k) table.units[k] = in(telling.language, scale.unit);
  for (const Shape::Series* series : telling.series_of("returns_by_trigger_year")) {
    std::vector<TextCell> row{{in(telling.language, trigger_names(series->group)), ""}};
    double most = 0;
    for (int mix = 0; mix < telling.comparison.mixes(); ++mix) {
      std::vector<double> sums(static_cast<std::size_t>(telling.comparison.finished()), 0.0);
      for (int point = series->first; point < series->first + series->size; ++point) {
        const std::vector<double> values = telling.comparison.values(mix, point);
        for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += std::isfinite(values[i]) ? values[i] : 0;
      }
      const Estimate sum = estimate(std::move(sums));
      most = std::max(most, sum.mean);
      const Written written = write_mean(sum, scale, telling.language);
      row.push_back({written.value, written.range});
    }
    if (most > 0) table.rows.push_back(std::move(row));
  }
  table.note = in(telling.language, quantity("returns_by_trigger_year").definition);
  return table;
}

bool too_few(const Telling& telling, const std::string& group) {
  const int point = telling.last("kind_persons", group);
  return point >= 0 &&
         !(telling.comparison.estimate(telling.reference, point).mean >= fewest_persons * telling.scenario().weight);
}

OutcomeTable kinds(const Telling& telling, const std::string& id) {
  OutcomeTable table{id, telling.name(id), {telling.say("户类型", "kind of household")}, {""}, {}, ""};
  telling.add_mixes(table);
  for (std::size_t k = 1; k < table.units.size(); ++k) table.units[k] = telling.unit(id);
  for (const std::string& kind : kinds_of(telling.scenario())) {
    const int point = telling.last(id, kind);
    if (point < 0 || too_few(telling, kind)) continue;
    std::vector<TextCell> row{{in(telling.language, kind_names(telling.scenario(), kind)), ""}};
    bool known = false;
    for (int mix = 0; mix < telling.comparison.mixes(); ++mix) {
      row.push_back(telling.mean(mix, point));
      known |= row.back().value != "--";
    }
    if (known) table.rows.push_back(std::move(row));
  }
  table.note = in(telling.language, quantity(id).definition) +
               telling.say("。不足30人的类型不列，因为其比例多半出于偶然。",
                           ". Kinds of fewer than 30 persons are left out: their shares are mostly chance.");
  return table;
}

// How villages differ: the mean over the replicates of each, and of these the tenths.
OutcomeTable villages(const Telling& telling) {
  OutcomeTable table{
      "villages", telling.say("各村之间的差别", "How villages differ"), {telling.say("组合", "mix")}, {""}, {}, ""};
  const char* const wanted[] = {"kind_exited_share", "kind_poor_share"};
  const std::vector<std::string> all = villages_of(telling.scenario());
  std::vector<std::string> villages;
  for (const std::string& village : all)
    if (telling.last(wanted[0], village) >= 0 && !too_few(telling, village)) villages.push_back(village);
  if (villages.size() < 5) return table;
  for (const char* id : wanted) {
    const std::string what = id == wanted[0] ? telling.say("已脱贫", "out") : telling.say("实际贫困", "truly poor");
    for (const auto& [zh, en] :
         {std::pair{"最低一成的村", "lowest tenth"}, {"中间的村", "middle"}, {"最高一成的村", "highest tenth"}}) {
      table.heads.push_back(what + telling.say("，", ", ") + telling.say(zh, en));
      table.units.emplace_back("%");
    }
  }
  for (int mix = 0; mix < telling.comparison.mixes(); ++mix) {
    std::vector<TextCell> row{{telling.mix(mix), ""}};
    for (const char* id : wanted) {
      std::vector<double> means;
      for (const std::string& village : villages)
        means.push_back(telling.comparison.estimate(mix, telling.last(id, village)).mean);
      std::erase_if(means, [](double mean) { return !std::isfinite(mean); });
      std::sort(means.begin(), means.end());
      for (const double p : {0.1, 0.5, 0.9}) {
        if (means.empty()) {
          row.push_back({"--", ""});
          continue;
        }
        const auto at = static_cast<std::size_t>(p * static_cast<double>(means.size() - 1) + 0.5);
        row.push_back({format_number(100 * means[at], 0), ""});
      }
    }
    table.rows.push_back(std::move(row));
  }
  const std::string count = format_number(static_cast<double>(villages.size()), 0);
  table.note =
      telling.say("在册人口不少于30人的 " + count +
                      " 个村，各村取各次模拟的平均，再排序。村收入高低在每次模拟中重新抽取，"
                      "因此差别主要来自各村住户的构成，不指明某个真实的村。",
                  count +
                      " villages of 30 registered persons or more; of each the mean over the replicates, in order. "
                      "A village's luck is drawn anew in each replicate, so what differs is mostly who lives there; no "
                      "real village is meant.");
  return table;
}

// "1,230 yuan [1,100 to 1,400]", or why there is no number.
TextCell ratio_cell(const Telling& telling, const Ratio& ratio, bool beyond) {
  if (ratio.n == 0) return {"--", ""};
  if (!ratio.bounded)
    return {telling.say("不能确定", "can not be told"), telling.say("成效与参照分不清", "effect too close to call")};
  if (ratio.effect < 0) return {telling.say("成效更差", "achieves less"), ""};
  if (beyond && ratio.cost < 0 && ratio.high < 0) return {telling.say("更省也更有成效", "cheaper and better"), ""};
  const Scale scale{1, 0, {"元", "yuan"}, {"元", "yuan"}};
  const int places = places_for((ratio.high - ratio.low) / 4, scale);
  return {format_number(ratio.value, places), format_range(ratio.low, ratio.high, places, telling.language)};
}

OutcomeTable costs(const Telling& telling) {
  OutcomeTable table{"costs", "", {telling.say("组合", "mix")}, {""}, {}, ""};
  const std::string against = telling.mix(telling.reference);
  table.title =
      telling.say("成效的代价：与“" + against + "”相比多花的年化成本，除以多出的成效",
                  "What an effect costs: annualised cost beyond \"" + against + "\" for each unit achieved beyond it");
  for (const CostEffect& effect : cost_effects()) {
    table.heads.push_back(in(telling.language, effect.one));
    table.units.push_back(telling.say("元", "yuan"));
  }
  for (int mix = 0; mix < telling.comparison.mixes(); ++mix) {
    if (mix == telling.reference) continue;
    std::vector<TextCell> row{{telling.mix(mix), ""}};
    for (const CostEffect& effect : cost_effects())
      row.push_back(ratio_cell(telling, cost_per_effect(telling.comparison, mix, telling.reference, effect), true));
    table.rows.push_back(std::move(row));
  }
  table.note = telling.say(
      "一次性投入按使用年限分摊，含准备期。区间是两个平均数之比的90%区间（Fieller法，配对，计入分子分母的误差）；"
      "成效与参照分不清时比值没有界限，不写数字。",
      "One-off costs are spread over their life; the lead-in counts. The range is the 90 % interval of the ratio of "
      "the "
      "two means (Fieller, paired within replicates, with the error of both). Where the effect is not surely different "
      "from none the ratio has no bounds and no number is written.");
  return table;
}

OutcomeTable displaced(const Telling& telling) {
  OutcomeTable table{"displaced",
                     telling.say("替代的就业（期末）", "Jobs displaced, at the end"),
                     {telling.say("措施", "measure")},
                     {""},
                     {},
                     ""};
  telling.add_mixes(table);
  for (std::size_t k = 1; k < table.units.size(); ++k) table.units[k] = telling.unit("displaced_workers");
  for (const Shape::Series* series : telling.series_of("displaced_workers")) {
    const int measure = telling.scenario().measure_index(series->group);
    std::vector<TextCell> row{
        {measure < 0 ? series->group
                     : in(telling.language, telling.scenario().measures[static_cast<std::size_t>(measure)].names),
         ""}};
    double most = 0;
    for (int mix = 0; mix < telling.comparison.mixes(); ++mix) {
      const int point = series->first + series->size - 1;
      row.push_back(telling.mean(mix, point));
      const double mean = telling.comparison.estimate(mix, point).mean;
      if (std::isfinite(mean)) most = std::max(most, mean);
    }
    if (most > 0) table.rows.push_back(std::move(row));
  }
  table.note = in(telling.language, quantity("displaced_workers").definition);
  return table;
}

}  // namespace

std::vector<OutcomeTable> outcome_tables(const Result& result, const Comparison& comparison, int reference,
                                         Language language) {
  const Telling telling{result, comparison, std::max(reference, 0), language};
  const auto hazard_of = [&](const char* id) {
    return hazard(telling, id, in(language, quantity(id).definition) + telling.say("。", "."));
  };
  std::vector<OutcomeTable> tables{
      dates(telling),
      hazard_of("opening_exit_hazard"),
      hazard_of("return_hazard"),
      hazard_of("poverty_exit_hazard"),
      hazard_of("poverty_return_hazard"),
      at_the_end(
          telling, "risk", telling.say("脱贫是否稳固，贫困是暂时的还是长期的", "How lasting exits are, and poverty"),
          {"stable_exit_share", "vulnerability", "squared_gap", "chronic_poverty", "transient_poverty",
           "transient_share", "exit_hazard_ratio", "sometimes_poor_share", "always_poor_share"},
          telling.say("多年贫困强度 = 持续性 + 暂时性（Jalan–Ravallion，缺口比例的平方）。致贫的可能以最后一年计。",
                      "Poverty over the years = chronic + transient (Jalan and Ravallion, squared gaps). The chance "
                      "to be poor is of the last year.")),
      at_the_end(telling, "targeting",
                 telling.say("瞄准与悬崖（最后一次年度核算）", "Targeting and cliff, at the last yearly look"),
                 {"inclusion_error", "exclusion_error", "need_enrolled_share", "enrolled_without_need_share",
                  "income_lifted", "income_near_poor", "overtaking_share"},
                 telling.say(
                     "需求指没有本组合支付时收入低于贫困标准。边缘户指未受帮扶、收入为标准1至1.25倍者。",
                     "Need: below the poverty line without what the mix pays. The near-poor: without support, from the "
                     "line to 1.25 times it.")),
      returns(telling),
      kinds(telling, "kind_exited_share"),
      kinds(telling, "kind_self_reliant_share"),
      kinds(telling, "kind_poor_share"),
      kinds(telling, "kind_vulnerability"),
      villages(telling),
      displaced(telling),
      costs(telling)};
  std::erase_if(tables, [](const OutcomeTable& table) { return table.rows.empty(); });
  return tables;
}

const std::vector<std::string>& outcome_table_ids() {
  static const std::vector<std::string> ids{"dates",
                                            "opening_exit_hazard",
                                            "return_hazard",
                                            "poverty_exit_hazard",
                                            "poverty_return_hazard",
                                            "risk",
                                            "targeting",
                                            "returns",
                                            "kind_exited_share",
                                            "kind_self_reliant_share",
                                            "kind_poor_share",
                                            "kind_vulnerability",
                                            "villages",
                                            "displaced",
                                            "costs"};
  return ids;
}

}  // namespace tuiyan
