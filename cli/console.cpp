#include "cli/console.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <glib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <ctime>
#include <limits>

#include "io/file.h"

namespace tuiyan {

namespace {

constexpr const char* red = "\033[31m";
constexpr const char* strong = "\033[1m";
constexpr const char* plain = "\033[0m";
constexpr const char* erase_line = "\r\033[K";

int columns_of(int descriptor) {
  winsize size{};
  if (::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return std::numeric_limits<int>::max();
}

// As much of the text as fits: a line that wraps can not be redrawn.
std::string cut(const std::string& text, int columns) {
  int width = 0;
  for (const char* at = text.data(); at < text.data() + text.size(); at = g_utf8_next_char(at)) {
    width += display_width({at, static_cast<std::size_t>(g_utf8_next_char(at) - at)});
    if (width >= columns) return text.substr(0, static_cast<std::size_t>(at - text.data()));
  }
  return text;
}

int write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

}  // namespace

int display_width(std::string_view text) {
  int width = 0;
  for (const char* at = text.data(); at < text.data() + text.size(); at = g_utf8_next_char(at)) {
    const gunichar character = g_utf8_get_char(at);
    if (!g_unichar_iszerowidth(character)) width += g_unichar_iswide(character) ? 2 : 1;
  }
  return width;
}

Console::Console(const ConsoleOptions& options) : options_(options) {
  if (!options_.log) return;
  log_.open(*options_.log, std::ios::app);
  if (!log_) throw FileError(*options_.log, file_problem(errno));
}

void Console::write(std::string_view text) {
  const std::lock_guard lock(mutex_);
  if (!shown_.empty()) write_all(STDERR_FILENO, erase_line);
  write_all(STDERR_FILENO, fmt::format("{}\n{}", text, shown_));
  if (log_) log_ << fmt::format("{:%F %T} ", fmt::localtime(std::time(nullptr))) << text << std::endl;
}

void Console::error(const Names& text) {
  const bool color = options_.color && messages_on_terminal();
  write(fmt::format("{}tuiyan:{} {}", color ? red : "", color ? plain : "", say(text)));
}

void Console::note(const Names& text) {
  if (!options_.quiet) write(say(text));
}

void Console::detail(const Names& text) {
  if (options_.verbose) write(say(text));
}

void Console::line(std::string_view text) { write(text); }

void Console::redraw(const std::string& line) {
  const std::string fitting = cut(line, columns_of(STDERR_FILENO));
  const std::lock_guard lock(mutex_);
  if (!shown_.empty() || !line.empty()) write_all(STDERR_FILENO, erase_line + fitting);
  shown_ = fitting;
}

void Console::print(std::string_view text) {
  redraw("");
  if (const int error = write_all(STDOUT_FILENO, text); error != 0)
    throw FileError(say({"标准输出", "standard output"}), file_problem(error));
}

std::string Console::bold(std::string_view text) const {
  if (!options_.color || !results_on_terminal()) return std::string(text);
  return fmt::format("{}{}{}", strong, text, plain);
}

bool Console::messages_on_terminal() { return ::isatty(STDERR_FILENO) != 0; }
bool Console::results_on_terminal() { return ::isatty(STDOUT_FILENO) != 0; }

int Console::columns() { return columns_of(STDOUT_FILENO); }

}  // namespace tuiyan
