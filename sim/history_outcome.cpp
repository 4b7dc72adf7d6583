#include "sim/history_outcome.h"

#include <algorithm>
#include <limits>
#include <string_view>

#include "sim/course.h"
#include "sim/kinds.h"

namespace tuiyan {

namespace {

double ratio(std::int64_t part, std::int64_t whole) {
  return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : std::numeric_limits<double>::quiet_NaN();
}

constexpr double not_reached = std::numeric_limits<double>::infinity();
constexpr std::int64_t million = 1'000'000;

class Writer {
 public:
  Writer(const Course& course, const Histories& seen, Outcome& outcome)
      : course_(course), seen_(seen), outcome_(outcome) {}

  void write() {
    write_spells();
    write_dates();
    write_exits();
    write_years();
    write_looks();
    write_kinds();
  }

 private:
  // The numbers of a quantity, groups after each other, each in order of time; empty in a run too short for it.
  struct Numbers {
    double* at = nullptr;
    std::size_t size = 0;
    void put(std::size_t k, double value) const {
      if (k < size) at[k] = value;
    }
  };
  Numbers numbers(std::string_view quantity) {
    Numbers found;
    const Shape& shape = course_.study.shape;
    const auto& list = quantities();
    while (next_ < shape.series.size() && list[static_cast<std::size_t>(shape.series[next_].quantity)].id != quantity)
      ++next_;
    if (next_ == shape.series.size()) {  // not there, or out of the order in which it is listed
      next_ = 0;
      while (next_ < shape.series.size() && list[static_cast<std::size_t>(shape.series[next_].quantity)].id != quantity)
        ++next_;
      if (next_ == shape.series.size()) return next_ = 0, found;
    }
    found.at = outcome_.data() + shape.series[next_].first;
    const int which = shape.series[next_].quantity;
    for (; next_ < shape.series.size() && shape.series[next_].quantity == which; ++next_)
      found.size += static_cast<std::size_t>(shape.series[next_].size);
    return found;
  }
  void put(std::string_view quantity, double value) { numbers(quantity).put(0, value); }

  void hazards(std::string_view quantity, const SpellTally& tally, int width) {
    const Numbers to = numbers(quantity);
    const std::vector<double> chances =
        hazard_by_stretch(tally.counts(), ending::left, width, static_cast<int>(to.size));
    for (std::size_t k = 0; k < chances.size(); ++k) to.put(k, chances[k]);
  }

  void write_spells() {
    const SpellCurve opening = spell_curve(seen_.registered_at_opening.counts());
    const Numbers to = numbers("dissolved_by");
    if (seen_.registered_at_opening.spells() > 0)
      for (std::size_t m = 0; m < to.size; ++m) to.put(m, opening.left[ending::dissolved][m]);
    hazards("opening_exit_hazard", seen_.registered_at_opening, 12);
    hazards("register_exit_hazard", seen_.registered, 12);
    hazards("return_hazard", seen_.out, 12);
    hazards("poverty_exit_hazard", seen_.poor_years, 1);
    hazards("poverty_return_hazard", seen_.above_years, 1);
  }

  // The month by which a share has left for the first cause.
  static double month_of(const std::vector<double>& left, double share) {
    constexpr double rounding = 1e-12;
    for (std::size_t m = 0; m < left.size(); ++m)
      if (left[m] >= share - rounding) return static_cast<double>(m);
    return not_reached;
  }

  void write_dates() {
    const Numbers dates = numbers("exit_date");
    if (seen_.registered_at_opening.spells() > 0) {
      const SpellCurve curve = spell_curve(seen_.registered_at_opening.counts());
      std::size_t k = 0;
      for (const double share : {0.5, 0.9, 0.99}) dates.put(k++, month_of(curve.left[ending::left], share));
    }
    const Numbers medians = numbers("median_months");
    std::size_t k = 0;
    for (const SpellTally* tally : {&seen_.registered, &seen_.out}) {
      if (tally->spells() > 0) medians.put(k, month_of(spell_curve(tally->counts()).left[ending::left], 0.5));
      ++k;
    }
  }

  void write_exits() {
    put("stable_exit_share", ratio(seen_.exits_stable, seen_.exits_followed));
    put("stable_exits", static_cast<double>(seen_.exits_stable));
    const Tally& end = course_.tallies.back();
    put("persons_out", static_cast<double>(end.out_persons));
    put("persons_self_reliant", static_cast<double>(end.self_reliant_persons));
    std::int64_t poor = 0;
    for (std::size_t t = static_cast<std::size_t>(course_.study.scenario.lead_in) + 1; t < course_.tallies.size(); ++t)
      poor += course_.tallies[t].poor_persons;
    put("poor_person_years", static_cast<double>(poor) / 12);
  }

  // Jalan and Ravallion 2000 over the yearly looks of each household, by persons at its last.
  void write_years() {
    std::int64_t persons = 0, all = 0, chronic = 0, always = 0, ever = 0;
    for (std::size_t i = 0; i < seen_.years.size(); ++i) {
      const std::int64_t years = seen_.years[i], size = seen_.persons[i];
      if (years == 0) continue;
      persons += size;
      all += size * (seen_.square_sum[i] / years);
      const std::int64_t gap = std::max<std::int64_t>(million - seen_.share_sum[i] / years, 0);
      chronic += size * (gap * gap / million);
      ever += seen_.poor_looks[i] > 0 ? size : 0;
      always += seen_.poor_looks[i] == years ? size : 0;
    }
    const auto of_persons = [&](std::int64_t sum) { return ratio(sum, persons * million); };
    put("squared_gap", of_persons(all));
    put("chronic_poverty", of_persons(chronic));
    const double transient = std::max(0.0, of_persons(all) - of_persons(chronic));  // up to rounding never below
    put("transient_poverty", transient);
    put("transient_share", all > 0 ? transient / of_persons(all) : std::numeric_limits<double>::quiet_NaN());
    const std::vector<double> exits = hazard_by_stretch(seen_.poor_years.counts(), ending::left, 1, 3);
    put("exit_hazard_ratio", exits[2] > 0 ? exits[0] / exits[2] : std::numeric_limits<double>::quiet_NaN());
    put("always_poor_share", ratio(always, persons));
    put("sometimes_poor_share", ratio(ever, persons));
  }

  template <class Value>
  void looks(std::string_view quantity, std::size_t first, Value value) {
    const Numbers to = numbers(quantity);
    for (std::size_t k = first; k < seen_.looks.size(); ++k) to.put(k - first, value(seen_.looks[k]));
  }

  void write_looks() {
    looks("vulnerability", 1, [](const YearLook& l) { return ratio(l.fell, l.above); });
    looks("inclusion_error", 0, [](const YearLook& l) { return ratio(l.registered_above, l.registered); });
    looks("exclusion_error", 0, [](const YearLook& l) { return ratio(l.poor_outside, l.poor); });
    looks("need_enrolled_share", 0, [](const YearLook& l) { return ratio(l.need_enrolled, l.need); });
    looks("enrolled_without_need_share", 0, [](const YearLook& l) { return ratio(l.enrolled_above, l.enrolled); });
    looks("income_lifted", 0, [](const YearLook& l) { return ratio(l.lifted_income, l.lifted * 100); });
    looks("income_near_poor", 0, [](const YearLook& l) { return ratio(l.near_income, l.near * 100); });
    looks("overtaking_share", 0, [](const YearLook& l) { return ratio(l.overtaking, l.lifted); });
    const std::vector<GroupRules>& groups = course_.study.scenario.people.groups;
    const Numbers fifth = numbers("poorest_fifth_income");
    for (std::size_t g = 0; g < groups.size(); ++g)
      for (std::size_t k = 0; k < seen_.incomes.size(); ++k)
        fifth.put(g * seen_.incomes.size() + k, seen_.incomes[k][g].mean_of_poorest(0.2));
  }

  struct KindSums {
    std::int64_t counted = 0, out = 0, self_reliant = 0, returned = 0;  // persons registered at the start or later
    std::int64_t persons = 0, poor = 0, above = 0, fell = 0;            // all persons
  };

  void add_household(std::size_t i, KindSums& sums) const {
    const std::int64_t size = course_.lives.size[i];
    if (course_.counted[i]) {
      const bool out = course_.status[i] == Status::exited,
                 was_out = course_.exited_once[i] || course_.lives.started_out[i];
      sums.counted += size;
      sums.out += out ? size : 0;
      sums.self_reliant += out && course_.self_reliant[i] ? size : 0;
      sums.returned += course_.status[i] == Status::registered && was_out ? size : 0;
    }
    sums.persons += size;
    sums.poor += seen_.poor[i] ? size : 0;
    sums.above += size * seen_.above[i];
    sums.fell += size * seen_.fell[i];
  }

  void write_kinds() {
    const Scenario& scenario = course_.study.scenario;
    const std::size_t kinds = kinds_of(scenario).size();
    std::vector<KindSums> sums(kinds + villages_of(scenario).size());
    std::vector<std::size_t> of_household;
    for (std::size_t i = 0; i < course_.status.size(); ++i) {
      if (course_.status[i] == Status::gone || course_.lives.size[i] == 0) continue;
      of_household.clear();
      add_kinds(course_.lives, i, scenario.end_month() - 1, of_household);
      of_household.push_back(kinds + course_.lives.village[i]);
      for (const std::size_t kind : of_household)
        if (kind < sums.size()) add_household(i, sums[kind]);
    }
    const auto each = [&](std::string_view quantity, auto value) {
      const Numbers to = numbers(quantity);
      for (std::size_t k = 0; k < sums.size(); ++k) to.put(k, value(sums[k]));
    };
    each("kind_persons", [](const KindSums& s) { return static_cast<double>(s.counted); });
    each("kind_exited_share", [](const KindSums& s) { return ratio(s.out, s.counted); });
    each("kind_poor_share", [](const KindSums& s) { return ratio(s.poor, s.persons); });
    each("kind_self_reliant_share", [](const KindSums& s) { return ratio(s.self_reliant, s.counted); });
    each("kind_returned_share", [](const KindSums& s) { return ratio(s.returned, s.counted); });
    each("kind_vulnerability", [](const KindSums& s) { return ratio(s.fell, s.above); });
  }

  const Course& course_;
  const Histories& seen_;
  Outcome& outcome_;
  std::size_t next_ = 0;  // series: quantities are mostly asked in the order in which they are listed
};

}  // namespace

void write_histories(const Course& course, const Histories& closed, Outcome& outcome) {
  Writer(course, closed, outcome).write();
}

}  // namespace tuiyan
