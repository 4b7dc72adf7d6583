// What is counted of the histories of households: spells, dates, risk, chronic poverty, targeting, kinds.
#include <algorithm>

#include "sim/kinds.h"
#include "sim/quantities.h"
#include "sim/scenario.h"

namespace tuiyan {

namespace {

namespace by {
const Names measure{"措施", "measure"};
const Names month{"自开始起的月数", "month since the start"};
const Names year_of_spell{"持续的第几年", "year of the spell"};
const Names share{"达到的比例", "share reached"};
const Names spell{"所处状态", "state"};
const Names kind{"户类型", "kind of household"};
const Names group{"人群类别", "group"};
const Names kind_or_village{"户类型或村", "kind of household or village"};
}  // namespace by

Listed share(const char* id, Names names, Names definition, Better better, When when) {
  return {{id, std::move(names), std::move(definition), "share", better}, when};
}

Listed grouped(Listed listed, const Names& by) {
  listed.quantity.grouped = true;
  listed.quantity.grouped_by = by;
  return listed;
}

Listed in_unit(Listed listed, const char* unit) {
  listed.quantity.unit = unit;
  return listed;
}

std::vector<Listed> spells() {
  const auto at_end = When::at_end;
  return {
      grouped(share("dissolved_by", {"在册期间消亡的户", "dissolved while registered"},
                    {"期初在册户中，脱贫前因死亡、迁出等而消亡的比例（与脱贫竞争的结局，Aalen–Johansen）",
                     "Share of the households registered at the start that dissolved before an exit (a competing "
                     "end, Aalen-Johansen)"},
                    Better::neither, at_end),
              by::month),
      grouped(share("opening_exit_hazard", {"期初在册户的年脱贫率", "yearly exits of those in at the start"},
                    {"期初在册户中，第若干年年初仍在册者在该年内脱贫的比例",
                     "Of the households registered at the start and still in when the year begins, the share that "
                     "exits within it"},
                    Better::neither, at_end),
              by::year_of_spell),
      grouped(share("register_exit_hazard", {"新纳入户的年脱贫率", "yearly exits of those who came in"},
                    {"开始以后新纳入或返贫的户中，在册第若干年年初仍在册者在该年内脱贫的比例（只算起点已知的时段）",
                     "Of the households registered during the run and still in when that year in the register begins, "
                     "the share that exits within it (spells whose start is known)"},
                    Better::neither, at_end),
              by::year_of_spell),
      grouped(share("return_hazard", {"脱贫后的年返贫率", "yearly returns of those out"},
                    {"脱贫后第若干年年初仍未返贫者在该年内返贫的比例",
                     "Of the households still out when that year since exit begins, the share put back within it"},
                    Better::neither, at_end),
              by::year_of_spell),
      grouped(share("poverty_exit_hazard", {"实际贫困的年脱离率", "yearly exits from true poverty"},
                    {"实际收入低于标准满若干年的户，下一年高于标准的比例（只算起点已知的时段）",
                     "Of the households truly poor for so many years, the share above the line in the next (spells "
                     "whose start is known)"},
                    Better::neither, at_end),
              by::year_of_spell),
      grouped(share("poverty_return_hazard", {"实际返贫的年比例", "yearly returns to true poverty"},
                    {"脱离实际贫困满若干年的户，下一年又低于标准的比例",
                     "Of the households above the line for so many years after poverty, the share below it in the "
                     "next"},
                    Better::neither, at_end),
              by::year_of_spell),
      in_unit(grouped(share("exit_date", {"脱贫进度", "out by"},
                            {"期初在册户中50%、90%、99%首次脱贫所用的月数；期内未达到的记为无穷大，不作外推",
                             "Months until 50, 90, 99 % of the households registered at the start have exited; where "
                             "that is not reached it is infinite, never extrapolated"},
                            Better::lower, at_end),
                      by::share),
              "months"),
      in_unit(grouped(share("median_months", {"时段中位数", "median spell"},
                            {"半数户结束该状态所用的月数（只计该结局，其他结局作竞争）；未达到的记为无穷大",
                             "Months until half have left the state (registered during the run; out); infinite where "
                             "that is not reached"},
                            Better::neither, at_end),
                      by::spell),
              "months"),
      share("stable_exit_share", {"稳定脱贫比例", "stable exits"},
            {"期末两年以前脱贫的户中，两年内未返贫且两年的实际收入都不低于贫困标准的比例",
             "Of the exits at least two years before the end, the share not followed by a return within 24 months and "
             "with the true income of both years at or above the poverty line"},
            Better::higher, at_end),
      in_unit(share("stable_exits", {"稳定脱贫户", "stable exits, households"},
                    {"两年内未返贫且两年的实际收入都不低于贫困标准的脱贫户数（期末两年以前的脱贫）",
                     "Exits, at least two years before the end, that are stable in this sense"},
                    Better::higher, at_end),
              "households"),
      in_unit(share("persons_out", {"期末已脱贫人口", "persons out at the end"},
                    {"期初或其后在册人员中期末已脱贫的人数",
                     "Persons registered at the start or later who are out at "
                     "the end"},
                    Better::higher, at_end),
              "persons"),
      in_unit(share("persons_self_reliant", {"期末靠自身收入脱贫人口", "persons out on own income at the end"},
                    {"其中不计补差和救助收入仍达标的人数", "Of these, above the exit line without top-ups or aid"},
                    Better::higher, at_end),
              "persons"),
      in_unit(share("poor_person_years", {"实际贫困人年", "person-years in poverty"},
                    {"各月实际贫困人数之和除以12", "Truly poor persons, summed over the months and divided by 12"},
                    Better::lower, at_end),
              "years"),
  };
}

std::vector<Listed> risk() {
  return {
      share("vulnerability", {"一年内致贫的可能", "chance to be poor within a year"},
            {"一年前实际收入不低于标准的人口中，现在低于标准的比例；对各次模拟取平均即为可能性",
             "Of the persons at or above the line a year ago, the share below it now; its mean over the replicates is "
             "the chance"},
            Better::lower, When::look_back),
      share("squared_gap", {"多年贫困强度", "poverty over the years"},
            {"各年贫困缺口比例平方的平均（Jalan–Ravallion分解的总量）",
             "Mean over years and persons of the squared gap: what Jalan and Ravallion take apart"},
            Better::lower, When::at_end),
      share("chronic_poverty", {"持续性贫困", "chronic poverty"},
            {"若每年都有多年平均收入（与标准之比）仍有的贫困强度",
             "What would be left of it if everybody had the mean of the years, in terms of the line, each year"},
            Better::lower, When::at_end),
      share("transient_poverty", {"暂时性贫困", "transient poverty"},
            {"其余部分，来自收入的起伏", "The rest, which comes of ups and downs"}, Better::lower, When::at_end),
      share("transient_share", {"暂时性贫困的比重", "transient share"},
            {"暂时性贫困占多年贫困强度的比例", "Transient poverty as a share of poverty over the years"},
            Better::neither, When::at_end),
      in_unit(share("exit_hazard_ratio", {"首年与第三年脱离率之比", "exit hazard, first to third year"},
                    {"实际贫困的年脱离率，第一年除以第三年；大于1即越久越难脱离",
                     "Yearly exits from true poverty, first year over third; above 1 the longer poor leave less often"},
                    Better::neither, When::at_end),
              "factor"),
      share("always_poor_share", {"年年贫困的人口", "poor in every year"},
            {"每年实际收入都低于标准的人口比例", "Share of the persons truly poor in every year"}, Better::lower,
            When::at_end),
      share("sometimes_poor_share", {"曾经贫困的人口", "poor in some year"},
            {"至少一年实际收入低于标准的人口比例", "Share of the persons truly poor in at least one year"},
            Better::lower, When::at_end),
  };
}

std::vector<Listed> targeting() {
  const auto look = When::look;
  return {
      share("inclusion_error", {"错评比例", "inclusion error"},
            {"在册人口中实际收入不低于贫困标准的比例",
             "Share of the registered persons whose true income is at or above the poverty line"},
            Better::lower, look),
      share("exclusion_error", {"漏评比例", "exclusion error"},
            {"实际贫困人口中不在册的比例", "Share of the truly poor persons who are not in the register"},
            Better::lower, look),
      share("need_enrolled_share", {"应帮尽帮比例", "need that is reached"},
            {"没有本组合支付时收入低于标准的人口中，最近12个月得到过支付的比例",
             "Of the persons who would be below the line without what the mix pays, the share that it paid in the last "
             "12 "
             "months"},
            Better::higher, look),
      share("enrolled_without_need_share", {"非需求人口占享受人口", "enrolled without need"},
            {"最近12个月得到过本组合支付的人口中，没有支付也不低于标准的比例",
             "Of the persons that the mix paid in the last 12 months, the share at or above the line without what the "
             "mix pays"},
            Better::neither, look),
      in_unit(share("income_lifted", {"受帮扶者的人均收入", "income of those lifted"},
                    {"没有支付时低于标准而得到支付的人口，含支付的人均年收入",
                     "Income of the persons below the line without what the mix pays and paid by it, with it"},
                    Better::neither, look),
              "yuan/person"),
      in_unit(share("income_near_poor", {"边缘户人均收入", "income just above the line"},
                    {"未得到支付、不在册、收入为标准1至1.25倍的人口的人均年收入",
                     "Income of the persons without support, not registered, between the line and 1.25 times it"},
                    Better::neither, look),
              "yuan/person"),
      share(
          "overtaking_share", {"悬崖效应", "lifted above the near-poor"},
          {"没有支付时低于标准而得到支付的人口中，帮扶后超过标准1.25倍、即超过边缘户的比例",
           "Of the persons below the line without what the mix pays and paid by it, the share lifted above 1.25 times "
           "the line, so above those just above it who get nothing"},
          Better::lower, look),
      in_unit(grouped(share("poorest_fifth_income", {"最低五分之一人均收入", "income of the poorest fifth"},
                            {"该类人口中收入最低的五分之一，最近12个月人均收入",
                             "Income over the last 12 months, by person, of the poorest fifth of the group's persons"},
                            Better::higher, look),
                      by::group),
              "yuan/person"),
  };
}

std::vector<Listed> kinds() {
  const auto at_end = When::at_end;
  return {
      in_unit(grouped(share("kind_persons", {"各类人口", "persons by kind"},
                            {"期初或其后在册的人数，按户类型和村", "Persons registered at the start or later"},
                            Better::neither, at_end),
                      by::kind_or_village),
              "persons"),
      grouped(share("kind_exited_share", {"各类已脱贫比例", "out of poverty by kind"},
                    {"其中期末已脱贫的比例", "Share of these who are out at the end"}, Better::higher, at_end),
              by::kind_or_village),
      grouped(share("kind_poor_share", {"各类实际贫困发生率", "poverty rate by kind"},
                    {"全部模拟人口中，最后一次年度核算时实际收入低于标准的比例",
                     "Share of all simulated persons truly poor at the last yearly look"},
                    Better::lower, at_end),
              by::kind_or_village),
      grouped(share("kind_self_reliant_share", {"各类靠自身收入脱贫比例", "out on own income by kind"},
                    {"期末已脱贫且不计补差和救助收入仍达标的比例", "Share out on own income at the end"},
                    Better::higher, at_end),
              by::kind),
      grouped(share("kind_returned_share", {"各类返贫在册比例", "back in the register by kind"},
                    {"脱贫后期末又在册的比例", "Share who had exited and are registered again at the end"},
                    Better::lower, at_end),
              by::kind),
      grouped(share("kind_vulnerability", {"各类一年内致贫的可能", "chance to be poor within a year by kind"},
                    {"某年不低于标准而次年低于标准的人次比例，各年合计",
                     "Of the persons at or above the line in a year, the share below it in the next, all years"},
                    Better::lower, at_end),
              by::kind),
      in_unit(grouped(share("displaced_workers", {"替代的就业", "displaced jobs"},
                            {"年末由措施安排、但没有措施也会就业的人数",
                             "Workers placed by the measure at the end of the year who would have had a job anyway"},
                            Better::lower, When::year),
                      by::measure),
              "persons"),
  };
}

}  // namespace

std::vector<Listed> listed_histories() {
  std::vector<Listed> all;
  for (const auto& part : {spells(), risk(), targeting(), kinds()}) all.insert(all.end(), part.begin(), part.end());
  return all;
}

std::vector<std::string> history_groups(const Quantity& quantity, const Scenario& scenario) {
  const Names& grouped = quantity.grouped_by;
  std::vector<std::string> groups;
  if (!quantity.grouped) return groups;
  if (grouped == by::year_of_spell)
    for (int year = 1; year <= std::max(1, scenario.months / 12); ++year) groups.push_back(std::to_string(year));
  if (grouped == by::share) groups = {"50", "90", "99"};
  if (grouped == by::group)
    for (const GroupRules& group : scenario.people.groups) groups.push_back(group.id);
  if (grouped == by::spell) groups = {"registered", "out"};
  if (grouped == by::kind || grouped == by::kind_or_village) groups = kinds_of(scenario);
  if (grouped == by::kind_or_village)
    for (std::string& village : villages_of(scenario)) groups.push_back(std::move(village));
  return groups;
}

}  // namespace tuiyan
