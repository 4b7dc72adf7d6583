#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "io/file.h"
#include "sim/impact.h"

namespace tuiyan {

int parameters_command(const Options& options, Console& console) {
  const std::string text = parameters_markdown(options.impact ? read_impacts(read_file(*options.impact)) : Impacts());
  if (options.output.value_or("-") == "-")
    console.print(text);
  else
    write_file(*options.output, text);
  return exit_success;
}

}  // namespace tuiyan
