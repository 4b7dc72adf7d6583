#include "sim/spells.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <limits>

namespace tuiyan {

SpellTally::SpellTally(int causes, int longest)
    : entered_(static_cast<std::size_t>(longest) + 1, 0),
      censored_(entered_),
      ended_(static_cast<std::size_t>(causes), entered_) {}

void SpellTally::add(const Spell& spell) {
  const int longest = static_cast<int>(entered_.size()) - 1;
  const int entry = std::max(spell.entry, 0), months = std::min(spell.months, longest);
  if (months <= entry) return;
  ++entered_[static_cast<std::size_t>(entry)];
  const bool seen_to_end = spell.cause != Spell::still_on && spell.months <= longest;
  auto& list = seen_to_end ? ended_[static_cast<std::size_t>(spell.cause)] : censored_;
  ++list[static_cast<std::size_t>(months)];
}

void SpellTally::add(const SpellTally& other) {
  assert(entered_.size() == other.entered_.size() && ended_.size() == other.ended_.size());
  for (std::size_t m = 0; m < entered_.size(); ++m) {
    entered_[m] += other.entered_[m];
    censored_[m] += other.censored_[m];
    for (std::size_t c = 0; c < ended_.size(); ++c) ended_[c][m] += other.ended_[c][m];
  }
}

std::int64_t SpellTally::spells() const {
  std::int64_t sum = 0;
  for (const std::int64_t entered : entered_) sum += entered;
  return sum;
}

std::int64_t SpellTally::seen(int months) const {
  const auto until = static_cast<std::size_t>(months);
  std::int64_t in_view = 0;
  for (std::size_t m = 0; m <= until && m < entered_.size(); ++m) {
    if (m < until || m == 0) in_view += entered_[m];  // who comes into view now was not followed until now
    if (m < until) in_view -= censored_[m];           // who is seen last now was
    for (const auto& ended : ended_) in_view -= ended[m];
  }
  return in_view;
}

std::int64_t SpellTally::ended(std::size_t cause, int months) const {
  std::int64_t sum = 0;
  for (std::size_t m = 0; m <= static_cast<std::size_t>(months) && m < entered_.size(); ++m) sum += ended_[cause][m];
  return sum;
}

SpellCounts SpellTally::counts() const {
  SpellCounts counts{std::vector<std::int64_t>(entered_.size(), 0), ended_};
  std::int64_t in_view = 0;
  for (std::size_t m = 1; m < entered_.size(); ++m) {
    in_view += entered_[m - 1];
    counts.at_risk[m] = in_view;
    in_view -= censored_[m];
    for (const auto& ended : ended_) in_view -= ended[m];
  }
  return counts;
}

std::vector<double> hazard_by_stretch(const SpellCounts& counts, std::size_t cause, int width, int stretches) {
  std::vector<double> hazards(static_cast<std::size_t>(stretches), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t s = 0; s < hazards.size(); ++s) {
    double stays = 1;
    bool watched = true;
    for (std::size_t step = s * static_cast<std::size_t>(width) + 1; step <= (s + 1) * static_cast<std::size_t>(width);
         ++step) {
      const std::int64_t at_risk = step < counts.at_risk.size() ? counts.at_risk[step] : 0;
      watched = at_risk > 0;
      if (watched) stays *= 1 - static_cast<double>(counts.events[cause][step]) / static_cast<double>(at_risk);
      if (!watched || stays <= 0) break;
    }
    if (watched) hazards[s] = 1 - stays;
  }
  return hazards;
}

}  // namespace tuiyan
