// A result for other programs: JSON in one envelope, and tidy CSV. Keys are sorted and everything but `run` depends on
// scenario, seed and replicates alone: "the same bytes" means this export without `run`.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "io/store.h"
#include "sim/compare.h"

namespace tuiyan {

// What to compare: "exited_share@2020-12", "spending_year@2018:industry".
struct Selection {
  std::string quantity;
  std::optional<std::string> at, group;
};
Selection parse_selection(std::string_view text);
bool selects(const Selection& selection, const Point& point);

// {"schema": "tuiyan/run@1", "seed": ..., "result": {"mixes": [...], "differences": [...], "costs": [...]}, "run":
// {...}}, ends with a newline. `comparison` is of result.outcomes; `reference` numbers its mixes, -1: no differences.
std::string run_json(const Result& result, const Comparison& comparison, int reference);

// The same envelope with schema "tuiyan/compare@1"; with a selection only these differences and, for each point, all
// pairs of mixes.
std::string compare_json(const Result& result, const Comparison& comparison, int reference,
                         const std::optional<Selection>& selection);

// mix,reference,quantity,at,group,stat,value,lo50,hi50,lo90,hi90,mcse,p_better,verdict,n with stat median, mean or
// difference. A spreadsheet program takes UTF-8 for certain only with a byte order mark.
std::string result_csv(const Comparison& comparison, int reference, bool byte_order_mark);

}  // namespace tuiyan
