// What nobody wrote into the model must come out of it: the longer a household has been poor the smaller its chance to
// leave, and the longer it has been out the smaller its chance to fall back. That comes of households that differ and
// of luck that lasts. A broken twin, with identical households and luck that does not last, must be flat.
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "tests/places.h"

namespace tuiyan {
namespace {

constexpr int replicates = 24, years = 12, shown = 6;

// No programme and no growth; persons who live alone and work.
Scenario still_place() {
  Scenario place = small_place();
  IncomeRules& income = place.income;
  for (Dated* growth :
       {&income.growth_with_worker, &income.growth_without_worker, &income.price_growth, &income.wage_growth})
    *growth = Dated(neutral(0));
  for (Datum* datum : {&income.place_growth_sd, &income.transfer_share, &income.pension}) datum->value = 0;
  place.demography.natural_change = false;
  place.people.running_floor.value = 0;
  place.people.households.clear();
  place.people.causes.clear();
  place.guarantees.clear();
  place.measures.clear();
  place.people.groups = {place.people.groups[0]};
  GroupRules& group = place.people.groups[0];
  group.households = group.persons = 1500;
  for (Datum* datum : {&group.ill, &group.disabled, &group.remote, &group.land, &group.children}) datum->value = 0;
  place.people.registered_income.value = 3000;
  for (Line& line : place.lines) line.value = Dated(neutral(2700));
  place.registry.approval = Dated(neutral(0.8));
  place.registry.detection = Dated(neutral(0.6));
  place.registry.expenses_count = false;
  place.lead_in = 0;
  place.months = 12 * years;
  Mix none;
  none.id = "none";
  place.mixes = {none};
  return place;
}

// Identical households: no difference that stays, no luck that lasts from a year to the next.
Scenario broken_twin() {
  Scenario place = still_place();
  IncomeRules& income = place.income;
  for (Datum* datum : {&income.village_sd, &income.household_sd, &income.persistent_sd, &income.persistence})
    datum->value = 0;
  income.noise_sd.value = 0.45;
  ShockRules& shocks = place.shocks;
  for (Datum* datum :
       {&shocks.illness_rate, &shocks.visit_rate, &shocks.visit_rate_ill, &shocks.weather_rate, &shocks.job_loss})
    datum->value = 0;
  return place;
}

struct Point {
  double mean = 0, error = 0;
};

// Chances by year of the spell: mean over the replicates with its standard error.
std::vector<Point> chances(const Outcomes& outcomes, const std::string& id) {
  std::vector<Point> points;
  for (int year = 1; year <= shown; ++year) {
    double n = 0, sum = 0, squares = 0;
    for (int r = 0; r < replicates; ++r) {
      const double value =
          outcomes.of[static_cast<std::size_t>(r)][0]
                     [static_cast<std::size_t>(outcomes.shape.find_series(id, std::to_string(year))->first)];
      if (std::isnan(value)) continue;
      n += 1, sum += value, squares += value * value;
    }
    const double mean = sum / n;
    points.push_back({mean, std::sqrt(std::max(0.0, squares / n - mean * mean) / n)});
  }
  return points;
}

// How many standard errors the first year's chance lies above that of a later one.
double fall(const std::vector<Point>& points, std::size_t later) {
  return (points[0].mean - points[later].mean) / std::hypot(points[0].error, points[later].error);
}

const char* const hazards[] = {"poverty_exit_hazard", "poverty_return_hazard", "register_exit_hazard", "return_hazard"};

TEST(Emergence, ChancesFallWithTime) {
  const Outcomes outcomes = play(still_place(), replicates);
  for (const char* id : hazards) {
    SCOPED_TRACE(id);
    const std::vector<Point> points = chances(outcomes, id);
    for (std::size_t year = 0; year < points.size(); ++year)
      RecordProperty(std::string(id) + "_" + std::to_string(year + 1), std::to_string(points[year].mean));
    EXPECT_GT(fall(points, 2), 5);
    EXPECT_GT(fall(points, 4), 5);
    EXPECT_LT(points[1].mean, points[0].mean);
    EXPECT_LT(points[3].mean, points[1].mean);
    EXPECT_LT(points[4].mean, 0.8 * points[0].mean);
  }
}

TEST(Emergence, ABrokenTwinIsFlat) {
  const Outcomes outcomes = play(broken_twin(), replicates);
  for (const char* id : hazards) {
    SCOPED_TRACE(id);
    const std::vector<Point> points = chances(outcomes, id);
    for (std::size_t later = 1; later < points.size(); ++later) {
      EXPECT_LT(std::abs(fall(points, later)), 4) << "year " << later + 1;
      EXPECT_NEAR(points[later].mean / points[0].mean, 1, 0.12) << "year " << later + 1;
    }
  }
}

}  // namespace
}  // namespace tuiyan
