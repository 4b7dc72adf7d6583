// What is counted because documents publish it: stocks and flows of the register against the people, incomes at the end
// of a year, persons in measures.
#include "sim/quantities.h"
#include "sim/scenario.h"
#include "sim/year_end.h"

namespace tuiyan {

namespace {

namespace by {
const Names standpoint{"人群", "whose"};
const Names source{"收入来源", "source of income"};
const Names cause{"致贫原因", "cause"};
const Names measure_used{"措施", "measure"};
}  // namespace by

std::vector<Listed> register_and_money() {
  return {
      {{"registered_share",
        {"贫困发生率（建档立卡）", "registered share"},
        {"在册人口占农村人口（方案未给出农村人口时为全部推演人口）的比例",
         "Registered persons as a share of the rural population, or of all simulated persons where the scenario gives "
         "none"},
        "share",
        Better::lower},
       When::stock},
      {{"out_persons",
        {"已脱贫人口", "persons out"},
        {"已脱贫人数，含期初以前脱贫的人口", "Persons who are out, those out before the opening too"},
        "persons",
        Better::higher},
       When::stock},
      {{"out_households",
        {"已脱贫户", "households out"},
        {"已脱贫户数，含期初以前脱贫的户", "Households that are out, those out before the opening too"},
        "households",
        Better::higher},
       When::stock},
      {{"return_share_year",
        {"全年返贫率", "return rate of the year"},
        {"当年返贫人数占年初已脱贫人口的比例",
         "Persons put back in the calendar year as a share of those out when it began"},
        "share",
        Better::lower},
       When::year},
      {{"spending_total_year",
        {"全年总支出", "all spending of the year"},
        {"当年全部措施的现金支出", "Money spent on all measures in the calendar year"},
        "yuan",
        Better::neither},
       When::year},
      {{"begun_households_year",
        {"全年新享受户", "households that began"},
        {"当年开始享受该措施的户数", "Households that began in the measure in the calendar year"},
        "households",
        Better::neither,
        true,
        by::measure_used},
       When::year},
  };
}

std::vector<Listed> incomes() {
  return {
      {{"mean_income",
        {"人均收入", "mean income"},
        {"该人群年末（及期初）最近12个月人均收入；ever_registered 为在册与已脱贫合计",
         "Income of these persons over the last 12 months, at the end of the year and at the opening; ever_registered "
         "are the registered and those out"},
        "yuan/person",
        Better::higher,
        true,
        by::standpoint},
       When::december},
      {{"median_income",
        {"收入中位数", "median income"},
        {"该人群最近12个月人均收入的中位数", "Median of the same incomes, by person"},
        "yuan/person",
        Better::higher,
        true,
        by::standpoint},
       When::december},
      {{"income_growth_year",
        {"人均收入增速", "growth of mean income"},
        {"该人群当年人均收入比上年的名义增长", "Mean income of these persons against the year before, less 1; nominal"},
        "share",
        Better::higher,
        true,
        by::standpoint},
       When::growth},
      {{"low_income",
        {"低收入组人均收入", "income of the poorest fifth"},
        {"全部推演人口中收入最低五分之一的人均收入", "Mean income of the poorest fifth of all simulated persons"},
        "yuan/person",
        Better::higher},
       When::december},
      {{"income_source_share",
        {"收入构成", "share of income by source"},
        {"建档立卡人口（在册与已脱贫）收入的来源构成：市场收入、期初已有的转移、措施带来的务工经营和资产收入、措施的补"
         "差和救助",
         "Income of the registered and those out by source: market; transfers in force at the start; earned through "
         "measures; aid of measures"},
        "share",
        Better::neither,
        true,
        by::source},
       When::december},
      {{"cause_share",
        {"致贫原因构成", "registered by cause"},
        {"在册户按主要致贫原因的比例", "Share of the registered households by main cause"},
        "share",
        Better::neither,
        true,
        by::cause},
       When::december},
      {{"enrolled_persons",
        {"在享人数", "persons in the measure"},
        {"年末享受该措施的户的人数", "Persons of the households in the measure at the end of the year"},
        "persons",
        Better::neither,
        true,
        by::measure_used},
       When::december},
  };
}

}  // namespace

std::vector<Listed> listed_years() {
  std::vector<Listed> all = register_and_money();
  for (Listed& each : incomes()) all.push_back(std::move(each));
  return all;
}

std::optional<std::vector<std::string>> year_groups(const Quantity& quantity, const Scenario& scenario) {
  if (quantity.grouped_by == by::standpoint) return standpoint_ids();
  if (quantity.grouped_by == by::source) return source_ids();
  if (quantity.grouped_by != by::cause) return std::nullopt;
  std::vector<std::string> causes;
  for (const CauseRules& cause : scenario.people.causes) causes.push_back(cause.id);
  return causes;
}

}  // namespace tuiyan
