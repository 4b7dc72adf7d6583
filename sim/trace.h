// One household's life in one replicate under some mixes, month by month: what befalls it whatever the mix, what each
// mix pays it, what each round of the register saw and decided. It is written down while the very replicate is played
// that a run plays.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/course.h"
#include "sim/engine.h"
#include "sim/families.h"
#include "sim/members.h"
#include "sim/registry.h"

namespace tuiyan {

// Somebody who lives in the household at some time, as it was when the trace first met him or her.
struct TracedPerson {
  Month born;
  bool female = false, disabled = false;
  Ability ability{};
  Health health{};
  Schooling schooling{};
  Arrival arrival{};
};

// What befalls a household whatever the mix.
enum class LifeEventKind : std::uint8_t {
  // members
  birth,
  marriage_in,
  death,
  marriage_out,
  move,
  joins_relatives,
  leaves_by_split,  // with the couple that sets up on its own; `number`: of the new household
  set_up,           // this household, by a split; `amount`: share of the old one's persons
  school_begins,    // compulsory school
  school_goes_on,   // secondary or tertiary
  school_ends,      //
  work_begins,      // `amount` 1: with a job, 0: without
  turns_weak,       //
  turns_unable,     //
  turns_sixty,      // has a pension
  dissolved,        //
  // shocks
  harvest,         // `amount`: factor of business income
  prices_fall,     // of what the place sells
  school_bill,     // `amount`: fen
  event_begins,    // `number`: into Scenario::events
  event_ends,      //
  laid_off,        // by a factory that closes
  seeks_work,      // after it
  job_lost,        //
  job_found,       //
  illness,         // `until`: its last month; `amount`: fen a month that it costs
  work_lost,       // for good, by an illness
  turns_chronic,   //
  treatment,       // `amount`: fen
  guarantee_lost,  // `number`: of the guarantee
  guarantee_back,  //
  count
};
struct LifeEvent {
  LifeEventKind kind{};
  int person = -1;  // into Trace::persons
  int number = -1;
  double amount = 0;
  Month until;
};

// What happens to it under a mix.
enum class MixEventKind : std::uint8_t {
  joined,
  left,            // `why`
  failed,          // its project; it may begin anew
  begins_anew,     //
  firm_down,       //
  firm_back,       //
  checked,         // a top-up: `fen`: assessed income of those covered; `crossed`: it is above the level
  guarantee_set,   // by `measure`; `number`: of the guarantee
  guarantee_gone,  // what a measure had set
  in_debt,         // `fen`: what it owes
  repaid,          //
  monitored,       //
  unmonitored,     //
  planned,         // for the next exit
  unplanned,       //
  exited,
  returned,
  entered,
  cleaned_out,
  unsupported,  // support after exit ends
  count
};
struct MixEvent {
  MixEventKind kind{};
  int measure = -1;  // into Scenario::measures
  int number = -1;
  std::int64_t fen = 0;
  Leaving why{};
  bool crossed = false;
  bool operator==(const MixEvent&) const = default;
};

// What a round decided.
enum class Decision : std::uint8_t {
  none,         // there was no round
  waits,        // something decided is not in force yet, so it was not judged
  not_judged,   // a round of another kind
  stays,        // in the register
  exits,        //
  forced_out,   // under pressure
  cleaned_out,  // registered in error
  no_visit,     // to be had, or no place
  not_found,    // nobody looked
  not_poor,     //
  turned_away,  // found poor
  enters,       //
  returns,      //
  count
};

struct MixMonth {
  Status status{};  // at the end of the month
  bool supported = false, counted = false, self_reliant = false;
  std::vector<MixEvent> events;
  std::vector<Diary::Payment> payments;  // one for each measure and kind
  std::int64_t floor_taken_over = 0;     // running dibao that a top-up pays instead, fen
  int floor_taken_by = -1;               // the measure of it
  std::int64_t income = 0;               // of the month, fen
  YearIncome year;                       // of the last 12 months
  std::optional<Judgement> judgement;
  Decision decision{};

  std::int64_t paid() const;  // by measures, less what they take over
};

struct TracedMonth {
  Month month;
  Composition members;
  int employed = 0;
  float harvest = 1;
  bool ill = false;                        // an episode lasts
  std::uint8_t missing = 0;                // bit g: guarantee g, whatever measures do
  std::int64_t market = 0;                 // of the month, fen
  std::int64_t market12 = 0;               // of the last 12 months
  std::int64_t transfers = 0;              // in force at the start, of the month
  std::int64_t floor = 0;                  // running dibao of the month
  std::int64_t instalment = 0;             // of an illness
  std::int64_t treatment = 0;              // ordinary
  std::int64_t schooling = 0;              // billed
  double exit_line = 0, poverty_line = 0;  // yuan per person
  std::vector<LifeEvent> events;
  std::vector<MixMonth> mixes;
};

// A household by its number in the population, and those born of its splits by their own: 17, 17.1, 17.2.
struct HouseholdNumber {
  std::uint32_t id = 0;
  int branch = 0;  // 0: of the population; else born of a split
};

struct Trace {
  HouseholdNumber household;
  bool found = false;  // else there is no such branch in this replicate
  int branches = 0;    // households born of splits of it
  int replicate = 0;
  std::vector<int> mixes;  // into Scenario::mixes
  // as the population has it, or the household it was split from
  std::size_t group = 0, village = 0;
  int cause = -1;  // into PeopleRules::causes
  bool remote = false;
  float land = 0;  // mu, when the trace begins
  std::vector<TracedPerson> persons;
  std::vector<TracedMonth> months;  // of the population: first the opening, the month before the first
  std::vector<Outcome> outcomes;    // of the whole place, by mix: what the run has
};

// `options` gives mixes, seed and uncertainty. The id must exist. Throws NumericalError.
Trace trace(const Scenario& scenario, const Population& population, const RunOptions& options, int replicate,
            const HouseholdNumber& household);

}  // namespace tuiyan
