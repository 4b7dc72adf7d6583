// Every exit of one mix in one replicate, followed to its end: what is known of the household at the exit, when and why
// it was back. For sim/return_risk.cpp and sim/last_exits.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/month.h"
#include "sim/return_risk.h"

namespace tuiyan {

struct Course;

struct FollowedExit {
  std::uint32_t household = 0;  // position
  std::int16_t month = 0;       // of the exit, index
  std::int16_t until = 0;       // last seen out
  std::int8_t cause = -1;       // ending::left: returned; dissolved; Spell::still_on
  std::uint8_t late = 0;        // months out before it came into view: born of a split
  std::uint8_t trigger = 0;     // of the return
  std::uint8_t there = 0;       // bit 0: still lives here 12 months after the exit, bit 1: 24
  std::uint8_t poor = 0;        // the same bits: truly poor then
  bool scored = false;
  float score = 0;
  std::uint16_t group[5] = {};  // by RiskBy
  int months() const { return until - month; }
};

struct FollowedMix {
  std::vector<std::uint8_t> was;      // Status, by household
  std::vector<std::int32_t> exit_of;  // its last exit, into exits; -1 without
  std::vector<FollowedExit> exits;
  std::int64_t spent = 0;  // fen
};

// At the end of a month (MonthWatch).
void follow(const Course& course, std::size_t block, Month month, FollowedMix& followed);

inline constexpr std::uint16_t no_group = 65535;
std::vector<std::string> risk_groups(const Scenario& scenario, RiskBy by);  // ids, by FollowedExit::group

}  // namespace tuiyan
