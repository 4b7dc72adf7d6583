#include <gtest/gtest.h>

#include <map>

#include "sim/condition.h"

namespace tuiyan {
namespace {

const Vocabulary words{{"housing", "water"},
                       {"dibao", "relocation"},
                       {"national", "dibao"},
                       {"floor", "employment"},
                       {"illness"},
                       {"g1", "g2"},
                       {"h1"}};

struct Known : Answers {
  std::map<std::pair<Attribute, int>, double> answers;
  mutable bool asked_changing = false;

  double value(Attribute attribute, int argument) const override {
    if (attribute >= Attribute::first_changing) asked_changing = true;
    const auto found = answers.find({attribute, argument});
    return found == answers.end() ? 0 : found->second;
  }
};

Known family() {
  Known known;
  known.answers = {{{Attribute::size, -1}, 3},    {{Attribute::workers, -1}, 1}, {{Attribute::main, -1}, 0},
                   {{Attribute::lacks, 0}, 1},    {{Attribute::line, 1}, 3000},  {{Attribute::income, -1}, 2500},
                   {{Attribute::enrolled, 1}, 1}, {{Attribute::group, -1}, 1}};
  return known;
}

Condition parsed(const std::string& text) {
  Problems problems;
  Condition condition = Condition::parse(text, words, "/who", problems);
  EXPECT_TRUE(problems.empty()) << text << ": " << problems.at(0).text.en;
  return condition;
}

bool holds(const std::string& text) { return parsed(text).holds(family()); }

TEST(Condition, ComparisonsAndTruth) {
  EXPECT_TRUE(holds(""));
  EXPECT_TRUE(holds("workers"));
  EXPECT_FALSE(holds("remote"));
  EXPECT_TRUE(holds("workers >= 1 and not remote"));
  EXPECT_TRUE(holds("size > 2"));
  EXPECT_FALSE(holds("size < 3"));
  EXPECT_TRUE(holds("size <= 3 and size >= 3 and size == 3 and not size != 3"));
  EXPECT_TRUE(holds("income < line.dibao"));
  EXPECT_FALSE(holds("income < line.national"));
  EXPECT_TRUE(holds("lacks.housing"));
  EXPECT_FALSE(holds("lacks.water"));
  EXPECT_TRUE(holds("enrolled.relocation and not enrolled.dibao"));
  EXPECT_TRUE(holds("main == 'floor'"));
  EXPECT_TRUE(holds("'floor' == main"));
  EXPECT_FALSE(holds("main == 'employment'"));
  EXPECT_TRUE(holds("group != 'g1'"));
  EXPECT_TRUE(holds("size > -1.5"));
}

TEST(Condition, AndBindsTighterThanOrAndNotTightest) {
  EXPECT_TRUE(holds("workers or remote and remote"));
  EXPECT_FALSE(holds("(workers or remote) and remote"));
  EXPECT_TRUE(holds("not remote or workers"));
  EXPECT_FALSE(holds("not (remote or workers)"));
}

// Every assignment of three unknown or known truths, against a table written out by hand.
TEST(Condition, PossibleIsKleenesLogic) {
  Known nobody;
  EXPECT_TRUE(parsed("workers >= 1").possible(nobody));
  EXPECT_FALSE(parsed("workers >= 1 and remote").possible(nobody));
  EXPECT_TRUE(parsed("workers >= 1 or remote").possible(nobody));
  EXPECT_TRUE(parsed("not workers").possible(nobody));
  EXPECT_FALSE(parsed("remote > 3").possible(nobody));
  EXPECT_TRUE(parsed("not remote > 3").possible(nobody));
  EXPECT_FALSE(parsed("not not remote").possible(nobody));
  EXPECT_TRUE(parsed("income < line.dibao").possible(nobody));
  EXPECT_FALSE(parsed("not (remote == 0 or workers > 3)").possible(nobody));
  EXPECT_TRUE(parsed("").possible(nobody));
  EXPECT_FALSE(nobody.asked_changing);
}

TEST(Condition, WhatHoldsIsPossible) {
  const char* atoms[] = {"workers >= 1", "remote", "size == 3", "lacks.water", "main == 'floor'", "income > 9000"};
  const Known known = family();
  for (const char* a : atoms)
    for (const char* b : atoms)
      for (const char* joint : {" and ", " or ", " and not ", " or not "})
        for (const char* shape : {"", "not "}) {
          const Condition condition = parsed(std::string(shape) + "(" + a + joint + b + ")");
          EXPECT_TRUE(!condition.holds(known) || condition.possible(known)) << shape << a << joint << b;
        }
}

struct Wrong {
  const char* text;
  const char* message;
};

TEST(Condition, MistakesNamePlaceAndRemedy) {
  const Wrong wrongs[] = {
      {"wokers >= 1", "character 1: unknown attribute \"wokers\"; did you mean \"workers\"?"},
      {"size >= 1 and", "character 14: an attribute, a number or a 'text' is expected"},
      {"size > 1)", "character 9: \"and\", \"or\" or the end is expected"},
      {"(size > 1", "character 10: a closing \")\" is missing"},
      {"size = 1", "character 6: \"=\" is not known; compare with < <= > >= == !="},
      {"size 1", "character 6: \"and\", \"or\" or the end is expected"},
      {"main", "character 1: \"main\" must be compared with a text, as in main == 'floor'"},
      {"main == 'flor'", "character 9: unknown text \"flor\"; did you mean \"floor\"?"},
      {"main < 'floor'", "character 6: texts are compared with == or !="},
      {"size == 'floor'", "character 6: a text is compared with main, cause, group or household"},
      {"main == group", "character 6: a text is compared with main, cause, group or household"},
      {"main == 'floor", "character 9: the quote ' is not closed"},
      {"lacks", "character 1: \"lacks\" needs an id after a dot, as in lacks.housing"},
      {"lacks.roof", "character 7: unknown guarantee \"roof\"; known: housing, water"},
      {"size.x > 1", "character 1: \"size\" takes no id after a dot"},
      {"enrolled.dibo", "character 10: unknown measure \"dibo\"; did you mean \"dibao\"?"},
  };
  for (const Wrong& wrong : wrongs) {
    Problems problems;
    const Condition condition = Condition::parse(wrong.text, words, "/who", problems);
    ASSERT_EQ(problems.size(), 1u) << wrong.text;
    EXPECT_EQ(problems[0].path, "/who");
    EXPECT_EQ(problems[0].text.en, "condition \"" + std::string(wrong.text) + "\", " + wrong.message);
    EXPECT_FALSE(problems[0].text.zh.empty());
    EXPECT_FALSE(condition.holds(family()));
    EXPECT_FALSE(condition.possible(family()));
  }
}

TEST(Condition, DeepNestingIsRefused) {
  Problems problems;
  Condition::parse(std::string(100000, '('), words, "/who", problems);
  ASSERT_EQ(problems.size(), 1u);
  Condition::parse(std::string(50, '(') + "size" + std::string(50, ')'), words, "/who", problems);
  EXPECT_EQ(problems.size(), 1u);
}

TEST(Condition, GrammarAloneNeedsNoWords) {
  Problems problems;
  Condition::check_grammar("enrolled.anything and main == 'whatever'", "/who", problems);
  EXPECT_TRUE(problems.empty());
  Condition::check_grammar("enrolled.anything and", "/who", problems);
  EXPECT_EQ(problems.size(), 1u);
}

}  // namespace
}  // namespace tuiyan
