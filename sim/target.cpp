#include "sim/target.h"

#include <algorithm>
#include <set>

#include "sim/quantities.h"
#include "sim/scenario.h"

namespace tuiyan {

const std::vector<std::string>& target_kind_ids() {
  static const std::vector<std::string> ids{"outcome", "plan", "input"};
  return ids;
}

const std::vector<std::string>& target_use_ids() {
  static const std::vector<std::string> ids{"test", "seen", "tuned"};
  return ids;
}

Fields fields(Target& t) {
  Fields f;
  f.list = {
      {"id", {"编号", "id"}, "", &t.id},
      {"names", {"名称", "names"}, "", &t.names},
      {"quantity", {"指标", "quantity"}, "", &t.quantity, {}, true},
      {"group", {"分组", "group"}, "", &t.group},
      {"mix", {"措施组合", "mix"}, "", &t.mix},
      {"date", {"时间", "date"}, "", &t.date, {}, true},
      // no assumption of the model, so no parameter to vary
      {"value", {"公布值", "published value"}, "", &t.value, {}, true, true},
      {"kind",
       {"性质", "kind"},
       "",
       choice_of(t.kind, target_kind_ids(),
                 {{"公布结果", "published result"}, {"规划数", "planned"}, {"输入数", "input"}})},
      {"use",
       {"用途", "use"},
       "",
       choice_of(
           t.use, target_use_ids(),
           {{"检验", "test"}, {"调参时看过", "looked at while tuning"}, {"用于拟合", "a parameter was fitted to it"}})},
      {"note", {"说明", "note"}, "", &t.note},
  };
  return f;
}

std::string id_of(const Target& target) {
  if (!target.id.empty()) return target.id;
  return target.quantity + "@" + target.date + (target.group.empty() ? "" : ":" + target.group);
}

Names names_of(const Target& target) {
  Names names = target.names;
  if (names.zh.empty() || names.en.empty()) {
    const Names& general = quantity(target.quantity).names;
    if (names.zh.empty()) names.zh = general.zh;
    if (names.en.empty()) names.en = general.en;
  }
  return names;
}

void complete_targets(Json& file) {
  if (!file.is_object() || !file.contains("targets") || !file["targets"].is_array()) return;
  for (Json& target : file["targets"]) {
    if (!target.is_object()) continue;
    const auto take = [&](const char* key) {
      Json taken = target[key];
      target.erase(key);
      return taken;
    };
    if (target.contains("group") && target["group"].is_null()) target.erase("group");
    if (target.contains("at") && !target.contains("date")) target["date"] = take("at");
    if (target.contains("tuned") && target["tuned"].is_boolean() && !target.contains("use"))
      target["use"] = take("tuned").get<bool>() ? "tuned" : "test";
    if (!target.contains("source") || !target.contains("value") || !target["value"].is_number()) continue;
    Json value{{"value", target["value"]}};
    value["source"] = take("source");
    target["value"] = std::move(value);
  }
}

namespace {

bool is_known(const std::string& word, const std::vector<std::string>& known) {
  return std::find(known.begin(), known.end(), word) != known.end();
}

void check_group(const Target& target, const Scenario& scenario, const std::string& path, Problems& problems) {
  const Quantity& of = quantity(target.quantity);
  if (!of.grouped && !target.group.empty())
    problems.push_back({path + "/group",
                        {"指标“" + target.quantity + "”不分组；请删去“group”",
                         "\"" + target.quantity + "\" has no groups; leave \"group\" out"}});
  if (!of.grouped) return;
  const std::vector<std::string> groups = groups_of(of, scenario);
  if (target.group.empty() && !groups.empty())
    problems.push_back(
        {path,
         {"指标“" + target.quantity + "”分组；请写明“group”，如“" + groups[0] + "”",
          "\"" + target.quantity + "\" is by group; say which in \"group\", as in \"" + groups[0] + "\""}});
  else if (!is_known(target.group, groups))
    problems.push_back(unknown_word(path + "/group", {"分组", "group"}, target.group, groups));
}

void check_date(const Target& target, const Scenario& scenario, const std::string& path, Problems& problems) {
  const std::vector<std::string> times = times_of(quantity(target.quantity), scenario);
  if (is_known(target.date, times)) return;
  if (times.empty()) {
    problems.push_back(
        {path + "/quantity",
         {"推演期太短，没有“" + target.quantity + "”", "the scenario is too short for \"" + target.quantity + "\""}});
    return;
  }
  const std::string few = times.size() > 12 ? times[0] + ", " + times[1] + ", ... " + times.back() : [&] {
    std::string all;
    for (const std::string& time : times) all += (all.empty() ? "" : ", ") + time;
    return all;
  }();
  problems.push_back({path + "/date",
                      {"“" + target.quantity + "”没有“" + target.date + "”的数；可用：" + few,
                       "\"" + target.quantity + "\" has no value at \"" + target.date + "\"; it has: " + few}});
}

}  // namespace

void check_targets(const std::vector<Target>& targets, const Scenario& scenario, const std::string& path,
                   Problems& problems) {
  std::vector<std::string> known, mixes;
  for (const Quantity& one : quantities()) known.push_back(one.id);
  for (const Mix& mix : scenario.mixes) mixes.push_back(mix.id);
  std::set<std::string> seen;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const Target& target = targets[i];
    const std::string at = path + "/" + std::to_string(i);
    if (!target.id.empty() && !seen.insert(target.id).second)
      problems.push_back({at + "/id",
                          {"编号“" + target.id + "”重复；请改名或删除其中一个",
                           "duplicate id \"" + target.id + "\"; rename or remove one"}});
    if (!is_known(target.mix, mixes))
      problems.push_back(unknown_word(at + "/mix", {"措施组合", "mix"}, target.mix, mixes));
    if (!is_known(target.quantity, known)) {
      problems.push_back(unknown_word(at + "/quantity", {"指标", "quantity"}, target.quantity, known));
      continue;
    }
    check_group(target, scenario, at, problems);
    check_date(target, scenario, at, problems);
  }
}

std::vector<Target> read_targets(std::string_view text, const Scenario& scenario) {
  Problems problems;
  Json file = parse_json(text, problems);
  complete_targets(file);
  if (file.is_object()) file.erase("schema");
  std::vector<Target> targets;
  Fields f;
  f.list = {{"targets", {"公布数据", "published figures"}, "", list_of(targets), {}, true}};
  f.check = [&](const std::string& path, Problems& found) {
    check_targets(targets, scenario, path + "/targets", found);
  };
  read_fields(file, f, "", problems);
  if (!problems.empty()) throw ScenarioError(std::move(problems));
  return targets;
}

}  // namespace tuiyan
