#include "sim/decisive.h"

#include <algorithm>

namespace tuiyan {

namespace {

bool same_month(const MixMonth& a, const MixMonth& b) {
  return a.status == b.status && a.supported == b.supported && a.self_reliant == b.self_reliant &&
         a.events == b.events && a.payments == b.payments && a.income == b.income && a.year.all() == b.year.all() &&
         a.decision == b.decision;
}

// Whether something holds between the first mix and every mix of a month.
template <class Alike>
bool all_alike(const TracedMonth& month, Alike alike) {
  return std::all_of(month.mixes.begin(), month.mixes.end(),
                     [&](const MixMonth& each) { return alike(each, month.mixes.front()); });
}

bool judged_by_all(const TracedMonth& month) {
  return std::all_of(month.mixes.begin(), month.mixes.end(),
                     [](const MixMonth& each) { return each.judgement.has_value(); });
}

bool takes_out(Decision decision) { return decision == Decision::exits || decision == Decision::forced_out; }
bool takes_in(Decision decision) { return decision == Decision::returns || decision == Decision::enters; }
bool moves(Decision decision) { return takes_out(decision) || takes_in(decision) || decision == Decision::cleaned_out; }

// Whether an event changes what a household has to live on for longer than a month.
bool weighs(const LifeEvent& event) {
  switch (event.kind) {
    case LifeEventKind::school_begins:
    case LifeEventKind::school_goes_on:
    case LifeEventKind::school_bill:
    case LifeEventKind::treatment:
    case LifeEventKind::seeks_work:
    case LifeEventKind::event_ends:
    case LifeEventKind::guarantee_back:
      return false;
    case LifeEventKind::harvest:
      return event.amount < 1;
    default:
      return true;
  }
}

// Treatments are told where cost decided.
std::vector<Befell> befell_between(const Trace& trace, Month from, Month to, bool treatments) {
  std::vector<Befell> found;
  for (std::size_t m = 0; m < trace.months.size(); ++m) {
    const TracedMonth& month = trace.months[m];
    if (month.month < from || month.month > to) continue;
    for (std::size_t e = 0; e < month.events.size(); ++e)
      if (weighs(month.events[e]) || (treatments && month.events[e].kind == LifeEventKind::treatment))
        found.push_back({m, e});
  }
  return found;
}

std::vector<Befell> lost_between(const Trace& trace, std::size_t c, Month from, Month to) {
  std::vector<Befell> found;
  for (std::size_t m = 0; m < trace.months.size(); ++m) {
    const TracedMonth& month = trace.months[m];
    if (month.month < from || month.month > to) continue;
    const std::vector<MixEvent>& events = month.mixes[c].events;
    for (std::size_t e = 0; e < events.size(); ++e)
      if (events[e].kind == MixEventKind::left || events[e].kind == MixEventKind::failed ||
          events[e].kind == MixEventKind::firm_down)
        found.push_back({m, e});
  }
  return found;
}

// What one payment counts for in the income test of an exit, fen.
double counted(const Judgement& seen, IncomeKind kind, std::int64_t paid) {
  if (kind == IncomeKind::aid) return seen.counts == ExitIncome::all ? static_cast<double>(paid) : 0;
  return seen.counts == ExitIncome::without_measures ? 0 : static_cast<double>(paid) * seen.error / seen.margin;
}

// What the payments of the window count for, by measure.
std::vector<Grounds::Carrier> window_of(const Trace& trace, std::size_t c, const Judgement& seen) {
  std::vector<Grounds::Carrier> sums;
  const auto add = [&](int measure, double amount) {
    auto sum =
        std::find_if(sums.begin(), sums.end(), [&](const Grounds::Carrier& each) { return each.measure == measure; });
    if (sum == sums.end()) sum = sums.insert(sum, {measure, 0});
    sum->short_by += amount;
  };
  for (const TracedMonth& month : trace.months) {
    if (month.month > seen.window_end || month.month + 12 <= seen.window_end) continue;
    const MixMonth& mix = month.mixes[c];
    for (const Diary::Payment& each : mix.payments) add(each.measure, counted(seen, each.kind, each.fen));
    if (mix.floor_taken_over != 0) add(mix.floor_taken_by, counted(seen, IncomeKind::aid, -mix.floor_taken_over));
  }
  return sums;
}

void find_carriers(const Trace& trace, std::size_t c, const Judgement& seen, Grounds& grounds) {
  if (seen.spare < 0) return;
  double all = 0;
  for (const Grounds::Carrier& each : window_of(trace, c, seen)) {
    all += each.short_by;
    if (each.short_by > seen.spare) grounds.carriers.push_back({each.measure, each.short_by - seen.spare});
  }
  grounds.together = grounds.carriers.empty() && all > seen.spare;
}

// The measure that set a guarantee last, up to a month.
int provider_of(const Trace& trace, std::size_t c, std::size_t until, int guarantee) {
  int measure = -1;
  for (std::size_t m = 0; m <= until; ++m)
    for (const MixEvent& event : trace.months[m].mixes[c].events)
      if (event.kind == MixEventKind::guarantee_set && event.number == guarantee) measure = event.measure;
  return measure;
}

Month last_exit(const Trace& trace, std::size_t c, std::size_t until) {
  Month month = trace.months.front().month;
  for (std::size_t m = 0; m < until; ++m)
    for (const MixEvent& event : trace.months[m].mixes[c].events)
      if (event.kind == MixEventKind::exited) month = trace.months[m].month;
  return month;
}

Grounds grounds_of(const Trace& trace, std::size_t c, std::size_t round) {
  Grounds grounds;
  grounds.round = round;
  const TracedMonth& month = trace.months[round];
  if (!month.mixes[c].judgement) return grounds;
  const Judgement& seen = *month.mixes[c].judgement;
  if (takes_out(month.mixes[c].decision)) {
    find_carriers(trace, c, seen, grounds);
    for (int g = 0; g < 8; ++g)
      if ((month.missing & ~seen.lacking) >> g & 1) grounds.provisions.push_back({provider_of(trace, c, round, g), g});
  }
  if (takes_in(month.mixes[c].decision)) {
    const Month from = std::max(seen.window_end - 11, last_exit(trace, c, round));
    grounds.befell = befell_between(trace, from, month.month, !seen.below && seen.below_after_cost);
    grounds.lost = lost_between(trace, c, from, month.month);
  }
  return grounds;
}

std::vector<Grounds> all_grounds(const Trace& trace, std::size_t c, int parting) {
  std::vector<Grounds> rounds;
  std::size_t last = trace.months.size();
  for (std::size_t m = 0; m < trace.months.size(); ++m) {
    const Decision decision = trace.months[m].mixes[c].decision;
    if (moves(decision) || static_cast<int>(m) == parting) rounds.push_back(grounds_of(trace, c, m));
    if (decision != Decision::none && decision != Decision::not_judged) last = m;
  }
  if (rounds.empty() && last < trace.months.size()) rounds.push_back(grounds_of(trace, c, last));
  return rounds;
}

// Sums the window of a round by measure.
void compare_windows(const Trace& trace, Decisive& found) {
  const TracedMonth& round = trace.months[static_cast<std::size_t>(found.compared)];
  const std::size_t mixes = round.mixes.size();
  found.taken_over.assign(mixes, 0);
  found.split.assign(mixes, 0);
  const Month end = round.mixes.front().judgement->window_end;
  for (std::size_t c = 0; c < mixes; ++c) {
    const Judgement& seen = *round.mixes[c].judgement;
    found.split[c] = seen.earned + seen.aid;
    for (const TracedMonth& month : trace.months) {
      if (month.month > end || month.month + 12 <= end) continue;
      found.taken_over[c] += month.mixes[c].floor_taken_over;
      for (const Diary::Payment& each : month.mixes[c].payments) {
        auto part = std::find_if(found.parts.begin(), found.parts.end(),
                                 [&](const Decisive::Part& one) { return one.measure == each.measure; });
        if (part == found.parts.end())
          part = found.parts.insert(part, {each.measure, std::vector<std::int64_t>(mixes)});
        part->fen[c] += each.fen;
      }
    }
    found.split[c] += found.taken_over[c];
    for (const Decisive::Part& each : found.parts) found.split[c] -= each.fen[c];
  }
  std::sort(found.parts.begin(), found.parts.end(),
            [](const Decisive::Part& a, const Decisive::Part& b) { return a.measure < b.measure; });
  found.befell = befell_between(trace, end - 11, round.month, false);
}

}  // namespace

Decisive decisive_of(const Trace& trace) {
  Decisive found;
  if (trace.months.empty()) return found;
  found.same = std::all_of(trace.months.begin(), trace.months.end(),
                           [](const TracedMonth& month) { return all_alike(month, same_month); });
  for (std::size_t m = 0; m < trace.months.size(); ++m) {
    const TracedMonth& month = trace.months[m];
    const auto decide_alike = [](const MixMonth& a, const MixMonth& b) { return a.decision == b.decision; };
    if (found.parting < 0 && !all_alike(month, decide_alike)) found.parting = static_cast<int>(m);
    if (judged_by_all(month)) found.compared = static_cast<int>(m);
  }
  if (found.parting >= 0 && judged_by_all(trace.months[static_cast<std::size_t>(found.parting)]))
    found.compared = found.parting;
  for (std::size_t c = 0; c < trace.mixes.size(); ++c) found.rounds.push_back(all_grounds(trace, c, found.parting));
  if (found.compared >= 0) compare_windows(trace, found);
  return found;
}

}  // namespace tuiyan
