// One household of one simulated future under two mixes, made ready for the window in both languages: whose lives are
// worth a look, and a life with what was decisive in it. Ids only, never names.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "sim/last_exits.h"
#include "sim/month.h"
#include "sim/scenario.h"
#include "sim/trace.h"

namespace tuiyan::gui {

struct MovedHousehold {
  std::uint32_t household = 0;    // id
  std::array<LastExit, 2> exits;  // by mix
};
// Those whom the mixes part first, then those who returned under both, then others that left.
struct MovedHouseholds {
  std::vector<MovedHousehold> list;
};

struct LifeAsked {
  std::shared_ptr<const Scenario> scenario;
  std::array<int, 2> mixes{};  // into Scenario::mixes
  int replicate = 0;
  bool uncertainty = false;  // the replicate draws the parameters within their ranges
};
MovedHouseholds moved_households(const LifeAsked& asked, const std::stop_token& stop);

struct LifeEntry {  // a month in which something is new
  Month month;
  std::vector<std::string> life;                  // what befell it whatever the mix
  std::array<std::vector<std::string>, 2> mixes;  // what each mix did
};
struct LifePage {
  std::string about;  // group, village, cause, members
  std::vector<LifeEntry> entries;
  std::vector<std::string> decisive;
};
struct Life {
  std::shared_ptr<const Trace> trace;  // null: there is no such household
  LifePage zh, en;
  const LifePage& page(Language language) const { return language == Language::zh ? zh : en; }
};
Life life_of(const LifeAsked& asked, std::uint32_t household);

}  // namespace tuiyan::gui
