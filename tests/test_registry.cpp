// The register keeps its books: stocks and flows balance, nothing happens before the start, and every rule
// moves the result the way it says.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <numeric>

#include "tests/places.h"

namespace tuiyan {
namespace {

Scenario without_newcomers(Scenario place) {
  for (GroupRules& group : place.people.groups)
    if (group.standing != Standing::registered) group.households = group.persons = 0;
  return place;
}

// Every stock of persons is the one before + entries + returns - exits; `months` checked.
int unbalanced_months(const Outcomes& outcomes, std::size_t replicate, std::size_t mix) {
  const std::string& id = outcomes.mixes[mix];
  const int r = static_cast<int>(replicate);
  const std::vector<double> stock = series_of(outcomes, r, id, "registered_persons"),
                            exits = series_of(outcomes, r, id, "exits_persons"),
                            entries = series_of(outcomes, r, id, "entries_persons"),
                            returns = series_of(outcomes, r, id, "returns_persons");
  int wrong = 0;
  for (std::size_t t = 0; t < exits.size(); ++t) wrong += stock[t + 1] != stock[t] + entries[t] + returns[t] - exits[t];
  return wrong;
}

// A place without births, deaths and moves, which would stand beside the decisions of the register.
Scenario unchanged_place() {
  Scenario place = small_place();
  place.demography.natural_change = false;
  return place;
}

TEST(Balance, OfPersonsEveryMonth) {
  const Outcomes outcomes = play(unchanged_place(), 10);
  double exits = 0, entries = 0, returns = 0;
  for (std::size_t r = 0; r < outcomes.of.size(); ++r)
    for (std::size_t m = 0; m < outcomes.mixes.size(); ++m) {
      EXPECT_EQ(unbalanced_months(outcomes, r, m), 0) << outcomes.mixes[m];
      const auto sum = [&](const char* quantity) {
        const std::vector<double> series = series_of(outcomes, static_cast<int>(r), outcomes.mixes[m], quantity);
        return std::accumulate(series.begin(), series.end(), 0.0);
      };
      exits += sum("exits_persons"), entries += sum("entries_persons"), returns += sum("returns_persons");
    }
  EXPECT_GT(exits, 1000);
  EXPECT_GT(entries, 100);
  EXPECT_GT(returns, 100);
}

// Where everybody lives alone, households must balance as persons do.
TEST(Balance, OfHouseholdsWhereEverybodyLivesAlone) {
  Scenario place = unchanged_place();
  for (GroupRules& group : place.people.groups) group.persons = group.households;
  const Outcomes outcomes = play(place, 5);
  for (std::size_t r = 0; r < outcomes.of.size(); ++r)
    for (std::size_t m = 0; m < outcomes.mixes.size(); ++m) {
      const std::string& mix = outcomes.mixes[m];
      const int replicate = static_cast<int>(r);
      EXPECT_EQ(unbalanced_months(outcomes, r, m), 0) << mix;
      EXPECT_EQ(series_of(outcomes, replicate, mix, "registered_households"),
                series_of(outcomes, replicate, mix, "registered_persons"));
      EXPECT_EQ(series_of(outcomes, replicate, mix, "exits_households"),
                series_of(outcomes, replicate, mix, "exits_persons"));
    }
}

// Without newcomers and earlier exits: out + registered = all, and the curve of those still poor ends the way
// the exits say.
TEST(Balance, OfSharesWhereNobodyElseCanEnter) {
  const Outcomes outcomes = play(without_newcomers(unchanged_place()), 5);
  for (int r = 0; r < 5; ++r)
    for (const std::string& mix : outcomes.mixes) {
      const std::vector<double> out = series_of(outcomes, r, mix, "exited_share"),
                                stock = series_of(outcomes, r, mix, "registered_persons"),
                                entries = series_of(outcomes, r, mix, "entries_persons");
      for (std::size_t t = 0; t < out.size(); ++t) EXPECT_NEAR(out[t], 1 - stock[t] / stock[0], 1e-12) << mix;
      EXPECT_EQ(std::accumulate(entries.begin(), entries.end(), 0.0), 0);
    }
}

TEST(Outcomes, SharesLieBetweenNoneAndAll) {
  const Outcomes outcomes = play(small_place(), 10);
  int defined = 0;
  for (const auto& mixes : outcomes.of)
    for (const Outcome& outcome : mixes)
      for (std::size_t p = 0; p < outcome.size(); ++p) {
        const Quantity& what = quantities()[static_cast<std::size_t>(outcomes.shape.points[p].quantity)];
        if (what.unit == "share" && !std::isnan(outcome[p])) {
          ++defined;
          EXPECT_TRUE(outcome[p] >= 0 && outcome[p] <= 1) << what.id << " " << outcome[p];
        }
        EXPECT_FALSE(std::isinf(outcome[p])) << what.id;
      }
  EXPECT_GT(defined, 5000);
}

TEST(Outcomes, PartsNeverExceedTheWhole) {
  const Outcomes outcomes = play(small_place(), 5);
  for (int r = 0; r < 5; ++r)
    for (const std::string& mix : outcomes.mixes) {
      const auto out = series_of(outcomes, r, mix, "exited_share"),
                 own = series_of(outcomes, r, mix, "self_reliant_share"),
                 back = series_of(outcomes, r, mix, "returned_share"), poor = series_of(outcomes, r, mix, "poor_share"),
                 gap = series_of(outcomes, r, mix, "fgt1"), squared = series_of(outcomes, r, mix, "fgt2");
      for (std::size_t t = 0; t < out.size(); ++t) {
        EXPECT_LE(own[t], out[t]);
        EXPECT_LE(out[t] + back[t], 1);
        EXPECT_LE(gap[t], poor[t]);
        EXPECT_LE(squared[t], gap[t]);
      }
      double before = 1, returned = 0;
      for (int month = 0; month <= 24; ++month) {
        const double still = value_of(outcomes, r, mix, "still_poor", "2018-12", std::to_string(month));
        EXPECT_LE(still, before);
        if (month == 0) {
          EXPECT_EQ(still, 1);
        }
        before = still;
        const double within = value_of(outcomes, r, mix, "returned_within", "2018-12", std::to_string(month));
        EXPECT_FALSE(within < returned);  // not defined where nobody has been out for so long
        returned = within;
      }
      EXPECT_LT(before, 1);
    }
}

// Month m of the curve is the end of the m-th counted month: an exit in force in December 2017 shows in month 12.
TEST(Outcomes, TheCurveOfThoseStillPoorFallsWithTheFirstExits) {
  const Outcomes outcomes = play(without_newcomers(small_place()), 5);
  for (int r = 0; r < 5; ++r)
    for (const std::string& mix : outcomes.mixes) {
      const double exits = value_of(outcomes, r, mix, "exits_households", "2017-12");
      EXPECT_GT(exits, 0);
      for (int month = 0; month <= 12; ++month)
        EXPECT_NEAR(value_of(outcomes, r, mix, "still_poor", "2018-12", std::to_string(month)),
                    month < 12 ? 1 : 1 - exits / 210, 1e-12)
            << mix << " month " << month;
    }
}

TEST(LeadIn, PaysAndRepairsButDecidesNothing) {
  Scenario place = small_place();
  place.lead_in = 18;  // a round of the year before falls into it
  const Outcomes outcomes = play(place, 5);
  for (int r = 0; r < 5; ++r)
    for (const std::string& mix : outcomes.mixes) {
      EXPECT_EQ(value_of(outcomes, r, mix, "registered_households", "start"), 210);
      EXPECT_EQ(value_of(outcomes, r, mix, "registered_persons", "start"), 438);
      EXPECT_EQ(value_of(outcomes, r, mix, "exited_share", "start"), 0);
      for (const char* events : {"exits_persons_year", "entries_persons_year", "returns_persons_year"})
        for (const char* year : {"2015", "2016"}) EXPECT_EQ(value_of(outcomes, r, mix, events, year), 0) << events;
    }
  EXPECT_GT(value_of(outcomes, 0, "open", "spending_year", "2015", "roof"), 0);
}

TEST(Rounds, AreTheOnlyMonthsWithEvents) {
  const Outcomes outcomes = play(small_place(), 5);
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
  const Scenario place = newcomers ? small_place() : without_newcomers(small_place());
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

// Where everybody leaves in the first round, a mix that withdraws after three months pays nothing later.
TEST(Withdrawal, EndsAllSpendingOnThoseWhoAreOut) {
  Scenario place = without_newcomers(small_place({"randomness=false"}));
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
  Scenario place = small_place();
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
