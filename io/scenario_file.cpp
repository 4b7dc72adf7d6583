#include "io/scenario_file.h"

#include <glib.h>

#include "sim/field_json.h"

namespace tuiyan {

namespace {

// The text of a JSON file, seen to be JSON, so that a mistake names the file it is in.
std::string read_json_text(const std::filesystem::path& path) {
  std::string text = read_file(path);
  const auto zeros = text.find('\0');  // valid as text, but never JSON: parse_json tells where
  if (zeros == std::string::npos && !g_utf8_validate(text.data(), static_cast<gssize>(text.size()), nullptr))
    throw FormatError(
        {path.string(),
         {"不是 UTF-8 编码的文本（可能是 GBK）。请另存为 UTF-8", "is not UTF-8 text (GBK?). Save it as UTF-8"}});
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
  std::vector<RuleText> rules;
  for (const std::string& name : rules_of(text)) rules.push_back({name, read_json_text(path.parent_path() / name)});
  return read_scenario(text, catalogue.empty() ? "" : read_json_text(path.parent_path() / catalogue), overrides, rules);
}

}  // namespace tuiyan
