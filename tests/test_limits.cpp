// Numbers that can not be: the run stops and says where, and a stop asked for comes at once.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cmath>
#include <cstring>
#include <thread>

#include "tests/places.h"

namespace tuiyan {
namespace {

// What the run says; "" if it ends well.
std::string failure_of(const Scenario& place, const std::vector<std::string>& mixes = {}) {
  try {
    play(place, 2, mixes);
  } catch (const NumericalError& error) {
    return error.what();
  }
  return "";
}

void expect_says(const std::string& message, const std::vector<std::string>& parts) {
  for (const std::string& part : parts)
    EXPECT_NE(message.find(part), std::string::npos) << "\"" << message << "\" lacks \"" << part << "\"";
}

TEST(NumericalErrors, NameReplicateMixHouseholdAndMonth) {
  Scenario place = small_place();
  place.income.growth_with_worker = Dated(neutral(400));
  expect_says(failure_of(place), {"income", "replicate ", "every mix", "household ", "20"});
}

TEST(NumericalErrors, NameTheMixWhoseMeasurePaysTooMuch) {
  Scenario place = small_place();
  std::get<IncomeEffect>(measure_of(place, "shares").effects[0].what).amount.value = 1e7;
  EXPECT_EQ(failure_of(place, {"none", "jobs"}), "");
  expect_says(failure_of(place, {"none", "open"}),
              {"replicate ", "mix open", "measure shares", "household ", "2016-12"});
}

// Amounts that grow past what a year's sum holds, though each month's part is small.
TEST(NumericalErrors, SeeAYearThatIsTooMuch) {
  Scenario place = small_place();
  IncomeEffect& effect = std::get<IncomeEffect>(measure_of(place, "goats").effects[0].what);
  effect.amount.value = 2.3e7;
  effect.ramp.value = 0;
  expect_says(failure_of(place, {"open"}), {"replicate ", "mix open", "household ", "20"});
}

// The richest place that the fields allow is still computed, or refused in words, never wrong.
TEST(NumericalErrors, IncomesUpToTheLimitOfTheFieldsDoNotWrapAround) {
  for (const double income : {1e4, 1e5, 1e6, 1e7, 1e8}) {
    Scenario place = small_place();
    place.people.registered_income.value = income;
    place.shocks.illness_cost.value = 1e7;
    place.shocks.illness_rate.value = 0.5;
    place.shocks.visit_cost.value = 1e6;
    const Population people = make_population(place);
    try {
      const Outcomes outcomes = play(place, people, 1, {"none"});
      for (const double mean : series_of(outcomes, 0, "none", "mean_income_registered"))
        EXPECT_TRUE(std::isnan(mean) || mean > income / 10) << income << ": " << mean;
      EXPECT_LT(value_of(outcomes, 0, "none", "poor_share", "2018-12"), 0.6);
      EXPECT_LT(income, 1e7) << "more than the books hold, and nobody said so";
    } catch (const NumericalError& error) {
      expect_says(error.what(), {"replicate ", "household "});
      EXPECT_GE(income, 1e6);
    }
  }
}

TEST(Stop, KeepsTheReplicatesThatFinished) {
  const Scenario place = small_place();
  const Population people = make_population(place);
  const Outcomes whole = play(place, people, 30, {}, 1);
  for (const int threads : {1, 2}) {
    std::stop_source stop;
    std::atomic<int> finished = 0;
    RunOptions options;
    options.replicates = 30;
    options.seed = static_cast<std::uint64_t>(place.seed);
    options.threads = threads;
    RunHooks hooks;
    hooks.stop = stop.get_token();
    hooks.finished = [&](int, const std::vector<Outcome>&) {
      if (++finished == 3) stop.request_stop();
    };
    const Outcomes part = run(place, people, options, hooks);
    EXPECT_EQ(part.finished(), finished);
    EXPECT_GE(part.finished(), 3);
    EXPECT_LT(part.finished(), 10);
    for (std::size_t r = 0; r < part.of.size(); ++r)
      for (std::size_t m = 0; m < part.of[r].size(); ++m)
        EXPECT_EQ(std::memcmp(part.of[r][m].data(), whole.of[r][m].data(), whole.of[r][m].size() * sizeof(double)), 0);
  }
}

// A replicate of this place takes far longer than the wait.
TEST(Stop, ComesWithinAFifthOfASecond) {
  Scenario place = larger(small_place(), 30);
  place.months = 600;
  const Population people = make_population(place);
  std::stop_source stop;
  RunOptions options;
  options.replicates = 4;
  options.threads = 2;
  RunHooks hooks;
  hooks.stop = stop.get_token();
  using Clock = std::chrono::steady_clock;
  Clock::time_point asked;
  std::jthread asks([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    asked = Clock::now();
    stop.request_stop();
  });
  const Outcomes outcomes = run(place, people, options, hooks);
  const Clock::time_point ended = Clock::now();
  asks.join();
  EXPECT_EQ(outcomes.finished(), 0);
  EXPECT_LT(std::chrono::duration<double>(ended - asked).count(), 0.2);
}

}  // namespace
}  // namespace tuiyan
