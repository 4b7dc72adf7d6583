// docs/add-a-measure.md, the planner's guide: its example runs, its conditions are read by the real parser, and
// its lists of keys and measures are those of the program. `tuiyan_tests --refresh-golden` writes the lists anew.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>

#include "sim/field_json.h"
#include "tests/options.h"
#include "tests/places.h"

namespace tuiyan {
namespace {

const char* const guide_path = "docs/add-a-measure.md";

// What stands between two marks of the guide, both excluded.
std::string part_of(const std::string& guide, const std::string& name) {
  const std::string open = "<!-- " + name + " -->\n", close = "<!-- end -->";
  const std::size_t at = guide.find(open);
  if (at == std::string::npos) throw std::runtime_error("the guide has no " + open);
  return guide.substr(at + open.size(), guide.find(close, at) - at - open.size());
}

// The first cells in backticks of the rows of a table.
std::vector<std::string> first_cells(const std::string& table) {
  std::vector<std::string> cells;
  for (std::size_t at = table.find("\n| `"); at != std::string::npos; at = table.find("\n| `", at + 1))
    cells.push_back(table.substr(at + 4, table.find("` |", at) - at - 4));
  return cells;
}

std::string text_in(const Names& names, bool zh) { return zh ? names.zh : names.en; }

std::string joined(const std::vector<std::string>& words, bool zh) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : zh ? "、" : ", ") + word;
  return text;
}

// What may be written: words, or a range of numbers.
std::string allowed(const Field& field, bool zh) {
  if (const auto* choice = std::get_if<Choice>(&field.bound)) {
    std::vector<std::string> words;
    for (std::size_t i = 0; i < choice->words.size(); ++i) {
      const std::string name = text_in(choice->names[i], zh);
      words.push_back("`" + choice->words[i] + "`" + (name == choice->words[i] ? "" : " " + name));
    }
    return joined(words, zh);
  }
  if (std::holds_alternative<bool*>(field.bound)) return zh ? "`true` 是，`false` 否" : "`true`, `false`";
  if (std::holds_alternative<std::string*>(field.bound)) return zh ? "编号" : "an id";
  if (std::isinf(field.limits.low) || std::isinf(field.limits.high)) return zh ? "数" : "a number";
  return number_text(field.limits.low) + (zh ? " 至 " : " to ") + number_text(field.limits.high);
}

void add_keys(std::string& table, const std::string& of, const Fields& fields, bool zh) {
  for (const Field& field : fields.list) {
    if (const auto* inner = std::get_if<Fields>(&field.bound)) {
      add_keys(table, field.key, *inner, zh);
      continue;
    }
    if (std::holds_alternative<List>(field.bound) || std::holds_alternative<Names*>(field.bound) ||
        std::holds_alternative<Expression>(field.bound) || field.key == "id")
      continue;
    const std::string unit = field.unit.empty() ? "" : text_in(unit_names(field.unit), zh);
    table += "| `" + of + "` | `" + field.key + "` | " + text_in(field.names, zh) + " | " + unit + " | " +
             allowed(field, zh) + " |\n";
  }
}

// Every key of every effect, with its unit, from the table that reads the file.
std::string table_of_keys(bool zh) {
  std::string table = zh ? "| 属于 | 项 | 意思 | 单位 | 可写 |\n|---|---|---|---|---|\n"
                         : "| of | key | meaning | unit | allowed |\n|---|---|---|---|---|\n";
  Measure measure;
  const Fields whole = fields(measure);
  const auto effects =
      std::find_if(whole.list.begin(), whole.list.end(), [](const Field& field) { return field.key == "effects"; });
  const List& list = std::get<List>(effects->bound);
  list.append();
  for (std::size_t kind = 0; kind < list.tags.size(); ++kind) {
    list.set_tag(0, static_cast<int>(kind));
    add_keys(table, list.tags[kind], list.at(0), zh);
  }
  add_keys(table, zh ? "措施" : "measure", whole, zh);
  return table;
}

// How many numbers a measure has and how many of them are assumptions.
void count_numbers(const Json& json, int& all, int& assumed) {
  if (json.is_object() && json.contains("grade")) ++all, assumed += json["grade"] == "red";
  if (json.is_structured())
    for (const auto& part : json) count_numbers(part, all, assumed);
}

std::string table_of_measures(bool zh) {
  Problems problems;
  const Json file = parse_json(source_text("scenarios/measures.json"), problems);
  std::string table = zh ? "| 编号 | 名称 | 做什么 | 效果 | 假设/全部 |\n|---|---|---|---|---|\n"
                         : "| id | name | what it does | effects | assumed of all |\n|---|---|---|---|---|\n";
  const char* language = zh ? "zh" : "en";
  for (const Json& measure : file["measures"]) {
    std::vector<std::string> effects;
    for (const Json& effect : measure["effects"]) {
      const std::string word = std::string("`").append(effect["effect"].get<std::string>()).append("`");
      if (std::find(effects.begin(), effects.end(), word) == effects.end()) effects.push_back(word);
    }
    int all = 0, assumed = 0;
    count_numbers(measure, all, assumed);
    table += "| `" + measure["id"].get<std::string>() + "` | " + measure["names"][language].get<std::string>() + " | " +
             measure["about"][language].get<std::string>() + " | " + joined(effects, zh) + " | " +
             std::to_string(assumed) + "/" + std::to_string(all) + " |\n";
  }
  return table;
}

// The first line where two texts differ, of both.
std::string first_difference(const std::string& kept, const std::string& now) {
  std::istringstream a(kept), b(now);
  std::string left, right;
  while (std::getline(a, left) && std::getline(b, right))
    if (left != right) return left + "\n" + right;
  return kept == now ? "" : "one has more lines";
}

// Compares a list of the guide with the program's, or writes it anew.
void expect_part(const std::string& name, const std::string& table) {
  std::string guide = source_text(guide_path);
  if (test_options().refresh_golden) {
    const std::string open = "<!-- " + name + " -->\n";
    const std::size_t begin = guide.find(open) + open.size();
    guide.replace(begin, guide.find("<!-- end -->", begin) - begin, table);
    std::ofstream(std::string(TUIYAN_SOURCE_DIR) + "/" + guide_path, std::ios::binary) << guide;
  }
  EXPECT_EQ(first_difference(part_of(guide, name), table), "") << name << ": run tuiyan_tests --refresh-golden";
}

TEST(Guide, ListsEveryKeyThatTheProgramReads) {
  expect_part("keys zh", table_of_keys(true));
  expect_part("keys en", table_of_keys(false));
}

TEST(Guide, ListsTheCatalogue) {
  expect_part("catalogue zh", table_of_measures(true));
  expect_part("catalogue en", table_of_measures(false));
}

TEST(Guide, EveryConditionIsReadByTheParser) {
  const std::string guide = source_text(guide_path);
  const Vocabulary words = shipped_place("hohhot-2017.json").vocabulary();
  const std::vector<std::string> zh = first_cells(part_of(guide, "conditions zh"));
  EXPECT_EQ(zh, first_cells(part_of(guide, "conditions en")));
  EXPECT_GE(zh.size(), 8u);
  for (const std::string& text : zh) {
    Problems problems;
    const Condition condition = Condition::parse(text, words, text, problems);
    EXPECT_TRUE(problems.empty()) << text << ": " << problems[0].text.en;
    EXPECT_FALSE(condition.always()) << text;
  }
}

// The parser itself says which words it knows.
TEST(Guide, NamesEveryWordOfConditions) {
  Problems problems;
  Condition::check_grammar("qqqqqqqqqqqqqqqq", "", problems);
  ASSERT_EQ(problems.size(), 1u);
  const std::string& text = problems[0].text.en;
  const std::string known = text.substr(text.find("known: ") + 7);
  const std::string guide = source_text(guide_path);
  std::set<std::string> words;
  for (std::size_t at = 0; at < known.size();) {
    const std::size_t end = std::min(known.find(", ", at), known.size());
    words.insert(known.substr(at, end - at));
    at = end + 2;
  }
  EXPECT_GE(words.size(), 27u);
  for (const char* language : {"words zh", "words en"})
    for (const std::string& word : words) {
      const std::string table = part_of(guide, language);
      EXPECT_TRUE(table.find("`" + word + "`") != std::string::npos ||
                  table.find("`" + word + ".") != std::string::npos)
          << language << ": " << word;
    }
}

std::vector<std::string> json_examples(const std::string& guide) {
  const std::string open = "```json\n", close = "```";
  std::vector<std::string> examples;
  for (std::size_t at = guide.find(open); at != std::string::npos; at = guide.find(open, at)) {
    at += open.size();
    examples.push_back(guide.substr(at, guide.find(close, at) - at));
  }
  return examples;
}

// The measure and the item of the guide, put where the guide says, run without compiling anything.
TEST(Guide, ItsMeasureRuns) {
  const std::vector<std::string> examples = json_examples(source_text(guide_path));
  ASSERT_EQ(examples.size(), 4u);  // measure and item, in both languages
  for (const std::size_t k : {0u, 2u}) {
    Problems problems;
    Json file = parse_json(source_text("scenarios/hohhot-2017.json"), problems);
    file.erase("targets");  // of years that are not played here
    file["measures"].push_back(parse_json(examples[k], problems));
    file["mixes"][1]["items"].push_back(parse_json(examples[k + 1], problems));
    ASSERT_TRUE(problems.empty()) << problems[0].text.en;
    const Scenario scenario = read_scenario(file.dump(), source_text("scenarios/measures.json"), {"months=12"});
    const Outcomes outcomes = play(scenario, 1, {scenario.mixes[1].id});
    EXPECT_EQ(value_of(outcomes, 0, scenario.mixes[1].id, "enrolled_households", "2017", "water_keeper"), 120);
  }
}

}  // namespace
}  // namespace tuiyan
