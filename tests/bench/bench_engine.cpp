// The full model on the first real place: household-months a second for one mix and for all in one pass, and for one
// and two threads. Compare with naive_household_months of the same run.
#include <benchmark/benchmark.h>

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/engine.h"
#include "sim/population.h"
#include "sim/scenario.h"

namespace {

std::string text_of(const std::string& name) {
  std::ifstream file(TUIYAN_SOURCE_DIR "/scenarios/" + name);
  if (!file) throw std::runtime_error("scenarios/" + name + " is missing");
  return {std::istreambuf_iterator<char>(file), {}};
}

struct Place {
  tuiyan::Scenario scenario;
  tuiyan::Population population;

  Place()
      : scenario(tuiyan::read_scenario(text_of("hohhot-2017.json"), text_of("measures.json"))),
        population(tuiyan::make_population(scenario)) {}
};
const Place& place() {
  static const Place hohhot;
  return hohhot;
}

void household_months(benchmark::State& state) {
  const tuiyan::Scenario& scenario = place().scenario;
  tuiyan::RunOptions options;
  options.replicates = 4;
  options.seed = 42;
  for (int mix = 0; mix < state.range(0); ++mix) options.mixes.push_back(mix);
  options.threads = static_cast<int>(state.range(1));
  for (auto _ : state) benchmark::DoNotOptimize(tuiyan::run(scenario, place().population, options));
  const auto months = static_cast<double>(scenario.lead_in + scenario.months);
  state.counters["household-months"] =
      benchmark::Counter(static_cast<double>(state.iterations()) * options.replicates * months *
                             static_cast<double>(place().population.households.size()),
                         benchmark::Counter::kIsRate);
}
BENCHMARK(household_months)
    ->ArgNames({"mixes", "threads"})
    ->Args({1, 1})
    ->Args({4, 1})
    ->Args({1, 2})
    ->Args({4, 2})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
