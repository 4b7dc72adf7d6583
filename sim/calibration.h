// Fits few named parameters to published figures. The figures are frozen before: only those that the scenario marks
// `tuned` can be fitted to. What is made small is the sum over figures of ((mean - published) / tolerance)^2, the mean
// being over the same replicates under the same draws for every set of values.
//
// Under common draws a simulated count is a step function of a parameter: flat until one household crosses a threshold.
// Derivatives say nothing, and a step of the search must move households. Hence a simplex method over subspaces (Rowan
// 1990, Sbplx of NLopt), which takes flat and noisy stretches; a first step of a quarter of each range; an end where
// steps are below a hundredth of it; and replicates, over which the mean has many small steps in place of few large
// ones. It finds a minimum near its start, not surely the only one.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "sim/target.h"
#include "sim/uncertainty.h"

namespace tuiyan {

struct CalibrationPlan {
  std::vector<UncertainParameter> parameters;  // never leave their ranges
  std::vector<Target> targets;
  int evaluations = 60;  // at most
};

// A figure is met where the mean is within its tolerance, or within the error of the mean (1.96 x its standard error)
// where that is larger.
double tolerance_of(const Target& target);  // 2 % of the value; of a share 0.5 points

// What the targets come to with parameters at positions (0: low end of the range, 1: high end): means over replicates
// and their standard errors, NaN where not defined. None if stopped.
struct FitValues {
  std::vector<double> means, errors;
};
using FitModel = std::function<std::optional<FitValues>(const std::vector<double>& positions)>;

struct FitResidual {
  double mean = 0, error = 0, residual = 0, tolerance = 0;  // residual: mean - published
  bool met = false;
};

struct Evaluation {
  std::vector<double> positions;
  FitValues values;
  double misfit = 0;
};

struct Calibration {
  Evaluation best;
  std::vector<FitResidual> residuals;
  std::vector<Evaluation> evaluations;  // in order; the first is at today's values
  bool interrupted = false;             // the best so far
  bool all_met() const;
};

// Throws std::invalid_argument without parameters or targets. `seen` is called after each evaluation.
Calibration calibrate(const CalibrationPlan& plan, const FitModel& model,
                      const std::function<void(const Evaluation&)>& seen = {});

// The engine under common draws.
FitModel engine_fit_model(const Scenario& scenario, const CalibrationPlan& plan, int replicates, std::uint64_t seed,
                          int threads, const std::stop_token& stop);

// Values of the parameters at positions, as they are played: whole numbers rounded.
std::vector<double> fitted_values(const Scenario& scenario, const CalibrationPlan& plan,
                                  const std::vector<double>& positions);

// The file with the fitted values in it, marked as fitted; a note and a comment ("//fit") tell of the fit. All else
// stays as it was written. `text` is the file, `scenario` what was read from it.
std::string fitted_text(const std::string& text, const Scenario& scenario, const CalibrationPlan& plan,
                        const Calibration& calibration);

}  // namespace tuiyan
