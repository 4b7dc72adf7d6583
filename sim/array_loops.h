// The loops over arrays of the month's hot path, compiled for several instruction sets and chosen at run time.
// All give the same bits; draws.h and vector_math.h are what the model calls.
#pragma once

#include <stdint.h>

namespace tuiyan {

struct ArrayLoops {
  const char* name;  // "plain", "avx2", "avx512"

  // Philox 4x32-10 of (subject low, subject high, third, fourth) with key = seed: word w of subject i to
  // words[w][i].
  void (*philox)(uint64_t seed, const uint64_t* subjects, int count, uint32_t third, uint32_t fourth,
                 uint32_t* const* words);
  void (*exp_all)(const float* x, float* out, int count);
  void (*normals)(const uint32_t* word_a, const uint32_t* word_b, float* z_a, float* z_b, int count);
};

const ArrayLoops& array_loops();  // the widest that this machine runs

// Every table that this build has and this machine runs, "plain" first; for tests and benches.
struct ArrayLoopsList {
  const ArrayLoops* loops[3];
  int count;
};
ArrayLoopsList available_array_loops();

}  // namespace tuiyan
