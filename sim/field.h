// A parameter is declared once: `fields(x)` lists what can be written about x - key, names, unit, limits,
// choices - bound to x. From that one table come JSON reading and writing, the schema, the checks and their
// messages, docs/parameters.md and the widgets of the window.
#pragma once

#include <cstddef>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sim/month.h"
#include "sim/problem.h"

namespace tuiyan {

// How good the evidence is: green, measured for this population; amber, measured elsewhere or recalled
// without a source; red, an assumption of ours.
enum class Grade { none, green, amber, red };
const std::vector<std::string>& grade_ids();  // as written in files

struct Range {
  double low = 0;
  double high = 0;
  bool operator==(const Range&) const = default;
};

// A number with its evidence. In a file: 3, or {"value": 3, "range": [2, 4], "grade": "red", "source": "..."}.
// A bare number, or one without grade and source, keeps the range of the default, and is marked red with the
// source `unsourced`.
struct Datum {
  double value = 0;
  std::optional<Range> range;  // for sensitivity runs
  Grade grade = Grade::none;
  std::string source;
  bool tuned = false;  // fitted to a target, not measured

  operator double() const { return value; }
  bool operator==(const Datum&) const = default;
};

inline constexpr const char* unsourced = "未注明来源 / given without a source";
inline constexpr const char* set_by_hand = "由 --set 设定 / set by --set";

// A number that assumes nothing: no delay, no limit, everybody.
inline Datum neutral(double value) { return {value, std::nullopt, Grade::none, "", false}; }

// A number that changes: steps in order of time; before the first step its value holds.
// In a file: a datum, or [{"from": "2017", "value": ...}, ...].
struct Dated {
  struct Step {
    Month from;
    Datum datum;
    bool operator==(const Step&) const = default;
  };
  std::vector<Step> steps;

  Dated() = default;
  Dated(Datum value);  // the same at all times
  bool constant() const { return steps.size() == 1 && steps[0].from == Month::of(1, 1); }
  double at(Month month) const;  // 0 without steps
  bool operator==(const Dated&) const = default;
};

struct Limits {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool whole = false;
};
inline Limits between(double low, double high) { return {low, high, false}; }
inline Limits whole(double low, double high) { return {low, high, true}; }

struct Field;
struct Fields {
  std::vector<Field> list;
  // Checks over several fields; `path` is the JSON pointer of the struct. May be empty.
  std::function<void(const std::string& path, Problems& problems)> check;
};

// One of several words, stored as an enum.
struct Choice {
  std::vector<std::string> words;  // as written in files
  std::vector<Names> names;        // as shown to people
  std::function<int()> get;
  std::function<void(int)> set;
};

// A list of structs. With `id_key` an element of the file whose id is in the list already changes that
// element (how a scenario overrides a measure of the catalogue). With `tag_key` the word under that key
// decides what kind of struct the element is (effects).
struct List {
  std::function<std::size_t()> size;
  std::function<void()> clear;
  std::function<void()> append;
  std::function<void(std::size_t)> erase;
  std::function<Fields(std::size_t)> at;
  std::string id_key;
  std::string tag_key;
  std::vector<std::string> tags;
  std::vector<Names> tag_names;
  std::function<int(std::size_t)> tag;
  std::function<void(std::size_t, int)> set_tag;  // replaces the element by a default one of that kind
};

// The text of an expression; `check` reports what is wrong with it (sim/condition.h).
struct Expression {
  std::string* text = nullptr;
  std::function<void(const std::string& path, Problems& problems)> check;
};

using Bound =
    std::variant<Datum*, Dated*, double*, std::optional<double>*, int*, std::optional<int>*, bool*, std::string*,
                 Month*, std::optional<Month>*, Names*, std::vector<std::string>*, Choice, Expression, List, Fields>;

struct Field {
  std::string key;
  Names names;
  std::string unit;  // "yuan/year", "share", "" for none; one vocabulary, translated by unit_names()
  Bound bound;
  Limits limits{};
  bool required = false;
  bool lever = false;  // a planner's lever (in a mix), not an assumption
};

// "yuan/person/year" -> {"元/人/年", "yuan/person/year"}.
Names unit_names(const std::string& unit);

// The only templates here: they tie a list of structs, or an enum, to the table.
template <class Struct>
List list_of(std::vector<Struct>& list, std::string id_key = "") {
  List result;
  result.size = [&list] { return list.size(); };
  result.clear = [&list] { list.clear(); };
  result.append = [&list] { list.emplace_back(); };
  result.erase = [&list](std::size_t i) { list.erase(list.begin() + static_cast<std::ptrdiff_t>(i)); };
  result.at = [&list](std::size_t i) { return fields(list[i]); };
  result.id_key = std::move(id_key);
  return result;
}

template <class Enum>
Choice choice_of(Enum& value, std::vector<std::string> words, std::vector<Names> names) {
  return {std::move(words), std::move(names), [&value] { return static_cast<int>(value); },
          [&value](int index) { value = static_cast<Enum>(index); }};
}

}  // namespace tuiyan
