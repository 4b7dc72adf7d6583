#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "sim/draws.h"
#include "sim/poverty.h"
#include "sim/spells.h"
#include "sim/vector_math.h"

namespace tuiyan {
namespace {

// What R says of the files beside it: tests/reference/README.md.
constexpr double agreement = 1e-9;

std::ifstream reference_file(const std::string& name) {
  std::ifstream file(TUIYAN_SOURCE_DIR "/tests/reference/" + name);
  if (!file) throw std::runtime_error("tests/reference/" + name + " is missing");
  return file;
}

nlohmann::json expected(const std::string& part, const std::string& item) {
  return nlohmann::json::parse(reference_file("expected.json")).at(part).at(item);
}

std::vector<std::vector<std::string>> rows(const std::string& name) {
  auto file = reference_file(name);
  std::vector<std::vector<std::string>> result;
  std::string line, cell;
  std::getline(file, line);  // names of the columns
  while (std::getline(file, line)) {
    std::istringstream cells(line);
    result.emplace_back();
    while (std::getline(cells, cell, ',')) result.back().push_back(cell);
  }
  return result;
}

struct Incomes {
  std::vector<double> income, weight;
};
Incomes incomes() {
  Incomes result;
  for (const auto& row : rows("incomes.csv")) {
    result.income.push_back(std::stod(row[1]));
    result.weight.push_back(std::stod(row[2]) * std::stod(row[3]));
  }
  return result;
}

// Events are 0 still on, 1 exit, 2 dissolved.
std::vector<Spell> spells(int causes, bool from_start) {
  std::vector<Spell> result;
  for (const auto& row : rows("spells.csv")) {
    Spell spell{std::stoi(row[1]), std::stoi(row[2]), std::stoi(row[3]) - 1};
    if (spell.cause >= causes) spell.cause = Spell::still_on;
    if (!from_start || spell.entry == 0) result.push_back(spell);
  }
  return result;
}

TEST(Poverty, FgtAgreesWithR) {
  const Incomes i = incomes();
  const double line = expected("incomes", "line");
  EXPECT_NEAR(fgt(i.income, i.weight, line, 0), expected("incomes", "fgt0"), agreement);
  EXPECT_NEAR(fgt(i.income, i.weight, line, 1), expected("incomes", "fgt1"), agreement);
  EXPECT_NEAR(fgt(i.income, i.weight, line, 2), expected("incomes", "fgt2"), agreement);
}

TEST(Poverty, FgtByHand) {
  const std::vector<double> income = {50, 100, 75, 200}, weight = {1, 1, 2, 4};
  EXPECT_DOUBLE_EQ(fgt(income, weight, 100, 0), 3.0 / 8) << "who has the line itself is not poor";
  EXPECT_DOUBLE_EQ(fgt(income, weight, 100, 1), 1.0 / 8);
  EXPECT_DOUBLE_EQ(fgt(income, weight, 100, 2), (0.25 + 2 * 0.0625) / 8);
  EXPECT_TRUE(std::isnan(fgt({}, {}, 100, 0)));
}

TEST(Poverty, FgtDoesNotKnowTheCurrency) {
  Incomes i = incomes();
  std::vector<double> before, after;
  for (int alpha = 0; alpha <= 2; ++alpha) before.push_back(fgt(i.income, i.weight, 2952, alpha));
  for (double& income : i.income) income *= 8;  // a power of two is exact
  for (int alpha = 0; alpha <= 2; ++alpha) after.push_back(fgt(i.income, i.weight, 2952 * 8, alpha));
  EXPECT_EQ(before, after);
}

TEST(Poverty, QuantilesAgreeWithR) {
  const Incomes i = incomes();
  const RankedIncomes ranked(i.income, i.weight);
  const nlohmann::json r = expected("incomes", "quantiles");
  for (std::size_t k = 0; k < r.at("p").size(); ++k)
    EXPECT_NEAR(ranked.quantile(r.at("p")[k]), r.at("value")[k], agreement) << r.at("p")[k];
}

TEST(Poverty, InequalityAgreesWithR) {
  const Incomes i = incomes();
  const RankedIncomes ranked(i.income, i.weight);
  EXPECT_NEAR(ranked.gini(), expected("incomes", "gini_person_weighted"), agreement);
  EXPECT_NEAR(ranked.quintile_share_ratio(), expected("incomes", "quintile_share_ratio"), agreement);
  EXPECT_NEAR(ranked.at_risk_of_poverty(), expected("incomes", "at_risk_of_poverty_rate"), agreement);
  EXPECT_NEAR(ranked.relative_median_gap(), expected("incomes", "relative_median_poverty_gap"), agreement);
}

TEST(Poverty, InequalityByHand) {
  const RankedIncomes equal({100, 100, 100}, {1, 2, 5}), two({0, 100}, {1, 1});
  EXPECT_NEAR(equal.gini(), 0, 1e-15);
  EXPECT_DOUBLE_EQ(two.gini(), 0.5);
  EXPECT_DOUBLE_EQ(two.quantile(0.5), 50) << "halfway where a share ends between two";
  EXPECT_TRUE(std::isnan(RankedIncomes({}, {}).gini()));
  EXPECT_TRUE(std::isnan(RankedIncomes({1}, {0}).quantile(0.5)));
}

// Two incomes a year apart: poor at half the line in one of two years, out of poverty in the other.
TEST(Poverty, ChronicAndTransientPartsOfTwoIncomes) {
  const PovertyParts crossing = poverty_parts({0.5, 1.3}), steady = poverty_parts({0.8, 0.8}),
                     lifted = poverty_parts({0.5, 1.9});
  EXPECT_DOUBLE_EQ(crossing.all, 0.125);
  EXPECT_DOUBLE_EQ(crossing.chronic, 0.1 * 0.1) << "the mean is nine tenths of the line";
  EXPECT_DOUBLE_EQ(crossing.transient(), 0.125 - 0.1 * 0.1);
  EXPECT_NEAR(steady.transient(), 0, 1e-15);
  EXPECT_EQ(lifted.chronic, 0);
}

double normal_share(double x) { return std::erfc(-x / std::sqrt(2.0)) / 2; }

// Headcount and expected top-up of lognormal incomes against their closed forms, in standard errors.
struct LognormalChecks {
  double headcount, top_up;
};
LognormalChecks lognormal_checks(double assumed_spread) {
  constexpr int n = 200000;
  constexpr double level = 8, spread = 0.6, line = 2000;
  std::vector<double> income, weight(n, 1.0);
  for (std::uint64_t i = 0; i < n; ++i) {
    const Words words = draw_words(17, {i, 0, Process::skeleton, 0, 0});
    income.push_back(exp_of(level + spread * normal_of(words[0], words[1])));
  }
  const double d = (log_of(line) - level) / assumed_spread;
  const double mean = std::exp(level + assumed_spread * assumed_spread / 2);
  const double headcount = normal_share(d);
  const double top_up = line * normal_share(d) - mean * normal_share(d - assumed_spread);
  double square = 0;
  for (const double y : income) square += y < line ? (line - y) * (line - y) : 0;
  const double found = fgt(income, weight, line, 1) * line;
  return {(fgt(income, weight, line, 0) - headcount) / std::sqrt(headcount * (1 - headcount) / n),
          (found - top_up) / std::sqrt((square / n - found * found) / n)};
}

TEST(Poverty, LognormalIncomesHaveTheirClosedForms) {
  const LognormalChecks checks = lognormal_checks(0.6);
  EXPECT_LT(std::fabs(checks.headcount), 4);
  EXPECT_LT(std::fabs(checks.top_up), 4);
}

TEST(Poverty, ClosedFormsSeeASpreadFourPercentTooWide) {
  EXPECT_GT(std::fabs(lognormal_checks(0.624).top_up), 4);
  EXPECT_GT(std::fabs(lognormal_checks(0.624).headcount), 4);
}

TEST(Poverty, KaplanMeierWithLateEntryAgreesWithR) {
  const auto r = [](const char* item) { return expected("spells", "kaplan_meier_left_truncated").at(item); };
  const std::vector<Spell> all = spells(1, false);
  const SpellCounts counts = count_spells(all, 1);
  const SpellCurve curve = spell_curve(counts);
  for (std::size_t k = 0; k < r("at").size(); ++k) {
    const auto month = r("at")[k].get<std::size_t>();
    SCOPED_TRACE(month);
    EXPECT_NEAR(curve.still[month], r("survival")[k], agreement);
    EXPECT_NEAR(curve.still_error[month], r("std_err")[k], agreement);
    const ShareLimits limits = share_limits(curve.still[month], curve.still_error[month]);
    EXPECT_NEAR(limits.low, r("lower")[k], agreement);
    EXPECT_NEAR(limits.high, r("upper")[k], agreement);
    // R counts those at risk in the first month from here on in which somebody was last seen.
    auto seen = month;
    while (std::none_of(all.begin(), all.end(), [&](const Spell& s) { return s.months == static_cast<int>(seen); }))
      ++seen;
    EXPECT_EQ(counts.at_risk[seen], r("n_risk")[k]);
  }
}

TEST(Poverty, MedianAgreesWithR) {
  const SpellCurve curve = spell_curve(count_spells(spells(1, true), 1));
  const auto median = median_month(curve.still);
  ASSERT_TRUE(median);
  EXPECT_EQ(*median, expected("spells", "kaplan_meier_entry_0").at("median"));
}

TEST(Poverty, MedianLimitsAgreeWithR) {
  const MedianLimits limits = median_limits(spell_curve(count_spells(spells(1, true), 1)));
  ASSERT_TRUE(limits.low);
  EXPECT_EQ(*limits.low, expected("spells", "kaplan_meier_entry_0").at("median_lower"));
  EXPECT_EQ(expected("spells", "kaplan_meier_entry_0").at("median_upper"), "NA");
  EXPECT_FALSE(limits.high);
}

TEST(Poverty, LogRankAgreesWithR) {
  std::map<std::string, std::vector<Spell>> of_group;
  for (const auto& row : rows("spells.csv")) {
    if (row[1] != "0") continue;
    const int event = std::stoi(row[3]);
    of_group[row[4]].push_back({0, std::stoi(row[2]), event == 1 ? 0 : Spell::still_on});
  }
  std::vector<SpellCounts> groups;
  for (const auto& [name, each] : of_group) groups.push_back(count_spells(each, 1));
  const LogRank test = log_rank(groups);
  EXPECT_NEAR(test.chi_squared, expected("spells", "log_rank_by_group_entry_0").at("chisq"), agreement);
  EXPECT_EQ(test.degrees, expected("spells", "log_rank_by_group_entry_0").at("df"));
  EXPECT_NEAR(log_rank({groups[0], groups[0]}).chi_squared, 0, 1e-12) << "alike";
}

TEST(Poverty, AalenJohansenAgreesWithR) {
  const auto r = [](const char* item) { return expected("spells", "aalen_johansen_entry_0").at(item); };
  const SpellCurve curve = spell_curve(count_spells(spells(2, true), 2));
  for (std::size_t k = 0; k < r("at").size(); ++k) {
    const auto month = r("at")[k].get<std::size_t>();
    SCOPED_TRACE(month);
    const auto share = r("pstate")[k], error = r("std_err")[k];
    EXPECT_NEAR(curve.still[month], share[0], agreement);
    EXPECT_NEAR(curve.left[0][month], share[1], agreement);
    EXPECT_NEAR(curve.left[1][month], share[2], agreement);
    EXPECT_NEAR(curve.still_error[month], error[0], agreement);
    EXPECT_NEAR(curve.left_error[0][month], error[1], agreement);
    EXPECT_NEAR(curve.left_error[1][month], error[2], agreement);
  }
}

// Counted as they end, in two halves: the same numbers as from the list, so the same agreement with R.
TEST(Poverty, TalliesAgreeWithLists) {
  const std::vector<Spell> all = spells(2, false);
  SpellTally first(2, 61), second(2, 61);
  for (std::size_t k = 0; k < all.size(); ++k) (k % 3 ? first : second).add(all[k]);
  first.add(second);
  const SpellCounts ours = first.counts(), theirs = count_spells(all, 2);
  ASSERT_GE(ours.at_risk.size(), theirs.at_risk.size());
  for (std::size_t month = 1; month < theirs.at_risk.size(); ++month) {
    EXPECT_EQ(ours.at_risk[month], theirs.at_risk[month]) << month;
    for (std::size_t cause = 0; cause < 2; ++cause)
      EXPECT_EQ(ours.events[cause][month], theirs.events[cause][month]) << month;
  }
  EXPECT_EQ(first.spells(), static_cast<std::int64_t>(all.size()));
}

TEST(Poverty, SpellsBeyondTheTallyAreStillOn) {
  SpellTally tally(1, 3);
  tally.add({0, 9, 0});
  tally.add({2, 2, 0});  // over before it came into view
  EXPECT_EQ(tally.spells(), 1);
  EXPECT_EQ(tally.counts().events[0], (std::vector<std::int64_t>{0, 0, 0, 0}));
  EXPECT_EQ(tally.counts().at_risk, (std::vector<std::int64_t>{0, 1, 1, 1}));
}

TEST(Poverty, WhoIsSeenAfterSoManyMonthsByHand) {
  SpellTally tally(2, 40);
  for (int k = 0; k < 3; ++k) tally.add({0, 12, 0});                 // ended in month 12
  tally.add({0, 12, Spell::still_on});                               // last seen at its end, so still seen there
  tally.add({0, 13, 1});                                             // another cause
  for (int k = 0; k < 5; ++k) tally.add({12, 24, Spell::still_on});  // come into view after month 12
  EXPECT_EQ(tally.seen(0), 5);
  EXPECT_EQ(tally.seen(11), 5);
  EXPECT_EQ(tally.seen(12), 2);
  EXPECT_EQ(tally.seen(13), 5);
  EXPECT_EQ(tally.seen(24), 5);
  EXPECT_EQ(tally.seen(25), 0);
  EXPECT_EQ(tally.ended(0, 11), 0);
  EXPECT_EQ(tally.ended(0, 12), 3);
  EXPECT_EQ(tally.ended(1, 40), 1);
}

TEST(Poverty, YearlyHazardsByHand) {
  // Ten in; two leave in month 12, one dissolves, three of the seven left leave in month 24, none is watched longer.
  SpellTally tally(2, 40);
  for (int k = 0; k < 2; ++k) tally.add({0, 12, 0});
  tally.add({0, 12, 1});
  for (int k = 0; k < 3; ++k) tally.add({0, 24, 0});
  for (int k = 0; k < 4; ++k) tally.add({0, 30, Spell::still_on});
  const std::vector<double> chances = hazard_by_stretch(tally.counts(), 0, 12, 3);
  EXPECT_DOUBLE_EQ(chances[0], 0.2);
  EXPECT_DOUBLE_EQ(chances[1], 3.0 / 7);
  EXPECT_TRUE(std::isnan(chances[2])) << "nobody was watched to the end of the third year";
}

TEST(Poverty, CurveByHand) {
  // Four spells: ended after 1 and 2 months, last seen after 2, ended after 3.
  const SpellCurve curve = spell_curve(count_spells({{0, 1, 0}, {0, 2, 0}, {0, 2, Spell::still_on}, {0, 3, 0}}, 1));
  ASSERT_EQ(curve.still.size(), 4u);
  EXPECT_DOUBLE_EQ(curve.still[0], 1);
  EXPECT_DOUBLE_EQ(curve.still[1], 0.75);
  EXPECT_DOUBLE_EQ(curve.still[2], 0.5);
  EXPECT_DOUBLE_EQ(curve.still[3], 0);
  EXPECT_DOUBLE_EQ(curve.still_error[1], std::sqrt(0.75 * 0.25 / 4));
  EXPECT_EQ(median_month(curve.still), 2.5) << "halfway through the flat piece at a half";
}

TEST(Poverty, MedianIsMissingWhereMostStay) { EXPECT_FALSE(median_month({1, 0.9, 0.51})); }

TEST(Poverty, LimitsOfCertainty) {
  EXPECT_EQ(share_limits(1, 0).low, 1);
  EXPECT_EQ(share_limits(0, 0).high, 0);
}

}  // namespace
}  // namespace tuiyan
