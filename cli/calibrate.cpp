// Fits few named parameters to figures that the scenario marks as tuned, and writes a copy.
#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/simulate.h"
#include "cli/table.h"
#include "io/scenario_file.h"
#include "sim/calibration.h"
#include "sim/wording.h"

namespace tuiyan {

namespace {

std::string known_text(const std::vector<std::string>& known) {
  std::string text;
  for (std::size_t i = 0; i < known.size() && i < 12; ++i) text += (i > 0 ? ", " : "") + known[i];
  return known.size() > 12 ? text + ", ..." : text;
}

UsageError unknown(const Names& what, const std::string& word, const std::vector<std::string>& known) {
  const std::string near = nearest(word, known);
  if (!near.empty())
    return UsageError({fmt::format("没有{}“{}”。是否要用“{}”？", what.zh, word, near),
                       fmt::format("unknown {} '{}'. Did you mean '{}'?", what.en, word, near)});
  return UsageError({fmt::format("没有{}“{}”。可用的有：{}", what.zh, word, known_text(known)),
                     fmt::format("unknown {} '{}'. Known: {}", what.en, word, known_text(known))});
}

std::vector<UncertainParameter> chosen_parameters(const Scenario& scenario, const Options& options) {
  if (options.parameters.empty())
    throw UsageError({"缺少 --parameters：要拟合哪些参数", "--parameters is missing: which to fit"});
  const std::vector<UncertainParameter> all = uncertain_parameters(scenario);
  std::vector<std::string> paths;
  for (const UncertainParameter& one : all) paths.push_back(one.path);
  std::vector<UncertainParameter> chosen;
  for (std::string wanted : options.parameters) {
    if (wanted.starts_with("/")) wanted.erase(0, 1);
    const auto found = std::find(paths.begin(), paths.end(), wanted);
    if (found == paths.end()) throw unknown({"有区间的参数", "parameter with a range"}, wanted, paths);
    chosen.push_back(all[static_cast<std::size_t>(found - paths.begin())]);
  }
  return chosen;
}

// Only figures marked `tuned` in the scenario: what is fitted to is settled before the fit, in the file.
std::vector<Target> chosen_targets(const Scenario& scenario, const Options& options) {
  std::vector<std::string> known, wanted;
  for (const Target& target : scenario.targets) known.push_back(id_of(target));
  std::string rest = options.targets.value_or("");
  while (!rest.empty()) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    wanted.push_back(rest.substr(0, comma));
    rest.erase(0, comma + 1);
  }
  std::vector<Target> chosen;
  if (!options.targets)
    for (const Target& target : scenario.targets)
      if (target.use == TargetUse::tuned) chosen.push_back(target);
  for (const std::string& id : wanted) {
    const auto found = std::find(known.begin(), known.end(), id);
    if (found == known.end()) throw unknown({"公布数据", "target"}, id, known);
    const Target& target = scenario.targets[static_cast<std::size_t>(found - known.begin())];
    if (target.kind != TargetKind::outcome)
      throw UsageError({fmt::format("“{}”是规划数或输入数，不能用来拟合", id),
                        fmt::format("'{}' is a plan or an input; nothing is fitted to it", id)});
    if (target.use != TargetUse::tuned)
      throw UsageError(
          {fmt::format("“{}”未标为 \"use\": \"tuned\"。请先在情景中写明，再拟合", id),
           fmt::format("'{}' is not marked \"use\": \"tuned\". Say so in the scenario first, then fit", id)});
    chosen.push_back(target);
  }
  if (chosen.empty())
    throw UsageError(
        {"情景中没有标为 \"use\": \"tuned\" 的公布数据", "no target of the scenario is marked \"use\": \"tuned\""});
  return chosen;
}

std::filesystem::path copy_of(const Options& options) {
  const std::filesystem::path path = options.output
                                         ? std::filesystem::path(*options.output)
                                         : std::filesystem::path(options.file.stem().string() + "-fitted.json");
  std::error_code ignored;
  if (path != "-" && std::filesystem::exists(path, ignored) &&
      (!options.force || std::filesystem::equivalent(path, options.file, ignored)))
    throw FileError(path, {"已存在；拟合结果写成副本，不改动原情景。请用 -o 另指定文件",
                           "exists; the fit goes into a copy and leaves the scenario alone. Choose another with -o"});
  return path;
}

std::string told(const Scenario& scenario, const CalibrationPlan& plan, const Calibration& fit,
                 const Console& console) {
  const bool zh = console.language() == Language::zh;
  const std::vector<double> values = fitted_values(scenario, plan, fit.best.positions);
  Table parameters;
  parameters.titles = zh ? std::vector<std::string>{"参数", "原值", "拟合值", "区间"}
                         : std::vector<std::string>{"parameter", "before", "fitted", "range"};
  parameters.right = {false, true, true, false};
  for (std::size_t p = 0; p < plan.parameters.size(); ++p) {
    const UncertainParameter& one = plan.parameters[p];
    parameters.rows.push_back({one.path, fmt::format("{:.4g}", one.value), fmt::format("{:.4g}", values[p]),
                               fmt::format("{:.4g} ~ {:.4g}", one.range.low, one.range.high)});
  }
  Table targets;
  targets.titles =
      zh ? std::vector<std::string>{"公布数据", "公布", "推演均值", "残差", "容差", "吻合"}
         : std::vector<std::string>{"target", "published", "simulated mean", "residual", "tolerance", "met"};
  targets.right = {false, true, true, true, true, false};
  for (std::size_t t = 0; t < plan.targets.size(); ++t) {
    const FitResidual& one = fit.residuals[t];
    targets.rows.push_back({id_of(plan.targets[t]), fmt::format("{:.5g}", plan.targets[t].value.value),
                            fmt::format("{:.5g}", one.mean), fmt::format("{:+.3g}", one.residual),
                            fmt::format("{:.3g}", one.tolerance),
                            one.met ? console.say({"是", "yes"}) : console.say({"否", "no"})});
  }
  const int columns = Console::columns();
  const std::string verdict =
      fit.all_met() ? console.say({"全部吻合。", "All are met."})
                    : console.say({"未能全部吻合：区间内没有找到合乎各数的取值。",
                                   "Not all are met: no values within the ranges were found that agree with them."});
  return fmt::format("{}\n{}\n{}\n{}\n", format_table(parameters, columns), format_table(targets, columns), verdict,
                     console.say({fmt::format("推演 {} 组取值。", fit.evaluations.size()),
                                  fmt::format("{} sets of values were played.", fit.evaluations.size())}));
}

}  // namespace

int calibrate_command(const Options& options, Console& console) {
  const Scenario scenario = read_scenario_file(options.file, options.set);
  if (scenario.set_aside)
    throw UsageError({"该地方留作最后检验（set_aside），不用于拟合",
                      "this place is set aside for the last test; nothing is fitted to it"});
  CalibrationPlan plan;
  plan.parameters = chosen_parameters(scenario, options);
  plan.targets = chosen_targets(scenario, options);
  plan.evaluations = options.evaluations.value_or(plan.evaluations);
  const std::filesystem::path copy = copy_of(options);
  const int replicates = options.replicates.value_or(scenario.replicates);
  const std::uint64_t seed = options.seed.value_or(static_cast<std::uint64_t>(scenario.seed));
  console.note(
      {fmt::format("{}：{} 项参数，{} 个公布数据，每组取值 {} 次模拟，至多 {} 组", scenario.names.zh,
                   plan.parameters.size(), plan.targets.size(), replicates, plan.evaluations),
       fmt::format("{}: {} parameters, {} figures, {} replicates of each set of values, at most {} sets",
                   scenario.names.en, plan.parameters.size(), plan.targets.size(), replicates, plan.evaluations)});
  if (options.dry_run) return exit_success;
  Progress progress(options.progress, console, {"组取值", "sets of values"});
  Interrupt interrupt([&] {
    console.note({"正在停止…… 保留目前最佳的取值。再按一次 Ctrl-C 立即退出，不保存。",
                  "Stopping... the best so far is kept. Press Ctrl-C again to quit without saving."});
  });
  int done = 0;
  const Calibration fit =
      calibrate(plan, engine_fit_model(scenario, plan, replicates, seed, options.threads, interrupt.token()),
                [&](const Evaluation&) { progress.reached(++done, plan.evaluations); });
  progress.end();
  if (fit.evaluations.empty()) {
    console.note(
        {"已停止，没有完成任何一组取值，未写文件。", "Stopped; no set of values was finished, nothing is written."});
    return exit_interrupted;
  }
  const std::string text = fitted_text(read_file(options.file), scenario, plan, fit);
  if (copy == "-") {
    console.print(text);
  } else {
    write_file(copy, text);
    console.print(told(scenario, plan, fit, console) + copy.string() + "\n");
  }
  if (fit.interrupted) return exit_interrupted;
  return fit.all_met() ? exit_success : exit_limit;
}

}  // namespace tuiyan
