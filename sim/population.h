// Who lives in the place: marginals that hold in the register, and the households made from them once from
// the population seed. The skeleton is the same for every mix and every replicate.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/condition.h"
#include "sim/field.h"

namespace tuiyan {

struct Scenario;

inline constexpr int block_size = 512;  // households of a block: its arrays stay in cache

// everyone: the whole distribution of incomes, from which the register of the opening is chosen in each replicate.
enum class Standing { registered, exited_supported, exited, fringe, everyone };

// A kind of household. Totals are met exactly; shares to the nearest household.
struct GroupRules {
  std::string id;
  Names names;
  Standing standing = Standing::registered;
  double households = 0, persons = 0;
  std::string main;               // main measure in the register's plan
  Datum without_worker;           // share of households
  Datum all_old;                  // share of the households without a worker
  Datum children;                 // share of persons under 16 in households of 2 or more
  Datum ill, disabled;            // share of households with such a member
  Datum remote;                   // share of households
  Datum land;                     // mu per household
  Datum income_low, income_high;  // usual income in multiples of the exit line; not for the registered
  Datum income_factor;            // of everyone: mean income in means of the place
  GroupRules();
};

struct CauseRules {  // main cause of poverty among the registered
  std::string id;
  Names names;
  Datum share;
  std::vector<std::string> groups;  // groups where it is `factor` times as likely
  double factor = 3;
  std::string fits;  // condition: such households of a group get it first
};

struct MemberRules {
  double age = 40;  // years
  bool female = false;
  bool able = true, disabled = false, chronic = false;
};

struct HouseholdRules {  // a household listed one by one
  std::string name;
  std::string group;
  double land = 0, income = 0;  // mu; yuan per person and year of market income
  double transfers = 0;         // yuan per person and year
  std::vector<MemberRules> members;
};

struct PeopleRules {
  Datum villages;
  Datum registered_income;  // mean of the registered before measures, yuan per person
  Datum registered_income_year;
  Datum local_income, local_income_year;  // mean of the place, for those who are not registered
  Datum running_floor;                    // share of those it would fit with dibao in payment at the start
  std::string running_floor_line;         // id of its level; empty: none
  double register_quota = 0;              // households chosen from groups that stand as everyone; 0: there are none
  Datum selection_sd;                     // ln(observed / true) of income when they were chosen
  std::vector<GroupRules> groups;
  std::vector<CauseRules> causes;
  std::vector<HouseholdRules> households;
  PeopleRules();
};

struct Guarantee {  // 三保障 and what a place adds
  std::string id;
  Names names;
  std::string who;  // condition over fixed attributes: whom it concerns; empty: everybody
  Datum missing;    // share of the registered without it at the start
  Datum loss;       // chance in a month to lose it
  Datum regain;     // chance in a month to have it back without a measure
  Guarantee();
};

Fields fields(GroupRules&);
Fields fields(CauseRules&);
Fields fields(MemberRules&);
Fields fields(HouseholdRules&);
Fields fields(PeopleRules&);
Fields fields(Guarantee&);

enum class Ability : std::uint8_t { able, weak, unable };
enum class Health : std::uint8_t { well, chronic, severe };
enum class Schooling : std::uint8_t { none, compulsory, secondary, tertiary, done };
enum class Activity : std::uint8_t { home, farm, local_job, away };

struct Member {
  std::uint32_t household;  // position
  std::uint16_t age_months;
  bool female;
  bool disabled;
  Ability ability;
  Health health;
  Schooling schooling;
  Activity activity;
};

struct Household {
  std::uint64_t subject;  // of its draws; from place and id, never a position
  std::uint32_t id;
  std::uint32_t first_member;  // members stand together
  std::uint16_t village;
  std::uint8_t group;  // into PeopleRules::groups
  std::uint8_t cause;  // into PeopleRules::causes; 255 none
  std::uint8_t size;
  std::uint8_t workers;  // able members
  bool remote;
  float land;              // mu
  std::int16_t listed;     // into PeopleRules::households; -1 from a group
  std::uint8_t missing;    // bit g: guarantee g is missing at the start
  std::uint8_t concerned;  // bit g: guarantee g concerns it at all
};

// What the incomes of a group are drawn from: by formula from the marginals, never from a realised mean.
struct GroupLaw {
  double log_level = 0;  // a of ln m, at `Population::law_month`
  double transfers = 0;  // yuan per person and year beside pensions, in prices of that month
};

struct Population {
  std::uint64_t place;                // hash of the scenario's id: part of every subject
  std::vector<Household> households;  // in order of id
  std::vector<Member> members;
  std::vector<GroupLaw> laws;  // by group
  int villages = 0;
  Month law_month;
  double mean_land = 0;     // mu a household
  double episode_loss = 0;  // ln; what an illness takes beside workers lost for good
};

// What a condition may ask of a household and never changes: any attribute before first_changing.
double fixed_attribute(const Scenario& scenario, const Vocabulary& vocabulary, const Household& household,
                       Attribute attribute);

// Throws ScenarioError where marginals contradict each other.
Population make_population(const Scenario& scenario);

}  // namespace tuiyan
