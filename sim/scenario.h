// A scenario: a place, its people, economy, lines, rules and the mixes to compare. Immutable while it runs.
// Defaults stand here once, each with range, grade and source; docs/parameters.md is printed from them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/condition.h"
#include "sim/event.h"
#include "sim/families.h"
#include "sim/field.h"
#include "sim/field_json.h"
#include "sim/hazards.h"
#include "sim/income.h"
#include "sim/market.h"
#include "sim/measure.h"
#include "sim/mix.h"
#include "sim/population.h"
#include "sim/registry.h"
#include "sim/rule_set.h"
#include "sim/target.h"

namespace tuiyan {

inline constexpr int schema_version = 1;

struct Document {  // a source that the values of the scenario come from
  std::string key;
  std::string title;
  std::string publisher;
  std::string date;
};

struct Line {  // 标准: yuan per person and year
  std::string id;
  Names names;
  Dated value;
};

struct Note {  // what a reader of the scenario should know: a gap or contradiction of its documents
  Names text;
};

struct Scenario {
  std::string id;
  Names names;
  Names question;  // what the planner asks
  Names about;
  Month start = Month::of(2017, 1);  // first counted month
  int months = 60;                   // counted
  int lead_in = 0;                   // months simulated before the first counted one
  int replicates = 200;
  double seed = 42;                // of the draws
  double population_seed = 7;      // of the skeleton: who lives with whom, where, ability, cause
  double weight = 1;               // households of the real place that a simulated one stands for
  bool randomness = true;          // off: every spread and every chance of the months is zero
  int allocation_every = 3;        // months between allocations
  std::string catalogue;           // path of the catalogue of measures, relative to this file
  std::vector<std::string> rules;  // paths of rule sets, the same; empty once they are merged
  std::vector<RuleSet> rule_sets;  // whose values stand in this scenario
  std::vector<Document> documents;
  std::vector<Note> notes;
  std::vector<Line> lines;
  std::string poverty_line;  // id: true poverty
  std::string exit_line;     // id: the register's
  IncomeRules income;
  ShockRules shocks;
  PeopleRules people;
  DemographyRules demography;
  RegisterRules registry;
  MarketRules market;
  std::vector<Guarantee> guarantees;
  std::vector<Measure> measures;  // the catalogue, with this scenario's changes
  std::vector<Mix> mixes;
  std::vector<Event> events;  // that strike every mix alike
  std::vector<Target> targets;
  bool set_aside = false;  // the place that is looked at only after all fitting

  Month first_month() const { return start - lead_in; }
  Month end_month() const { return start + months; }  // the first month that is not simulated
  const Line& line(std::string_view id) const;        // must exist
  int measure_index(std::string_view id) const;       // -1 if there is none
  int mix_index(std::string_view id) const;           // -1 if there is none
  Vocabulary vocabulary() const;
};

Fields fields(Document& document);
Fields fields(Note& note);
Fields fields(Line& line);
Fields fields(Scenario& scenario);

// Reads a scenario and its catalogue (may be empty text when the scenario names none) with the overrides of
// --set; "event=drought@2018-06" adds an event. `rules` are the rule sets that it names, in its order. Throws
// FormatError or ScenarioError.
Scenario read_scenario(std::string_view text, std::string_view catalogue,
                       const std::vector<std::string>& overrides = {}, const std::vector<RuleText>& rules = {});

// The path of the catalogue that the text names, "" if none, without checking the rest.
std::string catalogue_of(std::string_view text);

// The scenario fully resolved: reading it back needs no catalogue and gives the same bytes.
std::string scenario_text(const Scenario& scenario);

std::string schema_text();          // scenarios/schema.json
std::string parameters_markdown();  // docs/parameters.md

}  // namespace tuiyan
