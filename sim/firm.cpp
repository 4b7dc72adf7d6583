#include "sim/firm.h"

#include "sim/draws.h"
#include "sim/hazards.h"
#include "sim/study.h"
#include "sim/vector_math.h"

namespace tuiyan {

Firms::Firms(const Study& study, std::uint64_t seed, std::uint32_t replicate) {
  const int first = study.scenario.first_month().index, end = study.scenario.end_month().index;
  starts_.push_back(0);
  for (std::size_t m = 0; m < study.scenario.measures.size(); ++m) {
    const Firm& firm = study.scenario.measures[m].firm;
    groups_.push_back({starts_.size() - 1, firm.per == Firm::Of::village, firm.per != Firm::Of::none});
    if (firm.per == Firm::Of::none) continue;
    const double chance = monthly_chance(firm.failure, 12);
    const int recovery = static_cast<int>(firm.recovery);
    const std::size_t count =
        firm.per == Firm::Of::village ? static_cast<std::size_t>(study.population.villages) : std::size_t{1};
    for (std::size_t f = 0; f < count; ++f) {
      const std::uint64_t where = firm.per == Firm::Of::village ? study.village_subject(f) : study.population.place;
      const std::uint64_t subject = subject_of(where, study.measure_subject[m]);
      for (int from = first; chance > 0 && from < end;) {
        const Words words = draw_words(seed, {subject, replicate, Process::firm, static_cast<std::uint32_t>(from), 0});
        const double wait = chance < 1 ? log_of(uniform(words[0])) / log_of(1 - chance) : 0;
        if (!(wait < end - from)) break;
        const int fails = from + static_cast<int>(wait);
        const int until = recovery > 0 ? fails + recovery : never;
        outages_.push_back({static_cast<std::int16_t>(fails), static_cast<std::int16_t>(until)});
        from = until;
      }
      starts_.push_back(outages_.size());
    }
  }
}

FirmState Firms::state(std::size_t measure, std::size_t village, Month month) const {
  const Group& group = groups_[measure];
  if (!group.any) return FirmState::up;
  const std::size_t firm = group.first + (group.by_village ? village : 0);
  for (std::size_t o = starts_[firm]; o < starts_[firm + 1]; ++o) {
    const Outage& outage = outages_[o];
    if (month.index < outage.from) break;
    if (month.index < outage.until) return outage.until == never ? FirmState::lost : FirmState::down;
  }
  return FirmState::up;
}

}  // namespace tuiyan
