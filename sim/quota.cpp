#include "sim/quota.h"

#include <algorithm>
#include <cmath>

#include "sim/course.h"
#include "sim/draws.h"
#include "sim/registry.h"
#include "sim/vector_math.h"

namespace tuiyan {

namespace {

// Cases in order of a key, ties by id.
template <class Key>
std::vector<Case*> sorted(std::vector<Case>& cases, bool (*wanted)(const Course&, const Case&), const Course& course,
                          Key key) {
  std::vector<std::pair<double, Case*>> keyed;
  for (Case& one : cases)
    if (wanted(course, one)) keyed.emplace_back(key(one), &one);
  std::stable_sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Case*> result;
  result.reserve(keyed.size());
  for (const auto& each : keyed) result.push_back(each.second);
  return result;
}

// Visits go first to those planned for exit and those monitored, then by lot.
void visit(Course& course, Month decided, double capacity) {
  const auto key = [&](const Case& one) {
    const std::size_t i = one.household;
    const Words words = draw_words(course.lives.seed, {course.lives.subject[i], course.lives.replicate, Process::visit,
                                                       static_cast<std::uint32_t>(decided.index), 0});
    return uniform(words[0]) + (course.file.planned[i] || course.file.monitored[i] ? 0 : 1);
  };
  const auto wanted = [](const Course&, const Case& one) { return one.entry || one.held != Held::not_above; };
  std::vector<Case*> queue = sorted(course.file.cases, wanted, course, key);
  for (std::size_t place = 0; place < queue.size(); ++place) {
    Case& one = *queue[place];
    one.visited = !(capacity > 0) || static_cast<double>(place) < capacity;
    if (one.visited) continue;
    if (!one.entry) one.held = Held::visit;
    course.pending[one.household] = Pending::nothing;
    ++course.tally(decided).unvisited_households;
  }
}

// Under a quota of entries the poorest come first, by observed and usual income; returns are not counted in it.
void admit(Course& course, Month decided, double quota) {
  const Lives& lives = course.lives;
  const double weight = course.study.scenario.registry.permanent_weight;
  const TransferYear year(course.study, decided);
  const double line = course.study.exit_line(decided) * 100;
  const auto key = [&](const Case& one) {
    const std::size_t i = one.household;
    const auto month = static_cast<std::size_t>(decided - lives.begun);
    double usual = exp_of(static_cast<double>(lives.level[i] + lives.growth[lives.grows_as[i]][month])) * 100;
    if (course.plan().existing_transfers)
      usual += static_cast<double>(year.fen(lives.transfer_base[i])) / lives.size[i];
    return (1 - weight) * log_of(std::max(one.seen, 1e-6)) + weight * log_of(std::max(usual / line, 1e-6));
  };
  const auto wanted = [](const Course& the, const Case& one) {
    return one.entry && one.visited && the.status[one.household] == Status::outside;
  };
  std::vector<Case*> queue = sorted(course.file.cases, wanted, course, key);
  for (std::size_t place = static_cast<std::size_t>(quota); place < queue.size(); ++place) {
    course.pending[queue[place]->household] = Pending::nothing;
    course.tally(decided).turned_away_persons += lives.size[queue[place]->household];
  }
}

// Exits that the plan lacks are forced: those nearest to the line first, those with a visible fault last.
void press(Course& course, double target, double pressure) {
  std::int64_t leaving = 0;
  for (const Case& one : course.file.cases) leaving += course.pending[one.household] == Pending::exit;
  const double missing = target - static_cast<double>(leaving);
  if (!(missing > 0)) return;
  const auto forced = static_cast<std::size_t>(std::floor(pressure * missing + 1e-9));
  const auto key = [&](const Case& one) {
    const bool fault = one.held == Held::veto || course.lacking(one.household) != 0;
    return (fault ? 1e6 : 0) - std::min(one.seen, 1e5);
  };
  const auto wanted = [](const Course& the, const Case& one) {
    return !one.entry && the.pending[one.household] == Pending::nothing;
  };
  std::vector<Case*> queue = sorted(course.file.cases, wanted, course, key);
  for (std::size_t place = 0; place < std::min(forced, queue.size()); ++place) {
    course.pending[queue[place]->household] = Pending::exit;
    course.file.forced[queue[place]->household] = 1;
  }
}

}  // namespace

void count_held(Tally& tally, Held held) {
  if (held == Held::not_above) return;
  ++tally.above_line;
  tally.held_by_margin += held == Held::margin;
  tally.held_by_guarantee += held == Held::guarantee;
  tally.held_by_veto += held == Held::veto;
  tally.held_by_approval += held == Held::approval;
  tally.held_by_procedure += held == Held::procedure;
  tally.held_by_visit += held == Held::visit;
}

bool meets(const Study& study, Month decided) {
  const RegisterRules& rules = study.scenario.registry;
  const Round* round = decided < study.scenario.start ? nullptr : round_of(rules, decided);
  if (!round) return false;
  return round->visit_capacity.at(decided) > 0 || round->entry_quota.at(decided) > 0 ||
         (rules.pressure > 0 && round->exit_target.at(decided) > 0);
}

void meet(Course& course, Month decided) {
  const RegisterRules& rules = course.study.scenario.registry;
  const Round& round = *round_of(rules, decided);
  if (const double capacity = round.visit_capacity.at(decided); capacity > 0) visit(course, decided, capacity);
  if (const double quota = round.entry_quota.at(decided); quota > 0) admit(course, decided, quota);
  for (const Case& one : course.file.cases)
    if (!one.entry) count_held(course.tally(decided), one.held);
  if (rules.pressure > 0 && round.kind != RoundKind::entries)
    press(course, round.exit_target.at(decided), rules.pressure);
  course.file.cases.clear();
}

}  // namespace tuiyan
