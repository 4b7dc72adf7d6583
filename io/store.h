// A result: one SQLite file with the resolved scenario, the record of the run, the outcomes of every replicate and
// mix, and the readable views `estimate` and `difference`. Format: docs/command-line.md.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "io/file.h"
#include "sim/compare.h"
#include "sim/outcome.h"
#include "sim/scenario.h"

namespace tuiyan {

inline constexpr int result_version = 1;  // of the tables

enum class RunStatus { running, partial, complete };
const std::string& status_id(RunStatus status);

// How a result came about. What decides the numbers: scenario_sha256, seed, engine, uncertainty; the rest only
// tells.
struct RunRecord {
  std::string scenario_id;
  std::string scenario_sha256;
  std::string engine, tool;  // versions
  std::uint64_t seed = 0;
  int replicates = 0;  // asked for
  std::string reference;
  RunStatus status = RunStatus::running;
  std::string created;  // "2026-11-22T14:05:11+08:00"
  std::string host;
  int threads = 0;
  std::vector<std::string> overrides;  // of --set
  bool uncertainty = false;            // parameters are drawn within their ranges (sim/uncertainty.h)
};

// Hash of all that decides the outcomes of a replicate: the resolved scenario without replicates and seed.
std::string scenario_sha256(const Scenario& scenario);

struct Result {
  RunRecord record;
  Scenario scenario;
  Outcomes outcomes;        // of the replicates asked for; those that did not finish are empty
  std::string sensitivity;  // as of sensitivity_json(); empty where `tuiyan sensitivity` was not run
  // What else was found of it, as envelopes: "withdrawal" (withdrawal_json()), "risk" (return_risk_json()).
  std::map<std::string, std::string> findings = {};
};

// Keeps a finding in a result that is there, in place of an earlier one. Throws FileError, VersionError.
void keep_finding(const std::filesystem::path& path, const std::string& id, const std::string& json);

// Throws FileError (missing, a folder, not a result, cut), VersionError (of another version of the program).
Result read_result(const std::filesystem::path& path);

// Takes the outcomes of a run as they finish. What is committed survives a crash, a kill or a full disk; the status
// says "complete" only in the last transaction. A result that is there is kept until the first replicate is committed,
// then replaced, or carried on if scenario, seed, mixes, engine and uncertainty are the same.
class ResultWriter {
 public:
  // Throws FileError when the file belongs to another scenario (unless `force`), is in use or can not be written.
  ResultWriter(const std::filesystem::path& path, const RunRecord& record, const Scenario& scenario,
               const std::vector<std::string>& mixes, bool force);
  ~ResultWriter();

  // Of an earlier run that is carried on; [replicate] is empty where it has to be run. Size: replicates asked for.
  const Outcomes& kept() const;
  const std::string& sensitivity() const;  // of that run, "" if there is none
  const std::map<std::string, std::string>& findings() const;

  void add(int replicate, const std::vector<Outcome>& outcome);
  // What was found of the same scenario elsewhere, "" and empty if nothing was. What the file holds already stays: it
  // may be newer.
  void add_found(const std::string& sensitivity, const std::map<std::string, std::string>& findings);

  // Estimates and differences of what finished, and the status.
  void finish(const Comparison& comparison, RunStatus status);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tuiyan
