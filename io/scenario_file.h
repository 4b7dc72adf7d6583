// A scenario from its file and the catalogue that it names.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "io/file.h"
#include "sim/scenario.h"

namespace tuiyan {

// Throws FileError (file or catalogue: missing, a folder, too large, ...), FormatError with the path of the file that
// is not JSON, ScenarioError.
Scenario read_scenario_file(const std::filesystem::path& path, const std::vector<std::string>& overrides = {});

}  // namespace tuiyan
