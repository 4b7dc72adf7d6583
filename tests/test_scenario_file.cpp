#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>

#include "io/scenario_file.h"
#include "tests/process.h"

namespace tuiyan {
namespace {

const std::filesystem::path data = std::filesystem::path(TUIYAN_SOURCE_DIR) / "tests" / "data";

std::string file_message(const std::filesystem::path& path) {
  try {
    read_scenario_file(path);
  } catch (const FileError& error) {
    return error.text().en;
  }
  return "no error";
}

std::string format_message(const std::filesystem::path& path) {
  try {
    read_scenario_file(path);
  } catch (const FormatError& error) {
    return error.problem().path + ": " + error.problem().text.en;
  }
  return "no error";
}

TEST(ScenarioFile, ReadsTheCatalogueBesideIt) {
  const Scenario scenario = read_scenario_file(data / "tiny.json");
  EXPECT_EQ(scenario.id, "tiny");
  ASSERT_GE(scenario.measure_index("industry"), 0);
  EXPECT_EQ(scenario.measures[static_cast<std::size_t>(scenario.measure_index("industry"))].names.en, "Own industry");
}

TEST(ScenarioFile, TakesOverrides) {
  EXPECT_EQ(read_scenario_file(data / "tiny.json", {"months=36"}).months, 36);
  EXPECT_THROW(read_scenario_file(data / "tiny.json", {"moths=36"}), ScenarioError);
}

TEST(ScenarioFile, NamesTheFileThatCanNotBeRead) {
  const ScratchFolder scratch;
  const std::string here = scratch.path().string();
  EXPECT_EQ(file_message(scratch / "nowhere.json"), here + "/nowhere.json: does not exist. Check the path");
  EXPECT_EQ(file_message(scratch.path()), here + ": is a folder, a file is needed");
  write_text(scratch / "a.json", R"({"schema": "tuiyan/scenario@1", "catalogue": "gone.json"})");
  EXPECT_EQ(file_message(scratch / "a.json"), here + "/gone.json: does not exist. Check the path");
}

TEST(ScenarioFile, RefusesAHugeFileWithoutReadingIt) {
  const ScratchFolder scratch;
  write_text(scratch / "zeros.json", "");
  std::filesystem::resize_file(scratch / "zeros.json", std::uintmax_t{200} << 20);
  EXPECT_EQ(file_message(scratch / "zeros.json"),
            (scratch / "zeros.json").string() + ": is too large (200 MB; at most 64 MB). Is it the file you meant?");
}

TEST(ScenarioFile, NamesTheFileThatIsNotJson) {
  const ScratchFolder scratch;
  const std::string name = (scratch / "a.json").string();
  const auto message = [&](const std::string& text) {
    write_text(scratch / "a.json", text);
    return format_message(scratch / "a.json");
  };
  EXPECT_EQ(message(""), name + ": the file is empty");
  EXPECT_EQ(message("hello"), name + ": line 1, column 1: this is not JSON: \"h\" can not stand here");
  EXPECT_EQ(message("{\"id\": \"\xba\xcd\xba\xc6\"}"), name + ": is not UTF-8 text (GBK?). Save it as UTF-8");
  EXPECT_EQ(message(std::string(100000, '[')), name + ": line 1, column 65: nested more than 64 levels deep");
  EXPECT_NE(message(std::string(std::size_t{3} << 20, '\0')).find("this is not JSON"), std::string::npos);
  write_text(scratch / "b.json", "[1, 2");
  write_text(scratch / "a.json", R"({"schema": "tuiyan/scenario@1", "catalogue": "b.json"})");
  EXPECT_EQ(format_message(scratch / "a.json").substr(0, name.size() + 2), (scratch / "b.json").string() + ": ");
}

TEST(File, IsWrittenWholeOrNotAtAll) {
  const ScratchFolder scratch;
  write_file(scratch / "a.txt", "old");
  write_file(scratch / "a.txt", "new");
  EXPECT_EQ(text_of(scratch / "a.txt"), "new");
  std::filesystem::create_symlink(scratch / "a.txt", scratch / "link.txt");
  write_file(scratch / "link.txt", "newer");
  EXPECT_TRUE(std::filesystem::is_symlink(scratch / "link.txt"));
  EXPECT_EQ(text_of(scratch / "a.txt"), "newer");
  EXPECT_THROW(write_file(scratch / "no" / "a.txt", "x"), FileError);
  EXPECT_THROW(write_file(scratch.path(), "x"), FileError);
  EXPECT_THROW(write_file("/dev/full", "x"), FileError);
  const auto left = std::distance(std::filesystem::directory_iterator(scratch.path()), {});
  EXPECT_EQ(left, 2);
}

TEST(File, TakesAwayWhatAKilledProcessLeftOfIt) {
  const ScratchFolder scratch;
  const pid_t child = ::fork();
  if (child == 0) ::_exit(0);
  ASSERT_GT(child, 0);
  ::waitpid(child, nullptr, 0);
  const std::string dead = std::to_string(child), alive = std::to_string(::getppid());
  const auto part = [&](const std::string& name, std::chrono::minutes age) {
    write_text(scratch / name, "half");
    std::filesystem::last_write_time(scratch / name, std::filesystem::file_time_type::clock::now() - age);
  };
  part("a.txt.part-" + dead, std::chrono::minutes(20));
  part("a.txt.part-" + alive, std::chrono::minutes(20));
  part("b.txt.part-" + dead, std::chrono::minutes(20));  // of another file
  write_file(scratch / "a.txt", "new");
  EXPECT_FALSE(std::filesystem::exists(scratch / ("a.txt.part-" + dead)));
  EXPECT_TRUE(std::filesystem::exists(scratch / ("a.txt.part-" + alive)));
  EXPECT_TRUE(std::filesystem::exists(scratch / ("b.txt.part-" + dead)));
  part("a.txt.part-" + dead, std::chrono::minutes(1));  // perhaps of another computer
  write_file(scratch / "a.txt", "newer");
  EXPECT_TRUE(std::filesystem::exists(scratch / ("a.txt.part-" + dead)));
}

TEST(File, Sha256KnownAnswer) {  // FIPS 180-4, example of one block
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace tuiyan
