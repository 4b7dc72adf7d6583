// Spells counted as they end, so that a run of millions of them keeps a few numbers: by months of duration how many
// came into view, ended by each cause, or were still on when last seen. Counts of replicates or blocks add up.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/poverty.h"

namespace tuiyan {

class SpellTally {
 public:
  SpellTally() = default;
  SpellTally(int causes, int longest);  // steps of time; longer spells are seen as still on at the longest

  // A spell that was over before it came into view (months <= entry) counts nothing.
  void add(const Spell& spell);
  void add(const SpellTally& other);  // of the same size

  std::int64_t spells() const;                              // ever seen
  std::int64_t seen(int months) const;                      // in view after so many months and not ended until then
  std::int64_t ended(std::size_t cause, int months) const;  // for the cause within so many months
  SpellCounts counts() const;

 private:
  std::vector<std::int64_t> entered_, censored_;  // [months]
  std::vector<std::vector<std::int64_t>> ended_;  // [cause][months]
};

// Chance to leave for a cause within each stretch of `width` steps for those still in when it begins: the discrete
// hazards of its steps, the other causes apart (1 - product of 1 - h). Element 0 is the first stretch. NaN for a
// stretch to whose end nobody was watched.
std::vector<double> hazard_by_stretch(const SpellCounts& counts, std::size_t cause, int width, int stretches);

}  // namespace tuiyan
