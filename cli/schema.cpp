#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "io/file.h"
#include "sim/scenario.h"

namespace tuiyan {

int schema_command(const Options& options, Console& console) {
  if (options.output.value_or("-") == "-")
    console.print(schema_text());
  else
    write_file(*options.output, schema_text());
  return exit_success;
}

}  // namespace tuiyan
