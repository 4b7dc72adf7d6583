// What the program says: results on standard output, messages on standard error, in the reader's language.
#pragma once

#include <filesystem>
#include <fstream>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "sim/problem.h"

namespace tuiyan {

// Columns a text takes on a terminal: Chinese characters take two.
int display_width(std::string_view text);

struct ConsoleOptions {
  Language language = Language::en;
  bool quiet = false;
  bool verbose = false;
  bool color = true;                         // where standard error or output is a terminal
  std::optional<std::filesystem::path> log;  // gets every message with the time
};

// Whole messages, from any thread.
class Console {
 public:
  explicit Console(const ConsoleOptions& options);  // throws FileError if the log can not be written

  Language language() const { return options_.language; }
  bool quiet() const { return options_.quiet; }
  const std::string& say(const Names& names) const { return in(options_.language, names); }

  void error(const Names& text);     // "tuiyan: ..."
  void note(const Names& text);      // unless quiet
  void detail(const Names& text);    // only if verbose
  void line(std::string_view text);  // to standard error as it is

  // One line of standard error that the next one replaces; "" takes it away.
  void redraw(const std::string& line);

  void print(std::string_view text);  // to standard output; throws FileError when it can not be written

  std::string bold(std::string_view text) const;  // for standard output

  static bool messages_on_terminal();
  static bool results_on_terminal();
  static int columns();  // of the terminal that results go to; a large number if there is none

 private:
  void write(std::string_view text);

  ConsoleOptions options_;
  std::mutex mutex_;
  std::string shown_;  // the line that would be replaced
  std::ofstream log_;
};

}  // namespace tuiyan
