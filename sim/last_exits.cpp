#include "sim/last_exits.h"

#include "sim/course.h"
#include "sim/engine.h"
#include "sim/follow_exits.h"

namespace tuiyan {

std::vector<std::array<LastExit, 2>> last_exits(const Scenario& scenario, const Population& population,
                                                const std::array<int, 2>& mixes, int replicate, bool uncertainty,
                                                const std::stop_token& stop) {
  RunOptions options;
  options.first_replicate = replicate;
  options.replicates = 1;
  options.seed = static_cast<std::uint64_t>(scenario.seed);
  options.mixes = {mixes[0], mixes[1]};
  options.uncertainty = uncertainty;
  std::array<FollowedMix, 2> followed;
  RunHooks hooks;
  hooks.stop = stop;
  hooks.watch = [&](const Course& course, std::size_t block, Month month) {
    follow(course, block, month, followed[course.mix == mixes[0] ? 0 : 1]);
  };
  run(scenario, population, options, hooks);
  std::vector<std::array<LastExit, 2>> all(population.households.size());
  for (std::size_t c = 0; c < followed.size(); ++c)
    for (const FollowedExit& exit : followed[c].exits) {
      if (exit.household >= all.size()) continue;
      LastExit& last = all[exit.household][c];
      last = {Month{exit.month}, std::nullopt};
      if (exit.cause == ending::left) last.back = Month{exit.until};
    }
  return all;
}

}  // namespace tuiyan
