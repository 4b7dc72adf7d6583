// Everybody's life as a member of a household: birth, school, work, marriage, moving, death; how households split
// and dissolve. None of it depends on the mix, so a replicate works it out once, before its first month. The
// households of the population are those of the opening: nothing changes before the first counted month.
// Sources: docs/model.md, "Members".
#pragma once

#include <cstdint>
#include <vector>

#include "sim/field.h"
#include "sim/month.h"
#include "sim/population.h"

namespace tuiyan {

inline constexpr int most_members = 15;  // of a household

struct DemographyRules {
  bool natural_change = true;      // off: everybody stays as at the opening
  Datum death_at_60;               // chance in a year of dying at 60
  Datum death_doubling;            // years of age in which that chance doubles (Gompertz)
  Datum death_least;               // chance in a year at any age
  Datum death_male, death_ill;     // factors
  Datum birth_rate;                // chance in a year of a married woman of 20 to 39
  Datum marries_out, marries_in;   // chance in a year of a single woman of 20 to 29; a single man of 22 to 34
  Datum moves_away;                // chance in a year of a single member of 18 to 30
  Datum splits;                    // chance in a year that a couple married since the opening sets up on its own
  Datum joins_relatives;           // chance in a year that a household of members over 70 is given up
  Datum secondary, tertiary;       // share that goes on after compulsory, and after secondary school
  Datum work_ends, weakness_ends;  // years of age: able members become weak, weak ones unable
  DemographyRules();
};
Fields fields(DemographyRules& rules);

enum class Arrival : std::uint8_t { at_start, birth, marriage, split };
enum class Departure : std::uint8_t { none, death, marriage, move, split, dissolution };

// One member's stay in one household. Who leaves in a split has another stay in the new household.
// Months are counted from January 2000.
struct Person {
  std::uint64_t subject = 0;  // of the draws
  std::uint32_t household = 0;
  std::int32_t before = -1;  // the stay in the household split from; -1 none
  std::int32_t worker = -1;  // among the workers of a replicate; -1 never able while here
  std::int16_t born = 0;
  std::int16_t enters = 0, leaves = 0;  // lives here from `enters` up to, not including, `leaves`
  std::int16_t leaves_school = 0;
  std::int16_t works_from = 0, works_until = 0;  // able up to, not including, `works_until`
  std::int16_t weak_until = 0;
  Ability grown = Ability::able;  // from works_from on
  Health health = Health::well;   // now
  bool work_lost = false;         // by an illness, for good
  bool female = false, disabled = false;
  bool known_ill = false;  // ill at the opening: counts in the level of income
  Arrival arrival{};
  Departure departure{};

  bool here(Month month) const { return enters <= month.index && month.index < leaves; }
  int age_months(Month month) const { return month.index - born; }
  Schooling schooling(Month month) const;
  Ability ability(Month month) const;
  bool here_and_able(Month month) const { return here(month) && ability(month) == Ability::able; }
};

// A household born of a split, at the start of a month.
struct Split {
  Month month;
  std::uint32_t parent = 0, child = 0;
};

// Everybody's stays in one replicate, those of a household standing together; households born of splits stand
// after those of the population.
struct Families {
  std::vector<Person> persons;
  std::vector<std::uint32_t> first_person;  // by household; one more at the end
  std::vector<std::uint32_t> origin;        // by household: of the population, itself or an ancestor
  std::vector<std::uint64_t> subject;       // by household
  std::vector<Split> splits;                // in order of months

  std::size_t households() const { return subject.size(); }
};

// Something can change from `start` up to `end`; the opening is the month before. Households can only split in
// months where households meet, which are `first` plus multiples of `every`.
struct FamilyMonths {
  Month start, end, first;
  int every = 3;

  Month opening() const { return start - 1; }
};

Families make_families(const Population& population, const DemographyRules& rules, std::uint64_t seed,
                       std::uint32_t replicate, const FamilyMonths& months);

// Chance of dying in a year: max(least, at 60 x 2^((age - 60) / doubling)) x factors, at most 1.
double death_chance(const DemographyRules& rules, double age_years, bool female, bool ill);

}  // namespace tuiyan
