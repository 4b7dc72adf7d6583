#include "sim/rule_set.h"

#include <algorithm>
#include <array>

#include "sim/scenario.h"

namespace tuiyan {

Fields fields(RuleSet& s) {
  Fields f;
  f.list = {
      {"id", {"编号", "id"}, "", &s.id, {}, true},
      {"names", {"名称", "names"}, "", &s.names},
      {"source", {"出处", "source"}, "", &s.source, {}, true},
  };
  return f;
}

namespace {

// Lists of the scenario whose elements are merged one by one, and what names an element.
struct NamedList {
  const char* path;
  const char* key;
};
constexpr std::array<NamedList, 5> named_lists = {
    {{"/lines", "id"}, {"/guarantees", "id"}, {"/measures", "id"}, {"/mixes", "id"}, {"/documents", "key"}}};
constexpr const char* added_list = "/notes";

// What a set may not say: what a place is, how long it runs, and further files.
constexpr std::array<const char*, 11> not_shared = {"question",   "start",     "months", "lead_in",
                                                    "replicates", "seed",      "weight", "population_seed",
                                                    "catalogue",  "rule_sets", "rules"};

const char* key_of_list(const std::string& path) {
  for (const NamedList& each : named_lists)
    if (path == each.path) return each.key;
  return nullptr;
}

// A number with its evidence, or a text in two languages: their parts belong together.
bool taken_whole(const Json& json) {
  if (json.contains("id") || json.contains("key")) return false;
  return json.contains("value") || json.contains("zh") || json.contains("en");
}

std::string word_of(const Json& element, const char* key) {
  if (!element.is_object()) return "";
  const auto found = element.find(key);
  return found != element.end() && found->is_string() ? found->get<std::string>() : "";
}

void name_file(Problem& problem, const std::string& file) {
  problem.text.zh.insert(0, "规则集 " + file + "：");
  problem.text.en.insert(0, "in the rule set " + file + ": ");
}

}  // namespace

// One set, laid under a scenario.
class RuleLayer {
 public:
  RuleLayer(std::string file, Origins& origins) : file_(std::move(file)), origins_(origins) {}

  void lay(Json& over, const Json& under, const std::string& path, const std::string& under_path) {
    for (const auto& [key, value] : under.items()) {
      if (key.starts_with("//")) continue;
      const std::string at = path + "/" + key, from = under_path + "/" + key;
      const auto own = over.find(key);
      if (own == over.end()) {
        over[key] = value;
        note(over[key], at, from);
      } else if (own->is_object() && value.is_object()) {
        if (!taken_whole(*own) && !taken_whole(value)) lay(*own, value, at, from);
      } else if (own->is_array() && value.is_array()) {
        lay_list(*own, value, at, from);
      }
    }
  }

 private:
  void lay_list(Json& over, const Json& under, const std::string& path, const std::string& under_path) {
    const char* key = key_of_list(path);
    if (key == nullptr && path != added_list) return;
    for (std::size_t i = 0; i < under.size(); ++i) {
      const std::string from = under_path + "/" + std::to_string(i);
      const std::string word = key == nullptr ? "" : word_of(under[i], key);
      const auto own = std::find_if(over.begin(), over.end(),
                                    [&](const Json& each) { return !word.empty() && word_of(each, key) == word; });
      const std::string at = path + "/" + std::to_string(own - over.begin());
      if (own == over.end()) {
        over.push_back(under[i]);
        origins_.places_[at] = {file_, from};
        if (!word.empty()) origins_.places_[path + "/" + word] = {file_, from};
      } else {
        lay(*own, under[i], at, from);
      }
    }
  }

  // A list that is merged by name belongs to nobody: its elements do, each under its number and its name.
  void note(const Json& value, const std::string& at, const std::string& from) {
    const char* key = key_of_list(at);
    if (!value.is_array() || (key == nullptr && at != added_list)) {
      origins_.places_[at] = {file_, from};
      return;
    }
    for (std::size_t i = 0; i < value.size(); ++i) {
      const Origins::Place place{file_, from + "/" + std::to_string(i)};
      origins_.places_[at + "/" + std::to_string(i)] = place;
      if (const std::string word = key == nullptr ? "" : word_of(value[i], key); !word.empty())
        origins_.places_[at + "/" + word] = place;
    }
  }

  std::string file_;
  Origins& origins_;
};

void Origins::name(Problems& problems, std::size_t first) const {
  for (std::size_t i = first; i < problems.size(); ++i) {
    std::string head = problems[i].path, tail;
    while (!head.empty() && !places_.contains(head)) {
      const std::size_t slash = head.rfind('/');
      if (slash == std::string::npos) break;
      tail = head.substr(slash) + tail;
      head.resize(slash);
    }
    const auto found = places_.find(head);
    if (head.empty() || found == places_.end()) continue;
    problems[i].path = found->second.path + tail;
    name_file(problems[i], found->second.file);
  }
}

namespace {

Json parse_set(const RuleText& set, Problems& problems) {
  try {
    Json file = parse_json(set.text, problems);
    take_schema(file, rules_schema, schema_version, problems);
    return file;
  } catch (const FormatError& error) {
    throw FormatError({set.path, error.problem().text});
  } catch (const SchemaVersionError& error) {
    throw SchemaVersionError({set.path, error.problem().text});
  }
}

// Takes what the set says of itself out of it, and refuses what is no rule.
RuleSet take_head(Json& file, Problems& problems) {
  RuleSet set;
  Json head = Json::object();
  for (const char* key : {"id", "names", "source"})
    if (const auto found = file.find(key); found != file.end()) {
      head[key] = *found;
      file.erase(key);
    }
  read_fields(head, fields(set), "", problems);
  for (const char* key : not_shared) {
    if (!file.contains(key)) continue;
    const std::string word = key;
    problems.push_back({"/" + word,
                        {"规则集不能写“" + word + "”；请写在方案里",
                         "a rule set can not say \"" + word + "\"; it belongs in the scenario"}});
    file.erase(key);
  }
  file.erase("about");
  return set;
}

}  // namespace

std::vector<RuleSet> lay_under(Json& file, const std::vector<RuleText>& sets, Origins& origins, Problems& problems) {
  std::vector<RuleSet> heads(sets.size());
  if (!file.is_object()) return heads;
  for (std::size_t s = sets.size(); s-- > 0;) {  // the later set is there first, and wins
    Problems own;
    Json rules = parse_set(sets[s], own);
    if (rules.is_object())
      heads[s] = take_head(rules, own);
    else
      own.push_back({"", {"应为对象 {...}", "expected an object {...}"}});
    for (Problem& problem : own) name_file(problem, sets[s].path);
    problems.insert(problems.end(), own.begin(), own.end());
    if (rules.is_object()) RuleLayer(sets[s].path, origins).lay(file, rules, "", "");
  }
  return heads;
}

std::vector<std::string> rules_of(std::string_view text) {
  Problems ignored;
  const Json file = parse_json(text, ignored);
  std::vector<std::string> paths;
  if (!file.is_object() || !file.contains("rules") || !file["rules"].is_array()) return paths;
  for (const Json& path : file["rules"])
    if (path.is_string()) paths.push_back(path.get<std::string>());
  return paths;
}

}  // namespace tuiyan
