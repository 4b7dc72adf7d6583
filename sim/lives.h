// What befalls the households of a place in one replicate whatever the mix: incomes, illness, jobs, harvests,
// guarantees lost. All mixes of the replicate share it. Structure of arrays in blocks of households; a block's
// arrays stay in cache through the months between two allocations.
#pragma once

#include <array>
#include <cstdint>
#include <stop_token>
#include <vector>

#include "sim/draws.h"
#include "sim/firm.h"
#include "sim/hazards.h"
#include "sim/income.h"
#include "sim/members.h"
#include "sim/month.h"
#include "sim/population.h"
#include "sim/trigger.h"

namespace tuiyan {

struct Study;

inline constexpr int never = 1 << 14;  // a month that does not come

// A stretch of households and of their workers (able members, standing together).
struct Block {
  int first = 0, end = 0;
  int first_worker = 0, end_worker = 0;
};

// The words of a process and month of a block's households.
struct MonthWords {
  alignas(64) std::uint32_t of[4][block_size];
};

// The households of the population, as arrays: where every replicate begins.
struct Skeleton {
  std::vector<Composition> members;
  std::vector<float> known;  // known_log_income
};
Skeleton make_skeleton(const Population& population, const IncomeRules& rules);

struct Lives {
  const Study& study;
  std::uint64_t seed;
  std::uint32_t replicate;

  // Who lives here. Households stand in the order of the population; those born of splits after them, empty
  // until then.
  Families families;
  std::vector<std::vector<Turn>> turns;  // by block
  std::vector<std::size_t> next_turn;    // by block
  std::size_t next_split = 0;
  std::vector<Block> blocks;
  std::vector<std::uint32_t> origin;   // the household of the population that it is, or was split from
  std::vector<std::uint64_t> subject;  // of its draws
  std::vector<std::uint16_t> village;
  std::vector<Composition> members;     // now
  std::vector<std::uint8_t> size;       // persons now; 0: nobody lives there
  std::vector<std::uint8_t> known_ill;  // of those ill, at the opening already
  std::vector<float> land;              // mu

  // workers: members able at some time while here, those of a household standing together
  std::vector<std::uint64_t> worker_subject;
  std::vector<std::uint32_t> worker_person;  // into families.persons
  std::vector<std::uint32_t> worker_household;
  std::vector<std::uint32_t> first_worker;  // by household; one more at the end

  // income
  std::vector<float> level;                             // a + mu: ln yuan per person and year, without growth
  std::vector<float> persistent;                        // p
  std::vector<std::uint8_t> type;                       // IncomeType, as workers come and go
  std::vector<std::uint8_t> grows_as;                   // IncomeType at the start: which growth it has
  std::vector<std::uint8_t> workers;                    // able members now
  std::vector<std::uint8_t> employed;                   // of them in work
  std::vector<std::uint8_t> worker_state;               // by worker: WorkerState
  std::array<std::vector<std::uint32_t>, 4> job_words;  // by worker; one call serves four months
  std::vector<float> harvest;                           // factor of business income, by household
  std::array<std::vector<std::int32_t>, 12> monthly;    // market income, fen, by month of the year
  std::vector<std::int32_t> market12;                   // sum of the last 12 months, fen
  std::vector<double> transfer_base;        // fen a month in prices of the law's month, without running dibao
  std::vector<std::int32_t> floor_running;  // dibao in payment at the start, fen a month; stays nominal
  std::vector<std::uint8_t> started_out;    // exited before the opening
  std::vector<std::uint8_t> chosen;  // into the register at the opening, from everyone; by household of the population

  // shocks
  std::vector<std::uint8_t> ill;                       // members ill now
  std::vector<std::int16_t> ill_until;                 // month index where an episode ends
  std::vector<std::int32_t> cost_now, cost_later;      // of illnesses, fen a month
  std::vector<std::int16_t> cost_falls, cost_until;    // months where cost_now becomes cost_later, and ends
  std::vector<std::int32_t> expense;                   // out-of-pocket cost of illness since the window opened, fen
  std::vector<std::int32_t> schooling;                 // the same of schooling
  std::vector<std::uint8_t> concerned;                 // bit g: guarantee g concerns it
  std::vector<std::uint8_t> missing;                   // bit g: guarantee g missing or lost
  std::vector<std::array<std::int16_t, 8>> next_loss;  // by guarantee: month where it is lost or regained
  std::vector<std::int16_t> first_loss;                // the first of them

  std::vector<std::vector<Setback>> setbacks;  // by block, in order of months; none before the first month

  // closed windows of the register: the last and the one before
  std::vector<std::int32_t> window_market, window_market_before, window_expense, window_schooling;
  int windows_closed = 0;

  // By month since `begun`: growth of ln income since the law's month for households that began with and
  // without a worker; the place's own luck is in both.
  std::vector<float> growth[2];
  SharedShocks shared;
  Month begun;  // the first month of the history

  // What the whole place shares of measures, whatever the mix: fates of firms; prices by month since the first
  // simulated one and product of the study, mean 1.
  Firms firms;
  std::vector<float> prices;
  double price(int product, Month month) const;
  std::vector<Month> market_falls;                // months in which the price of what the place sells falls
  std::vector<std::vector<Month>> product_falls;  // by product

  Lives(const Study& study, std::uint64_t seed, std::uint32_t replicate);

  void note(std::size_t household, Month month, Trigger trigger);  // a setback
  std::size_t households() const { return subject.size(); }
  bool of_opening(std::size_t i) const { return origin[i] == i; }  // not born of a split
  const Household& household(std::size_t i) const;                 // as the population has it
  std::uint32_t id(std::size_t i) const { return household(i).id; }
  Standing standing(std::size_t i) const;                 // at the opening
  bool has_guarantees(std::size_t i) const;               // for good: of everyone, not chosen into the register
  double attribute(std::size_t i, Attribute what) const;  // what does not depend on the mix, now
};

enum WorkerState : std::uint8_t {
  in_work,
  out_of_work,
  absent,   // not able, or not here
  laid_off  // by a factory that closed
};

// Draws levels and jobs, and plays the 24 months before the first simulated one; false if stopped.
bool begin_lives(Lives& lives, const std::stop_token& stop);

// Of household_month: two for normals, illness, ordinary cost.
void draw_month(const Lives& lives, const Block& block, Process process, Month month, MonthWords& words);

// Observed over true income of a block's households, exp(sd z): z a standard normal of the first two words.
void draw_seen(const MonthWords& words, int count, double sd, float* seen);

// Transfers in force at the start, without running dibao, over the 12 months that end with a month.
struct TransferYear {
  double months_now, index_now, months_before, index_before;  // prices move on in January
  TransferYear(const Study& study, Month month);
  std::int64_t fen(double base) const {
    return static_cast<std::int64_t>(months_now) * static_cast<std::int64_t>(base * index_now + 0.5) +
           static_cast<std::int64_t>(months_before) * static_cast<std::int64_t>(base * index_before + 0.5);
  }
};

// Closes the register's window for a block.
void close_window(Lives& lives, const Block& block);

}  // namespace tuiyan
