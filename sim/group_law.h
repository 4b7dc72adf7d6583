// From which law the incomes of a population are drawn: by formula from who lives there and what the scenario
// states, never from a realised mean.
#pragma once

#include "sim/population.h"

namespace tuiyan {

bool is_registered(const Scenario& scenario, const Household& household);

// Sets Population::laws, mean_land and episode_loss. The expected mean income of the registered, with the
// transfers in force, is PeopleRules::registered_income.
void set_laws(Population& population, const Scenario& scenario);

}  // namespace tuiyan
