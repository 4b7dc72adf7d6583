// A thin vector type: as many lanes as the instruction set of the file that includes it. Only for
// array_loops_*.cpp: everything here is local to the file, so that nothing compiled for one instruction set is
// ever called by another. No standard header may be included after or before it for the same reason.
#pragma once

#include <stdint.h>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

// Local to each of the files that include it, on purpose.
// NOLINTBEGIN(misc-definitions-in-headers)
namespace {

#if defined(__AVX512F__)
constexpr int lane_bytes = 64;
#elif defined(__AVX2__)
constexpr int lane_bytes = 32;
#else
constexpr int lane_bytes = 16;
#endif
constexpr int lanes = lane_bytes / 4;

using Floats = float __attribute__((vector_size(lane_bytes)));
using Ints = int32_t __attribute__((vector_size(lane_bytes)));
using Bits = uint32_t __attribute__((vector_size(lane_bytes)));
using Longs = uint64_t __attribute__((vector_size(lane_bytes)));  // half as many lanes

#if defined(__AVX512F__)
// g++ 12 warns of uninitialised values in its own unmasked intrinsics; with a full mask it emits the same instruction.
constexpr unsigned short all_lanes = 0xffff;
#endif

#define TUIYAN_LANES inline __attribute__((always_inline))

template <typename V, typename T>
TUIYAN_LANES V load(const T* from) {
  V v;
  __builtin_memcpy(&v, from, sizeof v);
  return v;
}

template <typename V, typename T>
TUIYAN_LANES void store(T* to, V v) {
  __builtin_memcpy(to, &v, sizeof v);
}

// Product of the low halves of each 64-bit lane. The compilers do not find this instruction from a plain product.
TUIYAN_LANES Longs low_product(Longs a, Longs b) {
#if defined(__AVX512F__)
  return (Longs)_mm512_maskz_mul_epu32(static_cast<__mmask8>(all_lanes), (__m512i)a, (__m512i)b);
#elif defined(__AVX2__)
  return (Longs)_mm256_mul_epu32((__m256i)a, (__m256i)b);
#elif defined(__SSE2__)
  return (Longs)_mm_mul_epu32((__m128i)a, (__m128i)b);
#else
  return (a & 0xffffffffu) * (b & 0xffffffffu);
#endif
}

// The low halves of the lanes of a, then of b.
TUIYAN_LANES Bits low_halves(Longs a, Longs b) {
#if defined(__AVX512F__)
  return __builtin_shufflevector((Bits)a, (Bits)b, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
#elif defined(__AVX2__)
  return __builtin_shufflevector((Bits)a, (Bits)b, 0, 2, 4, 6, 8, 10, 12, 14);
#else
  return __builtin_shufflevector((Bits)a, (Bits)b, 0, 2, 4, 6);
#endif
}

TUIYAN_LANES Floats root(Floats x) {
#if defined(__AVX512F__)
  return (Floats)_mm512_maskz_sqrt_ps(all_lanes, (__m512)x);
#elif defined(__AVX2__)
  return (Floats)_mm256_sqrt_ps((__m256)x);
#elif defined(__SSE2__)
  return (Floats)_mm_sqrt_ps((__m128)x);
#else
  for (int i = 0; i < lanes; ++i) x[i] = __builtin_sqrtf(x[i]);
  return x;
#endif
}

TUIYAN_LANES Floats to_floats(Ints x) { return __builtin_convertvector(x, Floats); }

}  // namespace
// NOLINTEND(misc-definitions-in-headers)
