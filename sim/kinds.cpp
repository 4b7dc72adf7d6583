#include "sim/kinds.h"

#include <algorithm>

#include "sim/lives.h"
#include "sim/study.h"

namespace tuiyan {

namespace {

constexpr int most_villages = 500;  // told apart; more would make a result large and say little

enum Fixed : std::size_t {
  head_female,
  head_male,
  head_under_45,
  head_45_to_59,
  head_60_up,
  disabled,
  not_disabled,
  with_labour,
  without_labour,
  first_cause
};

const std::vector<std::pair<std::string, Names>>& fixed_kinds() {
  static const std::vector<std::pair<std::string, Names>> kinds{
      {"head_female", {"户主女性", "head a woman"}},         {"head_male", {"户主男性", "head a man"}},
      {"head_under_45", {"户主45岁以下", "head under 45"}},  {"head_45_to_59", {"户主45～59岁", "head 45 to 59"}},
      {"head_60_up", {"户主60岁及以上", "head 60 or more"}}, {"disabled", {"有残疾人", "a disabled member"}},
      {"not_disabled", {"无残疾人", "no disabled member"}},  {"with_worker", {"有劳动力", "with a worker"}},
      {"without_worker", {"无劳动力", "without a worker"}}};
  return kinds;
}

// Of the group with this main measure, or of the measure.
Names names_of_main(const Scenario& scenario, const std::string& id) {
  Names names;
  if (const int measure = scenario.measure_index(id); measure >= 0)
    names = scenario.measures[static_cast<std::size_t>(measure)].names;
  for (const GroupRules& group : scenario.people.groups)
    if (group.main == id && !group.names.zh.empty() && !group.names.en.empty()) {
      names = group.names;
      break;
    }
  return {names.zh.empty() ? id : names.zh, names.en.empty() ? id : names.en};
}

}  // namespace

std::vector<std::string> kinds_of(const Scenario& scenario) {
  std::vector<std::string> kinds;
  for (const auto& kind : fixed_kinds()) kinds.push_back(kind.first);
  for (const CauseRules& cause : scenario.people.causes) kinds.push_back("cause." + cause.id);
  for (const std::string& main : scenario.vocabulary().mains) kinds.push_back("main." + main);
  return kinds;
}

std::vector<std::string> villages_of(const Scenario& scenario) {
  std::vector<std::string> villages;
  const int count = std::max(1, static_cast<int>(scenario.people.villages));
  // Those of a sample are nobody's.
  if (count > most_villages || scenario.weight != 1) return {};
  for (int v = 1; v <= count; ++v) villages.push_back("village." + std::to_string(v));
  return villages;
}

Names kind_names(const Scenario& scenario, const std::string& kind) {
  for (const auto& [id, names] : fixed_kinds())
    if (id == kind) return names;
  const std::size_t dot = kind.find('.');
  const std::string rest = dot == std::string::npos ? kind : kind.substr(dot + 1);
  if (kind.starts_with("village.")) return {"村 " + rest, "village " + rest};
  if (kind.starts_with("cause.")) {
    for (const CauseRules& cause : scenario.people.causes)
      if (cause.id == rest)
        return {"致贫原因：" + (cause.names.zh.empty() ? rest : cause.names.zh),
                "cause: " + (cause.names.en.empty() ? rest : cause.names.en)};
    return {"致贫原因：" + rest, "cause: " + rest};
  }
  const Names main = names_of_main(scenario, rest);
  return {"主要措施：" + main.zh, "main measure: " + main.en};
}

void add_kinds(const Lives& lives, std::size_t i, Month month, std::vector<std::size_t>& kinds) {
  if (const Person* head = head_of(lives, i, month)) {
    kinds.push_back(head->female ? head_female : head_male);
    const int age = (month.index - head->born) / 12;
    kinds.push_back(age < 45 ? head_under_45 : age < 60 ? head_45_to_59 : head_60_up);
  }
  kinds.push_back(lives.members[i].disabled > 0 ? disabled : not_disabled);
  kinds.push_back(lives.workers[i] > 0 ? with_labour : without_labour);
  const double cause = lives.attribute(i, Attribute::cause), main = lives.attribute(i, Attribute::main);
  if (cause >= 0) kinds.push_back(first_cause + static_cast<std::size_t>(cause));
  const std::size_t first_main = first_cause + lives.study.scenario.people.causes.size();
  if (main >= 0) kinds.push_back(first_main + static_cast<std::size_t>(main));
}

}  // namespace tuiyan
