// The catalogue of measures: what the documents name is there, every number says where it comes from and lies in
// its range, and each measure by itself runs, costs nothing less than nothing, and works for somebody.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <functional>
#include <map>
#include <set>

#include "sim/field_json.h"
#include "tests/places.h"

namespace tuiyan {
namespace {

// What the documents name, in their order; docs/add-a-measure.md says what each is.
const std::vector<std::string> named{
    "industry",
    "courtyard",
    "sheep",
    "firm_shares",
    "asset_income",
    "land_shares",
    "land_trusteeship",
    "land_retirement",
    "pv_household",
    "pv_village",
    "village_shop",
    "employment",
    "vocational_students",
    "skills_training",
    "public_post",
    "ecology",
    "relocation",
    "housing_repair",
    "safe_water",
    "nomad_settlement",
    "keep_in_school",
    "education",
    "dibao",
    "dibao_a",
    "dibao_b",
    "dibao_c",
    "dibao_single",
    "tekun_scattered",
    "tekun_concentrated",
    "orphans",
    "disability_living",
    "disability_nursing",
    "old_age_allowance",
    "nursing_subsidy",
    "temporary_relief",
    "health",
    "medical_premium",
    "one_stop_settlement",
    "serious_illness_relief",
    "microcredit_joint",
    "microcredit_own",
    "mutual_fund",
    "anti_poverty_insurance",
    "crop_insurance",
    "accident_insurance",
    "filial_support",
    "neighbour_aid",
    "consumption",
    "ecommerce",
    "cooperative",
    "workshop",
    "land_improvement",
    "relocation_jobs",
};

// A measure that follows another one needs it in the same plan.
const std::map<std::string, std::string> follows{{"relocation_jobs", "relocation"}};

std::vector<Measure> catalogue() {
  static const Scenario own = small_place(), with = small_place_with_catalogue();
  std::set<std::string> of_the_place;
  for (const Measure& measure : own.measures) of_the_place.insert(measure.id);
  std::vector<Measure> measures;
  for (const Measure& measure : with.measures)
    if (!of_the_place.contains(measure.id)) measures.push_back(measure);
  return measures;
}

// What is wrong with the numbers of a table of fields, all of it.
class Numbers {
 public:
  std::vector<std::string> wrong;
  int sourced = 0;

  void look(const Fields& fields, const std::string& path) {
    for (const Field& field : fields.list) look(field, path + "/" + field.key);
  }

 private:
  void look(const Field& field, const std::string& path) {
    if (const auto* datum = std::get_if<Datum*>(&field.bound)) look(**datum, field.limits, path);
    if (const auto* dated = std::get_if<Dated*>(&field.bound))
      for (const Dated::Step& step : (*dated)->steps) look(step.datum, field.limits, path);
    if (const auto* inner = std::get_if<Fields>(&field.bound)) look(*inner, path);
    if (const auto* list = std::get_if<List>(&field.bound))
      for (std::size_t i = 0; i < list->size(); ++i) look(list->at(i), path + "/" + std::to_string(i));
  }

  // A number that the catalogue leaves out assumes nothing and needs no source.
  void look(const Datum& datum, const Limits& limits, const std::string& path) {
    if (datum.source.empty() && datum.grade == Grade::none && !datum.range) return;
    ++sourced;
    const auto expect = [&](bool holds, const char* what) {
      if (!holds) wrong.push_back(path + " " + what);
    };
    const std::size_t between = datum.source.find(" / ");
    expect(datum.grade != Grade::none, "has no grade");
    expect(between != std::string::npos, "has no source in both languages");
    expect(datum.source.substr(0, between).find_first_of("\xE4\xE5\xE6\xE7\xE8\xE9") != std::string::npos,
           "has no Chinese source");
    expect((datum.grade == Grade::red) == datum.source.starts_with("假设"), "does not say whether it is assumed");
    expect(std::isfinite(datum.value) && datum.value >= limits.low && datum.value <= limits.high, "breaks its limits");
    if (!datum.range) return;
    expect(datum.range->low <= datum.value && datum.value <= datum.range->high, "lies outside its range");
    expect(datum.range->low >= limits.low && datum.range->high <= limits.high, "has a range outside its limits");
  }
};

TEST(Measures, AllThatTheDocumentsNameAreThere) {
  std::set<std::string> ids;
  for (const Measure& measure : catalogue()) ids.insert(measure.id);
  EXPECT_GE(ids.size(), 35u);
  for (const std::string& id : named) EXPECT_TRUE(ids.contains(id)) << id;
}

TEST(Measures, LeaveRoomForTheMeasuresOfAPlace) { EXPECT_LE(catalogue().size(), 56u); }

TEST(Measures, EveryNumberHasSourceGradeAndRange) {
  for (Measure& measure : catalogue()) {
    Numbers numbers;
    numbers.look(fields(measure), measure.id);
    EXPECT_EQ(numbers.wrong, std::vector<std::string>{});
    EXPECT_GE(numbers.sourced, 2) << measure.id;
  }
}

TEST(Measures, AssumptionsHaveARange) {
  Problems problems;
  const Json file = parse_json(source_text("scenarios/measures.json"), problems);
  const std::function<void(const Json&, const std::string&)> look = [&](const Json& json, const std::string& path) {
    const bool assumed = json.is_object() && json.value("grade", "") == "red";
    EXPECT_TRUE(!assumed || json.contains("range") || path.ends_with("price_year")) << path;
    if (json.is_structured())
      for (const auto& [key, part] : json.items()) look(part, path + "/" + key);
  };
  look(file["measures"], "");
}

TEST(Measures, TheChecksSeeWhatIsWrong) {
  Measure measure = catalogue().front();
  measure.take_up = Dated(Datum{1.5, Range{0, 1}, Grade::red, "a guess", false});
  Numbers numbers;
  numbers.look(fields(measure), "x");
  EXPECT_EQ(numbers.wrong.size(), 5u);  // limits, range, two languages, no Chinese, not said to be assumed
}

// The small township, three times as large, with one mix for each measure of the catalogue.
Scenario one_by_one(const std::string& nobody = "") {
  Scenario place = larger(small_place_with_catalogue(), 3);
  const Mix none = mix_of(place, "none");
  place.mixes = {none};
  for (const Measure& measure : catalogue()) {
    Mix mix = none;
    mix.id = measure.id;
    if (const auto before = follows.find(measure.id); before != follows.end())
      mix.items.emplace_back().measure = before->second;
    mix.items.emplace_back().measure = measure.id;
    mix.items.back().who = nobody;
    place.mixes.push_back(mix);
  }
  return place;
}

class OneByOne : public testing::Test {
 protected:
  static constexpr int replicates_ = 2;
  static const Outcomes& played() {
    static const Outcomes outcomes = play(one_by_one(), replicates_);
    return outcomes;
  }

  // The sum of a measure's row over time and replicates, and its smallest value.
  struct Row {
    double sum = 0, least = 0;
  };
  static Row row(const std::string& measure, const std::string& quantity) {
    Row row;
    for (int r = 0; r < replicates_; ++r)
      for (const double value : series_of(played(), r, measure, quantity, measure)) {
        row.sum += value;
        row.least = std::isnan(value) ? value : std::min(row.least, value);
      }
    return row;
  }

  // Whether the mix of a measure differs from doing nothing beyond its own row.
  static bool leaves_a_trace(const Outcomes& outcomes, const std::string& measure) {
    const auto own = [&](const std::string& group) {
      return group == measure || (follows.contains(measure) && group == follows.at(measure));
    };
    for (const auto& mixes : outcomes.of)
      for (std::size_t p = 0; p < outcomes.shape.points.size(); ++p) {
        const std::size_t m = static_cast<std::size_t>(
            std::find(outcomes.mixes.begin(), outcomes.mixes.end(), measure) - outcomes.mixes.begin());
        if (!own(outcomes.shape.points[p].group) && std::memcmp(&mixes[0][p], &mixes[m][p], sizeof(double)) != 0)
          return true;
      }
    return false;
  }
};

TEST_F(OneByOne, EachIsTakenBySomebody) {
  for (const Measure& measure : catalogue()) EXPECT_GT(row(measure.id, "enrolled_households").sum, 0) << measure.id;
}

TEST_F(OneByOne, EachCostsMoneyAndNeverGivesAnyBack) {
  for (const Measure& measure : catalogue()) {
    for (const char* quantity : {"spending", "spending_year"})
      EXPECT_EQ(row(measure.id, quantity).least, 0) << measure.id;
    EXPECT_GT(row(measure.id, "spending_year").sum, 0) << measure.id;
  }
}

bool only_relieves(const Measure& measure) {
  return std::all_of(measure.effects.begin(), measure.effects.end(),
                     [](const Effect& effect) { return std::holds_alternative<ExpenseEffect>(effect.what); });
}

TEST_F(OneByOne, EachWorks) {
  for (const Measure& measure : catalogue())
    EXPECT_TRUE(only_relieves(measure) || leaves_a_trace(played(), measure.id)) << measure.id;
}

// Relief from costs is felt only where a round judges a household on the edge: here all the cost is taken off, for
// everybody.
TEST_F(OneByOne, ReliefWorks) {
  Scenario place = one_by_one();
  std::vector<std::string> mixes{"none"};
  for (Measure& measure : place.measures) {
    if (place.mix_index(measure.id) < 0 || !only_relieves(measure)) continue;
    mixes.push_back(measure.id);
    measure.take_up = Dated(neutral(1));
    for (Effect& effect : measure.effects) std::get<ExpenseEffect>(effect.what).factor = Dated(neutral(0));
  }
  EXPECT_GE(mixes.size(), 3u);
  const Outcomes outcomes = play(place, replicates_, mixes);
  for (std::size_t m = 1; m < mixes.size(); ++m) EXPECT_TRUE(leaves_a_trace(outcomes, mixes[m])) << mixes[m];
}

TEST_F(OneByOne, ThatNobodyMayHaveLeavesNoTrace) {
  const Outcomes outcomes = play(one_by_one("size == 0"), 1);
  for (const Measure& measure : catalogue())
    EXPECT_TRUE(follows.contains(measure.id) || !leaves_a_trace(outcomes, measure.id)) << measure.id;
}

}  // namespace
}  // namespace tuiyan
