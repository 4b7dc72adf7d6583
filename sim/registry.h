// The register's procedure (建档立卡): who is taken out, in and back, and when.
// Sources: docs/model.md, "The register".
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "sim/field.h"
#include "sim/monitoring.h"
#include "sim/month.h"
#include "sim/population.h"
#include "sim/quota.h"
#include "sim/trigger.h"

namespace tuiyan {

enum class RoundKind { all, exits, entries };  // entries: returns too

// A round of the year. Months of the calendar; the decision uses the 12 months that end with `window_end`.
struct Round {
  int window_end = 9;
  int decided = 11;
  int in_force = 12;  // at the earliest: the steps of the procedure may take longer
  RoundKind kind = RoundKind::all;
  Datum day;                                 // of the month of the decision: first meeting
  std::optional<Month> from, until;          // decisions from, and up to and with; absent: every year
  Dated exit_target = Dated(neutral(0));     // households that the plan takes out; 0: none named
  Dated entry_quota = Dated(neutral(0));     // households entered at most; 0: no limit
  Dated visit_capacity = Dated(neutral(0));  // households visited at most; 0: no limit
  Round();
};

// One step of the procedure: a review, a public notice, a data match, an announcement, a notification.
struct ProcedureStep {
  std::string id;
  Names names;
  Datum days = neutral(1);
  Datum refused;  // share of cases that end here
};

// What forbids an exit, or an entry, whatever the income.
struct Veto {
  std::string id;
  Names names;
  std::string who;  // condition
  bool of_entry = false;
};

// What the window of an exit is.
enum class ExitRule { one_window, two_windows, mean_of_two };

// What income counts at an exit: all; without running dibao, top-ups and aid; without all that measures pay.
enum class ExitIncome { all, without_aid, without_measures };

// When a village and the place leave the list of the poor: counters, nothing follows from them.
struct VillageExit {
  Datum rural_persons;  // of the place, registered or not, in equal villages; 0: those simulated
  Datum village_rate;   // registered / rural persons below which a village is out
  Datum place_rate;     // the same of the place
  VillageExit();
};

struct RegisterRules {
  std::vector<Round> rounds;  // default: September, November, December
  ExitRule exit_rule = ExitRule::one_window;
  ExitIncome exit_income = ExitIncome::all;
  bool exit_expenses = false;  // out-of-pocket cost is taken off at an exit
  Datum held_months;           // months in a row up to the decision with 12-month income above the line
  Datum margin;                // on the uncertain part of income
  Datum observation_sd;        // ln(observed / true) of the uncertain part
  Dated approval;              // chance that a household that qualifies is approved
  Dated detection;             // chance in a round that a return or a new entry is found
  Datum monitored_found;       // the same of the monitored, if higher
  bool expenses_count = true;  // out-of-pocket cost can push a household back (支出型贫困)
  std::vector<ProcedureStep> exit_steps, entry_steps;
  std::vector<Veto> vetoes;
  Datum pressure;                  // share of missing planned exits that is forced
  Datum permanent_weight;          // of usual income beside observed in the ranking under a quota
  Datum planned_from;              // seen income, in exit lines, from which a household is planned for the next exit
  Datum unsupported_from;          // income in means of the place from which support ends after exit; 0: never
  Datum wrong_from;                // true income, in exit lines, from which a registration is an error
  Datum data_match;                // chance in a round that such an error is found
  std::vector<std::string> lines;  // ids of further lines whose register is counted beside
  VillageExit village_exit;
  MonitoringRules monitoring;
  RegisterRules();
};

Fields fields(Round& round);
Fields fields(ProcedureStep& step);
Fields fields(Veto& veto);
Fields fields(VillageExit& rules);
Fields fields(RegisterRules& rules);

// The round that decides in this month, null if none does.
const Round* round_of(const RegisterRules& rules, Month decided);

// Months that a decision waits before it is in force.
int waits(const RegisterRules& rules, const Round& round, bool entry);

// Whether exits, or entries and returns, come into force in this month.
bool comes_into_force(const RegisterRules& rules, Month month, bool entry);

// Whether a window of twelve months ends with this month.
bool closes_window(const RegisterRules& rules, Month month);

struct Lives;
struct Course;
struct Block;
struct Study;

// What a round says of a village, in the month it is in force.
struct VillageCount {
  Month month;
  std::vector<std::int32_t> registered, persons;  // by village
};

// What one mix's register knows of each household, and what it counts, beside the status.
struct RegisterFile {
  // by household
  std::vector<std::uint8_t> planned, found_planned;  // to exit in the next round (预脱贫台账)
  std::vector<std::uint8_t> well_off;                // found with the place's mean income, not yet in force
  std::vector<std::uint8_t> monitored;
  std::vector<std::uint8_t> wrong;                       // registered in error
  std::vector<std::uint8_t> forced;                      // to exit under pressure
  std::vector<std::uint8_t> tiers;                       // bit k: in the register of RegisterRules::lines[k]
  std::vector<std::uint8_t> above;                       // months in a row above the line
  std::vector<std::uint8_t> trigger;                     // of the return that is pending
  std::vector<std::uint8_t> employed_out;                // members in work at the last exit
  std::vector<std::int16_t> monitored_since;             // month
  std::vector<std::int16_t> setback;                     // first month since exit where a measure failed or ended
  std::vector<Case> cases;                               // of a round that needs the whole place
  std::vector<VillageCount> village_counts;              // in order of months
  std::vector<std::vector<std::int64_t>> tier_persons;   // by year and line: in that register after the last round
  std::vector<std::vector<std::int64_t>> below_persons;  // by year and line: truly below it in the last month

  void note_setback(std::size_t household, Month month);
  void split(std::size_t parent, std::size_t child);  // the new household stands where the old one stands
};

// Begins the file: who is planned, who is in it by error, who is in the registers of other lines.
void open_file(Course& course);

// What the administration draws for each household of a block in a round; the same for every mix.
struct Sight {
  float seen[block_size];       // observed / true of the uncertain part of income
  double approval[block_size];  // uniform numbers
  double detection[block_size];
};
void look(const Lives& lives, const Block& block, Month decided, Sight& sight);

// Decides exits, entries and returns of a block for the window closed last. Exit: (market, job and asset
// income x what is seen) / margin + transfers reaches the line, no guarantee is missing, no veto, approved, not
// refused in a step. Entry and return: seen income below the line, a guarantee missing, or out-of-pocket cost
// pushing it below; detected. Errors found by a data match are cleaned out.
void judge(Course& course, std::size_t block, Month decided, const Sight& sight);

// Everything that a round looks at for one household, before anything is decided; amounts in fen.
struct Judgement {
  Month decided, window_end;
  Month exits_from, entries_from;            // when what it decides is in force
  bool takes_out = false, takes_in = false;  // what a round of its kind decides
  // Income of the window, as it was: of markets and of measures that earn, uncertain to the register; the rest exact.
  std::int64_t market = 0, earned = 0, transfers = 0, floor = 0, aid = 0;
  double error = 1;                          // observed / true of the uncertain part
  double margin = 1;                         // of an exit, on the same part
  double line = 0;                           // the exit line x members
  double cost = 0;                           // of illness and schooling in the window, paid by itself
  std::int64_t seen = 0;                     // all income, as observed
  std::int64_t seen_safe = 0;                // what counts at an exit, as observed, with the margin
  double spare = 0;                          // by how much the exit rule's test is passed with the margin; below 0: not
  ExitIncome counts{};                       // what counts at an exit
  std::uint8_t lacking = 0;                  // bit g: guarantee g
  bool overdue = false;                      // a debt
  std::vector<std::size_t> vetoes;           // that hold: into RegisterRules::vetoes
  double approval = 0, approval_chance = 1;  // approved if the first is below the second
  double detection = 0, detection_chance = 1;
  bool refused_exit = false, refused_entry = false;  // by a step of the procedure
  bool error_found = false;                          // a data match finds a wrong registration
  Held held = Held::not_above;                       // of the registered
  // of others: found poor by income, by income less cost; and what set it off if it is a return
  bool below = false, below_after_cost = false;
  Trigger trigger = Trigger::other;
};
// Of a household that nothing is pending for, before judge() is called; decides nothing.
Judgement judgement_of(const Course& course, std::size_t household, Month decided);

// Counts the months that the registered have been above the line, where the rules ask for it.
void watch(Course& course, std::size_t block, Month month);

// Brings what was decided into force: exits, or entries, returns, or both.
void enforce(Course& course, std::size_t block, Month month, bool exits, bool entries);

// Ends support of those who have been out for as long as the mix says.
void end_support(Course& course, std::size_t block, Month month);

// Counts the persons of a block who are truly below each of RegisterRules::lines in the last month of a year. `all`:
// income of 12 months that does not depend on the mix, by position in the block, fen.
void count_lines(Course& course, std::size_t block, Month month, const std::int64_t* all);

}  // namespace tuiyan
