// What is remembered of households: spells, stable exits, years in poverty, targeting, kinds.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "io/outcome_tables.h"
#include "sim/cost.h"
#include "sim/course.h"
#include "sim/kinds.h"
#include "tests/made_up_outcomes.h"
#include "tests/places.h"

namespace tuiyan {
namespace {

// A place whose months a test plays by hand, on one block.
struct Played {
  Scenario place;
  Population people;
  Study study;
  Lives lives;
  Course course;

  explicit Played(Scenario scenario)
      : place(std::move(scenario)),
        people(make_population(place)),
        study(place, people),
        lives(study, 1, 0),
        course(study, lives, place.mix_index("none")) {
    begin_lives(lives, {});
  }
  void put(std::size_t household, Status status, Month month) {
    course.status[household] = status;
    if (status == Status::exited) {
      course.exit_month[household] = static_cast<std::int16_t>(month.index);
      course.exited_once[household] = 1;
    }
    note_states(course, 0, month);
  }
};

Scenario five_years() {
  Scenario place = small_place();
  place.months = 60;
  return place;
}

Scenario nobody_changes() {
  Scenario place = five_years();
  place.demography.natural_change = false;
  return place;
}

TEST(History, SpellsAreCountedWhenStatesChange) {
  Played played(nobody_changes());
  const Month opening = played.place.start - 1;
  played.put(0, Status::exited, opening + 12);
  played.put(1, Status::exited, opening + 12);
  played.put(1, Status::registered, opening + 36);  // a return
  played.put(2, Status::gone, opening + 7);
  played.put(3, Status::outside, opening + 24);  // cleaned out
  const Histories seen = closed(played.course);
  const SpellCounts opened = seen.registered_at_opening.counts(), out = seen.out.counts(),
                    fresh = seen.registered.counts();
  EXPECT_EQ(seen.registered_at_opening.spells(), 210);
  EXPECT_EQ(opened.events[ending::left][12], 2);
  EXPECT_EQ(opened.events[ending::dissolved][7], 1);
  EXPECT_EQ(opened.events[ending::cleaned_out][24], 1);
  EXPECT_EQ(opened.at_risk[8], 209);
  EXPECT_EQ(opened.at_risk[60], 206);
  EXPECT_EQ(out.events[ending::left][24], 1);
  EXPECT_EQ(out.at_risk[48], 1) << "the other is out to the end";
  EXPECT_EQ(fresh.at_risk[24], 1) << "registered again, to the end";
}

TEST(History, WhoIsGoneBeforeTheOpeningIsNotAtRisk) {
  Played played(nobody_changes());
  played.put(0, Status::gone, played.place.start - 3);
  EXPECT_EQ(closed(played.course).registered_at_opening.spells(), 209);
}

TEST(History, AnExitIsStableAfterTwoYearsAboveTheLine) {
  Played played(nobody_changes());
  const Month opening = played.place.start - 1;
  for (std::size_t i = 0; i < 5; ++i) played.put(i, Status::exited, opening + 12);
  played.put(5, Status::exited, opening + 48);  // too late to be followed
  played.course.histories.dipped[1] = 1;
  played.put(2, Status::registered, opening + 36);  // within 24 months
  played.put(3, Status::registered, opening + 48);  // later
  played.put(4, Status::gone, opening + 20);        // neither
  const Histories seen = closed(played.course);
  EXPECT_EQ(seen.exits_followed, 4);
  EXPECT_EQ(seen.exits_stable, 2);
}

// One household far below the line, all others far above.
TEST(History, LooksFindWhoIsPoorAndWhoIsReached) {
  Played played(nobody_changes());
  Course& course = played.course;
  SharedIncome shared{};
  const Month opening = played.place.start - 1;
  for (int year = 0; year <= 3; ++year) {
    const Month month = opening + 12 * year;
    const auto line = static_cast<std::int64_t>(played.study.poverty_line(month) * 100 + 0.5);
    for (std::size_t i = 0; i < played.lives.households(); ++i) shared.all[i] = 3 * line * played.lives.size[i];
    shared.all[0] = line * played.lives.size[0] / 2;                     // poor in every year
    if (year >= 1) shared.all[1] = line * played.lives.size[1] * 3 / 4;  // from the first year on
    if (year == 2) shared.all[2] = 0;                                    // in one year
    shared.all[300] = line * played.lives.size[300] * 11 / 10;           // just above
    if (year >= 3) course.open_ledger(0).aid12 = 100;                    // fen
    ASSERT_EQ(look_of(course, month), year);
    look_back(course, 0, month, shared);
  }
  EXPECT_EQ(look_of(course, opening + 13), -1);
  const Histories seen = closed(course);
  const YearLook& first = seen.looks[0];
  const std::int64_t size0 = played.lives.size[0], size1 = played.lives.size[1], size2 = played.lives.size[2];
  EXPECT_EQ(first.poor, size0);
  EXPECT_EQ(first.poor_outside, 0);
  EXPECT_EQ(first.registered - first.registered_above, size0);
  EXPECT_EQ(first.near, played.lives.size[300]);
  EXPECT_EQ(seen.looks[1].fell, size1);
  EXPECT_EQ(seen.looks[2].fell, size2);
  EXPECT_EQ(seen.looks[2].need_enrolled, 0);
  EXPECT_EQ(seen.looks[3].need_enrolled, size0);
  EXPECT_EQ(seen.looks[3].lifted, size0);
  EXPECT_EQ(seen.looks[3].overtaking, 0);
  // Poor from the second look to the fourth: two more years watched; the third household one year and out.
  const SpellCounts poor = seen.poor_years.counts(), above = seen.above_years.counts();
  EXPECT_EQ(poor.at_risk[1], 2);
  EXPECT_EQ(poor.events[ending::left][1], 1);
  EXPECT_EQ(poor.at_risk[2], 1);
  EXPECT_EQ(poor.events[ending::left][2], 0);
  EXPECT_EQ(above.at_risk[1], 0) << "it was seen to leave at the last look";
  EXPECT_EQ(seen.years[0], 3);
  EXPECT_EQ(seen.poor_looks[1], 3);
  EXPECT_EQ(seen.poor_looks[2], 1);
}

TEST(History, ChronicAndTransientPartsAddUp) {
  const Outcomes outcomes = play(five_years(), 4);
  const std::string end = "2021-12";
  for (int r = 0; r < 4; ++r)
    for (const std::string& mix : outcomes.mixes) {
      const auto at = [&](const char* id) { return value_of(outcomes, r, mix, id, end); };
      EXPECT_NEAR(at("squared_gap"), at("chronic_poverty") + at("transient_poverty"), 1e-12);
      EXPECT_GT(at("chronic_poverty"), 0);
      EXPECT_GT(at("transient_poverty"), 0);
      EXPECT_DOUBLE_EQ(at("transient_share"), at("transient_poverty") / at("squared_gap"));
      const double third = value_of(outcomes, r, mix, "poverty_exit_hazard", end, "3");
      const double first = value_of(outcomes, r, mix, "poverty_exit_hazard", end, "1");
      EXPECT_TRUE(third > 0 ? at("exit_hazard_ratio") == first / third : std::isnan(at("exit_hazard_ratio")));
      EXPECT_LE(at("always_poor_share"), at("sometimes_poor_share"));
    }
}

TEST(History, KindsAddUpToTheWhole) {
  const Scenario place = five_years();
  const Outcomes outcomes = play(place, 3);
  const std::string end = "2021-12";
  for (int r = 0; r < 3; ++r)
    for (const std::string& mix : outcomes.mixes) {
      const auto persons = [&](const std::string& kind) {
        return value_of(outcomes, r, mix, "kind_persons", end, kind);
      };
      const auto out = [&](const std::string& kind) {
        const double share = value_of(outcomes, r, mix, "kind_exited_share", end, kind);
        return std::isnan(share) ? 0 : share * persons(kind);
      };
      double in_villages = 0, out_in_villages = 0;
      for (const std::string& village : villages_of(place))
        in_villages += persons(village), out_in_villages += out(village);
      const double all_out = value_of(outcomes, r, mix, "persons_out", end);
      for (const auto& parts : {std::vector<std::string>{"head_female", "head_male"},
                                {"head_under_45", "head_45_to_59", "head_60_up"},
                                {"disabled", "not_disabled"},
                                {"with_worker", "without_worker"}}) {
        double sum = 0, sum_out = 0;
        for (const std::string& part : parts) sum += persons(part), sum_out += out(part);
        EXPECT_EQ(sum, in_villages) << parts[0];
        EXPECT_NEAR(sum_out, all_out, 1e-6) << parts[0];
      }
      EXPECT_NEAR(out_in_villages, all_out, 1e-6);
      const double share = value_of(outcomes, r, mix, "exited_share", end);
      EXPECT_NEAR(share * in_villages, all_out, 1e-6);
    }
}

TEST(History, DatesFollowTheCurve) {
  const Outcomes outcomes = play(five_years(), 4);
  const std::string end = "2021-12";
  for (int r = 0; r < 4; ++r)
    for (const std::string& mix : outcomes.mixes)
      for (const char* share : {"50", "90"}) {
        const double months = value_of(outcomes, r, mix, "exit_date", end, share);
        const double left = 1 - std::stod(share) / 100;
        const auto still = [&](int month) {
          return value_of(outcomes, r, mix, "still_poor", end, std::to_string(month)) +
                 value_of(outcomes, r, mix, "dissolved_by", end, std::to_string(month));
        };
        if (std::isinf(months)) {
          EXPECT_GT(still(60), left - 0.05) << "at the end";
        } else {
          EXPECT_LE(still(static_cast<int>(months)), left + 1e-9);
          EXPECT_GT(still(static_cast<int>(months) - 1), left);
        }
      }
}

TEST(History, ARunOfAFewMonthsHasNoYears) {
  Scenario place = small_place();
  place.months = 5;
  const Outcomes outcomes = play(place, 1);
  EXPECT_EQ(outcomes.shape.find_series("vulnerability"), nullptr);
  EXPECT_TRUE(std::isnan(value_of(outcomes, 0, "none", "squared_gap", "2017-05")));
  EXPECT_GT(value_of(outcomes, 0, "none", "exclusion_error", "start"), 0);
}

TEST(OutcomeTables, SayWhatIsNotReachedAndWhatCanNotBeTold) {
  Result result;
  result.scenario = made_up_scenario();
  result.outcomes = made_up_outcomes(result.scenario, 40);
  const int date = result.outcomes.shape.find_series("exit_date", "90")->first;
  for (std::size_t r = 0; r < 40; ++r)
    for (auto& outcome : result.outcomes.of[r])
      outcome[static_cast<std::size_t>(date)] = r < 30 ? std::numeric_limits<double>::infinity() : 48;
  const Comparison comparison(result.outcomes);
  for (const Language language : {Language::zh, Language::en}) {
    const std::vector<OutcomeTable> tables = outcome_tables(result, comparison, 0, language);
    const auto& ids = outcome_table_ids();
    for (const OutcomeTable& table : tables) {
      EXPECT_NE(std::find(ids.begin(), ids.end(), table.id), ids.end()) << table.id;
      EXPECT_EQ(table.heads.size(), table.units.size()) << table.id;
      for (const auto& row : table.rows) EXPECT_EQ(row.size(), table.heads.size()) << table.id;
    }
    ASSERT_EQ(tables.front().id, "dates");
    const TextCell& cell = tables.front().rows[1][2];
    EXPECT_EQ(cell.value, language == Language::zh ? "到2021年12月未达到" : "not reached by December 2021");
    EXPECT_NE(cell.range.find(language == Language::zh ? "40 次中 30 次未达到" : "not reached in 30 of 40"),
              std::string::npos)
        << cell.range;
  }
}

}  // namespace
}  // namespace tuiyan
