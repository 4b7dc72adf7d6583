// What made the difference between the mixes of a trace.
#include <algorithm>

#include "sim/trace.h"

namespace tuiyan {

namespace {

bool same_month(const MixMonth& a, const MixMonth& b) {
  return a.status == b.status && a.supported == b.supported && a.self_reliant == b.self_reliant &&
         a.events == b.events && a.payments == b.payments && a.income == b.income && a.year.all() == b.year.all() &&
         a.decision == b.decision;
}

bool all_same(const TracedMonth& month) {
  return std::all_of(month.mixes.begin(), month.mixes.end(),
                     [&](const MixMonth& each) { return same_month(each, month.mixes.front()); });
}

bool decide_the_same(const TracedMonth& month) {
  return std::all_of(month.mixes.begin(), month.mixes.end(),
                     [&](const MixMonth& each) { return each.decision == month.mixes.front().decision; });
}

// The round that put the household where it stands at the end, or the last one that left it there.
int settled_by(const Trace& trace, std::size_t mix) {
  int last = -1;
  for (int m = static_cast<int>(trace.months.size()) - 1; m >= 0; --m) {
    const Decision decision = trace.months[static_cast<std::size_t>(m)].mixes[mix].decision;
    if (decision == Decision::none || decision == Decision::waits || decision == Decision::not_judged) continue;
    if (last < 0) last = m;
    const Status stands = trace.months.back().mixes[mix].status;
    const bool out = decision == Decision::exits || decision == Decision::forced_out;
    if (stands == Status::exited && out) return m;
    if (stands == Status::outside && decision == Decision::cleaned_out) return m;
  }
  return last;
}

bool judged(const TracedMonth& month) {
  return std::all_of(month.mixes.begin(), month.mixes.end(),
                     [](const MixMonth& each) { return each.judgement.has_value(); });
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
}

}  // namespace

Decisive decisive_of(const Trace& trace) {
  Decisive found;
  if (trace.months.empty()) return found;
  found.same = std::all_of(trace.months.begin(), trace.months.end(), all_same);
  for (std::size_t c = 0; c < trace.months.back().mixes.size(); ++c) found.settled.push_back(settled_by(trace, c));
  for (std::size_t m = 0; m < trace.months.size(); ++m) {
    const TracedMonth& month = trace.months[m];
    if (found.parting < 0 && !decide_the_same(month)) found.parting = static_cast<int>(m);
    if (judged(month)) found.compared = static_cast<int>(m);
  }
  if (found.parting >= 0 && judged(trace.months[static_cast<std::size_t>(found.parting)]))
    found.compared = found.parting;
  if (found.compared >= 0) compare_windows(trace, found);
  return found;
}

}  // namespace tuiyan
