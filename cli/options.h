// What the person asked for: flag > environment (TUIYAN_*) > $XDG_CONFIG_HOME/tuiyan/config.json > default.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/problem.h"

namespace tuiyan {

class UsageError : public std::runtime_error {
 public:
  explicit UsageError(const Names& text) : std::runtime_error(text.en), text_(text) {}
  const Names& text() const { return text_; }

 private:
  Names text_;
};

enum class ProgressKind { automatic, bar, json, none };

struct Options {
  std::string command;
  std::filesystem::path file;  // the scenario or result; the first of several
  std::vector<std::filesystem::path> files;
  std::optional<std::string> output;  // a path, or "-" for standard output
  std::vector<std::string> set;       // path=value; event=KIND@MONTH for --event
  std::optional<std::string> reference;
  std::vector<std::string> mixes;
  std::optional<std::string> quantity;
  std::optional<std::string> table;
  std::optional<std::string> chart;
  std::optional<std::string> of;  // of a sensitivity run
  std::optional<int> replicates;
  std::optional<std::string> trace;  // a household
  std::optional<int> replicate;      // that is traced
  std::optional<std::uint64_t> seed;
  int threads = 0;  // 0: all cores
  ProgressKind progress = ProgressKind::automatic;
  Language language = Language::en;
  bool json = false, plain = false, quiet = false, verbose = false, color = true;
  bool dry_run = false, force = false, byte_order_mark = false;
  bool uncertainty = false;
  std::optional<int> trajectories, top;
  std::optional<std::string> targets;  // a file of published figures; of a calibration their ids
  std::optional<std::filesystem::path> write;
  std::vector<std::string> parameters;  // to be fitted: paths
  std::optional<int> evaluations;
  bool quantities = false;
  std::optional<std::filesystem::path> impact;  // what a sensitivity run found: written by it, printed by parameters
  std::optional<std::filesystem::path> log;
  std::optional<std::string> stop;  // month, of a withdrawal test
  bool one_at_a_time = false;
  std::vector<std::string> by, add;  // of return risk: groups; measures to try
  bool households = false;
};

// Texts as given, by the long name of the option without dashes; a flag without a value is "on".
using Given = std::map<std::string, std::vector<std::string>>;

// An option of the command line; every command names those it takes (cli/arguments.cpp).
struct DeclaredOption {
  std::string name;         // "output"
  std::string flags;        // "-o,--output"
  std::string placeholder;  // "PATH"; "" for a flag
  Names help;
  bool layered = true;  // may also stand in the environment and the user's configuration
};
const std::vector<DeclaredOption>& declared_options();

// Adds what the environment and the user's configuration say about options that are not given. Throws UsageError for
// an unknown key, FormatError or FileError for a broken configuration.
Given with_layers(Given given);

// Typed; throws UsageError naming the option and what is allowed.
Options typed(const Given& given);

// Of --lang in the arguments, TUIYAN_LANG, LC_ALL, LC_MESSAGES, LANG: before anything else can be said.
Language language_of(const std::vector<std::string>& arguments);

}  // namespace tuiyan
