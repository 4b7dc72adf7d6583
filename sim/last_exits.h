// How the register moved every household of one simulated future under two mixes, so that those whom the mixes part can
// be found before a life is traced.
#pragma once

#include <array>
#include <optional>
#include <stop_token>
#include <vector>

#include "sim/month.h"
#include "sim/population.h"
#include "sim/scenario.h"

namespace tuiyan {

struct LastExit {
  std::optional<Month> out, back;  // the return from it
  bool operator==(const LastExit&) const = default;
};

// By household of the population, by mix; those born of a split are left out. Plays one replicate with the seed of the
// scenario, with the parameters drawn within their ranges if asked. The mixes (into Scenario::mixes) differ. As far as
// it came where it was stopped.
std::vector<std::array<LastExit, 2>> last_exits(const Scenario& scenario, const Population& population,
                                                const std::array<int, 2>& mixes, int replicate,
                                                bool uncertainty = false, const std::stop_token& stop = {});

}  // namespace tuiyan
