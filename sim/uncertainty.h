// Parameter uncertainty: what is not known exactly, and scenarios that have other values within the ranges. Every
// number with a range is found through the one declaration, so a new parameter takes part without being named here.
//
// A draw is from the triangular law over the range with its mode at today's value (Johnson 1997, The Statistician
// 46: a least value, a greatest and a likely one are all that a range tells). Its address is (hash of the path,
// replicate): a parameter more changes no other's draw, and every mix meets the same draw.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/scenario.h"

namespace tuiyan {

// Steps of a dated value are one parameter: they move together. Value and range are then those of the step with a
// range that is in force last.
struct UncertainParameter {
  std::string path;  // as for --set: "measures/industry/take_up"
  Names names;       // with what it belongs to: "own industry: take-up"
  std::string unit;
  double value = 0;
  Range range;
  Grade grade = Grade::none;
  std::string source;
  bool whole = false;  // takes whole numbers only
};

// Why a number is taken as certain.
enum class Certain {
  no_range,      // none is given, or an empty one
  outside,       // the value lies outside its range: that of a default which the scenario has replaced
  unused,        // of a measure that no mix uses
  no_bearing,    // usual incomes of the registered, which follow from their mean
  structure,     // decides which numbers are counted, the same in every replicate: the villages
  no_event,      // of a kind of event that does not happen in the scenario
  not_in_force,  // all its steps end before the past income of the run, or begin after its end
};
const std::vector<Certain>& every_certain();
const std::string& certain_id(Certain why);
const Names& certain_words(Certain why);

struct CertainParameter {
  std::string path;
  Names names;
  Certain why{};
};

// Every number with evidence (levers of a planner are none), by whether it takes part. `mixes` are into
// Scenario::mixes; empty: all.
struct Uncertainty {
  std::vector<UncertainParameter> drawn;
  std::vector<CertainParameter> certain;
};
Uncertainty uncertainty_of(const Scenario& scenario, const std::vector<int>& mixes = {});
std::vector<UncertainParameter> uncertain_parameters(const Scenario& scenario, const std::vector<int>& mixes = {});

// Inverse of the triangular distribution function; `low` at 0, `high` at 1.
double triangular(double quantile, double low, double mode, double high);

// Where a parameter stands in 0..1; none: at today's value.
using Place = std::optional<double>;

// The scenario with parameters at quantiles of the triangular law, or at shares of the way from low to high. Whole
// numbers are rounded. Shares that must make 1 are scaled to it, ends in the wrong order change places; where a check
// still fails, the parameters it speaks of go back half the way to today's values until it holds (`taken_back`
// counts such steps if given).
Scenario at_quantiles(const Scenario& scenario, const std::vector<UncertainParameter>& parameters,
                      const std::vector<Place>& quantiles, int* taken_back = nullptr);
Scenario at_positions(const Scenario& scenario, const std::vector<UncertainParameter>& parameters,
                      const std::vector<Place>& positions, int* taken_back = nullptr);

// What an uncertain run plays in a replicate.
double drawn_quantile(std::uint64_t seed, const std::string& path, int replicate);
Scenario drawn_scenario(const Scenario& scenario, const std::vector<UncertainParameter>& parameters, std::uint64_t seed,
                        int replicate);

}  // namespace tuiyan
