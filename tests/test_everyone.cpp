// The register of the opening chosen among everybody: up to its number, the poor first but with error, and the whole
// distribution of incomes stays as the scenario gives it.
#include <gtest/gtest.h>

#include <cmath>

#include "sim/course.h"
#include "sim/study.h"
#include "tests/places.h"
#include "tests/small_scenario.h"

namespace tuiyan {
namespace {

constexpr double households = 3000, quota = 300;

Scenario everybody(double selection_sd) {
  Scenario place = small_place();
  GroupRules group = place.people.groups[0];
  group.id = "all";
  group.main.clear();
  group.standing = Standing::everyone;
  group.households = households;
  group.persons = 9000;
  group.without_worker = neutral(0.12);
  place.people.groups = {group};
  place.people.causes.clear();
  place.people.register_quota = quota;
  place.people.selection_sd = neutral(selection_sd);
  place.people.local_income_year = neutral(2016);
  place.people.registered_income_year = neutral(2016);
  for (Mix& mix : place.mixes) mix.items.clear();
  return place;
}

struct Chosen {
  int households = 0;
  double income = 0, others_income = 0;  // market income of 12 months, yuan a person
  double all_income = 0;                 // transfers too
  int others_lacking = 0, lacking = 0;
};

Chosen choose(double selection_sd, std::uint32_t replicate = 0) {
  const Scenario place = everybody(selection_sd);
  const Population people = make_population(place);
  const Study study(place, people);
  Lives lives(study, 5, replicate);
  begin_lives(lives, {});
  Chosen chosen;
  double persons = 0, others = 0;
  const TransferYear year(study, place.first_month() - 1);
  for (std::size_t i = 0; i < people.households.size(); ++i) {
    const bool in = lives.standing(i) == Standing::registered;
    chosen.households += in;
    (in ? chosen.income : chosen.others_income) += lives.market12[i] / 100.0;
    (in ? persons : others) += lives.size[i];
    (in ? chosen.lacking : chosen.others_lacking) += lives.missing[i] != 0;
    chosen.all_income += (lives.market12[i] + static_cast<double>(year.fen(lives.transfer_base[i]))) / 100.0;
  }
  chosen.income /= persons;
  chosen.others_income /= others;
  chosen.all_income /= persons + others;
  return chosen;
}

TEST(Everyone, FillsTheRegisterUpToItsNumberWithThePoor) {
  const Chosen sharp = choose(0), blurred = choose(1.0);
  EXPECT_EQ(sharp.households, quota);
  EXPECT_EQ(blurred.households, quota);
  EXPECT_LT(sharp.income, 0.4 * sharp.others_income);
  EXPECT_GT(blurred.income, 1.3 * sharp.income) << "error takes in those who are not poor";
  EXPECT_GT(sharp.lacking, 30);
  EXPECT_EQ(sharp.others_lacking, 0) << "who was not chosen sees to the guarantees itself";
}

TEST(Everyone, HasTheMeanIncomeOfThePlace) {
  double sum = 0;
  for (std::uint32_t replicate = 0; replicate < 8; ++replicate) sum += choose(0.3, replicate).all_income / 8;
  // 9,000 yuan in the middle of 2016; the year to June 2016 lies half a year back.
  EXPECT_NEAR(sum, 9000, 0.07 * 9000);
}

TEST(Everyone, IsTheSameForEveryMixAndAlone) {
  const Scenario place = everybody(0.3);
  const Outcomes all = play(place, 2), alone = play(place, 2, {"plan"});
  for (int r = 0; r < 2; ++r) {
    EXPECT_EQ(value_of(all, r, "none", "registered_households", "start"), quota);
    EXPECT_EQ(series_of(all, r, "plan", "registered_persons"), series_of(alone, r, "plan", "registered_persons"));
  }
}

TEST(Everyone, NeedsAQuotaAndSomebodyToChooseFrom) {
  EXPECT_FALSE(problems_of(small_with("/people/register_quota", "20")).empty());
  EXPECT_FALSE(problems_of(small_with("/people/groups/2/standing", "\"everyone\"")).empty());
}

TEST(Everyone, PoorestFifthIsTheLowEndOfTheDistribution) {
  IncomeSteps steps;
  for (int yuan = 1000; yuan < 2000; ++yuan) steps.add(std::int64_t{100} * yuan * 2, 2);  // households of two
  EXPECT_NEAR(steps.mean_of_poorest(0.2), 1099.5, 2);
  EXPECT_NEAR(steps.mean_of_poorest(1), 1499.5, 1e-9);
  EXPECT_TRUE(std::isnan(IncomeSteps().mean_of_poorest(0.2)));
}

}  // namespace
}  // namespace tuiyan
