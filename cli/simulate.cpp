#include "cli/simulate.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "cli/interrupt.h"
#include "cli/progress.h"
#include "sim/wording.h"

namespace tuiyan {

namespace {

std::vector<std::string> ids_of(const Plan& plan) {
  std::vector<std::string> ids;
  for (const int mix : plan.mixes) ids.push_back(plan.scenario.mixes[static_cast<std::size_t>(mix)].id);
  return ids;
}

// Stretches of replicates that are not there: first and number.
std::vector<std::pair<int, int>> missing(const Outcomes& outcomes) {
  std::vector<std::pair<int, int>> stretches;
  for (int replicate = 0; replicate < static_cast<int>(outcomes.of.size()); ++replicate) {
    if (!outcomes.of[static_cast<std::size_t>(replicate)].empty()) continue;
    if (stretches.empty() || stretches.back().first + stretches.back().second != replicate)
      stretches.emplace_back(replicate, 0);
    ++stretches.back().second;
  }
  return stretches;
}

void tell_kept(int kept, int asked, Console& console) {
  if (kept > 0)
    console.note({fmt::format("接着上次运行：{} 次模拟中已有 {} 次", format_number(asked, 0), format_number(kept, 0)),
                  fmt::format("Carrying on: {} of {} replicates are there already", format_number(kept, 0),
                              format_number(asked, 0))});
}

void tell_stop(int done, int asked, bool stored, Console& console) {
  const std::string some = format_number(done, 0), all = format_number(asked, 0);
  if (stored)
    console.note({fmt::format("正在停止…… 已保留 {}/{} 次模拟。再按一次 Ctrl-C 立即退出，不保存。", some, all),
                  fmt::format("Stopping... {} of {} kept. Press Ctrl-C again to quit without saving.", some, all)});
  else
    console.note({"正在停止……", "Stopping..."});
}

}  // namespace

void tell_files(const std::filesystem::path& store, const std::filesystem::path& report, const Options& options,
                Console& console) {
  const std::string files = fmt::format("{}\n{}\n", store.string(), report.string());
  if (options.json || options.plain)
    console.note({files, files});
  else
    console.print("\n" + files);
}

Simulated simulate(const Plan& plan, const Population& population, const Options& options, Console& console) {
  Simulated simulated{{plan.record, plan.scenario, {shape_of(plan.scenario), ids_of(plan), {}}, ""}};
  Outcomes& outcomes = simulated.result.outcomes;
  outcomes.of.resize(static_cast<std::size_t>(plan.record.replicates));
  std::optional<ResultWriter> writer;
  if (!plan.store.empty()) {
    writer.emplace(plan.store, plan.record, plan.scenario, outcomes.mixes, options.force);
    outcomes = writer->kept();
    simulated.result.sensitivity = writer->sensitivity();
    simulated.result.findings = writer->findings();
  }
  tell_kept(outcomes.finished(), plan.record.replicates, console);
  Progress progress(options.progress, console, outcomes.shape, plan.record.replicates, outcomes.finished());
  Interrupt interrupt([&] { tell_stop(progress.done(), plan.record.replicates, writer.has_value(), console); });
  RunHooks hooks;
  hooks.stop = interrupt.token();
  hooks.finished = [&](int replicate, const std::vector<Outcome>& outcome) {
    if (writer) writer->add(replicate, outcome);
    progress.finished(outcome);
  };
  for (const auto& [first, number] : missing(outcomes)) {
    if (interrupt.happened()) break;
    Outcomes part = run(plan.scenario, population,
                        {first, number, plan.record.seed, options.threads, plan.mixes, plan.record.uncertainty}, hooks);
    for (auto r = static_cast<std::size_t>(first); r < part.of.size(); ++r) outcomes.of[r] = std::move(part.of[r]);
  }
  progress.end();
  const bool complete = outcomes.finished() == plan.record.replicates;
  simulated.interrupted = !complete;
  simulated.result.record.status = complete ? RunStatus::complete : RunStatus::partial;
  if (writer) writer->finish(Comparison(outcomes), simulated.result.record.status);
  return simulated;
}

std::optional<Result> result_to_keep_in(const Scenario& scenario, const RunRecord& record,
                                        const std::filesystem::path& store, const Options& options, Console& console) {
  std::error_code ignored;
  const bool there = std::filesystem::exists(store, ignored) && !(std::filesystem::is_regular_file(store, ignored) &&
                                                                  std::filesystem::file_size(store, ignored) == 0);
  if (there && !options.force) {
    Result result = read_result(store);
    if (result.record.scenario_sha256 == record.scenario_sha256) return result;
    throw FileError(store, {"是另一情景、或同一情景取其他值的结果。用 -o 指定其他文件夹，或加 --force 覆盖",
                            "is the result of another scenario, or of other values of this one. Choose another folder "
                            "with -o, or --force to replace it"});
  }
  Plan plan;
  plan.scenario = scenario;
  for (int mix = 0; mix < static_cast<int>(scenario.mixes.size()); ++mix) plan.mixes.push_back(mix);
  plan.record = record;
  plan.reference = record.reference;
  plan.store = store;
  const Population population = make_population(plan.scenario);
  Simulated simulated = simulate(plan, population, options, console);
  if (simulated.interrupted) return {};
  return std::move(simulated.result);
}

}  // namespace tuiyan
