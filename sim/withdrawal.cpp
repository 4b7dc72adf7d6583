#include "sim/withdrawal.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>
#include <memory>
#include <set>

#include "sim/course.h"

namespace tuiyan {

namespace {

enum Told : std::size_t {
  returned_12,
  returned_24,
  poor_at_stop,
  poor_12,
  poor_24,
  own_at_stop,
  own_12,
  own_24,
  floor_income_before,
  floor_income_after,
  floor_poor_before,
  floor_poor_after,
  spent_12,
  told
};

Quantity share(const char* id, const Names& names, const Names& definition, Better better) {
  return {id, names, definition, "share", better};
}

// Looks at the month before the stop, and 12 and 24 months later.
constexpr std::array<int, 3> looks{-1, 11, 23};

struct HouseholdAtStop {
  std::uint8_t out_persons = 0, floor_persons = 0;  // 0: not among them
  std::uint8_t back = 0;                            // returned within 12 (1) or 24 (2) months
};

struct Sums {
  std::int64_t out = 0, on_floor = 0;                     // persons in the month before the stop
  std::int64_t returned[2] = {};                          // of these
  std::int64_t there[3] = {}, poor[3] = {}, own[3] = {};  // those who still live here, by look
  std::int64_t floor_there[2] = {}, floor_income[2] = {}, floor_poor[2] = {};
  std::int64_t spent = 0;  // fen
};

// One mix in one replicate.
struct Seen {
  std::vector<HouseholdAtStop> households;
  Sums sums;
};

class Watcher {
 public:
  Watcher(const Scenario& scenario, Month stop) : scenario_(scenario), stop_(stop) {
    for (std::size_t m = 0; m < scenario.measures.size(); ++m)
      for (const Effect& effect : scenario.measures[m].effects)
        if (std::holds_alternative<TopUpEffect>(effect.what)) floor_ |= std::uint64_t{1} << m;
  }

  void see(const Course& course, std::size_t b, Month month, Seen& seen) const {
    const int since = month - stop_;
    if (since < looks.front() || since > looks.back()) return;
    if (seen.households.empty()) seen.households.resize(course.status.size());
    const Block& block = course.lives.blocks[b];
    const auto look = std::find(looks.begin(), looks.end(), since) - looks.begin();
    for (auto i = static_cast<std::size_t>(block.first); i < static_cast<std::size_t>(block.end); ++i) {
      if (since < 0) begin(course, i, seen);
      HouseholdAtStop& household = seen.households[i];
      if (household.out_persons > 0 && household.back == 0 && course.status[i] == Status::registered) {
        household.back = since < 12 ? 1 : 2;
        for (const int years : {1, 2})
          if (household.back <= years) seen.sums.returned[years - 1] += household.out_persons;
      }
      if (look < static_cast<std::ptrdiff_t>(looks.size()))
        count(course, i, month, static_cast<std::size_t>(look), seen);
    }
    if (b + 1 == course.lives.blocks.size() && since >= 0 && since < 12) seen.sums.spent += spent(course, month);
  }

 private:
  void begin(const Course& course, std::size_t i, Seen& seen) const {
    const std::uint8_t size = course.lives.size[i];
    const Ledger* ledger = course.find_ledger(i);
    HouseholdAtStop& household = seen.households[i];
    if (course.counted[i] && course.status[i] == Status::exited) household.out_persons = size;
    if (course.status[i] != Status::gone && (course.enrolled[i] & floor_) != 0 && ledger && ledger->aid12 > 0)
      household.floor_persons = size;
    seen.sums.out += household.out_persons;
    seen.sums.on_floor += household.floor_persons;
  }

  void count(const Course& course, std::size_t i, Month month, std::size_t look, Seen& seen) const {
    const HouseholdAtStop& household = seen.households[i];
    const std::int64_t size = course.lives.size[i];
    const bool floor = household.floor_persons > 0 && look < 2;
    if ((household.out_persons == 0 && !floor) || size == 0 || course.status[i] == Status::gone) return;
    const YearIncome income = last_12_months(course, i, TransferYear(course.study, month));
    const bool poor =
        static_cast<double>(income.all()) < course.study.poverty_line(month) * 100 * static_cast<double>(size);
    const bool own =
        course.status[i] == Status::exited && static_cast<double>(income.earned + income.transfers) >=
                                                  course.study.exit_line(month) * 100 * static_cast<double>(size);
    Sums& sums = seen.sums;
    if (household.out_persons > 0) {
      sums.there[look] += size;
      sums.poor[look] += poor ? size : 0;
      sums.own[look] += own ? size : 0;
    }
    if (floor) {
      sums.floor_there[look] += size;
      sums.floor_income[look] += income.all();
      sums.floor_poor[look] += poor ? size : 0;
    }
  }

  static std::int64_t spent(const Course& course, Month month) {
    std::int64_t fen = 0;
    const std::size_t m = course.month_since_first(month);
    for (const ItemState& item : course.items) fen += item.spent[m] + item.running[m] / 1000;
    return fen;
  }

  const Scenario& scenario_;
  Month stop_;
  std::uint64_t floor_ = 0;  // measures that top up, by bit
};

double ratio(std::int64_t part, std::int64_t whole, double scale = 1) {
  return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) / scale
                   : std::numeric_limits<double>::quiet_NaN();
}

// By quantity; then persons out and persons on the floor.
std::array<double, told + 2> values_of(const Sums& sums, int months_after) {
  std::array<double, told + 2> values;
  values.fill(std::numeric_limits<double>::quiet_NaN());
  values[returned_12] = ratio(sums.returned[0], sums.out);
  if (months_after >= 24) values[returned_24] = ratio(sums.returned[1], sums.out);
  for (std::size_t look = 0; look < looks.size(); ++look) {
    values[poor_at_stop + look] = ratio(sums.poor[look], sums.there[look]);
    values[own_at_stop + look] = ratio(sums.own[look], sums.there[look]);
  }
  for (std::size_t look = 0; look < 2; ++look) {
    values[floor_income_before + look] = ratio(sums.floor_income[look], sums.floor_there[look], 100);
    values[floor_poor_before + look] = ratio(sums.floor_poor[look], sums.floor_there[look]);
  }
  values[spent_12] = static_cast<double>(sums.spent) / 100;
  values[told] = static_cast<double>(sums.out);
  values[told + 1] = static_cast<double>(sums.on_floor);
  return values;
}

using Values = std::array<double, told + 2>;
using Replicate = std::vector<Values>;  // by mix played

std::vector<double> column(const std::vector<Replicate>& all, std::size_t mix, std::size_t quantity) {
  std::vector<double> values;
  for (const Replicate& replicate : all)
    if (!replicate.empty()) values.push_back(replicate[mix][quantity]);
  return values;
}

std::vector<double> less(std::vector<double> values, const std::vector<double>& others) {
  for (std::size_t i = 0; i < values.size(); ++i) values[i] -= others[i];
  return values;
}

std::vector<Difference> differences(const std::vector<Replicate>& all, std::size_t mix, std::size_t other) {
  std::vector<Difference> result;
  for (std::size_t q = 0; q < told; ++q)
    result.push_back(difference(column(all, mix, q), column(all, other, q), withdrawal_quantities()[q].better));
  return result;
}

std::vector<Estimate> estimates(const std::vector<Replicate>& all, std::size_t mix) {
  std::vector<Estimate> result;
  for (std::size_t q = 0; q < told; ++q) result.push_back(estimate(column(all, mix, q)));
  return result;
}

// The first derived mix of one that was asked for: all of its support stopped.
std::size_t whole_of(const std::vector<DerivedMix>& derived, std::size_t asked) {
  const auto found = std::find_if(derived.begin(), derived.end(), [&](const DerivedMix& each) {
    return each.from == static_cast<int>(asked) && each.measure.empty();
  });
  return static_cast<std::size_t>(found - derived.begin());
}

// Mixes asked for come first, those derived after them.
void summarise(const WithdrawalPlan& plan, const std::vector<DerivedMix>& derived, const std::vector<Replicate>& all,
               Withdrawal& result) {
  const std::size_t asked = plan.mixes.size();
  for (std::size_t k = 0; k < asked; ++k) {
    WithdrawalOf of;
    of.mix = plan.scenario.mixes[static_cast<std::size_t>(plan.mixes[k])].id;
    of.with = estimates(all, k);
    of.out = estimate(column(all, k, told));
    of.on_floor = estimate(column(all, k, told + 1));
    for (std::size_t d = 0; d < derived.size(); ++d)
      if (derived[d].from == static_cast<int>(k))
        of.stopped.push_back({derived[d].measure, estimates(all, asked + d), differences(all, asked + d, k)});
    result.of.push_back(std::move(of));
  }
  for (std::size_t a = 0; a < asked; ++a)
    for (std::size_t b = a + 1; b < asked; ++b) {
      const std::size_t stop_a = asked + whole_of(derived, a), stop_b = asked + whole_of(derived, b);
      WithdrawalContrast contrast{static_cast<int>(a), static_cast<int>(b), {}, differences(all, stop_a, stop_b)};
      for (std::size_t q = 0; q < told; ++q)
        contrast.changes.push_back(difference(less(column(all, stop_a, q), column(all, a, q)),
                                              less(column(all, stop_b, q), column(all, b, q)),
                                              withdrawal_quantities()[q].better));
      result.contrasts.push_back(std::move(contrast));
    }
}

}  // namespace

const std::vector<Quantity>& withdrawal_quantities() {
  static const Names of_out{
      "停止帮扶前一个月已脱贫（期初在册或其后纳入）的人中，",
      "Of the persons who are out in the month before the stop (in the register at the opening or "
      "later): "};
  const auto out = [](const char* zh, const char* en) { return Names{of_out.zh + zh, of_out.en + en}; };
  static const std::vector<Quantity> list{
      share("returned_within_12", {"停止后12个月内返贫", "returned within 12 months"},
            out("停止后12个月内重新纳入登记的比例", "share back in the register within 12 months of the stop"),
            Better::lower),
      share("returned_within_24", {"停止后24个月内返贫", "returned within 24 months"},
            out("停止后24个月内重新纳入登记的比例", "share back in the register within 24 months of the stop"),
            Better::lower),
      share("poor_at_stop", {"停止前实际贫困", "truly poor at the stop"},
            out("此前12个月收入低于贫困标准的比例",
                "share whose income of the 12 months before is below the poverty line"),
            Better::lower),
      share("poor_after_12", {"停止12个月后实际贫困", "truly poor 12 months on"},
            out("仍在本地者此后12个月收入低于贫困标准的比例",
                "share of those who still live here whose income of the 12 months after is below the poverty line"),
            Better::lower),
      share("poor_after_24", {"停止24个月后实际贫困", "truly poor 24 months on"},
            out("仍在本地者第二年收入低于贫困标准的比例",
                "share of those who still live here whose income of the second year is below the poverty line"),
            Better::lower),
      share("own_income_at_stop", {"停止前凭自身收入脱贫", "out on own income at the stop"},
            out("不计救助补差的收入达到脱贫标准的比例",
                "share whose income without top-ups and aid reaches the exit line"),
            Better::higher),
      share("own_income_after_12", {"停止12个月后凭自身收入脱贫", "out on own income 12 months on"},
            out("12个月后仍未返贫且不计救助补差的收入达到脱贫标准的比例",
                "share still out 12 months on whose income without top-ups and aid reaches the exit line"),
            Better::higher),
      share("own_income_after_24", {"停止24个月后凭自身收入脱贫", "out on own income 24 months on"},
            out("24个月后仍未返贫且不计救助补差的收入达到脱贫标准的比例",
                "share still out 24 months on whose income without top-ups and aid reaches the exit line"),
            Better::higher),
      {"floor_income_before",
       {"兜底户停止前人均收入", "income of those on the floor before"},
       {"停止前一个月享受补差的户（在册或已脱贫）此前12个月的人均收入",
        "Income per person of the households on the floor in the month before the stop, registered or out, over the 12 "
        "months before"},
       "yuan/person",
       Better::higher},
      {"floor_income_after",
       {"兜底户停止后人均收入", "income of those on the floor after"},
       {"同一批户停止后12个月的人均收入", "The same households' income per person over the 12 months after"},
       "yuan/person",
       Better::higher},
      share("floor_poor_before", {"兜底户停止前实际贫困", "of those on the floor truly poor before"},
            {"停止前一个月享受补差的人中此前12个月收入低于贫困标准的比例",
             "Share of the persons on the floor whose income of the 12 months before is below the poverty line"},
            Better::lower),
      share("floor_poor_after", {"兜底户停止后实际贫困", "of those on the floor truly poor after"},
            {"同一批人停止后12个月收入低于贫困标准的比例", "The same for their income of the 12 months after"},
            Better::lower),
      {"spending_after_12",
       {"停止后12个月的支出", "spending in the 12 months after"},
       {"本组合在停止后12个月的全部现金支出", "All cash that the mix costs in the 12 months from the stop on"},
       "yuan",
       Better::neither}};
  return list;
}

int withdrawal_quantity(std::string_view id) {
  const auto& list = withdrawal_quantities();
  const auto found = std::find_if(list.begin(), list.end(), [&](const Quantity& each) { return each.id == id; });
  assert(found != list.end());
  return static_cast<int>(found - list.begin());
}

Problems check_stop(const Scenario& scenario, Month stop) {
  const Month first = scenario.start + 1, last = scenario.end_month() - 12;
  if (stop >= first && stop <= last) return {};
  const std::string range = first.text() + " … " + last.text();
  return {{"",
           {"停止月份 " + stop.text() + " 应在 " + range + " 之间：此前至少计一个月，此后至少十二个月",
            "the stop in " + stop.text() + " should lie within " + range +
                ": one counted month before it and twelve after it are needed"}}};
}

std::vector<DerivedMix> add_stopped_mixes(Scenario& scenario, const std::vector<int>& mixes, Month stop,
                                          bool one_at_a_time) {
  std::vector<DerivedMix> derived;
  const auto add = [&](std::size_t from, const std::string& measure) {
    Mix mix = scenario.mixes[static_cast<std::size_t>(mixes[from])];
    mix.id += measure.empty() ? ".stopped" : ".without." + measure;
    derived.push_back({static_cast<int>(from),
                       measure,
                       {static_cast<int>(scenario.mixes.size()), scenario.measure_index(measure), stop}});
    scenario.mixes.push_back(std::move(mix));
  };
  for (std::size_t k = 0; k < mixes.size(); ++k) {
    add(k, "");
    if (!one_at_a_time) continue;
    std::set<std::string> known;
    const std::vector<Item> items = scenario.mixes[static_cast<std::size_t>(mixes[k])].items;
    for (const Item& item : items)
      if (item.start.value_or(scenario.first_month()) < stop && known.insert(item.measure).second) add(k, item.measure);
  }
  return derived;
}

Withdrawal withdrawal_of(const WithdrawalPlan& plan, const std::function<void()>& finished,
                         const std::stop_token& stop) {
  Scenario scenario = plan.scenario;
  std::vector<DerivedMix> derived = add_stopped_mixes(scenario, plan.mixes, plan.stop, plan.one_at_a_time);
  const auto goes_on = [&](const std::string& measure) {
    return !plan.measures.empty() &&
           std::find(plan.measures.begin(), plan.measures.end(), measure) == plan.measures.end();
  };
  std::erase_if(derived, [&](const DerivedMix& each) { return !each.measure.empty() && goes_on(each.measure); });
  const Population population = make_population(scenario);
  RunOptions options{0, plan.replicates, plan.seed, plan.threads, plan.mixes, plan.uncertainty, {}, {}};
  for (const DerivedMix& each : derived) {
    options.mixes.push_back(each.stops.mix);
    if (!each.measure.empty() || plan.measures.empty()) options.stops.push_back(each.stops);
    for (const std::string& measure : plan.measures)
      if (each.measure.empty()) options.stops.push_back({each.stops.mix, scenario.measure_index(measure), plan.stop});
  }
  std::vector<int> place(scenario.mixes.size(), -1);
  for (std::size_t k = 0; k < options.mixes.size(); ++k)
    place[static_cast<std::size_t>(options.mixes[k])] = static_cast<int>(k);

  const Watcher watcher(scenario, plan.stop);
  const int months_after = scenario.end_month() - plan.stop;
  std::vector<std::vector<Seen>> seen(static_cast<std::size_t>(plan.replicates),
                                      std::vector<Seen>(options.mixes.size()));
  std::vector<Replicate> all(seen.size());
  RunHooks hooks;
  hooks.stop = stop;
  hooks.watch = [&](const Course& course, std::size_t block, Month month) {
    const auto mix = static_cast<std::size_t>(place[static_cast<std::size_t>(course.mix)]);
    watcher.see(course, block, month, seen[course.lives.replicate][mix]);
  };
  hooks.finished = [&](int replicate, const std::vector<Outcome>&) {
    auto& of = seen[static_cast<std::size_t>(replicate)];
    for (const Seen& each : of) all[static_cast<std::size_t>(replicate)].push_back(values_of(each.sums, months_after));
    of = {};
    if (finished) finished();
  };
  run(scenario, population, options, hooks);

  Withdrawal result{plan.stop, 0, plan.seed, plan.uncertainty, plan.measures, {}, {}};
  result.replicates = static_cast<int>(
      std::count_if(all.begin(), all.end(), [](const Replicate& replicate) { return !replicate.empty(); }));
  if (result.replicates > 0) summarise(plan, derived, all, result);
  return result;
}

}  // namespace tuiyan
