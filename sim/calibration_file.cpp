// The scenario file with fitted values in it.
#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/calibration.h"
#include "sim/field_json.h"
#include "sim/scenario.h"

namespace tuiyan {

namespace {

std::vector<std::string> steps_of(const std::string& path) {
  std::vector<std::string> steps;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    steps.push_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return steps;
}

// The element of a list with this id, else by number; null if there is none.
Json* element(Json& list, const std::string& step) {
  for (Json& each : list)
    if (each.is_object() && each.value("id", Json()) == step) return &each;
  const bool number = !step.empty() && step.find_first_not_of("0123456789") == std::string::npos && step.size() < 7;
  return number && std::stoul(step) < list.size() ? &list[std::stoul(step)] : nullptr;
}

Json* below(Json& node, const std::string& step) {
  if (node.is_array()) return element(node, step);
  return node.is_object() && node.contains(step) ? &node[step] : nullptr;
}

Json at(Json whole, const std::vector<std::string>& steps) {
  Json* node = &whole;
  for (const std::string& step : steps) {
    node = below(*node, step);
    if (!node) return {};
  }
  return *node;
}

// Puts what the resolved scenario has at a path into the file. A list that the file leaves to the catalogue, or holds
// without ids, is written whole, because a list of a file takes the place of the default one.
void put(Json& file, const Json& resolved, const std::vector<std::string>& steps, const Json& leaf) {
  Json* node = &file;
  std::vector<std::string> walked;
  for (std::size_t k = 0; k < steps.size(); ++k) {
    walked.push_back(steps[k]);
    Json* next = below(*node, steps[k]);
    if (!next && node->is_array() && k == 1 && steps[0] == "measures") {
      node->push_back({{"id", steps[k]}});
      next = &node->back();
    } else if (!next) {
      const Json whole = at(resolved, walked);
      const bool own_list = whole.is_array() && k + 1 < steps.size() && steps[k] != "measures";
      (*node)[steps[k]] = own_list ? whole : whole.is_array() && k + 1 < steps.size() ? Json::array() : Json::object();
      next = &(*node)[steps[k]];
    }
    node = next;
  }
  *node = leaf;
}

// A datum, or the steps of a dated one, whose values changed.
void mark(Json& leaf, const Json& before, const std::string& source) {
  if (leaf.is_array()) {
    for (std::size_t i = 0; i < leaf.size() && i < before.size(); ++i) mark(leaf[i], before[i], source);
    return;
  }
  if (!leaf.is_object() || leaf["value"] == before["value"]) return;
  leaf["grade"] = grade_ids()[static_cast<std::size_t>(Grade::red)];
  leaf["source"] = source + (before.contains("source") ? "; " + before["source"].get<std::string>() : "");
  leaf["tuned"] = true;
}

std::string short_text(double number) {
  if (!std::isfinite(number)) return "--";
  const double digits = number == 0 ? 0 : std::floor(std::log10(std::abs(number)));
  const double unit = std::pow(10.0, 3 - digits);  // four digits
  return number_text(std::round(number * unit) / unit);
}

Names told(const Scenario& scenario, const CalibrationPlan& plan, const Calibration& fit) {
  const std::vector<double> values = fitted_values(scenario, plan, fit.best.positions);
  Names text{"拟合：", "Fitted: "};
  for (std::size_t p = 0; p < plan.parameters.size(); ++p) {
    const UncertainParameter& one = plan.parameters[p];
    std::string change(" ");
    change.append(short_text(one.value)).append(" → ").append(short_text(values[p]));
    text.zh.append(p > 0 ? "；" : "").append(one.names.zh).append("（").append(one.path).append("）").append(change);
    text.en.append(p > 0 ? "; " : "").append(one.names.en).append(" (").append(one.path).append(")").append(change);
  }
  text.zh += "。依据";
  text.en += ". To ";
  for (std::size_t t = 0; t < plan.targets.size(); ++t) {
    const FitResidual& one = fit.residuals[t];
    const std::string id = id_of(plan.targets[t]), value = short_text(plan.targets[t].value.value),
                      mean = short_text(one.mean);
    text.zh += (t > 0 ? "；" : "") + id + " 公布 " + value + "，推演 " + mean + (one.met ? "，吻合" : "，未吻合");
    text.en +=
        (t > 0 ? "; " : "") + id + " published " + value + ", simulated " + mean + (one.met ? ", met" : ", not met");
  }
  text.zh +=
      "。推演 " + std::to_string(fit.evaluations.size()) + " 组取值" + (fit.interrupted ? "后中止，取其最佳。" : "。");
  text.en += ". " + std::to_string(fit.evaluations.size()) + " sets of values were played" +
             (fit.interrupted ? ", then stopped; the best is kept." : ".");
  return text;
}

Json number_json(double number) { return std::isfinite(number) ? Json(number) : Json(); }

Json fit_json(const Scenario& scenario, const CalibrationPlan& plan, const Calibration& fit) {
  Json json{{"misfit", number_json(fit.best.misfit)}, {"interrupted", fit.interrupted}, {"all_met", fit.all_met()}};
  for (const UncertainParameter& one : plan.parameters) json["parameters"].push_back(one.path);
  for (std::size_t t = 0; t < plan.targets.size(); ++t) {
    const FitResidual& one = fit.residuals[t];
    json["residuals"].push_back({{"target", id_of(plan.targets[t])},
                                 {"published", plan.targets[t].value.value},
                                 {"mean", number_json(one.mean)},
                                 {"mcse", number_json(one.error)},
                                 {"residual", number_json(one.residual)},
                                 {"tolerance", one.tolerance},
                                 {"met", one.met}});
  }
  for (const Evaluation& each : fit.evaluations)
    json["evaluations"].push_back(
        {{"values", fitted_values(scenario, plan, each.positions)}, {"misfit", number_json(each.misfit)}});
  return json;
}

}  // namespace

std::vector<double> fitted_values(const Scenario& scenario, const CalibrationPlan& plan,
                                  const std::vector<double>& positions) {
  const Scenario tried = at_positions(scenario, plan.parameters, {positions.begin(), positions.end()});
  std::vector<double> values;
  const std::vector<UncertainParameter> all = uncertain_parameters(tried);
  for (const UncertainParameter& one : plan.parameters) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const UncertainParameter& each) { return each.path == one.path; });
    values.push_back(found == all.end() ? std::numeric_limits<double>::quiet_NaN() : found->value);
  }
  return values;
}

std::string fitted_text(const std::string& text, const Scenario& scenario, const CalibrationPlan& plan,
                        const Calibration& fit) {
  Problems ignored;  // the file was read before
  Json file = parse_json(text, ignored);
  Scenario before = scenario,
           after = at_positions(scenario, plan.parameters, {fit.best.positions.begin(), fit.best.positions.end()});
  const Json old = write_fields(fields(before)), resolved = write_fields(fields(after));
  std::string source = "拟合于 ";
  std::string ids;
  for (const Target& target : plan.targets) ids += (ids.empty() ? "" : ", ") + id_of(target);
  source += ids + " / fitted to " + ids;
  for (const UncertainParameter& one : plan.parameters) {
    const std::vector<std::string> steps = steps_of(one.path);
    Json leaf = at(resolved, steps);
    mark(leaf, at(old, steps), source);
    put(file, resolved, steps, leaf);
  }
  const Names note = told(scenario, plan, fit);
  if (!file.contains("notes")) file["notes"] = Json::array();
  file["notes"].push_back({{"text", {{"zh", note.zh}, {"en", note.en}}}});
  file["//fit"] = fit_json(scenario, plan, fit);
  return json_text(file);
}

}  // namespace tuiyan
