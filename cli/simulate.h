// A run with its result file: what is there already is kept, what is missing is played out, what is finished survives.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/console.h"
#include "cli/options.h"
#include "io/store.h"
#include "sim/engine.h"

namespace tuiyan {

struct Plan {
  Scenario scenario;       // with --set, --seed and --replicates
  std::vector<int> mixes;  // into Scenario::mixes
  std::string reference;   // id of one of them
  RunRecord record;
  std::filesystem::path store;  // NAME.tuiyan; empty: none is written
};

struct Simulated {
  Result result;
  bool interrupted = false;
};

// What is told of a run: versions, when, where, how.
RunRecord record_of(const Scenario& scenario, const std::string& reference, const Options& options);
// Throws FileError.
void make_folder(const std::filesystem::path& folder);

// Names the result and the report that were written, aside where standard output is for other programs.
void tell_files(const std::filesystem::path& store, const std::filesystem::path& report, const Options& options,
                Console& console);

Simulated simulate(const Plan& plan, const Population& population, const Options& options, Console& console);

// The result in which a further command keeps what it finds: that of the same scenario at `store`, or a new one of all
// mixes. None if interrupted. Throws FileError where a result of another scenario, or of other values of this one, is
// there, unless --force.
std::optional<Result> result_to_keep_in(const Scenario& scenario, const RunRecord& record,
                                        const std::filesystem::path& store, const Options& options, Console& console);

}  // namespace tuiyan
