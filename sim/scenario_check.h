// What must hold between the parts of a scenario: ids, references, dates, totals, conditions.
#pragma once

#include "sim/scenario.h"

namespace tuiyan {

void check_scenario(const Scenario& scenario, const std::string& path, Problems& problems);

// Only measures that a mix uses must fit the place: a catalogue holds others too.
bool is_used(const Scenario& scenario, const std::string& measure);

// What the months, villages and products of a scenario offer its events.
EventBounds event_bounds(const Scenario& scenario);

// Lets the expressions among `fields`, and in lists below, be checked against the scenario's words; only
// their grammar where `grammar_only`.
void know_words(Fields& fields, const Scenario& scenario, bool grammar_only);

}  // namespace tuiyan
