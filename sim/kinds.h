// Kinds of households that outcomes are told apart by: who gains and who is left out. A household is of one kind in
// each respect: sex and age of its head, disability, labour, main cause, main measure, village.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/month.h"
#include "sim/problem.h"

namespace tuiyan {

struct Lives;
struct Scenario;

// Ids in a fixed order: "head_female", "head_male", "head_under_45", "head_45_to_59", "head_60_up", "disabled",
// "not_disabled", "with_worker", "without_worker", "cause.ID", "main.ID".
std::vector<std::string> kinds_of(const Scenario& scenario);
std::vector<std::string> villages_of(const Scenario& scenario);  // "village.1", ...; none in a place of more than 500

Names kind_names(const Scenario& scenario, const std::string& kind);

// Adds the numbers of a household's kinds in a month, into kinds_of.
void add_kinds(const Lives& lives, std::size_t household, Month month, std::vector<std::size_t>& kinds);

}  // namespace tuiyan
