#include "sim/scenario_check.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace tuiyan {

namespace {

constexpr double most_simulated = 1e7;  // households of a group
constexpr double most_villages = 60'000;

const Names a_line{"标准", "line"};
const Names a_guarantee{"保障项目", "guarantee"};
const Names a_group{"人群类别", "group"};
const Names a_measure{"措施", "measure"};
const Names a_mix{"措施组合", "mix"};

bool is_known(const std::string& word, const std::vector<std::string>& known) {
  return std::find(known.begin(), known.end(), word) != known.end();
}

void expect_known(const std::string& word, const std::vector<std::string>& known, const Names& kind,
                  const std::string& path, Problems& problems) {
  if (!is_known(word, known)) problems.push_back(unknown_word(path, kind, word, known));
}

// Ids stand in paths and conditions, so they hold no sign that means something there; and each stands once.
void check_ids(const std::vector<std::string>& ids, const std::string& list, const std::string& key,
               Problems& problems) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const std::string path = std::string(list).append("/").append(std::to_string(i)).append("/").append(key);
    if (ids[i].empty())
      problems.push_back({path, {"编号不能为空", "the " + key + " is empty"}});
    else if (ids[i].find_first_of(" \t\n/.,'\"=()<>!@") != std::string::npos)
      problems.push_back({path,
                          {"编号“" + ids[i] + "”只能用字母、数字、_ 和 -",
                           "\"" + ids[i] + "\" may hold only letters, digits, _ and -"}});
    else if (!seen.insert(ids[i]).second)
      problems.push_back({path,
                          {"编号“" + ids[i] + "”重复；请改名或删除其中一个",
                           "duplicate " + key + " \"" + ids[i] + "\"; rename or remove one"}});
  }
}

template <class Struct>
std::vector<std::string> ids_of(const std::vector<Struct>& list, std::string Struct::*id) {
  std::vector<std::string> ids;
  ids.reserve(list.size());
  for (const Struct& element : list) ids.push_back(element.*id);
  return ids;
}

void check_lists(const Scenario& s, const std::string& path, Problems& problems) {
  check_ids({s.id.empty() ? "unnamed" : s.id}, path, "id", problems);
  check_ids(ids_of(s.documents, &Document::key), path + "/documents", "key", problems);
  check_ids(ids_of(s.lines, &Line::id), path + "/lines", "id", problems);
  check_ids(ids_of(s.guarantees, &Guarantee::id), path + "/guarantees", "id", problems);
  check_ids(ids_of(s.measures, &Measure::id), path + "/measures", "id", problems);
  check_ids(ids_of(s.mixes, &Mix::id), path + "/mixes", "id", problems);
  if (s.measures.size() > static_cast<std::size_t>(max_measures))
    problems.push_back(
        {path + "/measures",
         {"措施共 " + std::to_string(s.measures.size()) + " 项，至多 " + std::to_string(max_measures) + " 项",
          std::to_string(s.measures.size()) + " measures; at most " + std::to_string(max_measures)}});
  for (std::size_t m = 0; m < s.mixes.size(); ++m)
    if (s.mixes[m].items.size() > static_cast<std::size_t>(max_items))
      problems.push_back({path + "/mixes/" + std::to_string(m) + "/items",
                          {"措施清单至多 " + std::to_string(max_items) + " 项",
                           "a mix has at most " + std::to_string(max_items) + " items"}});
  check_ids(ids_of(s.market.products, &ProductRules::id), path + "/market/products", "id", problems);
  check_ids(ids_of(s.people.groups, &GroupRules::id), path + "/people/groups", "id", problems);
  check_ids(ids_of(s.people.causes, &CauseRules::id), path + "/people/causes", "id", problems);
  check_ids(ids_of(s.people.households, &HouseholdRules::name), path + "/people/households", "name", problems);
}

void check_lines(const Scenario& s, const Vocabulary& words, const std::string& path, Problems& problems) {
  if (words.lines.empty()) return;
  if (!s.poverty_line.empty()) expect_known(s.poverty_line, words.lines, a_line, path + "/poverty_line", problems);
  if (!s.exit_line.empty()) expect_known(s.exit_line, words.lines, a_line, path + "/exit_line", problems);
  if (!s.people.running_floor_line.empty())
    expect_known(s.people.running_floor_line, words.lines, a_line, path + "/people/running_floor_line", problems);
  for (std::size_t i = 0; i < s.registry.lines.size(); ++i)
    expect_known(s.registry.lines[i], words.lines, a_line, path + "/registry/lines/" + std::to_string(i), problems);
}

// What is simulated is a sample of one in `weight`; more would not fit into the memory of any machine.
void check_size(const Scenario& s, const std::string& path, Problems& problems) {
  for (std::size_t g = 0; g < s.people.groups.size(); ++g) {
    const double simulated = s.people.groups[g].households / s.weight;
    if (simulated <= most_simulated) continue;
    problems.push_back({path + "/people/groups/" + std::to_string(g) + "/households",
                        {"将模拟 " + number_text(std::ceil(simulated)) + " 户，至多 " + number_text(most_simulated) +
                             " 户；请用 weight 让每个模拟户代表多户",
                         number_text(std::ceil(simulated)) + " households would be simulated, at most " +
                             number_text(most_simulated) + "; let each stand for several with \"weight\""}});
  }
}

// A village is numbered in 16 bits.
void check_villages(const Scenario& s, const std::string& path, Problems& problems) {
  const double simulated = s.people.villages / s.weight;
  if (simulated <= most_villages) return;
  problems.push_back({path + "/people/villages",
                      {"将模拟 " + number_text(std::ceil(simulated)) + " 个村，至多 " + number_text(most_villages) +
                           " 个；请用 weight 让每个模拟村代表多个村",
                       number_text(std::ceil(simulated)) + " villages would be simulated, at most " +
                           number_text(most_villages) + "; let each stand for several with \"weight\""}});
}

// Who is in the register at the opening is either given by the groups or chosen among everybody.
void check_register_quota(const Scenario& s, const std::string& path, Problems& problems) {
  const bool everyone = std::any_of(s.people.groups.begin(), s.people.groups.end(),
                                    [](const GroupRules& group) { return group.standing == Standing::everyone; });
  if (everyone == (s.people.register_quota > 0)) return;
  problems.push_back({path + "/register_quota",
                      {everyone ? "有“全体农户”一类而没有建档指标；请写明在册户数"
                                : "没有“全体农户”（everyone）一类，建档指标无从分配",
                       everyone ? "a group stands as \"everyone\" but there is no quota; say how many are registered"
                                : "no group stands as \"everyone\", so there is nobody to choose from"}});
}

void check_people(const Scenario& s, const Vocabulary& words, const std::string& path, Problems& problems) {
  double sum = 0;
  for (std::size_t i = 0; i < s.people.causes.size(); ++i) {
    sum += s.people.causes[i].share;
    for (std::size_t j = 0; j < s.people.causes[i].groups.size(); ++j)
      expect_known(s.people.causes[i].groups[j], words.groups, a_group,
                   path + "/causes/" + std::to_string(i) + "/groups/" + std::to_string(j), problems);
  }
  if (!s.people.causes.empty() && std::abs(sum - 1) > 1e-6)
    problems.push_back({path + "/causes",
                        {"各致贫原因占比之和为 " + number_text(sum) + "，应为 1",
                         "the shares of the causes add up to " + number_text(sum) + "; they must make 1"}});
  for (std::size_t i = 0; i < s.people.households.size(); ++i)
    expect_known(s.people.households[i].group, words.groups, a_group,
                 path + "/households/" + std::to_string(i) + "/group", problems);
}

void check_effect(const Effect& effect, const Vocabulary& words, const std::string& path, Problems& problems) {
  if (const auto* top_up = std::get_if<TopUpEffect>(&effect.what))
    expect_known(top_up->line, words.lines, a_line, path + "/line", problems);
  if (const auto* sets = std::get_if<GuaranteeEffect>(&effect.what))
    expect_known(sets->guarantee, words.guarantees, a_guarantee, path + "/guarantee", problems);
  if (const auto* move = std::get_if<MoveEffect>(&effect.what); move && !move->guarantee.empty())
    expect_known(move->guarantee, words.guarantees, a_guarantee, path + "/guarantee", problems);
}

void check_measures(const Scenario& s, const Vocabulary& words, const std::string& path, Problems& problems) {
  for (const Measure& measure : s.measures) {
    if (!is_used(s, measure.id)) continue;
    for (std::size_t i = 0; i < measure.effects.size(); ++i)
      check_effect(measure.effects[i], words, path + "/" + measure.id + "/effects/" + std::to_string(i), problems);
  }
}

void check_date(const Scenario& s, Month month, Month last, const Names& what, const std::string& path,
                Problems& problems) {
  if (month >= s.first_month() && month <= last) return;
  const std::string first = s.first_month().text(), end = (s.end_month() - 1).text();
  problems.push_back({path,
                      {what.zh + " " + month.text() + " 不在推演期内（" + first + " 至 " + end + "）",
                       what.en + " in " + month.text() + ", outside the scenario (" + first + " to " + end + ")"}});
}

void check_mixes(const Scenario& s, const Vocabulary& words, const std::string& path, Problems& problems) {
  for (std::size_t m = 0; m < s.mixes.size(); ++m)
    for (std::size_t i = 0; i < s.mixes[m].items.size(); ++i) {
      const Item& item = s.mixes[m].items[i];
      const std::string at = path + "/" + std::to_string(m) + "/items/" + std::to_string(i);
      expect_known(item.measure, words.measures, a_measure, at + "/measure", problems);
      if (item.start) check_date(s, *item.start, s.end_month() - 1, {"开始于", "starts"}, at + "/start", problems);
      if (item.end) check_date(s, *item.end, s.end_month(), {"结束于", "ends"}, at + "/end", problems);
    }
}

void check_events(const Scenario& s, const std::string& path, Problems& problems) {
  const EventBounds bounds = event_bounds(s);
  for (std::size_t i = 0; i < s.events.size(); ++i)
    check_event(s.events[i], bounds, path + "/" + std::to_string(i), problems);
}

}  // namespace

EventBounds event_bounds(const Scenario& s) {
  EventBounds bounds{s.first_month(), s.end_month() - 1, std::max(1, static_cast<int>(s.people.villages)), {}};
  for (const Measure& measure : s.measures)
    for (const Effect& effect : measure.effects)
      if (const auto* income = std::get_if<IncomeEffect>(&effect.what); income && !income->product.empty())
        if (std::find(bounds.products.begin(), bounds.products.end(), income->product) == bounds.products.end())
          bounds.products.push_back(income->product);
  return bounds;
}

bool is_used(const Scenario& s, const std::string& measure) {
  for (const Mix& mix : s.mixes)
    for (const Item& item : mix.items)
      if (item.measure == measure) return true;
  return false;
}

void check_scenario(const Scenario& s, const std::string& path, Problems& problems) {
  const Vocabulary words = s.vocabulary();
  check_lists(s, path, problems);
  check_lines(s, words, path, problems);
  check_size(s, path, problems);
  check_villages(s, path, problems);
  check_register_quota(s, path + "/people", problems);
  check_people(s, words, path + "/people", problems);
  check_measures(s, words, path + "/measures", problems);
  check_mixes(s, words, path + "/mixes", problems);
  check_events(s, path + "/events", problems);
  check_targets(s.targets, s, path + "/targets", problems);
}

void know_words(Fields& fields, const Scenario& scenario, bool grammar_only) {
  for (Field& field : fields.list) {
    if (auto* expression = std::get_if<Expression>(&field.bound)) {
      expression->check = [&scenario, text = expression->text, grammar_only](const std::string& path,
                                                                             Problems& problems) {
        if (grammar_only)
          Condition::check_grammar(*text, path, problems);
        else
          Condition::parse(*text, scenario.vocabulary(), path, problems);
      };
    } else if (auto* list = std::get_if<List>(&field.bound)) {
      list->at = [&scenario, grammar_only, at = list->at](std::size_t i) {
        Fields element = at(i);
        know_words(element, scenario, grammar_only);
        return element;
      };
    }
  }
}

}  // namespace tuiyan
