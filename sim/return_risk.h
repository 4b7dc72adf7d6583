// How likely those who leave the register are to come back: from the moment of their exit, within 12 and 24 months, by
// group and by household; what set them back first; which support or which absent shock would have prevented it; and
// whether the score by which monitoring ranks them can be trusted. Found by playing the scenario again under the same
// draws and following every exit.
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "sim/compare.h"
#include "sim/engine.h"
#include "sim/scenario.h"

namespace tuiyan {

// By what exits are told apart, as the household is at its exit.
enum class RiskBy { cause, main_measure, village, labour, income_source };
const std::vector<std::string>& risk_by_words();  // "cause", ...; as written on the command line
Names risk_by_names(RiskBy by);

inline constexpr double fewest_shown = 10, fewest_sure = 30;  // exits of a future: hidden below, grey below

struct RiskPlan {
  Scenario scenario;
  int mix = 0;             // into Scenario::mixes
  std::vector<RiskBy> by;  // groups
  // Measures to try after exit, ids. Empty: one of each kind of effect that the mix does not have yet.
  std::vector<std::string> add;
  bool households = false;  // keeps the list by household
  int replicates = 0;
  std::uint64_t seed = 0;
  int threads = 0;
  bool uncertainty = false;
};

// A chance of return: the share of exits that are back in the register, competing with dissolution (Aalen and
// Johansen, clock at the exit), by replicate. `poor`: truly below the poverty line that long after the exit, back or
// not.
struct RiskGroup {
  std::string by, group;  // "", "" for all
  double exits = 0;       // of a future, mean; what stands beside is not shown below `fewest_shown`
  Estimate within_12, within_24, poor_12, poor_24;
};

struct RiskCurve {                      // by month since the exit, from 0
  std::vector<Estimate> returned;       // cumulative incidence
  std::vector<double> at_risk;          // households of a future, mean
  std::vector<double> back, dissolved;  // so far
  std::vector<double> censored;         // seen for a shorter time; these three and at_risk add to the exits
};

struct TriggerShare {
  std::string trigger;      // as in trigger_ids()
  Estimate share, returns;  // of all returns; households of a future
};

// A pair of futures under the same draws: with the support added for those who are out, or without the shock from the
// first counted month on.
struct Removal {
  bool shock = false;
  std::string id;  // of the measure, or of the trigger
  Estimate within_24;
  Difference change_12, change_24;  // of the chance of return
  Difference spending;              // yuan over the run
};

// The score at the exit against what happens in the same simulated future.
struct ScoreBin {  // a tenth of the scores of one half of households and futures; outcomes of the other halves
  double from = 0, to = 0;
  double predicted = 0;  // chance of return within 24 months in the half that was learned from
  Estimate observed;     // in the other
  double n = 0;          // exits observed, of all futures
};
struct ScoreCheck {
  Estimate auc_12,
      auc_24;  // chance that who returns has the higher score than who does not; 0.5: the score says nothing
  std::vector<ScoreBin> bins;
  double distance = 0;  // mean of |observed - predicted|, weighted by exits; NaN without bins
};

struct HouseholdRisk {
  std::uint32_t household = 0;  // id, never a name
  int exits = 0;                // over the futures, each followed for 24 months
  int back_12 = 0, back_24 = 0, poor_24 = 0;
  double score = 0;     // mean at the exits
  std::string trigger;  // most frequent of its returns; "" without
};

struct ReturnRisk {
  std::string mix;
  int replicates = 0;  // that finished
  std::uint64_t seed = 0;
  bool uncertainty = false;
  RiskGroup all;
  std::vector<RiskGroup> groups;
  RiskCurve curve;
  std::vector<TriggerShare> triggers;
  std::vector<Removal> removals;
  ScoreCheck score;
  std::vector<HouseholdRisk> households;  // highest chance first
};

Names risk_group_names(const Scenario& scenario, const RiskGroup& group);

// Measures that the plan tries, into Scenario::measures: those named, or the first of the catalogue for each kind of
// effect that keeps an income up (job, top-up, aid, expense, protection) among those that the mix does not have.
std::vector<int> measures_to_try(const Scenario& scenario, int mix, const std::vector<std::string>& named);

// Of scores and of what happened, in the same order: the rank statistic of Mann and Whitney, ties counting half. NaN
// where all or none returned.
double area_under_curve(const std::vector<std::pair<double, bool>>& scored);

// No replicates if none finished. `finished` is called after each of the passes of a replicate, never two at a time.
ReturnRisk return_risk_of(const RiskPlan& plan, const std::function<void()>& finished = {},
                          const std::stop_token& stop = {});
int passes_of(const RiskPlan& plan);  // over the replicates

}  // namespace tuiyan
