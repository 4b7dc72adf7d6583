// The array loops of the month on every instruction set, in nanoseconds and - with a clock of fixed rate - in ticks of
// that clock per element. A block has 512 households, as in the engine: its buffers stay in the first cache.
#include <benchmark/benchmark.h>

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/array_loops.h"
#include "sim/draws.h"

#if defined(__x86_64__)
#include <x86intrin.h>
#endif

namespace {

constexpr int block = 512;

std::uint64_t ticks() {
#if defined(__x86_64__)
  return __rdtsc();
#else
  return 0;
#endif
}

struct Buffers {
  std::vector<std::uint64_t> subjects;
  std::array<std::vector<std::uint32_t>, 4> words;
  std::vector<float> x, y;

  Buffers() : x(block), y(block) {
    for (std::uint64_t i = 0; i < block; ++i) subjects.push_back(tuiyan::subject_of(1, i));
    for (auto& word : words) word.resize(block);
    fill(0);
  }

  std::array<std::uint32_t*, 4> to() { return {words[0].data(), words[1].data(), words[2].data(), words[3].data()}; }
  void fill(std::uint32_t month) {
    tuiyan::draw_blocks(42, subjects.data(), block, 0, tuiyan::Process::household_month, month, 0, to());
  }
};

template <typename Loop>
void measure(benchmark::State& state, const Loop& loop) {
  const std::uint64_t before = ticks();
  for (auto _ : state) {
    loop();
    benchmark::ClobberMemory();
  }
  const auto elements = static_cast<double>(state.iterations()) * block;
  state.counters["ticks/element"] = static_cast<double>(ticks() - before) / elements;
  state.counters["elements"] = benchmark::Counter(elements, benchmark::Counter::kIsRate);
}

void philox(benchmark::State& state, const tuiyan::ArrayLoops& loops) {
  Buffers b;
  const auto to = b.to();
  std::uint32_t month = 0;
  measure(state, [&] { loops.philox(42, b.subjects.data(), block, 0, month++, to.data()); });
}

void normals(benchmark::State& state, const tuiyan::ArrayLoops& loops) {
  Buffers b;
  measure(state, [&] { loops.normals(b.words[0].data(), b.words[1].data(), b.x.data(), b.y.data(), block); });
}

void exp_all(benchmark::State& state, const tuiyan::ArrayLoops& loops) {
  Buffers b;
  loops.normals(b.words[0].data(), b.words[1].data(), b.x.data(), b.y.data(), block);
  measure(state, [&] { loops.exp_all(b.x.data(), b.y.data(), block); });
}

const bool registered = [] {
  const tuiyan::ArrayLoopsList available = tuiyan::available_array_loops();
  for (int l = 0; l < available.count; ++l) {
    const tuiyan::ArrayLoops& loops = *available.loops[l];
    const std::string name = loops.name;
    benchmark::RegisterBenchmark(("draw_blocks/" + name).c_str(), philox, loops);
    benchmark::RegisterBenchmark(("normals/" + name).c_str(), normals, loops);
    benchmark::RegisterBenchmark(("exp_all/" + name).c_str(), exp_all, loops);
  }
  return true;
}();

}  // namespace
