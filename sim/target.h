// A published figure that a simulation is held against: of which quantity, when, under which mix, and what may be
// done with it. Only outcomes are scored; a figure to which a parameter was fitted stands apart.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/field.h"
#include "sim/field_json.h"

namespace tuiyan {

struct Scenario;

enum class TargetKind {
  outcome,  // a published result: scored
  plan,     // what a plan hoped for: shown, never scored
  input     // an input of the scenario already: shown, never scored
};
enum class TargetUse {
  test,  // not looked at while the model was made
  seen,  // looked at while a parameter was chosen
  tuned  // a parameter was fitted to it
};

struct Target {
  std::string id;  // may be empty: see id_of
  Names names;
  std::string quantity;  // of quantities()
  std::string group;     // "" if the quantity has none
  std::string mix = "as_planned";
  std::string date;  // "start", "2015-12", or "2015" for what is counted over a year
  Datum value;       // in the quantity's unit; shares 0 to 1
  TargetKind kind = TargetKind::outcome;
  TargetUse use = TargetUse::test;
  Names note;  // what a reader should know of it; why it is missed
  bool operator==(const Target&) const = default;
};

Fields fields(Target& target);

// Its id, or quantity@date and group where it has none: registered_persons@2015-12.
std::string id_of(const Target& target);
Names names_of(const Target& target);  // its names, or those of its quantity

const std::vector<std::string>& target_kind_ids();
const std::vector<std::string>& target_use_ids();

// Turns the short form of other programs - at, tuned, source beside the value, a group of null - into the one declared.
void complete_targets(Json& file);

// Known quantity, group, mix and date, each with the nearest known one; ids that stand once.
void check_targets(const std::vector<Target>& targets, const Scenario& scenario, const std::string& path,
                   Problems& problems);

// {"targets": [...]} of a file of its own. Throws FormatError or ScenarioError.
std::vector<Target> read_targets(std::string_view text, const Scenario& scenario);

}  // namespace tuiyan
