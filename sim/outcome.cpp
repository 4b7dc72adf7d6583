#include "sim/outcome.h"

#include <algorithm>
#include <cassert>

#include "sim/kinds.h"
#include "sim/quantities.h"
#include "sim/scenario.h"
#include "sim/scenario_check.h"

namespace tuiyan {

namespace {

const Names by_measure{"措施", "measure"};
const Names by_main{"主要措施", "main measure"};
const Names by_month{"自开始起的月数", "month since the start"};
const Names by_month_of_exit{"自脱贫起的月数", "month since exit"};
const Names by_twelfth_of_exit{"自脱贫起每满12个月", "every twelfth month since exit"};
const Names by_event{"变动", "event"};
const Names by_reason{"原因", "reason"};
const Names by_trigger{"诱因", "trigger"};
const Names by_line{"标准", "line"};

std::vector<Listed> with_others(std::vector<Listed> list) {
  for (Listed& each : listed_histories()) list.push_back(std::move(each));
  for (Listed& each : listed_years()) list.push_back(std::move(each));
  return list;
}

const std::vector<Listed>& listed() {
  static const std::vector<Listed> list = with_others({
      {{"exited_share",
        {"已脱贫比例", "out of poverty"},
        {"期初或其后在册人员中，现已脱贫的人口比例",
         "Share of the persons registered at the start or later who are out now"},
        "share",
        Better::higher},
       When::stock},
      {{"self_reliant_share",
        {"靠自身收入脱贫比例", "out on own income"},
        {"期初或其后在册人员中，现已脱贫且不计补差和救助收入仍达标的人口比例",
         "Share of the same persons who are out and would be above the exit line without any top-up or aid"},
        "share",
        Better::higher},
       When::stock},
      {{"returned_share",
        {"返贫在册比例", "back in the register"},
        {"同一人群中，脱贫后又重新在册的人口比例", "Share of the same persons who had exited and are registered again"},
        "share",
        Better::lower},
       When::stock},
      {{"registered_households",
        {"在册贫困户", "registered households"},
        {"建档立卡在册户数", "Households in the register"},
        "households",
        Better::lower},
       When::stock},
      {{"registered_persons",
        {"在册贫困人口", "registered persons"},
        {"建档立卡在册人数", "Persons in the register"},
        "persons",
        Better::lower},
       When::stock},
      {{"poor_share",
        {"实际贫困发生率", "poverty rate"},
        {"最近12个月实际人均收入低于贫困标准的人口比例（全部模拟人口）",
         "Share of all simulated persons whose true income of the last 12 months is below the poverty line"},
        "share",
        Better::lower},
       When::stock},
      {{"fgt1",
        {"贫困深度指数 FGT(1)", "poverty gap FGT(1)"},
        {"贫困缺口占标准的平均比例", "Mean shortfall as a share of the line, by person"},
        "share",
        Better::lower},
       When::stock},
      {{"fgt2",
        {"贫困强度指数 FGT(2)", "squared poverty gap FGT(2)"},
        {"贫困缺口比例的平方均值", "Mean squared shortfall as a share of the line, by person"},
        "share",
        Better::lower},
       When::stock},
      {{"mean_income_registered",
        {"在册人口人均收入", "mean income of the registered"},
        {"在册人员最近12个月人均收入", "Income of the registered over the last 12 months, by person"},
        "yuan/person",
        Better::higher},
       When::stock},
      {{"true_relapse_share",
        {"实际返贫比例", "true relapse"},
        {"已脱贫人员中，最近12个月实际收入低于贫困标准的比例（调查口径）",
         "Share of the persons who are out whose true income of the last 12 months is below the poverty line, as a "
         "survey would find it"},
        "share",
        Better::lower},
       When::stock},
      {{"exits_households",
        {"当月脱贫户", "exits, households"},
        {"当月生效的脱贫户数", "Households whose exit comes into force in the month"},
        "households",
        Better::higher},
       When::flow},
      {{"exits_persons",
        {"当月脱贫人口", "exits, persons"},
        {"当月生效的脱贫人数", "Persons whose exit comes into force in the month"},
        "persons",
        Better::higher},
       When::flow},
      {{"entries_persons",
        {"当月新纳入人口", "entries, persons"},
        {"当月新识别纳入的人数（不含返贫）", "Persons registered for the first time in the month"},
        "persons",
        Better::neither},
       When::flow},
      {{"returns_persons",
        {"当月返贫人口", "returns, persons"},
        {"当月按程序认定返贫的人数", "Persons put back into the register in the month"},
        "persons",
        Better::lower},
       When::flow},
      {{"exits_households_year",
        {"全年脱贫户", "exits of the year, households"},
        {"当年脱贫户数", "Households that exit in the calendar year"},
        "households",
        Better::higher},
       When::year},
      {{"exits_persons_year",
        {"全年脱贫人口", "exits of the year, persons"},
        {"当年脱贫人数", "Persons who exit in the calendar year"},
        "persons",
        Better::higher},
       When::year},
      {{"entries_persons_year",
        {"全年新纳入人口", "entries of the year, persons"},
        {"当年新识别纳入的人数", "Persons registered for the first time in the calendar year"},
        "persons",
        Better::neither},
       When::year},
      {{"returns_persons_year",
        {"全年返贫人口", "returns of the year, persons"},
        {"当年认定返贫的人数", "Persons put back into the register in the calendar year"},
        "persons",
        Better::lower},
       When::year},
      {{"natural_change_year",
        {"全年人口自然变动", "natural change of the year"},
        {"在册人口当年出生、死亡、迁入（娶入）、迁出（嫁出、迁移、并入亲属）人数；随时登记，不经评定",
         "Births, deaths, moves in (marriage) and moves out (marriage, moving, joining relatives) of registered "
         "persons "
         "in the calendar year; taken down at once, without review"},
        "persons",
        Better::neither,
        true,
        by_event},
       When::year},
      {{"natural_households_year",
        {"全年户数自然变动", "households split and dissolved"},
        {"在册户当年分户新增与整户消亡的户数",
         "Registered households born of a split, and dissolved, in the calendar year"},
        "households",
        Better::neither,
        true,
        by_event},
       When::year},
      {{"spending",
        {"当月支出", "spending"},
        {"当月各项措施的现金支出", "Money spent in the month, by measure"},
        "yuan",
        Better::neither,
        true,
        by_measure},
       When::flow},
      {{"spending_year",
        {"全年支出", "spending of the year"},
        {"当年各项措施的现金支出（含准备期的首年）",
         "Money spent in the calendar year, by measure; years of the lead-in too"},
        "yuan",
        Better::neither,
        true,
        by_measure},
       When::year},
      {{"annualised_cost_year",
        {"全年年化成本", "annualised cost of the year"},
        {"一次性投入按使用年限分摊后的当年成本",
         "Cost of the year with one-off costs spread over their life, by measure"},
        "yuan",
        Better::neither,
        true,
        by_measure},
       When::year},
      {{"unspent_year",
        {"额度结余", "left of the envelope"},
        {"当年额度中未使用的部分", "Part of the mix's envelope that is not spent in the calendar year"},
        "yuan",
        Better::neither},
       When::year},
      {{"enrolled_households",
        {"在享户数", "enrolled households"},
        {"年末享受该措施的户数", "Households enrolled in the measure at the end of the year"},
        "households",
        Better::neither,
        true,
        by_measure},
       When::year},
      {{"shortfall_households",
        {"未完成户数", "shortfall"},
        {"计划户数中年末未能落实的户数", "Households planned for the measure but not enrolled at the end of the year"},
        "households",
        Better::lower,
        true,
        by_measure},
       When::year},
      {{"held_back_share",
        {"收入达标而未脱贫比例", "held back"},
        {"当年评定中收入达标的在册户里，因核算余量、保障短板或审批而未脱贫的比例",
         "Of the registered households above the line in the year's round, the share kept in by margin, guarantee or "
         "approval"},
        "share",
        Better::neither,
        true,
        by_reason},
       When::year},
      {{"monitored_persons",
        {"监测对象", "monitored persons"},
        {"列入防返贫监测的人数", "Persons who are monitored against a return to poverty"},
        "persons",
        Better::neither},
       When::stock},
      {{"unsupported_persons",
        {"脱贫不享受政策人口", "out, support over"},
        {"已脱贫且不再享受帮扶的人数", "Persons who are out and no longer under support"},
        "persons",
        Better::neither},
       When::stock},
      {{"villages_out",
        {"已退出村", "villages out"},
        {"在册人口占农村人口低于退出标准、已退出的村数",
         "Villages whose registered share of rural persons fell below the exit rate"},
        "villages",
        Better::higher},
       When::stock},
      {{"place_out",
        {"全县已退出", "place out"},
        {"全县在册人口占农村人口是否已低于退出标准（0或1）",
         "1 once the registered share of the place's rural persons fell below the exit rate"},
        "share",
        Better::higher},
       When::stock},
      {{"clean_outs_persons",
        {"当月清退人口", "cleaned out, persons"},
        {"当月因错评清退的人数，不计为脱贫", "Persons removed in the month as registered in error; no exits"},
        "persons",
        Better::neither},
       When::flow},
      {{"clean_outs_persons_year",
        {"全年清退人口", "cleaned out in the year, persons"},
        {"当年因错评清退的人数，不计为脱贫", "Persons removed in the calendar year as registered in error; no exits"},
        "persons",
        Better::neither},
       When::year},
      {{"forced_exits_persons_year",
        {"全年指标性脱贫人口", "forced exits of the year, persons"},
        {"当年脱贫人数中，迫于计划指标而未达标的人数",
         "Of the persons who exit in the calendar year, those forced to meet the plan's number"},
        "persons",
        Better::lower},
       When::year},
      {{"turned_away_persons_year",
        {"全年未获纳入人口", "turned away in the year, persons"},
        {"当年发现贫困而因指标、程序或限制情形未纳入的人数",
         "Persons found poor in the calendar year but kept out by quota, procedure or veto"},
        "persons",
        Better::lower},
       When::year},
      {{"unvisited_households_year",
        {"全年未及核查户", "not visited in the year"},
        {"当年应入户核查而力所不及、留待下一轮的户数",
         "Households due for a visit in the calendar year and left for the next round"},
        "households",
        Better::lower},
       When::year},
      {{"returns_by_trigger_year",
        {"全年返贫人口（按诱因）", "returns of the year by trigger"},
        {"当年返贫人数，按脱贫后的首个诱因",
         "Persons put back in the calendar year, by the first setback since their exit"},
        "persons",
        Better::lower,
        true,
        by_trigger},
       When::year},
      {{"registered_by_line",
        {"各标准在册人口", "in the register of a line"},
        {"年末按该标准在册的人数", "Persons in the register of that line at the end of the year"},
        "persons",
        Better::lower,
        true,
        by_line},
       When::year},
      {{"below_line_persons",
        {"低于各标准人口", "persons below a line"},
        {"年末最近12个月实际收入低于该标准的人数",
         "Persons whose true income of the year's last 12 months is below that line"},
        "persons",
        Better::lower,
        true,
        by_line},
       When::year},
      {{"main_measure_share",
        {"脱贫户的主要措施构成", "exits by main measure"},
        {"全部脱贫户中各主要措施的户数比例；是指派到该措施的户，不是措施的效果",
         "Share of all exits by the main measure the household was assigned to; not the effect of the measure"},
        "share",
        Better::neither,
        true,
        by_main},
       When::at_end},
      {{"still_poor",
        {"仍在册比例", "still poor"},
        {"期初在册户中尚未首次脱贫的比例", "Share of the households registered at the start that have not yet exited"},
        "share",
        Better::lower,
        true,
        by_month},
       When::at_end},
      {{"returned_within",
        {"脱贫后返贫比例", "returned within"},
        {"脱贫后若干月内返贫的户的比例（Kaplan–Meier，含观察期删失）",
         "Share of exits followed by a return within so many months (Kaplan-Meier, censored at the end)"},
        "share",
        Better::lower,
        true,
        by_month_of_exit},
       When::at_end},
      // The numbers under that curve, which add to all exits.
      {{"returned_at_risk",
        {"脱贫后仍在观察的户次", "exits still followed"},
        {"脱贫满若干月时尚未返贫、仍在观察的户次",
         "Exits that were followed for so many months and not ended by a return"},
        "households",
        Better::neither,
        true,
        by_twelfth_of_exit},
       When::at_end},
      {{"returned_so_far",
        {"脱贫后已返贫的户次", "exits ended by a return"},
        {"脱贫后若干月内返贫的户次", "Exits that ended in a return within so many months"},
        "households",
        Better::neither,
        true,
        by_twelfth_of_exit},
       When::at_end},
      {{"returned_unseen",
        {"脱贫后不再观察的户次", "exits followed no longer"},
        {"脱贫后未满若干月时，推演已结束或整户消亡、迁出的户次，以及尚未进入观察的户次",
         "Exits whose household was gone, or the run over, before so many months, or not yet in view"},
        "households",
        Better::neither,
        true,
        by_twelfth_of_exit},
       When::at_end},
  });
  return list;
}

std::vector<std::string> times_of(When when, const Scenario& scenario) {
  std::vector<std::string> times;
  const Month last = scenario.end_month() - 1;
  if (when == When::stock || when == When::look) times.emplace_back("start");
  if (when == When::stock || when == When::flow)
    for (Month month = scenario.start; month <= last; month = month + 1) times.push_back(month.text());
  if (when == When::look || when == When::look_back)
    for (Month month = scenario.start + 11; month <= last; month = month + 12) times.push_back(month.text());
  if (when == When::year)
    for (int year = scenario.first_month().year(); year <= last.year(); ++year) times.push_back(std::to_string(year));
  if (when == When::at_end) times.push_back(last.text());
  if (when == When::december) times.emplace_back("start");
  for (Month month = scenario.start; month <= last; month = month + 1)
    if (month.month_of_year() == 12) {
      if (when == When::december) times.push_back(month.text());
      if (when == When::growth && month - 12 >= scenario.start - 1) times.push_back(std::to_string(month.year()));
    }
  return times;
}

}  // namespace

std::vector<std::string> groups_of(const Quantity& quantity, const Scenario& scenario) {
  std::vector<std::string> groups = history_groups(quantity, scenario);
  if (!groups.empty()) return groups;
  if (const auto own = year_groups(quantity, scenario)) return *own;
  if (!quantity.grouped) {
    groups.emplace_back();
  } else if (quantity.grouped_by == by_measure) {
    for (const Measure& measure : scenario.measures)
      if (is_used(scenario, measure.id)) groups.push_back(measure.id);
  } else if (quantity.grouped_by == by_main) {
    groups = scenario.vocabulary().mains;
  } else if (quantity.grouped_by == by_event) {
    if (quantity.unit == "persons")
      groups = {"births", "deaths", "moves_in", "moves_out"};
    else
      groups = {"split", "dissolved"};
  } else if (quantity.grouped_by == by_reason) {
    groups = {"margin", "guarantee", "approval", "veto", "procedure", "visit"};
  } else if (quantity.grouped_by == by_trigger) {
    groups = trigger_ids();
  } else if (quantity.grouped_by == by_line) {
    groups = scenario.registry.lines;
  } else if (quantity.grouped_by == by_twelfth_of_exit) {
    for (int month = 0; month <= scenario.months; month += 12) groups.push_back(std::to_string(month));
  } else {
    for (int month = 0; month <= scenario.months; ++month) groups.push_back(std::to_string(month));
  }
  return groups;
}

std::vector<std::string> times_of(const Quantity& quantity, const Scenario& scenario) {
  const auto found = std::find_if(listed().begin(), listed().end(),
                                  [&](const Listed& each) { return each.quantity.id == quantity.id; });
  assert(found != listed().end());
  return times_of(found->when, scenario);
}

const std::vector<std::string>& trigger_ids() {
  static const std::vector<std::string> ids{"illness", "event",  "harvest",   "price", "job",
                                            "measure", "member", "guarantee", "other"};
  return ids;
}

Names trigger_names(const std::string& trigger) {
  static const std::vector<std::pair<std::string, Names>> names{
      {"illness", {"疾病或医疗、上学支出", "illness, or medical and schooling cost"}},
      {"event", {"突发事件", "a named event"}},
      {"harvest", {"灾害歉收", "poor harvest"}},
      {"price", {"产品跌价", "a fall of prices"}},
      {"job", {"失去工作", "a job lost"}},
      {"measure", {"措施失败或结束", "a measure failed or ended"}},
      {"member", {"家庭人口变动", "a change of members"}},
      {"guarantee", {"保障出现短板", "a guarantee lost"}},
      {"other", {"没有可指明的冲击", "no setback to name"}}};
  for (const auto& [id, each] : names)
    if (id == trigger) return each;
  return {trigger, trigger};
}

const std::vector<Quantity>& quantities() {
  static const std::vector<Quantity> list = [] {
    std::vector<Quantity> quantities;
    for (const Listed& each : listed()) quantities.push_back(each.quantity);
    return quantities;
  }();
  return list;
}

const Quantity& quantity(std::string_view id) {
  const auto& list = quantities();
  const auto found = std::find_if(list.begin(), list.end(), [&](const Quantity& each) { return each.id == id; });
  assert(found != list.end());
  return *found;
}

int Shape::find(std::string_view quantity, std::string_view at, std::string_view group) const {
  const Series* stretch = find_series(quantity, group);
  if (!stretch) return -1;
  for (int i = stretch->first; i < stretch->first + stretch->size; ++i)
    if (points[static_cast<std::size_t>(i)].at == at) return i;
  return -1;
}

const Shape::Series* Shape::find_series(std::string_view quantity, std::string_view group) const {
  const auto found = std::find_if(series.begin(), series.end(), [&](const Series& each) {
    return quantities()[static_cast<std::size_t>(each.quantity)].id == quantity && each.group == group;
  });
  return found == series.end() ? nullptr : &*found;
}

std::vector<int> Shape::curve(std::string_view quantity) const {
  std::vector<int> result;
  for (const Series& each : series)
    if (quantities()[static_cast<std::size_t>(each.quantity)].id == quantity) result.push_back(each.first);
  return result;
}

Shape shape_of(const Scenario& scenario) {
  Shape shape;
  for (std::size_t q = 0; q < listed().size(); ++q) {
    const std::vector<std::string> times = times_of(listed()[q].when, scenario);
    if (times.empty()) continue;  // a run of less than a year
    for (const std::string& group : groups_of(listed()[q].quantity, scenario)) {
      shape.series.push_back(
          {static_cast<int>(q), group, static_cast<int>(shape.points.size()), static_cast<int>(times.size())});
      for (const std::string& at : times) shape.points.push_back({static_cast<int>(q), at, group});
    }
  }
  return shape;
}

int Outcomes::finished() const {
  return static_cast<int>(std::count_if(of.begin(), of.end(), [](const auto& mixes) { return !mixes.empty(); }));
}

}  // namespace tuiyan
