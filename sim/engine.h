// Plays the months of a place out: one task is one replicate with all its mixes in one pass over the same
// draws.
#pragma once

#include <cstdint>
#include <functional>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <vector>

#include "sim/outcome.h"
#include "sim/population.h"
#include "sim/scenario.h"
#include "sim/study.h"
#include "sim/trigger.h"

namespace tuiyan {

extern const char* const engine_version;  // changes when the same scenario may give other bytes

// A number that is not finite: names replicate, mix, household and month.
class NumericalError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct Course;

// Sees a mix at the end of the month before the first and of every month, block by block, each block through a stretch
// of months before the next; on the thread that plays the replicate (Course::lives.replicate). Changes nothing.
using MonthWatch = std::function<void(const Course& course, std::size_t block, Month month)>;

// Support that stops in a run: Study::stop_support().
struct StoppedItems {
  int mix = 0;       // into Scenario::mixes
  int measure = -1;  // into Scenario::measures; -1: all
  Month from;
};

struct RunOptions {
  int first_replicate = 0;
  int replicates = 0;
  std::uint64_t seed = 0;
  int threads = 0;         // 0: all cores
  std::vector<int> mixes;  // into Scenario::mixes; empty: all
  // Each replicate draws the parameters within their ranges (sim/uncertainty.h) and makes its own population from
  // the same population seed; `population` then only gives the shape.
  bool uncertainty = false;
  std::vector<StoppedItems> stops = {};
  ShockSet without{};  // these do not strike from the first counted month on; their draws are as they were
};

struct RunHooks {
  // After each finished replicate, from the thread that finished it, never two at a time; in the order of
  // finishing.
  std::function<void(int replicate, const std::vector<Outcome>& outcome)> finished;
  std::stop_token stop;  // looked at every simulated month
  MonthWatch watch;
};

// Outcomes of the replicates that finished; fewer than asked for only if stopped.
Outcomes run(const Scenario& scenario, const Population& population, const RunOptions& options,
             const RunHooks& hooks = {});

// How many households could join each item of each mix in the first month, by mix and item, in the luck of the first
// replicate: what a planner's targeting reaches. Empty if stopped.
std::vector<std::vector<std::int64_t>> eligible_at_opening(const Scenario& scenario, const Population& population,
                                                           const std::stop_token& stop = {});

// One replicate: outcomes by mix. Empty if stopped. Throws NumericalError.
std::vector<Outcome> run_replicate(const Study& study, const std::vector<int>& mixes, std::uint64_t seed, int replicate,
                                   const std::stop_token& stop = {}, const MonthWatch& watch = {});

}  // namespace tuiyan
