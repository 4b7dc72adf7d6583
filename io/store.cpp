#include "io/store.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <functional>
#include <nlohmann/json.hpp>

#include "io/result_tables.h"

namespace tuiyan {

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto commit_every = std::chrono::seconds(1);

const Names damaged_record{"文件的运行记录已损坏。请重新运行情景", "has a damaged record. Run the scenario again"};

// Makes room for a new result where the file is none, is damaged or of another version.
bool removed_unreadable(const std::filesystem::path& path) {
  try {
    SQLite::Database database = open_database(path, SQLite::OPEN_READWRITE);
    check_version(database, path);
    read_record(database);
    return false;
  } catch (const FileError&) {
  } catch (const SQLite::Exception& error) {
    if (error.getErrorCode() != SQLITE_NOTADB && error.getErrorCode() != SQLITE_CORRUPT) return false;
  }
  std::error_code ignored;
  return std::filesystem::remove(path, ignored);
}

}  // namespace

const std::string& status_id(RunStatus status) {
  static const std::array<std::string, 3> ids{"running", "partial", "complete"};
  return ids[static_cast<std::size_t>(status)];
}

std::string scenario_sha256(const Scenario& scenario) {
  Scenario plain = scenario;
  plain.replicates = Scenario{}.replicates;
  plain.seed = Scenario{}.seed;
  return sha256(scenario_text(plain));
}

Result read_result(const std::filesystem::path& path) {
  check_is_file(path);
  // Not read-only: what a killed run left open has to be rolled back first.
  SQLite::Database database = open_database(path, SQLite::OPEN_READWRITE);
  try {
    check_version(database, path);
    Result result;
    result.record = read_record(database);
    result.scenario = read_scenario(database.execAndGet("SELECT text FROM scenario").getString(), "");
    result.outcomes.shape = read_shape(database, path);
    result.outcomes.mixes = read_mixes(database);
    result.outcomes.of.resize(static_cast<std::size_t>(std::max(0, result.record.replicates)));
    read_outcomes(database, path, result.outcomes);
    result.sensitivity = read_sensitivity_text(database);
    result.findings = read_findings(database);
    return result;
  } catch (const SQLite::Exception& error) {
    throw_file_error(path, error, sqlite3_system_errno(database.getHandle()));
  } catch (const nlohmann::json::exception&) {
    throw FileError(path, damaged_record);
  } catch (const ScenarioError&) {
    throw VersionError(path, {"其中的情景不符合本程序的格式。请用本程序重新运行情景",
                              "holds a scenario that this program does not read. Run the scenario again"});
  }
}

struct ResultWriter::State {
  std::filesystem::path path;
  RunRecord record;
  Outcomes kept;
  std::string sensitivity;
  std::map<std::string, std::string> findings;
  bool existed = false;
  bool committed = false;
  Clock::time_point last_commit{};
  std::unique_ptr<SQLite::Database> database;

  ~State();
  void open(const Scenario& scenario, bool force);
  bool carries_on(bool force);
  void commit();
  void guarded(const std::function<void()>& work);
};

// Without a finished replicate nothing is left behind, and an earlier result is as it was.
ResultWriter::State::~State() {
  if (!database) return;
  database->tryExec("ROLLBACK");
  database.reset();
  std::error_code ignored;
  if (!existed && !committed) std::filesystem::remove(path, ignored);
}

// Begins the one transaction in which the old result gives way to the new one.
void ResultWriter::State::open(const Scenario& scenario, bool force) {
  std::error_code ignored;
  existed = std::filesystem::exists(path, ignored);
  if (existed) check_is_file(path);
  if (existed && force) existed = !removed_unreadable(path);
  const bool empty = !existed || std::filesystem::file_size(path, ignored) == 0;
  database = std::make_unique<SQLite::Database>(open_database(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE));
  guarded([&] {
    database->exec("BEGIN IMMEDIATE");
    if (!empty && carries_on(force)) {
      read_outcomes(*database, path, kept);
      sensitivity = read_sensitivity_text(*database);
      findings = read_findings(*database);
    } else {
      create_tables(*database);
      SQLite::Statement text(*database, "INSERT INTO scenario VALUES (?)");
      text.bind(1, scenario_text(scenario));
      text.exec();
      write_shape(*database, scenario, kept);
    }
    write_record(*database, record);
  });
}

bool ResultWriter::State::carries_on(bool force) {
  check_version(*database, path);
  const RunRecord earlier = read_record(*database);
  if (earlier.scenario_id != record.scenario_id && !force)
    throw FileError(path,
                    {fmt::format("是另一情景“{}”的结果。用 -o 指定其他文件夹，或加 --force 覆盖", earlier.scenario_id),
                     fmt::format("is the result of another scenario, '{}'. Choose another folder with -o, or "
                                 "--force to replace it",
                                 earlier.scenario_id)});
  return earlier.scenario_sha256 == record.scenario_sha256 && earlier.seed == record.seed &&
         earlier.engine == record.engine && earlier.uncertainty == record.uncertainty &&
         read_mixes(*database) == kept.mixes;
}

// Stays in a transaction between commits, which keeps other writers out and lets readers in.
void ResultWriter::State::commit() {
  database->exec("COMMIT");
  committed = true;
  last_commit = Clock::now();
  database->exec("BEGIN IMMEDIATE");
}

void ResultWriter::State::guarded(const std::function<void()>& work) {
  try {
    work();
  } catch (const SQLite::Exception& error) {
    throw_file_error(path, error, sqlite3_system_errno(database->getHandle()));
  }
}

ResultWriter::ResultWriter(const std::filesystem::path& path, const RunRecord& record, const Scenario& scenario,
                           const std::vector<std::string>& mixes, bool force)
    : state_(std::make_unique<State>()) {
  state_->path = path;
  state_->record = record;
  state_->record.status = RunStatus::running;
  state_->kept.shape = shape_of(scenario);
  state_->kept.mixes = mixes;
  state_->kept.of.resize(static_cast<std::size_t>(record.replicates));
  state_->open(scenario, force);
}

ResultWriter::~ResultWriter() = default;

const Outcomes& ResultWriter::kept() const { return state_->kept; }

const std::string& ResultWriter::sensitivity() const { return state_->sensitivity; }
const std::map<std::string, std::string>& ResultWriter::findings() const { return state_->findings; }

void keep_finding(const std::filesystem::path& path, const std::string& id, const std::string& json) {
  check_is_file(path);
  SQLite::Database database = open_database(path, SQLite::OPEN_READWRITE);
  try {
    check_version(database, path);
    database.exec("BEGIN IMMEDIATE");
    write_finding(database, id, json);
    database.exec("COMMIT");
  } catch (const SQLite::Exception& error) {
    throw_file_error(path, error, sqlite3_system_errno(database.getHandle()));
  }
}

void ResultWriter::add(int replicate, const std::vector<Outcome>& outcome) {
  state_->guarded([&] {
    write_outcome(*state_->database, replicate, outcome);
    if (Clock::now() - state_->last_commit >= commit_every) state_->commit();
  });
}

void ResultWriter::add_found(const std::string& sensitivity, const std::map<std::string, std::string>& findings) {
  state_->guarded([&] {
    if (!sensitivity.empty() && state_->sensitivity.empty()) write_sensitivity_text(*state_->database, sensitivity);
    for (const auto& [id, json] : findings)
      if (!state_->findings.contains(id)) write_finding(*state_->database, id, json);
  });
}

void ResultWriter::finish(const Comparison& comparison, RunStatus status) {
  if (comparison.finished() == 0) return;
  state_->guarded([&] {
    write_estimates(*state_->database, comparison);
    const int reference = comparison.mix_index(state_->record.reference);
    if (reference >= 0) write_differences(*state_->database, comparison, reference);
    state_->record.status = status;
    write_record(*state_->database, state_->record);
    state_->commit();
  });
}

}  // namespace tuiyan
