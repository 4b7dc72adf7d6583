// Every rule of the register moves the result the way it says, and nothing happens outside its rounds.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <numeric>

#include "sim/registry.h"
#include "sim/study.h"
#include "tests/places.h"

namespace tuiyan {
namespace {

TEST(Rounds, AreTheOnlyMonthsWithEvents) {
  const Outcomes outcomes = play(settled(), 5);
  for (int r = 0; r < 5; ++r)
    for (const std::string& mix : outcomes.mixes)
      for (const char* flow : {"exits_persons", "entries_persons", "returns_persons"}) {
        const std::vector<double> months = series_of(outcomes, r, mix, flow);
        for (std::size_t t = 0; t < months.size(); ++t)
          EXPECT_TRUE(months[t] == 0 || t % 12 == 11) << flow << " in month " << t;
      }
}

// Mixes without measures under a rule and under stricter ones: never fewer in the register. The share that is
// out is held against it only where nobody enters from outside, since newcomers count in it once they enter.
void expect_stricter(const std::string& what, const std::function<void(RegisterRules&, int)>& set, int steps,
                     bool newcomers = true) {
  if (newcomers) expect_stricter(what, set, steps, false);
  const Scenario place = newcomers ? settled() : without_newcomers(settled());
  const Population people = make_population(place);
  std::vector<Outcomes> by_step;
  for (int step = 0; step < steps; ++step) {
    Scenario changed = place;
    set(changed.registry, step);
    by_step.push_back(play(changed, people, 10, {"none", "nothing"}));
  }
  int differences = 0;
  for (std::size_t step = 1; step < by_step.size(); ++step)
    for (int r = 0; r < 10; ++r)
      for (const char* mix : {"none", "nothing"}) {
        const auto lax = series_of(by_step[step - 1], r, mix, "registered_persons"),
                   strict = series_of(by_step[step], r, mix, "registered_persons"),
                   lax_out = series_of(by_step[step - 1], r, mix, "exited_share"),
                   strict_out = series_of(by_step[step], r, mix, "exited_share");
        for (std::size_t t = 0; t < lax.size(); ++t) {
          EXPECT_GE(strict[t], lax[t]) << what << ", step " << step << ", month " << t;
          EXPECT_TRUE(newcomers || strict_out[t] <= lax_out[t]) << what << ", step " << step << ", month " << t;
          differences += strict[t] > lax[t];
        }
      }
  EXPECT_GT(differences, 10) << what;
}

TEST(Rules, RarerApprovalKeepsMoreInTheRegister) {
  expect_stricter(
      "approval", [](RegisterRules& rules, int step) { rules.approval = Dated(neutral(1 - 0.2 * step)); }, 4);
}

TEST(Rules, MoreDetectionKeepsMoreInTheRegister) {
  expect_stricter(
      "detection", [](RegisterRules& rules, int step) { rules.detection = Dated(neutral(0.3 * step)); }, 4);
}

TEST(Rules, AHigherMarginKeepsMoreInTheRegister) {
  expect_stricter(
      "margin", [](RegisterRules& rules, int step) { rules.margin = neutral(1 + 0.15 * step); }, 4);
}

TEST(Rules, TwoWindowsAreStricterThanOne) {
  expect_stricter(
      "two windows",
      [](RegisterRules& rules, int step) {
        rules.exit_rule = step == 0 ? ExitRule::one_window : ExitRule::two_windows;
      },
      2);
}

TEST(Rules, ExpensesOnlyPushPeopleBack) {
  expect_stricter(
      "expenses", [](RegisterRules& rules, int step) { rules.expenses_count = step > 0; }, 2);
}

TEST(Rules, IncomeWithoutAidIsStricter) {
  expect_stricter(
      "income without aid",
      [](RegisterRules& rules, int step) { rules.exit_income = step == 0 ? ExitIncome::all : ExitIncome::without_aid; },
      2);
}

TEST(Rules, ExpensesAtAnExitAreStricter) {
  expect_stricter(
      "expenses at an exit", [](RegisterRules& rules, int step) { rules.exit_expenses = step > 0; }, 2);
}

TEST(Rules, LongerRunsAboveTheLineAreStricter) {
  // Cost that pushes a household back does not bar an exit, so it is left out.
  expect_stricter(
      "months above the line",
      [](RegisterRules& rules, int step) {
        rules.held_months = neutral(4 * step);
        rules.expenses_count = false;
      },
      4);
}

TEST(Rules, StepsThatRefuseAreStricter) {
  expect_stricter(
      "a step that refuses", [](RegisterRules& rules, int step) { rules.exit_steps[1].refused = neutral(0.3 * step); },
      3);
}

double sum_of(const Outcomes& outcomes, int replicate, const std::string& mix, const char* quantity,
              const std::string& group = "") {
  const std::vector<double> series = series_of(outcomes, replicate, mix, quantity, group);
  return std::accumulate(series.begin(), series.end(), 0.0);
}

// Of all mixes and replicates.
double total_of(const Outcomes& outcomes, const char* quantity, const std::string& group = "") {
  double total = 0;
  for (int r = 0; r < static_cast<int>(outcomes.of.size()); ++r)
    for (const std::string& mix : outcomes.mixes) total += sum_of(outcomes, r, mix, quantity, group);
  return total;
}

TEST(Procedure, HasFourStepsOutAndSevenIn) {
  const RegisterRules rules;
  EXPECT_EQ(rules.exit_steps.size(), 4u);
  EXPECT_EQ(rules.entry_steps.size(), 7u);
  double out = 0, in = 0;
  for (const ProcedureStep& step : rules.exit_steps) out += step.days;
  for (const ProcedureStep& step : rules.entry_steps) in += step.days;
  EXPECT_EQ(out, 13);
  EXPECT_EQ(in, 20);
  EXPECT_EQ(waits(rules, rules.rounds[0], false), 1);
  EXPECT_EQ(waits(rules, rules.rounds[0], true), 1);
}

TEST(Procedure, DelaysWhatComesIntoForce) {
  Scenario place = settled();
  place.registry.entry_steps[2].days = neutral(50);  // 11 + 20 + 50 days: January
  EXPECT_EQ(waits(place.registry, place.registry.rounds[0], true), 2);
  const Outcomes outcomes = play(place, 5, {"none"});
  double entered = 0;
  for (int r = 0; r < 5; ++r)
    for (const char* flow : {"exits_persons", "entries_persons", "returns_persons"}) {
      const bool out = std::string(flow) == "exits_persons";
      const std::vector<double> months = series_of(outcomes, r, "none", flow);
      for (std::size_t t = 0; t < months.size(); ++t) {
        EXPECT_TRUE(months[t] == 0 || t % 12 == (out ? 11u : 0u)) << flow << " in month " << t;
        entered += out ? 0 : months[t];
      }
    }
  EXPECT_GT(entered, 0);
}

TEST(Procedure, RefusesInAnyOfItsSteps) {
  Scenario place = settled();
  for (ProcedureStep& step : place.registry.entry_steps) step.refused = neutral(0.2);
  const int replicates = 40;
  const Outcomes strict = play(place, replicates, {"none"}), lax = play(settled(), replicates, {"none"});
  // In the first round seven steps let 0.8^7 = 0.21 of the cases pass.
  double in = 0, found = 0;
  for (int r = 0; r < replicates; ++r)
    for (const char* flow : {"entries_persons_year", "returns_persons_year"}) {
      in += value_of(strict, r, "none", flow, "2017");
      found += value_of(lax, r, "none", flow, "2017");
    }
  EXPECT_GT(found, 400);
  EXPECT_NEAR(in / found, 0.21, 0.06);
  EXPECT_GT(total_of(strict, "turned_away_persons_year"), 0);
  EXPECT_EQ(total_of(lax, "turned_away_persons_year"), 0);
}

TEST(Rounds, MayBeHeldInSomeYearsAndForOneKindOnly) {
  Scenario place = settled();
  place.registry.rounds[0].until = Month::of(2017, 11);
  Round other = place.registry.rounds[0];
  other.from = Month::of(2018, 1);
  other.until.reset();
  other.kind = RoundKind::entries;
  place.registry.rounds.push_back(other);
  const Outcomes outcomes = play(place, 5), base = play(settled(), 5);
  for (int r = 0; r < 5; ++r)
    for (const std::string& mix : outcomes.mixes) {
      EXPECT_EQ(value_of(outcomes, r, mix, "exits_persons_year", "2017"),
                value_of(base, r, mix, "exits_persons_year", "2017"));
      EXPECT_EQ(value_of(outcomes, r, mix, "exits_persons_year", "2018"), 0);
      EXPECT_EQ(value_of(outcomes, r, mix, "returns_persons_year", "2018"),
                value_of(base, r, mix, "returns_persons_year", "2018"));
    }
}

TEST(Vetoes, ForbidExitsAndEntries) {
  const auto with = [](const std::string& who, bool of_entry) {
    Scenario place = settled();
    Veto veto;
    veto.id = "test";
    veto.who = who;
    veto.of_entry = of_entry;
    place.registry.vetoes.push_back(veto);
    return play(place, 5);
  };
  const Outcomes base = play(settled(), 5);
  EXPECT_TRUE(same_bytes(base, with("size < 1", false)));
  EXPECT_TRUE(same_bytes(base, with("size < 1", true)));
  const Outcomes nobody_out = with("size >= 1", false), nobody_in = with("size >= 1", true);
  EXPECT_EQ(total_of(nobody_out, "exits_persons"), 0);
  EXPECT_GT(value_of(nobody_out, 0, "none", "held_back_share", "2017", "veto"), 0);
  EXPECT_EQ(total_of(nobody_in, "entries_persons") + total_of(nobody_in, "returns_persons"), 0);
  EXPECT_GT(total_of(nobody_in, "turned_away_persons_year"), 0);
  const Outcomes no_ill_out = with("ill > 0 or severe", false);
  EXPECT_GT(total_of(no_ill_out, "exits_persons"), 0);
  EXPECT_LT(total_of(no_ill_out, "exits_persons"), total_of(base, "exits_persons"));
}

TEST(CleanOut, IsACounterOfItsOwn) {
  Scenario place = settled();
  place.registry.wrong_from = neutral(1.05);
  const Outcomes off = play(place, 10);
  place.registry.data_match = neutral(1);
  const Outcomes on = play(place, 10);
  EXPECT_EQ(total_of(off, "clean_outs_persons"), 0);
  EXPECT_GT(total_of(on, "clean_outs_persons"), 100);
  EXPECT_LT(total_of(on, "exits_persons"), total_of(off, "exits_persons"));
  for (int r = 0; r < 10; ++r)
    for (std::size_t m = 0; m < on.mixes.size(); ++m) {
      EXPECT_EQ(unbalanced_months(on, static_cast<std::size_t>(r), m), 0);
      EXPECT_EQ(sum_of(on, r, on.mixes[m], "clean_outs_persons"),
                sum_of(on, r, on.mixes[m], "clean_outs_persons_year"));
    }
}

TEST(Causes, OfReturnsAddUp) {
  const Outcomes outcomes = play(settled(), 10);
  double with_cause = 0, all = 0;
  for (int r = 0; r < 10; ++r)
    for (const std::string& mix : outcomes.mixes)
      for (const char* year : {"2016", "2017", "2018"}) {
        double sum = 0;
        for (const std::string& trigger : trigger_ids())
          sum += value_of(outcomes, r, mix, "returns_by_trigger_year", year, trigger);
        EXPECT_EQ(sum, value_of(outcomes, r, mix, "returns_persons_year", year));
        all += sum;
        with_cause += sum - value_of(outcomes, r, mix, "returns_by_trigger_year", year, "other");
      }
  EXPECT_GT(with_cause, 0.2 * all);
}

// A world with one kind of misfortune knows one cause beside "other"; its twin without it knows none.
TEST(Causes, AreThoseOfTheWorld) {
  const auto calm = [] {
    Scenario place = settled();
    for (Datum* rate : {&place.shocks.illness_rate, &place.shocks.weather_rate, &place.shocks.job_loss,
                        &place.shocks.visit_rate, &place.shocks.visit_rate_ill, &place.shocks.price_sd})
      *rate = neutral(0);
    for (Guarantee& guarantee : place.guarantees) guarantee.loss = guarantee.missing = neutral(0);
    place.registry.detection = Dated(neutral(1));
    place.registry.expenses_count = false;  // nor does schooling push anybody back
    return place;
  };
  const auto share = [](const Scenario& place, const char* cause) {
    const Outcomes outcomes = play(place, 10, {"none"});
    const double all =
        total_of(outcomes, "returns_by_trigger_year", cause) + total_of(outcomes, "returns_by_trigger_year", "other");
    EXPECT_EQ(all, total_of(outcomes, "returns_persons_year")) << cause;
    return total_of(outcomes, "returns_by_trigger_year", cause) / all;
  };
  Scenario ill = calm(), struck = calm(), jobless = calm(), unsafe = calm(), cheap = calm();
  cheap.shocks.price_sd = neutral(0.2);
  ill.shocks.illness_rate = neutral(0.1);
  struck.shocks.weather_rate = neutral(0.5);
  jobless.shocks.job_loss = neutral(0.2);
  for (Guarantee& guarantee : unsafe.guarantees) guarantee.loss = neutral(0.01);
  EXPECT_EQ(share(calm(), "illness"), 0);
  EXPECT_GT(share(ill, "illness"), 0.2);
  EXPECT_GT(share(struck, "harvest"), 0.1);
  EXPECT_GT(share(jobless, "job"), 0.1);
  EXPECT_GT(share(unsafe, "guarantee"), 0.1);
  EXPECT_GT(share(cheap, "price"), 0.1);
  EXPECT_EQ(share(calm(), "price"), 0);
}

TEST(Causes, NameMeasuresThatEnded) {
  Scenario place = settled();
  Mix withdrawn = mix_of(place, "open");
  withdrawn.id = "withdrawn";
  withdrawn.withdraw_after = 2;
  place.mixes.push_back(withdrawn);
  const Outcomes outcomes = play(place, 20, {"none", "open", "withdrawn"});
  const auto ended = [&](const char* mix) {
    double sum = 0;
    for (int r = 0; r < 20; ++r) sum += sum_of(outcomes, r, mix, "returns_by_trigger_year", "measure");
    return sum;
  };
  EXPECT_EQ(ended("none"), 0);
  EXPECT_GT(ended("withdrawn"), 2 * ended("open"));
}

// Lost with 0.05 and regained with 0.15 a month, a quarter lacks it in the long run; never regained, most do.
TEST(Guarantees, AreLostAndRegained) {
  const auto share = [](double regain) {
    Scenario place = larger(settled(), 5);
    for (Guarantee& guarantee : place.guarantees) {
      guarantee.loss = neutral(0.05);
      guarantee.regain = neutral(regain);
      guarantee.who = "";
    }
    place.months = 48;
    const Population people = make_population(place);
    const Study study(place, people);
    Lives lives(study, 1, 0);
    play_lives(lives, place.end_month() - 1);
    double missing = 0;
    for (std::size_t i = 0; i < lives.households(); ++i)
      for (std::size_t g = 0; g < place.guarantees.size(); ++g) missing += (lives.missing[i] >> g) & 1;
    return missing / static_cast<double>(lives.households() * place.guarantees.size());
  };
  EXPECT_NEAR(share(0.15), 0.25, 0.03);
  EXPECT_GT(share(0), 0.85);
}

TEST(Support, EndsAtTheMeanIncomeOfThePlace) {
  Scenario place = settled();
  const Outcomes base = play(place, 5, {"open"});
  place.registry.unsupported_from = neutral(0.4);
  const Outcomes ended = play(place, 5, {"open"});
  for (int r = 0; r < 5; ++r) {
    EXPECT_EQ(value_of(base, r, "open", "unsupported_persons", "start"), 71);
    EXPECT_GT(value_of(ended, r, "open", "unsupported_persons", "2018-12"),
              value_of(base, r, "open", "unsupported_persons", "2018-12"));
  }
  EXPECT_LT(total_of(ended, "spending_year", "clinic"), total_of(base, "spending_year", "clinic"));
}

// The register of a line that is the exit line itself is the register; that of a higher one holds it.
TEST(Lines, HaveRegistersOfTheirOwn) {
  Scenario place = settled();
  Line high = place.lines[0];
  high.id = "high";
  for (Dated::Step& step : high.value.steps) step.datum.value *= 1.4;
  place.lines.push_back(high);
  place.registry.lines = {"exit", "high"};
  const Outcomes outcomes = play(place, 5);
  const Outcomes base = play(settled(), 5);
  double more = 0;
  for (int r = 0; r < 5; ++r)
    for (const std::string& mix : outcomes.mixes) {
      for (const char* year : {"2017", "2018"}) {
        const double same = value_of(outcomes, r, mix, "registered_by_line", year, "exit"),
                     wider = value_of(outcomes, r, mix, "registered_by_line", year, "high");
        EXPECT_EQ(same, value_of(outcomes, r, mix, "registered_persons", std::string(year) + "-12")) << mix;
        EXPECT_GE(wider, same);
        more += wider - same;
        EXPECT_NEAR(value_of(outcomes, r, mix, "below_line_persons", year, "exit") / 701,
                    value_of(outcomes, r, mix, "poor_share", std::string(year) + "-12"), 1e-12);
        EXPECT_GE(value_of(outcomes, r, mix, "below_line_persons", year, "high"),
                  value_of(outcomes, r, mix, "below_line_persons", year, "exit"));
      }
      EXPECT_EQ(series_of(outcomes, r, mix, "poor_share"), series_of(base, r, mix, "poor_share"));
    }
  EXPECT_GT(more, 0);
}

TEST(Villages, LeaveWhenFewAreRegistered) {
  Scenario place = without_newcomers(settled({"randomness=false"}));
  for (Line& line : place.lines)
    if (line.id == "exit") line.value = Dated(neutral(1));
  for (Guarantee& guarantee : place.guarantees) guarantee.missing.value = 0;
  const Outcomes outcomes = play(place, 1, {"none"});
  EXPECT_EQ(value_of(outcomes, 0, "none", "villages_out", "2017-11"), 0);
  EXPECT_EQ(value_of(outcomes, 0, "none", "villages_out", "2017-12"), 8);
  EXPECT_EQ(value_of(outcomes, 0, "none", "place_out", "2017-11"), 0);
  EXPECT_EQ(value_of(outcomes, 0, "none", "place_out", "2017-12"), 1);
  place.registry.village_exit.village_rate = place.registry.village_exit.place_rate = neutral(0);  // never below
  EXPECT_EQ(total_of(play(place, 1, {"none"}), "villages_out"), 0);
  // 438 registered of 43,800: one in a hundred everywhere on average, so the place is out from the start.
  place.registry.village_exit = VillageExit();
  place.registry.village_exit.rural_persons = neutral(43800);
  EXPECT_EQ(value_of(play(place, 1, {"none"}), 0, "none", "place_out", "start"), 1);
}

TEST(Ledger, PlansThoseNearTheLine) {
  Scenario place = settled();
  Measure help = measure_of(place, "shares");
  help.id = "push";
  help.who = "planned";
  help.take_up = Dated(neutral(1));
  place.measures.push_back(help);
  Item item;
  item.measure = "push";
  mix_of(place, "none").items = {item};
  const auto enrolled = [&](double from) {
    place.registry.planned_from = neutral(from);
    return total_of(play(place, 3, {"none"}), "enrolled_households", "push");
  };
  const double near = enrolled(0.9), wide = enrolled(0.5);
  EXPECT_GT(near, 0);
  EXPECT_GT(wide, near);
  EXPECT_EQ(enrolled(100), 0);
}

// Where everybody leaves in the first round, a mix that withdraws after three months pays nothing later.
TEST(Withdrawal, EndsAllSpendingOnThoseWhoAreOut) {
  Scenario place = without_newcomers(settled({"randomness=false"}));
  for (Line& line : place.lines)
    if (line.id == "exit") line.value = Dated(neutral(1));
  for (Guarantee& guarantee : place.guarantees) guarantee.missing.value = 0;
  Mix withdrawn = mix_of(place, "open");
  withdrawn.id = "withdrawn";
  withdrawn.withdraw_after = 3;
  place.mixes.push_back(withdrawn);
  const Outcomes outcomes = play(place, 1, {"open", "withdrawn"});
  ASSERT_EQ(value_of(outcomes, 0, "withdrawn", "exited_share", "2017-12"), 1);
  double before = 0, kept = 0;
  for (const Measure& measure : place.measures) {
    const auto open = series_of(outcomes, 0, "open", "spending", measure.id),
               ended = series_of(outcomes, 0, "withdrawn", "spending", measure.id);
    for (std::size_t t = 0; t < open.size(); ++t) {
      EXPECT_EQ(ended[t], t > 14 ? 0 : open[t]) << measure.id << " month " << t;
      (t > 14 ? kept : before) += open[t];
    }
    EXPECT_EQ(value_of(outcomes, 0, "withdrawn", "enrolled_households", "2018", measure.id), 0) << measure.id;
  }
  EXPECT_GT(before, 0);
  EXPECT_GT(kept, 0);
}

TEST(Withdrawal, MakesNobodySelfReliant) {
  Scenario place = settled();
  Mix withdrawn = mix_of(place, "open");
  withdrawn.id = "withdrawn";
  withdrawn.withdraw_after = 2;
  place.mixes.push_back(withdrawn);
  const int replicates = 20;
  const Outcomes outcomes = play(place, replicates, {"open", "withdrawn"});
  double own = 0, returns = 0;
  for (int r = 0; r < replicates; ++r) {
    own += value_of(outcomes, r, "withdrawn", "self_reliant_share", "2018-12") -
           value_of(outcomes, r, "open", "self_reliant_share", "2018-12");
    returns += value_of(outcomes, r, "withdrawn", "returns_persons_year", "2018") -
               value_of(outcomes, r, "open", "returns_persons_year", "2018");
  }
  EXPECT_LT(own, 0);
  EXPECT_GT(returns, 0);
}

}  // namespace
}  // namespace tuiyan
