#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "io/file.h"
#include "sim/scenario.h"

namespace tuiyan {

int parameters_command(const Options& options, Console& console) {
  if (options.output.value_or("-") == "-")
    console.print(parameters_markdown());
  else
    write_file(*options.output, parameters_markdown());
  return exit_success;
}

}  // namespace tuiyan
