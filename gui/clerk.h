// Works beside the window, one thing after the other, so that a slow disk or a large chart never holds a frame up.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>

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

// Work whose outcome is wanted: it is there when the future is ready.
template <class Outcome>
std::future<Outcome> hand_for(Clerk& clerk, std::function<Outcome()> work) {
  const auto task = std::make_shared<std::packaged_task<Outcome()>>(std::move(work));
  clerk.hand([task] {
    (*task)();
    return Names{};
  });
  return task->get_future();
}

template <class Outcome>
bool is_ready(const std::future<Outcome>& future) {
  return future.valid() && future.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

}  // namespace tuiyan::gui
