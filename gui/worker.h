// Owns the runs of the window. A snapshot goes in by value, finished results come out as shared pointers to
// const; a new snapshot cancels the run of the one before. Knows nothing of Dear ImGui.
//
// Outcomes are kept by mix: when one mix changes, only it runs again - on the same draws as ever - and is
// compared with the stored outcomes of the others.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "sim/compare.h"
#include "sim/engine.h"
#include "sim/population.h"
#include "sim/scenario.h"

namespace tuiyan::gui {

// What runs a scenario: the library's own functions, or made-up ones in a test.
struct Engine {
  std::function<Population(const Scenario&)> make_population;
  std::function<Outcomes(const Scenario&, const Population&, const RunOptions&, const RunHooks&)> run;
  // Households that could join each item of each mix at the opening; may be empty.
  std::function<std::vector<std::vector<std::int64_t>>(const Scenario&, const Population&, const std::stop_token&)>
      eligible = {};
};
Engine real_engine();

struct Result {
  Result(std::shared_ptr<const Scenario> of, Outcomes finished_ones, int wanted_replicates)
      : scenario(std::move(of)), outcomes(std::move(finished_ones)), comparison(outcomes), wanted(wanted_replicates) {}
  Result(const Result&) = delete;
  Result& operator=(const Result&) = delete;

  std::shared_ptr<const Scenario> scenario;
  Outcomes outcomes;
  Comparison comparison;
  int wanted = 0;   // replicates of the full run
  int edition = 0;  // of the snapshot
  bool uncertainty = false;
  std::int64_t households = 0;
  std::vector<std::uint64_t> versions;  // by mix: the same number, the same world, replicates and mix
  bool complete() const { return comparison.finished() >= wanted; }
};

// Where the worker stands, all of one moment.
struct Status {
  int edition = 0;  // the snapshot in work, or last worked on
  bool running = false;
  bool stopped = false;                  // by the person
  int done = 0, of = 0;                  // replicates finished with all mixes, and wanted
  Problems problems;                     // of the snapshot: it does not run
  std::string failure;                   // of the run
  double seconds = 0;                    // that the run has taken so far
  std::shared_ptr<const Result> result;  // the newest; may be of an earlier snapshot
  std::shared_ptr<const Result> before;  // the newest of the snapshot before
  // By mix and item of the snapshot `eligible_edition`: households that could join at the opening.
  std::vector<std::vector<std::int64_t>> eligible;
  int eligible_edition = 0;
};

class Worker {
 public:
  // `wake` is called from the worker's thread after every change of the status.
  Worker(Engine engine, std::function<void()> wake);
  ~Worker();

  // Runs the snapshot up to so many replicates: the first few at once, then more. Returns its edition. What is known of
  // it already, from a result file of the same engine, is not run again.
  // `uncertainty`: each replicate draws the parameters within their ranges.
  int start(Scenario snapshot, int replicates, std::optional<Outcomes> known = {}, bool uncertainty = false);
  // Ends the run in work within a simulated month; what is finished stays.
  void stop();
  Status status() const;

 private:
  struct Job {
    Scenario scenario;
    int replicates = 0;
    int edition = 0;
    std::optional<Outcomes> known;
    bool uncertainty = false;
  };
  struct Store;
  void work(const std::stop_token& quit);
  void run(Job job, const std::stop_token& stop);
  void run_stages(const std::shared_ptr<const Scenario>& scenario, const Job& job, const std::stop_token& stop);
  void publish(const std::function<void(Status&)>& change);

  Engine engine_;
  std::function<void()> wake_;
  std::unique_ptr<Store> store_;
  mutable std::mutex mutex_;  // held only to copy or swap; never while something runs
  std::condition_variable_any changed_;
  std::optional<Job> next_;
  std::stop_source running_;
  Status status_;
  int editions_ = 0;
  std::jthread thread_;  // last: ends before what it uses
};

}  // namespace tuiyan::gui
