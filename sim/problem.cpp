#include "sim/problem.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace tuiyan {

namespace {

std::string english(const Problems& problems) {
  std::string text;
  for (const Problem& problem : problems) {
    if (!text.empty()) text += '\n';
    text += problem.path.empty() ? problem.text.en : problem.path + ": " + problem.text.en;
  }
  return text;
}

// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i)
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0u : 1u);
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, replaced});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
    }
  return cost[a.size()][b.size()];
}

std::string joined(const std::vector<std::string>& words, const char* comma) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : comma) + word;
  return text;
}

}  // namespace

const std::string& in(Language language, const Names& names) { return language == Language::zh ? names.zh : names.en; }

std::string number_text(double value) {
  std::array<char, 400> buffer;
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed).ptr;
  return {buffer.data(), end};
}

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
  const std::size_t most = word.size() <= 4 ? 1 : word.size() <= 9 ? 2 : 3;
  if (word.size() > 80) return "";
  std::size_t best = most + 1;
  std::string found;
  for (const std::string& candidate : known) {
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < best) best = distance, found = candidate;
  }
  return found;
}

Problem unknown_word(const std::string& path, const Names& kind, std::string_view word,
                     const std::vector<std::string>& known) {
  const std::string given(word);
  Names text{"未知的" + kind.zh + "“" + given + "”；", "unknown " + kind.en + " \"" + given + "\"; "};
  if (const std::string near = nearest(word, known); !near.empty()) {
    text.zh += "是否想写“" + near + "”？";
    text.en += "did you mean \"" + near + "\"?";
  } else if (known.empty()) {
    text.zh += "这里还没有定义任何" + kind.zh;
    text.en += "none is defined";
  } else {
    text.zh += "可用的有：" + joined(known, "、");
    text.en += "known: " + joined(known, ", ");
  }
  return {path, std::move(text)};
}

ScenarioError::ScenarioError(Problems problems)
    : std::runtime_error(english(problems)), problems_(std::move(problems)) {}

FormatError::FormatError(Problem problem) : std::runtime_error(english({problem})), problem_(std::move(problem)) {}

SchemaVersionError::SchemaVersionError(Problem problem)
    : std::runtime_error(english({problem})), problem_(std::move(problem)) {}

}  // namespace tuiyan
