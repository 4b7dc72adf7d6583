// Documented in docs/command-line.md and stable.
#pragma once

namespace tuiyan {

enum ExitCode {
  exit_success = 0,
  exit_bug = 1,
  exit_usage = 2,
  exit_data = 3,       // a file that is not JSON
  exit_scenario = 4,   // the scenario is invalid
  exit_numerical = 5,  // a number that is not finite
  exit_file = 6,       // missing, a folder, no rights, disk full
  exit_version = 8,    // schema version not supported
  exit_limit = 9,      // what was asked for is not reached; what there is is written
  exit_interrupted = 130
};

}  // namespace tuiyan
