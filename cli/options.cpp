#include "cli/options.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <limits>
#include <nlohmann/json.hpp>

#include "io/file.h"
#include "sim/event.h"
#include "sim/field_json.h"

namespace tuiyan {

namespace {

constexpr std::uint64_t most_replicates = 1'000'000;
constexpr std::uint64_t most_threads = 1024;
constexpr std::uint64_t most_trajectories = 10'000;
constexpr std::uint64_t most_evaluations = 100'000;
constexpr std::uint64_t most_leading = 1000;
constexpr std::uint64_t largest_seed = std::uint64_t{1} << 53;  // JSON readers keep whole numbers exactly up to here

std::string environment(const std::string& name) {
  const char* text = std::getenv(name.c_str());
  return text ? text : "";
}

std::string variable_of(const std::string& option) {
  std::string name = "TUIYAN_";
  for (const char c : option) name += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return name;
}

std::filesystem::path configuration_path() {
  const std::string base = environment("XDG_CONFIG_HOME");
  if (!base.empty()) return std::filesystem::path(base) / "tuiyan" / "config.json";
  const std::string home = environment("HOME");
  return home.empty() ? std::filesystem::path() : std::filesystem::path(home) / ".config" / "tuiyan" / "config.json";
}

std::string text_of(const Json& value) {
  if (value.is_boolean()) return value.get<bool>() ? "on" : "off";
  return value.is_string() ? value.get<std::string>() : value.dump();
}

Given configuration() {
  const std::filesystem::path path = configuration_path();
  std::error_code ignored;
  if (path.empty() || !std::filesystem::exists(path, ignored)) return {};
  Problems problems;
  Json file;
  try {
    file = parse_json(read_file(path), problems);
  } catch (const FormatError& error) {
    throw FormatError({path.string(), error.problem().text});
  }
  std::vector<std::string> known;
  for (const DeclaredOption& each : declared_options())
    if (each.layered) known.push_back(each.name);
  Given given;
  for (const auto& [key, value] : file.items()) {
    if (std::find(known.begin(), known.end(), key) == known.end()) {
      const Names text = unknown_word(path.string(), {"设置", "setting"}, key, known).text;
      throw UsageError({path.string() + "：" + text.zh, path.string() + ": " + text.en});
    }
    given[key] = {text_of(value)};
  }
  return given;
}

[[noreturn]] void refuse(const std::string& option, const std::string& text, const Names& allowed) {
  throw UsageError({fmt::format("--{} 的值“{}”不可用：{}", option, text, allowed.zh),
                    fmt::format("--{} is '{}'; {}", option, text, allowed.en)});
}

std::optional<std::string> last(const Given& given, const std::string& option) {
  const auto found = given.find(option);
  if (found == given.end() || found->second.empty()) return {};
  return found->second.back();
}

bool flag(const Given& given, const std::string& option) {
  const std::string text = last(given, option).value_or("off");
  if (text == "on" || text == "1" || text == "true" || text == "yes") return true;
  if (text == "off" || text == "0" || text == "false" || text == "no" || text.empty()) return false;
  refuse(option, text, {"可写 on 或 off", "on or off is needed"});
}

std::optional<std::uint64_t> whole_number(const Given& given, const std::string& option, std::uint64_t low,
                                          std::uint64_t high) {
  const std::optional<std::string> text = last(given, option);
  if (!text) return {};
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error != std::errc() || end != text->data() + text->size() || number < low || number > high)
    refuse(option, *text,
           {fmt::format("应为 {} 到 {} 的整数", low, high),
            fmt::format("a whole number from {} to {} is needed", low, high)});
  return number;
}

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  while (from <= text.size()) {
    const std::size_t to = std::min(text.find(',', from), text.size());
    if (to > from) parts.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return parts;
}

ProgressKind progress_of(const Given& given) {
  const std::vector<std::string> words{"auto", "bar", "json", "none"};
  const std::string text = last(given, "progress").value_or("auto");
  const auto found = std::find(words.begin(), words.end(), text);
  if (found == words.end())
    refuse("progress", text, {"可用 auto、bar、json、none", "one of auto, bar, json, none is needed"});
  return static_cast<ProgressKind>(found - words.begin());
}

std::optional<Language> language_from(std::string_view text) {
  if (text.starts_with("zh")) return Language::zh;
  if (text.starts_with("en")) return Language::en;
  return {};
}

}  // namespace

Given with_layers(Given given) {
  const Given configured = configuration();
  for (const DeclaredOption& each : declared_options()) {
    if (!each.layered || given.contains(each.name)) continue;
    if (const std::string text = environment(variable_of(each.name)); !text.empty())
      given[each.name] = {text};
    else if (const auto found = configured.find(each.name); found != configured.end())
      given[each.name] = found->second;
  }
  return given;
}

Options typed(const Given& given) {
  Options options;
  options.command = last(given, "command").value_or("");
  if (const auto found = given.find("file"); found != given.end()) {
    options.files.assign(found->second.begin(), found->second.end());
    options.file = options.files.empty() ? "" : options.files.front();
  }
  options.output = last(given, "output");
  if (const auto found = given.find("set"); found != given.end()) options.set = found->second;
  if (const auto found = given.find("event"); found != given.end())
    for (const std::string& text : found->second) options.set.push_back(std::string(event_override) + text);
  options.reference = last(given, "ref");
  if (const auto found = given.find("mix"); found != given.end())
    for (const std::string& text : found->second)
      for (std::string& id : split(text)) options.mixes.push_back(std::move(id));
  if (const auto found = given.find("parameters"); found != given.end())
    for (const std::string& text : found->second)
      for (std::string& path : split(text)) options.parameters.push_back(std::move(path));
  options.targets = last(given, "targets");
  if (const auto text = last(given, "write")) options.write = *text;
  options.quantities = flag(given, "quantities");
  if (const auto text = last(given, "impact")) options.impact = *text;
  if (const auto number = whole_number(given, "evaluations", 1, most_evaluations))
    options.evaluations = static_cast<int>(*number);
  options.of = last(given, "of");
  options.quantity = last(given, "quantity");
  options.table = last(given, "table");
  options.chart = last(given, "chart");
  if (const auto number = whole_number(given, "replicates", 1, most_replicates))
    options.replicates = static_cast<int>(*number);
  options.trace = last(given, "trace");
  if (const auto number = whole_number(given, "replicate", 0, most_replicates - 1))
    options.replicate = static_cast<int>(*number);
  options.seed = whole_number(given, "seed", 0, largest_seed);
  options.threads = static_cast<int>(whole_number(given, "threads", 0, most_threads).value_or(0));
  options.progress = progress_of(given);
  if (const auto text = last(given, "lang")) {
    const std::optional<Language> language = language_from(*text);
    if (!language) refuse("lang", *text, {"可用 zh、en", "one of zh, en is needed"});
    options.language = *language;
  }
  options.json = flag(given, "json");
  options.plain = flag(given, "plain");
  options.quiet = flag(given, "quiet");
  options.verbose = flag(given, "verbose");
  options.color = !flag(given, "no-color") && environment("NO_COLOR").empty() && environment("TERM") != "dumb";
  options.dry_run = flag(given, "dry-run");
  options.force = flag(given, "force");
  options.byte_order_mark = flag(given, "bom");
  options.uncertainty = flag(given, "uncertainty");
  options.stop = last(given, "stop");
  options.one_at_a_time = flag(given, "one-at-a-time");
  options.households = flag(given, "households");
  for (auto [option, list] : {std::pair{"by", &options.by}, std::pair{"add", &options.add}})
    if (const auto found = given.find(option); found != given.end())
      for (const std::string& text : found->second)
        for (std::string& id : split(text)) list->push_back(std::move(id));
  if (const auto number = whole_number(given, "trajectories", 2, most_trajectories))
    options.trajectories = static_cast<int>(*number);
  if (const auto number = whole_number(given, "top", 1, most_leading)) options.top = static_cast<int>(*number);
  if (const auto text = last(given, "log")) options.log = *text;
  return options;
}

Language language_of(const std::vector<std::string>& arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    std::optional<Language> language;
    if (arguments[i] == "--lang" && i + 1 < arguments.size()) language = language_from(arguments[i + 1]);
    if (arguments[i].starts_with("--lang=")) language = language_from(arguments[i].substr(7));
    if (language) return *language;
  }
  for (const char* variable : {"TUIYAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"})
    if (const std::string text = environment(variable); !text.empty())
      return language_from(text).value_or(Language::en);
  return Language::en;
}

}  // namespace tuiyan
