// The tables of a result, as rows; io/store.h puts them together. Everything here throws SQLite::Exception unless said
// otherwise.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "io/store.h"

namespace tuiyan {

// SQLite's error as a FileError. `system_error` as of sqlite3_system_errno, 0 if not known.
[[noreturn]] void throw_file_error(const std::filesystem::path& path, const SQLite::Exception& error, int system_error);

void check_is_file(const std::filesystem::path& path);                              // throws FileError
SQLite::Database open_database(const std::filesystem::path& path, int flags);       // throws FileError
void check_version(SQLite::Database& database, const std::filesystem::path& path);  // throws FileError, VersionError

// Empties the database and makes the tables.
void create_tables(SQLite::Database& database);

void write_record(SQLite::Database& database, const RunRecord& record);
RunRecord read_record(SQLite::Database& database);

// Mixes and points.
void write_shape(SQLite::Database& database, const Scenario& scenario, const Outcomes& outcomes);
std::vector<std::string> read_mixes(SQLite::Database& database);
Shape read_shape(SQLite::Database& database, const std::filesystem::path& path);  // throws VersionError

void write_outcome(SQLite::Database& database, int replicate, const std::vector<Outcome>& outcome);
// Of the replicates below outcomes.of.size(); shape and mixes are set. Throws FileError if the bytes are damaged.
void read_outcomes(SQLite::Database& database, const std::filesystem::path& path, Outcomes& outcomes);

// The table `sensitivity` is there only once there is something to keep.
void write_sensitivity_text(SQLite::Database& database, const std::string& json);
std::string read_sensitivity_text(SQLite::Database& database);  // "" if there is none

// The table `finding` too: what was found of a result beside its outcomes, each as one envelope, by id.
void write_finding(SQLite::Database& database, const std::string& id, const std::string& json);
std::map<std::string, std::string> read_findings(SQLite::Database& database);

// Rows behind the views `estimate` and `difference`, anew.
void write_estimates(SQLite::Database& database, const Comparison& comparison);
void write_differences(SQLite::Database& database, const Comparison& comparison, int reference);

}  // namespace tuiyan
