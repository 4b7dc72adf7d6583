#include "sim/enrolment.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "sim/delivery.h"
#include "sim/vector_math.h"

namespace tuiyan {

bool works(const Enrolment& enrolment) { return enrolment.failed == never && !enrolment.suspended; }

FirmState firm_of(const Course& course, std::size_t household, int measure, Month month) {
  return course.lives.firms.state(static_cast<std::size_t>(measure), course.lives.village[household], month);
}

namespace {

// The next month with something to do: every month for payments and failures, else only when a guarantee is
// set or the enrolment ends.
std::int16_t next_attention(const StudyItem& item, const Measure& measure, const Enrolment& enrolment, Month month) {
  const auto next_month = static_cast<std::int16_t>(month.index + 1);
  if (measure.failure_early > 0 || measure.failure_late > 0 || measure.firm.per != Firm::Of::none || measure.hands > 0)
    return next_month;
  int next = std::min(static_cast<int>(never), item.end.index);
  if (measure.term > 0) next = std::min(next, enrolment.since + static_cast<int>(measure.term));
  for (const Effect& effect : measure.effects) {
    if (const auto* guarantee = std::get_if<GuaranteeEffect>(&effect.what)) {
      const int sets = enrolment.since + static_cast<int>(guarantee->delay);
      if (sets > month.index) next = std::min(next, sets);
    } else if (!std::holds_alternative<ExpenseEffect>(effect.what)) {
      return next_month;
    }
  }
  return static_cast<std::int16_t>(next);
}

bool fails(const Course& course, const Enrolment& enrolment, int measure, Month month) {
  const MeasureChances& chances = course.study.chances[static_cast<std::size_t>(measure)];
  const double chance = month.index - enrolment.since < 24 ? chances.failure_early : chances.failure_late;
  return chance > 0 &&
         uniform(measure_words(course, enrolment.household, measure, Process::failure, month.index)[0]) < chance;
}

bool restarts(const Course& course, const Enrolment& enrolment, int measure, Month month) {
  const double chance = course.study.chances[static_cast<std::size_t>(measure)].restart;
  return uniform(measure_words(course, enrolment.household, measure, Process::restart, month.index)[0]) < chance;
}

// Marks a failure of the project (`failed`: its month, or never) or of its firm; costs run while both work.
void set_state(Course& course, Enrolment& enrolment, int failed, bool suspended) {
  const bool worked = works(enrolment);
  enrolment.failed = static_cast<std::int16_t>(failed);
  enrolment.suspended = suspended;
  if (worked != works(enrolment))
    course.running[enrolment.household / block_size][enrolment.item].units +=
        worked ? -enrolment.units : enrolment.units;
}

void leave(Course& course, const Enrolment& enrolment, Leaving why) {
  const std::size_t i = enrolment.household;
  const StudyItem& item = course.study_items()[enrolment.item];
  const Measure& measure = course.measure(enrolment.item);
  ItemState& state = course.items[enrolment.item];
  --state.enrolled;
  --course.running[i / block_size][enrolment.item].households;
  if (works(enrolment)) course.running[i / block_size][enrolment.item].units -= enrolment.units;
  course.enrolled[i] &= ~measure_bit(item.measure);
  course.jobs[i] = static_cast<std::uint8_t>(course.jobs[i] - enrolment.hands);
  if (Diary* diary = course.diary_of(i)) diary->departures.push_back({enrolment.item, why});
  const bool lost = why == Leaving::failed || why == Leaving::firm_lost;
  if (!lost && !(measure.cost.yearly > 0)) return;
  // What a house or a premium guaranteed ends with it: with a failure, or when its yearly cost is not paid.
  const auto& names = course.study.vocabulary.guarantees;
  for (const Effect& effect : measure.effects) {
    const auto* guarantee = std::get_if<GuaranteeEffect>(&effect.what);
    const auto* move = std::get_if<MoveEffect>(&effect.what);
    if (!guarantee && !move) continue;
    const auto g =
        std::find(names.begin(), names.end(), guarantee ? guarantee->guarantee : move->guarantee) - names.begin();
    course.guaranteed[i] = static_cast<std::uint8_t>(course.guaranteed[i] & ~(1u << g));
  }
}

// A measure that fails or ends may be what pushes a household back, if it did anything.
void set_back(Course& course, const Enrolment& enrolment, Month month) {
  const Measure& measure = course.measure(enrolment.item);
  const bool works = std::any_of(measure.effects.begin(), measure.effects.end(), [](const Effect& effect) {
    const auto* income = std::get_if<IncomeEffect>(&effect.what);
    return !income || income->amount > 0;
  });
  if (works) course.file.note_setback(enrolment.household, month);
}

// One enrolment's month; false when it is over.
bool attend(Course& course, Enrolment& enrolment, Month month, double own_share) {
  const StudyItem& item = course.study_items()[enrolment.item];
  const Measure& measure = course.measure(enrolment.item);
  ItemState& state = course.items[enrolment.item];
  const bool ended = month >= item.end || (measure.term > 0 && month.index - enrolment.since >= measure.term);
  if (ended) {
    set_back(course, enrolment, month);
    leave(course, enrolment, Leaving::ended);
    return false;
  }
  const FirmState firm = firm_of(course, enrolment.household, item.measure, month);
  if (firm == FirmState::lost) {
    set_back(course, enrolment, month);
    default_loan(course, enrolment);
    leave(course, enrolment, Leaving::firm_lost);
    return false;
  }
  if (firm == FirmState::down && !enrolment.suspended) set_back(course, enrolment, month);
  set_state(course, enrolment, enrolment.failed, firm == FirmState::down);
  if (enrolment.failed != never) {
    if (!restarts(course, enrolment, item.measure, month)) return true;
    set_state(course, enrolment, never, enrolment.suspended);
    enrolment.since = static_cast<std::int16_t>(month.index);
    enrolment.seen = course.lives.expense[enrolment.household];
  }
  if (fails(course, enrolment, item.measure, month)) {
    set_back(course, enrolment, month);
    default_loan(course, enrolment);
    if (!(measure.restart > 0)) {
      leave(course, enrolment, Leaving::failed);
      return false;
    }
    set_state(course, enrolment, month.index, enrolment.suspended);
    return true;
  }
  const Delivered delivered = deliver_month(course, enrolment, month, own_share);
  const std::size_t m = course.month_since_first(month);
  state.displaced[m] += delivered.displaced;
  if (measure.cost.benefit) {
    state.spent[m] += delivered.paid;
    state.annualised[m] += delivered.paid;
  }
  if (delivered.over) {
    set_back(course, enrolment, month);
    leave(course, enrolment, Leaving::over);
  }
  enrolment.attend = next_attention(item, measure, enrolment, month);
  return !delivered.over;
}

// Counts those enrolled and their yearly cost, in thousandths of a fen so that blocks of any size add up alike.
void pay_running_costs(Course& course, std::size_t block, Month month) {
  const std::size_t m = course.month_since_first(month);
  for (std::size_t k = 0; k < course.items.size(); ++k) {
    course.items[k].households[m] += course.running[block][k].households;
    const Cost& cost = course.measure(k).cost;
    if (!(cost.yearly > 0) || course.running[block][k].units == 0) continue;
    const double yuan = cost.yearly * course.study.index_since(Follows::prices, cost.price_year, month);
    course.items[k].running[m] += part_of_year(fen(yuan), month) * course.running[block][k].units;
  }
}

void close_ledgers(Course& course, std::size_t block, Month month) {
  const auto m = static_cast<std::size_t>(month.month_of_year() - 1);
  for (Ledger& ledger : course.ledgers[block]) {
    const std::int64_t earned = std::int64_t{ledger.earned12} + ledger.earned_now - ledger.earned[m];
    const std::int64_t aid = std::int64_t{ledger.aid12} + ledger.aid_now - ledger.aid[m];
    if (std::max(std::abs(earned), std::abs(aid)) > largest_amount)
      refuse_amount(course, ledger.household, month, "what measures pay in a year");
    ledger.earned12 = static_cast<std::int32_t>(earned);
    ledger.aid12 = static_cast<std::int32_t>(aid);
    ledger.earned[m] = ledger.earned_now;
    ledger.aid[m] = ledger.aid_now;
    ledger.earned_now = ledger.aid_now = 0;
  }
}

// Brings back those at rest whose month has come.
void wake(Enrolments& enrolments, Month month) {
  std::vector<Enrolment>& resting = enrolments.resting;
  const auto due = std::stable_partition(resting.begin(), resting.end(),
                                         [&](const Enrolment& each) { return each.attend > month.index; });
  enrolments.busy.insert(enrolments.busy.end(), due, resting.end());
  resting.erase(due, resting.end());
  enrolments.rest_until = never;
  for (const Enrolment& each : resting) enrolments.rest_until = std::min<int>(enrolments.rest_until, each.attend);
}

// Lets households give back the hands that they no longer have.
void give_back(Course& course, std::size_t block, Month month) {
  std::vector<std::uint32_t> short_of_hands;
  for (const Enrolment& each : course.enrolments[block].busy)
    if (each.hands > 0 && course.jobs[each.household] > course.lives.workers[each.household])
      short_of_hands.push_back(each.household);
  for (const std::uint32_t household : short_of_hands) lose_workers(course, household, month);
}

}  // namespace

void end_where(Course& course, std::size_t block, Leaving why, const std::function<bool(const Enrolment&)>& ends) {
  for (auto* list : {&course.enrolments[block].busy, &course.enrolments[block].resting}) {
    std::erase_if(*list, [&](const Enrolment& each) {
      if (!ends(each)) return false;
      leave(course, each, why);
      return true;
    });
  }
}

void deliver(Course& course, std::size_t block, Month month) {
  Enrolments& enrolments = course.enrolments[block];
  if (enrolments.rest_until <= month.index) wake(enrolments, month);
  give_back(course, block, month);
  std::vector<Enrolment>& busy = enrolments.busy;
  double own_share[block_size];
  const bool protects = course.study.protects[static_cast<std::size_t>(course.mix)];
  if (protects) paid_oneself(course, block, month, Spending::medical, own_share);
  const auto first = static_cast<std::size_t>(course.lives.blocks[block].first);
  std::size_t kept = 0;
  for (std::size_t e = 0; e < busy.size(); ++e) {
    if (!attend(course, busy[e], month, protects ? own_share[busy[e].household - first] : 1)) continue;
    if (busy[e].attend > month.index + 1) {
      enrolments.rest_until = std::min<int>(enrolments.rest_until, busy[e].attend);
      enrolments.resting.push_back(busy[e]);
      continue;
    }
    if (kept != e) busy[kept] = busy[e];
    ++kept;
  }
  busy.resize(kept);
  pay_running_costs(course, block, month);
  pay_gains(course, block, month);
  close_ledgers(course, block, month);
  repay_debts(course, block, month);
}

void withdraw(Course& course, std::size_t household) {
  if (course.enrolled[household] != 0)
    end_where(course, household / block_size, Leaving::withdrawn,
              [&](const Enrolment& each) { return each.household == household; });
  course.supported[household] = 0;
}

void lose_workers(Course& course, std::size_t household, Month) {
  Enrolments& enrolments = course.enrolments[household / block_size];
  while (course.jobs[household] > course.lives.workers[household]) {
    Enrolment* latest = nullptr;
    for (auto* list : {&enrolments.busy, &enrolments.resting})
      for (Enrolment& each : *list)
        if (each.household == household && each.hands > 0 &&
            (latest == nullptr || std::pair(each.since, each.item) > std::pair(latest->since, latest->item)))
          latest = &each;
    if (latest == nullptr) return;
    const int hands = latest->hands - 1;
    if (latest->workers > 1 && hands >= course.measure(latest->item).hands) {
      latest->hands = static_cast<std::uint8_t>(hands);
      latest->workers = std::min(latest->workers, latest->hands);
      latest->additional = static_cast<std::uint16_t>(latest->additional & ((1u << latest->workers) - 1));
      --course.jobs[household];
    } else {
      const std::uint16_t item = latest->item;
      default_loan(course, *latest);
      end_where(course, household / block_size, Leaving::short_of_hands,
                [&](const Enrolment& each) { return each.household == household && each.item == item; });
    }
  }
}

}  // namespace tuiyan
