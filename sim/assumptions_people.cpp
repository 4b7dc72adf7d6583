// People where a scenario is silent: every default with the range of sensitivity runs, grade and
// source. docs/parameters.md is printed from here.
#include "sim/evidence.h"
#include "sim/population.h"

namespace tuiyan {

PeopleRules::PeopleRules() {
  villages = assumed(10, 5, 20, {"相当于一个乡镇；方案应自行给出", "a township; a scenario gives its own number"});
  registered_income =
      assumed(2500, 2000, 3000,
              {"低于2015年全部建档立卡人口的3,416元（人民网2020年），后者包括已脱贫者",
               "below the 3,416 yuan of all ever registered in 2015 (People's Daily Online 2020), which "
               "covers those already out as well"});
  registered_income_year =
      assumed(2015, 2015, 2015, {"在册人口收入所属年份", "the year of the mean income of the registered"});
  local_income =
      elsewhere(8452, 7600, 9300,
                {"国家统计局农村贫困监测：2016年贫困地区农村居民人均可支配收入",
                 "NBS, rural poverty monitoring: disposable income of rural residents in poor areas in 2016"});
  local_income_year = elsewhere(2016, 2016, 2016, {"当地收入所属年份", "the year of the mean income of the place"});
  selection_sd = assumed(
      0.30, 0.10, 0.60,
      {"首轮识别靠村民评议，无数据比对；2013年低保瞄准误差很大（Golan等2015年，Kakwani等2017年）",
       "the first round went by villagers' reviews without a data match; targeting of dibao was poor in 2013 (Golan "
       "et al. 2015, Kakwani et al. 2017)"});
  running_floor = assumed(
      0.30, 0.10, 0.50,
      {"2017年以前符合条件者中约三成享受低保", "three in ten of those it would fit had the allowance before 2017"});
}

GroupRules::GroupRules() {
  without_worker =
      assumed(0.30, 0.15, 0.50,
              {"约三分之一的在册户没有劳动力", "about a third of registered households have nobody able to work"});
  all_old = assumed(0.5, 0.3, 0.7,
                    {"没有劳动力的家庭一半全是老人", "half of the households without a worker are old people alone"});
  children = assumed(0.15, 0.05, 0.25, {"家庭小、老龄化，儿童少", "few children in small, ageing households"});
  ill = elsewhere(0.5, 0.4, 0.6,
                  {"Zhou、Guo、Liu 2020年，《国际卫生公平杂志》：52%的贫困户因病致贫，六成以上有病人",
                   "Zhou, Guo, Liu 2020, International Journal for Equity in Health: 52 % of poor households name "
                   "illness, over 60 % have a patient"});
  disabled = assumed(0.15, 0.05, 0.25,
                     {"因残致贫约占6%（凭记忆），有残疾人的家庭更多",
                      "main cause disability in about 6 % of registered households, and more with such a member"});
  remote = assumed(0.35, 0.15, 0.55, {"居住地难以维持生计的比例", "share living where land can not support them"});
  land = assumed(8, 4, 16, {"旱作地区的小农户", "a small holding in a dry area"});
  income_factor = neutral(1);
  income_low = assumed(1, 0.8, 1.2, {"刚过标准线的家庭", "those just above the line"});
  income_high = assumed(2, 1.5, 3, {"仍在标准线附近的家庭", "those still near the line"});
}

Guarantee::Guarantee() {
  missing = assumed(0.03, 0, 0.10, {"在册户中仍未达标的很少", "few registered households still lack it"});
  loss = assumed(0.001, 0, 0.003, {"每年约1%再度失去", "about 1 % a year lose it again"});
  regain = assumed(0, 0, 0, {"无措施则不会自行恢复", "without a measure it does not come back by itself"});
}

Fields fields(GroupRules& g) {
  const Limits share = between(0, 1);
  Fields f;
  f.list = {
      {"id", {"编号", "id"}, "", &g.id, {}, true},
      {"names", {"名称", "names"}, "", &g.names},
      {"standing",
       {"身份", "standing"},
       "",
       choice_of(g.standing, {"registered", "exited_supported", "exited", "fringe", "everyone"},
                 {{"在册贫困户", "registered"},
                  {"已脱贫（享受帮扶）", "exited, still supported"},
                  {"已脱贫（不再帮扶）", "exited, no longer supported"},
                  {"边缘户", "fringe"},
                  {"全体农户（从中识别在册户）", "everyone: the register is chosen among them"}})},
      {"households", {"户数", "households"}, "households", &g.households, whole(0, 1e9)},
      {"persons", {"人数", "persons"}, "persons", &g.persons, whole(0, 1e10)},
      {"main", {"主要帮扶措施", "main measure in the register"}, "", &g.main},
      {"without_worker", {"无劳动力户占比", "households without a worker"}, "share", &g.without_worker, share},
      {"all_old",
       {"无劳动力户中全为老人的占比", "all old, of the households without a worker"},
       "share",
       &g.all_old,
       share},
      {"children",
       {"16岁以下人口占比（2人及以上户）", "persons under 16 in households of two or more"},
       "share",
       &g.children,
       share},
      {"ill", {"有病人户占比", "households with an ill member"}, "share", &g.ill, share},
      {"disabled", {"有残疾人户占比", "households with a disabled member"}, "share", &g.disabled, share},
      {"remote", {"居住偏远户占比", "households living remote"}, "share", &g.remote, share},
      {"land", {"户均耕地", "land of a household"}, "mu/household", &g.land, between(0, 10000)},
      {"income_low", {"常态收入下限", "lowest usual income"}, "lines", &g.income_low, between(0, 100)},
      {"income_high", {"常态收入上限", "highest usual income"}, "lines", &g.income_high, between(0, 100)},
      {"income_factor",
       {"人均收入（当地平均的倍数，只用于全体农户）", "mean income in means of the place, only of everyone"},
       "factor",
       &g.income_factor,
       between(0.01, 100)},
  };
  f.check = [&g](const std::string& path, Problems& problems) {
    const std::string households = number_text(g.households), persons = number_text(g.persons);
    if (g.persons < g.households)
      problems.push_back({path + "/persons",
                          {persons + " 人少于 " + households + " 户：每户至少 1 人",
                           persons + " persons are fewer than " + households + " households; each has at least one"}});
    if (g.persons > 15 * g.households)
      problems.push_back({path + "/persons",
                          {persons + " 人对 " + households + " 户过多：每户至多 15 人",
                           persons + " persons are too many for " + households + " households; each has at most 15"}});
    if (g.income_low > g.income_high)
      problems.push_back({path + "/income_low",
                          {"下限 " + number_text(g.income_low) + " 高于上限 " + number_text(g.income_high),
                           number_text(g.income_low) + " is above income_high, " + number_text(g.income_high)}});
  };
  return f;
}

Fields fields(CauseRules& c) {
  Fields f;
  f.list = {
      {"id", {"编号", "id"}, "", &c.id, {}, true},
      {"names", {"名称", "names"}, "", &c.names},
      {"share", {"占比", "share"}, "share", &c.share, between(0, 1), true},
      {"groups", {"多见于", "groups where it is more likely"}, "", &c.groups},
      {"factor", {"倍数", "times as likely there"}, "factor", &c.factor, between(0, 1000)},
      {"fits", {"优先适用的住户条件", "households of a group that get it first"}, "", Expression{&c.fits, {}}},
  };
  return f;
}

Fields fields(MemberRules& m) {
  Fields f;
  f.list = {
      {"age", {"年龄", "age"}, "years", &m.age, between(0, 120), true},
      {"female", {"女性", "female"}, "", &m.female},
      {"able", {"有劳动能力", "able to work"}, "", &m.able},
      {"disabled", {"残疾", "disabled"}, "", &m.disabled},
      {"chronic", {"慢性病", "chronically ill"}, "", &m.chronic},
  };
  return f;
}

Fields fields(HouseholdRules& h) {
  Fields f;
  f.list = {
      {"name", {"户名", "name"}, "", &h.name, {}, true},
      {"group", {"所属类别", "group"}, "", &h.group, {}, true},
      {"land", {"耕地", "land"}, "mu", &h.land, between(0, 10000)},
      {"income", {"人均市场收入", "market income"}, "yuan/person/year", &h.income, between(0, 1e6)},
      {"transfers", {"人均转移收入", "transfers"}, "yuan/person/year", &h.transfers, between(0, 1e6)},
      {"members", {"成员", "members"}, "", list_of(h.members), {}, true},
  };
  f.check = [&h](const std::string& path, Problems& problems) {
    if (h.members.size() <= 15) return;
    const std::string size = std::to_string(h.members.size());
    problems.push_back(
        {path + "/members", {"共 " + size + " 人；每户至多 15 人", size + " members; a household has at most 15"}});
  };
  return f;
}

Fields fields(PeopleRules& p) {
  Fields f;
  f.list = {
      {"villages", {"行政村数", "villages"}, "villages", &p.villages, whole(1, 1e7)},
      {"registered_income",
       {"在册人口人均收入（帮扶前）", "mean income of the registered before measures"},
       "yuan/person/year",
       &p.registered_income,
       between(1, 1e6)},
      {"registered_income_year",
       {"该收入所属年份", "year of that income"},
       "calendar year",
       &p.registered_income_year,
       whole(1990, 2200)},
      {"local_income",
       {"当地农村人均收入", "mean income of the place"},
       "yuan/person/year",
       &p.local_income,
       between(1, 1e6)},
      {"local_income_year",
       {"该收入所属年份", "year of that income"},
       "calendar year",
       &p.local_income_year,
       whole(1990, 2200)},
      {"running_floor",
       {"期初已享受低保的比例", "allowance in payment at the start, of those it would fit"},
       "share",
       &p.running_floor,
       between(0, 1)},
      {"running_floor_line", {"其低保标准", "line of that allowance"}, "", &p.running_floor_line},
      {"register_quota",
       {"首次建档的户数（0为按类别给定）", "households chosen for the first register (0: groups say who is in it)"},
       "households",
       &p.register_quota,
       whole(0, 1e9)},
      {"selection_sd",
       {"首次识别时收入估计的误差", "error of the income seen when the register was first made"},
       "ln",
       &p.selection_sd,
       between(0, 3)},
      {"groups", {"人群类别", "groups"}, "", list_of(p.groups)},
      {"causes", {"致贫原因", "causes"}, "", list_of(p.causes)},
      {"households", {"逐户列出", "households listed one by one"}, "", list_of(p.households)},
  };
  return f;
}

Fields fields(Guarantee& g) {
  Fields f;
  f.list = {
      {"id", {"编号", "id"}, "", &g.id, {}, true},
      {"names", {"名称", "names"}, "", &g.names},
      {"who", {"适用住户条件", "households it concerns"}, "", Expression{&g.who, {}}},
      {"missing", {"期初未达标比例", "registered without it at the start"}, "share", &g.missing, between(0, 1)},
      {"loss", {"再度失去的概率", "chance to lose it"}, "share/month", &g.loss, between(0, 1)},
      {"regain", {"自行恢复的概率", "chance to have it back by itself"}, "share/month", &g.regain, between(0, 1)},
  };
  return f;
}

}  // namespace tuiyan
