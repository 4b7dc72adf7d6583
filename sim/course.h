// The course of one mix through one replicate: who is registered, who is enrolled in what, and what the
// measures pay. Income that does not depend on the mix stays in Lives; only households that a measure pays
// have a ledger here, so a measure nobody takes changes nothing and a mix costs only what it does.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/count.h"
#include "sim/history.h"
#include "sim/lives.h"
#include "sim/study.h"
#include "sim/year_end.h"

namespace tuiyan {

enum class Status : std::uint8_t { outside, registered, exited, gone };  // gone: dissolved, or not born of a split yet
enum class Pending : std::uint8_t { nothing, exit, entry, clean_out };   // decided in a round, not yet in force

// What measures paid to one household, in fen, beside the income that it has under every mix.
struct Ledger {
  std::uint32_t household = 0;
  std::int32_t earned_now = 0, aid_now = 0;                      // of the month being played
  std::int32_t earned[12] = {}, aid[12] = {};                    // by month of the year
  std::int32_t earned12 = 0, aid12 = 0;                          // sums of the last 12 months
  std::int32_t window_earned = 0, window_aid = 0;                // the last closed window of the register
  std::int32_t window_earned_before = 0, window_aid_before = 0;  // the one before
};

// One household in one item of the mix.
struct Enrolment {
  std::uint32_t household = 0;
  std::uint16_t item = 0;
  std::int16_t since = 0;                          // first month, as an index
  std::int16_t attend = 0;                         // the next month in which there is something to do
  std::int16_t failed = never;                     // month of a failure; never while it runs
  std::int16_t crossed = never;                    // top-up: the check that found it above the level
  std::uint8_t hands = 0;                          // able members that it occupies
  std::uint8_t workers = 0;                        // of them, placed in jobs
  std::uint16_t additional = 0;                    // bit w: worker w would not have had such a job
  bool suspended = false;                          // the firm is down
  std::uint8_t covered[most_member_effects] = {};  // members to whom an effect belongs, by ReadyEffect::slot
  std::int64_t units = 0;                          // of cost, thousandths
  std::int64_t assessed = 0;  // top-up: assessed income of those covered at the last check, fen a year
  std::int32_t paid = 0;      // top-up: fen of the last month
  std::int32_t loan = 0;      // principal that the project still has to repay, fen
  float depth = 1;            // part of a dividend by depth of poverty
  // protection, fen: cost seen so far in the window; market income of the 12 months against which a loss is
  // measured; losses borne and payments in the calendar year
  std::int32_t seen = 0, before = 0;
  std::int64_t borne = 0, relieved = 0;
};

// The enrolments of a block. Those with nothing to do for months rest apart, so a month does not touch them.
struct Enrolments {
  std::vector<Enrolment> busy, resting;
  int rest_until = never;  // the first month in which one of those at rest has something to do
};

// Why an enrolment ends.
enum class Leaving : std::uint8_t {
  ended,          // its item or its term is over
  firm_lost,      // nobody takes the firm over
  failed,         // its project, for good
  over,           // its job is gone, or the floor has been phased out
  not_renewed,    // commitments have outgrown the money
  withdrawn,      // support is over, the registration was an error, the household dissolves
  short_of_hands  // able members whom it occupied are gone
};

// What is done for one household that the state of a course does not show: kept only where it is traced, read by
// nothing else.
struct Diary {
  struct Payment {
    int measure = -1;  // into Scenario::measures; -1: a gain of skills, which outlasts its measure
    IncomeKind kind{};
    std::int64_t fen = 0;
    bool operator==(const Payment&) const = default;
  };
  struct Departure {
    std::size_t item = 0;
    Leaving why{};
  };
  struct Provision {
    int measure = -1, guarantee = -1;
    bool operator==(const Provision&) const = default;
  };
  std::size_t household = 0;
  std::vector<Payment> payments;
  std::vector<Departure> departures;
  std::vector<Provision> provisions;  // guarantees that no measure had set before
  std::int64_t floor_taken_over = 0;  // running dibao that a top-up pays instead, fen
  int floor_taken_by = -1;            // the measure of it
};

// Households and money of one item of the mix; money in fen.
struct ItemState {
  std::int64_t enrolled = 0;
  std::int64_t recurrent = 0;       // a year of those enrolled, as expected at the last allocation
  std::int64_t once_this_year = 0;  // spent at enrolment
  // By month since the first: cash but for running costs; the same with one-off costs spread over their
  // life; running costs in thousandths of a fen; households enrolled; workers in its jobs who would have had one
  // anyway; households that began.
  std::vector<std::int64_t> spent, annualised, running, households, displaced, begun;
};

// Those of a block who are in an item now.
struct Running {
  std::int64_t units = 0;  // thousandths whose yearly cost runs
  std::int64_t households = 0;
};

struct Course {
  const Study& study;
  const Lives& lives;
  int mix;

  // by household
  std::vector<Status> status;
  std::vector<Pending> pending;
  std::vector<std::uint8_t> supported;           // registered, or exited and still under support
  std::vector<std::uint8_t> counted;             // registered at the opening or later: in the headline shares
  std::vector<std::uint8_t> exited_once;         // since the opening
  std::vector<std::uint8_t> self_reliant;        // above the exit line without top-up or aid in the last window
  std::vector<std::uint8_t> found_self_reliant;  // the same as found in a round, not yet in force
  std::vector<std::int16_t> exit_month;          // of the last exit
  std::vector<std::uint8_t> guaranteed;          // bit g: set by a measure
  std::vector<std::uint8_t> floor_replaced;      // running dibao taken over by a top-up
  std::vector<std::uint8_t> jobs;                // able members whom measures occupy
  std::vector<std::int32_t> debt;                // of failed projects, fen
  std::vector<std::int16_t> debt_due;            // month in which it is due, as an index
  std::vector<float> gain;                       // by measures on the permanent component, ln
  std::vector<std::uint64_t> enrolled;           // bit by measure
  RegisterFile file;
  Diary* diary = nullptr;               // of a household that is traced
  std::vector<std::int32_t> ledger_of;  // into ledgers of its block; -1 without

  std::vector<std::vector<Ledger>> ledgers;                  // by block
  std::vector<Enrolments> enrolments;                        // by block
  std::vector<std::vector<Running>> running;                 // by block and item
  std::vector<Standings> standings;                          // by block
  std::vector<std::vector<std::uint32_t>> debtors, gainers;  // by block: households with debt, with a gain
  std::vector<double> gluts;                                 // by product: factor of its price
  std::vector<std::int32_t> starts;                          // by measure: households that began in the calendar year
  std::vector<std::vector<std::int32_t>> sharers;            // by measure and village: households that share its asset
  std::vector<ItemState> items;
  std::vector<Tally> tallies;  // by month; 0 is the month before the first
  Histories histories;
  std::vector<YearEnd> year_ends;  // the opening, then every December

  std::int64_t opening_households = 0;
  std::vector<std::int64_t> exits_by_main;  // households, by main measure

  Course(const Study& study, const Lives& lives, int mix);

  const Mix& plan() const { return study.scenario.mixes[static_cast<std::size_t>(mix)]; }
  const std::vector<StudyItem>& study_items() const { return study.items[static_cast<std::size_t>(mix)]; }
  std::size_t measure_of(std::size_t item) const { return static_cast<std::size_t>(study_items()[item].measure); }
  const Measure& measure(std::size_t item) const { return study.scenario.measures[measure_of(item)]; }
  const std::vector<ReadyEffect>& effects(std::size_t item) const {  // in the order of delivery
    return study.effects[measure_of(item)];
  }
  std::size_t month_since_first(Month month) const {
    return static_cast<std::size_t>(month - study.scenario.first_month());
  }
  Tally& tally(Month month) { return tallies[month_since_first(month) + 1]; }
  const Ledger* find_ledger(std::size_t household) const;
  Ledger& open_ledger(std::size_t household);
  Diary* diary_of(std::size_t household) const {
    return diary != nullptr && diary->household == household ? diary : nullptr;
  }
  bool overdue(std::size_t household, Month month) const {
    return debt[household] > 0 && month.index >= debt_due[household];
  }
  std::uint8_t lacking(std::size_t household) const {  // bit g: guarantee g
    return static_cast<std::uint8_t>(lives.missing[household] & ~guaranteed[household]);
  }
};

// Throws NumericalError: `what` is more than a household's books hold, 21 million yuan a year.
[[noreturn]] void refuse_amount(const Course& course, std::size_t household, Month month, const std::string& what);
inline constexpr std::int64_t largest_amount = 2'100'000'000;  // fen, in a month or a year

// What a household has in a year under one mix, fen.
struct YearIncome {
  std::int64_t earned = 0;     // market, jobs, assets
  std::int64_t transfers = 0;  // in force at the start: pensions, subsidies, gifts
  std::int64_t aid = 0;        // running dibao, top-ups, aid
  std::int64_t all() const { return earned + transfers + aid; }
};
YearIncome last_12_months(const Course& course, std::size_t household, const TransferYear& year);

// Answers conditions for one household as the planner sees it.
class HouseholdAnswers : public Answers {
 public:
  HouseholdAnswers(const Course& course, std::size_t household, Month month)
      : course_(course), household_(household), month_(month) {}
  double value(Attribute attribute, int argument) const override;

 private:
  const Course& course_;
  std::size_t household_;
  Month month_;
};

// Closes the register's window for the ledgers of a block.
void close_window(Course& course, std::size_t block);

}  // namespace tuiyan
