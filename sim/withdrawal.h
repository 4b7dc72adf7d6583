// The withdrawal test: the same futures with the support of a mix going on and with it stopping in a month, paired
// within each replicate. Nobody joins any more from that month on and what lives on money ends; what was paid for at
// once (a house, sheep, a skill) stays, and so do transfers that were there before the mix. Up to that month both are
// the same to the byte.
#pragma once

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

#include "sim/compare.h"
#include "sim/engine.h"
#include "sim/scenario.h"

namespace tuiyan {

struct WithdrawalPlan {
  Scenario scenario;
  std::vector<int> mixes;             // into Scenario::mixes
  Month stop;                         // the first month without support; 12 months of it must be simulated
  std::vector<std::string> measures;  // that stop, ids; empty: all of a mix
  bool one_at_a_time = false;
  int replicates = 0;
  std::uint64_t seed = 0;
  int threads = 0;
  bool uncertainty = false;
};

// What is told of those who are out of the register, having been in it at the opening or later, in the month before
// the stop, and of those who then are on the floor (enrolled in a measure that tops up, and paid). Ids in this order:
// returned_within_12, returned_within_24, poor_at_stop, poor_after_12, poor_after_24, own_income_at_stop,
// own_income_after_12, own_income_after_24, floor_income_before, floor_income_after, floor_poor_before,
// floor_poor_after, spending_after_12.
const std::vector<Quantity>& withdrawal_quantities();
int withdrawal_quantity(std::string_view id);  // must exist

struct StoppedSupport {
  std::string measure;              // its id; "": all that the plan stops
  std::vector<Estimate> without;    // by quantity
  std::vector<Difference> changes;  // without less with
};

struct WithdrawalOf {
  std::string mix;             // id
  Estimate out, on_floor;      // persons in the month before the stop
  std::vector<Estimate> with;  // by quantity
  std::vector<StoppedSupport> stopped;
};

// Two mixes, all of their support stopped: by how much more (or less) the first one changes than the second, and how
// they stand without support.
struct WithdrawalContrast {
  int first = 0, second = 0;  // into Withdrawal::of
  std::vector<Difference> changes, without;
};

struct Withdrawal {
  Month stop;
  int replicates = 0;  // that finished
  std::uint64_t seed = 0;
  bool uncertainty = false;
  std::vector<std::string> measures;  // as in the plan
  std::vector<WithdrawalOf> of;
  std::vector<WithdrawalContrast> contrasts;  // of every two mixes
};

// What is wrong with the month; empty if nothing.
Problems check_stop(const Scenario& scenario, Month stop);

// Copies of each of `mixes` behind the scenario's own, and what stops in them: all support, then with `one_at_a_time`
// each measure that runs by then.
struct DerivedMix {
  int from = 0;         // into the mixes asked for
  std::string measure;  // "": all
  StoppedItems stops;
};
std::vector<DerivedMix> add_stopped_mixes(Scenario& scenario, const std::vector<int>& mixes, Month stop,
                                          bool one_at_a_time);

// Empty `of` if no replicate finished. `finished` is called after each, never two at a time.
Withdrawal withdrawal_of(const WithdrawalPlan& plan, const std::function<void()>& finished = {},
                         const std::stop_token& stop = {});

}  // namespace tuiyan
