// What a sensitivity run keeps in the result of its scenario: every evaluation as it finishes, so that a stopped run is
// carried on, and the run itself as of sensitivity_json().
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "io/store.h"
#include "sim/sensitivity.h"

namespace tuiyan {

// Hash of all that decides the values of a setting: scenario, engine, seed, mixes and questions.
std::string plan_sha256(const SensitivityPlan& plan, const RunRecord& record);

// Stays in a transaction between commits, as a running simulation does. What was evaluated for another plan gives way.
class SensitivityStore {
 public:
  // The result must be there. Throws FileError, VersionError.
  SensitivityStore(const std::filesystem::path& path, const SensitivityPlan& plan, const RunRecord& record);
  ~SensitivityStore();

  std::vector<double> known(std::uint64_t setting, int replicate) const;  // empty if it is not
  int kept() const;                                                       // evaluations that were there
  void add(std::uint64_t setting, int replicate, const std::vector<double>& values);
  void finish(const std::string& json);  // in place of an earlier run

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tuiyan
