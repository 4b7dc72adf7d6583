#include "sim/calibration.h"

#include <algorithm>
#include <cmath>
#include <nlopt.hpp>
#include <stdexcept>

#include "sim/compare.h"
#include "sim/engine.h"
#include "sim/validation.h"

namespace tuiyan {

namespace {

constexpr double first_step = 0.25, last_step = 0.01;  // of each range
constexpr double undefined_misfit = 1e9;               // a figure that no future defines

double misfit_of(const CalibrationPlan& plan, const FitValues& values) {
  double sum = 0;
  for (std::size_t t = 0; t < plan.targets.size(); ++t) {
    const double gap = (values.means[t] - plan.targets[t].value.value) / tolerance_of(plan.targets[t]);
    sum += std::isfinite(gap) ? gap * gap : undefined_misfit;
  }
  return sum;
}

double position_of(const UncertainParameter& parameter) {
  return std::clamp((parameter.value - parameter.range.low) / (parameter.range.high - parameter.range.low), 0.0, 1.0);
}

// What the optimiser calls; the best is kept here, because it forgets it when it is stopped.
struct Search {
  const CalibrationPlan& plan;
  const FitModel& model;
  const std::function<void(const Evaluation&)>& seen;
  Calibration& found;

  double at(const std::vector<double>& positions) const {
    std::optional<FitValues> values = model(positions);
    if (!values) throw nlopt::forced_stop();
    Evaluation evaluation{positions, std::move(*values), 0};
    evaluation.misfit = misfit_of(plan, evaluation.values);
    if (found.evaluations.empty() || evaluation.misfit < found.best.misfit) found.best = evaluation;
    found.evaluations.push_back(evaluation);
    if (seen) seen(evaluation);
    return evaluation.misfit;
  }
};

double call(const std::vector<double>& positions, std::vector<double>&, void* search) {
  return static_cast<const Search*>(search)->at(positions);
}

std::vector<FitResidual> residuals_of(const CalibrationPlan& plan, const FitValues& values) {
  std::vector<FitResidual> residuals;
  for (std::size_t t = 0; t < plan.targets.size(); ++t) {
    FitResidual one{values.means[t], values.errors[t], values.means[t] - plan.targets[t].value.value,
                    tolerance_of(plan.targets[t]), false};
    const double error = std::isfinite(one.error) ? 1.96 * one.error : 0;
    one.met = std::abs(one.residual) <= std::max(one.tolerance, error);
    residuals.push_back(one);
  }
  return residuals;
}

}  // namespace

double tolerance_of(const Target& target) {
  return quantity(target.quantity).unit == "share" ? 0.005 : std::max(1e-9, 0.02 * std::abs(target.value.value));
}

bool Calibration::all_met() const {
  return !residuals.empty() &&
         std::all_of(residuals.begin(), residuals.end(), [](const FitResidual& one) { return one.met; });
}

Calibration calibrate(const CalibrationPlan& plan, const FitModel& model,
                      const std::function<void(const Evaluation&)>& seen) {
  if (plan.parameters.empty() || plan.targets.empty())
    throw std::invalid_argument("nothing to fit, or nothing to fit to");
  Calibration found;
  Search search{plan, model, seen, found};
  const auto size = static_cast<unsigned>(plan.parameters.size());
  nlopt::opt optimiser(nlopt::LN_SBPLX, size);
  optimiser.set_min_objective(call, &search);
  optimiser.set_lower_bounds(0.0);
  optimiser.set_upper_bounds(1.0);
  optimiser.set_initial_step(first_step);
  optimiser.set_xtol_abs(last_step);
  optimiser.set_stopval(0.01 * static_cast<double>(plan.targets.size()));  // a tenth of each tolerance
  optimiser.set_maxeval(plan.evaluations);
  std::vector<double> positions;
  for (const UncertainParameter& parameter : plan.parameters) positions.push_back(position_of(parameter));
  double misfit = 0;
  try {
    optimiser.optimize(positions, misfit);
  } catch (const nlopt::forced_stop&) {
    found.interrupted = true;
  } catch (const nlopt::roundoff_limited&) {
    // as near as numbers allow
  }
  if (!found.evaluations.empty()) found.residuals = residuals_of(plan, found.best.values);
  return found;
}

namespace {

std::vector<Place> places_of(const std::vector<double>& positions) { return {positions.begin(), positions.end()}; }

}  // namespace

FitModel engine_fit_model(const Scenario& scenario, const CalibrationPlan& plan, int replicates, std::uint64_t seed,
                          int threads, const std::stop_token& stop) {
  return [=, &scenario, &plan](const std::vector<double>& positions) -> std::optional<FitValues> {
    const Scenario tried = at_positions(scenario, plan.parameters, places_of(positions));
    RunHooks hooks;
    hooks.stop = stop;
    const Outcomes outcomes =
        run(tried, make_population(tried), {0, replicates, seed, threads, mixes_of(tried, plan.targets), false}, hooks);
    if (outcomes.finished() < replicates) return std::nullopt;
    const Comparison comparison(outcomes);
    FitValues values;
    for (const Target& target : plan.targets) {
      const Estimate& estimate = comparison.estimate(comparison.mix_index(target.mix),
                                                     outcomes.shape.find(target.quantity, target.date, target.group));
      values.means.push_back(estimate.mean);
      values.errors.push_back(estimate.mcse);
    }
    return values;
  };
}

}  // namespace tuiyan
