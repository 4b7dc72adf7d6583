#include "sim/engine.h"

#include <algorithm>
#include <memory>
#include <mutex>

#include "sim/allocation.h"
#include "sim/course.h"
#include "sim/enrolment.h"
#include "sim/hazards.h"
#include "sim/income.h"
#include "sim/lives.h"
#include "sim/members.h"
#include "sim/natural_change.h"
#include "sim/registry.h"
#include "sim/tasks.h"
#include "sim/uncertainty.h"

namespace tuiyan {

const char* const engine_version = "5";

namespace {

const Round* deciding(const Study& study, Month month) {
  return month < study.scenario.start ? nullptr : round_of(study.scenario.registry, month);
}

struct Scratch {
  std::vector<MemberChange> changes;
  std::vector<Shared> splits;
  std::vector<float> seen;  // in a review
  MonthWords words;
  Sight sight;
  SharedIncome with_transfers, without_transfers;
  const MonthWatch* watch = nullptr;
  Witness* witness = nullptr;

  void tell(Step step, Month month, std::size_t block = all_blocks) const {
    if (witness != nullptr) witness->after(step, month, block);
  }
};

void count(const Lives& lives, std::vector<Course>& courses, std::size_t b, Month month, Scratch& scratch) {
  const Block& block = lives.blocks[b];
  const auto takes = [&](bool transfers) {
    return std::any_of(courses.begin(), courses.end(),
                       [&](const Course& course) { return course.plan().existing_transfers == transfers; });
  };
  if (takes(true)) shared_income(lives, block, month, true, scratch.with_transfers);
  if (takes(false)) shared_income(lives, block, month, false, scratch.without_transfers);
  for (Course& course : courses)
    record(course, b, month, course.plan().existing_transfers ? scratch.with_transfers : scratch.without_transfers);
  if (scratch.watch)
    for (const Course& course : courses) (*scratch.watch)(course, b, month);
}

// The start of a month: natural change comes before everything else.
void age(Lives& lives, std::vector<Course>& courses, std::size_t b, Month month, Scratch& scratch) {
  age_members(lives, b, month, scratch.changes);
  for (Course& course : courses) record_changes(course, b, month, scratch.changes);
  scratch.tell(Step::aged, month, b);
}

// The first half of a block's month: what befalls it, what it earns, what a round finds. The order is part of the
// model: docs/model.md, "A month".
void live(Lives& lives, std::vector<Course>& courses, std::size_t b, Month month, Scratch& scratch) {
  const Study& study = lives.study;
  const Block& block = lives.blocks[b];
  draw_month(lives, block, Process::household_month, month, scratch.words);
  strike(lives, block, month, scratch.words);
  earn(lives, block, month, scratch.words);
  scratch.tell(Step::earned, month, b);
  for (Course& course : courses) deliver(course, b, month);
  if (study.closes_window(month)) {
    close_window(lives, block);
    for (Course& course : courses) close_window(course, b);
  }
  for (Course& course : courses) watch(course, b, month);
  scratch.tell(Step::closed, month, b);
  if (deciding(study, month)) {
    look(lives, block, month, scratch.sight);
    for (Course& course : courses) judge(course, b, month, scratch.sight);
  }
}

// The second half: what was decided comes into force, and the month is counted.
void conclude(Lives& lives, std::vector<Course>& courses, std::size_t b, Month month, Scratch& scratch) {
  const RegisterRules& rules = lives.study.scenario.registry;
  const bool exits = comes_into_force(rules, month, false), entries = comes_into_force(rules, month, true);
  scratch.tell(Step::judged, month, b);
  for (Course& course : courses) {
    if (exits || entries) enforce(course, b, month, exits, entries);
    end_support(course, b, month);
  }
  count(lives, courses, b, month, scratch);
  scratch.tell(Step::concluded, month, b);
}

// Plays the months of a stretch in which households do not meet, each block while it is in cache; and those
// in which a round of the register couples them, all blocks together. False if stopped.
bool play(Lives& lives, std::vector<Course>& courses, Month from, Month until, Scratch& scratch,
          const std::stop_token& stop) {
  const Month first = from;  // whose natural change came before the allocation
  while (from < until) {
    Month meeting = from;
    while (meeting < until && !meets(lives.study, meeting)) meeting = meeting + 1;
    for (std::size_t b = 0; b < lives.blocks.size(); ++b)
      for (Month month = from; month < meeting; month = month + 1) {
        if (stop.stop_requested()) return false;
        if (month != first) age(lives, courses, b, month, scratch);
        live(lives, courses, b, month, scratch);
        conclude(lives, courses, b, month, scratch);
      }
    if (meeting == until) break;
    if (stop.stop_requested()) return false;
    for (std::size_t b = 0; b < lives.blocks.size(); ++b) {
      if (meeting != first) age(lives, courses, b, meeting, scratch);
      live(lives, courses, b, meeting, scratch);
    }
    for (Course& course : courses) meet(course, meeting);
    for (std::size_t b = 0; b < lives.blocks.size(); ++b) conclude(lives, courses, b, meeting, scratch);
    from = meeting + 1;
  }
  return true;
}

std::vector<int> all_mixes(const Scenario& scenario, std::vector<int> mixes) {
  if (mixes.empty())
    for (std::size_t m = 0; m < scenario.mixes.size(); ++m) mixes.push_back(static_cast<int>(m));
  return mixes;
}

}  // namespace

std::vector<Outcome> run_replicate(const Study& study, const std::vector<int>& mixes, std::uint64_t seed, int replicate,
                                   const std::stop_token& stop, const MonthWatch& watch, Witness* witness) {
  const Scenario& scenario = study.scenario;
  Lives lives(study, seed, static_cast<std::uint32_t>(replicate));
  if (!begin_lives(lives, stop)) return {};
  std::vector<Course> courses;
  for (const int mix : all_mixes(scenario, mixes)) courses.emplace_back(study, lives, mix);

  const Month first = scenario.first_month(), end = scenario.end_month();
  auto scratch = std::make_unique<Scratch>();
  if (watch) scratch->watch = &watch;
  scratch->witness = witness;
  if (witness != nullptr) witness->begin(lives, courses);
  // The month before the first is counted as at the opening.
  for (std::size_t b = 0; b < lives.blocks.size(); ++b) count(lives, courses, b, first - 1, *scratch);
  scratch->tell(Step::opened, first - 1);
  // Between two allocations households meet only where a round of the register couples them.
  for (Month from = first; from < end; from = from + scenario.allocation_every) {
    split_households(lives, from, scratch->splits);
    for (Course& course : courses) record_splits(course, from, scratch->splits);
    scratch->tell(Step::split, from);
    for (std::size_t b = 0; b < lives.blocks.size(); ++b) age(lives, courses, b, from, *scratch);
    if (monitors(study, from)) observe(lives, from, scratch->seen);
    for (Course& course : courses) {
      if (monitors(study, from)) review(course, from, scratch->seen);
      allocate(course, from);
    }
    scratch->tell(Step::allocated, from);
    const Month until = std::min(from + scenario.allocation_every, end);
    if (!play(lives, courses, from, until, *scratch, stop)) return {};
  }
  std::vector<Outcome> outcomes;
  for (const Course& course : courses) outcomes.push_back(outcome_of(course));
  return outcomes;
}

namespace {

void apply(const RunOptions& options, Study& study) {
  study.without = options.without;
  for (const StoppedItems& each : options.stops) study.stop_support(each.mix, each.measure, each.from);
}

// Parameters of all mixes are drawn, so that a mix alone meets the same ones.
std::vector<Outcome> run_drawn(const Study& best, const Scenario& scenario,
                               const std::vector<UncertainParameter>& parameters, const RunOptions& options,
                               const std::vector<int>& mixes, int replicate, const RunHooks& hooks,
                               Witness* witness = nullptr) {
  const Scenario drawn = drawn_scenario(scenario, parameters, options.seed, replicate);
  const Population people = make_population(drawn);
  Study study(drawn, people);
  study.shape = best.shape;  // of the outcomes, however many villages were drawn
  apply(options, study);
  return run_replicate(study, mixes, options.seed, replicate, hooks.stop, hooks.watch, witness);
}

}  // namespace

Outcomes run(const Scenario& scenario, const Population& population, const RunOptions& options, const RunHooks& hooks) {
  Study study(scenario, population);
  apply(options, study);
  const std::vector<int> mixes = all_mixes(scenario, options.mixes);
  Outcomes outcomes;
  outcomes.shape = study.shape;
  for (const int mix : mixes) outcomes.mixes.push_back(scenario.mixes[static_cast<std::size_t>(mix)].id);
  outcomes.of.resize(static_cast<std::size_t>(options.first_replicate + options.replicates));
  const std::vector<UncertainParameter> parameters =
      options.uncertainty ? uncertain_parameters(scenario) : std::vector<UncertainParameter>();
  std::mutex reporting;  // only for the caller's hook: results are in slots of their own
  for_each_task(options.replicates, options.threads, hooks.stop, [&](int task) {
    const int replicate = options.first_replicate + task;
    std::vector<Outcome>& slot = outcomes.of[static_cast<std::size_t>(replicate)];
    slot = options.uncertainty ? run_drawn(study, scenario, parameters, options, mixes, replicate, hooks)
                               : run_replicate(study, mixes, options.seed, replicate, hooks.stop, hooks.watch);
    if (slot.empty() || !hooks.finished) return;
    const std::lock_guard<std::mutex> one_at_a_time(reporting);
    hooks.finished(replicate, slot);
  });
  return outcomes;
}

std::vector<std::vector<std::int64_t>> eligible_at_opening(const Scenario& scenario, const Population& population,
                                                           const std::stop_token& stop) {
  const Study study(scenario, population);
  Lives lives(study, static_cast<std::uint64_t>(scenario.seed), 0);
  if (!begin_lives(lives, stop)) return {};
  std::vector<std::vector<std::int64_t>> counts;
  for (std::size_t mix = 0; mix < scenario.mixes.size(); ++mix) {
    const Course course(study, lives, static_cast<int>(mix));
    std::vector<std::int64_t>& of_mix = counts.emplace_back();
    for (std::size_t k = 0; k < course.items.size(); ++k)
      of_mix.push_back(count_eligible(course, k, scenario.first_month()));
  }
  return counts;
}

std::vector<Outcome> run_watched(const Scenario& scenario, const Population& population, const RunOptions& options,
                                 int replicate, Witness& witness) {
  Study study(scenario, population);
  apply(options, study);
  const std::vector<int> mixes = all_mixes(scenario, options.mixes);
  if (!options.uncertainty) return run_replicate(study, mixes, options.seed, replicate, {}, {}, &witness);
  return run_drawn(study, scenario, uncertain_parameters(scenario), options, mixes, replicate, {}, &witness);
}

}  // namespace tuiyan
