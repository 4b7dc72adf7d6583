#include "sim/tasks.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#if defined(TUIYAN_TASKS_TBB)
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>
#endif

namespace tuiyan {

namespace {

// Tasks start in order of their number, whatever the threads. So every task before a failed one has started and
// comes to its end, and the failure that is kept - the one with the lowest number - is the same on any number
// of threads.
class Queue {
 public:
  Queue(int count, const std::stop_token& stop, const std::function<void(int)>& task)
      : count_(count), stop_(stop), task_(task) {}

  // What each thread does.
  void drain() {
    while (!failed_.load() && !stop_.stop_requested()) {
      const int number = next_.fetch_add(1);
      if (number >= count_) return;
      try {
        task_(number);
      } catch (...) {
        keep(number, std::current_exception());
      }
    }
  }

  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  void keep(int number, std::exception_ptr failure) {
    const std::lock_guard lock(mutex_);
    if (!failure_ || number < failed_number_) {
      failure_ = std::move(failure);
      failed_number_ = number;
    }
    failed_.store(true);
  }

  const int count_;
  const std::stop_token& stop_;
  const std::function<void(int)>& task_;
  std::atomic<int> next_ = 0;
  std::atomic<bool> failed_ = false;
  std::mutex mutex_;
  std::exception_ptr failure_;
  int failed_number_ = 0;
};

#if defined(TUIYAN_TASKS_TBB)
void drain_on(Queue& queue, int threads) {
  using namespace oneapi;
  // Without it oneTBB gives an arena no more threads than there are cores, whatever was asked for.
  const tbb::global_control control(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
  tbb::task_arena arena(threads);
  arena.execute([&] {
    tbb::parallel_for(
        0, threads, 1, [&](int) { queue.drain(); }, tbb::simple_partitioner());
  });
}
#elif defined(TUIYAN_TASKS_JTHREAD)
void drain_on(Queue& queue, int threads) {
  std::vector<std::jthread> others;
  for (int i = 1; i < threads; ++i) others.emplace_back([&] { queue.drain(); });
  queue.drain();
}
#else
void drain_on(Queue& queue, int) { queue.drain(); }
#endif

}  // namespace

void for_each_task(int count, int threads, const std::stop_token& stop, const std::function<void(int)>& task) {
  if (threads <= 0) threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  threads = std::min(threads, count);
  Queue queue(count, stop, task);
  if (threads > 1)
    drain_on(queue, threads);
  else
    queue.drain();
  queue.rethrow();
}

}  // namespace tuiyan
