#include "sim/measure.h"

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
      {"follows", {"调整依据", "follows"}, "", follows_choice(e.follows)},
      price_year_field(e.price_year),
  };
  return f;
}

Fields fields_of(TopUpEffect& e) {
  Fields f;
  f.list = {
      {"line", {"补差标准", "line"}, "", &e.line, {}, true},
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
  f.list = {{"factor", {"自付支出倍数", "factor of out-of-pocket cost"}, "factor", &e.factor, between(0, 10)},
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
    default:
      effect.what.emplace<MoveEffect>();
  }
}

List effect_list(std::vector<Effect>& effects) {
  List list = list_of(effects);
  list.tag_key = "effect";
  list.tags = {"income", "job", "top_up", "guarantee", "expense", "move"};
  list.tag_names = {{"增加收入", "income"},    {"安排就业", "job"},     {"补差", "top-up"},
                    {"解决保障", "guarantee"}, {"减少支出", "expense"}, {"搬迁", "move"}};
  list.tag = [&effects](std::size_t i) { return static_cast<int>(effects[i].what.index()); };
  list.set_tag = [&effects](std::size_t i, int kind) { set_kind(effects[i], kind); };
  return list;
}

}  // namespace

Fields fields(Effect& effect) {
  return std::visit([](auto& what) { return fields_of(what); }, effect.what);
}

Fields fields(Measure& m) {
  Fields f;
  f.list = {
      {"id", {"编号", "id"}, "", &m.id, {}, true},
      {"names", {"名称", "names"}, "", &m.names},
      {"about", {"说明", "about"}, "", &m.about},
      {"who", {"对象条件", "who may have it"}, "", Expression{&m.who, {}}},
      {"take_up", {"参与率", "take-up"}, "share", &m.take_up, share},
      {"capacity", {"容量（0为不限）", "capacity (0: no limit)"}, "households", &m.capacity, whole(0, 1e7)},
      {"term", {"期限（0为长期）", "term (0: it stays)"}, "months", &m.term, months},
      {"failure_early", {"前两年失败概率", "failure in years 1 and 2"}, "share/year", &m.failure_early, share},
      {"failure_late", {"此后失败概率", "failure later"}, "share/year", &m.failure_late, share},
      {"restart", {"失败后重启概率", "restart after a failure"}, "share/quarter", &m.restart, share},
      {"cost", {"成本", "cost"}, "", fields_of(m.cost)},
      {"effects", {"效果", "effects"}, "", effect_list(m.effects)},
  };
  return f;
}

}  // namespace tuiyan
