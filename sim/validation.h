// Published figures against simulated futures: where each falls, how wide the futures spread, and whether the model
// beats a forecast that knows only how fast people left the register before. Inputs and plans are shown and never
// scored; figures to which a parameter was fitted are scored apart.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/compare.h"
#include "sim/scenario.h"

namespace tuiyan {

// A forecast with what was known at the opening and no model: of those registered at the opening the same share leaves
// in every year, nobody enters, nobody returns. `rate` is the place's own where people had left its register before
// the opening: 1 - (registered / (registered + out))^(1 / years since registers began, January 2014); else how fast the
// rural poor of the country grew fewer in the last year with a figure.
struct ConstantRate {
  double rate = 0;  // of a year
  bool own = false;
  Names source;
};
ConstantRate constant_rate(const Scenario& scenario, double registered_persons, double out_persons);

// What it says of a target; none where it speaks of something else than who is in the register and who is out.
// `opening` gives the value of a quantity at the opening.
struct Opening {
  double registered_persons = 0, registered_households = 0, out_persons = 0, out_households = 0;
  double registered_share = 0, poor_share = 0;
};
std::optional<double> constant_forecast(const Target& target, const Scenario& scenario, const Opening& opening,
                                        double rate);

// Continuous ranked probability score of an ensemble against what happened, in the quantity's unit, 0 at best (Matheson
// and Winkler 1976; Gneiting and Raftery 2007): mean |x_i - y| - sum |x_i - x_j| / (2 n (n - 1)), the form that does
// not depend on how many replicates there are (Ferro, Richardson and Weigel 2008). Of a point forecast it is |x - y|.
double crps(std::vector<double> ensemble, double observed);

// One target held against the futures of its mix.
struct HeldTarget {
  Target target;
  Estimate simulated;
  bool inside = false;        // within the 5 to 95 % of the futures
  double relative_error = 0;  // (median - value) / value
  double half_width = 0;      // of the 90 % interval, in the quantity's unit
  double crps = 0;
  std::optional<double> constant, constant_crps;
  std::optional<Estimate> without;  // under the mix "none", where the target is of another
  bool defined() const { return simulated.n > 0 && simulated.not_reached == 0; }
  bool is_share() const;
  double relative_width() const;  // half width / |value|; of shares the half width itself
};

// What is asked of a simulation that is to be trusted (issue: evidence); reported, never moved.
inline constexpr double least_coverage = 0.80, most_coverage = 0.97;
inline constexpr double widest_amount = 0.25, widest_share = 0.03;  // median half width: of the value; as a share
inline constexpr double least_wins = 2.0 / 3;                       // targets on which it beats the constant rate

struct Scores {
  int targets = 0, inside = 0;
  std::optional<double> amount_width, share_width;  // medians of relative_width()
  int compared = 0, better = 0;                     // with the constant rate, by CRPS
  double coverage() const { return targets > 0 ? static_cast<double>(inside) / targets : 0; }
};

struct ValidatedPlace {
  std::string id;
  Names names;
  bool set_aside = false;
  int replicates = 0;
  bool uncertainty = false;
  ConstantRate constant;
  std::vector<HeldTarget> targets;  // in the order of the scenario
  // Under "none", at the end: what theory speaks of and nothing was fitted to. No replicate has it in a short run.
  Estimate transient_share, exit_hazard_ratio;
  std::vector<Note> notes;
};

// `outcomes` holds the mixes that the targets name, and "none" if the scenario has it.
ValidatedPlace validated(const Scenario& scenario, const std::vector<Target>& targets, const Outcomes& outcomes,
                         bool uncertainty);

// The mixes that the targets name and "none", into Scenario::mixes.
std::vector<int> mixes_of(const Scenario& scenario, const std::vector<Target>& targets);

enum class Scored { untuned, untouched, tuned };  // untuned: test and seen; untouched: test only
bool counts(const HeldTarget& held, Scored which);
Scores scores_of(const std::vector<ValidatedPlace>& places, Scored which);

// The place that is set aside last, the others as they stand.
void order_places(std::vector<ValidatedPlace>& places);

}  // namespace tuiyan
