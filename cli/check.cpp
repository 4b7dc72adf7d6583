#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "io/scenario_file.h"
#include "sim/wording.h"

namespace tuiyan {

namespace {

std::string json_text(const Options& options, const Problems& problems) {
  nlohmann::json rows = nlohmann::json::array();
  for (const Problem& each : problems)
    rows.push_back({{"path", each.path}, {"zh", each.text.zh}, {"en", each.text.en}, {"severity", "error"}});
  const nlohmann::json whole = {
      {"schema", "tuiyan/check@1"}, {"file", options.file.string()}, {"ok", problems.empty()}, {"issues", rows}};
  return whole.dump(1) + "\n";
}

Names summary(const Options& options, const Scenario& scenario, const Population& population) {
  const std::string households = format_number(static_cast<double>(population.households.size()), 0);
  const std::string persons = format_number(static_cast<double>(population.members.size()), 0);
  const std::string file = options.file.string();
  Names text{fmt::format("{}：通过检查\n  {}（{}），{} 起 {} 个月\n  {} 户，{} 人；{} 项措施；{} 个措施组合：", file,
                         scenario.names.zh, scenario.id, scenario.start.text(), scenario.months, households, persons,
                         scenario.measures.size(), scenario.mixes.size()),
             fmt::format("{}: no problems\n  {} ({}), {} months from {}\n  {} households, {} persons; {} measures; "
                         "{} mixes:",
                         file, scenario.names.en, scenario.id, scenario.months, scenario.start.text(), households,
                         persons, scenario.measures.size(), scenario.mixes.size())};
  for (const Mix& mix : scenario.mixes) {
    text.zh += fmt::format("\n    {}  {}", mix.id, mix.names.zh);
    text.en += fmt::format("\n    {}  {}", mix.id, mix.names.en);
  }
  return text;
}

}  // namespace

int check_command(const Options& options, Console& console) {
  try {
    const Scenario scenario = read_scenario_file(options.file, options.set);
    const Population population = make_population(scenario);
    console.print(options.json ? json_text(options, {}) : console.say(summary(options, scenario, population)) + "\n");
    return exit_success;
  } catch (const ScenarioError& error) {
    if (!options.json) throw;
    console.print(json_text(options, error.problems()));
    return exit_scenario;
  } catch (const FormatError& error) {
    if (!options.json) throw;
    console.print(json_text(options, {error.problem()}));
    return exit_data;
  }
}

}  // namespace tuiyan
