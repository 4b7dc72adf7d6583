#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "io/store.h"
#include "sim/engine.h"

namespace tuiyan {

int version_command(const Options& options, Console& console) {
  if (options.json) {
    const nlohmann::json version = {{"schema", "tuiyan/version@1"},
                                    {"tool", TUIYAN_VERSION},
                                    {"engine", engine_version},
                                    {"scenario_schema", schema_version},
                                    {"result_format", result_version}};
    console.print(version.dump(1) + "\n");
  } else {
    console.print(fmt::format("tuiyan {}\nengine {}\n", TUIYAN_VERSION, engine_version));
  }
  return exit_success;
}

}  // namespace tuiyan
