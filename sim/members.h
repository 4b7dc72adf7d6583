// Who lives in a household.
#pragma once

#include <cstdint>

#include "sim/condition.h"
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
  bool all_old() const { return old == size; }
};
Composition composition_of(const Population& population, const Household& household);

// A count by the name that conditions have for it; `attribute` must be one from size to all_old.
double count_of(const Composition& members, Attribute attribute);

}  // namespace tuiyan
