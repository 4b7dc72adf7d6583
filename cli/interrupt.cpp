#include "cli/interrupt.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include "cli/exit_codes.h"

namespace tuiyan {

namespace {

// All a signal handler may touch: the pipe's end to write to, and how often it was called.
volatile sig_atomic_t signal_pipe = -1;
volatile sig_atomic_t signals_seen = 0;

constexpr std::array handled{SIGINT, SIGTERM, SIGHUP};
constexpr char stop_byte = 's';
constexpr char end_byte = 'e';

extern "C" void on_signal(int) {
  if (signals_seen > 0) ::_exit(exit_interrupted);
  signals_seen = 1;
  const int kept = errno;
  [[maybe_unused]] const ssize_t written = ::write(signal_pipe, &stop_byte, 1);
  errno = kept;
}

void handle_with(void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  for (const int number : handled) ::sigaction(number, &action, nullptr);
}

}  // namespace

Interrupt::Interrupt(std::function<void()> at_first) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  signals_seen = 0;
  signal_pipe = ends[1];
  watcher_ = std::thread([this, from = ends[0], at_first = std::move(at_first)] {
    char byte = 0;
    while (true) {
      const ssize_t count = ::read(from, &byte, 1);
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0 || byte == end_byte) break;
      source_.request_stop();
      at_first();
    }
    ::close(from);
  });
  handle_with(on_signal);
}

Interrupt::~Interrupt() {
  handle_with(SIG_DFL);
  [[maybe_unused]] const ssize_t written = ::write(signal_pipe, &end_byte, 1);
  watcher_.join();
  ::close(signal_pipe);
  signal_pipe = -1;
}

}  // namespace tuiyan
