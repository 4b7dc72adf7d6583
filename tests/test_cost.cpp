#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "sim/cost.h"
#include "sim/draws.h"
#include "sim/vector_math.h"

namespace tuiyan {
namespace {

struct Made {
  std::vector<double> costs, effects;
};

// Costs and effects of normal replicates around known means.
Made made(std::uint64_t seed, double cost, double effect, double spread, int n) {
  Made result;
  for (std::uint64_t i = 0; i < static_cast<std::uint64_t>(n); ++i) {
    const Words words = draw_words(seed, {i, 0, Process::skeleton, 0, 0});
    const double a = normal_of(words[0], words[1]), b = normal_of(words[2], words[3]);
    result.costs.push_back(cost + 3 * a);
    result.effects.push_back(effect + spread * (0.6 * a + 0.8 * b));
  }
  return result;
}

TEST(Ratio, ByHand) {
  // Costs 8, 12 and effects 1, 3: means 10 and 2; variances of the means 4 and 1, covariance 2; t of one degree.
  const double t = std::tan(3.14159265358979323846 * 0.45), t2 = t * t;
  const Ratio wide = ratio_of_means({8, 12}, {1, 3});
  EXPECT_DOUBLE_EQ(wide.value, 5);
  EXPECT_FALSE(wide.bounded) << "2 is not surely more than nothing: " << t2;
  EXPECT_TRUE(std::isnan(wide.low));
  // A constant effect leaves the interval of the mean cost.
  const Ratio plain = ratio_of_means({8, 12}, {2, 2});
  ASSERT_TRUE(plain.bounded);
  EXPECT_NEAR(plain.low, (10 - t * 2) / 2, 1e-9);
  EXPECT_NEAR(plain.high, (10 + t * 2) / 2, 1e-9);
}

TEST(Ratio, LimitsHoldTheTruthAsOftenAsTheySay) {
  int held = 0, runs = 0;
  for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
    const Made each = made(seed, 30, 10, 8, 40);
    const Ratio ratio = ratio_of_means(each.costs, each.effects);
    if (!ratio.bounded) continue;
    ++runs;
    held += ratio.low <= 3 && 3 <= ratio.high;
  }
  EXPECT_GT(runs, 990);
  EXPECT_NEAR(static_cast<double>(held) / runs, 0.9, 0.04);
}

TEST(Ratio, IsNotToldWhereNothingIsAchieved) {
  const Made none = made(5, 30, 0, 8, 40);
  EXPECT_FALSE(ratio_of_means(none.costs, none.effects).bounded);
  EXPECT_EQ(ratio_of_means({}, {}).n, 0);
  EXPECT_TRUE(std::isnan(ratio_of_means({1, 2}, {0, 0}).value));
}

TEST(Ratio, LeavesOutReplicatesThatAreNotDefined) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const Ratio with = ratio_of_means({8, nan, 12, 5}, {2, 3, 2, nan}), without = ratio_of_means({8, 12}, {2, 2});
  EXPECT_EQ(with.n, 2);
  EXPECT_EQ(with.low, without.low);
}

constexpr double later = std::numeric_limits<double>::infinity();

TEST(NotReached, CountsAsLaterThanEverything) {
  const Estimate some = estimate({12, 24, 24, 36, later});
  EXPECT_EQ(some.median, 24);
  EXPECT_EQ(some.not_reached, 1);
  EXPECT_EQ(some.n, 5);
  EXPECT_EQ(some.hi90, later);
  EXPECT_EQ(some.lo50, 24);
  EXPECT_TRUE(std::isnan(some.mean));
  EXPECT_EQ(estimate({later, later, 12}).median, later);
  EXPECT_EQ(estimate({12, 24}).not_reached, 0);
}

TEST(NotReached, PairsAreComparedByWhoIsEarlier) {
  const Difference both = difference({12, 24, later, later}, {24, later, later, 36}, Better::lower);
  EXPECT_EQ(both.n, 4);
  EXPECT_DOUBLE_EQ(both.p_better, (1 + 1 + 0.5 + 0) / 4);
  EXPECT_TRUE(std::isnan(both.mean));
  EXPECT_EQ(both.verdict, Verdict::too_close);
}

}  // namespace
}  // namespace tuiyan
