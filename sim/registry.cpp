#include "sim/registry.h"

#include <algorithm>
#include <variant>

#include "sim/course.h"
#include "sim/draws.h"
#include "sim/enrolment.h"
#include "sim/vector_math.h"

namespace tuiyan {

namespace {

// Income of one register window, fen.
struct Window {
  std::int64_t uncertain = 0;  // market, jobs, assets
  std::int64_t exact = 0;      // transfers, top-ups, aid
};

// The window closed last, or the one before.
Window window_of(const Course& course, std::size_t i, const TransferYear& year, bool before) {
  const Lives& lives = course.lives;
  Window window;
  window.uncertain = before ? lives.window_market_before[i] : lives.window_market[i];
  if (course.plan().existing_transfers)
    window.exact = year.fen(lives.transfer_base[i]) + std::int64_t{12} * lives.floor_running[i];
  if (const Ledger* ledger = course.find_ledger(i)) {
    window.uncertain += before ? ledger->window_earned_before : ledger->window_earned;
    window.exact += before ? ledger->window_aid_before : ledger->window_aid;
  }
  return window;
}

// What each household of a block pays itself of its medical and schooling cost, as a share, under the measures
// that have taken effect.
struct OwnShare {
  double of[block_size];
};

void own_shares(const Course& course, std::size_t b, Month month, OwnShare& share) {
  std::fill(std::begin(share.of), std::end(share.of), 1.0);
  const auto first = static_cast<std::size_t>(course.lives.blocks[b].first);
  for (const auto* list : {&course.enrolments[b].busy, &course.enrolments[b].resting})
    for (const Enrolment& enrolment : *list) {
      if (enrolment.failed != never) continue;
      for (const Effect& effect : course.measure(enrolment.item).effects)
        if (const auto* expense = std::get_if<ExpenseEffect>(&effect.what))
          if (month.index - enrolment.since >= static_cast<int>(expense->delay))
            share.of[enrolment.household - first] *= expense->factor.at(month);
    }
}

std::int64_t seen_income(const Window& window, double seen, double margin) {
  return static_cast<std::int64_t>(static_cast<double>(window.uncertain) * seen / margin) + window.exact;
}

// One round's figures, the same for every household.
struct Round12 {
  TransferYear year, year_before;
  double line, line_before;  // fen per person
  double margin, approval, detection;
  Month window_end;
};

Round12 round_of(const Course& course, Month decided) {
  const Scenario& scenario = course.study.scenario;
  int window_month = decided.month_of_year();
  for (const Round& round : scenario.registry.rounds)
    if (round.decided == decided.month_of_year()) window_month = round.window_end;
  const Month end =
      Month::of(window_month > decided.month_of_year() ? decided.year() - 1 : decided.year(), window_month);
  return {TransferYear(course.study, end),
          TransferYear(course.study, end - 12),
          course.study.exit_line(decided) * 100,
          course.study.exit_line(decided - 12) * 100,
          scenario.registry.margin,
          scenario.registry.approval.at(decided),
          scenario.registry.detection.at(decided),
          end};
}

// Whether the income test of the exit rule is passed with a margin.
bool passes(const Course& course, std::size_t i, const Round12& round, double seen, double margin) {
  const double size = course.lives.size[i];
  const std::int64_t now = seen_income(window_of(course, i, round.year, false), seen, margin);
  const ExitRule rule = course.study.scenario.registry.exit_rule;
  if (rule == ExitRule::one_window) return static_cast<double>(now) >= round.line * size;
  const std::int64_t before = seen_income(window_of(course, i, round.year_before, true), seen, margin);
  if (rule == ExitRule::mean_of_two) return static_cast<double>(now + before) >= 2 * round.line * size;
  return static_cast<double>(now) >= round.line * size && static_cast<double>(before) >= round.line_before * size;
}

void judge_registered(Course& course, std::size_t i, const Round12& round, const Sight& sight, std::size_t k,
                      Tally& tally) {
  if (!passes(course, i, round, sight.seen[k], 1)) return;
  ++tally.above_line;
  if (!passes(course, i, round, sight.seen[k], round.margin)) {
    ++tally.held_by_margin;
  } else if (course.lacking(i) != 0) {
    ++tally.held_by_guarantee;
  } else if (!(sight.approval[k] < round.approval)) {
    ++tally.held_by_approval;
  } else {
    course.pending[i] = Pending::exit;
  }
}

void judge_others(Course& course, std::size_t i, const Round12& round, const Sight& sight, const OwnShare& share,
                  std::size_t k) {
  if (!(sight.detection[k] < round.detection)) return;
  const double line = round.line * course.lives.size[i];
  const auto income = static_cast<double>(seen_income(window_of(course, i, round.year, false), sight.seen[k], 1));
  bool poor = income < line || course.lacking(i) != 0;
  if (!poor && course.study.scenario.registry.expenses_count)
    poor = income - course.lives.window_expense[i] * share.of[k] - course.lives.window_schooling[i] < line;
  if (poor) course.pending[i] = Pending::entry;
}

}  // namespace

void look(const Lives& lives, const Block& block, Month decided, Sight& sight) {
  const double sd = lives.study.scenario.registry.observation_sd;
  for (int i = block.first; i < block.end; ++i) {
    const Words words = draw_words(lives.seed, {lives.subject[static_cast<std::size_t>(i)], lives.replicate,
                                                Process::observation, static_cast<std::uint32_t>(decided.index), 0});
    const int k = i - block.first;
    sight.seen[k] = exp_of(sd * normal_of(words[0], words[1]));
    sight.approval[k] = uniform(words[2]);
    sight.detection[k] = uniform(words[3]);
  }
}

void judge(Course& course, std::size_t b, Month decided, const Sight& sight) {
  const Block& block = course.lives.blocks[b];
  const Round12 round = round_of(course, decided);
  Tally& tally = course.tally(decided);
  OwnShare share;
  own_shares(course, b, round.window_end, share);
  for (int k = block.first; k < block.end; ++k) {
    const auto i = static_cast<std::size_t>(k);
    const auto in_block = static_cast<std::size_t>(k - block.first);
    if (course.status[i] == Status::gone) continue;
    if (course.status[i] == Status::registered)
      judge_registered(course, i, round, sight, in_block, tally);
    else
      judge_others(course, i, round, sight, share, in_block);
    if (!course.counted[i] && course.pending[i] != Pending::entry) continue;
    // Own income: true, of the window, without running dibao, top-ups and aid.
    const Ledger* ledger = course.find_ledger(i);
    std::int64_t own = course.lives.window_market[i] + (ledger ? std::int64_t{ledger->window_earned} : 0);
    if (course.plan().existing_transfers) own += round.year.fen(course.lives.transfer_base[i]);
    course.found_self_reliant[i] = static_cast<double>(own) >= round.line * course.lives.size[i];
  }
}

void enforce(Course& course, std::size_t b, Month month) {
  const Block& block = course.lives.blocks[b];
  const auto since_start = static_cast<std::size_t>(std::max(0, month - course.study.scenario.start + 1));
  Tally& tally = course.tally(month);
  course.standings[b].stale = true;
  for (int k = block.first; k < block.end; ++k) {
    const auto i = static_cast<std::size_t>(k);
    course.self_reliant[i] = course.found_self_reliant[i];
    if (course.pending[i] == Pending::nothing) continue;
    const std::int64_t persons = course.lives.size[i];
    if (course.pending[i] == Pending::exit) {
      ++tally.exits_households;
      tally.exits_persons += persons;
      const double main = course.lives.attribute(i, Attribute::main);
      if (main >= 0) ++course.exits_by_main[static_cast<std::size_t>(main)];
      if (course.lives.of_opening(i) && course.lives.standing(i) == Standing::registered && !course.exited_once[i])
        ++course.first_exits[since_start];
      course.status[i] = Status::exited;
      course.exited_once[i] = 1;
      course.exit_month[i] = static_cast<std::int16_t>(month.index);
    } else {
      if (course.status[i] == Status::exited) {
        tally.returns_persons += persons;
        if (course.exited_once[i]) ++course.returns_after[static_cast<std::size_t>(month.index - course.exit_month[i])];
      } else {
        tally.entries_persons += persons;
      }
      course.status[i] = Status::registered;
      course.supported[i] = 1;
      course.counted[i] = 1;
    }
    course.pending[i] = Pending::nothing;
  }
}

void end_support(Course& course, std::size_t b, Month month) {
  const Block& block = course.lives.blocks[b];
  if (!course.study.has_support(month))  // withdrawn by an event: what costs no more goes on
    std::fill(course.supported.begin() + block.first, course.supported.begin() + block.end, std::uint8_t{0});
  if (!course.plan().withdraw_after) return;
  for (int k = block.first; k < block.end; ++k) {
    const auto i = static_cast<std::size_t>(k);
    if (course.status[i] == Status::exited && course.supported[i] &&
        month.index - course.exit_month[i] >= *course.plan().withdraw_after)
      withdraw(course, i);
  }
}

}  // namespace tuiyan
