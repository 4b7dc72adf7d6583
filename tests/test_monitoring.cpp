// Monitoring: bounded, without effect of its own, and an address for help.
#include <gtest/gtest.h>

#include <cstring>
#include <numeric>

#include "sim/course.h"
#include "sim/monitoring.h"
#include "sim/study.h"
#include "tests/places.h"

namespace tuiyan {
namespace {

Scenario watched() {
  Scenario place = settled();
  place.registry.monitoring.from = Month::of(2017, 7);
  return place;
}

// Adds to the mix `none` a measure for the monitored alone.
void add_help(Scenario& place, double yuan) {
  Measure help;
  help.id = "help";
  help.who = "monitored";
  help.cost.benefit = true;
  IncomeEffect income;
  income.amount = neutral(yuan);
  income.kind = IncomeKind::aid;
  income.per = Per::person;
  help.effects = {{income}};
  place.measures.push_back(help);
  Item item;
  item.measure = "help";
  mix_of(place, "none").items = {item};
}

double total(const Outcomes& outcomes, const char* quantity, const std::string& group = "") {
  double sum = 0;
  for (int r = 0; r < static_cast<int>(outcomes.of.size()); ++r) {
    const std::vector<double> series = series_of(outcomes, r, "none", quantity, group);
    sum += std::accumulate(series.begin(), series.end(), 0.0);
  }
  return sum;
}

TEST(Monitoring, KeepsToItsCapAndBeginsInItsMonth) {
  const Outcomes outcomes = play(watched(), 5), before = play(settled(), 5);
  for (int r = 0; r < 5; ++r)
    for (const std::string& mix : outcomes.mixes) {
      const std::vector<double> monitored = series_of(outcomes, r, mix, "monitored_persons");
      double most = 0;
      for (std::size_t t = 0; t < monitored.size(); ++t) {
        EXPECT_LE(monitored[t], t < 7 ? 0 : 0.05 * 701);
        most = std::max(most, monitored[t]);
      }
      EXPECT_GT(most, 10);
      EXPECT_EQ(series_of(before, r, mix, "monitored_persons"), std::vector<double>(25, 0.0));
    }
}

TEST(Monitoring, ChangesNothingButItsOwnCount) {
  const Outcomes base = play(settled(), 5), outcomes = play(watched(), 5);
  for (std::size_t r = 0; r < 5; ++r)
    for (std::size_t m = 0; m < outcomes.mixes.size(); ++m)
      for (std::size_t p = 0; p < outcomes.shape.points.size(); ++p) {
        const std::string& id = quantities()[static_cast<std::size_t>(outcomes.shape.points[p].quantity)].id;
        if (id == "monitored_persons") continue;
        EXPECT_EQ(std::memcmp(&base.of[r][m][p], &outcomes.of[r][m][p], sizeof(double)), 0) << id;
      }
}

TEST(Monitoring, GivesHelpAnAddress) {
  Scenario place = watched();
  add_help(place, 3000);
  place.registry.monitoring.cap = neutral(0.3);
  place.registry.detection = Dated(neutral(1));
  const Outcomes helped = play(place, 20, {"none"});
  measure_of(place, "help").effects.clear();
  const Outcomes idle = play(place, 20, {"none"});
  place.registry.monitoring.from = place.end_month();
  const Outcomes unwatched = play(place, 20, {"none"});
  EXPECT_GT(total(helped, "enrolled_households", "help"), 100);
  EXPECT_EQ(total(unwatched, "enrolled_households", "help"), 0);
  const auto fallen = [](const Outcomes& outcomes) {
    return total(outcomes, "returns_persons_year") + total(outcomes, "entries_persons_year");
  };
  EXPECT_LT(fallen(helped), 0.95 * fallen(idle));
  EXPECT_EQ(fallen(unwatched), fallen(idle));
}

// The worst score first: who is monitored is poorer than who is not, and a larger cap reaches further up.
TEST(Monitoring, TakesThoseAtRisk) {
  Scenario place = larger(settled(), 4);
  const auto mean_incomes = [&](bool monitored) {
    const Population people = make_population(place);
    const Study study(place, people);
    Lives lives(study, 5, 0);
    begin_lives(lives, {});
    Course course(study, lives, place.mix_index("none"));
    std::vector<float> seen;
    observe(lives, place.first_month(), seen);
    review(course, place.first_month(), seen);
    double sum = 0, persons = 0;
    for (std::size_t i = 0; i < lives.households(); ++i) {
      if (course.status[i] == Status::registered) {
        EXPECT_FALSE(course.file.monitored[i]);
        continue;
      }
      if (static_cast<bool>(course.file.monitored[i]) != monitored) continue;
      sum += lives.market12[i] / 100.0;
      persons += lives.size[i];
    }
    return sum / persons;
  };
  const double narrow = mean_incomes(true);
  EXPECT_LT(narrow, 0.8 * mean_incomes(false));
  place.registry.monitoring.cap = neutral(0.2);
  EXPECT_GT(mean_incomes(true), narrow);
}

}  // namespace
}  // namespace tuiyan
