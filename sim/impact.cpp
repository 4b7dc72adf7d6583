#include "sim/impact.h"

#include <cmath>
#include <stdexcept>

#include "sim/field_json.h"
#include "sim/quantities.h"
#include "sim/sensitivity.h"
#include "sim/sensitivity_words.h"
#include "sim/wording.h"

namespace tuiyan {

Impacts read_impacts(std::string_view text) {
  Problems problems;
  const Json file = parse_json(text, problems);
  Impacts impacts;
  try {
    if (file.at("schema") != "tuiyan/impact@1") throw std::invalid_argument("schema");
    const auto text_at = [&](const char* key, const char* language) {
      return file.at(key).at(language).get<std::string>();
    };
    impacts.about = {text_at("about", "zh"), text_at("about", "en")};
    impacts.unit = {text_at("unit", "zh"), text_at("unit", "en")};
    for (const auto& [path, impact] : file.at("impacts").items())
      impacts.of[path] = {impact.at("mu_star").get<double>(), impact.value("error", 0.0), impact.value("group", 1)};
  } catch (const std::exception&) {
    problems.push_back({"",
                        {"不是影响文件；应为 {\"schema\": \"tuiyan/impact@1\", \"about\", \"unit\", \"impacts\"}",
                         "not a file of impacts; expected {\"schema\": \"tuiyan/impact@1\", \"about\", \"unit\", "
                         "\"impacts\"}"}});
  }
  if (!problems.empty()) throw ScenarioError(std::move(problems));
  return impacts;
}

std::string impacts_json(const Impacts& impacts) {
  const auto rounded = [](double number) { return std::round(number * 1000) / 1000; };
  Json of = Json::object();
  for (const auto& [path, impact] : impacts.of)
    of[path] = {{"mu_star", rounded(impact.mu_star)}, {"error", rounded(impact.error)}, {"group", impact.group}};
  const Json file{{"schema", "tuiyan/impact@1"},
                  {"about", {{"zh", impacts.about.zh}, {"en", impacts.about.en}}},
                  {"unit", {{"zh", impacts.unit.zh}, {"en", impacts.unit.en}}},
                  {"impacts", of}};
  return file.dump(1) + "\n";
}

Impacts impacts_of(const Sensitivity& sensitivity) {
  Impacts impacts;
  if (sensitivity.differences.empty()) return impacts;
  const DrivenDifference& first = sensitivity.differences.front();
  const Scale scale =
      scale_of(quantity(sensitivity.plan.questions[static_cast<std::size_t>(first.question)].quantity), MoneyUnit::wan);
  const std::string trajectories = std::to_string(sensitivity.plan.trajectories),
                    replicates = std::to_string(sensitivity.plan.replicates);
  impacts.about = {difference_words(sensitivity, first, Language::zh) + "；" + trajectories + " 条轨迹，每组取值 " +
                       replicates + " 次模拟",
                   difference_words(sensitivity, first, Language::en) + "; " + trajectories + " trajectories, " +
                       replicates + " replicates of each set of values"};
  impacts.unit = scale.difference;
  for (std::size_t g = 0; g < first.screened.size() && g < sensitivity.groups.size(); ++g) {
    const ParameterGroup& group = sensitivity.groups[g];
    const ElementaryEffects& effects = first.screened[g];
    for (int p = group.first; p < group.end; ++p)
      impacts.of[sensitivity.plan.parameters[static_cast<std::size_t>(p)].path] = {
          effects.mu_star * scale.factor, effects.mu_star_error * scale.factor, group.end - group.first};
  }
  return impacts;
}

const Impact* impact_at(const Impacts& impacts, const std::string& path) {
  auto found = impacts.of.find(path);
  // A dated value is one parameter of the run, and one for each step here.
  if (found == impacts.of.end()) found = impacts.of.find(path.substr(0, path.rfind('/')));
  return found == impacts.of.end() ? nullptr : &found->second;
}

}  // namespace tuiyan
