#include "sim/elementary_effects.h"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>

#include "sim/draws.h"

namespace tuiyan {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr std::uint32_t resamples = 400;

struct Moments {
  double mu = 0, mu_star = 0, size = 0, sigma = nan;
};

Moments moments_of(const std::vector<double>& effects) {
  Moments m;
  const auto n = static_cast<double>(effects.size());
  for (const double effect : effects) {
    m.mu += effect;
    m.mu_star += std::abs(effect);
    m.size += effect * effect;
  }
  m.mu /= n;
  m.mu_star /= n;
  m.size = std::sqrt(m.size / n);
  if (effects.size() < 2) return m;
  double squares = 0;
  for (const double effect : effects) squares += (effect - m.mu) * (effect - m.mu);
  m.sigma = std::sqrt(squares / (n - 1));
  return m;
}

double spread_of(const std::vector<double>& values) {
  double mean = 0, squares = 0;
  for (const double value : values) mean += value / static_cast<double>(values.size());
  for (const double value : values) squares += (value - mean) * (value - mean);
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

// Efron 1979: the spread of mu* and sigma over trajectories drawn again, with replacement.
void bootstrap(const std::vector<double>& effects, std::uint64_t seed, const std::string& path,
               ElementaryEffects& summary) {
  const std::uint64_t subject = hash_text(path);
  std::vector<double> sizes, spreads;
  for (std::uint32_t again = 0; again < resamples; ++again) {
    Stream stream(seed, {subject, again, Process::resample, 0, 0});
    std::vector<double> drawn;
    for (std::size_t i = 0; i < effects.size(); ++i)
      drawn.push_back(effects[static_cast<std::size_t>(uniform(stream()) * static_cast<double>(effects.size()))]);
    const Moments m = moments_of(drawn);
    sizes.push_back(m.mu_star);
    spreads.push_back(m.sigma);
  }
  summary.mu_star_error = spread_of(sizes);
  summary.sigma_error = spread_of(spreads);
}

}  // namespace

Trajectory trajectory_of(const std::vector<std::string>& paths, std::uint64_t seed, int number) {
  const auto words_of = [&](const std::string& text) {
    return draw_words(seed, {hash_text(text), static_cast<std::uint32_t>(number), Process::trajectory, 0, 0});
  };
  const std::uint32_t turn = words_of("")[2];
  Trajectory trajectory;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const Words words = words_of(paths[i]);
    const double lower = uniform(words[1]) < 0.5 ? 0.0 : 1.0 / 3, upper = lower == 0 ? step_size : 1.0;
    // All alike, by each of three bits of the place, and from then on by a draw.
    const std::uint32_t way = number == 0 ? 0 : number <= 3 ? static_cast<std::uint32_t>(i >> (number - 1)) : words[2];
    const bool up = ((way ^ turn) & 1u) == 0;
    trajectory.start.push_back(up ? lower : upper);
    trajectory.to.push_back(up ? upper : lower);
  }
  return trajectory;
}

ElementaryEffects summary_of(const std::vector<double>& all, std::uint64_t seed, const std::string& path) {
  std::vector<double> effects;
  for (const double effect : all)
    if (!std::isnan(effect)) effects.push_back(effect);
  ElementaryEffects summary;
  summary.steps = static_cast<int>(effects.size());
  summary.sigma = summary.error = summary.mu_star_error = summary.sigma_error = nan;
  if (effects.empty()) {
    summary.mu_star = summary.mu = summary.size = nan;
    return summary;
  }
  const Moments m = moments_of(effects);
  summary.mu = m.mu;
  summary.mu_star = m.mu_star;
  summary.size = m.size;
  if (effects.size() < 2) return summary;
  summary.sigma = m.sigma;
  const auto n = static_cast<double>(effects.size());
  const boost::math::students_t law(n - 1);
  summary.error = boost::math::quantile(law, 0.975) * summary.sigma / std::sqrt(n);
  summary.distinct = summary.mu_star > summary.error;
  bootstrap(effects, seed, path, summary);
  return summary;
}

}  // namespace tuiyan
