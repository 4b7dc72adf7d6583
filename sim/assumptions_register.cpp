// The register where a scenario is silent: every default with the range of sensitivity runs, grade and source.
// What is off by default has no range, so that a sensitivity run never switches it on.
#include "sim/evidence.h"
#include "sim/registry.h"

namespace tuiyan {

namespace {

Datum off(const Names& reason) { return assumed(0, 0, 0, reason); }

// Of a list, so without a grade: a scenario writes the list whole.
ProcedureStep step(const char* id, const Names& names, double days) {
  ProcedureStep one;
  one.id = id;
  one.names = names;
  one.days = neutral(days);
  return one;
}

}  // namespace

// Notice on the dynamic adjustment of 2017 (S004-069): villagers' meeting by 11 November.
Round::Round() : day(neutral(11)) {}

VillageExit::VillageExit() {
  rural_persons = off({"未给出时以推演人口为分母；方案应给出当地农村人口",
                       "without it the simulated persons; a scenario gives the rural population"});
  village_rate = elsewhere(0.02, 0.02, 0.03,
                           {"《关于建立贫困退出机制的意见》（2016年）：2%以下，西部3%以下；凭记忆",
                            "Opinions on the mechanism of exit from poverty (2016): below 2 %, in the west below 3 %; "
                            "recalled"});
  place_rate = elsewhere(0.02, 0.02, 0.03, {"同上：贫困县退出标准；凭记忆", "the same, for counties; recalled"});
}

RegisterRules::RegisterRules() : rounds(1) {
  held_months = off({"默认不要求连续达标", "no run of months above the line is asked for"});
  margin = assumed(1.10, 1.0, 1.2,
                   {"收入不确定部分多留一成余地", "officials ask for a tenth more where income is uncertain"});
  observation_sd = assumed(0.10, 0.05, 0.20, {"入户估算收入的误差", "error of an income estimated in a visit"});
  const Names strict{"认定程序起初从严，2017年起成为常规", "procedure was strict at first and routine by 2017"};
  const Names found{"返贫排查逐年加强", "the search for those fallen back grew from year to year"};
  approval.steps = {{Month::of(2014, 1), assumed(0.55, 0.40, 0.70, strict)},
                    {Month::of(2015, 1), assumed(0.68, 0.55, 0.80, strict)},
                    {Month::of(2016, 1), assumed(0.82, 0.70, 0.90, strict)},
                    {Month::of(2017, 1), assumed(0.95, 0.85, 1.00, strict)}};
  detection.steps = {{Month::of(2014, 1), assumed(0.10, 0.05, 0.20, found)},
                     {Month::of(2016, 1), assumed(0.30, 0.15, 0.50, found)},
                     {Month::of(2018, 1), assumed(0.50, 0.30, 0.80, found)}};
  monitored_found = off({"监测户与其他户同样排查", "the monitored are searched like all others"});

  // The same notice (S004-060 to S004-064): notices of 7 days, announcements of 5; reviews and the data match fall
  // into them. 13 and 20 days.
  exit_steps = {step("review", {"民主评议", "review"}, 0), step("notice", {"公示", "public notice"}, 7),
                step("announcement", {"公告", "announcement"}, 5), step("notification", {"告知", "notification"}, 1)};
  entry_steps = {step("review", {"第一次评议", "first review"}, 0),
                 step("notice", {"第一次公示", "first public notice"}, 7),
                 step("match", {"数据比对", "data match"}, 0),
                 step("second_review", {"第二次评议", "second review"}, 0),
                 step("second_notice", {"第二次公示", "second public notice"}, 7),
                 step("announcement", {"公告", "announcement"}, 5),
                 step("notification", {"告知", "notification"}, 1)};

  pressure = off({"“达不到标准的一个都不能退出”；开关默认关闭",
                  "\"who does not reach the standard does not exit\"; the switch is off"});
  permanent_weight = assumed(
      0.5, 0.2, 0.8,
      {"村里既看当年收入，也看一贯的家境", "villagers look at the year's income and at how a family usually fares"});
  planned_from = assumed(
      0.8, 0.7, 0.9,
      {"离标准不足两成的户列入下年预脱贫台账", "who lacks less than a fifth is planned for the next year's exit"});
  unsupported_from = off({"脱贫不脱政策；方案可设为当地平均收入的倍数",
                          "policies go on after exit; a scenario may set a multiple of the place's mean income"});
  wrong_from = assumed(2, 1.5, 3, {"实际收入达标准两倍仍在册，视为错评", "registered with twice the line is an error"});
  data_match =
      off({"灯塔村约六年清退一户；默认关闭", "Dengta cleaned out one household of 139 in about six years; off"});
}

MonitoringRules::MonitoringRules() : from(Month::of(2020, 1)) {
  const Names guide{"《关于建立防止返贫监测和帮扶机制的指导意见》（2020年）",
                    "guiding opinions on monitoring against return to poverty (2020)"};
  const Names score{"风险评分的权重由本模型设定", "weights of the risk score are ours"};
  line_factor = elsewhere(1.5, 1.3, 1.7, guide);
  expense_share = assumed(0.40, 0.25, 0.60,
                          {"“大额刚性支出”；取灾难性支出的通行界限",
                           "\"large rigid expenses\"; the usual bound of catastrophic expenditure"});
  income_drop = assumed(0.40, 0.25, 0.60, {"“收入大幅缩减”", "\"income shrinks much\""});
  income_sd = assumed(0.10, 0.05, 0.20, {"同入户估算收入的误差", "as in a visit of the round"});
  cap = elsewhere(0.05, 0.03, 0.10, guide);
  hold = assumed(6, 3, 12, {"风险消除须稳定一段时间", "a risk must be over for some time"});
  distance_points = assumed(1.0, 0.5, 2.0, score);
  illness_points = assumed(0.3, 0.1, 0.6, score);
  one_earner_points = assumed(0.2, 0.1, 0.4, score);
  debt_points = assumed(0.3, 0.1, 0.6, score);
  support_points = assumed(0.3, 0.1, 0.6, score);
}

Fields fields(Round& r) {
  const Limits households = whole(0, 1e9);
  Fields f;
  f.list = {
      {"window_end",
       {"收入核算截止月", "last month of the income window"},
       "month of the year",
       &r.window_end,
       whole(1, 12)},
      {"decided", {"评议认定月", "month of the decision"}, "month of the year", &r.decided, whole(1, 12)},
      {"in_force", {"生效月", "month in force"}, "month of the year", &r.in_force, whole(1, 12)},
      {"kind",
       {"认定内容", "what it decides"},
       "",
       choice_of(r.kind, {"all", "exits", "entries"},
                 {{"退出和纳入", "exits and entries"},
                  {"只认定退出", "exits alone"},
                  {"只认定纳入和返贫", "entries and returns alone"}})},
      {"day", {"评议日", "day of the first meeting"}, "day of the month", &r.day, whole(1, 31)},
      {"from", {"首次认定", "first decision"}, "", &r.from},
      {"until", {"末次认定", "last decision"}, "", &r.until},
      {"exit_target", {"计划脱贫户数", "exits that the plan names"}, "households", &r.exit_target, households},
      {"entry_quota", {"纳入指标", "entries at most"}, "households", &r.entry_quota, households},
      {"visit_capacity", {"入户核查能力", "households visited at most"}, "households", &r.visit_capacity, households},
  };
  f.check = [&r](const std::string& path, Problems& problems) {
    const int decided = (r.decided - r.window_end + 12) % 12, in_force = (r.in_force - r.window_end + 12) % 12;
    if (in_force < decided)
      problems.push_back({path + "/in_force", {"生效月不能早于认定月", "it can not be in force before it is decided"}});
    if (r.from && r.until && *r.until < *r.from)
      problems.push_back({path + "/until",
                          {"末次 " + r.until->text() + " 早于首次 " + r.from->text(),
                           r.until->text() + " is before the first decision, " + r.from->text()}});
  };
  return f;
}

Fields fields(ProcedureStep& s) {
  Fields f;
  f.list = {
      {"id", {"编号", "id"}, "", &s.id, {}, true},
      {"names", {"名称", "names"}, "", &s.names},
      {"days", {"天数", "days"}, "days", &s.days, between(0, 365)},
      {"refused", {"该环节否决比例", "share refused in it"}, "share", &s.refused, between(0, 1)},
  };
  return f;
}

Fields fields(Veto& v) {
  Fields f;
  f.list = {
      {"id", {"编号", "id"}, "", &v.id, {}, true},
      {"names", {"名称", "names"}, "", &v.names},
      {"who", {"条件", "condition"}, "", Expression{&v.who, {}}, {}, true},
      {"of_entry", {"禁止纳入（否则禁止退出）", "forbids an entry, not an exit"}, "", &v.of_entry},
  };
  return f;
}

Fields fields(VillageExit& v) {
  Fields f;
  f.list = {
      {"rural_persons", {"农村人口", "rural population"}, "persons", &v.rural_persons, whole(0, 1e9)},
      {"village_rate",
       {"村退出的贫困发生率", "rate of a village that is out"},
       "share",
       &v.village_rate,
       between(0, 1)},
      {"place_rate", {"县退出的贫困发生率", "rate of a place that is out"}, "share", &v.place_rate, between(0, 1)},
  };
  return f;
}

Fields fields(MonitoringRules& m) {
  const Limits share = between(0, 1), points = between(0, 100);
  Fields f;
  f.list = {
      {"from", {"首次监测", "first review"}, "", &m.from},
      {"line_factor", {"收入监测线", "income below which it is flagged"}, "lines", &m.line_factor, between(0, 100)},
      {"expense_share",
       {"自付支出占收入", "out-of-pocket cost that flags it"},
       "share",
       &m.expense_share,
       between(0, 100)},
      {"income_drop", {"收入降幅", "fall of income that flags it"}, "share", &m.income_drop, share},
      {"income_sd", {"收入核算误差", "error of observed income"}, "ln", &m.income_sd, between(0, 2)},
      {"cap", {"监测规模上限", "monitored at most, of those ever registered"}, "share", &m.cap, share},
      {"hold", {"至少监测", "stays at least"}, "months", &m.hold, whole(0, 600)},
      {"distance_points", {"每低一个标准的分数", "points per line of distance"}, "", &m.distance_points, points},
      {"illness_points", {"有病人的分数", "points for illness"}, "", &m.illness_points, points},
      {"one_earner_points",
       {"劳动力不足两人的分数", "points without a second earner"},
       "",
       &m.one_earner_points,
       points},
      {"debt_points", {"欠债的分数", "points for debt"}, "", &m.debt_points, points},
      {"support_points", {"收入全靠帮扶的分数", "points if all income is support"}, "", &m.support_points, points},
  };
  return f;
}

namespace {

bool meet_in_time(const Round& a, const Round& b) {
  return !(a.until && b.from && *a.until < *b.from) && !(b.until && a.from && *b.until < *a.from);
}

}  // namespace

Fields fields(RegisterRules& r) {
  const Limits share = between(0, 1);
  Fields f;
  f.list = {
      {"rounds", {"动态调整轮次", "rounds of the year"}, "", list_of(r.rounds)},
      {"exit_rule",
       {"退出收入窗口", "window of an exit"},
       "",
       choice_of(r.exit_rule, {"one_window", "two_windows", "mean_of_two"},
                 {{"一年", "one year"}, {"连续两年", "two years in a row"}, {"两年平均", "mean of two years"}})},
      {"exit_income",
       {"退出所计收入", "income that counts at an exit"},
       "",
       choice_of(r.exit_income, {"all", "without_aid", "without_measures"},
                 {{"全部收入", "all"},
                  {"不计低保等补差和救助", "without running dibao, top-ups and aid"},
                  {"不计一切措施收入", "without all that measures pay"}})},
      {"exit_expenses", {"退出时扣除自付支出", "out-of-pocket cost is taken off at an exit"}, "", &r.exit_expenses},
      {"held_months", {"连续达标月数", "months in a row above the line"}, "months", &r.held_months, whole(0, 240)},
      {"margin", {"不确定收入的安全系数", "margin on uncertain income"}, "factor", &r.margin, between(0.5, 3)},
      {"observation_sd", {"收入核算误差", "error of observed income"}, "ln", &r.observation_sd, between(0, 2)},
      {"approval", {"达标户获批概率", "approval of those that qualify"}, "share", &r.approval, share},
      {"detection", {"返贫及新致贫发现概率", "returns and new entries found in a round"}, "share", &r.detection, share},
      {"monitored_found",
       {"监测户的发现概率", "the same of the monitored, if higher"},
       "share",
       &r.monitored_found,
       share},
      {"expenses_count", {"计入自付支出（支出型贫困）", "out-of-pocket cost can push back"}, "", &r.expenses_count},
      {"exit_steps", {"退出程序", "steps of an exit"}, "", list_of(r.exit_steps)},
      {"entry_steps", {"纳入和返贫程序", "steps of an entry or return"}, "", list_of(r.entry_steps)},
      {"vetoes", {"不得退出或纳入的情形", "what forbids an exit or entry"}, "", list_of(r.vetoes)},
      {"pressure", {"指标压力", "pressure of planned exits"}, "share", &r.pressure, share},
      {"permanent_weight",
       {"指标内排序中常态收入的权重", "weight of usual income in the ranking"},
       "share",
       &r.permanent_weight,
       share},
      {"planned_from",
       {"列入预脱贫台账的收入", "income that plans the next exit"},
       "lines",
       &r.planned_from,
       between(0, 100)},
      {"unsupported_from",
       {"不再享受政策的收入（当地平均的倍数）", "income that ends support, in means of the place"},
       "factor",
       &r.unsupported_from,
       between(0, 1000)},
      {"wrong_from", {"错评的收入", "income of a wrong registration"}, "lines", &r.wrong_from, between(1, 1000)},
      {"data_match", {"数据比对查出错评的概率", "wrong registrations found in a round"}, "share", &r.data_match, share},
      {"lines", {"另行统计的标准", "further lines that are counted"}, "", &r.lines},
      {"village_exit", {"村县退出", "exit of villages and the place"}, "", fields(r.village_exit)},
      {"monitoring", {"防返贫监测", "monitoring"}, "", fields(r.monitoring)},
  };
  f.check = [&r](const std::string& path, Problems& problems) {
    for (std::size_t i = 0; i < r.rounds.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (r.rounds[i].window_end == r.rounds[j].window_end && meet_in_time(r.rounds[i], r.rounds[j]))
          problems.push_back({path + "/rounds/" + std::to_string(i) + "/window_end",
                              {"与第 " + std::to_string(j + 1) + " 轮的截止月相同",
                               "the same window as round " + std::to_string(j + 1)}});
    if (r.lines.size() > 8) problems.push_back({path + "/lines", {"至多 8 条标准", "at most 8 lines"}});
  };
  return f;
}

}  // namespace tuiyan
