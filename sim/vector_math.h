// Elementary functions with the same bits on every instruction set and compiler: only IEEE + - x / sqrt,
// comparisons and integer operations, no fused multiply-add, no libm. The month uses no others.
#pragma once

#include <cstdint>

namespace tuiyan {

// Single numbers, double precision; relative error below 4e-16 * 4 in the range the model uses.
double exp_of(double x);
double log_of(double x);                                       // x > 0
double power_of(double base, double exponent);                 // base > 0
double normal_of(std::uint32_t word_a, std::uint32_t word_b);  // standard normal by Box-Muller, cosine branch

// Arrays, single precision, 2 ulp; out may be x.
void exp_all(const float* x, float* out, int count);

// Box-Muller: two standard normals from two words each. |z| stays below 6.8.
void normals(const std::uint32_t* word_a, const std::uint32_t* word_b, float* z_a, float* z_b, int count);

}  // namespace tuiyan
