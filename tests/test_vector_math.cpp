#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include "sim/array_loops.h"
#include "sim/draws.h"
#include "sim/vector_math.h"

namespace tuiyan {
namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();

template <typename T>
std::uint64_t hash_of(const std::vector<T>& values) {
  const auto* bytes = reinterpret_cast<const char*>(values.data());
  return hash_text({bytes, values.size() * sizeof(T)});
}

std::vector<std::uint32_t> words_of(std::uint64_t seed, int count) {
  std::vector<std::uint32_t> words;
  for (std::uint64_t i = 0; static_cast<int>(words.size()) < count; ++i)
    for (const std::uint32_t word : draw_words(seed, {i, 0, Process::skeleton, 0, 0})) words.push_back(word);
  words.resize(static_cast<std::size_t>(count));
  return words;
}

// From below the smallest number to above the largest, with the ends.
std::vector<float> exponents() {
  std::vector<float> x = {0.0f, -0.0f, -infinity, infinity, -1e30f, 1e30f, 88.72283f, 88.7229f, -87.33655f, -103.97f};
  for (const std::uint32_t word : words_of(1, 20001)) x.push_back(static_cast<float>(uniform(word) * 200 - 108));
  for (const std::uint32_t word : words_of(2, 20001)) x.push_back(static_cast<float>(uniform(word) * 4 - 2));
  return x;
}

struct Normals {
  std::vector<float> a, b;
};
Normals normals_of(const ArrayLoops& loops, const std::vector<std::uint32_t>& word_a,
                   const std::vector<std::uint32_t>& word_b) {
  Normals z{std::vector<float>(word_a.size()), std::vector<float>(word_a.size())};
  loops.normals(word_a.data(), word_b.data(), z.a.data(), z.b.data(), static_cast<int>(word_a.size()));
  return z;
}

// The words of the first and last normals that can be, and 200,003 others.
struct WordPairs {
  std::vector<std::uint32_t> a, b;
};
WordPairs word_pairs() {
  WordPairs words{words_of(3, 200003), words_of(4, 200003)};
  for (const std::uint32_t a : {0u, 1u, 2u, 0x7fffffffu, 0xfffffffeu, 0xffffffffu})
    for (const std::uint32_t b : {0u, 0x1fffffffu, 0x20000000u, 0x40000000u, 0x5fffffffu, 0x60000000u, 0x80000000u,
                                  0x9fffffffu, 0xa0000000u, 0xc0000000u, 0xdfffffffu, 0xe0000000u, 0xffffffffu}) {
      words.a.push_back(a);
      words.b.push_back(b);
    }
  return words;
}

// Distance in units of the last place.
double ulps(float found, double expected) {
  const auto nearest = static_cast<float>(expected);
  if (found == nearest) return 0;
  const double unit = std::nextafter(std::fabs(nearest), infinity) - std::fabs(nearest);
  return std::fabs(found - expected) / unit;
}

TEST(VectorMath, BitsAreWhatTheyWereOnEveryInstructionSet) {
  const std::vector<float> x = exponents();
  const WordPairs words = word_pairs();
  const ArrayLoopsList available = available_array_loops();
  for (int l = 0; l < available.count; ++l) {
    SCOPED_TRACE(available.loops[l]->name);
    std::vector<float> y(x.size());
    available.loops[l]->exp_all(x.data(), y.data(), static_cast<int>(x.size()));
    EXPECT_EQ(hash_of(y), 0x661464a54ac66724u);
    const Normals z = normals_of(*available.loops[l], words.a, words.b);
    EXPECT_EQ(hash_of(z.a), 0xc6ecf7c6f3b81972u);
    EXPECT_EQ(hash_of(z.b), 0x3814d546a7285c99u);
  }
}

TEST(VectorMath, BitsOfSingleNumbersAreWhatTheyWere) {
  std::vector<double> exp, log, power, normal;
  const WordPairs words = word_pairs();
  for (std::size_t i = 0; i < words.a.size(); ++i) {
    const double u = uniform(words.a[i]), v = uniform(words.b[i]);
    exp.push_back(exp_of(u * 1500 - 760));
    exp.push_back(exp_of(v * 2 - 1));
    log.push_back(log_of(u));
    log.push_back(log_of(std::bit_cast<double>(static_cast<std::uint64_t>(words.a[i] >> 1) << 32 | words.b[i])));
    power.push_back(power_of(u * 10, v * 6 - 3));
    normal.push_back(normal_of(words.a[i], words.b[i]));
  }
  for (double& value : log)  // which NaN it is does not matter
    if (std::isnan(value)) value = 0;
  EXPECT_EQ(hash_of(exp), 0xfd0e2e4c019af505u);
  EXPECT_EQ(hash_of(log), 0x14ebac3e27e69badu);
  EXPECT_EQ(hash_of(power), 0xbd5525a1f88a8ae0u);
  EXPECT_EQ(hash_of(normal), 0x5300af9de369807bu);
}

TEST(VectorMath, PlaceInTheArrayDoesNotMatter) {
  const std::vector<float> x = exponents();
  const WordPairs words = word_pairs();
  const ArrayLoopsList available = available_array_loops();
  for (int l = 0; l < available.count; ++l) {
    const ArrayLoops& loops = *available.loops[l];
    for (int count = 0; count <= 40; ++count) {
      const auto size = static_cast<std::size_t>(count);
      std::vector<float> y(size + 1, 7.0f), a(size + 1, 7.0f), b(size + 1, 7.0f);
      loops.exp_all(x.data() + 9, y.data(), count);
      loops.normals(words.a.data() + 5, words.b.data() + 5, a.data(), b.data(), count);
      for (std::size_t i = 0; i < size; ++i) {
        float alone_y = 0, alone_a = 0, alone_b = 0;
        loops.exp_all(&x[9 + i], &alone_y, 1);
        loops.normals(&words.a[5 + i], &words.b[5 + i], &alone_a, &alone_b, 1);
        ASSERT_EQ(std::bit_cast<std::uint32_t>(y[i]), std::bit_cast<std::uint32_t>(alone_y)) << loops.name;
        ASSERT_EQ(std::bit_cast<std::uint32_t>(a[i]), std::bit_cast<std::uint32_t>(alone_a)) << loops.name;
        ASSERT_EQ(std::bit_cast<std::uint32_t>(b[i]), std::bit_cast<std::uint32_t>(alone_b)) << loops.name;
      }
      EXPECT_TRUE(y[size] == 7.0f && a[size] == 7.0f && b[size] == 7.0f) << "written beyond the end";
    }
  }
}

TEST(VectorMath, ExpAllIsWithinTwoUnitsOfTheLastPlace) {
  std::vector<float> x = exponents();
  std::vector<float> y(x.size());
  exp_all(x.data(), y.data(), static_cast<int>(x.size()));
  double worst = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double expected = std::exp(static_cast<double>(x[i]));
    if (expected > std::numeric_limits<float>::max())
      EXPECT_EQ(y[i], infinity) << x[i];
    else
      worst = std::max(worst, ulps(y[i], expected));
  }
  EXPECT_LT(worst, 2);
  EXPECT_GT(worst, 0);
  exp_all(x.data(), x.data(), static_cast<int>(x.size()));  // in place
  EXPECT_EQ(x, y);
}

TEST(VectorMath, ExpAllKeepsWhatIsNotANumber) {
  std::vector<float> x(33, std::numeric_limits<float>::quiet_NaN());
  exp_all(x.data(), x.data(), 33);
  for (const float y : x) EXPECT_TRUE(std::isnan(y));
}

TEST(VectorMath, ExpAllNeverFallsWhereItsArgumentRises) {
  std::vector<float> x;
  for (float value = -1; value < 1; value = std::nextafter(value, infinity) + 1e-5f) x.push_back(value);
  std::vector<float> y(x.size());
  exp_all(x.data(), y.data(), static_cast<int>(x.size()));
  for (std::size_t i = 1; i < y.size(); ++i) ASSERT_LE(y[i - 1], y[i]) << x[i];
}

TEST(VectorMath, SingleNumbersAgreeWithTheLibrary) {
  for (double x = -700; x < 700; x += 0.0371) EXPECT_NEAR(exp_of(x) / std::exp(x), 1, 1.6e-15) << x;
  for (double x = -1; x < 1; x += 0.000113) EXPECT_NEAR(exp_of(x) / std::exp(x), 1, 5e-16) << x;
  for (double x = 0.5; x < 2; x += 0.000137) EXPECT_NEAR(log_of(x), std::log(x), 5e-16 * std::fabs(std::log(x))) << x;
  for (double x = 1e-300; x < 1e300; x *= 1.137) EXPECT_NEAR(log_of(x) / std::log(x), 1, 1.6e-15) << x;
  for (double base = 0.3; base < 3; base += 0.0173)
    for (double exponent = -3; exponent < 3; exponent += 0.0937)
      EXPECT_NEAR(power_of(base, exponent) / std::pow(base, exponent), 1, 1.6e-15) << base << " " << exponent;
}

TEST(VectorMath, SingleNumbersAtTheEnds) {
  constexpr double limit = std::numeric_limits<double>::infinity();
  EXPECT_EQ(exp_of(0), 1);
  EXPECT_EQ(exp_of(710), limit);
  EXPECT_EQ(exp_of(-746), 0);
  EXPECT_EQ(exp_of(-limit), 0);
  EXPECT_NEAR(exp_of(-744) / std::exp(-744.0), 1, 1e-15);
  EXPECT_TRUE(std::isnan(exp_of(std::nan(""))));
  EXPECT_EQ(log_of(1), 0);
  EXPECT_EQ(log_of(0), -limit);
  EXPECT_EQ(log_of(limit), limit);
  EXPECT_TRUE(std::isnan(log_of(-1)));
  EXPECT_TRUE(std::isnan(log_of(std::nan(""))));
  EXPECT_NEAR(log_of(5e-324) / std::log(5e-324), 1, 1e-15);
  EXPECT_EQ(power_of(1, 12.5), 1);
  EXPECT_EQ(power_of(1.7, 0), 1);
}

TEST(VectorMath, NormalsFollowBoxAndMuller) {
  const WordPairs words = word_pairs();
  const Normals z = normals_of(array_loops(), words.a, words.b);
  for (std::size_t i = 0; i < z.a.size(); ++i) {
    const double u = (std::floor(words.a[i] / 2.0) + 0.5) * 0x1p-31;
    const double angle = 2 * M_PI * 0x1p-32 * words.b[i];
    const double radius = std::sqrt(-2 * std::log(u));
    // Near u = 1 a step of single precision in u is a step of up to 5e-4 in the radius.
    const double tolerance = u > 0.999 ? 5e-4 : 2e-6;
    ASSERT_NEAR(z.a[i], radius * std::cos(angle), tolerance) << words.a[i] << " " << words.b[i];
    ASSERT_NEAR(z.b[i], radius * std::sin(angle), tolerance) << words.a[i] << " " << words.b[i];
    // normal_of keeps the lowest bit of the first word.
    ASSERT_NEAR(normal_of(words.a[i], words.b[i]), z.a[i], tolerance + 0x1p-32 / u) << words.a[i];
    ASSERT_LT(std::fabs(z.a[i]), 6.8);
    ASSERT_LT(std::fabs(z.b[i]), 6.8);
  }
}

// The largest distance of a statistic from what a standard normal has, in standard errors.
double worst_moment(const std::vector<float>& a, const std::vector<float>& b) {
  const auto n = static_cast<double>(a.size());
  std::array<double, 7> sums{};
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double x = a[i], y = b[i];
    sums[0] += x;
    sums[1] += x * x - 1;
    sums[2] += x * x * x;
    sums[3] += x * x * x * x - 3;
    sums[4] += x * y;
    sums[5] += (x * x - 1) * (y * y - 1);
    sums[6] += (x > 3) - 0.0013498980316301;
  }
  const std::array<double, 7> variances = {1, 2, 15, 96, 1, 4, 0.0013498980316301 * (1 - 0.0013498980316301)};
  double worst = 0;
  for (std::size_t k = 0; k < sums.size(); ++k)
    worst = std::max(worst, std::fabs(sums[k]) / std::sqrt(n * variances[k]));
  return worst;
}

TEST(VectorMath, NormalsHaveTheMomentsOfNormals) {
  const WordPairs words{words_of(11, 1000000), words_of(12, 1000000)};
  const Normals z = normals_of(array_loops(), words.a, words.b);
  EXPECT_LT(worst_moment(z.a, z.b), 4);
  EXPECT_LT(worst_moment(z.b, z.a), 4);
}

TEST(VectorMath, MomentsSeeBrokenNormals) {
  const WordPairs words{words_of(11, 1000000), words_of(12, 1000000)};
  Normals z = normals_of(array_loops(), words.a, words.b);
  EXPECT_GT(worst_moment(z.a, z.a), 4) << "the same normal twice";
  for (float& x : z.a) x *= 1.005f;
  EXPECT_GT(worst_moment(z.a, z.b), 4) << "half a percent too wide";
  z = normals_of(array_loops(), words.a, words.a);
  EXPECT_GT(worst_moment(z.a, z.b), 4) << "one word for radius and angle";
}

}  // namespace
}  // namespace tuiyan
