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

struct Course;

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

// Parts of a replicate after which somebody who watches is told, in their order within a month.
enum class Step {
  opened,     // the month before the first is counted; all blocks
  split,      // at an allocation; all blocks
  aged,       // natural change
  allocated,  // who joins what; all blocks
  earned,     // shocks and market income
  closed,     // measures paid, windows closed: a round is about to judge
  judged,     // a round has, and the place met where it must
  concluded   // in force, and counted
};

// Watches a replicate and changes nothing.
class Witness {
 public:
  virtual ~Witness() = default;
  // Before the first step; both stay where they are until the last one. Diaries are the witness's own.
  virtual void begin(const Lives& lives, std::vector<Course>& courses) = 0;
  virtual void after(Step step, Month month, std::size_t block) = 0;
};
inline constexpr std::size_t all_blocks = static_cast<std::size_t>(-1);

// One replicate: outcomes by mix. Empty if stopped. Throws NumericalError.
std::vector<Outcome> run_replicate(const Study& study, const std::vector<int>& mixes, std::uint64_t seed, int replicate,
                                   const std::stop_token& stop = {}, const MonthWatch& watch = {},
                                   Witness* witness = nullptr);

// The same replicate as `run` plays with these options, watched.
std::vector<Outcome> run_watched(const Scenario& scenario, const Population& population, const RunOptions& options,
                                 int replicate, Witness& witness);

}  // namespace tuiyan
