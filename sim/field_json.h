// Files from the table of fields: reading with all problems at once, writing, the schema and the list of
// parameters. Nothing here knows what a scenario is.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "sim/field.h"

namespace tuiyan {

// Ordered, so that files keep the order in which people wrote them.
using Json = nlohmann::ordered_json;

// Text to JSON. Throws FormatError with line and column when it is not JSON, is empty, or nests deeper than
// 64; duplicate keys are added to `problems` (the library would keep the last one silently).
Json parse_json(std::string_view text, Problems& problems);

// Takes "schema" out of a file, which must say `expected` ("tuiyan/scenario@") and the version. Another version ends
// the reading with SchemaVersionError: its other keys may mean something else.
void take_schema(Json& file, const std::string& expected, int version, Problems& problems);

// Sets what the object names, leaves the rest as it is, and adds every problem: unknown keys with the nearest
// known one, wrong types, values outside their limits, missing required fields; then the cross-field checks.
// `path` is the JSON pointer of `json`. Keys that begin with "//" are comments.
void read_fields(const Json& json, const Fields& fields, const std::string& path, Problems& problems);

// The cross-field checks alone, inner structs first, for values that were not read from a file.
void check_fields(const Fields& fields, const std::string& path, Problems& problems);

// Everything, defaults included: reading it back gives the same values.
Json write_fields(const Fields& fields);

// As a file: short lists and objects on one line; UTF-8; ends with a newline.
std::string json_text(const Json& json);

// JSON schema (draft 2020-12) of the same table.
Json schema_of(const Fields& fields);

// Sets "path=value" ("income/persistence=0.9", "measures.dibao.take_up=0.5"; "." works like "/"; elements of
// a list by number or by their id, name, measure or from) in a file before it is read. The value is JSON, or
// else a text. A number so given keeps the range in the file and is recorded as red with the source
// `set_by_hand`. Adds a problem when there is no such element, with the nearest one.
void set_value(Json& file, const std::string& assignment, Problems& problems);

// The parts of the path of an assignment: {"measures", "dibao", "take_up"}; empty if it is none.
std::vector<std::string> assigned_path(const std::string& assignment);

// One row for each number with evidence.
struct Parameter {
  std::string path;  // "income/persistence"
  Names names;
  Names owner;  // what it belongs to: "own industry: income"; empty for the scenario itself
  std::string unit;
  Limits limits;
  Datum datum;
  bool lever = false;
  Datum* bound = nullptr;  // where the fields are bound to; lives as long as that
};
std::vector<Parameter> parameters_of(const Fields& fields);

}  // namespace tuiyan
