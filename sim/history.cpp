#include "sim/history.h"

#include <algorithm>

#include "sim/course.h"

namespace tuiyan {

namespace {

Month opening(const Course& course) { return course.study.scenario.start - 1; }
Month last_month(const Course& course) { return course.study.scenario.end_month() - 1; }

constexpr std::uint8_t from_run = 1, from_opening = 2;

// An exit counts as followed if two years after it were simulated and the household lived through them or returned.
void judge_exit(Histories& seen, const Course& course, std::size_t i, int until, int cause) {
  if (seen.since[i] + stable_months > last_month(course).index) return;
  const int months = until - seen.since[i];
  const bool stayed = cause == Spell::still_on ? months >= stable_months : months > stable_months;
  if (!stayed && cause != ending::left) return;
  ++seen.exits_followed;
  seen.exits_stable += stayed && !seen.dipped[i];
}

// Ends the spell that a household is in.
void end_spell(Histories& seen, const Course& course, std::size_t i, int until, int cause) {
  const Spell spell{seen.late[i], until - seen.since[i], cause};
  if (seen.was[i] == Status::registered && seen.fresh[i] == from_opening) seen.registered_at_opening.add(spell);
  if (seen.was[i] == Status::registered && seen.fresh[i] == from_run) seen.registered.add(spell);
  if (seen.was[i] == Status::exited && seen.fresh[i] == from_run) {
    seen.out.add(spell);
    judge_exit(seen, course, i, until, cause);
  }
}

int ending_of(Status before, Status now) {
  if (now == Status::gone) return ending::dissolved;
  if (before == Status::registered && now == Status::outside) return ending::cleaned_out;
  const bool moved_on = (before == Status::registered && now == Status::exited) ||
                        (before == Status::exited && now == Status::registered);
  return moved_on ? ending::left : Spell::still_on;
}

// A household that a split made appears with the state of those it left; its register spell began with them, at a
// time that is not known, its time out with their exit.
void begin_spell(Histories& seen, const Course& course, std::size_t i, Month month) {
  const bool born = !course.lives.of_opening(i) && seen.was[i] == Status::outside;
  const Status now = course.status[i];
  seen.was[i] = now;
  seen.since[i] = static_cast<std::int16_t>(month.index);
  seen.fresh[i] = from_run;
  seen.late[i] = 0;
  if (now == Status::exited) seen.dipped[i] = 0;
  if (!born) return;
  const int out = month.index - course.exit_month[i];
  if (now == Status::exited && course.exited_once[i] && out >= 0 && out < 256) {
    seen.since[i] = course.exit_month[i];
    seen.late[i] = static_cast<std::uint8_t>(out);
  } else {
    seen.fresh[i] = 0;
  }
}

}  // namespace

Histories::Histories(const Course& course) {
  const Scenario& scenario = course.study.scenario;
  const std::size_t n = course.status.size();
  was = course.status;
  since.assign(n, static_cast<std::int16_t>((scenario.start - 1).index));
  fresh.assign(n, 0);
  for (std::size_t i = 0; i < n; ++i)
    if (was[i] == Status::registered) fresh[i] = from_opening;
  for (auto* list : {&late, &dipped, &persons, &poor, &run, &run_known, &above, &fell, &years, &poor_looks})
    list->assign(n, 0);
  for (auto* list : {&share_sum, &square_sum}) list->assign(n, 0);
  const int most_years = scenario.months / 12;
  for (auto* tally : {&registered_at_opening, &registered, &out})
    *tally = SpellTally(ending::count, scenario.months + 1);
  for (auto* tally : {&poor_years, &above_years}) *tally = SpellTally(ending::count, most_years + 1);
  looks.resize(static_cast<std::size_t>(most_years) + 1);
  incomes.assign(looks.size(), std::vector<IncomeSteps>(scenario.people.groups.size()));
}

int look_of(const Course& course, Month month) {
  const int since = month - opening(course);
  return since >= 0 && since % 12 == 0 && since / 12 < static_cast<int>(course.histories.looks.size()) ? since / 12
                                                                                                       : -1;
}

void note_states(Course& course, std::size_t b, Month month) {
  const Block& block = course.lives.blocks[b];
  Histories& seen = course.histories;
  const auto now_first = course.status.begin() + block.first, now_end = course.status.begin() + block.end;
  if (std::equal(now_first, now_end, seen.was.begin() + block.first)) return;  // only members changed
  for (auto i = static_cast<std::size_t>(block.first); i < static_cast<std::size_t>(block.end); ++i) {
    const Status now = course.status[i];
    if (now == seen.was[i]) continue;
    end_spell(seen, course, i, month.index, ending_of(seen.was[i], now));
    begin_spell(seen, course, i, month);
  }
}

namespace {

// Years of a household, one look at a time.
void note_year(Histories& seen, std::size_t i, bool is_poor, YearLook& sums, std::int64_t size) {
  if (seen.run[i] > 0 && !seen.poor[i]) {
    ++seen.above[i];
    sums.above += size;
    if (is_poor) ++seen.fell[i], sums.fell += size;
  }
  if (seen.run[i] > 0 && seen.poor[i] == static_cast<std::uint8_t>(is_poor)) {
    seen.run[i] = static_cast<std::uint8_t>(std::min(seen.run[i] + 1, 255));
    return;
  }
  if (seen.run_known[i]) (seen.poor[i] ? seen.poor_years : seen.above_years).add({0, seen.run[i], ending::left});
  seen.run_known[i] = seen.run[i] > 0;  // the first look does not know since when
  seen.run[i] = 1;
  seen.poor[i] = is_poor;
}

// Of the last look; the next opportunity to leave was not seen.
void end_years(Histories& seen, std::size_t i, int cause) {
  const int years = cause == Spell::still_on ? seen.run[i] - 1 : seen.run[i];
  if (seen.run_known[i]) (seen.poor[i] ? seen.poor_years : seen.above_years).add({0, years, cause});
  seen.run[i] = seen.run_known[i] = 0;
}

constexpr std::int64_t million = 1'000'000;

void note_incomes(Histories& seen, std::size_t i, std::int64_t all, std::int64_t line) {
  const std::int64_t share = std::max<std::int64_t>(all, 0) * million / line;
  const std::int64_t gap = std::max<std::int64_t>(million - share, 0);
  ++seen.years[i];
  seen.poor_looks[i] = static_cast<std::uint8_t>(seen.poor_looks[i] + (all < line));
  seen.share_sum[i] += share;
  seen.square_sum[i] += gap * gap / million;
}

}  // namespace

void look_back(Course& course, std::size_t b, Month month, const SharedIncome& shared) {
  const Lives& lives = course.lives;
  const Block& block = lives.blocks[b];
  Histories& seen = course.histories;
  const int number = look_of(course, month);
  YearLook& sums = seen.looks[static_cast<std::size_t>(number)];
  const auto line_of_one = static_cast<std::int64_t>(course.study.poverty_line(month) * 100 + 0.5);
  for (auto i = static_cast<std::size_t>(block.first); i < static_cast<std::size_t>(block.end); ++i) {
    const std::int64_t size = lives.size[i];
    if (size == 0 || course.status[i] == Status::gone) {
      if (seen.run[i] > 0) end_years(seen, i, ending::dissolved);
      continue;
    }
    const std::int64_t line = line_of_one * size, without = shared.all[i - static_cast<std::size_t>(block.first)];
    const Ledger* ledger = course.find_ledger(i);
    const std::int64_t paid = ledger ? std::int64_t{ledger->earned12} + ledger->aid12 : 0, all = without + paid;
    // Who is in a measure that gives nothing is not reached by it: enrolled counts who was paid in the last 12 months.
    const bool is_poor = all < line, need = without<line, enrolled = paid> 0;
    seen.persons[i] = lives.size[i];
    note_year(seen, i, is_poor, sums, size);
    seen.incomes[static_cast<std::size_t>(number)][lives.household(i).group].add(all, size);
    if (number > 0) note_incomes(seen, i, all, line);
    const bool registered = course.status[i] == Status::registered;
    if (registered) sums.registered += size, sums.registered_above += is_poor ? 0 : size;
    if (is_poor) sums.poor += size, sums.poor_outside += registered ? 0 : size;
    if (need) sums.need += size, sums.need_enrolled += enrolled ? size : 0;
    if (enrolled) sums.enrolled += size, sums.enrolled_above += need ? 0 : size;
    const std::int64_t near = line * near_poor_percent / 100;
    if (need && enrolled) {
      sums.lifted += size;
      sums.lifted_income += all;
      sums.overtaking += all > near ? size : 0;
    } else if (!need && !enrolled && !registered && without <= near) {
      sums.near += size;
      sums.near_income += without;
    }
  }
}

Histories closed(const Course& course) {
  Histories seen = course.histories;
  const int last = last_month(course).index;
  for (std::size_t i = 0; i < seen.was.size(); ++i) {
    end_spell(seen, course, i, last, Spell::still_on);
    if (seen.run[i] > 0) end_years(seen, i, Spell::still_on);
  }
  return seen;
}

}  // namespace tuiyan
