// Rule sets that scenarios share (规则集): fragments of a scenario in files of their own - what a document says of the
// floor, of schooling, of the register - laid under the scenarios that name them. What the scenario says itself wins;
// of two sets the later wins. A number keeps the range, grade and source of where it was written.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sim/field.h"
#include "sim/field_json.h"

namespace tuiyan {

inline constexpr const char* rules_schema = "tuiyan/rules@";

struct RuleText {  // the text of a rule set, and the path under which the scenario names it
  std::string path;
  std::string text;
};

struct RuleSet {  // what a resolved scenario keeps of a rule set: its values stand in the scenario by then
  std::string id;
  Names names;
  std::string source;
};

Fields fields(RuleSet& set);

// From which file what stands in the merged scenario comes.
class Origins {
 public:
  // Says of the problems from `first` on which rule set they are in, and where in it.
  void name(Problems& problems, std::size_t first) const;

 private:
  friend class RuleLayer;
  struct Place {
    std::string file;  // "": the scenario itself
    std::string path;
  };
  std::map<std::string, Place> places_;  // by JSON pointer into the merged scenario
};

// Lays the sets under the scenario `file`. Objects are merged key by key, but a number with its evidence, names and a
// step of a procedure are taken whole; elements of the scenario's own lists lines, guarantees, measures, mixes and
// documents are merged by id (the scenario's come first), notes are added, every other list is taken whole. Adds what
// is wrong with a set to `problems` with its file. Throws FormatError (with the path of the set) where one is not JSON,
// SchemaVersionError where it is of another version.
std::vector<RuleSet> lay_under(Json& file, const std::vector<RuleText>& sets, Origins& origins, Problems& problems);

// The paths under "rules" that the text of a scenario names, in its order, without checking the rest.
std::vector<std::string> rules_of(std::string_view text);

}  // namespace tuiyan
