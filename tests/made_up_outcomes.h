// A made-up county and made-up outcomes of five mixes, for tests of what shows results. Nothing in it was
// simulated: the numbers only have the shape of results (paired noise, yearly rounds, one tie).
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "sim/compare.h"
#include "sim/outcome.h"
#include "sim/scenario.h"

namespace tuiyan {

inline Scenario made_up_scenario() {
  Scenario scenario;
  scenario.id = "made-up";
  scenario.names = {"示例县（虚构）", "Example county (made up)"};
  scenario.question = {"在同样的年度额度内，哪种措施组合使更多贫困户脱贫，并能靠自身收入站住？",
                       "Within the same yearly envelope, which mix takes more poor households out, able to stand on "
                       "their own income?"};
  scenario.about = {"虚构的示例，用来检查图表。", "Made up, to check charts."};
  scenario.start = Month::of(2017, 1);
  scenario.months = 60;
  scenario.lead_in = 12;
  scenario.measures.clear();
  const std::vector<std::pair<std::string, Names>> measures = {
      {"industry", {"产业帮扶", "own industry"}},    {"employment", {"就业帮扶", "employment"}},
      {"relocation", {"易地搬迁", "relocation"}},    {"floor", {"兜底保障", "floor"}},
      {"education", {"教育资助", "education aid"}},  {"health", {"健康扶贫", "health"}},
      {"ecology", {"生态岗位", "ecological posts"}}, {"repair", {"危房改造", "housing repair"}},
      {"assets", {"资产收益", "asset income"}},      {"photovoltaics", {"光伏扶贫", "photovoltaics"}}};
  for (const auto& [id, names] : measures) {
    Measure measure;
    measure.id = id;
    measure.names = names;
    scenario.measures.push_back(measure);
  }
  scenario.people.groups.clear();
  for (const char* id : {"industry", "employment", "relocation", "floor"}) {
    GroupRules group;
    group.id = id;
    group.main = id;
    group.households = 1000;
    group.persons = 2000;
    group.names =
        std::find_if(measures.begin(), measures.end(), [&](const auto& each) { return each.first == id; })->second;
    scenario.people.groups.push_back(group);
  }
  const std::vector<std::pair<std::string, Names>> mixes = {{"none", {"不新增帮扶", "Nothing added"}},
                                                            {"as_planned", {"按计划", "As planned"}},
                                                            {"jobs_first", {"就业优先", "Jobs first"}},
                                                            {"industry_first", {"产业优先", "Industry first"}},
                                                            {"floor_only", {"只兜底", "Floor only"}}};
  scenario.mixes.clear();
  for (std::size_t i = 0; i < mixes.size(); ++i) {
    Mix mix;
    mix.id = mixes[i].first;
    mix.names = mixes[i].second;
    if (i > 0) {
      mix.envelope = 2e7;
      for (const auto& [id, names] : measures) {
        if (i == 4 && (id == "industry" || id == "employment")) continue;
        Item item;
        item.measure = id;
        item.households = 400;
        mix.items.push_back(item);
      }
    }
    scenario.mixes.push_back(mix);
  }
  return scenario;
}

namespace made_up {

// What differs between the mixes.
struct Plan {
  double exit_rate;  // of those left, in a round
  double own;        // share of those out who stand alone
  double money;      // million yuan a year
};
inline constexpr Plan plans[5] = {
    {0.07, 0.80, 0}, {0.33, 0.62, 31}, {0.31, 0.70, 29}, {0.305, 0.69, 29.5}, {0.29, 0.30, 24}};

// In (-1, 1), the same for the same two numbers.
inline double noise(std::uint64_t a, std::uint64_t b) {
  std::uint64_t x = a * 0x9e3779b97f4a7c15ULL + b * 0xbf58476d1ce4e5b9ULL + 0x94d049bb133111ebULL;
  for (int i = 0; i < 2; ++i) x = (x ^ (x >> 29)) * 0xbf58476d1ce4e5b9ULL;
  return static_cast<double>(x >> 11) / static_cast<double>(1ULL << 52) - 1;
}

struct Future {
  Plan plan;
  double luck = 0;  // of the replicate, shared by all mixes
  double own_luck = 0;

  // After `month` months: rounds at the end of every year.
  double still_poor(int month) const {
    double left = 1;
    for (int year = 0; year < month / 12; ++year)
      left *= 1 - std::clamp(plan.exit_rate * (1 + 0.25 * luck + 0.05 * own_luck) / (1 + 0.08 * year), 0.0, 0.95);
    return left;
  }
  double returned(int month) const { return 0.012 * (month / 12) * (1.2 - plan.own) * (1 - 0.5 * luck); }
};

inline double value(const Quantity& quantity, const Future& future, int month, std::size_t group, std::size_t mix) {
  const double left = future.still_poor(month), back = std::min(0.5 * (1 - left), future.returned(month));
  const double out = 1 - left - back, year = future.plan.money * 1e6 * (1 + 0.03 * future.luck);
  const std::string& id = quantity.id;
  if (id == "exited_share") return out;
  if (id == "self_reliant_share") return out * std::clamp(future.plan.own * (1 + 0.06 * future.own_luck), 0.0, 1.0);
  if (id == "returned_share") return back;
  if (id == "still_poor") return left;
  if (id == "returned_within") return month == 0 ? 0 : 0.002 * month * (1.2 - future.plan.own);
  if (id == "registered_households") return std::round(4000 * (left + back));
  if (id == "registered_persons") return std::round(8000 * (left + back));
  if (id == "poor_share") return 0.12 * (left + back);
  if (id == "mean_income_registered") return 2500 + 18.0 * month * (1 + future.plan.money / 60) + 120 * future.luck;
  if (id == "unspent_year") return mix == 0 ? 0 : std::max(0.0, 4e5 * (1 + future.luck));
  if (quantity.unit == "yuan" && quantity.grouped) return year / (1.5 + 1.7 * static_cast<double>(group));
  if (id == "returns_persons_year") return std::round(96 * (1.2 - future.plan.own) * (1 - 0.5 * future.luck));
  if (id == "shortfall_households") return mix == 2 && group == 1 ? 120 : 0;
  if (id == "enrolled_households") return mix == 0 ? 0 : 400;
  if (id == "main_measure_share")
    return month > 0 && left < 1 ? std::vector<double>{0.30, 0.27, 0.25, 0.18}[group % 4] : std::nan("");
  if (id == "held_back_share") return 0.05 + 0.02 * static_cast<double>(group);
  if (quantity.unit == "share") return 0.04 * left;
  return std::round(20 * (1 + future.luck));
}

inline int month_of(const Scenario& scenario, const Point& point, const Quantity& quantity) {
  if (quantity.grouped && (quantity.id == "still_poor" || quantity.id == "returned_within"))
    return std::stoi(point.group);
  if (point.at == "start") return 0;
  const Month at = *Month::parse(point.at);
  return point.at.size() == 4 ? std::max(0, at + 12 - scenario.start) : at + 1 - scenario.start;
}

}  // namespace made_up

inline Outcomes made_up_outcomes(const Scenario& scenario, int replicates = 200) {
  Outcomes outcomes;
  outcomes.shape = shape_of(scenario);
  for (const Mix& mix : scenario.mixes) outcomes.mixes.push_back(mix.id);
  for (int replicate = 0; replicate < replicates; ++replicate) {
    outcomes.of.emplace_back();
    for (std::size_t mix = 0; mix < scenario.mixes.size(); ++mix) {
      const auto r = static_cast<std::uint64_t>(replicate);
      made_up::Future future{made_up::plans[mix % 5], made_up::noise(r, 1), made_up::noise(r, 2 + mix)};
      Outcome outcome(outcomes.shape.points.size());
      for (const Shape::Series& series : outcomes.shape.series) {
        const Quantity& quantity = quantities()[static_cast<std::size_t>(series.quantity)];
        std::size_t group = 0;
        while (group < scenario.measures.size() && scenario.measures[group].id != series.group) ++group;
        for (int i = series.first; i < series.first + series.size; ++i) {
          const auto point = static_cast<std::size_t>(i);
          outcome[point] = made_up::value(
              quantity, future, made_up::month_of(scenario, outcomes.shape.points[point], quantity), group, mix);
        }
      }
      outcomes.of.back().push_back(std::move(outcome));
    }
  }
  return outcomes;
}

}  // namespace tuiyan
