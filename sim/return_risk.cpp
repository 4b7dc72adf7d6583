#include "sim/return_risk.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

#include "sim/course.h"
#include "sim/follow_exits.h"
#include "sim/kinds.h"

namespace tuiyan {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr std::array shocks{Trigger::illness, Trigger::harvest, Trigger::price, Trigger::job};
constexpr int curve_months = 60;
constexpr std::size_t fewest_learned = 100;  // exits from which a calibration is learned

double ratio(double part, double whole) { return whole > 0 ? part / whole : nan; }

SpellTally tally_of(const std::vector<FollowedExit>& exits, int months,
                    const std::function<bool(const FollowedExit&)>& counts = {}) {
  SpellTally tally(ending::count, months + 1);
  for (const FollowedExit& exit : exits)
    if (!counts || counts(exit)) tally.add({exit.late, exit.months(), exit.cause});
  return tally;
}

struct Chances {
  double within_12 = nan, within_24 = nan;
};

Chances chances_of(const SpellTally& tally) {
  const SpellCounts counts = tally.counts();
  const SpellCurve curve = spell_curve(counts);
  const auto within = [&](std::size_t months) {
    return months < counts.at_risk.size() && counts.at_risk[months] > 0 ? curve.left[ending::left][months] : nan;
  };
  return {within(12), within(24)};
}

// One mix in one replicate of a counterfactual future: only what is compared.
struct Variant {
  Chances chances;
  double spent = nan;
};

Variant variant_of(const FollowedMix& followed, int months) {
  return {chances_of(tally_of(followed.exits, months)), static_cast<double>(followed.spent) / 100};
}

// What the passes leave. Replicates that did not finish are empty.
struct Played {
  std::vector<std::optional<FollowedMix>> base;          // by replicate
  std::vector<std::vector<Variant>> with;                // [replicate][measure]; the mix itself first
  std::vector<std::vector<Variant>> without;             // [shock][replicate]
  std::vector<std::vector<std::uint8_t>> without_there;  // finished
};

struct Setup {
  const RiskPlan& plan;
  Scenario scenario;       // with the mixes that try a measure
  std::vector<int> tried;  // measures
  std::vector<int> mixes;  // the mix, then one for each measure tried
  Month last() const { return scenario.end_month() - 1; }
};

Setup setup_of(const RiskPlan& plan) {
  Setup setup{plan, plan.scenario, measures_to_try(plan.scenario, plan.mix, plan.add), {plan.mix}};
  for (const int measure : setup.tried) {
    Mix mix = plan.scenario.mixes[static_cast<std::size_t>(plan.mix)];
    Item item;
    item.measure = plan.scenario.measures[static_cast<std::size_t>(measure)].id;
    item.who = "exited";
    item.start = plan.scenario.start;
    mix.id += ".with." + item.measure;
    mix.items.push_back(std::move(item));
    setup.mixes.push_back(static_cast<int>(setup.scenario.mixes.size()));
    setup.scenario.mixes.push_back(std::move(mix));
  }
  return setup;
}

// Plays some mixes of the scenario and hands each replicate's follow-ups over as it finishes.
void pass(const Setup& setup, const std::vector<int>& mixes, ShockSet without, const std::stop_token& stop,
          const std::function<void(int replicate, std::vector<FollowedMix>&)>& done) {
  const RiskPlan& plan = setup.plan;
  const Population population = make_population(setup.scenario);
  std::vector<int> place(setup.scenario.mixes.size(), -1);
  for (std::size_t k = 0; k < mixes.size(); ++k) place[static_cast<std::size_t>(mixes[k])] = static_cast<int>(k);
  std::vector<std::vector<FollowedMix>> followed(static_cast<std::size_t>(plan.replicates),
                                                 std::vector<FollowedMix>(mixes.size()));
  RunHooks hooks;
  hooks.stop = stop;
  hooks.watch = [&](const Course& course, std::size_t block, Month month) {
    const auto mix = static_cast<std::size_t>(place[static_cast<std::size_t>(course.mix)]);
    follow(course, block, month, followed[course.lives.replicate][mix]);
  };
  hooks.finished = [&](int replicate, const std::vector<Outcome>&) {
    std::vector<FollowedMix>& mine = followed[static_cast<std::size_t>(replicate)];
    done(replicate, mine);
    mine = {};
  };
  run(setup.scenario, population, {0, plan.replicates, plan.seed, plan.threads, mixes, plan.uncertainty, {}, without},
      hooks);
}

Played play(const Setup& setup, const std::function<void()>& finished, const std::stop_token& stop) {
  const auto replicates = static_cast<std::size_t>(setup.plan.replicates);
  const int months = setup.scenario.months;
  Played played;
  played.base.resize(replicates);
  played.with.resize(replicates);
  pass(setup, setup.mixes, {}, stop, [&](int replicate, std::vector<FollowedMix>& followed) {
    const auto r = static_cast<std::size_t>(replicate);
    for (const FollowedMix& each : followed) played.with[r].push_back(variant_of(each, months));
    played.base[r] = std::move(followed.front());
    if (finished) finished();
  });
  for (const Trigger shock : shocks) {
    std::vector<Variant> variants(replicates);
    std::vector<std::uint8_t> there(replicates, 0);
    if (!stop.stop_requested())
      pass(setup, {setup.plan.mix}, ShockSet(shock), stop, [&](int replicate, std::vector<FollowedMix>& followed) {
        variants[static_cast<std::size_t>(replicate)] = variant_of(followed.front(), months);
        there[static_cast<std::size_t>(replicate)] = 1;
        if (finished) finished();
      });
    played.without.push_back(std::move(variants));
    played.without_there.push_back(std::move(there));
  }
  return played;
}

RiskGroup group_of(const Played& played, const Setup& setup, const std::string& by, const std::string& id,
                   const std::function<bool(const FollowedExit&)>& counts) {
  std::vector<double> exits, within_12, within_24, poor[2];
  for (const auto& base : played.base) {
    if (!base) continue;
    const SpellTally tally = tally_of(base->exits, setup.scenario.months, counts);
    const Chances chances = chances_of(tally);
    within_12.push_back(chances.within_12);
    within_24.push_back(chances.within_24);
    double number = 0, there[2] = {}, below[2] = {};
    for (const FollowedExit& exit : base->exits) {
      if (!counts(exit)) continue;
      ++number;
      for (const int k : {0, 1}) {
        there[k] += (exit.there >> k) & 1;
        below[k] += (exit.poor >> k) & 1;
      }
    }
    exits.push_back(number);
    for (const int k : {0, 1}) poor[k].push_back(ratio(below[k], there[k]));
  }
  return {by, id, estimate(exits).mean, estimate(within_12), estimate(within_24), estimate(poor[0]), estimate(poor[1])};
}

RiskCurve curve_of(const Played& played, const Setup& setup) {
  const auto months = static_cast<std::size_t>(std::min(curve_months, setup.scenario.months));
  std::vector<std::vector<double>> returned(months + 1);
  RiskCurve curve;
  for (auto* list : {&curve.at_risk, &curve.back, &curve.dissolved, &curve.censored}) list->assign(months + 1, 0);
  double replicates = 0;
  for (const auto& base : played.base) {
    if (!base) continue;
    ++replicates;
    const SpellCounts counts = tally_of(base->exits, setup.scenario.months).counts();
    const SpellCurve left = spell_curve(counts);
    for (std::size_t m = 0; m <= months; ++m)
      returned[m].push_back(m == 0 || counts.at_risk[m] > 0 ? left.left[ending::left][m] : nan);
    // Those born of a split are in the curve from when they came into view, not in these counts.
    for (const FollowedExit& exit : base->exits) {
      if (exit.late > 0 || exit.months() <= 0) continue;
      for (std::size_t m = 0; m <= months; ++m) {
        const bool over = static_cast<std::size_t>(exit.months()) <= m;
        auto& list = !over                             ? curve.at_risk
                     : exit.cause == ending::left      ? curve.back
                     : exit.cause == ending::dissolved ? curve.dissolved
                                                       : curve.censored;
        ++list[m];
      }
    }
  }
  for (auto* list : {&curve.at_risk, &curve.back, &curve.dissolved, &curve.censored})
    for (double& value : *list) value = ratio(value, replicates);
  for (std::vector<double>& values : returned) curve.returned.push_back(estimate(std::move(values)));
  return curve;
}

std::vector<TriggerShare> triggers_of(const Played& played) {
  std::vector<TriggerShare> list;
  for (std::size_t t = 0; t < trigger_ids().size(); ++t) {
    std::vector<double> shares, numbers;
    for (const auto& base : played.base) {
      if (!base) continue;
      double all = 0, mine = 0;
      for (const FollowedExit& exit : base->exits) {
        all += exit.cause == ending::left;
        mine += exit.cause == ending::left && exit.trigger == t;
      }
      shares.push_back(ratio(mine, all));
      numbers.push_back(mine);
    }
    list.push_back({trigger_ids()[t], estimate(shares), estimate(numbers)});
  }
  std::stable_sort(list.begin(), list.end(),
                   [](const TriggerShare& a, const TriggerShare& b) { return a.returns.mean > b.returns.mean; });
  std::erase_if(list, [](const TriggerShare& each) { return !(each.returns.mean > 0); });
  return list;
}

// Pairs of futures: changed and as it is.
Removal removal_of(bool shock, const std::string& id, const std::vector<std::pair<Variant, Variant>>& pairs) {
  const auto column = [&](bool changed, double (*value)(const Variant&)) {
    std::vector<double> values;
    for (const auto& [other, own] : pairs) values.push_back(value(changed ? other : own));
    return values;
  };
  const auto compared = [&](double (*value)(const Variant&), Better better) {
    return difference(column(true, value), column(false, value), better);
  };
  const auto within_12 = [](const Variant& v) { return v.chances.within_12; };
  const auto within_24 = [](const Variant& v) { return v.chances.within_24; };
  return {shock,
          id,
          estimate(column(true, within_24)),
          compared(within_12, Better::lower),
          compared(within_24, Better::lower),
          compared([](const Variant& v) { return v.spent; }, Better::neither)};
}

std::vector<Removal> removals_of(const Played& played, const Setup& setup) {
  std::vector<Removal> list;
  for (std::size_t k = 0; k < shocks.size(); ++k) {
    std::vector<std::pair<Variant, Variant>> pairs;
    for (std::size_t r = 0; r < played.with.size(); ++r)
      if (!played.with[r].empty() && played.without_there[k][r])
        pairs.emplace_back(played.without[k][r], played.with[r].front());
    if (!pairs.empty()) list.push_back(removal_of(true, trigger_ids()[static_cast<std::size_t>(shocks[k])], pairs));
  }
  for (std::size_t k = 0; k < setup.tried.size(); ++k) {
    std::vector<std::pair<Variant, Variant>> pairs;
    for (const std::vector<Variant>& of : played.with)
      if (!of.empty()) pairs.emplace_back(of[k + 1], of.front());
    list.push_back(removal_of(false, setup.scenario.measures[static_cast<std::size_t>(setup.tried[k])].id, pairs));
  }
  const auto change = [](const Removal& each) {  // a run of less than two years tells of one
    const double mean = each.change_24.n > 0 ? each.change_24.mean : each.change_12.mean;
    return std::isfinite(mean) ? mean : std::numeric_limits<double>::infinity();
  };
  std::stable_sort(list.begin(), list.end(), [&](const Removal& a, const Removal& b) {
    return a.shock != b.shock ? a.shock : change(a) < change(b);
  });
  return list;
}

bool is_back(const FollowedExit& exit, int within) { return exit.cause == ending::left && exit.months() <= within; }

bool is_followed(const FollowedExit& exit, const Setup& setup, int months) {
  return exit.late == 0 && exit.month + months <= setup.last().index;
}

Estimate auc_within(const Played& played, const Setup& setup, int months) {
  std::vector<double> areas;
  for (const auto& base : played.base) {
    if (!base) continue;
    std::vector<std::pair<double, bool>> scored;
    for (const FollowedExit& exit : base->exits)
      if (exit.scored && is_followed(exit, setup, months)) scored.emplace_back(exit.score, is_back(exit, months));
    areas.push_back(area_under_curve(scored));
  }
  return estimate(areas);
}

// Learned from even households in even futures, held against odd households in odd futures: neither luck nor a
// household is in both.
std::vector<ScoreBin> bins_of(const Played& played, const Setup& setup) {
  std::vector<std::pair<double, bool>> learned;
  for (std::size_t r = 0; r < played.base.size(); r += 2)
    if (played.base[r])
      for (const FollowedExit& exit : played.base[r]->exits)
        if (exit.scored && exit.household % 2 == 0 && is_followed(exit, setup, 24))
          learned.emplace_back(exit.score, is_back(exit, 24));
  if (learned.size() < fewest_learned) return {};
  std::sort(learned.begin(), learned.end());
  std::vector<ScoreBin> bins;
  for (std::size_t k = 0; k < 10; ++k) {
    const std::size_t first = learned.size() * k / 10, end = learned.size() * (k + 1) / 10;
    ScoreBin bin;
    bin.from = learned[first].first;
    bin.to = learned[end - 1].first;
    double back = 0;
    for (std::size_t i = first; i < end; ++i) back += learned[i].second;
    bin.predicted = back / static_cast<double>(end - first);
    if (bins.empty() || bin.from > bins.back().from) bins.push_back(bin);  // scores that are all the same: one bin
  }
  std::vector<std::vector<double>> observed(bins.size());
  for (std::size_t r = 1; r < played.base.size(); r += 2) {
    if (!played.base[r]) continue;
    std::vector<double> back(bins.size(), 0), all(bins.size(), 0);
    for (const FollowedExit& exit : played.base[r]->exits) {
      if (!exit.scored || exit.household % 2 == 0 || !is_followed(exit, setup, 24)) continue;
      std::size_t k = 0;
      while (k + 1 < bins.size() && exit.score >= bins[k + 1].from) ++k;
      ++all[k];
      back[k] += is_back(exit, 24);
    }
    for (std::size_t k = 0; k < bins.size(); ++k) {
      bins[k].n += all[k];
      observed[k].push_back(ratio(back[k], all[k]));
    }
  }
  for (std::size_t k = 0; k < bins.size(); ++k) bins[k].observed = estimate(observed[k]);
  return bins;
}

ScoreCheck score_of(const Played& played, const Setup& setup) {
  ScoreCheck check{auc_within(played, setup, 12), auc_within(played, setup, 24), bins_of(played, setup), nan};
  double sum = 0, all = 0;
  for (const ScoreBin& bin : check.bins) {
    if (!std::isfinite(bin.observed.mean)) continue;
    sum += bin.n * std::abs(bin.observed.mean - bin.predicted);
    all += bin.n;
  }
  check.distance = ratio(sum, all);
  return check;
}

std::vector<HouseholdRisk> households_of(const Played& played, const Setup& setup) {
  const Population population = make_population(setup.scenario);
  std::vector<HouseholdRisk> of(population.households.size());
  std::vector<std::array<int, static_cast<std::size_t>(Trigger::count)>> triggers(of.size());
  for (const auto& base : played.base) {
    if (!base) continue;
    for (const FollowedExit& exit : base->exits) {
      const std::size_t i = exit.household;
      if (i >= of.size() || !is_followed(exit, setup, 24)) continue;  // born of a split: no household of the list
      ++of[i].exits;
      of[i].back_12 += is_back(exit, 12);
      of[i].back_24 += is_back(exit, 24);
      of[i].poor_24 += (exit.poor >> 1) & 1;
      of[i].score += static_cast<double>(exit.score);
      if (is_back(exit, 24)) ++triggers[i][exit.trigger];
    }
  }
  std::vector<HouseholdRisk> list;
  for (std::size_t i = 0; i < of.size(); ++i) {
    if (of[i].exits == 0) continue;
    of[i].household = population.households[i].id;
    of[i].score /= of[i].exits;
    const auto most = std::max_element(triggers[i].begin(), triggers[i].end());
    if (*most > 0) of[i].trigger = trigger_ids()[static_cast<std::size_t>(most - triggers[i].begin())];
    list.push_back(of[i]);
  }
  std::stable_sort(list.begin(), list.end(), [](const HouseholdRisk& a, const HouseholdRisk& b) {
    return std::int64_t{a.back_24} * b.exits > std::int64_t{b.back_24} * a.exits;
  });
  return list;
}

// What kind of help an effect is, for the choice of measures to try; -1: none that keeps an income up.
int kind_of(const Effect& effect) {
  if (const auto* income = std::get_if<IncomeEffect>(&effect.what)) return income->kind == IncomeKind::aid ? 0 : -1;
  if (std::holds_alternative<JobEffect>(effect.what)) return 1;
  if (std::holds_alternative<TopUpEffect>(effect.what)) return 2;
  if (std::holds_alternative<ExpenseEffect>(effect.what)) return 3;
  if (std::holds_alternative<ProtectEffect>(effect.what)) return 4;
  return -1;
}

}  // namespace

const std::vector<std::string>& risk_by_words() {
  static const std::vector<std::string> words{"cause", "main_measure", "village", "labour", "income_source"};
  return words;
}

Names risk_by_names(RiskBy by) {
  static const std::array<Names, 5> names{{{"致贫原因", "cause of poverty"},
                                           {"主要措施", "main measure"},
                                           {"村", "village"},
                                           {"脱贫时的劳动力", "labour at the exit"},
                                           {"脱贫时的主要收入来源", "main source of income at the exit"}}};
  return names[static_cast<std::size_t>(by)];
}

Names risk_group_names(const Scenario& scenario, const RiskGroup& group) {
  static const std::map<std::string, Names> known{{"no_worker", {"无劳动力", "no worker"}},
                                                  {"one_worker", {"一个劳动力", "one worker"}},
                                                  {"more_workers", {"两个及以上劳动力", "two workers or more"}},
                                                  {"wages", {"工资", "wages"}},
                                                  {"business", {"经营和财产", "farming, business, property"}},
                                                  {"measures", {"措施带来的收入", "income from measures"}},
                                                  {"transfers", {"养老金、补贴、赠予", "pensions, subsidies, gifts"}},
                                                  {"aid", {"低保等救助", "dibao and aid"}}};
  if (group.by.empty()) return {"全部", "all"};
  if (group.by == "cause" || group.by == "main_measure" || group.by == "village") {
    Names names = kind_names(scenario, (group.by == "main_measure" ? "main" : group.by) + "." + group.group);
    for (auto* text : {&names.zh, &names.en}) {
      const std::string colon = text == &names.zh ? "：" : ": ";
      if (const std::size_t at = text->find(colon); at != std::string::npos) text->erase(0, at + colon.size());
    }
    return names;
  }
  const auto found = known.find(group.group);
  return found == known.end() ? Names{group.group, group.group} : found->second;
}

std::vector<int> measures_to_try(const Scenario& scenario, int mix, const std::vector<std::string>& named) {
  std::vector<int> measures;
  for (const std::string& id : named)
    if (const int measure = scenario.measure_index(id); measure >= 0) measures.push_back(measure);
  if (!named.empty()) return measures;
  const std::vector<Item>& items = scenario.mixes[static_cast<std::size_t>(mix)].items;
  std::array<bool, 5> taken{};
  for (std::size_t m = 0; m < scenario.measures.size(); ++m) {
    const Measure& measure = scenario.measures[m];
    if (std::any_of(items.begin(), items.end(), [&](const Item& item) { return item.measure == measure.id; })) continue;
    for (const Effect& effect : measure.effects) {
      const int kind = kind_of(effect);
      if (kind < 0 || taken[static_cast<std::size_t>(kind)]) continue;
      taken[static_cast<std::size_t>(kind)] = true;
      measures.push_back(static_cast<int>(m));
      break;
    }
  }
  return measures;
}

double area_under_curve(const std::vector<std::pair<double, bool>>& scored) {
  std::vector<std::pair<double, bool>> ranked = scored;
  std::sort(ranked.begin(), ranked.end());
  double below = 0, won = 0, returned = 0, stayed = 0;  // `below`: those who stayed, with a lower score
  for (std::size_t i = 0; i < ranked.size();) {
    std::size_t end = i;
    double back = 0, out = 0;
    for (; end < ranked.size() && ranked[end].first == ranked[i].first; ++end) (ranked[end].second ? back : out) += 1;
    won += back * (below + out / 2);
    below += out;
    returned += back;
    stayed += out;
    i = end;
  }
  return ratio(won, returned * stayed);
}

int passes_of(const RiskPlan&) { return 1 + static_cast<int>(shocks.size()); }

ReturnRisk return_risk_of(const RiskPlan& plan, const std::function<void()>& finished, const std::stop_token& stop) {
  const Setup setup = setup_of(plan);
  const Played played = play(setup, finished, stop);
  ReturnRisk risk;
  risk.mix = plan.scenario.mixes[static_cast<std::size_t>(plan.mix)].id;
  risk.replicates = static_cast<int>(
      std::count_if(played.base.begin(), played.base.end(), [](const auto& base) { return base.has_value(); }));
  risk.seed = plan.seed;
  risk.uncertainty = plan.uncertainty;
  if (risk.replicates == 0) return risk;
  risk.all = group_of(played, setup, "", "", [](const FollowedExit&) { return true; });
  for (const RiskBy by : plan.by) {
    const std::vector<std::string> ids = risk_groups(plan.scenario, by);
    for (std::size_t k = 0; k < ids.size(); ++k) {
      RiskGroup group =
          group_of(played, setup, risk_by_words()[static_cast<std::size_t>(by)], ids[k],
                   [&](const FollowedExit& exit) { return exit.group[static_cast<std::size_t>(by)] == k; });
      if (group.exits > 0) risk.groups.push_back(std::move(group));
    }
  }
  risk.curve = curve_of(played, setup);
  risk.triggers = triggers_of(played);
  risk.removals = removals_of(played, setup);
  risk.score = score_of(played, setup);
  if (plan.households) risk.households = households_of(played, setup);
  return risk;
}

}  // namespace tuiyan
