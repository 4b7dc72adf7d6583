// What is counted of the months of a mix, and what is known of it at the end.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sim/month.h"
#include "sim/outcome.h"
#include "sim/population.h"
#include "sim/trigger.h"

namespace tuiyan {

struct Block;
struct Course;
struct Lives;

// What is counted of one month, over all blocks.
struct Tally {
  std::int64_t registered_households = 0, registered_persons = 0;
  std::int64_t counted_persons = 0, out_persons = 0, self_reliant_persons = 0, returned_persons = 0;
  std::int64_t persons = 0, poor_persons = 0, gap = 0, gap_squared = 0;  // gaps: millionths of the line x persons
  std::int64_t registered_income = 0;                                    // fen of the last 12 months
  std::int64_t relapsed_persons = 0;                                     // out, and truly poor
  std::int64_t exits_households = 0, exits_persons = 0, entries_persons = 0, returns_persons = 0;
  // natural change among the registered
  std::int64_t born_persons = 0, died_persons = 0, moved_in_persons = 0, moved_out_persons = 0;
  std::int64_t dissolved_households = 0, split_households = 0;
  std::int64_t above_line = 0, held_by_margin = 0, held_by_guarantee = 0, held_by_approval = 0;
  std::int64_t held_by_veto = 0, held_by_procedure = 0, held_by_visit = 0;
  std::int64_t clean_outs_households = 0, clean_outs_persons = 0;      // removed as a mistake
  std::int64_t forced_exits_households = 0, forced_exits_persons = 0;  // of the exits, under pressure
  std::int64_t turned_away_persons = 0;                                // found poor, not entered
  std::int64_t unvisited_households = 0;                               // left for the next round
  std::int64_t monitored_persons = 0, unsupported_persons = 0;         // unsupported: out, support over
  std::int64_t all_out_households = 0, all_out_persons = 0;            // those out before the opening too
  std::array<std::int64_t, static_cast<std::size_t>(Trigger::count)> returns_by_trigger{};  // persons
};

// What changes in a block only when the register does.
struct Standings {
  bool stale = true;
  Tally stocks;
  std::vector<std::int32_t> registered;
};

// Counts a month for a block. `shared` is the income of 12 months that does not depend on the mix.
struct SharedIncome {
  std::int64_t all[block_size];    // fen: market, transfers of the start, running dibao
  std::vector<std::int32_t> poor;  // households below the poverty line with it
};
void shared_income(const Lives& lives, const Block& block, Month month, bool existing_transfers, SharedIncome& shared);
void record(Course& course, std::size_t block, Month month, const SharedIncome& shared);

// The outcome in the order of the study's shape.
Outcome outcome_of(const Course& course);

}  // namespace tuiyan
