// Ctrl-C: the first one asks the run to stop, the second ends the program at once.
#pragma once

#include <atomic>
#include <functional>
#include <stop_token>
#include <thread>

namespace tuiyan {

// While it lives, SIGINT, SIGTERM and SIGHUP call `at_first` (on a thread of its own) and request the stop. One at a
// time.
class Interrupt {
 public:
  explicit Interrupt(std::function<void()> at_first);
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  std::stop_token token() const { return source_.get_token(); }
  bool happened() const { return source_.stop_requested(); }

 private:
  std::stop_source source_;
  std::thread watcher_;
};

}  // namespace tuiyan
