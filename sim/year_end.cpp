#include "sim/year_end.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <string_view>

#include "sim/course.h"
#include "sim/scenario_check.h"

namespace tuiyan {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

double ratio(std::int64_t part, std::int64_t whole) {
  return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : unknown;
}

}  // namespace

const std::vector<std::string>& standpoint_ids() {
  static const std::vector<std::string> ids{"all", "registered", "exited", "ever_registered"};
  return ids;
}

const std::vector<std::string>& source_ids() {
  static const std::vector<std::string> ids{"market", "transfers", "measures_earned", "measures_aid"};
  return ids;
}

void YearEnd::People::add(std::int64_t more_persons, std::int64_t more_income) {
  persons += more_persons;
  income += more_income;
  incomes.add(more_income, more_persons);
}

void YearEnd::People::add(const People& others) {
  persons += others.persons;
  income += others.income;
  incomes.add(others.incomes);
}

int year_end_of(const Course& course, Month month) {
  const Month opening = course.study.scenario.start - 1;
  if (month == opening) return 0;
  if (month < opening || month.month_of_year() != 12) return -1;
  return month.year() - opening.year() + (opening.month_of_year() == 12 ? 0 : 1);
}

std::vector<YearEnd> empty_year_ends(const Course& course) {
  const Scenario& scenario = course.study.scenario;
  int last = 0;
  for (Month month = scenario.start; month < scenario.end_month(); month = month + 1)
    last = std::max(last, year_end_of(course, month));
  std::vector<YearEnd> years(static_cast<std::size_t>(last) + 1);
  for (YearEnd& year : years) {
    year.causes.assign(scenario.people.causes.size(), 0);
    year.enrolled.assign(scenario.measures.size(), 0);
  }
  return years;
}

namespace {

void add_enrolled(YearEnd& year, std::uint64_t measures, std::int64_t persons) {
  for (std::size_t m = 0; measures != 0; ++m, measures >>= 1)
    if ((measures & 1) != 0) year.enrolled[m] += persons;
}

}  // namespace

void look_at_year(Course& course, std::size_t b, Month month, const SharedIncome& shared) {
  const Lives& lives = course.lives;
  const Block& block = lives.blocks[b];
  YearEnd& year = course.year_ends[static_cast<std::size_t>(year_end_of(course, month))];
  for (auto i = static_cast<std::size_t>(block.first); i < static_cast<std::size_t>(block.end); ++i) {
    const std::int64_t size = lives.size[i];
    const Status status = course.status[i];
    if (size == 0 || status == Status::gone) continue;
    const Ledger* ledger = course.find_ledger(i);
    const std::int64_t without = shared.all[i - static_cast<std::size_t>(block.first)],
                       earned = ledger ? ledger->earned12 : 0, aid = ledger ? ledger->aid12 : 0,
                       all = without + earned + aid;
    add_enrolled(year, course.enrolled[i], size);
    (status == Status::outside      ? year.outside
     : status == Status::registered ? year.registered
                                    : year.exited)
        .add(size, all);
    if (status == Status::outside) continue;
    const std::int64_t market = lives.market12[i];
    std::size_t source = 0;
    for (const std::int64_t part : {market, without - market, earned, aid}) year.sources[source++] += part;
    if (status != Status::registered) continue;
    if (const std::size_t cause = lives.household(i).cause; cause < year.causes.size()) ++year.causes[cause];
  }
}

namespace {

class Writer {
 public:
  Writer(const Course& course, Outcome& outcome) : course_(course), outcome_(outcome) {}

  void write() {
    for (std::size_t who = 0; who < standpoint_ids().size(); ++who) {
      const std::string& id = standpoint_ids()[who];
      std::vector<YearEnd::People> people;
      for (const YearEnd& year : course_.year_ends) people.push_back(seen_from(static_cast<Standpoint>(who), year));
      each("mean_income", id, [&](std::size_t y) { return mean(people[y]); });
      each("median_income", id, [&](std::size_t y) { return people[y].incomes.median(); });
      write_growth(id, people);
      if (static_cast<Standpoint>(who) == Standpoint::all)
        each("low_income", "", [&](std::size_t y) { return people[y].incomes.mean_of_poorest(0.2); });
    }
    for (std::size_t source = 0; source < source_ids().size(); ++source)
      each("income_source_share", source_ids()[source], [&](std::size_t y) {
        const YearEnd& year = course_.year_ends[y];
        return ratio(year.sources[source], year.registered.income + year.exited.income);
      });
    write_causes();
    write_enrolled();
  }

 private:
  static YearEnd::People seen_from(Standpoint standpoint, const YearEnd& year) {
    if (standpoint == Standpoint::registered) return year.registered;
    YearEnd::People people = year.exited;
    if (standpoint == Standpoint::exited) return people;
    people.add(year.registered);
    if (standpoint == Standpoint::all) people.add(year.outside);
    return people;
  }

  static double mean(const YearEnd::People& people) { return ratio(people.income, people.persons * 100); }

  template <class Value>
  void each(std::string_view quantity, std::string_view group, Value value) {
    const Shape::Series* to = course_.study.shape.find_series(quantity, group);
    if (!to) return;
    for (std::size_t y = 0; y < course_.year_ends.size() && y < static_cast<std::size_t>(to->size); ++y)
      outcome_[static_cast<std::size_t>(to->first) + y] = value(y);
  }

  // Of two year ends that are twelve months apart.
  void write_growth(const std::string& id, const std::vector<YearEnd::People>& people) {
    const Shape::Series* to = course_.study.shape.find_series("income_growth_year", id);
    if (!to) return;
    const std::size_t first = course_.year_ends.size() - static_cast<std::size_t>(to->size);
    for (std::size_t k = 0; k < static_cast<std::size_t>(to->size); ++k)
      outcome_[static_cast<std::size_t>(to->first) + k] = mean(people[first + k]) / mean(people[first + k - 1]) - 1;
  }

  void write_causes() {
    const auto& causes = course_.study.scenario.people.causes;
    for (std::size_t c = 0; c < causes.size(); ++c)
      each("cause_share", causes[c].id, [&](std::size_t y) {
        const std::vector<std::int64_t>& of = course_.year_ends[y].causes;
        return ratio(of[c], std::accumulate(of.begin(), of.end(), std::int64_t{0}));
      });
  }

  void write_enrolled() {
    const auto& measures = course_.study.scenario.measures;
    for (std::size_t m = 0; m < measures.size(); ++m)
      if (is_used(course_.study.scenario, measures[m].id))
        each("enrolled_persons", measures[m].id,
             [&](std::size_t y) { return static_cast<double>(course_.year_ends[y].enrolled[m]); });
  }

  const Course& course_;
  Outcome& outcome_;
};

}  // namespace

void write_year_ends(const Course& course, Outcome& outcome) { Writer(course, outcome).write(); }

}  // namespace tuiyan
