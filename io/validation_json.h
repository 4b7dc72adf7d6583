// A validation for other programs: one envelope, keys sorted; everything but `run` depends on scenarios, seed and
// replicates alone.
#pragma once

#include <string>
#include <vector>

#include "io/store.h"
#include "sim/validation.h"

namespace tuiyan {

// {"schema": "tuiyan/validate@1", ..., "result": {"targets": [...], "places": [...], "scores": {...}}, "run": {...}}.
std::string validation_json(const std::vector<ValidatedPlace>& places, const RunRecord& record);

}  // namespace tuiyan
