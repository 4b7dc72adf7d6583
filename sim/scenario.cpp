#include "sim/scenario.h"

#include <algorithm>
#include <stdexcept>

#include "sim/scenario_check.h"

namespace tuiyan {

Fields fields(Document& d) {
  Fields f;
  f.list = {
      {"key", {"代号", "key"}, "", &d.key, {}, true},
      {"title", {"标题", "title"}, "", &d.title, {}, true},
      {"publisher", {"发布者", "publisher"}, "", &d.publisher},
      {"date", {"日期", "date"}, "", &d.date},
  };
  return f;
}

Fields fields(Note& n) {
  Fields f;
  f.list = {{"text", {"内容", "text"}, "", &n.text, {}, true}};
  return f;
}

Fields fields(Line& l) {
  Fields f;
  f.list = {
      {"id", {"编号", "id"}, "", &l.id, {}, true},
      {"names", {"名称", "names"}, "", &l.names},
      {"value", {"标准", "level"}, "yuan/person/year", &l.value, between(0, 1e6), true},
  };
  f.check = [&l](const std::string& path, Problems& problems) {
    if (l.value.steps.empty()) problems.push_back({path + "/value", {"标准没有给出任何数值", "the line has no value"}});
  };
  return f;
}

namespace {

List measure_list(Scenario& scenario) {
  List list = list_of(scenario.measures, "id");
  list.at = [&scenario](std::size_t i) {
    Fields f = fields(scenario.measures[i]);
    know_words(f, scenario, !is_used(scenario, scenario.measures[i].id));
    return f;
  };
  return list;
}

Fields known(Fields fields, const Scenario& scenario) {
  know_words(fields, scenario, false);
  return fields;
}

List mix_list(Scenario& scenario) {
  List list = list_of(scenario.mixes);
  list.at = [&scenario](std::size_t i) { return known(fields(scenario.mixes[i]), scenario); };
  return list;
}

}  // namespace

const Line& Scenario::line(std::string_view wanted) const {
  const auto found = std::find_if(lines.begin(), lines.end(), [&](const Line& l) { return l.id == wanted; });
  if (found == lines.end()) throw std::out_of_range("no line " + std::string(wanted));
  return *found;
}

int Scenario::measure_index(std::string_view wanted) const {
  for (std::size_t i = 0; i < measures.size(); ++i)
    if (measures[i].id == wanted) return static_cast<int>(i);
  return -1;
}

int Scenario::mix_index(std::string_view wanted) const {
  for (std::size_t i = 0; i < mixes.size(); ++i)
    if (mixes[i].id == wanted) return static_cast<int>(i);
  return -1;
}

Vocabulary Scenario::vocabulary() const {
  Vocabulary words;
  for (const Guarantee& guarantee : guarantees) words.guarantees.push_back(guarantee.id);
  for (const Measure& measure : measures) words.measures.push_back(measure.id);
  for (const Line& one : lines) words.lines.push_back(one.id);
  for (const GroupRules& group : people.groups) {
    words.groups.push_back(group.id);
    if (!group.main.empty() && std::find(words.mains.begin(), words.mains.end(), group.main) == words.mains.end())
      words.mains.push_back(group.main);
  }
  for (const CauseRules& cause : people.causes) words.causes.push_back(cause.id);
  for (const HouseholdRules& household : people.households) words.households.push_back(household.name);
  return words;
}

Fields fields(Scenario& s) {
  const Limits seeds = whole(0, 0x1p53);
  Fields f;
  f.list = {
      {"id", {"编号", "id"}, "", &s.id, {}, true},
      {"names", {"名称", "names"}, "", &s.names},
      {"question", {"要回答的问题", "question"}, "", &s.question},
      {"about", {"说明", "about"}, "", &s.about},
      {"start", {"开始计数月", "first counted month"}, "", &s.start},
      {"months", {"计数月数", "counted months"}, "months", &s.months, whole(1, 600)},
      {"lead_in", {"预演月数", "lead-in"}, "months", &s.lead_in, whole(0, 120)},
      {"replicates", {"推演次数", "replicates"}, "replicates", &s.replicates, whole(1, 1e6)},
      {"seed", {"随机种子", "seed"}, "", &s.seed, seeds},
      {"population_seed", {"人口种子", "seed of the population"}, "", &s.population_seed, seeds},
      {"weight",
       {"每个模拟户代表的实际户数", "households of the place that a simulated one stands for"},
       "households",
       &s.weight,
       between(1, 1e6)},
      {"randomness", {"随机性", "randomness"}, "", &s.randomness},
      {"allocation_every", {"分配间隔", "months between allocations"}, "months", &s.allocation_every, whole(1, 12)},
      {"catalogue", {"措施目录", "catalogue of measures"}, "", &s.catalogue},
      {"rules", {"规则集文件", "files of rule sets"}, "", &s.rules},
      {"rule_sets", {"已并入的规则集", "rule sets it holds"}, "", list_of(s.rule_sets)},
      {"documents", {"资料", "documents"}, "", list_of(s.documents)},
      {"notes", {"须知", "notes"}, "", list_of(s.notes)},
      {"lines", {"标准", "lines"}, "", list_of(s.lines), {}, true},
      {"poverty_line", {"贫困标准", "poverty line"}, "", &s.poverty_line, {}, true},
      {"exit_line", {"退出标准", "exit line"}, "", &s.exit_line, {}, true},
      {"income", {"收入", "income"}, "", fields(s.income)},
      {"shocks", {"冲击", "shocks"}, "", fields(s.shocks)},
      {"people", {"人口", "people"}, "", known(fields(s.people), s)},
      {"demography", {"人口变动", "births, deaths and moves"}, "", fields(s.demography)},
      {"registry", {"建档立卡", "register"}, "", known(fields(s.registry), s)},
      {"market", {"市场", "market"}, "", fields(s.market)},
      {"guarantees", {"保障项目", "guarantees"}, "", list_of(s.guarantees)},
      {"measures", {"帮扶措施", "measures"}, "", measure_list(s)},
      {"mixes", {"措施组合", "mixes"}, "", mix_list(s), {}, true},
      {"events", {"事件", "events"}, "", list_of(s.events)},
      {"targets", {"公布数据", "published figures"}, "", list_of(s.targets)},
      {"set_aside", {"留作最后检验", "set aside for the last test"}, "", &s.set_aside},
  };
  f.check = [&s](const std::string& path, Problems& problems) { check_scenario(s, path, problems); };
  return f;
}

namespace {

constexpr const char* scenario_schema = "tuiyan/scenario@";
constexpr const char* catalogue_schema = "tuiyan/measures@";

void name_catalogue(Problems& problems, std::size_t first) {
  for (std::size_t i = first; i < problems.size(); ++i) {
    problems[i].text.zh = "措施目录：" + problems[i].text.zh;
    problems[i].text.en = "in the catalogue of measures: " + problems[i].text.en;
  }
}

Json read_catalogue(std::string_view text, Scenario& scenario, Problems& problems) {
  Json file = parse_json(text, problems);
  take_schema(file, catalogue_schema, schema_version, problems);
  Fields f;
  f.list = {{"measures", {"帮扶措施", "measures"}, "", list_of(scenario.measures, "id"), {}, true}};
  read_fields(file, f, "", problems);
  return file;
}

const Json* measure_in(const Json& file, const std::string& id) {
  if (!file.is_object() || !file.contains("measures") || !file["measures"].is_array()) return nullptr;
  for (const Json& measure : file["measures"])
    if (measure.is_object() && measure.value("id", Json()) == id) return &measure;
  return nullptr;
}

// Copies what the catalogue says of a measure into the scenario's own list, where an assignment can find it.
void bring_measure(Json& file, const Json& catalogue, const std::string& id) {
  const Json* known = measure_in(catalogue, id);
  if (known == nullptr || !file.is_object()) return;
  if (!file.contains("measures")) file["measures"] = Json::array();
  if (measure_in(file, id) == nullptr && file["measures"].is_array()) file["measures"].push_back({{"id", id}});
  for (Json& measure : file["measures"]) {
    if (!measure.is_object() || measure.value("id", Json()) != id) continue;
    for (const auto& [key, value] : known->items())
      if (!measure.contains(key)) measure[key] = value;
  }
}

// An event added by hand: where it stands among the scenario's, and how it was written.
struct AddedEvent {
  std::string place;  // "/events/2"
  std::string text;   // "--event drought@2018-06"
  bool incomplete = false;
};

AddedEvent add_event(Json& file, const std::string& text, Problems& problems) {
  AddedEvent added{"", "--event " + text};
  const std::size_t before = problems.size();
  Json event = event_json(text, added.text, problems);
  added.incomplete = problems.size() > before;
  if (!file.is_object()) return added;
  if (!file.contains("events")) file["events"] = Json::array();
  if (!file["events"].is_array()) return added;
  added.place = "/events/" + std::to_string(file["events"].size());
  file["events"].push_back(std::move(event));
  return added;
}

// Tells what is wrong with an event added by hand where it was written, and does not repeat what is known to be
// missing.
void name_event(const AddedEvent& event, Problems& problems) {
  if (event.place.empty()) return;
  if (event.incomplete) std::erase_if(problems, [&](const Problem& problem) { return problem.path == event.place; });
  for (Problem& problem : problems)
    if (problem.path == event.place || problem.path.starts_with(event.place + "/"))
      problem.path = event.text + " " + problem.path.substr(event.place.size());
}

}  // namespace

namespace {

// Lays the rule sets that the file names under it; their texts must all be given.
void lay_rules(Json& file, const std::vector<RuleText>& sets, Origins& origins, Problems& problems) {
  const auto named = file.is_object() ? file.find("rules") : file.end();
  const std::size_t count = file.is_object() && named != file.end() && named->is_array() ? named->size() : 0;
  if (count != sets.size())
    problems.push_back(
        {"/rules",
         {"共列出 " + std::to_string(count) + " 个规则集，读到 " + std::to_string(sets.size()) + " 个",
          std::to_string(count) + " rule sets are named and " + std::to_string(sets.size()) + " were read"}});
  if (sets.empty()) return;
  std::vector<RuleSet> heads = lay_under(file, sets, origins, problems);
  if (named != file.end()) file.erase("rules");  // what they say stands in the scenario from here on
  Json& kept = file["rule_sets"];
  for (RuleSet& head : heads) kept.push_back(write_fields(fields(head)));
}

}  // namespace

Scenario read_scenario(std::string_view text, std::string_view catalogue, const std::vector<std::string>& overrides,
                       const std::vector<RuleText>& rules) {
  Problems problems;
  Scenario scenario;
  Json file = parse_json(text, problems);
  take_schema(file, scenario_schema, schema_version, problems);
  Origins origins;
  lay_rules(file, rules, origins, problems);
  complete_targets(file);
  Json measures;
  if (!catalogue.empty()) {
    const std::size_t first = problems.size();
    measures = read_catalogue(catalogue, scenario, problems);
    name_catalogue(problems, first);
  }
  std::vector<AddedEvent> added;
  for (const std::string& assignment : overrides) {
    if (assignment.starts_with(event_override)) {
      added.push_back(add_event(file, assignment.substr(event_override.size()), problems));
      continue;
    }
    const std::vector<std::string> steps = assigned_path(assignment);
    if (steps.size() > 1 && steps[0] == "measures") bring_measure(file, measures, steps[1]);
    set_value(file, assignment, problems);
  }
  const std::size_t read = problems.size();
  read_fields(file, fields(scenario), "", problems);
  origins.name(problems, read);
  for (const AddedEvent& event : added) name_event(event, problems);
  if (!problems.empty()) throw ScenarioError(std::move(problems));
  return scenario;
}

std::string catalogue_of(std::string_view text) {
  Problems ignored;
  const Json file = parse_json(text, ignored);
  if (!file.is_object()) return "";
  const Json path = file.value("catalogue", Json());
  return path.is_string() ? path.get<std::string>() : "";
}

std::string scenario_text(const Scenario& scenario) {
  Scenario copy = scenario;
  copy.catalogue.clear();
  Json file{{"schema", scenario_schema + std::to_string(schema_version)}};
  file.update(write_fields(fields(copy)));
  return json_text(file);
}

}  // namespace tuiyan
