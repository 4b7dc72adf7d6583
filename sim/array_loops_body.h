// The loops themselves, written once over lanes.h and included by the three array_loops_*.cpp.
// Only IEEE + - x sqrt, conversions that are exact or rounded to nearest, comparisons and integer operations; the
// last, incomplete vector runs the same instructions on padding, so a position never changes a result.
#pragma once

#include "sim/lanes.h"

// Local to each of the files that include it, on purpose.
// NOLINTBEGIN(misc-definitions-in-headers)
namespace {

// Philox 4x32-10 (Salmon, Moraes, Dror and Shaw 2011): multipliers, and what the key grows by in a round.
constexpr uint32_t philox_multiplier_a = 0xd2511f53u, philox_multiplier_b = 0xcd9e8d57u;
constexpr uint32_t philox_key_step_a = 0x9e3779b9u, philox_key_step_b = 0xbb67ae85u;
constexpr int philox_rounds = 10;

struct PhiloxKeys {
  uint32_t a[philox_rounds], b[philox_rounds];
};

// A word of the counter in the low half of each 64-bit lane; the high halves hold rubbish that no product reads
// and no store keeps. This saves every shuffle between rounds.
struct PhiloxState {
  Longs x, y, z, w;
};

TUIYAN_LANES Longs all(uint64_t value) { return value - Longs{}; }

TUIYAN_LANES void philox_round(PhiloxState& s, uint32_t key_a, uint32_t key_b) {
  const Longs product_a = low_product(s.x, all(philox_multiplier_a));
  const Longs product_b = low_product(s.z, all(philox_multiplier_b));
  s.x = (product_b >> 32) ^ s.y ^ all(key_a);
  s.y = product_b;
  s.z = (product_a >> 32) ^ s.w ^ all(key_b);
  s.w = product_a;
}

// The first round knows that the third and fourth word are the same in every lane.
TUIYAN_LANES PhiloxState philox_first_round(Longs subjects, const PhiloxKeys& keys, uint32_t third, uint32_t fourth) {
  const Longs product_a = low_product(subjects, all(philox_multiplier_a));
  const uint64_t product_b = static_cast<uint64_t>(third) * philox_multiplier_b;
  return {(subjects >> 32) ^ all((product_b >> 32) ^ keys.a[0]), all(product_b),
          (product_a >> 32) ^ all(fourth ^ keys.b[0]), product_a};
}

TUIYAN_LANES void philox_vector(const uint64_t* subjects, const PhiloxKeys& keys, uint32_t third, uint32_t fourth,
                                uint32_t* const* words, int at) {
  PhiloxState s = philox_first_round(load<Longs>(subjects), keys, third, fourth);
  PhiloxState t = philox_first_round(load<Longs>(subjects + lanes / 2), keys, third, fourth);
#pragma GCC unroll 9
  for (int round = 1; round < philox_rounds; ++round) {
    philox_round(s, keys.a[round], keys.b[round]);
    philox_round(t, keys.a[round], keys.b[round]);
  }
  store(words[0] + at, low_halves(s.x, t.x));
  store(words[1] + at, low_halves(s.y, t.y));
  store(words[2] + at, low_halves(s.z, t.z));
  store(words[3] + at, low_halves(s.w, t.w));
}

void philox(uint64_t seed, const uint64_t* subjects, int count, uint32_t third, uint32_t fourth,
            uint32_t* const* words) {
  PhiloxKeys keys;
  for (int round = 0; round < philox_rounds; ++round) {
    const auto steps = static_cast<uint32_t>(round);
    keys.a[round] = static_cast<uint32_t>(seed) + steps * philox_key_step_a;
    keys.b[round] = static_cast<uint32_t>(seed >> 32) + steps * philox_key_step_b;
  }
  uint32_t* const to[4] = {words[0], words[1], words[2], words[3]};
  int i = 0;
  for (; i + lanes <= count; i += lanes) philox_vector(subjects + i, keys, third, fourth, to, i);
  if (i == count) return;
  uint64_t rest[lanes] = {};
  uint32_t padded[4][lanes];
  uint32_t* const pads[4] = {padded[0], padded[1], padded[2], padded[3]};
  for (int k = i; k < count; ++k) rest[k - i] = subjects[k];
  philox_vector(rest, keys, third, fourth, pads, 0);
  for (int w = 0; w < 4; ++w)
    for (int k = i; k < count; ++k) to[w][k] = padded[w][k - i];
}

// e^x = 2^n e^r with |r| <= ln 2 / 2 and a polynomial of degree 6 (fitted at Chebyshev nodes, relative error
// 1.1e-8). 2^n is multiplied in two halves, so that results below the normal range round once, as they should.
TUIYAN_LANES Floats exp_vector(Floats x) {
  x = x < -104.0f ? Floats{} - 104.0f : x;
  x = x > 89.0f ? Floats{} + 89.0f : x;
  const Floats shifted = x * 1.44269502f + 12582912.0f;  // 1.5 x 2^23: the sum is rounded to a whole number
  const Floats n = shifted - 12582912.0f;
  const Floats r = (x - n * 0.693359375f) - n * -2.12194440e-4f;
  Floats p = 0.00139269268f * r + 0.00836377405f;
  p = p * r + 0.0416665487f;
  p = p * r + 0.166665733f;
  p = p * r + 0.5f;
  p = (p * r) * r + r + 1.0f;
  const Ints exponent = (Ints)shifted - 0x4b400000;
  const Ints half = exponent >> 1;
  const Floats scale_a = (Floats)((half + 127) << 23);
  const Floats scale_b = (Floats)((exponent - half + 127) << 23);
  return p * scale_a * scale_b;
}

void exp_all(const float* x, float* out, int count) {
  int i = 0;
  for (; i + lanes <= count; i += lanes) store(out + i, exp_vector(load<Floats>(x + i)));
  if (i == count) return;
  float rest[lanes] = {};
  for (int k = i; k < count; ++k) rest[k - i] = x[k];
  store(rest, exp_vector(load<Floats>(rest)));
  for (int k = i; k < count; ++k) out[k] = rest[k - i];
}

// sqrt(-2 ln u) of u = (word / 2 + 1/2) / 2^31, in (0, 1]: at most 6.67. Mantissa in [sqrt 1/2, sqrt 2), so that
// nothing cancels where u is near 1; ln by a polynomial of degree 9 (relative error 5.3e-8).
TUIYAN_LANES Floats radius_of(Bits word) {
  constexpr int32_t root_half = 0x3f3504f3;
  const Floats scaled = to_floats((Ints)(word >> 1)) + 0.5f;
  const Ints offset = (Ints)scaled - root_half;
  const Floats exponent = to_floats((offset >> 23) - 31);
  const Floats f = (Floats)((offset & 0x7fffff) + root_half) - 1.0f;
  Floats p = -0.170666263f * f + 0.285385162f;
  p = p * f - 0.29954803f;
  p = p * f + 0.331559867f;
  p = p * f - 0.399118662f;
  p = p * f + 0.500027061f;
  p = p * f - 0.666683853f;
  p = p * f + 0.99999994f;
  p = p * f - 2.0f;
  return root(exponent * -1.38629436f + p * f);
}

// Cosine and sine of 2 pi word / 2^32: the nearest quarter turn and the rest, within an eighth of a turn.
struct Turn {
  Floats cosine, sine;
};
TUIYAN_LANES Turn turn_of(Bits word) {
  const Floats r = to_floats((Ints)(word << 2)) * 0x1p-32f;  // of a quarter turn, within a half
  const Floats q = r * r;
  Floats sine = -0.00460214913f * q + 0.0796802193f;
  sine = sine * q - 0.64596349f;
  sine = (sine * q + 1.57079637f) * r;
  Floats cosine = -0.0204081591f * q + 0.253598571f;
  cosine = cosine * q - 1.23369706f;
  cosine = cosine * q + 1.0f;
  const Bits quarter = word + 0x20000000u;  // number of the quarter turn in the two highest bits
  const Ints odd = (Ints)(quarter << 1);
  const Floats first = odd < 0 ? sine : cosine;
  const Floats second = odd < 0 ? cosine : sine;
  return {(Floats)((Bits)first ^ ((quarter + 0x40000000u) & 0x80000000u)),
          (Floats)((Bits)second ^ (quarter & 0x80000000u))};
}

TUIYAN_LANES void normal_vector(Bits word_a, Bits word_b, float* z_a, float* z_b) {
  const Floats radius = radius_of(word_a);
  const Turn turn = turn_of(word_b);
  store(z_a, radius * turn.cosine);
  store(z_b, radius * turn.sine);
}

void normals(const uint32_t* word_a, const uint32_t* word_b, float* z_a, float* z_b, int count) {
  int i = 0;
  for (; i + lanes <= count; i += lanes)
    normal_vector(load<Bits>(word_a + i), load<Bits>(word_b + i), z_a + i, z_b + i);
  if (i == count) return;
  uint32_t rest_a[lanes] = {}, rest_b[lanes] = {};
  float out_a[lanes], out_b[lanes];
  for (int k = i; k < count; ++k) rest_a[k - i] = word_a[k], rest_b[k - i] = word_b[k];
  normal_vector(load<Bits>(rest_a), load<Bits>(rest_b), out_a, out_b);
  for (int k = i; k < count; ++k) z_a[k] = out_a[k - i], z_b[k] = out_b[k - i];
}

}  // namespace
// NOLINTEND(misc-definitions-in-headers)
