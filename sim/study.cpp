#include "sim/study.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <iterator>

#include "sim/draws.h"
#include "sim/hazards.h"
#include "sim/vector_math.h"
#include "sim/weight.h"

namespace tuiyan {

namespace {

std::uint32_t below(double chance) { return static_cast<std::uint32_t>(std::clamp(chance * 0x1p32, 0.0, 0x1p32 - 1)); }

// Whether a measure ends when nobody pays for it any more. What was paid at once stays: a house, sheep, a skill.
bool lives_on_money(const Measure& measure) {
  return measure.cost.benefit || measure.cost.yearly > 0 ||
         std::any_of(measure.effects.begin(), measure.effects.end(), [](const Effect& effect) {
           const auto* income = std::get_if<IncomeEffect>(&effect.what);
           return std::holds_alternative<TopUpEffect>(effect.what) || (income && income->kind == IncomeKind::aid);
         });
}

class FixedAnswers : public Answers {
 public:
  FixedAnswers(const Study& study, std::size_t household) : study_(study), household_(household) {}
  double value(Attribute attribute, int) const override { return study_.fixed(household_, attribute); }

 private:
  const Study& study_;
  std::size_t household_;
};

// Where a kind of effect stands in the order of delivery, by its place in the variant.
int delivered_as(const Effect& effect) {
  constexpr int order[] = {0, 1, 8, 5, 6, 4, 2, 7, 3};
  static_assert(std::size(order) == std::variant_size_v<decltype(Effect::what)>);
  return order[effect.what.index()];
}

// Puts a measure's effects in order, and numbers its products and what belongs to members.
std::vector<ReadyEffect> ready_effects(const Measure& measure, std::vector<std::string>& products) {
  std::vector<ReadyEffect> ready;
  int slots = 0;
  for (std::size_t e = 0; e < measure.effects.size(); ++e) {
    const Effect& effect = measure.effects[e];
    ready.push_back({e, -1, effect.scope == Scope::member ? slots++ : -1});
    const auto* income = std::get_if<IncomeEffect>(&effect.what);
    if (income == nullptr || income->product.empty()) continue;
    const auto found = std::find(products.begin(), products.end(), income->product);
    ready.back().product = static_cast<int>(found - products.begin());
    if (found == products.end()) products.push_back(income->product);
  }
  std::stable_sort(ready.begin(), ready.end(), [&](const ReadyEffect& a, const ReadyEffect& b) {
    return delivered_as(measure.effects[a.effect]) < delivered_as(measure.effects[b.effect]);
  });
  return ready;
}

}  // namespace

Scenario without_randomness(Scenario scenario) {
  Datum one;
  one.value = 1;
  const Dated certain(one);
  const auto zero = [](std::initializer_list<Datum*> data) {
    for (Datum* datum : data) datum->value = 0;
  };
  scenario.demography.natural_change = false;
  IncomeRules& income = scenario.income;
  zero({&income.village_sd, &income.household_sd, &income.persistent_sd, &income.noise_sd, &income.place_growth_sd});
  ShockRules& shocks = scenario.shocks;
  zero({&shocks.illness_rate, &shocks.visit_rate, &shocks.visit_rate_ill, &shocks.weather_rate, &shocks.price_sd,
        &shocks.job_loss});
  zero({&scenario.registry.observation_sd, &scenario.people.selection_sd});
  scenario.registry.approval = certain;
  zero({&scenario.registry.monitoring.income_sd});
  for (auto* steps : {&scenario.registry.exit_steps, &scenario.registry.entry_steps})
    for (ProcedureStep& step : *steps) zero({&step.refused});
  scenario.registry.detection = certain;
  for (Guarantee& guarantee : scenario.guarantees) zero({&guarantee.loss});
  zero({&scenario.market.usual.sd});
  for (ProductRules& product : scenario.market.products) zero({&product.sd});
  for (Measure& measure : scenario.measures) {
    zero({&measure.failure_early, &measure.failure_late});
    measure.take_up = certain;
    zero({&measure.firm.failure});
    for (Effect& effect : measure.effects) {
      if (auto* job = std::get_if<JobEffect>(&effect.what)) zero({&job->separation}), job->additional.value = 1;
      if (auto* top_up = std::get_if<TopUpEffect>(&effect.what)) zero({&top_up->error});
    }
  }
  return scenario;
}

Study::Study(const Scenario& original, const Population& people)
    : scenario(sampled(original.randomness ? original : without_randomness(original))),
      population(people),
      vocabulary(scenario.vocabulary()),
      skeleton(make_skeleton(people, scenario.income)),
      shape(shape_of(scenario)),
      law(income_law(scenario.income, scenario.shocks)) {
  const ShockRules& shocks = scenario.shocks;
  for (const Event& event : scenario.events) events.push_back(ready(event, shocks));
  support_ends = support_end(events);
  job_loss_below = below(law.job_loss);
  // Without randomness nobody loses a job by chance; whoever an event laid off finds one at once.
  job_find_below = scenario.randomness ? below(law.job_find) : below(1);
  for (const int old : {0, 1})
    for (const int ill : {0, 1})
      illness_below[old][ill] =
          below(monthly_chance(std::min(1.0, shocks.illness_rate * (old ? shocks.illness_old.value : 1) *
                                                 (ill ? shocks.illness_ill.value : 1)),
                               3));
  for (const int ill : {0, 1}) {
    visit_chance[ill] = ill ? shocks.visit_rate_ill : shocks.visit_rate;
    visit_below[ill] = below(visit_chance[ill]);
  }
  mean_market_income = std::max(scenario.people.registered_income * (1 - scenario.income.transfer_share), 1.0);

  first_index_ = std::min(population.law_month, scenario.first_month()).index - 48;
  const int months = scenario.end_month().index + 12 - first_index_;
  double price = 0, wage = 0, with = 0, without = 0;
  for (int k = 0; k < months; ++k) {
    const Month month{first_index_ + k};
    price += log_of(1 + scenario.income.price_growth.at(month)) / 12;
    wage += log_of(1 + scenario.income.wage_growth.at(month)) / 12;
    with += monthly_growth(true, month);
    without += monthly_growth(false, month);
    prices_.push_back(price);
    wages_.push_back(wage);
    growth_with_.push_back(with);
    growth_without_.push_back(without);
  }
  const std::size_t base = at(population.law_month);
  const double base_price = prices_[base], base_wage = wages_[base], base_with = growth_with_[base],
               base_without = growth_without_[base];
  for (std::size_t k = 0; k < prices_.size(); ++k) {
    prices_[k] = exp_of(prices_[k] - base_price);
    wages_[k] = exp_of(wages_[k] - base_wage);
    growth_with_[k] -= base_with;
    growth_without_[k] -= base_without;
  }

  for (std::size_t a = 0; a < fixed_.size(); ++a)
    for (std::size_t i = 0; i < population.households.size(); ++i)
      fixed_[a].push_back(static_cast<float>(
          fixed_attribute(scenario, vocabulary, population.households[i], static_cast<Attribute>(a))));

  Problems none;  // conditions were checked when the scenario was read
  for (const Guarantee& guarantee : scenario.guarantees)
    concerns.push_back(Condition::parse(guarantee.who, vocabulary, "", none));
  for (const Measure& measure : scenario.measures) who.push_back(Condition::parse(measure.who, vocabulary, "", none));
  for (const Veto& veto : scenario.registry.vetoes) vetoes.push_back(Condition::parse(veto.who, vocabulary, "", none));
  for (const Measure& measure : scenario.measures) {
    MeasureChances monthly{monthly_chance(measure.failure_early, 12), monthly_chance(measure.failure_late, 12),
                           monthly_chance(measure.restart, 3), 0};
    for (const Effect& effect : measure.effects)
      if (const auto* job = std::get_if<JobEffect>(&effect.what))
        monthly.separation = monthly_chance(job->separation, 3);
    chances.push_back(monthly);
  }
  for (const Measure& measure : scenario.measures) {
    measure_subject.push_back(hash_text(measure.id));
    effects.push_back(ready_effects(measure, products));
  }
  for (const Mix& mix : scenario.mixes) {
    items.emplace_back();
    possible.emplace_back(population.households.size(), 0);
    protects.push_back(0);
    for (const Item& item : mix.items) {
      StudyItem ready;
      ready.measure = scenario.measure_index(item.measure);
      for (const Effect& effect : scenario.measures[static_cast<std::size_t>(ready.measure)].effects)
        if (std::holds_alternative<ProtectEffect>(effect.what)) protects.back() = 1;
      ready.start = item.start.value_or(scenario.first_month());
      ready.end = item.end.value_or(scenario.end_month() + 1200);
      if (support_ends && lives_on_money(scenario.measures[static_cast<std::size_t>(ready.measure)]))
        ready.end = std::min(ready.end, *support_ends);
      ready.who = Condition::parse(item.who, vocabulary, "", none);
      for (const Score& score : item.score)
        ready.score.emplace_back(Condition::parse(score.who, vocabulary, "", none), score.points);
      for (const Condition* condition : {&ready.who, &who[static_cast<std::size_t>(ready.measure)]}) {
        ready.asks_registered |= condition->asks(Attribute::registered, -1);
        ready.asks_monitored |= condition->asks(Attribute::monitored, -1);
        for (std::size_t g = 0; g < scenario.guarantees.size(); ++g)
          if (condition->asks(Attribute::lacks, static_cast<int>(g)))
            ready.asks_lacking = static_cast<std::uint8_t>(ready.asks_lacking | (1u << g));
      }
      const std::uint64_t bit = std::uint64_t{1} << items.back().size();
      for (std::size_t i = 0; i < population.households.size(); ++i) {
        const FixedAnswers answers(*this, i);
        if (who[static_cast<std::size_t>(ready.measure)].possible(answers) && ready.who.possible(answers))
          possible.back()[i] |= bit;
      }
      items.back().push_back(std::move(ready));
    }
    joins_until_.emplace_back(items.back().size(), scenario.end_month() + 1200);
  }
}

void Study::stop_support(int mix, int measure, Month from) {
  auto& of = items[static_cast<std::size_t>(mix)];
  for (std::size_t k = 0; k < of.size(); ++k) {
    if (measure >= 0 && of[k].measure != measure) continue;
    Month& joins_until = joins_until_[static_cast<std::size_t>(mix)][k];
    joins_until = std::min(joins_until, from);
    if (lives_on_money(scenario.measures[static_cast<std::size_t>(of[k].measure)]))
      of[k].end = std::min(of[k].end, from);
  }
}

std::size_t Study::at(Month month) const {
  const int k = std::clamp(month.index - first_index_, 0, static_cast<int>(prices_.size()) - 1);
  return static_cast<std::size_t>(k);
}

double Study::monthly_growth(bool worker, Month month) const {
  const Dated& growth = worker ? scenario.income.growth_with_worker : scenario.income.growth_without_worker;
  return log_of(1 + growth.at(month)) / 12;
}

double Study::expected_growth(bool worker, Month month) const {
  return (worker ? growth_with_ : growth_without_)[at(month)];
}

double Study::price_index(Month month) const { return prices_[at(month)]; }
double Study::wage_index(Month month) const { return wages_[at(month)]; }

double Study::index_since(Follows follows, double price_year, Month month) const {
  if (follows == Follows::nothing) return 1;
  const Month base = price_year > 0 ? Month::of(static_cast<int>(price_year), 7) : scenario.start;
  return follows == Follows::prices ? price_index(month) / price_index(base) : wage_index(month) / wage_index(base);
}

std::uint64_t Study::village_subject(std::size_t village) const {
  return subject_of(subject_of(population.place, hash_text("village")), village);
}

bool Study::closes_window(Month month) const { return tuiyan::closes_window(scenario.registry, month); }

}  // namespace tuiyan
