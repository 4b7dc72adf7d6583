// The cooperatives and leading firms behind measures: one in each village, or one in the place, for each measure that
// has one. A firm fails at a constant chance whatever the mixes do, and another takes over after some months, or
// never; so its fate is drawn once for all mixes of a replicate.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/month.h"

namespace tuiyan {

struct Study;

enum class FirmState : std::uint8_t { up, down, lost };  // lost: nobody will take over

class Firms {
 public:
  Firms() = default;
  // From the first simulated month to the last. A firm waits floor(ln u / ln(1 - p)) months for its failure, p the
  // chance of a month; u is drawn by (village or place, measure), at the month from which it waits.
  Firms(const Study& study, std::uint64_t seed, std::uint32_t replicate);

  // Of the measure's firm for a village; up where the measure has none.
  FirmState state(std::size_t measure, std::size_t village, Month month) const;

 private:
  struct Outage {
    std::int16_t from, until;  // months as indices; `until` is never for good
  };
  struct Group {  // the firms of a measure
    std::size_t first = 0;
    bool by_village = false, any = false;
  };
  std::vector<Group> groups_;        // by measure
  std::vector<std::size_t> starts_;  // by firm, into outages; one more at the end
  std::vector<Outage> outages_;
};

}  // namespace tuiyan
