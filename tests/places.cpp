#include "tests/places.h"

#include <cstring>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "sim/draws.h"
#include "sim/field_json.h"
#include "sim/hazards.h"
#include "sim/income.h"

namespace tuiyan {

std::string source_text(const std::string& path) {
  std::ifstream file(std::string(TUIYAN_SOURCE_DIR) + "/" + path, std::ios::binary);
  if (!file) throw std::runtime_error("the tests need " + path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

Scenario small_place(const std::vector<std::string>& overrides) {
  return read_scenario(source_text("tests/data/small.json"), "", overrides);
}

Scenario small_place_with_catalogue() {
  Problems problems;
  Json file = parse_json(source_text("tests/data/small.json"), problems);
  file["catalogue"] = "measures.json";
  return read_scenario(file.dump(), source_text("scenarios/measures.json"));
}

Scenario shipped_place(const std::string& name, const std::vector<std::string>& overrides) {
  return read_scenario(source_text("scenarios/" + name), source_text("scenarios/measures.json"), overrides);
}

Outcomes play(const Scenario& scenario, const Population& population, int replicates,
              const std::vector<std::string>& mixes, int threads) {
  RunOptions options;
  options.replicates = replicates;
  options.seed = static_cast<std::uint64_t>(scenario.seed);
  options.threads = threads;
  for (const std::string& mix : mixes) options.mixes.push_back(scenario.mix_index(mix));
  return run(scenario, population, options);
}

Outcomes play(const Scenario& scenario, int replicates, const std::vector<std::string>& mixes) {
  return play(scenario, make_population(scenario), replicates, mixes);
}

testing::AssertionResult same_bytes(const Outcomes& left, const Outcomes& right) {
  if (left.mixes != right.mixes) return testing::AssertionFailure() << "other mixes";
  if (left.of.size() != right.of.size()) return testing::AssertionFailure() << "other replicates";
  for (std::size_t r = 0; r < left.of.size(); ++r) {
    if (left.of[r].size() != right.of[r].size()) return testing::AssertionFailure() << "replicate " << r << " missing";
    for (std::size_t m = 0; m < left.of[r].size(); ++m)
      for (std::size_t p = 0; p < left.shape.points.size(); ++p) {
        const double a = left.of[r][m].at(p), b = right.of[r][m].at(p);
        if (std::memcmp(&a, &b, sizeof a) == 0) continue;
        const Point& point = left.shape.points[p];
        return testing::AssertionFailure() << "replicate " << r << ", " << left.mixes[m] << ", "
                                           << quantities()[static_cast<std::size_t>(point.quantity)].id << " "
                                           << point.at << " " << point.group << ": " << a << " and " << b;
      }
  }
  return testing::AssertionSuccess();
}

namespace {

const Outcome& outcome_in(const Outcomes& outcomes, int replicate, const std::string& mix) {
  for (std::size_t m = 0; m < outcomes.mixes.size(); ++m)
    if (outcomes.mixes[m] == mix) return outcomes.of.at(static_cast<std::size_t>(replicate)).at(m);
  throw std::runtime_error("no mix " + mix);
}

}  // namespace

double value_of(const Outcomes& outcomes, int replicate, const std::string& mix, const std::string& quantity,
                const std::string& at, const std::string& group) {
  const int point = outcomes.shape.find(quantity, at, group);
  if (point < 0) throw std::runtime_error("no point " + quantity + " " + at + " " + group);
  return outcome_in(outcomes, replicate, mix).at(static_cast<std::size_t>(point));
}

std::vector<double> series_of(const Outcomes& outcomes, int replicate, const std::string& mix,
                              const std::string& quantity, const std::string& group) {
  const Shape::Series* series = outcomes.shape.find_series(quantity, group);
  if (!series) throw std::runtime_error("no series " + quantity + " " + group);
  const Outcome& outcome = outcome_in(outcomes, replicate, mix);
  return {outcome.begin() + series->first, outcome.begin() + series->first + series->size};
}

Mix& mix_of(Scenario& scenario, const std::string& id) {
  return scenario.mixes.at(static_cast<std::size_t>(scenario.mix_index(id)));
}

Measure& measure_of(Scenario& scenario, const std::string& id) {
  return scenario.measures.at(static_cast<std::size_t>(scenario.measure_index(id)));
}

Scenario without_newcomers(Scenario scenario) {
  for (GroupRules& group : scenario.people.groups)
    if (group.standing != Standing::registered) group.households = group.persons = 0;
  return scenario;
}

Scenario larger(Scenario scenario, int factor) {
  for (GroupRules& group : scenario.people.groups) group.households *= factor, group.persons *= factor;
  return scenario;
}

Population with_one_more(const Population& people, std::size_t like, std::size_t at) {
  Population more = people;
  more.households.clear();
  more.members.clear();
  const auto add = [&](Household household) {
    const auto first = people.members.begin() + household.first_member;
    household.first_member = static_cast<std::uint32_t>(more.members.size());
    more.members.insert(more.members.end(), first, first + household.size);
    for (auto member = more.members.end() - household.size; member != more.members.end(); ++member)
      member->household = static_cast<std::uint32_t>(more.households.size());
    more.households.push_back(household);
  };
  Household another = people.households[like];
  another.id = 1'000'000;
  another.subject = subject_of(people.place, another.id);
  for (std::size_t i = 0; i <= people.households.size(); ++i) {
    if (i == at) add(another);
    if (i < people.households.size()) add(people.households[i]);
  }
  return more;
}

Population alone(const Population& people, std::size_t household) {
  Population one = people;
  one.households = {people.households[household]};
  const auto first = people.members.begin() + one.households[0].first_member;
  one.members.assign(first, first + one.households[0].size);
  one.households[0].first_member = 0;
  for (Member& member : one.members) member.household = 0;
  return one;
}

void play_lives(Lives& lives, Month last) {
  begin_lives(lives, {});
  MonthWords words;
  std::vector<MemberChange> changes;
  std::vector<Shared> splits;
  for (Month month = lives.study.scenario.first_month(); month <= last; month = month + 1) {
    split_households(lives, month, splits);
    for (std::size_t b = 0; b < lives.blocks.size(); ++b) {
      const Block& block = lives.blocks[b];
      age_members(lives, b, month, changes);
      draw_month(lives, block, Process::household_month, month, words);
      strike(lives, block, month, words);
      earn(lives, block, month, words);
      if (lives.study.closes_window(month)) close_window(lives, block);
    }
  }
}

Scenario settled(const std::vector<std::string>& overrides) {
  Scenario place = small_place(overrides);
  place.demography.natural_change = false;
  return place;
}

int unbalanced_months(const Outcomes& outcomes, std::size_t replicate, std::size_t mix) {
  const std::string& id = outcomes.mixes[mix];
  const int r = static_cast<int>(replicate);
  const std::vector<double> stock = series_of(outcomes, r, id, "registered_persons"),
                            exits = series_of(outcomes, r, id, "exits_persons"),
                            entries = series_of(outcomes, r, id, "entries_persons"),
                            returns = series_of(outcomes, r, id, "returns_persons"),
                            cleaned = series_of(outcomes, r, id, "clean_outs_persons");
  int wrong = 0;
  for (std::size_t t = 0; t < exits.size(); ++t)
    wrong += stock[t + 1] != stock[t] + entries[t] + returns[t] - exits[t] - cleaned[t];
  return wrong;
}

}  // namespace tuiyan
