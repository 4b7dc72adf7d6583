// Numbers, names, estimates and differences as they stand in every envelope; what is not finite is null.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>

#include "io/store.h"
#include "sim/compare.h"
#include "sim/problem.h"

namespace tuiyan {

using Sorted = nlohmann::json;  // keys in alphabetical order

Sorted number(double value);
Sorted number(const std::optional<double>& value);
double number_of(const Sorted& json);  // NaN for null

Sorted json_of(const Names& names);
Sorted json_of(const Estimate& estimate);
Sorted json_of(const Difference& difference);
Names names_of(const Sorted& json);
Estimate estimate_of(const Sorted& json);
Difference difference_of(const Sorted& json);

// {"schema": ..., "scenario": ..., "seed": ..., "data_sha256": ..., "overrides": ..., "result": ..., "run": ...}, ends
// with a newline. Everything but `run` depends on scenario, seed and what was asked alone.
std::string envelope(const std::string& schema, const Scenario& scenario, const RunRecord& record, std::uint64_t seed,
                     Sorted result);

}  // namespace tuiyan
