// `tuiyan run SCENARIO --trace HOUSEHOLD`: one household's life, month by month, under two mixes. Writes no file.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "cli/choose.h"
#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/simulate.h"
#include "cli/trace_text.h"
#include "io/scenario_file.h"
#include "io/trace_json.h"
#include "sim/wording.h"

namespace tuiyan {

namespace {

constexpr int widest = 100, narrowest = 60;  // columns of the page
constexpr std::size_t most_listed = 12;      // names in a message

// The two columns: as named, in that order; one named stands beside the reference; else the first two that are not the
// reference, or the reference and the only other one.
std::vector<int> traced_mixes(const Scenario& scenario, const Options& options) {
  std::vector<std::string> all;
  for (const Mix& mix : scenario.mixes) all.push_back(mix.id);
  const int reference = scenario.mix_index(chosen_reference(all, options));
  std::vector<int> chosen;
  for (const std::string& id : options.mixes) {
    Options one = options;
    one.mixes = {id};
    const int mix = chosen_mixes(scenario, one).front();
    if (std::find(chosen.begin(), chosen.end(), mix) == chosen.end()) chosen.push_back(mix);
  }
  if (chosen.size() > 2)
    throw UsageError({fmt::format("--trace 只并列两个措施组合，--mix 给出了 {} 个", chosen.size()),
                      fmt::format("--trace shows two mixes side by side; --mix names {}", chosen.size())});
  if (chosen.size() == 1 && chosen.front() != reference) chosen.insert(chosen.begin(), reference);
  if (!chosen.empty()) return chosen;
  for (int mix = 0; mix < static_cast<int>(all.size()) && chosen.size() < 2; ++mix)
    if (mix != reference) chosen.push_back(mix);
  if (chosen.size() < 2) chosen.insert(chosen.begin(), reference);
  return chosen;
}

std::optional<std::uint32_t> number_in(std::string_view text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || text.empty()) return {};
  return number;
}

// The name or number that may have been meant; empty if there is none near.
std::string near_household(const std::string& word, const std::vector<std::string>& names, std::size_t count) {
  if (std::string near = nearest(word, names); !near.empty()) return near;
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error == std::errc::result_out_of_range) number = count;
  if (end == word.data()) return {};
  return std::to_string(std::clamp<std::uint64_t>(number, 1, count));
}

[[noreturn]] void refuse_household(const std::string& word, const Scenario& scenario, const Population& population) {
  const std::size_t count = population.households.size();
  const std::string households = format_number(static_cast<double>(count), 0);
  Names text{fmt::format("没有“{}”这一户：共 {} 户，编号 1 至 {}，分户写作 17.1", word, households, households),
             fmt::format("no household '{}': there are {}, numbered from 1 to {}; 17.1 is the first split from 17",
                         word, households, households)};
  std::vector<std::string> names;
  for (const HouseholdRules& each : scenario.people.households) names.push_back(each.name);
  if (const std::string near = near_household(word, names, count); !near.empty()) {
    text.zh += fmt::format("。是否要用“{}”？", near);
    text.en += fmt::format(". Did you mean '{}'?", near);
  } else if (!names.empty()) {
    text.zh.append("；逐户列出的有：");
    text.en.append("; those listed by name: ");
    for (std::size_t i = 0; i < std::min(names.size(), most_listed); ++i) {
      text.zh.append(i > 0 ? "、" : "").append(names[i]);
      text.en.append(i > 0 ? ", " : "").append(names[i]);
    }
    text.zh.append(names.size() > most_listed ? "等" : "");
    text.en.append(names.size() > most_listed ? ", ..." : "");
  }
  throw UsageError(text);
}

// A listed household by its name, any by its number, one born of a split by both numbers: 17.1.
HouseholdNumber chosen_household(const std::string& word, const Scenario& scenario, const Population& population) {
  for (const Household& household : population.households)
    if (household.listed >= 0 && scenario.people.households[static_cast<std::size_t>(household.listed)].name == word)
      return {household.id, 0};
  const std::size_t dot = std::min(word.find('.'), word.size());
  const std::optional<std::uint32_t> id = number_in(std::string_view(word).substr(0, dot));
  std::optional<std::uint32_t> branch = 0;
  if (dot < word.size()) branch = number_in(std::string_view(word).substr(dot + 1));
  const bool known = id && branch && *branch <= 1000 &&
                     std::any_of(population.households.begin(), population.households.end(),
                                 [&](const Household& household) { return household.id == *id; });
  if (!known) refuse_household(word, scenario, population);
  return {*id, static_cast<int>(*branch)};
}

int chosen_replicate(const Scenario& scenario, const Options& options) {
  const int replicate = options.replicate.value_or(0);
  if (replicate < scenario.replicates) return replicate;
  const std::string last = std::to_string(scenario.replicates - 1);
  throw UsageError({fmt::format("没有第 {} 次模拟：从 0 数起，到 {}；--replicates 可增加", replicate, last),
                    fmt::format("there is no replicate {}: they are counted from 0 to {}; --replicates makes them more",
                                replicate, last)});
}

[[noreturn]] void refuse_branch(const Trace& trace) {
  const std::uint32_t id = trace.household.id;
  throw UsageError(
      {fmt::format("第 {} 户在第 {} 次模拟中{}，没有 {}.{}", id, trace.replicate,
                   trace.branches == 0 ? std::string("没有分户") : fmt::format("分出 {} 户", trace.branches), id,
                   trace.household.branch),
       fmt::format("there is no household {}.{}: in replicate {} {} of {} splits", id, trace.household.branch,
                   trace.replicate, trace.branches == 0 ? "none" : std::to_string(trace.branches), id)});
}

}  // namespace

int trace_command(const Options& options, Console& console) {
  if (options.plain)
    throw UsageError({"--trace 没有 --plain 形式，可用 --json", "--trace has no plain rows; --json gives it as data"});
  Scenario scenario = read_scenario_file(options.file, options.set);
  if (options.replicates) scenario.replicates = *options.replicates;
  if (options.seed) scenario.seed = static_cast<double>(*options.seed);
  RunOptions run;
  run.mixes = traced_mixes(scenario, options);
  run.seed = static_cast<std::uint64_t>(scenario.seed);
  run.uncertainty = options.uncertainty;
  const int replicate = chosen_replicate(scenario, options);
  const Population population = make_population(scenario);
  const HouseholdNumber household = chosen_household(*options.trace, scenario, population);
  if (options.output && *options.output != "-")
    console.note({"--trace 不写文件，-o 不起作用", "--trace writes no file: -o has no effect"});
  if (options.dry_run) return exit_success;
  const Trace traced = trace(scenario, population, run, replicate, household);
  if (!traced.found) refuse_branch(traced);
  if (options.json) {
    const std::string& reference = scenario.mixes[static_cast<std::size_t>(run.mixes.front())].id;
    console.print(trace_json(traced, scenario, record_of(scenario, reference, options)));
    return exit_success;
  }
  const int columns = std::clamp(Console::columns(), narrowest, widest);
  console.print(trace_text(traced, scenario, console.language(), columns, options.verbose));
  return exit_success;
}

}  // namespace tuiyan
