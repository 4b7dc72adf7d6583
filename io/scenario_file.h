// A scenario from its file, and the catalogue and rule sets that it names.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "io/file.h"
#include "sim/scenario.h"

namespace tuiyan {

// Throws FileError (file, catalogue or rule set: missing, a folder, too large, ...), FormatError with the path of the
// file that is not JSON, ScenarioError.
Scenario read_scenario_file(const std::filesystem::path& path, const std::vector<std::string>& overrides = {});

}  // namespace tuiyan
