#include "io/result_tables.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <cerrno>
#include <nlohmann/json.hpp>

#include "io/outcome_blob.h"

namespace tuiyan {

namespace {

constexpr int application_id = 0x54554959;  // "TUIY", in the header of the file
constexpr int wait_for_others_ms = 2000;

const char* const tables = R"sql(
CREATE TABLE record (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE scenario (text TEXT NOT NULL);
CREATE TABLE mix (position INTEGER PRIMARY KEY, id TEXT NOT NULL, zh TEXT, en TEXT);
CREATE TABLE point (position INTEGER PRIMARY KEY, quantity TEXT NOT NULL, at TEXT NOT NULL, "group" TEXT);
CREATE TABLE outcome (replicate INTEGER, mix INTEGER, numbers BLOB NOT NULL, PRIMARY KEY (replicate, mix));
CREATE TABLE estimate_number (mix INTEGER, point INTEGER, median REAL, mean REAL, lo50 REAL, hi50 REAL, lo90 REAL,
  hi90 REAL, mcse REAL, n INTEGER, PRIMARY KEY (mix, point)) WITHOUT ROWID;
CREATE TABLE difference_number (mix INTEGER, reference INTEGER, point INTEGER, mean REAL, lo90 REAL, hi90 REAL,
  mcse REAL, p_better REAL, verdict TEXT, n INTEGER, PRIMARY KEY (mix, reference, point)) WITHOUT ROWID;
CREATE VIEW estimate AS
  SELECT mix.id AS mix, quantity, at, "group", median, mean, lo50, hi50, lo90, hi90, mcse, n
  FROM estimate_number JOIN mix ON mix.position = estimate_number.mix
  JOIN point ON point.position = estimate_number.point ORDER BY estimate_number.mix, point.position;
CREATE VIEW difference AS
  SELECT mix.id AS mix, other.id AS reference, quantity, at, "group", mean, lo90, hi90, mcse, p_better, verdict, n
  FROM difference_number JOIN mix ON mix.position = difference_number.mix
  JOIN mix AS other ON other.position = difference_number.reference
  JOIN point ON point.position = difference_number.point ORDER BY difference_number.mix, point.position;
)sql";

const Names not_a_result{"不是推演的结果文件（.tuiyan）", "is not a result of tuiyan"};
const Names damaged{"文件已损坏或不完整。请重新运行情景，或换用备份",
                    "is damaged or cut. Run the scenario again or take a copy"};

int quantity_number(const std::string& id, const std::filesystem::path& path) {
  const auto& list = quantities();
  const auto found = std::find_if(list.begin(), list.end(), [&](const Quantity& each) { return each.id == id; });
  if (found == list.end())
    throw VersionError(path, {fmt::format("含有本程序不认识的指标“{}”。请用本程序重新运行情景", id),
                              fmt::format("holds the quantity '{}', which this program does not know. Run the "
                                          "scenario again with this program",
                                          id)});
  return static_cast<int>(found - list.begin());
}

}  // namespace

void throw_file_error(const std::filesystem::path& path, const SQLite::Exception& error, int system_error) {
  switch (error.getErrorCode()) {
    case SQLITE_FULL:
      throw FileError(path, file_problem(ENOSPC));
    case SQLITE_NOTADB:
      throw FileError(path, not_a_result);
    case SQLITE_CORRUPT:
      throw FileError(path, damaged);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw FileError(path, {"正被另一个程序写入，请等其结束，或用 -o 指定其他文件夹",
                             "is being written by another run. Wait for it or choose another folder with -o"});
    case SQLITE_READONLY:
      throw FileError(path, file_problem(EACCES));
    default:
      if (system_error != 0) throw FileError(path, file_problem(system_error));
      throw FileError(path, {fmt::format("读写失败：{}", error.what()), fmt::format("failed: {}", error.what())});
  }
}

void check_is_file(const std::filesystem::path& path) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) throw FileError(path, file_problem(error ? error.value() : ENOENT));
  if (std::filesystem::is_directory(status)) throw FileError(path, file_problem(EISDIR));
}

SQLite::Database open_database(const std::filesystem::path& path, int flags) {
  errno = 0;
  try {
    return SQLite::Database(path.string(), flags, wait_for_others_ms);
  } catch (const SQLite::Exception& error) {
    throw_file_error(path, error, errno);
  }
}

void check_version(SQLite::Database& database, const std::filesystem::path& path) {
  if (database.execAndGet("PRAGMA application_id").getInt() != application_id) throw FileError(path, not_a_result);
  const int version = database.execAndGet("PRAGMA user_version").getInt();
  if (version > result_version)
    throw VersionError(
        path, {fmt::format("由更新版本的推演写成（格式 {}，本程序为 {}）。请升级程序后再打开", version, result_version),
               fmt::format("was written by a later version (format {}, this program reads {}). "
                           "Update the program to open it",
                           version, result_version)});
  if (version < result_version)
    throw VersionError(
        path, {fmt::format("由较早版本的推演写成（格式 {}，本程序为 {}）。请用本程序重新运行情景；覆盖须加 --force",
                           version, result_version),
               fmt::format("was written by an earlier version (format {}, this program reads {}). Run the scenario "
                           "again; --force replaces the file",
                           version, result_version)});
}

void create_tables(SQLite::Database& database) {
  std::vector<std::string> drops;
  SQLite::Statement old(database,
                        "SELECT 'DROP ' || type || ' \"' || name || '\"' FROM sqlite_master "
                        "WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY type DESC");
  while (old.executeStep()) drops.push_back(old.getColumn(0).getString());
  old.reset();
  for (const std::string& drop : drops) database.exec(drop);
  database.exec(fmt::format("PRAGMA application_id = {}", application_id));
  database.exec(fmt::format("PRAGMA user_version = {}", result_version));
  database.exec(tables);
}

void write_record(SQLite::Database& database, const RunRecord& record) {
  SQLite::Statement insert(database, "INSERT OR REPLACE INTO record VALUES (?, ?)");
  const auto put = [&](const char* key, const auto& value) {
    insert.bind(1, key);
    insert.bind(2, value);
    insert.exec();
    insert.reset();
  };
  put("scenario_id", record.scenario_id);
  put("scenario_sha256", record.scenario_sha256);
  put("engine", record.engine);
  put("tool", record.tool);
  put("seed", static_cast<std::int64_t>(record.seed));
  put("replicates", record.replicates);
  put("reference", record.reference);
  put("status", status_id(record.status));
  put("created", record.created);
  put("host", record.host);
  put("threads", record.threads);
  put("overrides", nlohmann::json(record.overrides).dump());
  if (record.uncertainty) put("uncertainty", 1);
}

RunRecord read_record(SQLite::Database& database) {
  RunRecord record;
  SQLite::Statement row(database, "SELECT value FROM record WHERE key = ?");
  const auto get = [&](const char* key) {
    row.reset();
    row.bind(1, key);
    if (!row.executeStep()) throw SQLite::Exception(fmt::format("no {} in the record", key), SQLITE_CORRUPT);
    return row.getColumn(0);
  };
  record.scenario_id = get("scenario_id").getString();
  record.scenario_sha256 = get("scenario_sha256").getString();
  record.engine = get("engine").getString();
  record.tool = get("tool").getString();
  record.seed = static_cast<std::uint64_t>(get("seed").getInt64());
  record.replicates = get("replicates").getInt();
  record.reference = get("reference").getString();
  const std::string status = get("status").getString();
  for (const RunStatus each : {RunStatus::running, RunStatus::partial, RunStatus::complete})
    if (status_id(each) == status) record.status = each;
  record.created = get("created").getString();
  record.host = get("host").getString();
  record.threads = get("threads").getInt();
  record.overrides = nlohmann::json::parse(get("overrides").getString()).get<std::vector<std::string>>();
  record.uncertainty =
      database.execAndGet("SELECT COALESCE((SELECT value FROM record WHERE key = 'uncertainty'), 0)").getInt() != 0;
  return record;
}

void write_shape(SQLite::Database& database, const Scenario& scenario, const Outcomes& outcomes) {
  SQLite::Statement mix(database, "INSERT INTO mix VALUES (?, ?, ?, ?)");
  for (std::size_t i = 0; i < outcomes.mixes.size(); ++i) {
    const Names& names = scenario.mixes[static_cast<std::size_t>(scenario.mix_index(outcomes.mixes[i]))].names;
    mix.bind(1, static_cast<int>(i));
    mix.bind(2, outcomes.mixes[i]);
    mix.bind(3, names.zh);
    mix.bind(4, names.en);
    mix.exec();
    mix.reset();
  }
  SQLite::Statement point(database, "INSERT INTO point VALUES (?, ?, ?, NULLIF(?, ''))");
  for (std::size_t i = 0; i < outcomes.shape.points.size(); ++i) {
    const Point& each = outcomes.shape.points[i];
    point.bind(1, static_cast<int>(i));
    point.bind(2, quantities()[static_cast<std::size_t>(each.quantity)].id);
    point.bind(3, each.at);
    point.bind(4, each.group);
    point.exec();
    point.reset();
  }
}

std::vector<std::string> read_mixes(SQLite::Database& database) {
  std::vector<std::string> ids;
  SQLite::Statement row(database, "SELECT id FROM mix ORDER BY position");
  while (row.executeStep()) ids.push_back(row.getColumn(0).getString());
  return ids;
}

Shape read_shape(SQLite::Database& database, const std::filesystem::path& path) {
  Shape shape;
  SQLite::Statement row(database, "SELECT quantity, at, \"group\" FROM point ORDER BY position");
  while (row.executeStep()) {
    const int quantity = quantity_number(row.getColumn(0).getString(), path);
    const std::string group = row.getColumn(2).getString();
    if (shape.series.empty() || shape.series.back().quantity != quantity || shape.series.back().group != group)
      shape.series.push_back({quantity, group, static_cast<int>(shape.points.size()), 0});
    ++shape.series.back().size;
    shape.points.push_back({quantity, row.getColumn(1).getString(), group});
  }
  return shape;
}

void read_outcomes(SQLite::Database& database, const std::filesystem::path& path, Outcomes& outcomes) {
  const std::size_t mixes = outcomes.mixes.size();
  SQLite::Statement row(database,
                        "SELECT replicate, mix, numbers FROM outcome WHERE replicate < ? ORDER BY replicate, mix");
  row.bind(1, static_cast<int>(outcomes.of.size()));
  while (row.executeStep()) {
    const SQLite::Column blob = row.getColumn(2);
    const std::string_view bytes(static_cast<const char*>(blob.getBlob()), static_cast<std::size_t>(blob.getBytes()));
    std::optional<Outcome> outcome = unpack_outcome(bytes, outcomes.shape.points.size());
    auto& slot = outcomes.of[static_cast<std::size_t>(row.getColumn(0).getInt())];
    if (!outcome || static_cast<std::size_t>(row.getColumn(1).getInt()) != slot.size()) throw FileError(path, damaged);
    slot.push_back(std::move(*outcome));
  }
  for (auto& replicate : outcomes.of)
    if (!replicate.empty() && replicate.size() != mixes) throw FileError(path, damaged);
}

void write_outcome(SQLite::Database& database, int replicate, const std::vector<Outcome>& outcome) {
  SQLite::Statement insert(database, "INSERT OR REPLACE INTO outcome VALUES (?, ?, ?)");
  for (std::size_t mix = 0; mix < outcome.size(); ++mix) {
    const std::string bytes = pack_outcome(outcome[mix]);
    insert.bind(1, replicate);
    insert.bind(2, static_cast<int>(mix));
    insert.bind(3, bytes.data(), static_cast<int>(bytes.size()));
    insert.exec();
    insert.reset();
  }
}

void write_sensitivity_text(SQLite::Database& database, const std::string& json) {
  database.exec("CREATE TABLE IF NOT EXISTS sensitivity (text TEXT NOT NULL)");
  database.exec("DELETE FROM sensitivity");
  SQLite::Statement insert(database, "INSERT INTO sensitivity VALUES (?)");
  insert.bind(1, json);
  insert.exec();
}

std::string read_sensitivity_text(SQLite::Database& database) {
  if (!database.tableExists("sensitivity")) return {};
  SQLite::Statement row(database, "SELECT text FROM sensitivity");
  return row.executeStep() ? row.getColumn(0).getString() : std::string();
}

void write_finding(SQLite::Database& database, const std::string& id, const std::string& json) {
  database.exec("CREATE TABLE IF NOT EXISTS finding (id TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID");
  SQLite::Statement insert(database, "INSERT OR REPLACE INTO finding VALUES (?, ?)");
  insert.bind(1, id);
  insert.bind(2, json);
  insert.exec();
}

std::map<std::string, std::string> read_findings(SQLite::Database& database) {
  std::map<std::string, std::string> findings;
  if (!database.tableExists("finding")) return findings;
  SQLite::Statement row(database, "SELECT id, text FROM finding");
  while (row.executeStep()) findings[row.getColumn(0).getString()] = row.getColumn(1).getString();
  return findings;
}

void write_estimates(SQLite::Database& database, const Comparison& comparison) {
  database.exec("DELETE FROM estimate_number");
  SQLite::Statement insert(database, "INSERT INTO estimate_number VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  const int points = static_cast<int>(comparison.outcomes().shape.points.size());
  for (int mix = 0; mix < comparison.mixes(); ++mix)
    for (int point = 0; point < points; ++point) {
      const Estimate& each = comparison.estimate(mix, point);
      insert.bind(1, mix);
      insert.bind(2, point);
      int column = 3;
      for (const double number : {each.median, each.mean, each.lo50, each.hi50, each.lo90, each.hi90, each.mcse})
        insert.bind(column++, number);
      insert.bind(column, each.n);
      insert.exec();
      insert.reset();
    }
}

void write_differences(SQLite::Database& database, const Comparison& comparison, int reference) {
  database.exec("DELETE FROM difference_number");
  SQLite::Statement insert(database, "INSERT INTO difference_number VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  const int points = static_cast<int>(comparison.outcomes().shape.points.size());
  for (int mix = 0; mix < comparison.mixes(); ++mix)
    for (int point = 0; mix != reference && point < points; ++point) {
      const Difference each = comparison.difference(mix, reference, point);
      insert.bind(1, mix);
      insert.bind(2, reference);
      insert.bind(3, point);
      int column = 4;
      for (const double number : {each.mean, each.lo90, each.hi90, each.mcse, each.p_better})
        insert.bind(column++, number);
      insert.bind(column++, verdict_id(each.verdict));
      insert.bind(column, each.n);
      insert.exec();
      insert.reset();
    }
}

}  // namespace tuiyan
