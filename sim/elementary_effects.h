// Elementary effects (Morris 1991, Technometrics 33): trajectories through the ranges of the parameters, one parameter
// moving at a time, and what its steps do to a number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tuiyan {

// One trajectory: a start and, for each parameter once, a step of 2/3 of its range. Levels are 0, 1/3, 2/3, 1 of the
// way from the low to the high end; order, start and direction come from (seed, path, number) alone.
struct Trajectory {
  std::vector<double> start;  // by parameter
  struct Step {
    std::size_t parameter;
    double to;
  };
  std::vector<Step> steps;
};
Trajectory trajectory_of(const std::vector<std::string>& paths, std::uint64_t seed, int number);

// Of one parameter on one difference, scaled to its whole range. NaN where there are too few steps.
struct ElementaryEffects {
  double mu_star = 0;                         // mean of the sizes (Campolongo, Cariboni and Saltelli 2007)
  double mu = 0;                              // mean: with the sign
  double sigma = 0;                           // standard deviation: bends, and what other parameters change
  double mu_star_error = 0, sigma_error = 0;  // standard errors by bootstrap over the trajectories
  double error = 0;                           // half the 95 % interval of mu: Student's t x sigma / sqrt(steps)
  bool distinct = false;                      // mu* is above that: else it can not be told from luck
  int steps = 0;
};

// `effects` by trajectory; NaN are left out. The bootstrap draws by (seed, path).
ElementaryEffects summary_of(const std::vector<double>& effects, std::uint64_t seed, const std::string& path);

}  // namespace tuiyan
