#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <thread>

#include "cli/choose.h"
#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/simulate.h"
#include "cli/tables.h"
#include "io/report.h"
#include "io/result_json.h"
#include "io/scenario_file.h"
#include "sim/answer.h"
#include "sim/uncertainty.h"
#include "sim/wording.h"

namespace tuiyan {

namespace {

std::string now_text() {
  const std::time_t now = std::time(nullptr);
  const std::string zone = fmt::format("{:%z}", fmt::localtime(now));  // "+0800"
  return fmt::format("{:%FT%T}{}:{}", fmt::localtime(now), zone.substr(0, 3), zone.substr(3));
}

std::string host_name() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

}  // namespace

RunRecord record_of(const Scenario& scenario, const std::string& reference, const Options& options) {
  RunRecord record;
  record.scenario_id = scenario.id;
  record.scenario_sha256 = scenario_sha256(scenario);
  record.engine = engine_version;
  record.tool = TUIYAN_VERSION;
  record.seed = static_cast<std::uint64_t>(scenario.seed);
  record.replicates = scenario.replicates;
  record.reference = reference;
  record.created = now_text();
  record.host = host_name();
  record.threads = options.threads > 0 ? options.threads : static_cast<int>(std::thread::hardware_concurrency());
  record.overrides = options.set;
  record.uncertainty = options.uncertainty;
  return record;
}

namespace {

// The folder of -o, "" when only standard output is wanted.
std::filesystem::path folder_of(const Options& options) {
  if (options.output == "-") return {};
  return options.output.value_or(".");
}

Plan plan_of(const Options& options) {
  Plan plan;
  plan.scenario = read_scenario_file(options.file, options.set);
  if (options.replicates) plan.scenario.replicates = *options.replicates;
  if (options.seed) plan.scenario.seed = static_cast<double>(*options.seed);
  plan.mixes = chosen_mixes(plan.scenario, options);
  std::vector<std::string> ids;
  for (const int mix : plan.mixes) ids.push_back(plan.scenario.mixes[static_cast<std::size_t>(mix)].id);
  plan.reference = chosen_reference(ids, options);
  plan.record = record_of(plan.scenario, plan.reference, options);
  if (const std::filesystem::path folder = folder_of(options); !folder.empty())
    plan.store = folder / options.file.stem().concat(".tuiyan");
  return plan;
}

}  // namespace

void make_folder(const std::filesystem::path& folder) {
  std::error_code error, ignored;
  std::filesystem::create_directories(folder, error);
  if (std::filesystem::is_directory(folder, ignored)) return;
  if (std::filesystem::exists(folder, ignored))
    throw FileError(folder, {"这是文件，-o 需要文件夹", "is a file, -o needs a folder"});
  throw FileError(folder, file_problem(error.value()));
}

namespace {

Names headline(const Plan& plan, const Population& population) {
  const std::string replicates = format_number(plan.record.replicates, 0);
  const std::string households = format_number(static_cast<double>(population.households.size()), 0);
  const std::string persons = format_number(static_cast<double>(population.members.size()), 0);
  return {
      fmt::format("{}：{} 户、{} 人，{} 个月，{} 个措施组合，{} 次模拟，种子 {}", plan.scenario.names.zh, households,
                  persons, plan.scenario.months, plan.mixes.size(), replicates, plan.record.seed),
      fmt::format("{}: {} households, {} persons, {} months, {} mixes, {} replicates, seed {}", plan.scenario.names.en,
                  households, persons, plan.scenario.months, plan.mixes.size(), replicates, plan.record.seed)};
}

// How many parameters are drawn, and which are not although they have a range.
void tell_uncertainty(const Scenario& scenario, Console& console) {
  const Uncertainty uncertainty = uncertainty_of(scenario);
  const std::size_t all = uncertainty.drawn.size() + uncertainty.certain.size();
  console.note(
      {fmt::format("参数不确定：{} 项参数中有 {} 项每次模拟在区间内抽取，各组合相同", all, uncertainty.drawn.size()),
       fmt::format("Parameter uncertainty: {} of {} parameters are drawn within their ranges in each replicate, "
                   "the same for every mix",
                   uncertainty.drawn.size(), all)});
  for (const Certain why : every_certain()) {
    const auto because = [&](const CertainParameter& each) { return each.why == why; };
    const auto count = std::count_if(uncertainty.certain.begin(), uncertainty.certain.end(), because);
    if (count == 0) continue;
    console.note({fmt::format("  取定值 {} 项：{}", count, certain_words(why).zh),
                  fmt::format("  taken as certain: {}, {}", count, certain_words(why).en)});
    for (const CertainParameter& each : uncertainty.certain)
      if (each.why == why) console.detail({"    " + each.path, "    " + each.path});
  }
}

int tell_partial(const Plan& plan, const Result& result, Console& console) {
  const int done = result.outcomes.finished();
  const std::string some = format_number(done, 0), all = format_number(plan.record.replicates, 0);
  if (plan.store.empty() || done == 0)
    console.note({"已停止，没有可保留的模拟。", "Stopped; no replicate was finished, nothing was written."});
  else
    console.note(
        {fmt::format("已停止。{} 中保留了 {}/{} 次模拟；重新运行同一命令即可继续。", plan.store.string(), some, all),
         fmt::format("Stopped. {} holds {} of {} replicates; the same command carries on.", plan.store.string(), some,
                     all)});
  return exit_interrupted;
}

void print_result(const Result& result, const Comparison& comparison, const Options& options, Console& console) {
  const int reference = comparison.mix_index(result.record.reference);
  if (options.json) {
    console.print(run_json(result, comparison, reference));
  } else if (options.plain) {
    console.print(overview_plain(comparison, reference));
  } else {
    std::string text = console.bold(in(console.language(), result.scenario.question)) + "\n";
    for (const std::string& sentence : answer({result.scenario, comparison, reference, console.language(),
                                               result.record.replicates, result.record.uncertainty}))
      text += sentence + "\n";
    console.print(text + "\n" + overview_text(result, comparison, reference, console.language(), Console::columns()));
  }
}

}  // namespace

int run_command(const Options& options, Console& console) {
  if (options.trace) return trace_command(options, console);
  if (options.replicate)
    throw UsageError({"--replicate 须与 --trace 同用；模拟次数用 --replicates",
                      "--replicate goes with --trace; the number of replicates is --replicates"});
  const Plan plan = plan_of(options);
  const Population population = make_population(plan.scenario);
  console.note(headline(plan, population));
  if (plan.record.uncertainty) tell_uncertainty(plan.scenario, console);
  const std::filesystem::path folder = folder_of(options);
  if (options.dry_run) {
    if (!folder.empty())
      console.note({fmt::format("将写入 {} 和 {}", plan.store.string(), (folder / "report.html").string()),
                    fmt::format("Would write {} and {}", plan.store.string(), (folder / "report.html").string())});
    return exit_success;
  }
  if (!folder.empty()) make_folder(folder);
  const Simulated simulated = simulate(plan, population, options, console);
  const Result& result = simulated.result;
  if (simulated.interrupted) return tell_partial(plan, result, console);
  const Comparison comparison(result.outcomes);
  const int reference = comparison.mix_index(result.record.reference);
  if (!folder.empty())
    write_file(folder / "report.html", report_html(result, comparison, reference, console.language()));
  print_result(result, comparison, options, console);
  if (folder.empty()) return exit_success;
  tell_files(plan.store, folder / "report.html", options, console);
  return exit_success;
}

}  // namespace tuiyan
