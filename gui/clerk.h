// Writes files beside the window, so that a slow disk never holds a frame up.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "sim/problem.h"

namespace tuiyan::gui {

class Clerk {
 public:
  // `wake` is called after each piece of work, from the clerk's thread.
  explicit Clerk(std::function<void()> wake);
  ~Clerk();  // finishes what was handed over

  // Does it in order; what it returns is said in the footer, empty to say nothing. Exceptions are said too.
  void hand(std::function<Names()> work);
  // What there is to say since the last call.
  std::optional<Names> said();
  bool idle() const;

 private:
  void serve(const std::stop_token& quit);

  std::function<void()> wake_;
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<std::function<Names()>> work_;
  bool busy_ = false;
  std::optional<Names> said_;
  std::jthread thread_;
};

}  // namespace tuiyan::gui
