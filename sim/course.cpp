#include "sim/course.h"

#include <algorithm>

#include "sim/engine.h"

namespace tuiyan {

Course::Course(const Study& prepared, const Lives& shared, int index) : study(prepared), lives(shared), mix(index) {
  const Scenario& scenario = study.scenario;
  const std::size_t n = lives.households();
  status.assign(n, Status::outside);
  pending.assign(n, Pending::nothing);
  for (auto* flags :
       {&supported, &counted, &exited_once, &self_reliant, &found_self_reliant, &guaranteed, &floor_replaced, &jobs})
    flags->assign(n, 0);
  exit_month.assign(n, static_cast<std::int16_t>(scenario.first_month().index - 1));
  enrolled.assign(n, 0);
  debt.assign(n, 0);
  debt_due.assign(n, never);
  gain.assign(n, 0);
  ledger_of.assign(n, -1);
  for (std::size_t i = 0; i < n; ++i) {
    if (!lives.of_opening(i)) {
      status[i] = Status::gone;  // not born yet
      continue;
    }
    const Standing standing = lives.standing(i);
    if (standing == Standing::registered) status[i] = Status::registered;
    if (standing == Standing::exited || standing == Standing::exited_supported) status[i] = Status::exited;
    supported[i] = standing == Standing::registered || standing == Standing::exited_supported;
    counted[i] = standing == Standing::registered;
    opening_households += standing == Standing::registered;
  }
  ledgers.resize(lives.blocks.size());
  enrolments.resize(lives.blocks.size());
  standings.resize(lives.blocks.size());
  debtors.resize(lives.blocks.size());
  gainers.resize(lives.blocks.size());
  gluts.assign(study.products.size(), 1);
  starts.assign(scenario.measures.size(), 0);
  sharers.resize(scenario.measures.size());
  const auto months = static_cast<std::size_t>(scenario.lead_in + scenario.months);
  items.resize(study_items().size());
  for (ItemState& item : items)
    for (auto* series : {&item.spent, &item.annualised, &item.running, &item.households, &item.displaced, &item.begun})
      series->assign(months, 0);
  running.assign(lives.blocks.size(), std::vector<Running>(items.size()));
  tallies.resize(months + 1);
  exits_by_main.assign(study.vocabulary.mains.size(), 0);
  open_file(*this);
  histories = Histories(*this);
  year_ends = empty_year_ends(*this);
}

const Ledger* Course::find_ledger(std::size_t household) const {
  const std::int32_t position = ledger_of[household];
  return position < 0 ? nullptr : &ledgers[household / block_size][static_cast<std::size_t>(position)];
}

Ledger& Course::open_ledger(std::size_t household) {
  std::vector<Ledger>& list = ledgers[household / block_size];
  if (ledger_of[household] < 0) {
    ledger_of[household] = static_cast<std::int32_t>(list.size());
    list.emplace_back().household = static_cast<std::uint32_t>(household);
  }
  return list[static_cast<std::size_t>(ledger_of[household])];
}

void refuse_amount(const Course& course, std::size_t household, Month month, const std::string& what) {
  throw NumericalError(what + " is too large: replicate " + std::to_string(course.lives.replicate) + ", mix " +
                       course.plan().id + ", household " + std::to_string(course.lives.id(household)) + ", " +
                       month.text());
}

YearIncome last_12_months(const Course& course, std::size_t household, const TransferYear& year) {
  YearIncome income;
  income.earned = course.lives.market12[household];
  if (course.plan().existing_transfers) {
    income.transfers = year.fen(course.lives.transfer_base[household]);
    income.aid = std::int64_t{12} * course.lives.floor_running[household];
  }
  if (const Ledger* ledger = course.find_ledger(household)) {
    income.earned += ledger->earned12;
    income.aid += ledger->aid12;
  }
  return income;
}

double HouseholdAnswers::value(Attribute attribute, int argument) const {
  const std::size_t i = household_;
  const Lives& lives = course_.lives;
  switch (attribute) {
    case Attribute::registered:
      return course_.status[i] == Status::registered;
    case Attribute::exited:
      return course_.status[i] == Status::exited;
    case Attribute::supported:
      return course_.status[i] == Status::exited && course_.supported[i];
    case Attribute::returned:
      return course_.status[i] == Status::registered && (course_.exited_once[i] || lives.started_out[i]);
    case Attribute::planned:
      return course_.file.planned[i];
    case Attribute::monitored:
      return course_.file.monitored[i];
    case Attribute::severe:
      return lives.ill_until[i] > month_.index;
    case Attribute::income: {
      const Ledger* ledger = course_.find_ledger(i);
      const std::int64_t earned = lives.market12[i] + (ledger ? std::int64_t{ledger->earned12} : 0);
      return static_cast<double>(earned) / (100.0 * course_.lives.size[i]);
    }
    case Attribute::debt:
      return static_cast<double>(course_.debt[i]) / 100;
    case Attribute::lacks:
      return (course_.lacking(i) >> argument) & 1;
    case Attribute::enrolled:
      return static_cast<double>((course_.enrolled[i] >> argument) & 1);
    case Attribute::line:
      return course_.study.scenario.lines[static_cast<std::size_t>(argument)].value.at(month_);
    default:
      return course_.lives.attribute(i, attribute);
  }
}

void close_window(Course& course, std::size_t block) {
  for (Ledger& ledger : course.ledgers[block]) {
    ledger.window_earned_before = ledger.window_earned;
    ledger.window_aid_before = ledger.window_aid;
    ledger.window_earned = ledger.earned12;
    ledger.window_aid = ledger.aid12;
  }
}

}  // namespace tuiyan
