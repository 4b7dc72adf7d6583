// Results that can be written down: what the simulator must give where the answer is known.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <map>
#include <optional>

#include "sim/allocation.h"
#include "sim/delivery.h"
#include "sim/draws.h"
#include "sim/enrolment.h"
#include "sim/field.h"
#include "sim/hazards.h"
#include "sim/income.h"
#include "tests/places.h"

namespace tuiyan {
namespace {

double phi(double x) { return std::erfc(-x / std::sqrt(2.0)) / 2; }

constexpr int crowd = 20000;

// No shock, no growth, no transfer, no village: only the lognormal law of a household's income.
Scenario lognormal_place() {
  Scenario place = small_place();
  IncomeRules& income = place.income;
  for (Datum* datum : {&income.village_sd, &income.place_growth_sd, &income.transfer_share, &income.pension})
    datum->value = 0;
  for (Dated* growth :
       {&income.growth_with_worker, &income.growth_without_worker, &income.price_growth, &income.wage_growth})
    *growth = Dated(neutral(0));
  ShockRules& shocks = place.shocks;
  for (Datum* datum : {&shocks.illness_rate, &shocks.visit_rate, &shocks.visit_rate_ill, &shocks.weather_rate,
                       &shocks.price_sd, &shocks.job_loss})
    datum->value = 0;
  place.people.running_floor.value = 0;
  place.people.households.clear();
  place.people.causes.clear();
  place.guarantees.clear();
  place.measures.clear();
  place.people.groups = {place.people.groups[0]};
  GroupRules& group = place.people.groups[0];
  group.households = group.persons = crowd;
  for (Datum* datum : {&group.ill, &group.disabled, &group.remote, &group.land, &group.children}) datum->value = 0;
  place.start = Month::of(2017, 1);
  place.lead_in = 0;
  place.months = 12;
  Mix none;
  none.id = "none";
  place.mixes = {none};
  for (Line& line : place.lines) line.value = Dated(neutral(2000));
  return place;
}

// ln of annual income per person: mean m and sd s, with the persistent part averaged over the year's months.
struct Law {
  double m, s;
  double mean() const { return std::exp(m + s * s / 2); }
};

Law law_of(const Scenario& place, const Population& people, bool with_persistent = true) {
  const IncomeRules& rules = place.income;
  const IncomeLaw law = income_law(rules, place.shocks);
  double averaged = 0;
  for (std::size_t a = 0; a < 12; ++a)
    for (std::size_t b = 0; b < 12; ++b) {
      const auto weight = [&](std::size_t k) { return law.wage[0][k] + law.business[0][k] + law.property[0][k]; };
      averaged +=
          weight(a) * weight(b) * std::pow(law.persistence, std::abs(static_cast<double>(a) - static_cast<double>(b)));
    }
  const double p = with_persistent ? law.stationary_sd * law.stationary_sd * averaged : 0;
  const double variance = rules.household_sd * rules.household_sd + p + rules.noise_sd * rules.noise_sd;
  // Everybody lives alone and works, so what is known of the skeleton is one number, and so is the mean.
  const Skeleton skeleton = make_skeleton(people, rules);
  const double mean = std::exp(people.laws[0].log_level + static_cast<double>(skeleton.known[0]));
  return {std::log(mean) - variance / 2, std::sqrt(variance)};
}

// The largest distance, in standard errors, between headcounts at several lines and the closed form.
double headcount_distance(const Law& law, const std::map<double, double>& share_below) {
  double largest = 0;
  for (const auto& [line, share] : share_below) {
    const double expected = phi((std::log(line) - law.m) / law.s);
    largest = std::max(largest, std::abs(share - expected) / std::sqrt(expected * (1 - expected) / crowd));
  }
  return largest;
}

TEST(ClosedForm, HeadcountOfLognormalIncomes) {
  Scenario place = lognormal_place();
  const Population people = make_population(place);
  std::map<double, double> below;
  for (const double line : {1200.0, 2000.0, 2500.0, 4000.0}) {
    for (Line& each : place.lines) each.value = Dated(neutral(line));
    below[line] = value_of(play(place, people, 1), 0, "none", "poor_share", "2017-12");
  }
  EXPECT_LT(headcount_distance(law_of(place, people), below), 4);
  EXPECT_GT(headcount_distance(law_of(place, people, false), below), 8) << "a law without p must be seen to fail";
}

// Topped up to z once a year: E max(0, z - y) = z Phi(d) - E[y] Phi(d - s), d = (ln z - m) / s.
TEST(ClosedForm, ExpectedTopUpOfTheFloor) {
  Scenario place = lognormal_place();
  const double z = 2400;
  for (Line& line : place.lines) line.value = Dated(neutral(z));
  Measure floor;
  floor.id = "floor";
  floor.cost.benefit = true;
  TopUpEffect top_up;
  top_up.line = "dibao";
  top_up.after_crossing = neutral(12);
  floor.effects = {Effect{top_up}};
  place.measures = {floor};
  Mix mix;
  mix.id = "mix";
  mix.items = {Item()};
  mix.items[0].measure = "floor";
  place.mixes.push_back(mix);
  const Population people = make_population(place);
  const double paid = value_of(play(place, people, 1), 0, "mix", "spending_year", "2017", "floor") / crowd;
  const auto expected = [&](const Law& law) {
    const double d = (std::log(z) - law.m) / law.s;
    return z * phi(d) - law.mean() * phi(d - law.s);
  };
  const Law law = law_of(place, people);
  // E max(0, z - y)^2 likewise, for the standard error.
  const double d = (std::log(z) - law.m) / law.s, squares = law.mean() * law.mean() * std::exp(law.s * law.s);
  const double second = z * z * phi(d) - 2 * z * law.mean() * phi(d - law.s) + squares * phi(d - 2 * law.s);
  const double error = std::sqrt((second - expected(law) * expected(law)) / crowd);
  EXPECT_NEAR(paid, expected(law), 4 * error);
  EXPECT_GT(std::abs(paid - expected(law_of(place, people, false))), 8 * error);
}

// Variance of the persistent component, and its correlation over a year.
TEST(ClosedForm, VarianceOfTheAutoregression) {
  const Scenario place = lognormal_place();
  const Population people = make_population(place);
  const auto moments = [&](Study& study) {
    Lives before(study, 5, 0), after(study, 5, 0);
    play_lives(before, place.start - 1);
    play_lives(after, place.start + 11);
    double xx = 0, yy = 0, xy = 0;
    for (std::size_t i = 0; i < crowd; ++i) {
      const double x = before.persistent[i], y = after.persistent[i];
      xx += x * x, yy += y * y, xy += x * y;
    }
    return std::pair{yy / crowd, xy / std::sqrt(xx * yy)};
  };
  Study study(place, people);
  const double rho = place.income.persistence, eta = place.income.persistent_sd;
  const double variance = eta * eta / (1 - rho * rho), error = variance * std::sqrt(2.0 / crowd);
  const auto [measured, correlation] = moments(study);
  EXPECT_NEAR(measured, variance, 4 * error);
  EXPECT_NEAR(correlation, rho, 4 * (1 - rho * rho) / std::sqrt(static_cast<double>(crowd)));
  study.law.persistent_sd = eta;  // of a year, in every month
  EXPECT_GT(std::abs(moments(study).first - variance), 20 * error);
}

// Multiplies everything that is counted in yuan.
void scale_money(const Fields& fields, double factor);
void scale_money(const Field& field, double factor) {
  const bool money = field.unit.starts_with("yuan");
  if (auto* const* datum = std::get_if<Datum*>(&field.bound); datum && money) (*datum)->value *= factor;
  if (auto* const* number = std::get_if<double*>(&field.bound); number && money) **number *= factor;
  if (auto* const* maybe = std::get_if<std::optional<double>*>(&field.bound); maybe && money && **maybe)
    ***maybe *= factor;
  if (auto* const* dated = std::get_if<Dated*>(&field.bound); dated && money)
    for (Dated::Step& step : (*dated)->steps) step.datum.value *= factor;
  if (const auto* nested = std::get_if<Fields>(&field.bound)) scale_money(*nested, factor);
  if (const auto* list = std::get_if<List>(&field.bound))
    for (std::size_t i = 0; i < list->size(); ++i) scale_money(list->at(i), factor);
}
void scale_money(const Fields& fields, double factor) {
  for (const Field& field : fields.list) scale_money(field, factor);
}

TEST(ClosedForm, AnotherUnitOfMoneyChangesNoStatus) {
  // A large unit in both, so that the rounding to fen is no part of the comparison.
  Scenario place = small_place();
  scale_money(fields(place), 5);
  Scenario other = place;
  scale_money(fields(other), 3);
  EXPECT_EQ(other.people.registered_income, 3 * place.people.registered_income);
  EXPECT_EQ(measure_of(other, "move").cost.once, 3 * measure_of(place, "move").cost.once);
  const Outcomes ours = play(place, 6), theirs = play(other, 6);
  int compared = 0, money = 0;
  for (std::size_t r = 0; r < ours.of.size(); ++r)
    for (std::size_t m = 0; m < ours.mixes.size(); ++m)
      for (std::size_t p = 0; p < ours.shape.points.size(); ++p) {
        const Quantity& what = quantities()[static_cast<std::size_t>(ours.shape.points[p].quantity)];
        const double a = ours.of[r][m][p], b = theirs.of[r][m][p];
        if ((std::isnan(a) && std::isnan(b)) || (std::isinf(a) && a == b)) continue;
        if (what.unit.starts_with("yuan")) {
          // A fen for each person insured; what is read off a distribution lies within one of its steps.
          const bool read_off =
              what.id == "median_income" || what.id == "low_income" || what.id == "poorest_fifth_income";
          EXPECT_NEAR(b, 3 * a, std::max((read_off ? 0.02 : 1e-4) * std::abs(b), 25.0)) << what.id;
          ++money;
        } else {
          // Gaps are in millionths of the line; ratios of money are of whole fen.
          const bool gap = what.id.starts_with("fgt") || what.id == "squared_gap" || what.id.ends_with("_poverty") ||
                           what.id == "transient_share" || what.id == "income_growth_year" ||
                           what.id == "income_source_share";
          EXPECT_NEAR(a, b, gap ? 1e-5 : 0) << what.id << " " << ours.mixes[m];
          ++compared;
        }
      }
  EXPECT_GT(compared, 5000);
  EXPECT_GT(money, 2000);
  Scenario lines_only = place;
  scale_money(fields(lines_only.lines[0]), 3);
  EXPECT_FALSE(same_bytes(ours, play(lines_only, 6)));
}

TEST(ClosedForm, NobodyReturnsWithoutRandomnessAndAboveTheLine) {
  Scenario place = small_place({"randomness=false", "people/registered_income=12000", "people/local_income=20000"});
  for (Guarantee& guarantee : place.guarantees) guarantee.missing.value = 0;
  // What a student costs, nobody needs luck to pay, and it is more than some have above the line.
  place.shocks.pupil_cost.value = place.shocks.student_cost.value = 0;
  // In every mix but the one that takes away the transfers that those above the line live on.
  const Outcomes certain = play(place, 1, {"none", "plan", "jobs", "open"});
  for (const std::string& mix : certain.mixes) {
    EXPECT_EQ(value_of(certain, 0, mix, "exited_share", "2017-12"), 1) << mix;
    for (const char* flow : {"entries_persons", "returns_persons"})
      for (const double month : series_of(certain, 0, mix, flow)) EXPECT_EQ(month, 0) << mix;
  }
  place.randomness = true;
  const Outcomes chance = play(place, 1);
  EXPECT_GT(value_of(chance, 0, "nothing", "returns_persons_year", "2018"), 0);
}

TEST(ClosedForm, WithoutRandomnessEveryReplicateIsTheSame) {
  const Outcomes outcomes = play(small_place({"randomness=false"}), 3);
  for (std::size_t p = 0; p < outcomes.shape.points.size(); ++p) {
    const Quantity& what = quantities()[static_cast<std::size_t>(outcomes.shape.points[p].quantity)];
    if (what.unit != "persons" && what.unit != "households") continue;
    EXPECT_EQ(outcomes.of[0][0][p], outcomes.of[1][0][p]) << what.id;
  }
}

TEST(ClosedForm, NoMeasuresCostNothing) {
  for (const Scenario& place : {small_place(), shipped_place("bachu-village.json")}) {
    const Outcomes outcomes = play(place, 3, {"none"});
    for (std::size_t p = 0; p < outcomes.shape.points.size(); ++p) {
      const std::string& id = quantities()[static_cast<std::size_t>(outcomes.shape.points[p].quantity)].id;
      if (id == "spending" || id == "spending_year" || id == "annualised_cost_year" || id == "enrolled_households" ||
          id == "shortfall_households") {
        for (const auto& mixes : outcomes.of) EXPECT_EQ(mixes[0][p], 0) << id;
      }
    }
  }
}

TEST(Hohhot, OpensWithTheDocumentsStock) {
  Scenario place = shipped_place("hohhot-2017.json");
  place.months = 1;
  const Outcomes outcomes = play(place, 1, {"none", "as_planned"});
  for (const char* mix : {"none", "as_planned"}) {
    EXPECT_EQ(value_of(outcomes, 0, mix, "registered_households", "start"), 4008);
    EXPECT_EQ(value_of(outcomes, 0, mix, "registered_persons", "start"), 7994);
    EXPECT_EQ(value_of(outcomes, 0, mix, "still_poor", "2017-01", "0"), 1);
  }
}

// What as_planned adds to the books of each household over a year without randomness, to the fen; no round of
// the register is held. The months follow each other as in the engine.
TEST(Bachu, ThePackageIsInEveryHouseholdsBooksToTheFen) {
  const Scenario place = shipped_place("bachu-village.json", {"randomness=false"});
  const Population people = make_population(place);
  const Study study(place, people);
  Lives lives(study, 1, 0);
  ASSERT_TRUE(begin_lives(lives, {}));
  Course none(study, lives, place.mix_index("none")), planned(study, lives, place.mix_index("as_planned"));
  MonthWords words;
  for (Month month = place.first_month(); month < place.first_month() + 24; month = month + 1) {
    if ((month - place.first_month()) % place.allocation_every == 0) allocate(planned, month);
    draw_month(lives, lives.blocks[0], Process::household_month, month, words);
    strike(lives, lives.blocks[0], month, words);
    earn(lives, lives.blocks[0], month, words);
    deliver(none, 0, month);
    deliver(planned, 0, month);
    if (month < place.first_month() + 11) continue;
    const TransferYear year(study, month);
    const std::vector<std::int64_t> parts{8500, 7250, 21500, 10000, 11000, 7500, 11000};
    ASSERT_EQ(people.households.size(), parts.size());
    std::int64_t village = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const std::int64_t added = last_12_months(planned, i, year).all() - last_12_months(none, i, year).all();
      EXPECT_EQ(added, parts[i] * 100) << "household " << i + 1 << " to " << month.text();
      village += added;
    }
    EXPECT_EQ(village, 76'750 * 100) << month.text();
  }
}

// An illness in the very month in which the payments for an earlier one have ended pays for itself alone.
TEST(CostOfIllness, EndsBeforeThatOfTheNextBegins) {
  Scenario place = small_place();
  place.shocks.illness_rate = neutral(1);
  const Population people = make_population(place);
  const Study study(place, people);
  Lives fresh(study, 1, 0);
  ASSERT_TRUE(begin_lives(fresh, {}));
  const Month month = place.first_month();
  const auto cost_of_illness = [&](int owed_until) {
    Lives lives = fresh;
    lives.cost_now[0] = lives.cost_later[0] = 100'000;
    lives.cost_falls[0] = lives.cost_until[0] = static_cast<std::int16_t>(owed_until);
    MonthWords words;
    draw_month(lives, lives.blocks[0], Process::household_month, month, words);
    strike(lives, lives.blocks[0], month, words);
    return lives.cost_now[0];
  };
  EXPECT_EQ(cost_of_illness(month.index), cost_of_illness(month.index - 6));
  EXPECT_EQ(cost_of_illness(month.index + 1), cost_of_illness(month.index) + 100'000);
}

TEST(PartOfYear, TwelvePartsMakeTheWhole) {
  for (const std::int64_t year : {0, 1, 11, 100, 7'675'001, 250'000, -1, -999'999}) {
    std::int64_t sum = 0;
    for (int month = 1; month <= 12; ++month) {
      const std::int64_t part = part_of_year(year, Month::of(2019, month));
      EXPECT_LE(std::abs(part - year / 12), 1);
      sum += part;
    }
    EXPECT_EQ(sum, year);
  }
}

}  // namespace
}  // namespace tuiyan
