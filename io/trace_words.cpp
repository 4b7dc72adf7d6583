#include "io/trace_words.h"

#include <fmt/format.h>

#include <cmath>

#include "sim/wording.h"

namespace tuiyan {

namespace {

int age_in(const TracedPerson& person, Month month) { return (month - person.born) / 12; }

Names kind_of_person(const TracedPerson& person, Month month) {
  const bool grown = age_in(person, month) >= 16;
  if (person.female) return grown ? Names{"女", "woman"} : Names{"女孩", "girl"};
  return grown ? Names{"男", "man"} : Names{"男孩", "boy"};
}

// The words of an event of life that say no more than that it happens to somebody, with "{}" for who.
const Names* simple_words(LifeEventKind kind) {
  static const std::vector<std::pair<LifeEventKind, Names>> words{
      {LifeEventKind::birth, {"出生：{}", "a {} is born"}},
      {LifeEventKind::marriage_in, {"娶入：{}", "marries in: {}"}},
      {LifeEventKind::death, {"去世：{}", "dies: {}"}},
      {LifeEventKind::marriage_out, {"嫁出：{}", "marries out: {}"}},
      {LifeEventKind::move, {"迁出：{}", "moves away: {}"}},
      {LifeEventKind::joins_relatives, {"并入亲属户：{}", "joins relatives: {}"}},
      {LifeEventKind::school_begins, {"入学：{}", "starts school: {}"}},
      {LifeEventKind::school_goes_on, {"升学：{}", "goes on at school: {}"}},
      {LifeEventKind::school_ends, {"毕业或离校：{}", "leaves school: {}"}},
      {LifeEventKind::turns_weak, {"因年龄转为弱劳动力：{}", "weak labour from now on, by age: {}"}},
      {LifeEventKind::turns_unable, {"因年龄丧失劳动能力：{}", "without labour from now on, by age: {}"}},
      {LifeEventKind::turns_sixty, {"满60岁，开始领养老金：{}", "turns 60 and has a pension: {}"}},
      {LifeEventKind::laid_off, {"工厂停产失去工作：{}", "laid off as a factory closes: {}"}},
      {LifeEventKind::seeks_work, {"停产期满，开始找工作：{}", "looks for work again: {}"}},
      {LifeEventKind::job_lost, {"失去工作：{}", "loses the job: {}"}},
      {LifeEventKind::job_found, {"找到工作：{}", "finds a job: {}"}},
      {LifeEventKind::work_lost, {"因病永久丧失劳动能力：{}", "loses labour for good by the illness: {}"}},
      {LifeEventKind::turns_chronic, {"转为慢性病：{}", "chronically ill from now on: {}"}},
  };
  for (const auto& [each, names] : words)
    if (each == kind) return &names;
  return nullptr;
}

Names leaving_words(Leaving why) {
  switch (why) {
    case Leaving::ended:
      return {"期满", "its time is over"};
    case Leaving::firm_lost:
      return {"带动企业失败", "its firm is lost"};
    case Leaving::failed:
      return {"项目失败", "the project fails"};
    case Leaving::over:
      return {"岗位结束或渐退期满", "the job is gone, or the floor phased out"};
    case Leaving::not_renewed:
      return {"资金不足未续", "not renewed for want of money"};
    case Leaving::withdrawn:
      return {"不再帮扶", "no longer supported"};
    case Leaving::short_of_hands:
      return {"劳动力不够", "no hands left for it"};
  }
  return {};
}

Names status_words(Status status) {
  switch (status) {
    case Status::registered:
      return {"在册", "in the register"};
    case Status::exited:
      return {"已脱贫", "out"};
    case Status::outside:
      return {"未在册", "not in the register"};
    case Status::gone:
      return {"已消亡", "dissolved"};
  }
  return {};
}

}  // namespace

std::string TraceWords::yuan(double fen, bool sign) const { return format_number(fen / 100, 0, sign); }

std::string TraceWords::joined(const std::vector<std::string>& parts, const char* zh, const char* en) const {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : say(zh, en)) + part;
  return text;
}

std::string TraceWords::household() const {
  std::string text = std::to_string(trace_.household.id);
  if (trace_.household.branch > 0) text += fmt::format(".{}", trace_.household.branch);
  return text;
}

std::string TraceWords::letter(std::size_t c) const {
  return c < letters_.size() ? letters_[c] : std::string(1, static_cast<char>('A' + c));
}

std::string TraceWords::mix(std::size_t c) const {
  const Mix& mix = scenario_.mixes[static_cast<std::size_t>(trace_.mixes[c])];
  const std::string& name = in(language_, mix.names);
  return fmt::format("{} {}", letter(c), name.empty() ? mix.id : name);
}

std::string TraceWords::measure(int index) const {
  if (index < 0) return say("技能带来的增收", "skills gained");
  const Measure& measure = scenario_.measures[static_cast<std::size_t>(index)];
  const std::string& name = in(language_, measure.names);
  return name.empty() ? measure.id : name;
}

std::string TraceWords::person(int index, Month month) const {
  const TracedPerson& who = trace_.persons[static_cast<std::size_t>(index)];
  const int age = age_in(who, month);
  if (language_ == Language::zh) return fmt::format("{}岁{}", age, kind_of_person(who, month).zh);
  return fmt::format("{} of {}", kind_of_person(who, month).en, age);
}

std::string TraceWords::member(const TracedPerson& who, Month month) const {
  std::vector<std::string> parts;
  const int age = age_in(who, month);
  const Names kind = kind_of_person(who, month);
  parts.push_back(language_ == Language::zh ? fmt::format("{}岁{}", age, kind.zh)
                                            : fmt::format("{} of {}", kind.en, age));
  if (who.schooling == Schooling::compulsory || who.schooling == Schooling::secondary)
    parts.push_back(say("上学", "at school"));
  else if (who.schooling == Schooling::tertiary)
    parts.push_back(say("上大学", "at university"));
  else if (age >= 16)
    parts.push_back(who.ability == Ability::able   ? say("有劳动能力", "able to work")
                    : who.ability == Ability::weak ? say("弱劳动力", "weak labour")
                                                   : say("无劳动能力", "without labour"));
  if (who.disabled) parts.push_back(say("残疾", "disabled"));
  if (who.health == Health::chronic) parts.push_back(say("慢性病", "chronically ill"));
  if (who.health == Health::severe) parts.push_back(say("重病", "severely ill"));
  return joined(parts, "，", ", ");
}

std::string TraceWords::guarantees(std::uint8_t bits) const {
  std::vector<std::string> names;
  for (std::size_t g = 0; g < scenario_.guarantees.size(); ++g)
    if ((bits >> g) & 1) names.push_back(in(language_, scenario_.guarantees[g].names));
  return joined(names, "、", ", ");
}

std::string TraceWords::life(const LifeEvent& event, Month month) const {
  const bool zh = language_ == Language::zh;
  if (const Names* words = simple_words(event.kind))
    return fmt::format(fmt::runtime(in(language_, *words)), person(event.person, month));
  switch (event.kind) {
    case LifeEventKind::leaves_by_split:
      return fmt::format(fmt::runtime(say("分户到 {1}：{0}", "leaves to household {1}, which sets up on its own: {0}")),
                         person(event.person, month), fmt::format("{}.{}", trace_.household.id, event.number));
    case LifeEventKind::set_up:
      return fmt::format(fmt::runtime(say("从原户分出，带走人口的{:.0f}%及相应的收入、土地和账目",
                                          "sets up on its own with {:.0f} % of the old household's persons, and that "
                                          "share of its income, land and books")),
                         100 * event.amount);
    case LifeEventKind::work_begins:
      return fmt::format(
          fmt::runtime(event.amount > 0 ? say("开始劳动，有工作：{}", "begins to work, with a job: {}")
                                        : say("开始劳动，暂无工作：{}", "begins to work, without a job yet: {}")),
          person(event.person, month));
    case LifeEventKind::dissolved:
      return say("整户消亡", "nobody is left: the household is dissolved");
    case LifeEventKind::harvest:
      if (event.amount >= 1) return say("收成恢复正常", "harvests are as usual again");
      return fmt::format(fmt::runtime(say("歉收，经营收入为平常的{:.0f}%",
                                          "a poor harvest: business income is {:.0f} % of the usual")),
                         100 * event.amount);
    case LifeEventKind::prices_fall:
      return say("产品跌价", "prices of what is sold here fall");
    case LifeEventKind::school_bill:
      return say("缴半年上学费用 ", "half a year of school costs ") + yuan(event.amount);
    case LifeEventKind::event_begins:
    case LifeEventKind::event_ends: {
      const Names words = describe(scenario_.events[static_cast<std::size_t>(event.number)], scenario_.shocks);
      return (event.kind == LifeEventKind::event_begins ? say("事件：", "event: ") : say("事件结束：", "over: ")) +
             in(language_, words);
    }
    case LifeEventKind::illness:
      return zh ? fmt::format("患大病，至{}；每月自付 {} 起", event.until.text(), yuan(event.amount))
                : fmt::format("a serious illness, until {}; it costs {} a month at first", event.until.text(),
                              yuan(event.amount));
    case LifeEventKind::treatment:
      return say("普通就医自付 ", "an ordinary treatment costs ") + yuan(event.amount);
    case LifeEventKind::guarantee_lost:
      return say("出现短板：", "guarantee lost: ") + guarantees(static_cast<std::uint8_t>(1u << event.number));
    case LifeEventKind::guarantee_back:
      return say("不再缺：", "guarantee no longer lacking: ") +
             guarantees(static_cast<std::uint8_t>(1u << event.number));
    default:
      return {};
  }
}

std::string TraceWords::event(const MixEvent& event) const {
  const std::string name = measure(event.measure);
  const auto with = [&](const char* zh, const char* en) { return fmt::format(fmt::runtime(say(zh, en)), name); };
  switch (event.kind) {
    case MixEventKind::joined:
      return with("享受 {}", "joins {}");
    case MixEventKind::left:
      return with("结束 {}", "leaves {}") + say("（", " (") + in(language_, leaving_words(event.why)) + say("）", ")");
    case MixEventKind::failed:
      return with("{} 失败", "{} fails");
    case MixEventKind::begins_anew:
      return with("{} 重新开始", "{} begins anew");
    case MixEventKind::firm_down:
      return with("{} 的带动企业停业", "the firm of {} is down");
    case MixEventKind::firm_back:
      return with("{} 有新企业接手", "another firm takes over {}");
    case MixEventKind::checked:
      return with("{} 年度核定", "{} is assessed") + say("：计入收入 ", ": own income ") +
             yuan(static_cast<double>(event.fen)) +
             (event.crossed ? say("，已超过标准，进入渐退", ", above its level: it is phased out") : "");
    case MixEventKind::guarantee_set:
      return guarantees(static_cast<std::uint8_t>(1u << event.number)) + with("由 {} 保障", " is provided by {}");
    case MixEventKind::guarantee_gone:
      return say("措施不再保障：", "a measure no longer provides: ") +
             guarantees(static_cast<std::uint8_t>(1u << event.number));
    case MixEventKind::in_debt:
      return say("项目失败欠债 ", "owes ") + yuan(static_cast<double>(event.fen)) + say("", " of a failed project");
    case MixEventKind::repaid:
      return say("债务还清", "its debt is repaid");
    case MixEventKind::monitored:
      return say("列为监测对象", "is monitored");
    case MixEventKind::unmonitored:
      return say("不再监测", "is no longer monitored");
    case MixEventKind::planned:
      return say("列入预脱贫", "is planned for the next exit");
    case MixEventKind::unplanned:
      return say("不再列入预脱贫", "is no longer planned for an exit");
    case MixEventKind::exited:
      return say("▶ 脱贫生效", "▶ the exit is in force");
    case MixEventKind::returned:
      return say("▶ 返贫生效", "▶ the return is in force");
    case MixEventKind::entered:
      return say("▶ 纳入生效", "▶ the entry is in force");
    case MixEventKind::cleaned_out:
      return say("▶ 清退生效", "▶ cleaned out of the register");
    case MixEventKind::unsupported:
      return say("帮扶结束", "support ends");
    case MixEventKind::count:
      break;
  }
  return {};
}

std::string TraceWords::payments(const std::vector<Diary::Payment>& payments, std::int64_t taken_over) const {
  std::vector<std::string> parts;
  for (const Diary::Payment& each : payments)
    parts.push_back(fmt::format(fmt::runtime(each.kind == IncomeKind::aid ? say("{} {}（补助）", "{} {} (aid)")
                                                                          : say("{} {}（挣得）", "{} {} (earned)")),
                                measure(each.measure), yuan(static_cast<double>(each.fen))));
  if (taken_over != 0)
    parts.push_back(say("替代原低保 ", "in place of running dibao ") + yuan(static_cast<double>(-taken_over)));
  if (parts.empty()) return {};
  return say("发放：", "paid: ") + joined(parts, "；", "; ");
}

std::string TraceWords::lines(double fen_per_person, double line_yuan) const {
  return fmt::format(fmt::runtime(say("{:.2f} 倍标准", "{:.2f} lines")), fen_per_person / (100 * line_yuan));
}

std::string TraceWords::year(const MixMonth& mix, const TracedMonth& month) const {
  if (month.members.size == 0) return {};
  const double each = static_cast<double>(mix.year.all()) / month.members.size;
  return say("近12个月人均 ", "12 months ") + yuan(each) + say("，", " a person, ") + lines(each, month.exit_line);
}

std::string TraceWords::standing(const MixMonth& mix) const {
  std::string text = in(language_, status_words(mix.status));
  if (mix.status != Status::exited) return text;
  if (mix.counted && mix.self_reliant) text += say("（靠自身收入）", " (on own income)");
  if (!mix.supported) text += say("（不再帮扶）", " (no longer supported)");
  return text;
}

}  // namespace tuiyan
