#include "sim/vector_math.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <limits>

#include "sim/array_loops.h"

namespace tuiyan {

namespace {

// ln 2 in two parts; the first has so few bits that its product with an exponent is exact.
constexpr double ln2_high = 0x1.62e42fee00000p-1, ln2_low = 0x1.a39ef35793c76p-33;

constexpr auto inverse_factorials = [] {
  std::array<double, 18> values{};
  double factorial = 1;  // exact up to 18!
  for (std::size_t k = 0; k < values.size(); ++k) {
    if (k > 0) factorial *= static_cast<double>(k);
    values[k] = 1 / factorial;
  }
  return values;
}();

double power_of_two(int n) {  // -1022 to 1023
  return std::bit_cast<double>(static_cast<std::uint64_t>(n + 1023) << 52);
}

struct Turn {
  double cosine, sine;
};

// Cosine and sine of 2 pi (word + 1/2) / 2^32, by Taylor series within an eighth of a turn.
Turn turn_of(std::uint32_t word) {
  const std::uint32_t quarter = (word + 0x20000000u) >> 30;
  const auto rest = static_cast<double>(static_cast<std::int32_t>(word << 2)) + 2.0;
  const double r = rest * (0x1.921fb54442d18p+0 * 0x1p-32);  // radians; pi / 2 for 2^32
  const double q = r * r;
  double cosine = inverse_factorials[16], sine = inverse_factorials[17];
  for (std::size_t k = 14;; k -= 2) {
    cosine = inverse_factorials[k] - cosine * q;
    sine = inverse_factorials[k + 1] - sine * q;
    if (k == 0) break;
  }
  sine *= r;
  switch (quarter) {
    case 0:
      return {cosine, sine};
    case 1:
      return {-sine, cosine};
    case 2:
      return {-cosine, -sine};
    default:
      return {sine, -cosine};
  }
}

}  // namespace

// e^x = 2^n e^r with |r| <= ln 2 / 2; Taylor series to r^13, whose rest is below 1e-17.
double exp_of(double x) {
  if (x != x) return x;
  if (x > 709.79) return std::numeric_limits<double>::infinity();
  if (x < -745.2) return 0;
  const double n = (x * 0x1.71547652b82fep+0 + 0x1.8p52) - 0x1.8p52;  // rounded to a whole number
  const double r = (x - n * ln2_high) - n * ln2_low;
  double sum = inverse_factorials[13];
  for (std::size_t k = 12; k >= 2; --k) sum = sum * r + inverse_factorials[k];
  const int exponent = static_cast<int>(n), half = exponent / 2;
  return (1 + (r + r * r * sum)) * power_of_two(half) * power_of_two(exponent - half);
}

// ln x = n ln 2 + 2 artanh s, s = (m - 1) / (m + 1), m in [sqrt 1/2, sqrt 2); the series' rest is below 1e-17.
double log_of(double x) {
  if (!(x > 0)) return x == 0 ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::quiet_NaN();
  if (x > std::numeric_limits<double>::max()) return x;
  int n = 0;
  if (x < std::numeric_limits<double>::min()) {
    x *= 0x1p54;
    n = -54;
  }
  constexpr std::uint64_t root_half = 0x3fe6a09e667f3bcdu;
  const std::uint64_t offset = std::bit_cast<std::uint64_t>(x) - root_half;
  n += static_cast<int>(static_cast<std::int64_t>(offset) >> 52);
  const double f = std::bit_cast<double>((offset & 0xfffffffffffffu) + root_half) - 1;
  const double s = f / (2 + f), q = s * s;
  double series = 0;
  for (int k = 21; k >= 3; k -= 2) series = (series + 1.0 / k) * q;
  // ln m = f - s (f - 2 series): f is exact, so the error is that of the small correction.
  return n * ln2_high - ((s * (f - 2 * series) - n * ln2_low) - f);
}

double power_of(double base, double exponent) { return exp_of(exponent * log_of(base)); }

double normal_of(std::uint32_t word_a, std::uint32_t word_b) {
  const double u = (static_cast<double>(word_a) + 0.5) * 0x1p-32;
  return std::sqrt(-2 * log_of(u)) * turn_of(word_b).cosine;
}

void exp_all(const float* x, float* out, int count) { array_loops().exp_all(x, out, count); }

void normals(const std::uint32_t* word_a, const std::uint32_t* word_b, float* z_a, float* z_b, int count) {
  array_loops().normals(word_a, word_b, z_a, z_b, count);
}

}  // namespace tuiyan
