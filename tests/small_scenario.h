// A scenario of one page that uses every kind of declaration, and changes of it by JSON pointer.
#pragma once

#include <string>
#include <vector>

#include "sim/scenario.h"

namespace tuiyan {

inline const char* const small_scenario = R"({
  "schema": "tuiyan/scenario@1",
  "id": "small",
  "names": {"zh": "小村", "en": "Small village"},
  "start": "2017-01",
  "months": 24,
  "lead_in": 6,
  "replicates": 10,
  "documents": [{"key": "plan", "title": "A plan"}],
  "lines": [
    {"id": "national", "names": "标准", "value": [{"from": "2016", "value": 2952}, {"from": "2018", "value": 2995}]},
    {"id": "dibao", "names": "低保标准", "value": 3000}
  ],
  "poverty_line": "national",
  "exit_line": "national",
  "people": {
    "villages": 2,
    "groups": [
      {"id": "jobs", "standing": "registered", "households": 40, "persons": 100, "main": "employment"},
      {"id": "old", "standing": "registered", "households": 30, "persons": 45, "main": "floor"},
      {"id": "fringe", "standing": "fringe", "households": 20, "persons": 50}
    ],
    "causes": [{"id": "illness", "share": 0.6}, {"id": "schooling", "share": 0.4, "groups": ["jobs"]}],
    "households": [{"name": "h1", "group": "jobs", "members": [{"age": 40}, {"age": 9}]}]
  },
  "guarantees": [{"id": "housing", "missing": {"value": 0.15, "range": [0.05, 0.3], "grade": "red", "source": "x"}}],
  "measures": [
    {"id": "employment", "who": "workers >= 1 and not remote", "take_up": 0.6,
     "effects": [{"effect": "job", "wage": 2000}]},
    {"id": "floor", "who": "main == 'floor' or income < line.dibao",
     "effects": [{"effect": "top_up", "line": "dibao"}]},
    {"id": "repair", "who": "lacks.housing and not enrolled.employment",
     "effects": [{"effect": "guarantee", "guarantee": "housing"}, {"effect": "expense", "factor": 0.9}]},
    {"id": "sheep", "effects": [{"effect": "income", "amount": 1500}]},
    {"id": "move", "effects": [{"effect": "move", "guarantee": "housing"}]}
  ],
  "mixes": [
    {"id": "none"},
    {"id": "plan", "envelope": 100000, "items": [
      {"measure": "employment", "start": "2016-07", "households": 20},
      {"measure": "floor", "money": 50000, "in_envelope": true},
      {"measure": "repair", "end": "2018-01"}
    ]}
  ],
  "targets": [{"quantity": "exited_share", "at": "2018-12", "mix": "plan", "value": 0.5}]
})";

// The small scenario with the value at a JSON pointer set ("-" appends), as a file.
inline std::string small_with(const std::string& pointer, const std::string& value) {
  Problems problems;
  Json file = parse_json(small_scenario, problems);
  file[Json::json_pointer(pointer)] = Json::parse(value);
  return file.dump(1);
}

inline std::string small_without(const std::string& key) {
  Problems problems;
  Json file = parse_json(small_scenario, problems);
  file.erase(key);
  return file.dump(1);
}

// What is wrong with a scenario file; empty if nothing.
inline Problems problems_of(const std::string& text, const std::string& catalogue = "",
                            const std::vector<std::string>& overrides = {}) {
  try {
    read_scenario(text, catalogue, overrides);
  } catch (const ScenarioError& error) {
    return error.problems();
  }
  return {};
}

}  // namespace tuiyan
