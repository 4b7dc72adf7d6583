#include "sim/follow_exits.h"

#include <algorithm>
#include <array>

#include "sim/course.h"
#include "sim/monitoring.h"

namespace tuiyan {

namespace {

enum Source : std::uint16_t { wages, business, from_measures, transfers, aid, sources };
const char* const income_source_ids[] = {"wages", "business", "measures", "transfers", "aid"};
const char* const labour_ids[] = {"no_worker", "one_worker", "more_workers"};

// The largest source of the last 12 months. Market income is parted as the income law has it.
Source source_of(const Course& course, std::size_t i, Month month) {
  const Lives& lives = course.lives;
  const IncomeRules& rules = course.study.scenario.income;
  const YearIncome income = last_12_months(course, i, TransferYear(course.study, month));
  const double market = lives.market12[i];
  const double in_work =
      lives.type[i] == without_worker ? 0 : static_cast<double>(lives.employed[i]) / std::max<int>(lives.workers[i], 1);
  const double wage = rules.wage_share * in_work, others = rules.business_share + rules.property_share;
  const double of_wages = wage + others > 0 ? wage / (wage + others) : 0;
  const std::array<double, sources> parts{market * of_wages, market * (1 - of_wages),
                                          static_cast<double>(income.earned) - market,
                                          static_cast<double>(income.transfers), static_cast<double>(income.aid)};
  return static_cast<Source>(std::max_element(parts.begin(), parts.end()) - parts.begin());
}

std::uint16_t number_or_none(double value) { return value < 0 ? no_group : static_cast<std::uint16_t>(value); }

FollowedExit exit_now(const Course& course, std::size_t i, Month month) {
  const Lives& lives = course.lives;
  FollowedExit exit;
  exit.household = static_cast<std::uint32_t>(i);
  exit.month = exit.until = static_cast<std::int16_t>(month.index);
  exit.scored = true;
  exit.score = static_cast<float>(risk_score(course, i, month + 1));
  exit.group[static_cast<std::size_t>(RiskBy::cause)] = number_or_none(lives.attribute(i, Attribute::cause));
  exit.group[static_cast<std::size_t>(RiskBy::main_measure)] = number_or_none(lives.attribute(i, Attribute::main));
  exit.group[static_cast<std::size_t>(RiskBy::village)] = lives.village[i];
  exit.group[static_cast<std::size_t>(RiskBy::labour)] = std::min<std::uint16_t>(lives.workers[i], 2);
  exit.group[static_cast<std::size_t>(RiskBy::income_source)] = source_of(course, i, month);
  return exit;
}

// A household that a split made while those it left were out: it is out since their exit.
void begin_born(const Course& course, std::size_t i, Month month, FollowedMix& followed) {
  const int out = month.index - course.exit_month[i];
  if (!course.exited_once[i] || out < 0 || out > 255) return;
  FollowedExit exit = exit_now(course, i, month);
  exit.month = course.exit_month[i];
  exit.late = static_cast<std::uint8_t>(out);
  exit.scored = false;  // the score at the exit was that of those it left
  followed.exit_of[i] = static_cast<std::int32_t>(followed.exits.size());
  followed.exits.push_back(exit);
}

void changed(const Course& course, std::size_t i, Month month, FollowedMix& followed) {
  const auto before = static_cast<Status>(followed.was[i]);
  const Status now = course.status[i];
  followed.was[i] = static_cast<std::uint8_t>(now);
  if (before == Status::exited && followed.exit_of[i] >= 0) {
    FollowedExit& exit = followed.exits[static_cast<std::size_t>(followed.exit_of[i])];
    exit.until = static_cast<std::int16_t>(month.index);
    if (now == Status::registered) {
      exit.cause = ending::left;
      exit.trigger = course.file.trigger[i];
    } else if (now == Status::gone) {
      exit.cause = ending::dissolved;
    }
  }
  if (now != Status::exited) return;
  if (before == Status::gone) return begin_born(course, i, month, followed);
  followed.exit_of[i] = static_cast<std::int32_t>(followed.exits.size());
  followed.exits.push_back(exit_now(course, i, month));
}

void look_at_income(const Course& course, std::size_t i, Month month, FollowedExit& exit) {
  const int since = month.index - exit.month;
  if (since != 12 && since != 24) return;
  const auto bit = static_cast<std::uint8_t>(since / 12);
  if (course.status[i] == Status::gone || course.lives.size[i] == 0) return;
  exit.there = static_cast<std::uint8_t>(exit.there | bit);
  const auto all = static_cast<double>(last_12_months(course, i, TransferYear(course.study, month)).all());
  if (all < course.study.poverty_line(month) * 100 * course.lives.size[i])
    exit.poor = static_cast<std::uint8_t>(exit.poor | bit);
}

}  // namespace

void follow(const Course& course, std::size_t b, Month month, FollowedMix& followed) {
  const Block& block = course.lives.blocks[b];
  if (followed.was.empty()) {
    followed.was.assign(course.status.size(), 0);
    followed.exit_of.assign(course.status.size(), -1);
  }
  const bool opening = month < course.study.scenario.first_month();
  const bool last = month + 1 == course.study.scenario.end_month();
  for (auto i = static_cast<std::size_t>(block.first); i < static_cast<std::size_t>(block.end); ++i) {
    const auto now = static_cast<std::uint8_t>(course.status[i]);
    if (opening)
      followed.was[i] = now;
    else if (now != followed.was[i])
      changed(course, i, month, followed);
    if (followed.exit_of[i] < 0) continue;
    FollowedExit& exit = followed.exits[static_cast<std::size_t>(followed.exit_of[i])];
    look_at_income(course, i, month, exit);
    if (last && exit.cause == Spell::still_on) exit.until = static_cast<std::int16_t>(month.index);
  }
  if (opening || b + 1 < course.lives.blocks.size()) return;
  const std::size_t m = course.month_since_first(month);
  for (const ItemState& item : course.items) followed.spent += item.spent[m] + item.running[m] / 1000;
}

std::vector<std::string> risk_groups(const Scenario& scenario, RiskBy by) {
  std::vector<std::string> ids;
  switch (by) {
    case RiskBy::cause:
      for (const CauseRules& cause : scenario.people.causes) ids.push_back(cause.id);
      break;
    case RiskBy::main_measure:
      return scenario.vocabulary().mains;
    case RiskBy::village:
      for (int v = 1; v <= std::max(1, static_cast<int>(scenario.people.villages)); ++v)
        ids.push_back(std::to_string(v));
      break;
    case RiskBy::labour:
      ids.assign(std::begin(labour_ids), std::end(labour_ids));
      break;
    case RiskBy::income_source:
      ids.assign(std::begin(income_source_ids), std::end(income_source_ids));
      break;
  }
  return ids;
}

}  // namespace tuiyan
