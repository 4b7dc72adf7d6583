// The register keeps its books: stocks and flows balance, parts never exceed the whole, nothing is decided before the
// start.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <numeric>

#include "sim/registry.h"
#include "sim/study.h"
#include "tests/places.h"

namespace tuiyan {
namespace {

TEST(Balance, OfPersonsEveryMonth) {
  const Outcomes outcomes = play(settled(), 10);
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

// With natural change, every year: births and moves in are added at once, deaths and moves out taken off.
TEST(Balance, OfPersonsEveryYearWithNaturalChange) {
  const Outcomes outcomes = play(small_place(), 10);
  double natural = 0;
  for (int r = 0; r < 10; ++r)
    for (const std::string& mix : outcomes.mixes) {
      const auto at = [&](const char* quantity, const char* time, const char* group = "") {
        return value_of(outcomes, r, mix, quantity, time, group);
      };
      double stock = at("registered_persons", "start");
      for (const char* year : {"2017", "2018"}) {
        const double born = at("natural_change_year", year, "births"), died = at("natural_change_year", year, "deaths"),
                     in = at("natural_change_year", year, "moves_in"),
                     out = at("natural_change_year", year, "moves_out");
        stock += at("entries_persons_year", year) + at("returns_persons_year", year) - at("exits_persons_year", year) -
                 at("clean_outs_persons_year", year) + born + in - died - out;
        EXPECT_EQ(at("registered_persons", (std::string(year) + "-12").c_str()), stock) << mix << " " << year;
        natural += born + died + in + out;
      }
    }
  EXPECT_GT(natural, 100);
}

// Where everybody lives alone, households must balance as persons do.
TEST(Balance, OfHouseholdsWhereEverybodyLivesAlone) {
  Scenario place = settled();
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
  const Outcomes outcomes = play(without_newcomers(settled()), 5);
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
  const Outcomes outcomes = play(settled(), 10);
  int defined = 0;
  for (const auto& mixes : outcomes.of)
    for (const Outcome& outcome : mixes)
      for (std::size_t p = 0; p < outcome.size(); ++p) {
        const Quantity& what = quantities()[static_cast<std::size_t>(outcomes.shape.points[p].quantity)];
        if (what.unit == "share" && what.id != "income_growth_year" && !std::isnan(outcome[p])) {
          ++defined;
          EXPECT_TRUE(outcome[p] >= 0 && outcome[p] <= 1) << what.id << " " << outcome[p];
        }
        EXPECT_FALSE(std::isinf(outcome[p]) && what.unit != "months") << what.id;  // a date may not be reached
      }
  EXPECT_GT(defined, 5000);
}

TEST(Outcomes, PartsNeverExceedTheWhole) {
  const Outcomes outcomes = play(settled(), 5);
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

// At any time an exit is followed, has ended in a return, or is seen no more; the share that the counts give is that
// of the curve where nobody was lost from view before.
TEST(Outcomes, ExitsFollowedReturnedAndUnseenAreAllExits) {
  Scenario place = settled();
  place.months = 48;
  const Outcomes outcomes = play(place, 5);
  const std::string end = (place.end_month() - 1).text();
  for (int r = 0; r < 5; ++r)
    for (const std::string& mix : outcomes.mixes) {
      const auto count = [&](const char* id, int month) {
        return value_of(outcomes, r, mix, id, end, std::to_string(month));
      };
      const double all = count("returned_at_risk", 0) + count("returned_unseen", 0);
      EXPECT_GT(all, 0);
      EXPECT_EQ(count("returned_so_far", 0), 0);
      for (int month = 0; month <= 48; month += 12) {
        EXPECT_EQ(count("returned_at_risk", month) + count("returned_so_far", month) + count("returned_unseen", month),
                  all);
        if (month == 0) continue;
        EXPECT_LE(count("returned_at_risk", month), count("returned_at_risk", month - 12));
        EXPECT_GE(count("returned_so_far", month), count("returned_so_far", month - 12));
      }
      EXPECT_EQ(count("returned_at_risk", 48), 0) << "the first exits come into force after the first year";
    }
}

// Month m of the curve is the end of the m-th counted month: an exit in force in December 2017 shows in month 12.
TEST(Outcomes, TheCurveOfThoseStillPoorFallsWithTheFirstExits) {
  const Outcomes outcomes = play(without_newcomers(settled()), 5);
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
  Scenario place = settled();
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

}  // namespace
}  // namespace tuiyan
