// The income process has the moments it is made for, and the same ones whatever its step.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <vector>

#include "sim/draws.h"
#include "sim/hazards.h"
#include "sim/income.h"
#include "sim/vector_math.h"
#include "tests/places.h"

namespace tuiyan {
namespace {

struct Sums {
  double n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
  void add(double a, double b) { n += 1, x += a, y += b, xx += a * a, yy += b * b, xy += a * b; }
  double mean() const { return x / n; }
  double sd() const { return std::sqrt(xx / n - x / n * x / n); }
  double correlation() const { return (xy / n - x / n * y / n) / (sd() * std::sqrt(yy / n - y / n * y / n)); }
};

// Over many households with one worker: annual income of two years that follow each other, in logs too, and
// the share of the year in work.
struct Moments {
  Sums income, logs, work;
};

// Plays two years of the law step by step, with the functions of the month.
Moments moments_of(const IncomeLaw& law, std::uint64_t seed) {
  constexpr int households = 200000, chunk = 500;
  const std::size_t steps = law.wage[0].size();
  Moments moments;
  std::vector<std::uint64_t> subjects(chunk);
  std::vector<std::uint32_t> words[4];
  for (auto& each : words) each.resize(chunk);
  std::vector<float> shock(chunk), noise(chunk);
  const auto draw = [&](std::size_t step, std::uint32_t number) {
    draw_blocks(seed, subjects.data(), chunk, 0, Process::household_month, static_cast<std::uint32_t>(step), number,
                {words[0].data(), words[1].data(), words[2].data(), words[3].data()});
    normals(words[0].data(), words[1].data(), shock.data(), noise.data(), chunk);
  };
  for (int first = 0; first < households; first += chunk) {
    for (int i = 0; i < chunk; ++i)
      subjects[static_cast<std::size_t>(i)] = subject_of(7, static_cast<std::uint64_t>(first + i));
    std::vector<double> p(chunk), income[2], work[2];
    std::vector<char> employed(chunk);
    for (int year = 0; year < 2; ++year) income[year].assign(chunk, 0), work[year].assign(chunk, 0);
    draw(1000, 1);
    for (std::size_t i = 0; i < chunk; ++i) {
      p[i] = law.stationary_sd * static_cast<double>(shock[i]);
      employed[i] = uniform(words[2][i]) < law.employed;
    }
    for (std::size_t t = 0; t < 2 * steps; ++t) {
      draw(t, 0);
      const std::size_t year = t / steps, step = t % steps;
      for (std::size_t i = 0; i < chunk; ++i) {
        p[i] = law.persistence * p[i] + law.persistent_sd * static_cast<double>(shock[i]);
        const double u = uniform(words[2][i]);
        if (employed[i] ? u < law.job_loss : u < law.job_find) employed[i] = !employed[i];
        const double s = law.noise_sd[0];
        const double level =
            exp_of(p[i] - law.stationary_sd * law.stationary_sd / 2 + s * static_cast<double>(noise[i]) - s * s / 2);
        income[year][i] += level * (law.wage[0][step] * employed[i] + law.business[0][step] + law.property[0][step]);
        work[year][i] += employed[i] / static_cast<double>(steps);
      }
    }
    for (std::size_t i = 0; i < chunk; ++i) {
      moments.income.add(income[0][i], income[1][i]);
      moments.logs.add(std::log(income[0][i]), std::log(income[1][i]));
      moments.work.add(work[0][i], work[1][i]);
    }
  }
  return moments;
}

// The largest relative distance between two sets of moments of annual income.
double distance(const Moments& a, const Moments& b) {
  const std::array<std::pair<double, double>, 6> pairs{{{a.income.mean(), b.income.mean()},
                                                        {a.income.sd(), b.income.sd()},
                                                        {a.logs.sd(), b.logs.sd()},
                                                        {a.income.correlation(), b.income.correlation()},
                                                        {a.logs.correlation(), b.logs.correlation()},
                                                        {a.work.mean(), b.work.mean()}}};
  double largest = 0;
  for (const auto& [x, y] : pairs) largest = std::max(largest, std::abs(x / y - 1));
  return largest;
}

class IncomeLaws : public testing::Test {
 protected:
  IncomeRules rules_;
  ShockRules shocks_;
  const IncomeLaw monthly_ = income_law(rules_, shocks_, 12);
  const IncomeLaw quarterly_ = income_law(rules_, shocks_, 4);
  // Played once for all tests.
  const Moments& by_months() const {
    static const Moments moments = moments_of(monthly_, 1);
    return moments;
  }
  const Moments& by_quarters() const {
    static const Moments moments = moments_of(quarterly_, 2);
    return moments;
  }
};

TEST_F(IncomeLaws, GiveTheSameYearByMonthsAndByQuarters) {
  const Moments &months = by_months(), &quarters = by_quarters();
  EXPECT_LT(distance(months, quarters), 0.02);
  EXPECT_NEAR(months.income.mean(),
              rules_.wage_share * monthly_.employed + rules_.business_share + rules_.property_share,
              4 * months.income.sd() / std::sqrt(months.income.n));
  // A quarter's state stands for three months, so the share of a year in work spreads a little more.
  EXPECT_NEAR(months.work.sd() / quarters.work.sd(), 1, 0.06);
}

TEST_F(IncomeLaws, AreSeenToDifferWithTheNoiseOfAnotherStep) {
  IncomeLaw broken = quarterly_;
  broken.noise_sd[0] = monthly_.noise_sd[0];
  EXPECT_GT(distance(by_months(), moments_of(broken, 2)), 0.04);
}

TEST_F(IncomeLaws, AreSeenToDifferWithTheInnovationOfAYear) {
  IncomeLaw broken = quarterly_;
  broken.persistent_sd = rules_.persistent_sd;
  EXPECT_GT(distance(by_months(), moments_of(broken, 2)), 0.04);
}

TEST_F(IncomeLaws, AreSeenToDifferWithTheJobsOfAQuarterEveryMonth) {
  IncomeLaw broken = monthly_;
  broken.job_loss = shocks_.job_loss;
  broken.job_find = shocks_.job_find / 3;
  EXPECT_GT(distance(moments_of(broken, 1), by_quarters()), 0.04);
}

// ln income has the stationary variance that the rules say, a year's persistence between years, and noise
// of the year's size.
TEST_F(IncomeLaws, HaveTheMomentsOfTheRules) {
  for (const IncomeLaw& law : {monthly_, quarterly_, income_law(rules_, shocks_, 24)}) {
    const double steps = static_cast<double>(law.wage[0].size());
    EXPECT_NEAR(std::pow(law.persistence, steps), rules_.persistence, 1e-12);
    EXPECT_NEAR(law.persistent_sd * law.persistent_sd / (1 - law.persistence * law.persistence),
                rules_.persistent_sd * rules_.persistent_sd / (1 - rules_.persistence * rules_.persistence), 1e-12);
    for (const int type : {0, 1}) {
      double weights = 0, noise = 0;
      for (std::size_t step = 0; step < law.wage[type].size(); ++step) {
        const double weight = law.wage[type][step] + law.business[type][step] + law.property[type][step];
        weights += weight;
        noise += weight * weight * (std::exp(law.noise_sd[type] * law.noise_sd[type]) - 1);
      }
      EXPECT_NEAR(weights, 1, 1e-12);
      EXPECT_NEAR(noise, std::exp(rules_.noise_sd * rules_.noise_sd) - 1, 1e-12);
    }
    EXPECT_NEAR(law.job_loss / (law.job_loss + law.job_find), 1 - law.employed, 1e-12);
    EXPECT_NEAR(std::pow(1 - law.job_loss - law.job_find, steps / 4), 1 - shocks_.job_loss - shocks_.job_find, 1e-12);
  }
  EXPECT_NEAR(quarterly_.job_loss, shocks_.job_loss, 1e-12);
  EXPECT_NEAR(quarterly_.job_find, shocks_.job_find, 1e-12);
}

}  // namespace
}  // namespace tuiyan
