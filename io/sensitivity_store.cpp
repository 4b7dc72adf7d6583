#include "io/sensitivity_store.h"

#include <sqlite3.h>

#include <chrono>
#include <functional>
#include <map>
#include <utility>

#include "io/outcome_blob.h"
#include "io/result_tables.h"
#include "sim/engine.h"

namespace tuiyan {

namespace {

using Clock = std::chrono::steady_clock;
constexpr auto commit_every = std::chrono::seconds(1);

const char* const table = R"sql(
CREATE TABLE IF NOT EXISTS sensitivity_value (plan TEXT, setting INTEGER, replicate INTEGER, numbers BLOB NOT NULL,
  PRIMARY KEY (setting, replicate)) WITHOUT ROWID;
)sql";

}  // namespace

std::string plan_sha256(const SensitivityPlan& plan, const RunRecord& record) {
  std::string text = record.scenario_sha256 + "\n" + engine_version + "\n" + std::to_string(plan.seed) + "\n";
  for (const NamedMix& mix : plan.mixes) text += mix.id + "\n";
  for (const SensitivityPlan::Question& question : plan.questions)
    text += question.quantity + "@" + question.at + ":" + question.group + "\n";
  return sha256(text);
}

struct SensitivityStore::State {
  std::filesystem::path path;
  std::string plan;
  std::size_t values = 0;  // of an evaluation
  std::map<std::pair<std::uint64_t, int>, std::vector<double>> known;
  int kept = 0;
  Clock::time_point last_commit{};
  std::unique_ptr<SQLite::Database> database;

  void read_known();

  void commit() {
    database->exec("COMMIT");
    last_commit = Clock::now();
    database->exec("BEGIN IMMEDIATE");
  }

  void guarded(const std::function<void()>& work) {
    try {
      work();
    } catch (const SQLite::Exception& error) {
      throw_file_error(path, error, sqlite3_system_errno(database->getHandle()));
    }
  }
};

void SensitivityStore::State::read_known() {
  SQLite::Statement drop(*database, "DELETE FROM sensitivity_value WHERE plan <> ?");
  drop.bind(1, plan);
  drop.exec();
  SQLite::Statement row(*database, "SELECT setting, replicate, numbers FROM sensitivity_value");
  while (row.executeStep()) {
    const SQLite::Column blob = row.getColumn(2);
    const std::string_view bytes(static_cast<const char*>(blob.getBlob()), static_cast<std::size_t>(blob.getBytes()));
    std::optional<Outcome> numbers = unpack_outcome(bytes, values);
    if (!numbers) continue;  // it is played again
    known[{static_cast<std::uint64_t>(row.getColumn(0).getInt64()), row.getColumn(1).getInt()}] = std::move(*numbers);
    ++kept;
  }
}

SensitivityStore::SensitivityStore(const std::filesystem::path& path, const SensitivityPlan& plan,
                                   const RunRecord& record)
    : state_(std::make_unique<State>()) {
  check_is_file(path);
  state_->path = path;
  state_->plan = plan_sha256(plan, record);
  state_->values = plan.questions.size() * plan.mixes.size();
  state_->database = std::make_unique<SQLite::Database>(open_database(path, SQLite::OPEN_READWRITE));
  state_->guarded([&] {
    check_version(*state_->database, path);
    state_->database->exec("BEGIN IMMEDIATE");
    state_->database->exec(table);
    state_->read_known();
  });
}

SensitivityStore::~SensitivityStore() {
  if (state_->database) state_->database->tryExec("ROLLBACK");
}

std::vector<double> SensitivityStore::known(std::uint64_t setting, int replicate) const {
  const auto found = state_->known.find({setting, replicate});
  return found == state_->known.end() ? std::vector<double>() : found->second;
}

int SensitivityStore::kept() const { return state_->kept; }

void SensitivityStore::add(std::uint64_t setting, int replicate, const std::vector<double>& values) {
  state_->guarded([&] {
    SQLite::Statement insert(*state_->database, "INSERT OR REPLACE INTO sensitivity_value VALUES (?, ?, ?, ?)");
    const std::string bytes = pack_outcome(values);
    insert.bind(1, state_->plan);
    insert.bind(2, static_cast<std::int64_t>(setting));
    insert.bind(3, replicate);
    insert.bind(4, bytes.data(), static_cast<int>(bytes.size()));
    insert.exec();
    if (Clock::now() - state_->last_commit >= commit_every) state_->commit();
  });
}

void SensitivityStore::finish(const std::string& json) {
  state_->guarded([&] {
    write_sensitivity_text(*state_->database, json);
    state_->commit();
  });
}

}  // namespace tuiyan
