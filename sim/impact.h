// What a sensitivity run found that each parameter moves: shown beside the assumptions in the window, kept in a small
// file (docs/impact.json) and printed beside the list of parameters:
// {"schema": "tuiyan/impact@1", "about": {"zh", "en"}, "unit": {"zh", "en"},
//  "impacts": {"income/persistence": {"mu_star": 4.1, "error": 0.6, "group": 1}, ...}}
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "sim/problem.h"

namespace tuiyan {

struct Sensitivity;

struct Impact {
  double mu_star = 0;  // mean size of the change of a headline over the whole range, in Impacts::unit
  double error = 0;    // its standard error
  int group = 1;       // parameters that were moved together; the number is then of all of them
};

struct Impacts {
  Names about;  // of which scenario, mixes and number
  Names unit;
  std::map<std::string, Impact> of;  // by path
};

// Of the run's first difference, in the unit in which differences are shown. Empty where no trajectory was finished.
Impacts impacts_of(const Sensitivity& sensitivity);

// Of the parameter at a path of the scenario; null: the run did not move it.
const Impact* impact_at(const Impacts& impacts, const std::string& path);

// Throws FormatError or ScenarioError.
Impacts read_impacts(std::string_view text);
std::string impacts_json(const Impacts& impacts);

// docs/parameters.md; a parameter that the run did not move says "not computed".
std::string parameters_markdown(const Impacts& impacts);

}  // namespace tuiyan
