// Who is eligible: a small written grammar over what is known of a household.
//
//   condition  = term { "or" term }
//   term       = factor { "and" factor }
//   factor     = "not" factor | "(" condition ")" | comparison
//   comparison = value [ ( "<" | "<=" | ">" | ">=" | "==" | "!=" ) value ]
//   value      = number | 'text' | attribute        an attribute alone is true when it is not zero
//
// Examples:   workers >= 1 and not remote
//             main == 'floor' or (unable > 0 and income < line.dibao)
//             lacks.housing and not enrolled.relocation
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/problem.h"

namespace tuiyan {

// What a condition may ask. Those before `first_changing` are fixed when the population is made; the others
// change while a mix runs. A dotted attribute has an argument: lacks.GUARANTEE, enrolled.MEASURE, line.LINE.
enum class Attribute : std::uint8_t {
  remote,     // 1 if it lives where land can not support it, at the start
  main,       // 'label' of its main measure in the register
  cause,      // 'illness', ... main cause of poverty in the register
  group,      // 'id' of its group in the scenario
  household,  // 'name' of a household that the scenario lists one by one
  first_changing,
  size = first_changing,  // persons
  old,                    // persons of 60 or more
  old70,                  // persons of 70 or more
  old80,                  // persons of 80 or more
  children,               // persons under 16
  pupils,                 // members in compulsory or secondary school
  students,               // members in tertiary school
  women,                  // female members
  disabled,               // members with a disability
  weak,                   // members with weak labour
  unable,                 // grown members without labour
  all_old,                // 1 if every member is 60 or more
  land,                   // mu
  registered,             // 1 while registered
  exited,                 // 1 after exit
  supported,              // 1 while exited and still under support
  returned,               // 1 while registered after having been out
  planned,                // 1 while registered and planned for the next exit
  monitored,              // 1 while monitored
  severe,                 // 1 while a serious illness lasts
  workers,                // able members now
  ill,                    // members with chronic or severe illness now
  income,                 // observed market, job and asset income of the last 12 months, yuan per person
  lacks,                  // 1 if the guarantee is missing
  enrolled,               // 1 if enrolled in the measure
  line,                   // yuan per person and year, in force this month
  debt,                   // yuan that the household owes from failed projects
  count
};

// How the words of one scenario are numbered, so that a text in a condition becomes a number once.
struct Vocabulary {
  std::vector<std::string> guarantees, measures, lines, mains, causes, groups, households;
};

// Answers for one household in one month. `argument` numbers the guarantee, measure or line; texts are
// their number in the vocabulary.
class Answers {
 public:
  virtual ~Answers() = default;
  virtual double value(Attribute attribute, int argument) const = 0;
};

class Condition {
 public:
  Condition() = default;  // true for everybody

  // Adds what is wrong (with the position, the nearest known attribute and the list of known ones) and
  // returns a condition that holds for nobody if anything is.
  static Condition parse(std::string_view text, const Vocabulary& vocabulary, const std::string& path,
                         Problems& problems);

  // Only the grammar and the attributes; any id and any text will do.
  static void check_grammar(std::string_view text, const std::string& path, Problems& problems);

  bool holds(const Answers& answers) const;

  // False only if no change of what may change could make it hold; answers for changing attributes are not
  // asked. Serves to drop households from a queue for good.
  bool possible(const Answers& answers) const;

  // Whether it can only hold where this attribute is not zero: the attribute stands alone, or joined by "and".
  bool asks(Attribute attribute, int argument) const;

  bool always() const { return nodes_.empty(); }

 private:
  enum class Kind : std::uint8_t {
    number,
    attribute,
    negate,
    both,
    either,
    less,
    less_equal,
    greater,
    greater_equal,
    equal,
    not_equal
  };
  struct Node {
    Kind kind{};
    Attribute attribute{};
    int argument = -1;
    double number = 0;
    int left = -1, right = -1;
  };
  friend class ConditionParser;
  enum class Truth : std::uint8_t { no, unknown, yes };
  bool is_true(int node, const Answers& answers) const;
  bool asks(int node, Attribute attribute, int argument) const;
  Truth truth(int node, const Answers& answers) const;
  double number(int node, const Answers& answers) const;
  bool is_fixed(int node) const;
  static bool compare(Kind kind, double left, double right);
  std::vector<Node> nodes_;  // the last one is the whole
};

}  // namespace tuiyan
