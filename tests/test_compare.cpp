#include <gtest/gtest.h>

#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "sim/compare.h"
#include "sim/draws.h"
#include "sim/vector_math.h"

namespace tuiyan {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

TEST(Compare, EstimateByHand) {
  const Estimate e = estimate({5, 1, 4, 2, 3});
  EXPECT_EQ(e.n, 5);
  EXPECT_DOUBLE_EQ(e.mean, 3);
  EXPECT_DOUBLE_EQ(e.median, 3);
  EXPECT_DOUBLE_EQ(e.lo50, 2);
  EXPECT_DOUBLE_EQ(e.hi50, 4);
  EXPECT_DOUBLE_EQ(e.lo90, 1.2);
  EXPECT_DOUBLE_EQ(e.hi90, 4.8);
  EXPECT_DOUBLE_EQ(e.mcse, std::sqrt(0.5));  // variance 2.5, over 5
}

TEST(Compare, MedianOfAnEvenNumberIsHalfway) { EXPECT_DOUBLE_EQ(estimate({4, 1, 3, 2}).median, 2.5); }

TEST(Compare, EstimateLeavesOutWhatIsNotDefined) {
  const Estimate e = estimate({nan, 1, nan, 3});
  EXPECT_EQ(e.n, 2);
  EXPECT_DOUBLE_EQ(e.mean, 2);
  EXPECT_DOUBLE_EQ(e.mcse, 1);
}

TEST(Compare, OneValueHasNoKnownError) {
  const Estimate e = estimate({7});
  EXPECT_EQ(e.n, 1);
  EXPECT_EQ(e.lo90, 7);
  EXPECT_EQ(e.hi90, 7);
  EXPECT_TRUE(std::isnan(e.mcse));
}

TEST(Compare, NothingDefinedIsNotANumber) {
  const Estimate e = estimate({nan, nan});
  EXPECT_EQ(e.n, 0);
  EXPECT_TRUE(std::isnan(e.mean) && std::isnan(e.median) && std::isnan(e.lo90) && std::isnan(e.mcse));
  const Difference d = difference({nan, 1}, {2, nan}, Better::higher);
  EXPECT_EQ(d.n, 0);
  EXPECT_TRUE(std::isnan(d.mean) && std::isnan(d.p_better));
  EXPECT_EQ(d.verdict, Verdict::too_close);
}

TEST(Compare, DifferenceByHand) {
  const Difference d = difference({2, 4, 6, nan, 9}, {1, 2, 3, 4, 5}, Better::higher);  // 1, 2, 3, 4
  EXPECT_EQ(d.n, 4);
  EXPECT_DOUBLE_EQ(d.mean, 2.5);
  EXPECT_DOUBLE_EQ(d.lo90, 1.15);
  EXPECT_DOUBLE_EQ(d.hi90, 3.85);
  EXPECT_DOUBLE_EQ(d.mcse, std::sqrt(5.0 / 3 / 4));
  EXPECT_EQ(d.p_better, 1);
  EXPECT_EQ(d.verdict, Verdict::better);
}

TEST(Compare, DirectionDecidesTheVerdict) {
  const std::vector<double> more = {2, 3, 4}, less = {1, 1, 1};
  EXPECT_EQ(difference(more, less, Better::higher).verdict, Verdict::better);
  EXPECT_EQ(difference(less, more, Better::higher).verdict, Verdict::worse);
  EXPECT_EQ(difference(more, less, Better::lower).verdict, Verdict::worse);
  EXPECT_EQ(difference(less, more, Better::lower).verdict, Verdict::better);
  EXPECT_EQ(difference(less, more, Better::lower).p_better, 1);
  EXPECT_EQ(difference(more, less, Better::lower).p_better, 0);
  const Difference undirected = difference(more, less, Better::neither);
  EXPECT_EQ(undirected.verdict, Verdict::neither);
  EXPECT_TRUE(std::isnan(undirected.p_better));
}

TEST(Compare, TooCloseWhereTheRangeCoversZero) {
  EXPECT_EQ(difference({1, 1, -1}, {0, 0, 0}, Better::higher).verdict, Verdict::too_close);
  const Difference same = difference({3, 4, 5}, {3, 4, 5}, Better::higher);
  EXPECT_EQ(same.verdict, Verdict::too_close);
  EXPECT_EQ(same.p_better, 0.5);
  EXPECT_EQ(same.mcse, 0);
  // 21 differences: the 5 % quantile is the second lowest value. Zero itself is covered.
  std::vector<double> mix(21, 1.0);
  const std::vector<double> zero(21, 0.0);
  mix[0] = -5;
  EXPECT_EQ(difference(mix, zero, Better::higher).verdict, Verdict::better);
  mix[1] = 0;
  EXPECT_EQ(difference(mix, zero, Better::higher).verdict, Verdict::too_close);
}

TEST(Compare, TiesCountHalf) {
  EXPECT_DOUBLE_EQ(difference({1, 0, 0, -1, 1}, {0, 0, 0, 0, 0}, Better::higher).p_better, 3.0 / 5);
  EXPECT_DOUBLE_EQ(difference({1, 0, 0, -1, 1}, {0, 0, 0, 0, 0}, Better::lower).p_better, 2.0 / 5);
}

TEST(Compare, VerdictsHaveTheirIds) {
  EXPECT_EQ(verdict_id(Verdict::better), "better");
  EXPECT_EQ(verdict_id(Verdict::worse), "worse");
  EXPECT_EQ(verdict_id(Verdict::too_close), "too_close");
  EXPECT_EQ(verdict_id(Verdict::neither), "neither");
}

// Share of 4,000 experiments of 50 replicates in which mean +- 1.645 `factor` mcse of the paired difference
// covers its expectation, in standard errors from what Student's distribution says. Both mixes share luck of
// nine times the variance of their own.
struct Coverage {
  double paired, unpaired;
};
Coverage coverage(double factor) {
  constexpr int experiments = 4000, replicates = 50;
  int paired = 0, unpaired = 0;
  for (std::uint32_t experiment = 0; experiment < experiments; ++experiment) {
    std::vector<double> mix, reference;
    for (std::uint32_t replicate = 0; replicate < replicates; ++replicate) {
      const Words own = draw_words(1, {1, experiment, Process::skeleton, replicate, 0});
      const Words shared = draw_words(1, {2, experiment, Process::skeleton, replicate, 0});
      const double luck = 3 * normal_of(shared[0], shared[1]);
      mix.push_back(luck + normal_of(own[0], own[1]) + 0.5);
      reference.push_back(luck + normal_of(own[2], own[3]));
    }
    const Difference d = difference(mix, reference, Better::higher);
    const double apart = std::hypot(estimate(mix).mcse, estimate(reference).mcse);
    paired += std::fabs(d.mean - 0.5) <= 1.645 * factor * d.mcse;
    unpaired += std::fabs(d.mean - 0.5) <= 1.645 * factor * apart;
  }
  const boost::math::students_t law(replicates - 1);
  const double expected = 2 * boost::math::cdf(law, 1.645) - 1;
  const double error = std::sqrt(expected * (1 - expected) / experiments);
  return {(paired / double{experiments} - expected) / error, (unpaired / double{experiments} - expected) / error};
}

TEST(Compare, TheErrorOfADifferenceCoversAsItSays) { EXPECT_LT(std::fabs(coverage(1).paired), 4); }

TEST(Compare, CoverageSeesAWrongError) {
  EXPECT_GT(std::fabs(coverage(0.9).paired), 4) << "a tenth too small";
  EXPECT_GT(std::fabs(coverage(1).unpaired), 4) << "as if the mixes had not met the same luck";
}

// Two mixes, three replicates of which the second is not finished.
Outcomes some_outcomes() {
  Outcomes outcomes;
  outcomes.mixes = {"none", "as_planned"};
  int number = -1;
  for (std::size_t i = 0; i < quantities().size(); ++i)
    if (quantities()[i].id == "exited_share") number = static_cast<int>(i);
  outcomes.shape.points = {{number, "2017-01", ""}, {number, "2017-02", ""}};
  outcomes.of = {{{0.1, nan}, {0.3, 0.5}}, {}, {{0.2, 0.4}, {0.6, 0.7}}};
  return outcomes;
}

TEST(Compare, ComparisonReadsFinishedReplicates) {
  const Outcomes outcomes = some_outcomes();
  const Comparison comparison(outcomes);
  EXPECT_EQ(comparison.finished(), 2);
  EXPECT_EQ(comparison.mixes(), 2);
  EXPECT_EQ(comparison.mix_index("as_planned"), 1);
  EXPECT_EQ(comparison.mix_index("nobody"), -1);
  EXPECT_EQ(comparison.values(1, 0), (std::vector<double>{0.3, 0.6}));
  EXPECT_DOUBLE_EQ(comparison.estimate(1, 0).mean, 0.45);
  EXPECT_EQ(comparison.estimate(0, 1).n, 1);
  const Difference d = comparison.difference(1, 0, 0);
  EXPECT_DOUBLE_EQ(d.mean, 0.3);
  EXPECT_EQ(d.n, 2);
  EXPECT_EQ(d.verdict, Verdict::better);
  EXPECT_EQ(comparison.difference(1, 0, 1).n, 1);
}

TEST(Compare, ComparisonOfNothingFinished) {
  Outcomes outcomes = some_outcomes();
  outcomes.of.clear();
  const Comparison comparison(outcomes);
  EXPECT_EQ(comparison.finished(), 0);
  EXPECT_EQ(comparison.estimate(0, 0).n, 0);
  EXPECT_EQ(comparison.difference(1, 0, 0).n, 0);
}

}  // namespace
}  // namespace tuiyan
