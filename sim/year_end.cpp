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

constexpr std::size_t index_of(Standpoint standpoint) { return static_cast<std::size_t>(standpoint); }

}  // namespace

const std::vector<std::string>& standpoint_ids() {
  static const std::vector<std::string> ids{"all", "registered", "exited", "ever_registered"};
  return ids;
}

const std::vector<std::string>& source_ids() {
  static const std::vector<std::string> ids{"market", "transfers", "measures_earned", "measures_aid"};
  return ids;
}

void IncomeHistogram::add(std::int64_t income, std::int64_t count) {
  if (persons.empty()) persons.assign(bins, 0);
  const auto bin = static_cast<std::size_t>(std::max<std::int64_t>(income, 0) / bin_fen);
  std::int32_t& into = persons[std::min(bin, bins - 1)];
  into = static_cast<std::int32_t>(into + count);
}

namespace {

constexpr double bin_yuan = static_cast<double>(IncomeHistogram::bin_fen) / 100;

std::int64_t all_of(const IncomeHistogram& histogram) {
  std::int64_t all = 0;
  for (const std::int32_t count : histogram.persons) all += count;
  return all;
}

}  // namespace

double IncomeHistogram::median() const {
  const double half = static_cast<double>(all_of(*this)) / 2;
  double below = 0;
  for (std::size_t bin = 0; half > 0 && bin < persons.size(); ++bin) {
    if (below + persons[bin] >= half) return bin_yuan * (static_cast<double>(bin) + (half - below) / persons[bin]);
    below += persons[bin];
  }
  return unknown;
}

double IncomeHistogram::poorest_fifth() const {
  const double fifth = static_cast<double>(all_of(*this)) / 5;
  double below = 0, income = 0;
  for (std::size_t bin = 0; bin < persons.size() && below < fifth; ++bin) {
    const double taken = std::min<double>(persons[bin], fifth - below);
    below += taken;
    income += taken * bin_yuan * (static_cast<double>(bin) + 0.5);
  }
  return fifth > 0 ? income / fifth : unknown;
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

void add_income(YearEnd& year, Standpoint standpoint, std::int64_t persons, std::int64_t income) {
  const std::size_t who = index_of(standpoint);
  year.persons[who] += persons;
  year.income[who] += income;
  year.incomes[who].add(income / persons, persons);
}

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
    add_income(year, Standpoint::all, size, all);
    add_enrolled(year, course.enrolled[i], size);
    if (status == Status::outside) continue;
    add_income(year, status == Status::registered ? Standpoint::registered : Standpoint::exited, size, all);
    add_income(year, Standpoint::ever_registered, size, all);
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
    for (std::size_t who = 0; who < YearEnd::standpoints; ++who) {
      const std::string& id = standpoint_ids()[who];
      each("mean_income", id, [&](const YearEnd& y) { return mean(y, who); });
      each("median_income", id, [&](const YearEnd& y) { return y.incomes[who].median(); });
      write_growth(id, who);
    }
    each("low_income", "", [](const YearEnd& y) { return y.incomes[index_of(Standpoint::all)].poorest_fifth(); });
    for (std::size_t source = 0; source < source_ids().size(); ++source)
      each("income_source_share", source_ids()[source],
           [&](const YearEnd& y) { return ratio(y.sources[source], y.income[index_of(Standpoint::ever_registered)]); });
    write_causes();
    write_enrolled();
  }

 private:
  static double mean(const YearEnd& year, std::size_t who) { return ratio(year.income[who], year.persons[who] * 100); }

  template <class Value>
  void each(std::string_view quantity, std::string_view group, Value value) {
    const Shape::Series* to = course_.study.shape.find_series(quantity, group);
    if (!to) return;
    for (std::size_t y = 0; y < course_.year_ends.size() && y < static_cast<std::size_t>(to->size); ++y)
      outcome_[static_cast<std::size_t>(to->first) + y] = value(course_.year_ends[y]);
  }

  // Of two year ends that are twelve months apart.
  void write_growth(const std::string& id, std::size_t who) {
    const Shape::Series* to = course_.study.shape.find_series("income_growth_year", id);
    if (!to) return;
    const std::size_t first = course_.year_ends.size() - static_cast<std::size_t>(to->size);
    for (std::size_t k = 0; k < static_cast<std::size_t>(to->size); ++k)
      outcome_[static_cast<std::size_t>(to->first) + k] =
          mean(course_.year_ends[first + k], who) / mean(course_.year_ends[first + k - 1], who) - 1;
  }

  void write_causes() {
    const auto& causes = course_.study.scenario.people.causes;
    for (std::size_t c = 0; c < causes.size(); ++c)
      each("cause_share", causes[c].id, [&](const YearEnd& y) {
        return ratio(y.causes[c], std::accumulate(y.causes.begin(), y.causes.end(), std::int64_t{0}));
      });
  }

  void write_enrolled() {
    const auto& measures = course_.study.scenario.measures;
    for (std::size_t m = 0; m < measures.size(); ++m)
      if (is_used(course_.study.scenario, measures[m].id))
        each("enrolled_persons", measures[m].id, [&](const YearEnd& y) { return static_cast<double>(y.enrolled[m]); });
  }

  const Course& course_;
  Outcome& outcome_;
};

}  // namespace

void write_year_ends(const Course& course, Outcome& outcome) { Writer(course, outcome).write(); }

}  // namespace tuiyan
