// What couples households in a round of the register: visits that are scarce, a quota of entries, and the
// pressure of a planned number of exits. Off by default; then blocks play their months without meeting.
// Sources: docs/model.md, "Quotas, visits and pressure".
#pragma once

#include <cstdint>
#include <vector>

#include "sim/month.h"

namespace tuiyan {

struct Study;
struct Course;
struct Tally;

// Why a household above the line stays in the register.
enum class Held : std::uint8_t { not_above, margin, guarantee, veto, approval, procedure, visit, leaves };

// What a round found of one household, kept until the whole place meets.
struct Case {
  std::uint32_t household = 0;
  Held held = Held::not_above;  // of the registered
  bool entry = false;           // found poor; else registered
  bool visited = true;
  double seen = 0;  // observed income per person / exit line
};

void count_held(Tally& tally, Held held);

// Whether the round decided in this month needs the whole place at once.
bool meets(const Study& study, Month decided);

// Hands out visits and places, and makes up for exits that the plan lacks. Ties are broken by id.
void meet(Course& course, Month decided);

}  // namespace tuiyan
