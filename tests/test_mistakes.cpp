// Everything a person can write wrongly, with the exact message: it names the value, what is allowed and what
// to do, in both languages.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/small_scenario.h"

namespace tuiyan {
namespace {

struct Mistake {
  const char* pointer;  // what is changed in the small scenario
  const char* value;
  const char* path;  // where the problem is reported
  const char* text;
};

const Mistake mistakes[] = {
    {"/mixes/1/items/0/houshold", "5", "/mixes/1/items/0/houshold",
     "unknown key \"houshold\"; did you mean \"households\"?"},
    {"/mixes/1/colour", "5", "/mixes/1/colour",
     "unknown key \"colour\"; known: id, names, about, existing_transfers, envelope, withdraw_after, items"},
    {"/months", "\"many\"", "/months", "found the text \"many\"; expected a number"},
    {"/months", "[24]", "/months", "found a list; expected a number"},
    {"/months", "24.5", "/months", "24.5 is outside the limits; allowed: whole numbers, 1 to 600 (months)"},
    {"/people/villages", "\"two\"", "/people/villages",
     "found the text \"two\"; expected a number, or {\"value\": number, \"range\": [low, high], \"grade\": ..., "
     "\"source\": ...}"},
    {"/names", "7", "/names", "found the number 7; expected {\"zh\": Chinese, \"en\": English}"},
    {"/randomness", "\"no\"", "/randomness", "found the text \"no\"; expected true or false"},
    {"/income", "[]", "/income", "found a list; expected an object {...}"},
    {"/mixes/1/items", "{}", "/mixes/1/items", "found an object; expected a list [...]"},
    {"/measures/0/take_up", "1.4", "/measures/0/take_up", "1.4 is outside the limits; allowed: 0 to 1 (share)"},
    {"/guarantees/0/missing/value", "-0.1", "/guarantees/0/missing/value",
     "-0.1 is outside the limits; allowed: 0 to 1 (share)"},
    {"/guarantees/0/missing/range", "[0.3, 0.1]", "/guarantees/0/missing/range",
     "the low end of the range is above its high end"},
    {"/guarantees/0/missing/grade", "\"rad\"", "/guarantees/0/missing/grade",
     "unknown grade \"rad\"; did you mean \"red\"?"},
    {"/guarantees/0/missing/sauce", "\"x\"", "/guarantees/0/missing/sauce",
     "unknown key \"sauce\"; did you mean \"source\"?"},
    {"/mixes/1/items/1/money", "-5", "/mixes/1/items/1/money",
     "-5 is outside the limits; allowed: 0 to 1000000000000000 (yuan/year)"},
    {"/mixes/1/items/0/households", "-1", "/mixes/1/items/0/households",
     "-1 is outside the limits; allowed: whole numbers, 0 to 1000000000 (households)"},
    {"/people/groups/0/persons", "30", "/people/groups/0/persons",
     "30 persons are fewer than 40 households; each has at least one"},
    {"/people/groups/0/persons", "900", "/people/groups/0/persons",
     "900 persons are too many for 40 households; each has at most 15"},
    {"/people/groups/2/income_low", "3", "/people/groups/2/income_low", "3 is above income_high, 2"},
    {"/people/groups/0/standing", "\"registred\"", "/people/groups/0/standing",
     "unknown choice \"registred\"; did you mean \"registered\"?"},
    {"/people/causes/0/share", "0.5", "/people/causes", "the shares of the causes add up to 0.9; they must make 1"},
    {"/people/causes/1/groups/0", "\"job\"", "/people/causes/1/groups/0",
     "unknown group \"job\"; did you mean \"jobs\"?"},
    {"/people/causes/0/fits", "\"il > 0\"", "/people/causes/0/fits",
     "condition \"il > 0\", character 1: unknown attribute \"il\"; did you mean \"ill\"?"},
    {"/people/households/0/group", "\"x\"", "/people/households/0/group",
     "unknown group \"x\"; known: jobs, old, fringe"},
    {"/people/running_floor_line", "\"dibo\"", "/people/running_floor_line",
     "unknown line \"dibo\"; did you mean \"dibao\"?"},
    {"/income/wage_share", "0.3", "/income",
     "wage_share, business_share and property_share add up to 0.814; they must make 1"},
    {"/registry/rounds", "[{\"window_end\": 13}]", "/registry/rounds/0/window_end",
     "13 is outside the limits; allowed: whole numbers, 1 to 12 (month of the year)"},
    {"/registry/rounds", "[{\"window_end\": 9, \"decided\": 12, \"in_force\": 11}]", "/registry/rounds/0/in_force",
     "it can not be in force before it is decided"},
    {"/registry/rounds", "[{}, {}]", "/registry/rounds/1/window_end", "the same window as round 1"},
    {"/poverty_line", "\"nation\"", "/poverty_line", "unknown line \"nation\"; did you mean \"national\"?"},
    {"/exit_line", "\"x\"", "/exit_line", "unknown line \"x\"; known: national, dibao"},
    {"/lines/0/value/1/from", "\"2015\"", "/lines/0/value/1/from",
     "steps must follow in order of time, each month once"},
    {"/lines/0/value/1", "{\"value\": 3}", "/lines/0/value/1", "\"from\" (the first month) is missing"},
    {"/lines/0/value", "[]", "/lines/0/value", "the line has no value"},
    {"/start", "\"Jan 2017\"", "/start", "found the text \"Jan 2017\"; expected a month such as \"2017-01\""},
    {"/start", "\"2017-13\"", "/start", "found the text \"2017-13\"; expected a month such as \"2017-01\""},
    {"/mixes/1/items/0/start", "\"2016-06\"", "/mixes/1/items/0/start",
     "starts in 2016-06, outside the scenario (2016-07 to 2018-12)"},
    {"/mixes/1/items/0/start", "\"2019-01\"", "/mixes/1/items/0/start",
     "starts in 2019-01, outside the scenario (2016-07 to 2018-12)"},
    {"/mixes/1/items/0/end", "\"2030-01\"", "/mixes/1/items/0/end",
     "ends in 2030-01, outside the scenario (2016-07 to 2018-12)"},
    {"/mixes/1/items/0/end", "\"2016-07\"", "/mixes/1/items/0/end", "ends in 2016-07, not after its start in 2016-07"},
    {"/mixes/1/items/0/measure", "\"emploiment\"", "/mixes/1/items/0/measure",
     "unknown measure \"emploiment\"; did you mean \"employment\"?"},
    {"/mixes/1/items/0/measure", "\"x\"", "/mixes/1/items/0/measure",
     "unknown measure \"x\"; known: employment, floor, repair, sheep, move"},
    {"/mixes/1/items/0/order", "\"first\"", "/mixes/1/items/0/order",
     "unknown choice \"first\"; known: poorest, nearest, largest, listed, planned, score"},
    {"/mixes/1/items/0/who", "\"workers > \"", "/mixes/1/items/0/who",
     "condition \"workers > \", character 11: an attribute, a number or a 'text' is expected"},
    {"/measures/0/who", "\"wokers >= 1\"", "/measures/employment/who",
     "condition \"wokers >= 1\", character 1: unknown attribute \"wokers\"; did you mean \"workers\"?"},
    {"/measures/2/who", "\"lacks.hosing\"", "/measures/repair/who",
     "condition \"lacks.hosing\", character 7: unknown guarantee \"hosing\"; did you mean \"housing\"?"},
    {"/measures/0/effects/0/effect", "\"jobs\"", "/measures/0/effects/0/effect",
     "unknown kind \"jobs\"; did you mean \"job\"?"},
    {"/measures/0/effects/0", "{\"wage\": 3}", "/measures/0/effects/0", "\"effect\" (kind) is missing"},
    {"/measures/1/effects/0/line", "\"dibaos\"", "/measures/floor/effects/0/line",
     "unknown line \"dibaos\"; did you mean \"dibao\"?"},
    {"/measures/1/effects/0/per", "\"mu\"", "/measures/floor/effects/0/per",
     "a top-up covers person, unable, disabled or old"},
    {"/measures/2/effects/0/guarantee", "\"water\"", "/measures/repair/effects/0/guarantee",
     "unknown guarantee \"water\"; known: housing"},
    {"/measures/1/id", "\"employment\"", "/measures/1/id", "duplicate id \"employment\"; rename or remove one"},
    {"/mixes/1/id", "\"none\"", "/mixes/1/id", "duplicate id \"none\"; rename or remove one"},
    {"/mixes/1/id", "\"my plan\"", "/mixes/1/id", "\"my plan\" may hold only letters, digits, _ and -"},
    {"/lines/1/id", "\"\"", "/lines/1/id", "the id is empty"},
    {"/guarantees/1", "{\"id\": \"housing\"}", "/guarantees/1/id", "duplicate id \"housing\"; rename or remove one"},
    {"/people/groups/2/id", "\"old\"", "/people/groups/2/id", "duplicate id \"old\"; rename or remove one"},
    {"/mixes", "[]", "/mixes", "the list is empty; at least one element is needed"},
    {"/targets/0/quantity", "\"exited_shares\"", "/targets/0/quantity",
     "unknown quantity \"exited_shares\"; did you mean \"exited_share\"?"},
    {"/targets/0/mix", "\"plans\"", "/targets/0/mix", "unknown mix \"plans\"; did you mean \"plan\"?"},
    {"/schema", "\"x\"", "/schema", "the file must begin with \"schema\": \"tuiyan/scenario@1\""},
};

std::string listed(const Problems& problems) {
  std::string text;
  for (const Problem& problem : problems) text += problem.path + ": " + problem.text.en + "\n";
  return text;
}

bool reports(const Problems& problems, const std::string& path, const std::string& text) {
  return std::any_of(problems.begin(), problems.end(),
                     [&](const Problem& problem) { return problem.path == path && problem.text.en == text; });
}

TEST(Mistakes, TheSmallScenarioHasNone) { EXPECT_EQ(listed(problems_of(small_scenario)), ""); }

TEST(Mistakes, EachIsToldExactly) {
  for (const Mistake& mistake : mistakes) {
    const Problems problems = problems_of(small_with(mistake.pointer, mistake.value));
    EXPECT_TRUE(reports(problems, mistake.path, mistake.text))
        << mistake.pointer << " = " << mistake.value << " gives\n"
        << listed(problems);
    for (const Problem& problem : problems) EXPECT_FALSE(problem.text.zh.empty() || problem.text.zh == problem.text.en);
  }
}

// Following errors that are only echoes of the first would bury it.
TEST(Mistakes, OneMistakeIsOneProblem) {
  for (const Mistake& mistake : mistakes) {
    const std::string pointer = mistake.pointer;
    const bool renamed =
        pointer.ends_with("/id") || pointer == "/mixes" || pointer == "/start" || pointer == "/guarantees/1";
    if (renamed) continue;
    EXPECT_EQ(problems_of(small_with(mistake.pointer, mistake.value)).size(), 1u) << pointer << " = " << mistake.value;
  }
}

TEST(Mistakes, RequiredKeysThatAreMissing) {
  const std::pair<const char*, const char*> required[] = {
      {"id", "\"id\" (id) is missing"},
      {"lines", "\"lines\" (lines) is missing"},
      {"poverty_line", "\"poverty_line\" (poverty line) is missing"},
      {"exit_line", "\"exit_line\" (exit line) is missing"},
      {"mixes", "\"mixes\" (mixes) is missing"}};
  for (const auto& [key, text] : required)
    EXPECT_TRUE(reports(problems_of(small_without(key)), "", text)) << key << "\n"
                                                                    << listed(problems_of(small_without(key)));
  EXPECT_TRUE(reports(problems_of(small_without("schema")), "/schema",
                      "the file must begin with \"schema\": \"tuiyan/scenario@1\""));
}

TEST(Mistakes, AllOfAFileAtOnce) {
  Problems ignored;
  Json file = parse_json(small_scenario, ignored);
  file["mnths"] = 3;
  file["start"] = "soon";
  file["people"]["groups"][1]["persons"] = 3;
  file["measures"][0]["take_up"] = 7;
  file["mixes"][1]["items"][0]["measure"] = "employmnt";
  file["mixes"][1]["items"][1]["money"] = -1;
  const Problems problems = problems_of(file.dump());
  EXPECT_EQ(listed(problems),
            "/start: found the text \"soon\"; expected a month such as \"2017-01\"\n"
            "/measures/0/take_up: 7 is outside the limits; allowed: 0 to 1 (share)\n"
            "/mixes/1/items/1/money: -1 is outside the limits; allowed: 0 to 1000000000000000 (yuan/year)\n"
            "/mnths: unknown key \"mnths\"; did you mean \"months\"?\n"
            "/people/groups/1/persons: 3 persons are fewer than 30 households; each has at least one\n"
            "/mixes/1/items/0/measure: unknown measure \"employmnt\"; did you mean \"employment\"?\n");
}

TEST(Mistakes, DuplicateKeyAnywhere) {
  std::string text = small_scenario;
  text.replace(text.find("\"months\": 24"), 12, "\"months\": 24, \"months\": 36");
  text.replace(text.find("\"money\": 50000"), 14, "\"money\": 1, \"money\": 2");
  EXPECT_EQ(listed(problems_of(text)),
            "/months: duplicate key \"months\": it stands twice in this object; keep one\n"
            "/mixes/1/items/1/money: duplicate key \"money\": it stands twice in this object; keep one\n");
}

TEST(Mistakes, SharedOfTheCatalogueSayWhere) {
  const std::string catalogue = R"({"schema": "tuiyan/measures@1", "measures": [{"id": "posts", "tkae_up": 1}]})";
  EXPECT_TRUE(reports(problems_of(small_scenario, catalogue), "/measures/0/tkae_up",
                      "in the catalogue of measures: unknown key \"tkae_up\"; did you mean \"take_up\"?"));
  EXPECT_EQ(problems_of(small_scenario, catalogue).at(0).text.zh, "措施目录：未知的键“tkae_up”；是否想写“take_up”？");
}

TEST(Mistakes, AnotherVersionOfTheSchema) {
  try {
    read_scenario(small_with("/schema", "\"tuiyan/scenario@2\""), "");
    FAIL() << "a version that is not known was read";
  } catch (const SchemaVersionError& error) {
    EXPECT_EQ(error.problem().text.en,
              "the file is \"tuiyan/scenario@2\"; this program reads \"tuiyan/scenario@1\": use the program that fits "
              "the file, or rewrite the file");
  }
}

std::string format_error(const std::string& text) {
  try {
    read_scenario(text, "");
  } catch (const FormatError& error) {
    EXPECT_FALSE(error.problem().text.zh.empty());
    return error.problem().text.en;
  }
  return "";
}

TEST(Mistakes, FilesThatAreNotJson) {
  EXPECT_EQ(format_error(""), "the file is empty");
  EXPECT_EQ(format_error(" \n\t\r\n"), "the file is empty");
  EXPECT_EQ(format_error("hello"), "line 1, column 1: this is not JSON: \"h\" can not stand here");
  EXPECT_EQ(format_error("{\n  \"id\": 3,\n}"), "line 3, column 1: this is not JSON: \"}\" can not stand here");
  EXPECT_EQ(format_error("{\"标准\": @}"), "line 1, column 8: this is not JSON: \"@\" can not stand here");
  EXPECT_EQ(format_error("{\"id\": [1, 2"),
            "line 1, column 13: the file ends too early: a closing bracket or quote is missing");
  EXPECT_EQ(format_error("{\"id\": 1e999}"), "line 1, column 12: the number 1e999 is too large");
  EXPECT_EQ(format_error("{} {}").substr(0, 29), "line 1, column 4: this is not");
  EXPECT_NE(format_error(std::string(1 << 20, '\0')).find("line 1, column 1: this is not JSON"), std::string::npos);
  EXPECT_NE(format_error("{\"id\": \"\xff\xfe\"}").find("line 1, column"), std::string::npos);
  EXPECT_NE(format_error("PK\x03\x04").find("line 1, column 1"), std::string::npos);
}

TEST(Mistakes, NestingStopsAt64) {
  const auto nested = [](int levels) {
    return std::string(static_cast<std::size_t>(levels), '[') + std::string(static_cast<std::size_t>(levels), ']');
  };
  Problems problems;
  EXPECT_NO_THROW(parse_json(nested(64), problems));
  EXPECT_EQ(format_error(nested(65)), "line 1, column 65: nested more than 64 levels deep");
  EXPECT_EQ(format_error(std::string(1 << 20, '[')), "line 1, column 65: nested more than 64 levels deep");
}

TEST(Mistakes, FilesThatAreNotObjects) {
  EXPECT_TRUE(reports(problems_of("[1, 2]"), "", "found a list; expected an object {...}"));
  EXPECT_TRUE(reports(problems_of("3"), "", "found the number 3; expected an object {...}"));
}

TEST(Mistakes, AssignmentsThatCanNotBe) {
  const auto told = [](const std::string& assignment) { return listed(problems_of(small_scenario, "", {assignment})); };
  EXPECT_EQ(told("months"), ": \"months\" sets nothing; write path=value, for example registry/margin=1.1\n");
  EXPECT_EQ(told("mixes/plam/envelope=3"), "/mixes/plam: unknown element \"plam\"; did you mean \"plan\"?\n");
  EXPECT_EQ(told("registry.margn=1"), "/registry/margn: unknown key \"margn\"; did you mean \"margin\"?\n");
  EXPECT_EQ(told("registry.margin=9"), "/registry/margin/value: 9 is outside the limits; allowed: 0.5 to 3 (factor)\n");
  EXPECT_EQ(told("months/x=9"), "/months: this is a single value; there is no \"x\" in it\n");
  EXPECT_EQ(told("months=many"), "/months: found the text \"many\"; expected a number\n");
}

}  // namespace
}  // namespace tuiyan
