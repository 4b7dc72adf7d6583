// A measure (帮扶措施) is data: who may have it, what a month of it does, what it costs. No measure has a name
// in the code; scenarios/measures.json is the catalogue.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sim/field.h"

namespace tuiyan {

enum class Per { household, person, worker, mu, old, child, pupil, student, disabled, unable, old70, old80 };
enum class Follows { nothing, prices, wages };  // what a yuan amount follows after its price year
// earned: assessed by the floor, uncertain to the register, counts as own income;
// aid: known exactly to the register, not assessed, not own income.
enum class IncomeKind { earned, aid };

// Whose an effect is.
enum class Scope {
  household,  // of the household enrolled, counted anew every month
  member,     // of the members counted by `per` when it joined or in the last January; who leaves takes it along
  village,    // of one asset of the village, shared equally by its enrolled households
  firm,       // of the measure's firm: stops for all its members in the month it fails
};
enum class Spending { all, medical, schooling };  // what a household pays itself
enum class Loss { expense, income, both };        // against what a measure protects
enum class LoanUse { own, joint };                // who works with the money: the household, or a firm

// Adds yuan to a household's income.
struct IncomeEffect {
  Datum amount;  // yuan per unit and year
  Per per = Per::household;
  IncomeKind kind = IncomeKind::earned;
  Follows follows = Follows::prices;
  Datum price_year;            // 0: the scenario's first year
  bool yearly_payout = false;  // paid once a year, in December, instead of month by month
  bool weather = false;        // falls with the village's harvest
  Datum delay;                 // months until the first yuan
  Datum ramp;                  // months from the first yuan to the full amount, linear
  std::string product;         // id of what is sold: moves with its price and glut; empty: neither
  bool by_depth = false;       // shared out by depth of poverty: 0.5 to 2 parts, their mean one
  Datum growth;                // of the amount, share a year from enrolment on, beside what it follows
  Datum term;                  // months it is paid; 0: as long as enrolled
};

// Gives up to `workers` able members of a household a job. A worker holds one job of a measure at a time.
struct JobEffect {
  Datum wage;                     // yuan per month
  Datum months = neutral(12);     // worked in a year
  Datum given_up;                 // yuan a year of other income that the worker gives up, and living cost away
  Datum additional = neutral(1);  // share of those placed who would not have had such a job anyway
  Datum workers = neutral(1);     // at most so many of a household
  Datum separation;               // share of jobs lost in a quarter
  Datum away = neutral(0);        // share of them away from home, which an epidemic stops
  Datum delay;                    // months
  Follows follows = Follows::wages;
  Datum price_year;
};

// Pays covered members max(0, level - assessed income). Assessed: observed market, job and asset income of
// the last 12 months per person, less the disregard.
struct TopUpEffect {
  std::string line;                // id of the line that is the level
  Datum level_share = neutral(1);  // of the line: a category of dibao
  Per per = Per::person;           // who is covered: person (all), unable, disabled, old
  Datum disregard;                 // share of the assessed income that is not counted
  Datum error;                     // sd of ln(observed / true assessed income), drawn once a year
  Datum lag;                       // months until the first payment of a new case
  Datum after_crossing;            // months it goes on after the income is above the level (渐退)
};

// Sets one of the scenario's guarantees, and keeps it set while enrolled.
struct GuaranteeEffect {
  std::string guarantee;
  Datum delay;  // months
};

// Scales what a household pays itself.
struct ExpenseEffect {
  Spending of = Spending::all;
  Dated factor = neutral(1);  // 1 leaves it as it is
  Datum delay;                // months
};

// Changes the place of living: income and housing. A condition's `remote` stays that of the start.
struct MoveEffect {
  std::string guarantee;  // the guarantee a new house sets
  Datum delay;            // months to build
  Datum first_year;       // change of market income in the first year (-0.10)
  Datum later;            // change of market income from the second year, once ramped
  Datum ramp;             // months from the first year's end to the full later change
};

// A loan. Own use raises the household's business income while the project runs, which repays it when due; if the
// project fails before, the principal stays as the household's debt. Joint use: a fixed dividend, and the debt is the
// firm's.
struct LoanEffect {
  LoanUse use = LoanUse::own;
  Datum principal;           // yuan
  Datum term = neutral(36);  // months until it is due
  Datum raises;              // own use: of the business income
  Datum dividend;            // joint use: yuan a year
  Datum interest;            // a year of the principal, paid by the household; 0: subsidised
};

// Pays a share of a loss above what the household bears itself, up to a limit, by calendar year.
struct ProtectEffect {
  Loss of = Loss::expense;
  Datum threshold;           // yuan per person and year that it bears itself
  Datum share = neutral(1);  // of what is above
  Datum limit = neutral(0);  // yuan per household and year; 0: none
};

// Raises the growth of the permanent component of market income, for good: skills, schooling.
struct GrowthEffect {
  Datum rate;  // ln a year, per unit
  Per per = Per::household;
  Datum delay;   // months until it begins
  Datum months;  // how long it goes on
};

struct Effect {
  std::variant<IncomeEffect, JobEffect, TopUpEffect, GuaranteeEffect, ExpenseEffect, MoveEffect, LoanEffect,
               ProtectEffect, GrowthEffect>
      what;
  Scope scope = Scope::household;
};

// The cooperative or leading firm behind a measure: one in each village, or one in the place. It fails as one.
struct Firm {
  enum class Of { none, village, place };
  Of per = Of::none;
  Datum failure;   // share a year
  Datum recovery;  // months until another one takes over; 0: never
};

struct Cost {
  Datum once;    // yuan per unit at enrolment
  Datum yearly;  // yuan per unit and year while it runs
  Per per = Per::household;
  bool benefit = false;     // what it pays out is a cost too (income, top-up effects)
  Datum price_year;         // 0: the scenario's first year; costs follow prices
  Datum life = neutral(1);  // years over which `once` is spread for annualised cost
};

struct Measure {
  std::string id;
  Names names;
  Names about;                 // one sentence for the planner: what it does
  std::string who;             // condition; empty: everybody in the register's care
  Dated take_up = neutral(1);  // share of the eligible who accept an offer; not used where a mix gives a number
  Datum capacity;              // households at one time in the place; 0: no limit
  Datum term;                  // months until it ends; 0: it stays
  Datum failure_early;         // chance of failing in a year, years 1 and 2
  Datum failure_late;          // the same, later
  Datum restart;               // chance in a quarter to start again after a failure
  Firm firm;
  Datum hands;            // able members that it occupies, beside those whom it places in jobs
  Datum spread;           // rise of the log odds of joining with the share of the village's eligible who are in
  Datum per_village;      // households at one time in a village; 0: no limit
  Datum starts_per_year;  // households of the place that may begin in a calendar year; 0: no limit
  Cost cost;
  std::vector<Effect> effects;
};

inline constexpr int max_measures = 64;        // of a scenario: bits of Course::enrolled
inline constexpr int max_items = 64;           // of a mix: bits of Study::possible
inline constexpr int most_member_effects = 4;  // of a measure: Enrolment::covered

bool is_person(Per per);  // whether it counts members

Fields fields(Effect& effect);
Fields fields(Measure& measure);

}  // namespace tuiyan
