// The yardstick: the month of the bare model as one would write it first, with households on the heap, months outside
// and the generator and normals of the standard library. Its work: two normals, one illness, an exponential, three
// measures, a line, an exit by the last 12 months, a return, eight counters.
#include <benchmark/benchmark.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <random>
#include <vector>

namespace {

struct NaiveHousehold {
  double level = 0, shock = 0;
  std::array<double, 12> income{};
  double year = 0;
  std::array<bool, 3> enrolled{};
  bool registered = true, exited = false;
};

struct NaiveCounts {
  std::int64_t registered = 0, exits = 0, returns = 0, poor = 0, ill = 0;
  std::array<std::int64_t, 3> enrolled{};
};

using NaivePlace = std::vector<std::unique_ptr<NaiveHousehold>>;

NaivePlace make_place(int households, std::mt19937_64& engine) {
  std::uniform_real_distribution<double> uniform;
  std::normal_distribution<double> normal;
  NaivePlace place;
  for (int i = 0; i < households; ++i) {
    auto household = std::make_unique<NaiveHousehold>();
    household->level = 5.3 + 0.4 * normal(engine);
    for (bool& enrolled : household->enrolled) enrolled = uniform(engine) < 0.3;
    for (double& income : household->income) household->year += income = std::exp(household->level);
    place.push_back(std::move(household));
  }
  return place;
}

void naive_month(NaivePlace& place, std::size_t month, std::mt19937_64& engine, NaiveCounts& counts) {
  constexpr double monthly_line = 246, margin = 1.1;
  constexpr std::array<double, 3> amounts = {40, 25, 60};
  std::normal_distribution<double> normal;
  std::uniform_real_distribution<double> uniform;
  for (const auto& household : place) {
    NaiveHousehold& h = *household;
    h.shock = 0.9 * h.shock + 0.1 * normal(engine);
    const bool ill = uniform(engine) < 0.01;
    double income = std::exp(h.level + h.shock + 0.2 * normal(engine)) * (ill ? 0.5 : 1.0);
    for (std::size_t m = 0; m < amounts.size(); ++m)
      if (h.enrolled[m]) income += amounts[m], ++counts.enrolled[m];
    h.year += income - h.income[month % 12];
    h.income[month % 12] = income;
    const bool poor = h.year < 12 * monthly_line;
    if (h.registered && h.year > 12 * monthly_line * margin) {
      h.registered = false;
      h.exited = true;
      ++counts.exits;
    } else if (!h.registered && poor) {
      h.registered = true;
      counts.returns += h.exited;
    }
    counts.registered += h.registered;
    counts.poor += poor;
    counts.ill += ill;
  }
}

void naive_household_months(benchmark::State& state) {
  std::mt19937_64 engine(42);
  NaivePlace place = make_place(static_cast<int>(state.range(0)), engine);
  NaiveCounts counts;
  std::size_t month = 0;
  for (auto _ : state) {
    naive_month(place, month++, engine, counts);
    benchmark::DoNotOptimize(counts);
  }
  state.counters["household-months"] =
      benchmark::Counter(static_cast<double>(state.iterations() * state.range(0)), benchmark::Counter::kIsRate);
}
BENCHMARK(naive_household_months)->Arg(5000)->Arg(100000);

}  // namespace
