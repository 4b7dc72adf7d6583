// Which assumptions carry a difference between mixes, and at which value of them another mix would be preferred.
//
// 1. Screening by elementary effects of groups that are halved where they matter (sim/elementary_effects.h). Only the
//    mixes of the differences are played; both, and all points of a trajectory, meet the same luck.
// 2. The leading ones at both ends of their ranges, one at a time, with more replicates: a tornado chart.
// 3. Switching values: where an end clearly prefers another mix, the place between today's value and that end is
//    bracketed by bisection, under the same luck.
// Structural alternatives (another rule of exit, ...) stand beside the parameters as rows of their own.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "sim/compare.h"
#include "sim/elementary_effects.h"
#include "sim/uncertainty.h"

namespace tuiyan {

// Another structure of the model instead of other numbers.
struct Alternative {
  std::string path;  // "registry/exit_rule=two_windows"
  Names names;       // "window of an exit: two windows in a row"
  bool operator==(const Alternative&) const = default;
};

// Every choice and switch of the rules (not of measures and mixes) at each other setting than today's, and income
// whose shocks do not last into the next year, the annual spread being the same.
std::vector<Alternative> alternatives_of(const Scenario& scenario);
Scenario with_alternative(const Scenario& scenario, const Alternative& alternative);

struct NamedMix {
  std::string id;
  Names names;
  std::string letter;  // as in every chart
};

// What is asked of a model, and what may be moved.
struct SensitivityPlan {
  std::vector<UncertainParameter> parameters;
  std::vector<Alternative> alternatives;
  std::vector<NamedMix> mixes;  // two at least
  int reference = 0;            // into mixes
  struct Question {
    std::string quantity, at, group;
    bool operator==(const Question&) const = default;
  };
  std::vector<Question> questions;
  int mix = -1;  // the difference asked for is mix - reference; -1: the best mix of each question less the reference
  int trajectories = 4;
  int replicates = 6;  // of each value in steps 2 and 3
  int top = 10;        // leading parameters
  std::uint64_t seed = 0;
  int threads = 0;
};

// Where the model stands: places of the parameters, or one structural alternative.
struct Setting {
  std::vector<Place> places;
  int alternative = -1;
};
// The same for the same values of the same parameters and mixes (into the plan's), whatever else the plan asks.
std::uint64_t hash_of(const SensitivityPlan& plan, const Setting& setting, const std::vector<int>& mixes);

// Values of the mixes asked for (into the plan's, in order) in a replicate: [question * mixes + mix]; empty if
// stopped. Called from several threads.
using Model = std::function<std::vector<double>(const Setting& setting, int replicate, const std::vector<int>& mixes)>;

struct SensitivityHooks {
  // Evaluations (a setting in a replicate), `known` of those done by an earlier run; never two at a time.
  std::function<void(int done, int known, int of)> progress;
  std::stop_token stop;
  // What an earlier run knows of an evaluation, empty if nothing; and what this one has found, of all mixes of the
  // plan, NaN where one was not played. Never two at a time.
  std::function<std::vector<double>(std::uint64_t setting, int replicate)> known;
  std::function<void(std::uint64_t setting, int replicate, const std::vector<double>& values)> finished;
};

// A difference where a parameter stands at an end of its range, or under an alternative.
struct End {
  double at = 0;  // value of the parameter
  Difference difference;
  double shift = 0, shift_error = 0;  // against today's, paired; 1.96 x Monte Carlo error
};

struct Swing {
  int parameter = -1;    // into parameters; -1: an alternative
  int alternative = -1;  // into alternatives
  End low, high;         // an alternative has the same twice
  double size() const;   // how far the difference moves, today's value included
};

// Neighbours among the parameters that stepped together in the screening: from first up to, but not including, end.
struct ParameterGroup {
  int first = 0, end = 0;
  bool is_single() const { return end - first == 1; }
};

// One difference and what drives it.
struct DrivenDifference {
  int question = 0;
  int mix = 0, other = 0;  // mix - other
  Difference today;
  std::vector<ElementaryEffects> screened;  // by group; empty if no trajectory was finished
  std::vector<Swing> swings;                // of the leading parameters, largest first
  std::vector<Swing> structure;             // of the alternatives, largest first
};

// Between which values another mix takes the lead in the mean.
struct Bracket {
  double same = 0;     // nearer to today's: the preferred mix is still in front
  double changed = 0;  // another one is
  double at = 0;       // where the straight line between the leads there crosses zero
};

// What moving one parameter does to the preferred mix.
struct Switch {
  int parameter = 0;
  std::optional<Bracket> changes;  // nearest to today's value; none: the same mix is in front at both ends
  int to = -1;                     // the mix in front beyond
  bool close = false;              // even there it is too close to call: then only today's and the end were played
  double way = 0;                  // share of the way from today's value to that end of the range
  std::optional<double> tie_at;    // about where it becomes too close to call; none if it is so today
  double tie_way = 0;
};

struct AlternativeChoice {
  int alternative = 0;
  int best = 0;
  bool tie = false;
};

// Which mix is preferred in a question, and when that changes. Only of quantities of which more, or less, is better.
struct Preference {
  int question = 0;
  int best = 0, next = -1;
  Difference lead;         // of the best over the next
  bool tie = false;        // too close to call with some other
  std::vector<int> level;  // those it is too close to call with
  std::vector<Switch> switches;
  std::vector<AlternativeChoice> structure;
};

struct Sensitivity {
  SensitivityPlan plan;
  int evaluations = 0;
  bool complete = false;  // else it was stopped: whole trajectories, ends and alternatives that were finished
  int trajectories = 0;   // finished
  int screening = 0;      // evaluations of it
  std::vector<ParameterGroup> groups;     // in order: all parameters; empty if no trajectory was finished
  std::vector<CertainParameter> certain;  // numbers that take no part
  std::vector<DrivenDifference> differences;
  std::vector<Preference> preferences;  // by question
};

// None if it was stopped before today's values were played. The same for any number of threads.
std::optional<Sensitivity> sensitivity_of(const SensitivityPlan& plan, const Model& model,
                                          const SensitivityHooks& hooks = {});

// The engine as a model: quantities of the plan at their points, the mixes asked for in one pass.
Model engine_model(const Scenario& scenario, const SensitivityPlan& plan, const std::stop_token& stop = {});

// Groups that matter most to the differences: by turns the next of each ranking, `top` at most. Those below a share of
// the largest of a difference do not count.
inline constexpr double least_share = 0.05;
std::vector<int> leading_groups(const std::vector<DrivenDifference>& differences, int top);

}  // namespace tuiyan
