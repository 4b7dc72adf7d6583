#include <gtest/gtest.h>

#include <random>

#include "sim/field.h"
#include "sim/field_json.h"

namespace tuiyan {
namespace {

enum class Colour { blue, green };

struct Pet {
  std::string id;
  double weight = 1;
};

Fields fields(Pet& pet) {
  Fields f;
  f.list = {{"id", {"编号", "id"}, "", &pet.id, {}, true},
            {"weight", {"重量", "weight"}, "", &pet.weight, between(0, 99)}};
  return f;
}

// One of every kind of field.
struct Thing {
  Datum datum{3, Range{2, 4}, Grade::green, "a book", false};
  Dated dated = Datum{5, Range{1, 9}, Grade::amber, "a paper", true};
  double number = 1;
  std::optional<double> maybe;
  int count = 2;
  std::optional<int> perhaps;
  bool flag = false;
  std::string text = "t";
  Month month = Month::of(2017, 1);
  std::optional<Month> until;
  Names names{"名", "name"};
  std::vector<std::string> words{"a"};
  Colour colour = Colour::blue;
  std::string condition;
  std::vector<Pet> pets;
  Pet inner;
};

Fields fields(Thing& t) {
  Fields f;
  f.list = {{"datum", {"数", "datum"}, "share", &t.datum, between(-1e6, 1e6)},
            {"dated", {"变", "dated"}, "yuan/year", &t.dated, between(-1e6, 1e6)},
            {"number", {"数", "number"}, "", &t.number},
            {"maybe", {"数", "maybe"}, "", &t.maybe},
            {"count", {"个", "count"}, "", &t.count, whole(0, 1000000)},
            {"perhaps", {"个", "perhaps"}, "", &t.perhaps, whole(0, 1000000)},
            {"flag", {"否", "flag"}, "", &t.flag},
            {"text", {"文", "text"}, "", &t.text},
            {"month", {"月", "month"}, "", &t.month},
            {"until", {"月", "until"}, "", &t.until},
            {"names", {"名", "names"}, "", &t.names},
            {"words", {"词", "words"}, "", &t.words},
            {"colour", {"色", "colour"}, "", choice_of(t.colour, {"blue", "green"}, {{"蓝", "blue"}, {"绿", "green"}})},
            {"condition", {"条", "condition"}, "", Expression{&t.condition, {}}},
            {"pets", {"宠", "pets"}, "", list_of(t.pets, "id")},
            {"inner", {"内", "inner"}, "", fields(t.inner)}};
  return f;
}

Thing read(const std::string& text) {
  Problems problems;
  Thing thing;
  read_fields(parse_json(text, problems), fields(thing), "", problems);
  EXPECT_TRUE(problems.empty()) << (problems.empty() ? "" : problems[0].path + ": " + problems[0].text.en);
  return thing;
}

std::string written(Thing thing) { return json_text(write_fields(fields(thing))); }

TEST(Months, ReadAndWrite) {
  EXPECT_EQ(Month::parse("2017-01"), Month::of(2017, 1));
  EXPECT_EQ(Month::parse("2017"), Month::of(2017, 1));
  EXPECT_EQ(Month::parse("1999-12")->index, -1);
  for (const char* wrong : {"", "17-01", "2017-1", "2017-00", "2017-13", "2017/01", "2017-01-01", "x017-01"})
    EXPECT_FALSE(Month::parse(wrong)) << wrong;
  for (int index = -3000; index < 3000; ++index) EXPECT_EQ(Month::parse(Month{index}.text()), Month{index});
}

TEST(Dated, StepsHoldUntilTheNext) {
  EXPECT_EQ(Dated().at(Month::of(2017, 1)), 0);
  EXPECT_EQ(Dated(neutral(4)).at(Month::of(1990, 1)), 4);
  Dated steps;
  steps.steps = {{Month::of(2016, 1), neutral(1)}, {Month::of(2017, 6), neutral(2)}, {Month::of(2018, 1), neutral(3)}};
  EXPECT_EQ(steps.at(Month::of(2010, 1)), 1);
  EXPECT_EQ(steps.at(Month::of(2017, 5)), 1);
  EXPECT_EQ(steps.at(Month::of(2017, 6)), 2);
  EXPECT_EQ(steps.at(Month::of(2030, 1)), 3);
}

TEST(Units, AreTranslatedWordByWord) {
  EXPECT_EQ(unit_names("yuan/person/year"), (Names{"元/人/年", "yuan/person/year"}));
  EXPECT_EQ(unit_names("months"), (Names{"个月", "months"}));
  EXPECT_EQ(unit_names(""), (Names{"", ""}));
}

TEST(Fields, ABareNumberKeepsTheRangeAndIsRed) {
  const Thing thing = read(R"({"datum": 7, "dated": 8})");
  EXPECT_EQ(thing.datum, (Datum{7, Range{2, 4}, Grade::red, unsourced, false}));
  ASSERT_TRUE(thing.dated.constant());
  EXPECT_EQ(thing.dated.steps[0].datum, (Datum{8, Range{1, 9}, Grade::red, unsourced, false}));
}

TEST(Fields, EvidenceIsReadWithTheNumber) {
  const Thing thing =
      read(R"({"datum": {"value": 7, "range": [6, 8], "grade": "amber", "source": "s", "tuned": true}})");
  EXPECT_EQ(thing.datum, (Datum{7, Range{6, 8}, Grade::amber, "s", true}));
  EXPECT_EQ(read(R"({"datum": {"value": 7}})").datum, (Datum{7, Range{2, 4}, Grade::red, unsourced, false}));
}

TEST(Fields, DatedSteps) {
  const Thing thing = read(
      R"({"dated": [{"from": "2017", "value": 1}, {"from": "2018-06", "value": 2, "grade": "green", "source": "s"}]})");
  ASSERT_EQ(thing.dated.steps.size(), 2u);
  EXPECT_EQ(thing.dated.steps[1].from, Month::of(2018, 6));
  EXPECT_EQ(thing.dated.steps[1].datum, (Datum{2, std::nullopt, Grade::green, "s", false}));
}

TEST(Fields, WhatIsNotNamedStays) {
  const Thing thing = read(R"({"inner": {"id": "x"}, "number": 9})");
  EXPECT_EQ(thing.inner.weight, 1);
  EXPECT_EQ(thing.text, "t");
  EXPECT_EQ(thing.number, 9);
}

TEST(Fields, NullEmptiesWhatIsOptional) {
  Problems problems;
  Thing thing;
  thing.maybe = 3, thing.perhaps = 4, thing.until = Month{};
  read_fields(parse_json(R"({"maybe": null, "perhaps": null, "until": null})", problems), fields(thing), "", problems);
  EXPECT_TRUE(problems.empty());
  EXPECT_FALSE(thing.maybe || thing.perhaps || thing.until);
}

TEST(Fields, ElementsAreChangedById) {
  Problems problems;
  Thing thing;
  thing.pets = {{"cat", 4}, {"dog", 20}};
  read_fields(parse_json(R"({"pets": [{"id": "dog", "weight": 30}, {"id": "emu"}]})", problems), fields(thing), "",
              problems);
  EXPECT_TRUE(problems.empty());
  ASSERT_EQ(thing.pets.size(), 3u);
  EXPECT_EQ(thing.pets[0].weight, 4);
  EXPECT_EQ(thing.pets[1].weight, 30);
  EXPECT_EQ(thing.pets[2].id, "emu");
}

TEST(Fields, CommentsAreAllowedAndOneLanguageServesForBoth) {
  const Thing thing = read(R"({"//": "why", "// more": [1], "names": {"zh": "村", "// x": 1}})");
  EXPECT_EQ(thing.names, (Names{"村", "name"}));
  EXPECT_EQ(read(R"({"names": "村"})").names, (Names{"村", "村"}));
}

TEST(Fields, NumbersAreWrittenShortest) {
  Thing thing;
  thing.number = 0.1;
  EXPECT_NE(written(thing).find("\"number\": 0.1,"), std::string::npos);
  thing.number = 2736;
  EXPECT_NE(written(thing).find("\"number\": 2736,"), std::string::npos);
}

// A thing with every field at random, reproducible.
Thing random_thing(std::uint32_t seed) {
  std::mt19937 engine(seed);
  const auto number = [&] { return (static_cast<double>(engine()) - 0x1p31) / (engine() % 2 == 0 ? 1e4 : 0x1p20); };
  const auto text = [&] {
    const char* texts[] = {"", "a", "村 \"x\"\n\\", "/~", "\x01", "长文字"};
    return std::string(texts[engine() % 6]);
  };
  const auto datum = [&] {
    Datum one{number(), std::nullopt, static_cast<Grade>(engine() % 4), text(), engine() % 2 == 0};
    if (engine() % 2 == 0) one.range = Range{-1e5 - 1, 1e5};
    return one;
  };
  Thing thing;
  thing.datum = datum();
  thing.datum.range = Range{0, 1};
  thing.dated.steps.clear();
  for (int year = 2000; year < 2000 + static_cast<int>(engine() % 4); ++year)
    thing.dated.steps.push_back({Month::of(year, 1 + static_cast<int>(engine() % 12)), datum()});
  thing.number = number();
  if (engine() % 2 == 0) thing.maybe = number();
  thing.count = static_cast<int>(engine() % 1000);
  if (engine() % 2 == 0) thing.perhaps = static_cast<int>(engine() % 1000);
  thing.flag = engine() % 2 == 0;
  thing.text = text();
  thing.month = Month{static_cast<int>(engine() % 3000)};
  if (engine() % 2 == 0) thing.until = Month{static_cast<int>(engine() % 3000)};
  thing.names = {text().append("名"), text().append("n")};
  thing.words.assign(engine() % 3, text());
  thing.colour = engine() % 2 == 0 ? Colour::blue : Colour::green;
  thing.condition = text();
  for (unsigned i = 0; i < engine() % 4; ++i)
    thing.pets.push_back({std::to_string(i).append("p"), std::abs(number()) < 99 ? 7.5 : 8});
  return thing;
}

TEST(Fields, WhatIsWrittenReadsBackToTheByte) {
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    const Thing thing = random_thing(seed);
    const std::string text = written(thing);
    const Thing again = read(text);
    EXPECT_EQ(written(again), text);
    EXPECT_EQ(again.datum, thing.datum);
    EXPECT_EQ(again.dated, thing.dated);
    EXPECT_EQ(again.number, thing.number);
    EXPECT_EQ(again.maybe, thing.maybe);
    EXPECT_EQ(again.until, thing.until);
    EXPECT_EQ(again.names, thing.names);
    EXPECT_EQ(again.pets.size(), thing.pets.size());
  }
}

std::string set(const std::string& file, const std::string& assignment) {
  Problems problems;
  Json json = parse_json(file, problems);
  set_value(json, assignment, problems);
  EXPECT_TRUE(problems.empty()) << assignment;
  return json.dump();
}

TEST(Assignments, FindTheirPlace) {
  EXPECT_EQ(set(R"({"a": {"b": "x"}})", "a.b=y"), R"({"a":{"b":"y"}})");
  EXPECT_EQ(set(R"({"a": {"b": "x"}})", "/a/b=y"), R"({"a":{"b":"y"}})");
  EXPECT_EQ(set(R"({"l": [{"id": "p", "on": true}]})", "l/p/on=false"), R"({"l":[{"id":"p","on":false}]})");
  EXPECT_EQ(set(R"({"l": [{"measure": "p"}]})", "l/p/start=2017-01"), R"({"l":[{"measure":"p","start":"2017-01"}]})");
  EXPECT_EQ(set(R"({"l": [[1, 2]]})", "l/0/1=5"), R"({"l":[[1,5]]})");
  EXPECT_EQ(set("{}", "a/b=x"), R"({"a":{"b":"x"}})");
}

TEST(Assignments, ANumberSaysWhoSetIt) {
  const std::string rest = std::string(R"("grade":"red","source":")").append(set_by_hand).append("\"}");
  EXPECT_EQ(set("{}", "a=3"), R"({"a":{"value":3,)" + rest + "}");
  EXPECT_EQ(set(R"({"a": {"value": 1, "range": [0, 4], "grade": "green", "source": "s"}})", "a=3"),
            R"({"a":{"value":3,"range":[0,4],)" + rest + "}");
  EXPECT_EQ(set(R"({"a": {"value": 1, "range": [0, 4]}})", "a/value=3"),
            R"({"a":{"value":3,"range":[0,4],)" + rest + "}");
  EXPECT_EQ(set(R"({"a": [{"from": "2017", "value": 1}, {"from": "2018", "value": 2}]})", "a/2018=3"),
            R"({"a":[{"from":"2017","value":1},{"from":"2018","value":3,)" + rest + "]}");
}

TEST(Assignments, PlainNumbersTakeThemToo) {
  Problems problems;
  Thing thing;
  Json json = Json::object();
  for (const char* one : {"number=2.5", "count=7", "maybe=4", "perhaps=5", "until=2019", "datum=6"})
    set_value(json, one, problems);
  read_fields(json, fields(thing), "", problems);
  EXPECT_TRUE(problems.empty());
  EXPECT_EQ(thing.number, 2.5);
  EXPECT_EQ(thing.count, 7);
  EXPECT_EQ(thing.maybe, 4);
  EXPECT_EQ(thing.perhaps, 5);
  EXPECT_EQ(thing.until, Month::of(2019, 1));
  EXPECT_EQ(thing.datum, (Datum{6, Range{2, 4}, Grade::red, set_by_hand, false}));
}

TEST(Nearest, NamesOnlyWhatIsNear) {
  const std::vector<std::string> known{"relocation", "employment", "floor"};
  EXPECT_EQ(nearest("relocaton", known), "relocation");
  EXPECT_EQ(nearest("flor", known), "floor");
  EXPECT_EQ(nearest("lfoor", known), "floor");
  EXPECT_EQ(nearest("pension", known), "");
}

}  // namespace
}  // namespace tuiyan
