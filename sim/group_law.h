// From which law the incomes of a population are drawn: by formula from who lives there and what the scenario
// states, never from a realised mean.
#pragma once

#include "sim/population.h"

namespace tuiyan {

bool is_registered(const Scenario& scenario, const Household& household);

// In the register at the opening, or among those from whom it is chosen.
bool may_be_registered(const Scenario& scenario, const Household& household);

// Sets Population::laws, mean_land and episode_loss. The expected mean income of the registered, with the
// transfers in force, is PeopleRules::registered_income; of a group that stands as everyone, local_income x its factor.
void set_laws(Population& population, const Scenario& scenario);

}  // namespace tuiyan
