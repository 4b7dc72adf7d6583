// docs/model.md and docs/model.zh.md name what the program has, all of it, and nothing else: parameters by their
// path, effects, attributes of conditions, processes of draws, quantities. Numbers of the model can so change
// without the documents, names can not.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sim/outcome.h"
#include "sim/scenario.h"

namespace tuiyan {
namespace {

using Words = std::set<std::string>;

std::string file_text(const std::string& path) {
  std::ifstream file(std::string(TUIYAN_SOURCE_DIR) + "/" + path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// The first group of every match.
Words matches(const std::string& text, const char* pattern) {
  const std::regex expression(pattern, std::regex::ECMAScript | std::regex::multiline);
  Words found;
  for (std::sregex_iterator match(text.begin(), text.end(), expression), end; match != end; ++match)
    found.insert((*match)[1]);
  return found;
}

Words minus(const Words& a, const Words& b) {
  Words rest;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::inserter(rest, rest.end()));
  return rest;
}

std::string listed(const Words& words) {
  std::string text;
  for (const std::string& word : words) text += "\n  " + word;
  return text;
}

// What the program has names for.
struct Vocabularies {
  Words paths;       // of every field, "*" for an element of a list: "people/groups/*/land"
  Words parameters;  // paths of the numbers with evidence that a scenario may leave to their defaults
  Words sections;    // structs of parameters: "income"
  Words keys, choices;
  Words measure_keys;  // of measures, effects, mixes and their items
  Words effects, attributes, quantities, groups, ids;
};

void collect(const Fields& fields, const std::string& path, Vocabularies& words) {
  for (const Field& field : fields.list) {
    const std::string at = path.empty() ? field.key : path + "/" + field.key;
    words.paths.insert(at);
    words.keys.insert(field.key);
    const bool texts = field.key == "id" || field.key == "names" || field.key == "about";
    if (!texts && (path.starts_with("measures/") || path.starts_with("mixes/"))) words.measure_keys.insert(field.key);
    if (const auto* choice = std::get_if<Choice>(&field.bound))
      words.choices.insert(choice->words.begin(), choice->words.end());
    if (const auto* inner = std::get_if<Fields>(&field.bound)) {
      if (path.empty()) words.sections.insert(field.key);
      collect(*inner, at, words);
    }
    if (const auto* list = std::get_if<List>(&field.bound)) {
      if (list->size() == 0) list->append();
      if (list->tags.empty()) collect(list->at(0), at + "/*", words);
      for (std::size_t tag = 0; tag < list->tags.size(); ++tag) {
        list->set_tag(0, static_cast<int>(tag));
        words.effects.insert(list->tags[tag]);
        collect(list->at(0), at + "/*", words);
      }
    }
  }
}

Vocabularies vocabularies() {
  Vocabularies words;
  Scenario scenario;
  collect(fields(scenario), "", words);
  for (const std::string& path : matches(parameters_markdown(), R"(^\| `([^`]+)`)"))
    words.parameters.insert(std::regex_replace(path, std::regex("/[0-9]{4}-[0-9]{2}$"), ""));
  words.attributes = matches(file_text("sim/condition.cpp"), R"re(\{"([a-z0-9_]+)", Attribute::)re");
  for (const Quantity& quantity : quantities()) words.quantities.insert(quantity.id);
  for (const Shape::Series& series : shape_of(Scenario()).series) words.groups.insert(series.group);
  for (const char* file : {"scenarios/measures.json", "scenarios/hohhot-2017.json", "scenarios/bachu-village.json"})
    words.ids.merge(matches(file_text(file), R"re("id": "([^"]+)")re"));
  return words;
}

const Vocabularies& known() {
  static const Vocabularies words = vocabularies();
  return words;
}

// What stands in backquotes and looks like a name or a path.
Words quoted(const std::string& text) { return matches(text, R"(`([a-z][a-z0-9_]*(?:/(?:[a-z0-9_]+|\*))*)`)"); }

Words quoted_paths(const std::string& text) {
  Words paths = quoted(text);
  std::erase_if(paths, [](const std::string& word) { return word.find('/') == std::string::npos; });
  return paths;
}

// Names in backquotes that the program does not know.
Words unknown_names(const std::string& text) {
  const Vocabularies& the = known();
  Words names = quoted(text);
  for (const Words* words :
       {&the.paths, &the.keys, &the.choices, &the.effects, &the.attributes, &the.quantities, &the.groups, &the.ids})
    names = minus(names, *words);
  return names;
}

// Names of the program that the text does not have in backquotes.
Words missing_names(const std::string& text, const Words& names) { return minus(names, quoted(text)); }

Words sections_missing(const std::string& text) {
  Words missing;
  for (const std::string& section : known().sections) {
    const Words paths = quoted_paths(text);
    const bool named = std::any_of(paths.begin(), paths.end(),
                                   [&](const std::string& path) { return path.starts_with(section + "/"); });
    if (!named) missing.insert(section);
  }
  return missing;
}

// "1 household_month": of the enumeration, and of the rows of the table of processes.
Words pairs(const std::string& text, const char* pattern, int number, int name) {
  const std::regex expression(pattern, std::regex::ECMAScript | std::regex::multiline);
  Words found;
  for (std::sregex_iterator match(text.begin(), text.end(), expression), end; match != end; ++match)
    found.insert((*match)[static_cast<std::size_t>(number)].str() + " " +
                 (*match)[static_cast<std::size_t>(name)].str());
  return found;
}
Words processes_of_code() {
  const std::string header = file_text("sim/draws.h");
  const std::size_t begin = header.find("enum class Process"), end = header.find("};", begin);
  return pairs(header.substr(begin, end - begin), R"(^\s*([a-z_]+) = ([0-9]+),)", 2, 1);
}
Words processes_of(const std::string& text) { return pairs(text, R"(^\| ([0-9]+) \| ([a-z_]+) \|)", 1, 2); }

// The quantities in the first cells of the rows of a table: those are defined.
Words defined(const std::string& text) {
  Words found;
  for (const std::string& cell : matches(text, R"(^\| (`[^|]*`) \|)")) found.merge(quoted(cell));
  return found;
}

class ModelDocs : public ::testing::TestWithParam<const char*> {
 protected:
  std::string text = file_text(GetParam());
};
INSTANTIATE_TEST_SUITE_P(Both, ModelDocs, ::testing::Values("docs/model.md", "docs/model.zh.md"),
                         [](const auto& info) { return std::string(info.index == 0 ? "En" : "Zh"); });

TEST_P(ModelDocs, NameOnlyWhatExists) {
  ASSERT_FALSE(text.empty());
  EXPECT_EQ(unknown_names(text), Words{}) << GetParam() << " names what the program does not have";
}

TEST_P(ModelDocs, NameEveryParameter) {
  const Words missing = missing_names(text, known().parameters);
  EXPECT_TRUE(missing.empty()) << GetParam() << " lacks" << listed(missing);
}

TEST_P(ModelDocs, NameEverySection) {
  const Words missing = sections_missing(text);
  EXPECT_TRUE(missing.empty()) << GetParam() << " lacks" << listed(missing);
}

TEST_P(ModelDocs, NameWhatMeasuresAndMixesAreMadeOf) {
  Words missing = missing_names(text, known().effects);
  missing.merge(missing_names(text, known().measure_keys));
  EXPECT_TRUE(missing.empty()) << GetParam() << " lacks" << listed(missing);
}

TEST_P(ModelDocs, NameEveryAttribute) {
  Words missing = known().attributes;
  ASSERT_GT(missing.size(), 20u);
  for (const char* dotted : {"lacks", "enrolled", "line"}) {
    missing.erase(dotted);
    EXPECT_NE(text.find(std::string("`").append(dotted).append(".")), std::string::npos) << dotted;
  }
  missing = missing_names(text, missing);
  EXPECT_TRUE(missing.empty()) << GetParam() << " lacks" << listed(missing);
}

TEST_P(ModelDocs, ListEveryProcess) {
  const Words code = processes_of_code();
  ASSERT_GT(code.size(), 15u);
  EXPECT_EQ(processes_of(text), code);
}

TEST_P(ModelDocs, DefineEveryQuantity) {
  const Words missing = minus(known().quantities, defined(text));
  EXPECT_TRUE(missing.empty()) << GetParam() << " does not define" << listed(missing);
}

TEST(ModelDocsTwins, SayTheSame) {
  const std::string en = file_text("docs/model.md"), zh = file_text("docs/model.zh.md");
  EXPECT_EQ(quoted_paths(en), quoted_paths(zh));
  EXPECT_EQ(matches(en, R"(^#{2,3} ([0-9.]+) )"), matches(zh, R"(^#{2,3} ([0-9.]+) )"));
}

// The checks see what they are for.
TEST(ModelDocsChecks, SeeMistakes) {
  EXPECT_EQ(unknown_names("by `income/persistance` and `income/persistence`"), Words{"income/persistance"});
  EXPECT_EQ(unknown_names("`top_up` `topup` `people/groups/*/land` `people/groups/land`"),
            (Words{"people/groups/land", "topup"}));
  EXPECT_EQ(missing_names("`income`, `job`", {"income", "top_up"}), Words{"top_up"});
  EXPECT_TRUE(sections_missing("`income/persistence`").contains("shocks"));
  EXPECT_FALSE(sections_missing("`income/persistence`").contains("income"));
  EXPECT_EQ(processes_of("| number | process |\n| 2 | job | member |\n"), Words{"2 job"});
  EXPECT_EQ(defined("| `poor_share`, `fgt1` | persons |\nsee `fgt2`\n"), (Words{"poor_share", "fgt1"}));
}

}  // namespace
}  // namespace tuiyan
