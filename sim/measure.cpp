#include "sim/measure.h"

#include <algorithm>
#include <utility>

namespace tuiyan {

namespace {

const std::vector<std::string> per_words{"household", "person",  "worker",   "mu",     "old",   "child",
                                         "pupil",     "student", "disabled", "unable", "old70", "old80"};
const std::vector<Names> per_names{{"每户", "per household"},
                                   {"每人", "per person"},
                                   {"每个劳动力", "per worker"},
                                   {"每亩", "per mu"},
                                   {"每位60岁以上老人", "per member of 60 or more"},
                                   {"每个16岁以下儿童", "per child under 16"},
                                   {"每个中小学生", "per pupil"},
                                   {"每个大学生", "per student"},
                                   {"每个残疾人", "per disabled member"},
                                   {"每个无劳动能力成人", "per grown member without labour"},
                                   {"每位70岁以上老人", "per member of 70 or more"},
                                   {"每位80岁以上老人", "per member of 80 or more"}};

const Limits yuan = between(0, 1e7);
const Limits share = between(0, 1);
const Limits months = whole(0, 600);
const Limits price_years = whole(0, 2200);

Choice per_choice(Per& per) { return choice_of(per, per_words, per_names); }

Choice follows_choice(Follows& follows) {
  return choice_of(follows, {"nothing", "prices", "wages"},
                   {{"不变", "nothing"}, {"随物价", "prices"}, {"随工资", "wages"}});
}

Choice scope_choice(Scope& scope) {
  return choice_of(scope, {"household", "member", "village", "firm"},
                   {{"户", "household"}, {"成员", "member"}, {"村", "village"}, {"企业或合作社", "firm"}});
}

Field delay_field(Datum& delay) { return {"delay", {"生效前等待", "delay"}, "months", &delay, months}; }

Field price_year_field(Datum& year) {
  return {"price_year",
          {"价格年份（0为方案首年）", "price year (0: the scenario's first)"},
          "calendar year",
          &year,
          price_years};
}

Fields fields_of(IncomeEffect& e) {
  Fields f;
  f.list = {
      {"amount", {"金额", "amount"}, "yuan/unit/year", &e.amount, yuan},
      {"per", {"计发单位", "per"}, "", per_choice(e.per)},
      {"kind",
       {"收入性质", "kind of income"},
       "",
       choice_of(e.kind, {"earned", "aid"}, {{"生产经营或工资", "earned"}, {"补助", "aid"}})},
      {"follows", {"调整依据", "follows"}, "", follows_choice(e.follows)},
      price_year_field(e.price_year),
      {"yearly_payout", {"每年12月一次发放", "paid once a year, in December"}, "", &e.yearly_payout},
      {"weather", {"受灾害影响", "falls with the harvest"}, "", &e.weather},
      delay_field(e.delay),
      {"ramp", {"达到全额所需时间", "time to the full amount"}, "months", &e.ramp, months},
      {"product", {"产品（随价格和供过于求而变）", "product (moves with its price and glut)"}, "", &e.product},
      {"by_depth", {"按贫困深度分配", "shared out by depth of poverty"}, "", &e.by_depth},
      {"growth", {"金额逐年增长", "growth of the amount"}, "share/year", &e.growth, between(-0.9, 1)},
      {"term", {"发放月数（0为参加期间一直发放）", "paid for (0: as long as enrolled)"}, "months", &e.term, months},
  };
  return f;
}

Fields fields_of(JobEffect& e) {
  Fields f;
  f.list = {
      {"wage", {"月工资", "wage"}, "yuan/month", &e.wage, between(0, 1e6)},
      {"months", {"每年工作时间", "worked in a year"}, "months", &e.months, between(0, 12)},
      {"given_up", {"放弃的收入与在外生活费", "income given up and living cost away"}, "yuan/year", &e.given_up, yuan},
      {"additional", {"净新增就业比例", "would not have had such a job"}, "share", &e.additional, share},
      {"workers", {"每户至多就业人数", "workers of a household at most"}, "workers", &e.workers, whole(1, 15)},
      {"separation", {"离职概率", "separation"}, "share/quarter", &e.separation, share},
      delay_field(e.delay),
      {"away", {"外出务工比例", "jobs away from home"}, "share", &e.away, share},
      {"follows", {"调整依据", "follows"}, "", follows_choice(e.follows)},
      price_year_field(e.price_year),
  };
  return f;
}

Fields fields_of(TopUpEffect& e) {
  Fields f;
  f.list = {
      {"line", {"补差标准", "line"}, "", &e.line, {}, true},
      {"level_share", {"按标准的几成保障", "level as a share of the line"}, "share", &e.level_share, between(0, 3)},
      {"per", {"保障对象", "who is covered"}, "", per_choice(e.per)},
      {"disregard", {"不计入核算的收入比例", "assessed income that is not counted"}, "share", &e.disregard, share},
      {"error", {"收入核算误差", "error of assessed income"}, "ln", &e.error, between(0, 2)},
      {"lag", {"首次发放等待", "months until the first payment"}, "months", &e.lag, months},
      {"after_crossing", {"渐退期", "goes on after crossing"}, "months", &e.after_crossing, months},
  };
  f.check = [&e](const std::string& path, Problems& problems) {
    if (e.per == Per::person || e.per == Per::unable || e.per == Per::disabled || e.per == Per::old) return;
    problems.push_back(
        {path + "/per",
         {"补差对象只能是 person、unable、disabled 或 old", "a top-up covers person, unable, disabled or old"}});
  };
  return f;
}

Fields fields_of(GuaranteeEffect& e) {
  Fields f;
  f.list = {{"guarantee", {"保障项目", "guarantee"}, "", &e.guarantee, {}, true}, delay_field(e.delay)};
  return f;
}

Fields fields_of(ExpenseEffect& e) {
  Fields f;
  f.list = {
      {"of",
       {"支出种类", "of which cost"},
       "",
       choice_of(e.of, {"all", "medical", "schooling"}, {{"全部", "all"}, {"医疗", "medical"}, {"上学", "schooling"}})},
      {"factor", {"自付支出倍数", "factor of out-of-pocket cost"}, "factor", &e.factor, between(0, 10)},
      delay_field(e.delay)};
  return f;
}

Fields fields_of(MoveEffect& e) {
  Fields f;
  f.list = {
      {"guarantee", {"新房解决的保障", "guarantee that the new house sets"}, "", &e.guarantee},
      {"delay", {"建房时间", "months to build"}, "months", &e.delay, months},
      {"first_year", {"首年收入变化", "change of income in the first year"}, "share", &e.first_year, between(-1, 5)},
      {"later", {"此后收入变化", "change of income later"}, "share", &e.later, between(-1, 5)},
      {"ramp", {"过渡时间", "ramp to the later change"}, "months", &e.ramp, months},
  };
  return f;
}

Fields fields_of(LoanEffect& e) {
  Fields f;
  f.list = {
      {"use",
       {"用途", "use"},
       "",
       choice_of(e.use, {"own", "joint"}, {{"自主经营", "own project"}, {"合作经营分红", "joint operation"}})},
      {"principal", {"本金", "principal"}, "yuan", &e.principal, yuan},
      {"term", {"期限", "months until it is due"}, "months", &e.term, months},
      {"raises",
       {"经营收入提高（自主经营）", "rise of business income (own project)"},
       "share",
       &e.raises,
       between(0, 5)},
      {"dividend", {"固定分红（合作经营）", "dividend (joint operation)"}, "yuan/year", &e.dividend, yuan},
      {"interest", {"自付利息", "interest paid by the household"}, "share/year", &e.interest, share},
  };
  return f;
}

Fields fields_of(ProtectEffect& e) {
  Fields f;
  f.list = {
      {"of",
       {"保障的损失", "which loss"},
       "",
       choice_of(e.of, {"expense", "income", "both"},
                 {{"自付支出", "out-of-pocket cost"}, {"收入减少", "loss of income"}, {"两者", "both"}})},
      {"threshold", {"起付线", "borne before it pays"}, "yuan/person/year", &e.threshold, yuan},
      {"share", {"赔付比例", "share of what is above"}, "share", &e.share, share},
      {"limit", {"每户每年封顶（0为不封顶）", "limit (0: none)"}, "yuan/household/year", &e.limit, yuan},
  };
  return f;
}

Fields fields_of(GrowthEffect& e) {
  Fields f;
  f.list = {
      {"rate", {"收入增速提高", "added to the growth of income"}, "ln/year", &e.rate, between(-1, 1)},
      {"per", {"计算单位", "per"}, "", per_choice(e.per)},
      delay_field(e.delay),
      {"months", {"持续时间", "goes on for"}, "months", &e.months, months},
  };
  return f;
}

Fields fields_of(Firm& firm) {
  Fields f;
  f.list = {
      {"per",
       {"设在", "one in"},
       "",
       choice_of(firm.per, {"none", "village", "place"},
                 {{"没有企业或合作社", "there is none"}, {"每村一家", "each village"}, {"全域一家", "the place"}})},
      {"failure", {"失败概率", "failure"}, "share/year", &firm.failure, share},
      {"recovery",
       {"由他人接手所需时间（0为不再恢复）", "another one takes over after (0: never)"},
       "months",
       &firm.recovery,
       months},
  };
  return f;
}

Fields fields_of(Cost& c) {
  Fields f;
  f.list = {
      {"once", {"一次性投入", "once, at enrolment"}, "yuan/unit", &c.once, yuan},
      {"yearly", {"每年投入", "each year"}, "yuan/unit/year", &c.yearly, yuan},
      {"per", {"计算单位", "per"}, "", per_choice(c.per)},
      {"benefit", {"发放金额计入成本", "what it pays out is a cost too"}, "", &c.benefit},
      price_year_field(c.price_year),
      {"life", {"一次性投入的使用年限", "life of what was spent once"}, "years", &c.life, between(0.1, 100)},
  };
  return f;
}

void set_kind(Effect& effect, int kind) {
  effect.scope = Scope::household;
  switch (kind) {
    case 0:
      effect.what.emplace<IncomeEffect>();
      break;
    case 1:
      effect.what.emplace<JobEffect>();
      break;
    case 2:
      effect.what.emplace<TopUpEffect>();
      break;
    case 3:
      effect.what.emplace<GuaranteeEffect>();
      break;
    case 4:
      effect.what.emplace<ExpenseEffect>();
      break;
    case 5:
      effect.what.emplace<MoveEffect>();
      break;
    case 6:
      effect.what.emplace<LoanEffect>();
      break;
    case 7:
      effect.what.emplace<ProtectEffect>();
      break;
    default:
      effect.what.emplace<GrowthEffect>();
  }
}

List effect_list(std::vector<Effect>& effects) {
  List list = list_of(effects);
  list.tag_key = "effect";
  list.tags = {"income", "job", "top_up", "guarantee", "expense", "move", "loan", "protect", "growth"};
  list.tag_names = {{"增加收入", "income"},    {"安排就业", "job"},        {"补差", "top-up"},
                    {"解决保障", "guarantee"}, {"减少支出", "expense"},    {"搬迁", "move"},
                    {"贷款", "loan"},          {"补偿损失", "protection"}, {"提高增速", "growth"}};
  list.tag = [&effects](std::size_t i) { return static_cast<int>(effects[i].what.index()); };
  list.set_tag = [&effects](std::size_t i, int kind) { set_kind(effects[i], kind); };
  return list;
}

// The scopes that make sense for each kind of effect.
void check_scope(const Effect& effect, const std::string& path, Problems& problems) {
  const auto* income = std::get_if<IncomeEffect>(&effect.what);
  const auto* growth = std::get_if<GrowthEffect>(&effect.what);
  const auto refuse = [&](const Names& why) { problems.push_back({path + "/scope", why}); };
  switch (effect.scope) {
    case Scope::household:
      return;
    case Scope::member:
      if (income && is_person(income->per)) return;
      if (growth && is_person(growth->per)) return;
      return refuse({"只有按成员计发的收入或增速效果可以属于成员",
                     "only an income or growth effect that counts members can belong to members"});
    case Scope::village:
      if (income && income->per == Per::household) return;
      return refuse(
          {"只有按户计发的收入效果可以由全村分享", "only an income effect per household can be shared by the village"});
    case Scope::firm:
      if (income || std::holds_alternative<JobEffect>(effect.what) || std::holds_alternative<LoanEffect>(effect.what))
        return;
      return refuse({"只有收入、就业和贷款效果可以由企业或合作社提供", "a firm can give only income, jobs and loans"});
  }
}

template <class Kind>
std::ptrdiff_t effects_of_kind(const Measure& m) {
  return std::count_if(m.effects.begin(), m.effects.end(),
                       [](const Effect& effect) { return std::holds_alternative<Kind>(effect.what); });
}

void check_measure(const Measure& m, const std::string& path, Problems& problems) {
  for (std::size_t e = 0; e < m.effects.size(); ++e)
    if (m.effects[e].scope == Scope::firm && m.firm.per == Firm::Of::none)
      problems.push_back({path + "/effects/" + std::to_string(e) + "/scope",
                          {"该措施没有企业或合作社；请写明 firm", "the measure has no firm; write its `firm`"}});
  const auto of_members = std::count_if(m.effects.begin(), m.effects.end(),
                                        [](const Effect& effect) { return effect.scope == Scope::member; });
  if (of_members > most_member_effects)
    problems.push_back({path + "/effects",
                        {"属于成员的效果至多 " + std::to_string(most_member_effects) + " 个",
                         "at most " + std::to_string(most_member_effects) + " effects can belong to members"}});
  // An enrolment keeps one account of each.
  const std::pair<std::ptrdiff_t, const char*> accounts[] = {{effects_of_kind<JobEffect>(m), "job"},
                                                             {effects_of_kind<TopUpEffect>(m), "top_up"},
                                                             {effects_of_kind<LoanEffect>(m), "loan"},
                                                             {effects_of_kind<ProtectEffect>(m), "protect"}};
  for (const auto& [count, kind] : accounts)
    if (count > 1)
      problems.push_back({path + "/effects",
                          {std::string("一项措施至多有一个 ") + kind + " 效果；请拆成两项措施",
                           std::string("a measure has at most one effect ") + kind + "; make two measures"}});
}

}  // namespace

bool is_person(Per per) { return per != Per::household && per != Per::mu; }

Fields fields(Effect& effect) {
  Fields f = std::visit([](auto& what) { return fields_of(what); }, effect.what);
  f.list.push_back({"scope", {"归属", "whose it is"}, "", scope_choice(effect.scope)});
  f.check = [&effect, inner = f.check](const std::string& path, Problems& problems) {
    if (inner) inner(path, problems);
    check_scope(effect, path, problems);
  };
  return f;
}

Fields fields(Measure& m) {
  Fields f;
  f.list = {
      {"id", {"编号", "id"}, "", &m.id, {}, true},
      {"names", {"名称", "names"}, "", &m.names},
      {"about", {"说明", "about"}, "", &m.about},
      {"who", {"对象条件", "who may have it"}, "", Expression{&m.who, {}}},
      {"take_up", {"参与率", "take-up"}, "share", &m.take_up, share},
      {"capacity", {"容量（0为不限）", "capacity (0: no limit)"}, "households", &m.capacity, whole(0, 1e9)},
      {"term", {"期限（0为长期）", "term (0: it stays)"}, "months", &m.term, months},
      {"failure_early", {"前两年失败概率", "failure in years 1 and 2"}, "share/year", &m.failure_early, share},
      {"failure_late", {"此后失败概率", "failure later"}, "share/year", &m.failure_late, share},
      {"restart", {"失败后重启概率", "restart after a failure"}, "share/quarter", &m.restart, share},
      {"firm", {"企业或合作社", "cooperative or firm"}, "", fields_of(m.firm)},
      {"hands", {"占用劳动力", "able members that it occupies"}, "workers", &m.hands, whole(0, 15)},
      {"spread",
       {"邻里带动（参与对数优势的提高）", "take-up spreads (rise of the log odds of joining)"},
       "ln",
       &m.spread,
       between(0, 20)},
      {"per_village",
       {"每村名额（0为不限）", "places in a village (0: no limit)"},
       "households",
       &m.per_village,
       whole(0, 1e7)},
      {"starts_per_year",
       {"每年可开始的户数（0为不限）", "may begin in a year (0: no limit)"},
       "households/year",
       &m.starts_per_year,
       whole(0, 1e9)},
      {"cost", {"成本", "cost"}, "", fields_of(m.cost)},
      {"effects", {"效果", "effects"}, "", effect_list(m.effects)},
  };
  f.check = [&m](const std::string& path, Problems& problems) { check_measure(m, path, problems); };
  return f;
}

}  // namespace tuiyan
