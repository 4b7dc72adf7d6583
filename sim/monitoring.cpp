#include "sim/monitoring.h"

#include <algorithm>
#include <cmath>

#include "sim/course.h"
#include "sim/delivery.h"
#include "sim/draws.h"
#include "sim/registry.h"
#include "sim/vector_math.h"

namespace tuiyan {

namespace {

struct Risk {
  double score = 0;  // larger is worse
  std::uint32_t household = 0;
  bool kept = false;  // monitored for too short a time to be struck off
};

// Figures of one review, the same for every household.
struct Review {
  const MonitoringRules& rules;
  const std::vector<float>& seen;  // observed over true earned income, by household
  Month month;
  TransferYear year;
  double line;      // fen per person
  int into_window;  // months since the window opened
};

int months_into_window(const Study& study, Month last) {
  int months = 1;
  while (months < 12 && !study.closes_window(last - months)) ++months;
  return months;
}

// Cost of the last 12 months, fen: of the open window, and its part of the one before.
double cost_of_year(std::int32_t open, std::int32_t closed, const Review& review) {
  return open + closed * (12.0 - review.into_window) / 12.0;
}

// Income of 12 months as it is seen, fen.
struct SeenIncome {
  double all = 0, aid = 0;
};
SeenIncome seen_income(const YearIncome& income, double seen) {
  const double earned = static_cast<double>(income.earned) * seen;
  const double aid = static_cast<double>(income.aid);
  return {std::max(earned + static_cast<double>(income.transfers) + aid, 1.0), aid};
}

double score_of(const Course& course, std::size_t i, const SeenIncome& income, double lines, Month month) {
  const MonitoringRules& rules = course.study.scenario.registry.monitoring;
  const Lives& lives = course.lives;
  const Ledger* ledger = course.find_ledger(i);
  const double support = (income.aid + (ledger ? ledger->earned12 : 0)) / income.all;
  return rules.distance_points * std::max(rules.line_factor - lines, 0.0) +
         rules.illness_points * (lives.ill[i] > 0 || lives.ill_until[i] >= month.index) +
         rules.one_earner_points * (lives.workers[i] < 2) + rules.debt_points * (course.debt[i] > 0) +
         rules.support_points * std::clamp(support, 0.0, 1.0);
}

// Observed over true earned income of a stretch of households.
void draw_seen(const Lives& lives, const Block& block, Month month, float* seen) {
  MonthWords words;
  draw_month(lives, block, Process::monitoring, month, words);
  draw_seen(words, block.end - block.first, lives.study.scenario.registry.monitoring.income_sd, seen);
}

// Whether a household is at risk, and how much.
bool at_risk(const Course& course, std::size_t i, const Review& review, double own_cost, Risk& risk) {
  const MonitoringRules& rules = review.rules;
  const Lives& lives = course.lives;
  const YearIncome income = last_12_months(course, i, review.year);
  const SeenIncome seen = seen_income(income, static_cast<double>(review.seen[i]));
  const double all = seen.all, lines = all / (review.line * lives.size[i]);
  const Ledger* ledger = course.find_ledger(i);
  const double before = static_cast<double>(lives.window_market[i]) + (ledger ? ledger->window_earned : 0);
  const bool low = lines < rules.line_factor;
  const bool cost = own_cost > rules.expense_share * all;
  const bool drop = static_cast<double>(income.earned) < (1 - rules.income_drop) * before;
  risk.household = static_cast<std::uint32_t>(i);
  risk.score = score_of(course, i, seen, lines, review.month);
  return low || cost || drop;
}

}  // namespace

bool monitors(const Study& study, Month month) { return month >= study.scenario.registry.monitoring.from; }

void observe(const Lives& lives, Month month, std::vector<float>& seen) {
  seen.resize(lives.households());
  for (const Block& block : lives.blocks) draw_seen(lives, block, month, seen.data() + block.first);
}

double risk_score(const Course& course, std::size_t i, Month month) {
  const Month last = month - 1;
  float ratio;
  const int position = static_cast<int>(i);
  draw_seen(course.lives, {position, position + 1, 0, 0}, month, &ratio);
  const SeenIncome seen =
      seen_income(last_12_months(course, i, TransferYear(course.study, last)), static_cast<double>(ratio));
  return score_of(course, i, seen, seen.all / (course.study.exit_line(last) * 100 * course.lives.size[i]), month);
}

void review(Course& course, Month month, const std::vector<float>& seen) {
  const Study& study = course.study;
  const MonitoringRules& rules = study.scenario.registry.monitoring;
  const Lives& lives = course.lives;
  RegisterFile& file = course.file;
  const Month last = month - 1;
  const Review figures{
      rules, seen, month, TransferYear(study, last), study.exit_line(last) * 100, months_into_window(study, last)};
  std::vector<Risk> risks;
  std::int64_t persons_in_file = 0;
  std::size_t kept = 0;
  double medical[block_size], schooling[block_size];
  for (std::size_t b = 0; b < lives.blocks.size(); ++b) {
    const auto first = static_cast<std::size_t>(lives.blocks[b].first);
    paid_oneself(course, b, last, Spending::medical, medical);
    paid_oneself(course, b, last, Spending::schooling, schooling);
    for (std::size_t i = first; i < static_cast<std::size_t>(lives.blocks[b].end); ++i) {
      const Status status = course.status[i];
      if (lives.size[i] == 0 || status == Status::gone) continue;
      if (status != Status::outside) persons_in_file += lives.size[i];
      if (status == Status::registered) continue;
      Risk risk;
      const double own_cost =
          cost_of_year(lives.expense[i], lives.window_expense[i], figures) * medical[i - first] +
          cost_of_year(lives.schooling[i], lives.window_schooling[i], figures) * schooling[i - first];
      const bool found = at_risk(course, i, figures, own_cost, risk);
      risk.kept = file.monitored[i] && month.index - file.monitored_since[i] < static_cast<int>(rules.hold);
      if (found || risk.kept) risks.push_back(risk);
      kept += risk.kept;
    }
    course.standings[b].stale = true;
  }
  // Every household has at least one person, so no more of them than there are places can be taken beside those kept.
  const double places = rules.cap * static_cast<double>(persons_in_file);
  const auto most = std::min(risks.size(), static_cast<std::size_t>(places) + 1 + kept);
  std::partial_sort(risks.begin(), risks.begin() + static_cast<std::ptrdiff_t>(most), risks.end(),
                    [](const Risk& a, const Risk& b) {
                      if (a.kept != b.kept) return a.kept;
                      return a.score != b.score ? a.score > b.score : a.household < b.household;
                    });
  risks.resize(most);
  std::vector<std::uint8_t> monitored(file.monitored.size(), 0);
  double taken = 0;
  for (const Risk& risk : risks) {
    const double persons = lives.size[risk.household];
    if (!risk.kept && taken + persons > places) break;
    taken += persons;
    monitored[risk.household] = 1;
    if (!file.monitored[risk.household]) file.monitored_since[risk.household] = static_cast<std::int16_t>(month.index);
  }
  file.monitored = std::move(monitored);
}

}  // namespace tuiyan
