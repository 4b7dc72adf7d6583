// What the register's file holds, and how decisions come into force.
#include <algorithm>

#include "sim/course.h"
#include "sim/enrolment.h"
#include "sim/registry.h"

namespace tuiyan {

namespace {

// True income of the window closed last before the opening, fen.
std::int64_t opening_income(const Course& course, std::size_t i, const TransferYear& year) {
  std::int64_t income = course.lives.window_market[i];
  if (course.plan().existing_transfers)
    income += year.fen(course.lives.transfer_base[i]) + std::int64_t{12} * course.lives.floor_running[i];
  return income;
}

std::size_t year_of(const Course& course, Month month) {
  return static_cast<std::size_t>(month.year() - course.study.scenario.first_month().year());
}

VillageCount& village_count(Course& course, Month month) {
  std::vector<VillageCount>& counts = course.file.village_counts;
  for (VillageCount& count : counts)
    if (count.month == month) return count;
  const auto villages = static_cast<std::size_t>(course.study.population.villages);
  counts.push_back({month, std::vector<std::int32_t>(villages), std::vector<std::int32_t>(villages)});
  return counts.back();
}

void count_villages(Course& course, std::size_t first, std::size_t end, Month month) {
  VillageCount& count = village_count(course, month);
  for (std::size_t i = first; i < end; ++i) {
    const std::size_t village = course.lives.village[i];
    count.persons[village] += course.lives.size[i];
    if (course.status[i] == Status::registered) count.registered[village] += course.lives.size[i];
  }
}

void leave_register(Course& course, std::size_t i, Month month, Tally& tally) {
  const std::int64_t persons = course.lives.size[i];
  RegisterFile& file = course.file;
  ++tally.exits_households;
  tally.exits_persons += persons;
  if (file.forced[i]) {
    ++tally.forced_exits_households;
    tally.forced_exits_persons += persons;
    file.forced[i] = 0;
  }
  const double main = course.lives.attribute(i, Attribute::main);
  if (main >= 0) ++course.exits_by_main[static_cast<std::size_t>(main)];
  course.status[i] = Status::exited;
  course.exited_once[i] = 1;
  course.exit_month[i] = static_cast<std::int16_t>(month.index);
  file.found_planned[i] = 0;
  file.setback[i] = never;
  file.employed_out[i] = course.lives.employed[i];
}

void enter_register(Course& course, std::size_t i, Tally& tally) {
  const std::int64_t persons = course.lives.size[i];
  if (course.status[i] == Status::exited) {
    tally.returns_persons += persons;
    tally.returns_by_trigger[course.file.trigger[i]] += persons;
  } else {
    tally.entries_persons += persons;
  }
  course.status[i] = Status::registered;
  course.supported[i] = 1;
  course.counted[i] = 1;
  course.file.monitored[i] = 0;
}

// Removed as a mistake: never a success, and no longer among those the headline shares are of.
void clean_out(Course& course, std::size_t i, Tally& tally) {
  ++tally.clean_outs_households;
  tally.clean_outs_persons += course.lives.size[i];
  course.status[i] = Status::outside;
  course.counted[i] = 0;
  course.file.wrong[i] = 0;
  course.file.found_planned[i] = 0;
  withdraw(course, i);
}

void end_support_of(Course& course, std::size_t i, Month month) {
  const Ledger* ledger = course.find_ledger(i);
  if (ledger && (ledger->earned12 != 0 || ledger->aid12 != 0)) course.file.note_setback(i, month);
  withdraw(course, i);
}

}  // namespace

void RegisterFile::note_setback(std::size_t household, Month month) {
  if (setback[household] == never) setback[household] = static_cast<std::int16_t>(month.index);
}

void open_file(Course& course) {
  const Lives& lives = course.lives;
  const Scenario& scenario = course.study.scenario;
  const RegisterRules& rules = scenario.registry;
  RegisterFile& file = course.file;
  const std::size_t n = lives.households();
  for (auto* flags : {&file.planned, &file.found_planned, &file.well_off, &file.monitored, &file.wrong, &file.forced,
                      &file.tiers, &file.above, &file.trigger})
    flags->assign(n, 0);
  file.employed_out = lives.employed;
  file.monitored_since.assign(n, 0);
  file.setback.assign(n, never);
  const Month before = scenario.first_month() - 1;
  const TransferYear year(course.study, before);
  const double line = course.study.exit_line(scenario.start) * 100;
  for (std::size_t i = 0; i < n; ++i) {
    const bool registered = course.status[i] == Status::registered;
    const auto income = static_cast<double>(opening_income(course, i, year));
    const double size = lives.size[i];
    file.planned[i] = file.found_planned[i] = registered && income >= rules.planned_from * line * size;
    file.wrong[i] = registered && income >= rules.wrong_from * line * size && course.lacking(i) == 0;
    for (std::size_t k = 0; k < rules.lines.size(); ++k) {
      const double level = scenario.line(rules.lines[k]).value.at(scenario.start) * 100;
      const bool below = income < level * size;
      if (level < line ? registered && below : registered || (level > line && below))
        file.tiers[i] = static_cast<std::uint8_t>(file.tiers[i] | (1u << k));
    }
  }
  const auto years = static_cast<std::size_t>((scenario.end_month() - 1).year() - scenario.first_month().year() + 1);
  file.tier_persons.assign(years, std::vector<std::int64_t>(rules.lines.size()));
  file.below_persons = file.tier_persons;
  count_villages(course, 0, n, scenario.start - 1);
}

void RegisterFile::split(std::size_t parent, std::size_t child) {
  for (auto* flags : {&planned, &found_planned, &well_off, &monitored, &wrong, &forced, &tiers, &above, &trigger})
    (*flags)[child] = (*flags)[parent];
  monitored_since[child] = monitored_since[parent];
  setback[child] = setback[parent];
}

void watch(Course& course, std::size_t b, Month month) {
  const RegisterRules& rules = course.study.scenario.registry;
  if (!(rules.held_months > 0)) return;
  const Block& block = course.lives.blocks[b];
  const TransferYear year(course.study, month);
  const double line = course.study.exit_line(month) * 100;
  for (int k = block.first; k < block.end; ++k) {
    const auto i = static_cast<std::size_t>(k);
    std::uint8_t& above = course.file.above[i];
    const YearIncome income = last_12_months(course, i, year);
    std::int64_t counted = income.all();
    if (rules.exit_income != ExitIncome::all) counted -= income.aid;
    if (rules.exit_income == ExitIncome::without_measures) counted = course.lives.market12[i] + income.transfers;
    above = static_cast<double>(counted) >= line * course.lives.size[i]
                ? static_cast<std::uint8_t>(std::min(above + 1, 250))
                : std::uint8_t{0};
  }
}

void enforce(Course& course, std::size_t b, Month month, bool exits, bool entries) {
  const Block& block = course.lives.blocks[b];
  Tally& tally = course.tally(month);
  course.standings[b].stale = true;
  RegisterFile& file = course.file;
  for (int k = block.first; k < block.end; ++k) {
    const auto i = static_cast<std::size_t>(k);
    course.self_reliant[i] = course.found_self_reliant[i];
    const Pending pending = course.pending[i];
    if ((exits && pending != Pending::entry) || (entries && pending == Pending::entry)) {
      if (pending == Pending::exit) leave_register(course, i, month, tally);
      if (pending == Pending::entry) enter_register(course, i, tally);
      if (pending == Pending::clean_out) clean_out(course, i, tally);
      course.pending[i] = Pending::nothing;
    }
    if (exits) file.planned[i] = course.status[i] == Status::registered && file.found_planned[i];
    // 脱贫不享受政策: at the place's mean income support is over.
    if (exits && file.well_off[i] && course.status[i] == Status::exited && course.supported[i]) {
      end_support_of(course, i, month);
    }
  }
  if (month >= course.study.scenario.start)
    count_villages(course, static_cast<std::size_t>(block.first), static_cast<std::size_t>(block.end), month);
}

void end_support(Course& course, std::size_t b, Month month) {
  const Block& block = course.lives.blocks[b];
  if (!course.study.has_support(month))  // withdrawn by an event: what costs no more goes on
    std::fill(course.supported.begin() + block.first, course.supported.begin() + block.end, std::uint8_t{0});
  if (!course.plan().withdraw_after) return;
  for (int k = block.first; k < block.end; ++k) {
    const auto i = static_cast<std::size_t>(k);
    if (course.status[i] != Status::exited || !course.supported[i] ||
        month.index - course.exit_month[i] < *course.plan().withdraw_after)
      continue;
    end_support_of(course, i, month);
    course.standings[b].stale = true;
  }
}

void count_lines(Course& course, std::size_t b, Month month, const std::int64_t* all) {
  const Scenario& scenario = course.study.scenario;
  const std::vector<std::string>& lines = scenario.registry.lines;
  if (lines.empty() || (month.month_of_year() != 12 && month != scenario.end_month() - 1)) return;
  if (month < scenario.first_month()) return;
  const Block& block = course.lives.blocks[b];
  const std::size_t year = year_of(course, month);
  for (std::size_t k = 0; k < lines.size(); ++k) {
    const auto line = static_cast<std::int64_t>(scenario.line(lines[k]).value.at(month) * 100 + 0.5);
    for (int position = block.first; position < block.end; ++position) {
      const auto i = static_cast<std::size_t>(position);
      std::int64_t income = all[position - block.first];
      if (const Ledger* ledger = course.find_ledger(i)) income += std::int64_t{ledger->earned12} + ledger->aid12;
      const std::int64_t persons = course.lives.size[i];
      if (income < line * persons) course.file.below_persons[year][k] += persons;
      if ((course.file.tiers[i] >> k) & 1) course.file.tier_persons[year][k] += persons;
    }
  }
}

}  // namespace tuiyan
