#include "io/scenario_file.h"

#include "sim/field_json.h"

namespace tuiyan {

namespace {

// The text of a JSON file, seen to be JSON, so that a mistake names the file it is in.
std::string read_json_text(const std::filesystem::path& path) {
  std::string text = read_file(path);
  try {
    Problems duplicates;
    parse_json(text, duplicates);
  } catch (const FormatError& error) {
    throw FormatError({path.string(), error.problem().text});
  }
  return text;
}

}  // namespace

Scenario read_scenario_file(const std::filesystem::path& path, const std::vector<std::string>& overrides) {
  const std::string text = read_json_text(path);
  const std::string catalogue = catalogue_of(text);
  return read_scenario(text, catalogue.empty() ? "" : read_json_text(path.parent_path() / catalogue), overrides);
}

}  // namespace tuiyan
