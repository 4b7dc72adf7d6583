// What the rounds of a trace saw and decided, and what was decisive, in words.
#include <fmt/format.h>

#include "io/outcome_tables.h"
#include "io/trace_words.h"
#include "sim/outcome.h"
#include "sim/wording.h"

namespace tuiyan {

namespace {

Names held_words(Held held) {
  switch (held) {
    case Held::not_above:
      return {"收入未达标", "income below the line"};
    case Held::margin:
      return {"收入达标但留不出余地", "income above the line, but not by the margin"};
    case Held::guarantee:
      return {"保障有缺项", "a guarantee is missing"};
    case Held::veto:
      return {"有不得退出的情形", "something forbids an exit"};
    case Held::approval:
      return {"未获批准", "not approved"};
    case Held::procedure:
      return {"程序中被退回", "refused in the procedure"};
    case Held::visit:
      return {"未能入户核查", "no visit was to be had"};
    case Held::leaves:
      return {"符合全部条件", "every condition is met"};
  }
  return {};
}

}  // namespace

std::string TraceWords::decision(const MixMonth& mix) const {
  const auto in_force = [&](Month month) {
    return fmt::format(fmt::runtime(say("，{} 生效", ", in force {}")), month.text());
  };
  switch (mix.decision) {
    case Decision::none:
      return {};
    case Decision::waits:
      return say("已有决定尚未生效，本轮不评定", "an earlier decision is not in force yet: not judged");
    case Decision::not_judged:
      return say("本轮不涉及", "not in this round");
    case Decision::stays:
      return say("仍在册：", "stays in the register: ") + in(language_, held_words(mix.judgement->held));
    case Decision::exits:
      return say("脱贫", "leaves the register") + in_force(mix.judgement->exits_from);
    case Decision::forced_out:
      return say("被要求脱贫", "is made to leave under pressure") + in_force(mix.judgement->exits_from);
    case Decision::cleaned_out:
      return say("错评清退", "a wrong registration, cleaned out") + in_force(mix.judgement->exits_from);
    case Decision::no_visit:
      return say("没有核查或名额，不作决定", "no visit or place to be had: nothing is decided");
    case Decision::not_found:
      return fmt::format(
          fmt::runtime(say("未被排查到（{:.2f} 不小于 {:.2f}）", "nobody looked ({:.2f} is not below {:.2f})")),
          mix.judgement->detection, mix.judgement->detection_chance);
    case Decision::not_poor:
      return say("排查后不属贫困", "looked at and found not poor");
    case Decision::turned_away:
      return say("贫困但未纳入", "found poor and turned away");
    case Decision::enters:
      return say("新纳入", "enters the register") + in_force(mix.judgement->entries_from);
    case Decision::returns:
      return say("返贫（诱因：", "returns to the register (set off by: ") +
             in(language_, trigger_names(trigger_ids()[static_cast<std::size_t>(mix.judgement->trigger)])) +
             say("）", ")") + in_force(mix.judgement->entries_from);
    case Decision::count:
      break;
  }
  return {};
}

std::vector<std::string> TraceWords::round(const MixMonth& mix, const TracedMonth& month) const {
  if (mix.decision == Decision::none) return {};
  std::vector<std::string> told;
  if (mix.judgement && month.members.size > 0) {
    const Judgement& seen = *mix.judgement;
    const double persons = month.members.size, line = seen.line / persons;
    const auto part = [&](const char* zh, const char* en, std::int64_t fen) {
      return fen == 0 ? std::string() : say(zh, en) + yuan(static_cast<double>(fen));
    };
    std::string income = part("市场收入 ", "market ", seen.market) +
                         part("＋措施挣得 ", " + earned of measures ", seen.earned) +
                         fmt::format(fmt::runtime(say("（核算为×{:.2f}）", " (seen × {:.2f})")), seen.error);
    income += part("＋原有转移 ", " + transfers ", seen.transfers) +
              part("＋原低保 ", " + running dibao ", seen.floor) + part("＋措施补助 ", " + aid of measures ", seen.aid);
    told.push_back(fmt::format(fmt::runtime(say("◆ 核查截至 {} 的12个月：{}", "◆ round on the 12 months to {}: {}")),
                               seen.window_end.text(), income));
    std::string sight = fmt::format(fmt::runtime(say("所见人均 {}", "seen {} a person")),
                                    yuan(static_cast<double>(seen.seen) / persons));
    if (seen.takes_out)
      sight += fmt::format(fmt::runtime(say("，留余地后 {}", ", with the margin {}")),
                           yuan(static_cast<double>(seen.seen_safe) / persons));
    else if (seen.cost > 0)
      sight += fmt::format(fmt::runtime(say("，扣自付支出后 {}", ", less own cost {}")),
                           yuan((static_cast<double>(seen.seen) - seen.cost) / persons));
    sight += say("；标准 ", "; line ") + yuan(line);
    if (seen.lacking != 0) sight += say("；缺：", "; lacking: ") + guarantees(seen.lacking);
    if (seen.overdue) sight += say("；有逾期债务", "; a debt is overdue");
    for (const std::size_t v : seen.vetoes) {
      const Veto& veto = scenario_.registry.vetoes[v];
      sight += say("；不得：", "; forbidden: ") + (veto.names.en.empty() ? veto.id : in(language_, veto.names));
    }
    if (seen.takes_out && seen.held >= Held::approval)
      sight += fmt::format(fmt::runtime(seen.approval < seen.approval_chance
                                            ? say("；获批（{:.2f}<{:.2f}）", "; approved ({:.2f} < {:.2f})")
                                            : say("；未获批（{:.2f}≥{:.2f}）", "; not approved ({:.2f} ≥ {:.2f})")),
                           seen.approval, seen.approval_chance);
    told.push_back(sight);
  }
  told.push_back("→ " + decision(mix));
  return told;
}

std::string TraceWords::befell(const std::vector<Befell>& events) const {
  std::vector<std::string> told;
  for (const Befell& each : events) {
    const TracedMonth& month = trace_.months[each.month];
    told.push_back(month.month.text() + " " + life(month.events[each.event], month.month));
  }
  return joined(told, "；", "; ");
}

// What an exit rested on.
std::string TraceWords::basis(const Grounds& grounds, std::size_t c) const {
  const TracedMonth& month = trace_.months[grounds.round];
  const Judgement& seen = *month.mixes[c].judgement;
  const double persons = month.members.size;
  std::vector<std::string> parts;
  if (seen.spare >= 0)
    parts.push_back(
        fmt::format(fmt::runtime(say("留余地后每人比要求多 {} 元", "with the margin {} a person more than is asked")),
                    yuan(seen.spare / persons)));
  std::vector<std::string> without;
  for (const Grounds::Carrier& each : grounds.carriers)
    without.push_back(fmt::format(fmt::runtime(say("若无 {} 则少 {} 元", "without {} {} short")), measure(each.measure),
                                  yuan(each.short_by / persons)));
  if (!without.empty())
    parts.push_back(joined(without, "，", ", "));
  else if (grounds.together)
    parts.push_back(say("缺任何一项措施仍达标，缺全部则不达标", "any one measure could be spared, not all of them"));
  else if (seen.spare >= 0)
    parts.push_back(say("没有措施的收入也达标", "enough without the income from measures"));
  for (const Diary::Provision& each : grounds.provisions)
    parts.push_back(
        guarantees(static_cast<std::uint8_t>(1u << each.guarantee)) +
        (each.measure < 0 ? say("靠措施保障", " through a measure") : say("靠 ", " through ") + measure(each.measure)));
  return joined(parts, "；", "; ");
}

std::string TraceWords::grounds(const Grounds& grounds, std::size_t c) const {
  const TracedMonth& month = trace_.months[grounds.round];
  const MixMonth& mix = month.mixes[c];
  std::string text = month.month.text() + " → " + decision(mix);
  if (mix.decision == Decision::exits || mix.decision == Decision::forced_out)
    return text + say("；", "; ") + basis(grounds, c);
  if (mix.decision == Decision::stays && mix.judgement->spare < 0)
    text += fmt::format(fmt::runtime(say("，留余地后每人差 {} 元", ", with the margin {} a person short")),
                        yuan(-mix.judgement->spare / month.members.size));
  if (mix.decision == Decision::stays && mix.judgement->held == Held::guarantee)
    text += say("：", ": ") + guarantees(mix.judgement->lacking);
  std::vector<std::string> before;
  for (const Befell& each : grounds.lost) {
    const TracedMonth& lost = trace_.months[each.month];
    before.push_back(lost.month.text() + " " + event(lost.mixes[c].events[each.event]));
  }
  if (!grounds.befell.empty()) before.push_back(befell(grounds.befell));
  if (!before.empty()) text += say("；此前：", "; before it: ") + joined(before, "；", "; ");
  return text;
}

// Income of the compared window and what the measures paid differently in it.
std::string TraceWords::window(const Decisive& decisive) const {
  const TracedMonth& round = trace_.months[static_cast<std::size_t>(decisive.compared)];
  const Judgement& seen = *round.mixes.front().judgement;
  std::vector<std::string> sums;
  std::vector<std::int64_t> all;
  for (std::size_t c = 0; c < round.mixes.size(); ++c) {
    const Judgement& each = *round.mixes[c].judgement;
    all.push_back(each.market + each.earned + each.transfers + each.floor + each.aid);
    sums.push_back(fmt::format("{} {}", letter(c), yuan(static_cast<double>(all.back()))));
  }
  std::string text = fmt::format(
      fmt::runtime(say("{} 一轮所看的12个月（{} 至 {}），全户实际收入：{}",
                       "The 12 months that the round of {} looks at ({} to {}); true income of the household: {}")),
      round.month.text(), (seen.window_end - 11).text(), seen.window_end.text(), joined(sums, "，", ", "));
  if (round.mixes.size() < 2) return text;
  std::vector<std::string> parts;
  for (const Decisive::Part& each : decisive.parts)
    if (each.fen[0] != each.fen[1])
      parts.push_back(measure(each.measure) + " " + yuan(static_cast<double>(each.fen[0] - each.fen[1]), true));
  const auto add = [&](const char* zh, const char* en, std::int64_t difference) {
    if (difference != 0) parts.push_back(say(zh, en) + yuan(static_cast<double>(difference), true));
  };
  add("所替代的原低保 ", "running dibao that was replaced ", decisive.taken_over[1] - decisive.taken_over[0]);
  add("分户前后账目 ", "books of before a split ", decisive.split[0] - decisive.split[1]);
  const Judgement& other = *round.mixes[1].judgement;
  add("原有转移收入 ", "transfers in force ", seen.transfers + seen.floor - other.transfers - other.floor);
  if (parts.empty()) return text + say("；措施所付相同", "; measures paid the same");
  return text + fmt::format(fmt::runtime(say("；{} 减 {} ", "; {} less {} ")), letter(0), letter(1)) +
         yuan(static_cast<double>(all[0] - all[1]), true) + say("，其中：", ": ") + joined(parts, "，", ", ");
}

std::vector<std::string> TraceWords::decisive(const Decisive& decisive) const {
  std::vector<std::string> told;
  const std::size_t mixes = trace_.mixes.size();
  if (mixes > 1 && decisive.same)
    told.push_back(say("两种组合对这户每个月都相同：所享措施、所得和决定都一样。",
                       "Both mixes do the same for this household in every month: measures, payments and decisions."));
  else if (mixes > 1 && decisive.parting >= 0)
    told.push_back(fmt::format(fmt::runtime(say("两种组合在 {} 的一轮分道。", "The mixes part in the round of {}.")),
                               trace_.months[static_cast<std::size_t>(decisive.parting)].month.text()));
  else if (mixes > 1)
    told.push_back(say("两种组合在每一轮的决定都相同。", "Both mixes decide the same in every round."));
  for (std::size_t c = 0; c < mixes; ++c) {
    if (decisive.same && c > 0) break;
    told.push_back((decisive.same ? "" : mix(c) + say("：", ": ")) + say("期末（", "at the end (") +
                   trace_.months.back().month.text() + say("）", ") ") + standing(trace_.months.back().mixes[c]));
    for (const Grounds& each : decisive.rounds[c]) told.push_back("  " + grounds(each, c));
    if (decisive.rounds[c].empty()) told.push_back(say("  没有一轮对其作过决定", "  no round ever judged it"));
  }
  if (decisive.compared >= 0) {
    told.push_back(window(decisive));
    if (!decisive.befell.empty())
      told.push_back(say("这期间：", "What befell it in them and up to the round: ") + befell(decisive.befell));
  }
  return told;
}

}  // namespace tuiyan
