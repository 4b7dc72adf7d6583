// What is wrong with what a person wrote: every problem at once, each with its place and its remedy.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace tuiyan {

// The same words in Chinese and English.
struct Names {
  std::string zh;
  std::string en;
  bool operator==(const Names&) const = default;
};

enum class Language { zh, en };

const std::string& in(Language language, const Names& names);

// `path` is a JSON pointer into the scenario ("/mixes/1/items/0/households"); the text names the value
// found, what is allowed and what to do.
struct Problem {
  std::string path;
  Names text;
};

using Problems = std::vector<Problem>;

// The shortest digits that read back as the same number, without an exponent: for messages.
std::string number_text(double value);

// The known word that a mistyped one most likely meant, "" if none is near.
std::string nearest(std::string_view word, const std::vector<std::string>& known);

// `unknown measure "relocaton"; did you mean "relocation"?`, or the list of known ones if none is near.
Problem unknown_word(const std::string& path, const Names& kind, std::string_view word,
                     const std::vector<std::string>& known);

// Thrown by everything in sim/ that reads what a person wrote. what() holds all problems in English.
class ScenarioError : public std::runtime_error {
 public:
  explicit ScenarioError(Problems problems);
  const Problems& problems() const { return problems_; }

 private:
  Problems problems_;
};

// The file is not JSON at all (or nests too deeply): there is one problem, at a line and column.
class FormatError : public std::runtime_error {
 public:
  explicit FormatError(Problem problem);
  const Problem& problem() const { return problem_; }

 private:
  Problem problem_;
};

// The file has a schema version that this program does not know.
class SchemaVersionError : public std::runtime_error {
 public:
  explicit SchemaVersionError(Problem problem);
  const Problem& problem() const { return problem_; }

 private:
  Problem problem_;
};

}  // namespace tuiyan
