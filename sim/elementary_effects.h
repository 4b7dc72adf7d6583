// Elementary effects (Morris 1991, Technometrics 33): trajectories through the ranges of the parameters and what each
// step does to a number; sizes and groups of parameters by Campolongo, Cariboni and Saltelli 2007 (Environmental
// Modelling & Software 22).
//
// Of a trajectory only those points are played that are needed, as sequential bifurcation does (Bettonvil and Kleijnen
// 1997, European J. of Operational Research 96): neighbours step together, and the point that halves them is played
// only where they matter. Followed to the end it is a trajectory of Morris, each parameter stepping alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tuiyan {

// Point p of a trajectory of k parameters (0 to k): the first p have stepped by 2/3 of their ranges, the others stand
// where they started. Levels are 0, 1/3, 2/3, 1 of the way from the low to the high end, by (seed, path, number).
// Whether a parameter steps up follows in the first four trajectories from its place, so that of eight neighbours no
// two go together in all four nor against each other in all four: two effects never cancel in every one.
struct Trajectory {
  std::vector<double> start, to;  // by parameter
  double at(std::size_t parameter, std::size_t point) const {
    return parameter < point ? to[parameter] : start[parameter];
  }
};
inline constexpr double step_size = 2.0 / 3;
Trajectory trajectory_of(const std::vector<std::string>& paths, std::uint64_t seed, int number);

// Of one parameter, or of some that step together, on one difference, scaled to the whole range. NaN where there are
// too few steps.
struct ElementaryEffects {
  double mu_star = 0;                         // mean of the sizes
  double mu = 0;                              // mean: with the sign, of one parameter
  double sigma = 0;                           // standard deviation: bends, and what other parameters change
  double mu_star_error = 0, sigma_error = 0;  // standard errors by bootstrap over the trajectories
  double error = 0;                           // half the 95 % interval of mu: Student's t x sigma / sqrt(steps)
  double size = 0;        // root of the mean square: of a group it holds about the roots of all squares in it
  bool distinct = false;  // mu* is above `error`: else it can not be told from luck
  int steps = 0;
};

// `effects` by trajectory; NaN are left out. The bootstrap draws by (seed, path).
ElementaryEffects summary_of(const std::vector<double>& effects, std::uint64_t seed, const std::string& path);

}  // namespace tuiyan
