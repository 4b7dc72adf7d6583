// docs/decision.md and docs/decision.zh.md walk through one decision: the commands printed there run, in the order
// printed, and both languages print the same. With fewer replicates than there: the pages' numbers are those of the
// commands as printed.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "tests/places.h"
#include "tests/process.h"

namespace tuiyan {
namespace {

// Lines of ```sh blocks that call the program, without what comes after a comment.
std::vector<std::string> commands_of(const std::string& page) {
  std::vector<std::string> commands;
  std::istringstream lines(page);
  std::string line;
  bool inside = false;
  while (std::getline(lines, line)) {
    if (line.starts_with("```")) inside = line == "```sh";
    if (!inside || !line.starts_with("tuiyan ")) continue;
    commands.push_back(line.substr(0, line.find("  #")));
  }
  return commands;
}

std::vector<std::string> words_of(const std::string& command) {
  std::istringstream text(command);
  std::vector<std::string> words;
  for (std::string word; text >> word;) words.push_back(word);
  return words;
}

TEST(Decision, BothLanguagesPrintTheSameCommands) {
  const std::vector<std::string> en = commands_of(source_text("docs/decision.md"));
  EXPECT_GE(en.size(), 4u);
  EXPECT_EQ(en, commands_of(source_text("docs/decision.zh.md")));
  const auto calls = [&](const std::string& name) {
    return std::any_of(en.begin(), en.end(),
                       [&](const std::string& each) { return each.starts_with("tuiyan " + name); });
  };
  EXPECT_TRUE(calls("run")) << "a decision begins with a comparison";
  EXPECT_TRUE(calls("withdraw"));
}

TEST(Decision, ItsCommandsRun) {
  const ScratchFolder scratch;
  for (const std::string& command : commands_of(source_text("docs/decision.md"))) {
    std::vector<std::string> words = words_of(command);
    words.front() = TUIYAN_PROGRAM;
    for (std::size_t k = 1; k < words.size(); ++k) {
      if (words[k - 1] == "--replicates") words[k] = std::string(1, '2');
      if (words[k].starts_with("scenarios/")) words[k] = (std::filesystem::path(TUIYAN_SOURCE_DIR) / words[k]).string();
      if (words[k].ends_with(".tuiyan") || words[k - 1] == "-o")
        if (words[k] != "-") words[k] = (scratch / words[k]).string();
    }
    const Finished run = Program(words).wait();
    EXPECT_EQ(run.code, 0) << command << "\n" << run.err;
    EXPECT_FALSE(run.out.empty()) << command;
  }
}

// The broken twin: a command that is wrong is found.
TEST(Decision, AWrongCommandIsFound) {
  const std::vector<std::string> found =
      commands_of("```sh\ntuiyan withdraw x.json  # no month\n```\ntuiyan not this\n");
  ASSERT_EQ(found, std::vector<std::string>{"tuiyan withdraw x.json"});
  EXPECT_NE(Program({TUIYAN_PROGRAM, "withdraw", "x.json"}).wait().code, 0);
}

}  // namespace
}  // namespace tuiyan
