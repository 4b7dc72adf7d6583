#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include <bit>
#include <functional>
#include <limits>

#include "io/outcome_blob.h"
#include "io/scenario_file.h"
#include "io/store.h"
#include "tests/made_up_outcomes.h"
#include "tests/process.h"

namespace tuiyan {
namespace {

Scenario tiny() { return read_scenario_file(std::filesystem::path(TUIYAN_SOURCE_DIR) / "tests/data/tiny.json"); }

const std::vector<std::string> mixes{"none", "industry_first", "floor_first"};

RunRecord record_of(const Scenario& scenario, int replicates) {
  RunRecord record;
  record.scenario_id = scenario.id;
  record.scenario_sha256 = scenario_sha256(scenario);
  record.engine = "1";
  record.tool = "0.1.0";
  record.seed = 42;
  record.replicates = replicates;
  record.reference = "none";
  record.created = "2026-11-22T14:05:11+08:00";
  record.host = "here";
  record.threads = 2;
  record.overrides = {"months=24"};
  return record;
}

// Stores the replicates [first, last) of made-up outcomes.
void store(const std::filesystem::path& path, const RunRecord& record, const Scenario& scenario, int first, int last,
           bool force = false) {
  const Outcomes all = made_up_outcomes(scenario, record.replicates);
  ResultWriter writer(path, record, scenario, mixes, force);
  Outcomes outcomes = writer.kept();
  for (int replicate = first; replicate < last; ++replicate) {
    outcomes.of[static_cast<std::size_t>(replicate)] = all.of[static_cast<std::size_t>(replicate)];
    writer.add(replicate, outcomes.of[static_cast<std::size_t>(replicate)]);
  }
  const bool complete = outcomes.finished() == record.replicates;
  writer.finish(Comparison(outcomes), complete ? RunStatus::complete : RunStatus::partial);
}

std::vector<std::uint64_t> bits_of(const Outcome& outcome) {
  std::vector<std::uint64_t> bits;
  for (const double number : outcome) bits.push_back(std::bit_cast<std::uint64_t>(number));
  return bits;
}

std::string message_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const FileError& error) {
    return error.text().en;
  }
  return "no error";
}

TEST(OutcomeBlob, KeepsEveryBit) {
  const Outcome outcome{
      0.0, -0.0, 1.0 / 3, 1e300, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(),
      7994};
  const std::string bytes = pack_outcome(outcome);
  ASSERT_TRUE(unpack_outcome(bytes, outcome.size()));
  EXPECT_EQ(bits_of(*unpack_outcome(bytes, outcome.size())), bits_of(outcome));
  EXPECT_FALSE(unpack_outcome(bytes, outcome.size() + 1));
  EXPECT_FALSE(unpack_outcome(bytes, outcome.size() - 1));
  EXPECT_FALSE(unpack_outcome(bytes.substr(0, bytes.size() - 1), outcome.size()));
}

TEST(Store, ReadsBackWhatWasWritten) {
  const ScratchFolder scratch;
  const Scenario scenario = tiny();
  const RunRecord record = record_of(scenario, 5);
  store(scratch / "a.tuiyan", record, scenario, 0, 5);
  const Result result = read_result(scratch / "a.tuiyan");
  EXPECT_EQ(result.record.status, RunStatus::complete);
  EXPECT_EQ(result.record.scenario_sha256, record.scenario_sha256);
  EXPECT_EQ(result.record.seed, 42u);
  EXPECT_EQ(result.record.overrides, record.overrides);
  EXPECT_EQ(result.record.created, record.created);
  EXPECT_EQ(scenario_text(result.scenario), scenario_text(scenario));
  EXPECT_EQ(result.outcomes.mixes, mixes);
  const Shape shape = shape_of(scenario);
  ASSERT_EQ(result.outcomes.shape.points.size(), shape.points.size());
  ASSERT_EQ(result.outcomes.shape.series.size(), shape.series.size());
  for (std::size_t i = 0; i < shape.series.size(); ++i) {
    EXPECT_EQ(result.outcomes.shape.series[i].quantity, shape.series[i].quantity);
    EXPECT_EQ(result.outcomes.shape.series[i].group, shape.series[i].group);
    EXPECT_EQ(result.outcomes.shape.series[i].first, shape.series[i].first);
    EXPECT_EQ(result.outcomes.shape.series[i].size, shape.series[i].size);
  }
  const Outcomes expected = made_up_outcomes(scenario, 5);
  for (std::size_t r = 0; r < 5; ++r)
    for (std::size_t mix = 0; mix < mixes.size(); ++mix)
      EXPECT_EQ(bits_of(result.outcomes.of[r][mix]), bits_of(expected.of[r][mix]));
}

TEST(Store, ViewsAreReadable) {
  const ScratchFolder scratch;
  const Scenario scenario = tiny();
  store(scratch / "a.tuiyan", record_of(scenario, 5), scenario, 0, 5);
  const Outcomes outcomes = made_up_outcomes(scenario, 5);
  const Comparison comparison(outcomes);
  const int point = outcomes.shape.find("exited_share", "2018-12");
  SQLite::Database database((scratch / "a.tuiyan").string());
  const std::string where = " WHERE mix = 'floor_first' AND quantity = 'exited_share' AND at = '2018-12'";
  EXPECT_EQ(database.execAndGet("SELECT mean FROM estimate" + where).getDouble(), comparison.estimate(2, point).mean);
  EXPECT_EQ(database.execAndGet("SELECT mean FROM difference" + where + " AND reference = 'none'").getDouble(),
            comparison.difference(2, 0, point).mean);
  EXPECT_EQ(database.execAndGet("SELECT value FROM record WHERE key = 'status'").getString(), "complete");
}

TEST(Store, CarriesOnWhereItStopped) {
  const ScratchFolder scratch;
  const Scenario scenario = tiny();
  store(scratch / "a.tuiyan", record_of(scenario, 6), scenario, 1, 3);
  EXPECT_EQ(read_result(scratch / "a.tuiyan").record.status, RunStatus::partial);
  EXPECT_EQ(read_result(scratch / "a.tuiyan").outcomes.finished(), 2);
  {
    const ResultWriter writer(scratch / "a.tuiyan", record_of(scenario, 6), scenario, mixes, false);
    EXPECT_EQ(writer.kept().finished(), 2);
    EXPECT_TRUE(writer.kept().of[0].empty());
    EXPECT_FALSE(writer.kept().of[1].empty());
  }
  // More or fewer replicates are another question to the same world.
  Scenario fewer = scenario;
  fewer.replicates = 2;
  const ResultWriter writer(scratch / "a.tuiyan", record_of(fewer, 2), fewer, mixes, false);
  EXPECT_EQ(writer.kept().finished(), 1);
}

TEST(Store, StartsAnewWhenWhatDecidesTheNumbersChanged) {
  const ScratchFolder scratch;
  const Scenario scenario = tiny();
  const auto kept_with = [&](const RunRecord& record, const Scenario& changed, const std::vector<std::string>& ids) {
    std::filesystem::remove(scratch / "a.tuiyan");
    store(scratch / "a.tuiyan", record_of(scenario, 4), scenario, 0, 2);
    return ResultWriter(scratch / "a.tuiyan", record, changed, ids, false).kept().finished();
  };
  EXPECT_EQ(kept_with(record_of(scenario, 4), scenario, mixes), 2);
  RunRecord other = record_of(scenario, 4);
  other.seed = 43;
  EXPECT_EQ(kept_with(other, scenario, mixes), 0);
  other = record_of(scenario, 4);
  other.engine = "2";
  EXPECT_EQ(kept_with(other, scenario, mixes), 0);
  EXPECT_EQ(kept_with(record_of(scenario, 4), scenario, {"none", "floor_first"}), 0);
  Scenario changed = scenario;
  changed.months = 12;
  EXPECT_EQ(kept_with(record_of(changed, 4), changed, mixes), 0);
}

TEST(Store, TakesWhatWasFoundElsewhereAndKeepsWhatItHas) {
  const ScratchFolder scratch;
  const Scenario scenario = tiny();
  store(scratch / "a.tuiyan", record_of(scenario, 2), scenario, 0, 2);
  keep_finding(scratch / "a.tuiyan", "risk", "its own");
  ResultWriter writer(scratch / "a.tuiyan", record_of(scenario, 2), scenario, mixes, false);
  writer.add_found("sensitivity", {{"risk", "another"}, {"withdrawal", "withdrawn"}});
  EXPECT_EQ(read_result(scratch / "a.tuiyan").sensitivity, "") << "not before the end";
  writer.finish(Comparison(writer.kept()), RunStatus::complete);
  const Result result = read_result(scratch / "a.tuiyan");
  EXPECT_EQ(result.sensitivity, "sensitivity");
  EXPECT_EQ(result.findings, (std::map<std::string, std::string>{{"risk", "its own"}, {"withdrawal", "withdrawn"}}));
}

TEST(Store, KeepsTheEarlierResultUntilAReplicateIsSafe) {
  const ScratchFolder scratch;
  const Scenario scenario = tiny();
  store(scratch / "a.tuiyan", record_of(scenario, 3), scenario, 0, 3);
  RunRecord other = record_of(scenario, 3);
  other.seed = 43;
  store(scratch / "a.tuiyan", other, scenario, 0, 0);
  EXPECT_EQ(read_result(scratch / "a.tuiyan").record.seed, 42u);
  EXPECT_EQ(read_result(scratch / "a.tuiyan").outcomes.finished(), 3);
  store(scratch / "a.tuiyan", other, scenario, 0, 1);
  EXPECT_EQ(read_result(scratch / "a.tuiyan").record.seed, 43u);
  store(scratch / "new.tuiyan", other, scenario, 0, 0);
  EXPECT_FALSE(std::filesystem::exists(scratch / "new.tuiyan"));
}

TEST(Store, RefusesAnotherScenarioUnlessForced) {
  const ScratchFolder scratch;
  const Scenario scenario = tiny();
  store(scratch / "a.tuiyan", record_of(scenario, 2), scenario, 0, 2);
  Scenario other = scenario;
  other.id = "other";
  const auto write = [&](bool force) { store(scratch / "a.tuiyan", record_of(other, 2), other, 0, 2, force); };
  EXPECT_EQ(message_of([&] { write(false); }),
            (scratch / "a.tuiyan").string() +
                ": is the result of another scenario, 'tiny'. Choose another folder with -o, or --force to replace it");
  EXPECT_EQ(read_result(scratch / "a.tuiyan").scenario.id, "tiny");
  write(true);
  EXPECT_EQ(read_result(scratch / "a.tuiyan").scenario.id, "other");
}

TEST(Store, LetsOneRunWriteAndOthersRead) {
  const ScratchFolder scratch;
  const Scenario scenario = tiny();
  store(scratch / "a.tuiyan", record_of(scenario, 4), scenario, 0, 2);
  ResultWriter writer(scratch / "a.tuiyan", record_of(scenario, 4), scenario, mixes, false);
  EXPECT_EQ(read_result(scratch / "a.tuiyan").outcomes.finished(), 2);
  EXPECT_EQ(message_of([&] { store(scratch / "a.tuiyan", record_of(scenario, 4), scenario, 2, 4); }),
            (scratch / "a.tuiyan").string() +
                ": is being written by another run. Wait for it or choose another folder with -o");
}

TEST(Store, SaysWhichFilesAreNoResults) {
  const ScratchFolder scratch;
  const auto message = [&](const std::string& name) {
    const std::string text = message_of([&] { read_result(scratch / name); });
    return text.substr(std::min(text.size(), (scratch / name).string().size()));
  };
  EXPECT_EQ(message("nowhere"), ": does not exist. Check the path");
  std::filesystem::create_directory(scratch / "folder");
  EXPECT_EQ(message("folder"), ": is a folder, a file is needed");
  write_text(scratch / "empty", "");
  EXPECT_EQ(message("empty"), ": is not a result of tuiyan");
  write_text(scratch / "text", std::string(5000, 'x'));
  EXPECT_EQ(message("text"), ": is not a result of tuiyan");
  SQLite::Database((scratch / "other").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
      .exec("CREATE TABLE friend (name TEXT)");
  EXPECT_EQ(message("other"), ": is not a result of tuiyan");
}

TEST(Store, NoticesACutFile) {
  const ScratchFolder scratch;
  const Scenario scenario = tiny();
  store(scratch / "a.tuiyan", record_of(scenario, 4), scenario, 0, 4);
  const auto size = std::filesystem::file_size(scratch / "a.tuiyan");
  for (const double share : {0.1, 0.5, 0.9}) {
    std::filesystem::copy_file(scratch / "a.tuiyan", scratch / "cut.tuiyan",
                               std::filesystem::copy_options::overwrite_existing);
    std::filesystem::resize_file(scratch / "cut.tuiyan",
                                 static_cast<std::uintmax_t>(share * static_cast<double>(size)));
    EXPECT_EQ(message_of([&] { read_result(scratch / "cut.tuiyan"); }),
              (scratch / "cut.tuiyan").string() + ": is damaged or cut. Run the scenario again or take a copy");
  }
}

TEST(Store, RefusesOtherVersionsWithWhatToDo) {
  const ScratchFolder scratch;
  const Scenario scenario = tiny();
  const auto with_version = [&](const std::string& version) {
    store(scratch / "a.tuiyan", record_of(scenario, 2), scenario, 0, 2, true);
    SQLite::Database((scratch / "a.tuiyan").string(), SQLite::OPEN_READWRITE).exec("PRAGMA user_version = " + version);
  };
  const std::string name = (scratch / "a.tuiyan").string();
  with_version("2");
  EXPECT_THROW(read_result(scratch / "a.tuiyan"), VersionError);
  EXPECT_EQ(message_of([&] { read_result(scratch / "a.tuiyan"); }),
            name + ": was written by a later version (format 2, this program reads 1). Update the program to open it");
  with_version("0");
  EXPECT_EQ(message_of([&] { read_result(scratch / "a.tuiyan"); }),
            name +
                ": was written by an earlier version (format 0, this program reads 1). Run the scenario again; "
                "--force replaces the file");
  EXPECT_THROW(store(scratch / "a.tuiyan", record_of(scenario, 2), scenario, 0, 2), VersionError);
  store(scratch / "a.tuiyan", record_of(scenario, 2), scenario, 0, 2, true);
  EXPECT_EQ(read_result(scratch / "a.tuiyan").record.status, RunStatus::complete);
}

}  // namespace
}  // namespace tuiyan
