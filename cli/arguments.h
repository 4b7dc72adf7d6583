// The command tree: what can be written after `tuiyan`, with help in both languages.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/options.h"

namespace tuiyan {

struct DeclaredCommand {
  std::string name;
  Names about;
  std::string file;  // "SCENARIO", "RESULT" or "" for none
  std::vector<std::string> options;
  Names examples;
};
const std::vector<DeclaredCommand>& declared_commands();

struct Arguments {
  Given given;                      // with "command" and "file"
  std::optional<std::string> help;  // asked for: to be printed instead
};

// Throws UsageError, with the nearest known word for a mistyped one.
Arguments parse_arguments(const std::vector<std::string>& arguments, Language language);

std::string help_text(Language language);

}  // namespace tuiyan
