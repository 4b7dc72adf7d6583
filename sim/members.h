// Who lives in a household from month to month, and what follows from it: counts of members, workers, the level
// of income, pensions, whom a guarantee concerns. Sources: docs/model.md, "Members".
#pragma once

#include <cstdint>
#include <vector>

#include "sim/condition.h"
#include "sim/families.h"
#include "sim/month.h"
#include "sim/population.h"

namespace tuiyan {

// The members of a household as counts.
struct Composition {
  std::uint8_t size = 0;      // persons; 0: nobody lives there
  std::uint8_t workers = 0;   // able members
  std::uint8_t old = 0;       // of 60 or more
  std::uint8_t old70 = 0;     // of 70 or more
  std::uint8_t old80 = 0;     // of 80 or more
  std::uint8_t children = 0;  // under 16
  std::uint8_t pupils = 0;    // in compulsory or secondary school
  std::uint8_t students = 0;  // in tertiary school
  std::uint8_t women = 0;
  std::uint8_t disabled = 0;
  std::uint8_t weak = 0;    // with weak labour
  std::uint8_t unable = 0;  // grown, without labour
  std::uint8_t ill = 0;     // chronically or severely

  void add(const Member& member);
  void add(const Person& person, Month month);  // who is here
  bool all_old() const { return old == size; }
};
Composition composition_of(const Population& population, const Household& household);

// A count by the name that conditions have for it; `attribute` must be one from size to all_old.
double count_of(const Composition& members, Attribute attribute);

struct Lives;
struct Block;

// What happened to the members of a household in a month.
struct MemberChange {
  std::uint32_t household = 0;
  std::uint8_t births = 0, deaths = 0, moves_in = 0, moves_out = 0;
  bool dissolved = false;
};

// A month in which something changes in a household.
struct Turn {
  std::int16_t month;
  std::uint32_t household;
};
// The turns of all households from `start` up to `end`, in order of months, then households.
std::vector<Turn> turns_of(const Families& families, Month start, Month end);

// The start of a month for a block: who comes and goes, leaves school, begins or ends work. Puts down who
// changed, in order of households.
void age_members(Lives& lives, std::size_t block, Month month, std::vector<MemberChange>& changes);

// A split of a household at the start of a month: income, transfers and land are shared by persons; what was
// earned before stays in both books by the same share.
struct Shared {
  std::uint32_t parent = 0, child = 0;
  double share = 0;  // of the persons, that leave
};
void split_households(Lives& lives, Month month, std::vector<Shared>& done);

// A worker of the household is lost to an illness for good; there must be one.
void lose_worker(Lives& lives, std::size_t household, Month month);
// The oldest well member turns chronically ill, if there is one.
void turn_chronic(Lives& lives, std::size_t household, Month month);

// The first member of 16 or more, else the first; nobody if the household is empty.
const Person* head_of(const Lives& lives, std::size_t household, Month month);

}  // namespace tuiyan
