#include "sim/count.h"

#include <algorithm>
#include <cassert>
#include <functional>
#include <limits>
#include <string_view>

#include "sim/course.h"
#include "sim/engine.h"
#include "sim/history_outcome.h"
#include "sim/scenario_check.h"
#include "sim/weight.h"
#include "sim/year_end.h"

namespace tuiyan {

namespace {

// Adds a poor household of `size` persons with `income` fen a year to the poverty counts.
void count_poor(Tally& tally, std::int64_t size, std::int64_t income, std::int64_t line_fen) {
  const std::int64_t line = line_fen * size;
  const std::int64_t gap = (line - std::max<std::int64_t>(income, 0)) * 1'000'000 / line;
  tally.poor_persons += size;
  tally.gap += size * gap;
  tally.gap_squared += size * (gap * gap / 1'000'000);
}

}  // namespace

void shared_income(const Lives& lives, const Block& block, Month month, bool existing_transfers, SharedIncome& shared) {
  const TransferYear year(lives.study, month);
  const std::uint8_t* size = lives.size.data();
  const auto line = static_cast<std::int64_t>(lives.study.poverty_line(month) * 100 + 0.5);
  shared.poor.clear();
  for (int i = block.first; i < block.end; ++i) {
    const auto k = static_cast<std::size_t>(i);
    std::int64_t all = lives.market12[k];
    if (existing_transfers) all += year.fen(lives.transfer_base[k]) + std::int64_t{12} * lives.floor_running[k];
    shared.all[i - block.first] = all;
    if (all < line * size[k] && size[k] > 0) shared.poor.push_back(i);
  }
}

namespace {

void count_standings(Course& course, std::size_t b, Month month) {
  note_states(course, b, month);
  const Block& block = course.lives.blocks[b];
  Standings& standings = course.standings[b];
  standings.stale = false;
  standings.registered.clear();
  Tally& stocks = standings.stocks;
  stocks = {};
  for (int k = block.first; k < block.end; ++k) {
    const auto i = static_cast<std::size_t>(k);
    const std::int64_t persons = course.lives.size[i];
    const bool registered = course.status[i] == Status::registered, counted = course.counted[i];
    const bool out = counted && course.status[i] == Status::exited;
    stocks.persons += persons;
    stocks.monitored_persons += course.file.monitored[i] ? persons : 0;
    if (course.status[i] == Status::outside && !counted) continue;
    // Whoever was out before the opening is counted only after a return, so is "returned" too.
    stocks.counted_persons += counted ? persons : 0;
    stocks.out_persons += out ? persons : 0;
    stocks.self_reliant_persons += out && course.self_reliant[i] ? persons : 0;
    stocks.returned_persons +=
        counted && registered && (course.exited_once[i] || course.lives.started_out[i]) ? persons : 0;
    stocks.unsupported_persons += course.status[i] == Status::exited && !course.supported[i] ? persons : 0;
    if (course.status[i] == Status::exited && persons > 0) {
      ++stocks.all_out_households;
      stocks.all_out_persons += persons;
    }
    if (!registered) continue;
    ++stocks.registered_households;
    stocks.registered_persons += persons;
    standings.registered.push_back(k);
  }
}

// Of a poor household.
void count_relapse(Course& course, std::size_t i, Month month, Tally& tally) {
  if (course.status[i] != Status::exited) return;
  const int since_exit = month.index - course.exit_month[i];
  if (since_exit == 12 || since_exit == stable_months) course.histories.dipped[i] = 1;
  if (course.counted[i]) tally.relapsed_persons += course.lives.size[i];
}

}  // namespace

void record(Course& course, std::size_t b, Month month, const SharedIncome& shared) {
  const Block& block = course.lives.blocks[b];
  const std::uint8_t* size = course.lives.size.data();
  const auto line = static_cast<std::int64_t>(course.study.poverty_line(month) * 100 + 0.5);
  if (course.standings[b].stale) count_standings(course, b, month);
  const Standings& standings = course.standings[b];
  Tally& tally = course.tally(month);
  tally.persons += standings.stocks.persons;
  tally.registered_households += standings.stocks.registered_households;
  tally.registered_persons += standings.stocks.registered_persons;
  tally.counted_persons += standings.stocks.counted_persons;
  tally.out_persons += standings.stocks.out_persons;
  tally.self_reliant_persons += standings.stocks.self_reliant_persons;
  tally.returned_persons += standings.stocks.returned_persons;
  tally.monitored_persons += standings.stocks.monitored_persons;
  tally.unsupported_persons += standings.stocks.unsupported_persons;
  tally.all_out_households += standings.stocks.all_out_households;
  tally.all_out_persons += standings.stocks.all_out_persons;
  count_lines(course, b, month, shared.all);
  for (const std::int32_t k : standings.registered) tally.registered_income += shared.all[k - block.first];
  for (const std::int32_t k : shared.poor) {
    const auto i = static_cast<std::size_t>(k);
    if (course.ledger_of[i] >= 0) continue;
    count_poor(tally, size[i], shared.all[k - block.first], line);
    count_relapse(course, i, month, tally);
  }
  for (const Ledger& ledger : course.ledgers[b]) {
    const std::size_t i = ledger.household;
    if (size[i] == 0) continue;  // its books run out after the household
    const std::int64_t paid = std::int64_t{ledger.earned12} + ledger.aid12;
    const std::int64_t all = shared.all[static_cast<int>(i) - block.first] + paid;
    if (course.status[i] == Status::registered) tally.registered_income += paid;
    if (all >= line * size[i]) continue;
    count_poor(tally, size[i], all, line);
    count_relapse(course, i, month, tally);
  }
  if (look_of(course, month) >= 0) look_back(course, b, month, shared);
  if (year_end_of(course, month) >= 0) look_at_year(course, b, month, shared);
}

namespace {

double ratio(std::int64_t part, std::int64_t whole) {
  return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : std::numeric_limits<double>::quiet_NaN();
}

double yuan(std::int64_t fen) { return static_cast<double>(fen) / 100; }

// Fills the points of an outcome by name.
class Writer {
 public:
  explicit Writer(const Course& course)
      : course_(course),
        scenario_(course.study.scenario),
        seen_(closed(course)),
        lead_in_(static_cast<std::size_t>(scenario_.lead_in)) {
    outcome_.assign(course.study.shape.points.size(), std::numeric_limits<double>::quiet_NaN());
  }

  Outcome write() {
    write_stocks();
    write_flows();
    write_years();
    write_register();
    write_money();
    write_spells();
    write_histories(course_, seen_, outcome_);
    write_published();
    write_year_ends(course_, outcome_);
    return std::move(outcome_);
  }

 private:
  double* series(std::string_view quantity, std::string_view group = "") {
    const Shape::Series* found = course_.study.shape.find_series(quantity, group);
    assert(found);
    return outcome_.data() + found->first;
  }

  // Value of the opening and of every counted month.
  template <class Value>
  void stock(std::string_view quantity, Value value) {
    double* to = series(quantity);
    for (std::size_t t = lead_in_; t < course_.tallies.size(); ++t) *to++ = value(course_.tallies[t]);
  }

  template <class Value>
  void flow(std::string_view quantity, Value value) {
    double* to = series(quantity);
    for (std::size_t t = lead_in_ + 1; t < course_.tallies.size(); ++t)
      *to++ = static_cast<double>(value(course_.tallies[t]));
  }

  void write_stocks() {
    stock("exited_share", [](const Tally& t) { return ratio(t.out_persons, t.counted_persons); });
    stock("self_reliant_share", [](const Tally& t) { return ratio(t.self_reliant_persons, t.counted_persons); });
    stock("returned_share", [](const Tally& t) { return ratio(t.returned_persons, t.counted_persons); });
    stock("registered_households", [](const Tally& t) { return static_cast<double>(t.registered_households); });
    stock("registered_persons", [](const Tally& t) { return static_cast<double>(t.registered_persons); });
    stock("poor_share", [](const Tally& t) { return ratio(t.poor_persons, t.persons); });
    stock("fgt1", [](const Tally& t) { return ratio(t.gap, t.persons * 1'000'000); });
    stock("fgt2", [](const Tally& t) { return ratio(t.gap_squared, t.persons * 1'000'000); });
    stock("mean_income_registered",
          [](const Tally& t) { return ratio(t.registered_income, t.registered_persons * 100); });
    stock("true_relapse_share", [](const Tally& t) { return ratio(t.relapsed_persons, t.out_persons); });
  }

  void write_flows() {
    flow("exits_households", [](const Tally& t) { return t.exits_households; });
    flow("exits_persons", [](const Tally& t) { return t.exits_persons; });
    flow("entries_persons", [](const Tally& t) { return t.entries_persons; });
    flow("returns_persons", [](const Tally& t) { return t.returns_persons; });
  }

  // Calls add(year number, month since the first) for every simulated month.
  template <class Add>
  void by_year(Add add) const {
    const Month first = scenario_.first_month();
    for (std::size_t m = 0; m + 1 < course_.tallies.size(); ++m)
      add(static_cast<std::size_t>((first + static_cast<int>(m)).year() - first.year()), m);
  }

  void write_years() {
    const auto years =
        static_cast<std::size_t>((scenario_.end_month() - 1).year() - scenario_.first_month().year() + 1);
    std::vector<Tally> sums(years);
    by_year([&](std::size_t y, std::size_t m) {
      const Tally& month = course_.tallies[m + 1];
      sums[y].exits_households += month.exits_households;
      sums[y].exits_persons += month.exits_persons;
      sums[y].entries_persons += month.entries_persons;
      sums[y].returns_persons += month.returns_persons;
      sums[y].born_persons += month.born_persons;
      sums[y].died_persons += month.died_persons;
      sums[y].moved_in_persons += month.moved_in_persons;
      sums[y].moved_out_persons += month.moved_out_persons;
      sums[y].split_households += month.split_households;
      sums[y].dissolved_households += month.dissolved_households;
      sums[y].above_line += month.above_line;
      sums[y].held_by_margin += month.held_by_margin;
      sums[y].held_by_guarantee += month.held_by_guarantee;
      sums[y].held_by_approval += month.held_by_approval;
      sums[y].held_by_veto += month.held_by_veto;
      sums[y].held_by_procedure += month.held_by_procedure;
      sums[y].held_by_visit += month.held_by_visit;
      sums[y].clean_outs_persons += month.clean_outs_persons;
      sums[y].forced_exits_persons += month.forced_exits_persons;
      sums[y].turned_away_persons += month.turned_away_persons;
      sums[y].unvisited_households += month.unvisited_households;
      for (std::size_t t = 0; t < month.returns_by_trigger.size(); ++t)
        sums[y].returns_by_trigger[t] += month.returns_by_trigger[t];
    });
    for (std::size_t y = 0; y < years; ++y) {
      series("exits_households_year")[y] = static_cast<double>(sums[y].exits_households);
      series("exits_persons_year")[y] = static_cast<double>(sums[y].exits_persons);
      series("entries_persons_year")[y] = static_cast<double>(sums[y].entries_persons);
      series("returns_persons_year")[y] = static_cast<double>(sums[y].returns_persons);
      series("natural_change_year", "births")[y] = static_cast<double>(sums[y].born_persons);
      series("natural_change_year", "deaths")[y] = static_cast<double>(sums[y].died_persons);
      series("natural_change_year", "moves_in")[y] = static_cast<double>(sums[y].moved_in_persons);
      series("natural_change_year", "moves_out")[y] = static_cast<double>(sums[y].moved_out_persons);
      series("natural_households_year", "split")[y] = static_cast<double>(sums[y].split_households);
      series("natural_households_year", "dissolved")[y] = static_cast<double>(sums[y].dissolved_households);
      series("held_back_share", "margin")[y] = ratio(sums[y].held_by_margin, sums[y].above_line);
      series("held_back_share", "guarantee")[y] = ratio(sums[y].held_by_guarantee, sums[y].above_line);
      series("held_back_share", "approval")[y] = ratio(sums[y].held_by_approval, sums[y].above_line);
      series("held_back_share", "veto")[y] = ratio(sums[y].held_by_veto, sums[y].above_line);
      series("held_back_share", "procedure")[y] = ratio(sums[y].held_by_procedure, sums[y].above_line);
      series("held_back_share", "visit")[y] = ratio(sums[y].held_by_visit, sums[y].above_line);
      series("clean_outs_persons_year")[y] = static_cast<double>(sums[y].clean_outs_persons);
      series("forced_exits_persons_year")[y] = static_cast<double>(sums[y].forced_exits_persons);
      series("turned_away_persons_year")[y] = static_cast<double>(sums[y].turned_away_persons);
      series("unvisited_households_year")[y] = static_cast<double>(sums[y].unvisited_households);
      for (std::size_t t = 0; t < trigger_ids().size(); ++t)
        series("returns_by_trigger_year", trigger_ids()[t])[y] = static_cast<double>(sums[y].returns_by_trigger[t]);
    }
  }

  // What the register counts beside its stocks and flows.
  void write_register() {
    stock("monitored_persons", [](const Tally& t) { return static_cast<double>(t.monitored_persons); });
    stock("unsupported_persons", [](const Tally& t) { return static_cast<double>(t.unsupported_persons); });
    flow("clean_outs_persons", [](const Tally& t) { return t.clean_outs_persons; });
    const std::vector<std::string>& lines = scenario_.registry.lines;
    for (std::size_t k = 0; k < lines.size(); ++k)
      for (std::size_t y = 0; y < course_.file.tier_persons.size(); ++y) {
        series("registered_by_line", lines[k])[y] = static_cast<double>(course_.file.tier_persons[y][k]);
        series("below_line_persons", lines[k])[y] = static_cast<double>(course_.file.below_persons[y][k]);
      }
    write_village_exits();
  }

  // Stocks and flows as documents publish them.
  void write_published() {
    stock("out_persons", [](const Tally& t) { return static_cast<double>(t.all_out_persons); });
    stock("out_households", [](const Tally& t) { return static_cast<double>(t.all_out_households); });
    const double rural = scenario_.registry.village_exit.rural_persons;
    stock("registered_share", [rural](const Tally& t) {
      return rural > 0 ? static_cast<double>(t.registered_persons) / rural : ratio(t.registered_persons, t.persons);
    });
    double* const share = series("return_share_year");
    double* const spending = series("spending_total_year");
    std::vector<std::int64_t> returns, out, cash;
    by_year([&](std::size_t y, std::size_t m) {
      if (y == returns.size()) {
        returns.push_back(0);
        cash.push_back(0);
        out.push_back(course_.tallies[m].all_out_persons);
      }
      returns[y] += course_.tallies[m + 1].returns_persons;
      for (const ItemState& item : course_.items) cash[y] += item.spent[m] + item.running[m] / 1000;
    });
    for (std::size_t y = 0; y < returns.size(); ++y) {
      share[y] = ratio(returns[y], out[y]);
      spending[y] = yuan(cash[y]);
    }
  }

  // A village that is out stays out.
  void write_village_exits() {
    const VillageExit& rules = scenario_.registry.village_exit;
    const auto villages = static_cast<std::size_t>(course_.study.population.villages);
    double* const villages_out = series("villages_out");
    double* const place_out = series("place_out");
    const auto points = static_cast<std::size_t>(scenario_.months) + 1;
    std::vector<std::uint8_t> out(villages, 0);
    std::int64_t number = 0;
    bool whole = false;
    std::size_t round = 0;
    const std::vector<VillageCount>& counts = course_.file.village_counts;
    std::vector<const VillageCount*> in_order;
    for (const VillageCount& count : counts) in_order.push_back(&count);
    std::stable_sort(in_order.begin(), in_order.end(),
                     [](const auto* a, const auto* b) { return a->month < b->month; });
    for (std::size_t t = 0; t < points; ++t) {
      const Month month = scenario_.start - 1 + static_cast<int>(t);
      for (; round < in_order.size() && in_order[round]->month <= month; ++round) {
        double registered = 0, persons = 0;
        for (std::size_t v = 0; v < villages; ++v) {
          const double of_village = rules.rural_persons > 0 ? rules.rural_persons / static_cast<double>(villages)
                                                            : in_order[round]->persons[v];
          registered += in_order[round]->registered[v];
          persons += of_village;
          if (out[v] || !(in_order[round]->registered[v] < rules.village_rate * of_village)) continue;
          out[v] = 1;
          ++number;
        }
        whole = whole || registered < rules.place_rate * persons;
      }
      villages_out[t] = static_cast<double>(number);
      place_out[t] = whole ? 1 : 0;
    }
  }

  void write_money() {
    const auto years =
        static_cast<std::size_t>((scenario_.end_month() - 1).year() - scenario_.first_month().year() + 1);
    const std::size_t months = course_.tallies.size() - 1;
    std::vector<std::int64_t> counted(years, 0);
    for (std::size_t measure = 0; measure < scenario_.measures.size(); ++measure) {
      if (!is_used(scenario_, scenario_.measures[measure].id)) continue;
      std::vector<std::int64_t> cash(months, 0), annualised(months, 0), households(months, 0), short_of(months, 0),
          displaced(months, 0), begun(months, 0);
      for (std::size_t k = 0; k < course_.items.size(); ++k) {
        if (course_.study_items()[k].measure != static_cast<int>(measure)) continue;
        const ItemState& item = course_.items[k];
        const StudyItem& rules = course_.study_items()[k];
        const auto planned = static_cast<std::int64_t>(course_.plan().items[k].households.value_or(0));
        for (std::size_t m = 0; m < months; ++m) {
          const std::int64_t running = item.running[m] / 1000;
          cash[m] += item.spent[m] + running;
          annualised[m] += item.annualised[m] + running;
          households[m] += item.households[m];
          displaced[m] += item.displaced[m];
          begun[m] += item.begun[m];
          const Month month = scenario_.first_month() + static_cast<int>(m);
          if (month >= rules.start && month < rules.end)
            short_of[m] += std::max<std::int64_t>(0, planned - item.households[m]);
          if (course_.plan().items[k].in_envelope)
            counted[static_cast<std::size_t>(month.year() - scenario_.first_month().year())] += item.spent[m] + running;
        }
      }
      const std::string& id = scenario_.measures[measure].id;
      std::vector<std::int64_t> cash_year(years, 0), annualised_year(years, 0), at_end(years, 0),
          short_at_end(years, 0), displaced_at_end(years, 0), begun_year(years, 0);
      by_year([&](std::size_t y, std::size_t m) {
        cash_year[y] += cash[m];
        annualised_year[y] += annualised[m];
        begun_year[y] += begun[m];
        at_end[y] = households[m];
        displaced_at_end[y] = displaced[m];
        short_at_end[y] = short_of[m];
      });
      for (std::size_t y = 0; y < years; ++y) {
        series("spending_year", id)[y] = yuan(cash_year[y]);
        series("annualised_cost_year", id)[y] = yuan(annualised_year[y]);
        series("begun_households_year", id)[y] = static_cast<double>(begun_year[y]);
        series("enrolled_households", id)[y] = static_cast<double>(at_end[y]);
        series("displaced_workers", id)[y] = static_cast<double>(displaced_at_end[y]);
        series("shortfall_households", id)[y] = static_cast<double>(short_at_end[y]);
      }
      for (std::size_t m = lead_in_; m < months; ++m) series("spending", id)[m - lead_in_] = yuan(cash[m]);
    }
    if (course_.plan().envelope)
      for (std::size_t y = 0; y < years; ++y) series("unspent_year")[y] = *course_.plan().envelope - yuan(counted[y]);
  }

  void write_spells() {
    const SpellCounts opening = seen_.registered_at_opening.counts();
    const std::int64_t all = seen_.registered_at_opening.spells();
    std::int64_t still = all;
    const std::vector<int> poor = course_.study.shape.curve("still_poor");
    for (std::size_t m = 0; m < poor.size(); ++m) {
      for (const auto& events : opening.events) still -= events[m];
      outcome_[static_cast<std::size_t>(poor[m])] = ratio(still, all);
    }
    std::int64_t exits = 0;
    for (std::size_t main = 0; main < course_.exits_by_main.size(); ++main) exits += course_.exits_by_main[main];
    for (std::size_t main = 0; main < course_.exits_by_main.size(); ++main)
      *series("main_measure_share", course_.study.vocabulary.mains[main]) = ratio(course_.exits_by_main[main], exits);
    write_returns();
  }

  // Aalen-Johansen of the spells out: a dissolution competes with a return, the end of the run censors.
  void write_returns() {
    const SpellCounts counts = seen_.out.counts();
    const SpellCurve curve = spell_curve(counts);
    const std::vector<int> within = course_.study.shape.curve("returned_within");
    for (std::size_t m = 0; m < within.size() && (m == 0 || counts.at_risk[m] > 0); ++m)
      if (counts.at_risk[1] > 0) outcome_[static_cast<std::size_t>(within[m])] = curve.left[ending::left][m];
    put_by_twelve_months("returned_at_risk", [&](int months) { return seen_.out.seen(months); });
    put_by_twelve_months("returned_so_far", [&](int months) { return seen_.out.ended(ending::left, months); });
    put_by_twelve_months("returned_unseen", [&](int months) {
      return seen_.out.spells() - seen_.out.seen(months) - seen_.out.ended(ending::left, months);
    });
  }

  void put_by_twelve_months(std::string_view quantity, const std::function<std::int64_t(int)>& households) {
    int months = 0;
    for (const int point : course_.study.shape.curve(quantity)) {
      outcome_[static_cast<std::size_t>(point)] = static_cast<double>(households(months));
      months += 12;
    }
  }

  const Course& course_;
  const Scenario& scenario_;
  const Histories seen_;
  std::size_t lead_in_;
  Outcome outcome_;
};

}  // namespace

Outcome outcome_of(const Course& course) {
  Outcome outcome = Writer(course).write();
  weigh(outcome, course.study.shape, course.study.scenario.weight);
  return outcome;
}

}  // namespace tuiyan
