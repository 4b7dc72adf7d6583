#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "sim/tasks.h"

namespace tuiyan {
namespace {

using namespace std::chrono_literals;

TEST(Tasks, EachIsCalledOnceOnAnyNumberOfThreads) {
  for (const int threads : {0, 1, 2, 3, 8}) {
    std::vector<std::atomic<int>> calls(1000);
    for_each_task(1000, threads, {}, [&](int i) { ++calls[static_cast<std::size_t>(i)]; });
    for (const auto& count : calls) ASSERT_EQ(count, 1) << threads;
  }
}

TEST(Tasks, NoneIsFine) {
  int calls = 0;
  for (const int threads : {0, 1, 8}) for_each_task(0, threads, {}, [&](int) { ++calls; });
  EXPECT_EQ(calls, 0);
}

TEST(Tasks, OneThreadGoesInOrderOnTheCallersThread) {
  const auto caller = std::this_thread::get_id();
  std::vector<int> order;
  for_each_task(5, 1, {}, [&](int i) {
    EXPECT_EQ(std::this_thread::get_id(), caller);
    order.push_back(i);
  });
  EXPECT_EQ(order, (std::vector<int>{0, 1, 2, 3, 4}));
}

// Every task waits until as many run as there should be; ten seconds say that they never will.
TEST(Tasks, AsManyRunAtOnceAsThreadsWereAskedFor) {
  const bool serial = std::string(TUIYAN_TASKS) == "serial";
  for (const int threads : {2, 3, 8}) {
    const int expected = serial ? 1 : threads;
    std::atomic<int> running = 0, most = 0;
    const auto deadline = std::chrono::steady_clock::now() + 10s;
    for_each_task(3 * threads, threads, {}, [&](int) {
      const int now = ++running;
      for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {
      }
      while (most < expected && std::chrono::steady_clock::now() < deadline) std::this_thread::sleep_for(1ms);
      --running;
    });
    EXPECT_EQ(most, expected);
  }
}

TEST(Tasks, NothingStartsAfterAStop) {
  for (const int threads : {1, 2, 8}) {
    std::stop_source source;
    std::atomic<int> started = 0, started_late = 0;
    std::atomic<bool> stopped = false;
    for_each_task(100000, threads, source.get_token(), [&](int) {
      if (stopped) ++started_late;
      if (++started != 100) return;
      source.request_stop();
      stopped = true;
      std::this_thread::sleep_for(5ms);
    });
    EXPECT_GE(started, 100);
    EXPECT_LT(started, 100000);
    EXPECT_LT(started_late, threads) << "only a thread that had looked before the stop may start one more";
  }
}

TEST(Tasks, NothingStartsIfStoppedBefore) {
  std::stop_source source;
  source.request_stop();
  for (const int threads : {1, 3}) for_each_task(10, threads, source.get_token(), [](int) { FAIL(); });
}

std::string message_of(int threads, const std::function<void(int)>& task) {
  try {
    for_each_task(1000, threads, {}, task);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "nothing was thrown";
}

TEST(Tasks, TheFirstExceptionStopsTheRestAndIsThrown) {
  for (const int threads : {1, 2, 3, 8}) {
    std::atomic<int> started = 0;
    EXPECT_EQ(message_of(threads,
                         [&](int i) {
                           ++started;
                           if (i == 7) throw std::runtime_error("task 7");
                           std::this_thread::sleep_for(1ms);
                         }),
              "task 7");
    EXPECT_LT(started, 500);
  }
}

TEST(Tasks, OfSeveralExceptionsTheLowestNumberIsThrown) {
  for (const int threads : {1, 2, 3, 8})
    EXPECT_EQ(message_of(threads,
                         [](int i) {
                           if (i < 4) return;
                           if (i == 4) std::this_thread::sleep_for(20ms);  // others fail sooner
                           throw std::runtime_error("task " + std::to_string(i));
                         }),
              "task 4");
}

TEST(Tasks, TasksMayHaveTasks) {
  std::atomic<int> calls = 0;
  for_each_task(10, 3, {}, [&](int) { for_each_task(10, 2, {}, [&](int) { ++calls; }); });
  EXPECT_EQ(calls, 100);
}

}  // namespace
}  // namespace tuiyan
