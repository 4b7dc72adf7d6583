#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "cli/choose.h"
#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/simulate.h"
#include "cli/table.h"
#include "io/report.h"
#include "io/scenario_file.h"
#include "io/withdrawal_json.h"
#include "sim/withdrawal_words.h"

namespace tuiyan {

namespace {

struct Asked {
  WithdrawalPlan plan;
  RunRecord record;
  std::filesystem::path folder, store;  // empty: nothing is kept
};

Month stop_of(const Scenario& scenario, const Options& options) {
  if (!options.stop)
    throw UsageError({"缺少 --stop：帮扶从哪个月起停止，如 --stop 2019-01",
                      "--stop is missing: the first month without support, as in --stop 2019-01"});
  const std::optional<Month> month = Month::parse(*options.stop);
  if (!month)
    throw UsageError({fmt::format("--stop 的值“{}”不是月份，应写作 2019-01", *options.stop),
                      fmt::format("--stop is '{}'; a month as in 2019-01 is needed", *options.stop)});
  if (const Problems problems = check_stop(scenario, *month); !problems.empty())
    throw UsageError({"--stop：" + problems.front().text.zh, "--stop: " + problems.front().text.en});
  return *month;
}

Asked asked_of(const Options& options) {
  Asked asked;
  WithdrawalPlan& plan = asked.plan;
  plan.scenario = read_scenario_file(options.file, options.set);
  if (options.replicates) plan.scenario.replicates = *options.replicates;
  if (options.seed) plan.scenario.seed = static_cast<double>(*options.seed);
  plan.mixes = chosen_mixes(plan.scenario, options);
  plan.stop = stop_of(plan.scenario, options);
  plan.one_at_a_time = options.one_at_a_time;
  plan.replicates = plan.scenario.replicates;
  plan.seed = static_cast<std::uint64_t>(plan.scenario.seed);
  plan.threads = options.threads;
  plan.uncertainty = options.uncertainty;
  std::vector<std::string> ids;
  for (const Mix& mix : plan.scenario.mixes) ids.push_back(mix.id);
  asked.record = record_of(plan.scenario, chosen_reference(ids, options), options);
  if (options.output != "-") {
    asked.folder = options.output.value_or(".");
    asked.store = asked.folder / options.file.stem().concat(".tuiyan");
  }
  return asked;
}

Names headline(const WithdrawalPlan& plan) {
  return {fmt::format("{}：{} 个组合，帮扶自 {} 起停止，模拟 {} 次，种子 {}", plan.scenario.names.zh, plan.mixes.size(),
                      plan.stop.text(), plan.replicates, plan.seed),
          fmt::format("{}: {} mixes, support stops in {}, {} replicates, seed {}", plan.scenario.names.en,
                      plan.mixes.size(), plan.stop.text(), plan.replicates, plan.seed)};
}

std::string told(const Withdrawal& withdrawal, const Scenario& scenario, const Console& console) {
  const Language language = console.language();
  std::string text;
  for (const std::string& sentence : withdrawal_sentences(withdrawal, scenario, language)) text += sentence + "\n";
  for (const WithdrawalOf& of : withdrawal.of) {
    text += table_text(withdrawal_table(withdrawal, of, scenario, language), console);
    text += table_text(one_at_a_time_table(of, scenario, language), console);
  }
  text += table_text(contrast_table(withdrawal, scenario, language), console);
  return text + "\n" + withdrawal_method(withdrawal, language) + "\n";
}

// A row for each mix, measure stopped and quantity.
std::string plain_rows(const Withdrawal& withdrawal) {
  Table table;
  table.titles = {"mix",  "stopped", "quantity", "with",     "without", "change",
                  "lo90", "hi90",    "mcse",     "p_better", "verdict"};
  const auto plain = [](double number) { return std::isfinite(number) ? fmt::format("{:.6g}", number) : "-"; };
  for (const WithdrawalOf& of : withdrawal.of)
    for (const StoppedSupport& each : of.stopped)
      for (std::size_t q = 0; q < each.changes.size(); ++q) {
        const Difference& change = each.changes[q];
        table.rows.push_back({of.mix, each.measure.empty() ? "all" : each.measure, withdrawal_quantities()[q].id,
                              plain(of.with[q].mean), plain(each.without[q].mean), plain(change.mean),
                              plain(change.lo90), plain(change.hi90), plain(change.mcse), plain(change.p_better),
                              verdict_id(change.verdict)});
      }
  return format_plain(table);
}

void write_report(const Asked& asked, Console& console) {
  const Result result = read_result(asked.store);
  const Comparison comparison(result.outcomes);
  if (comparison.finished() == 0) return;
  const int reference = std::max(0, comparison.mix_index(result.record.reference));
  write_file(asked.folder / "report.html", report_html(result, comparison, reference, console.language()));
}

}  // namespace

int withdraw_command(const Options& options, Console& console) {
  const Asked asked = asked_of(options);
  const WithdrawalPlan& plan = asked.plan;
  console.note(headline(plan));
  if (options.dry_run) return exit_success;
  if (!asked.store.empty()) {
    make_folder(asked.folder);
    if (!result_to_keep_in(plan.scenario, asked.record, asked.store, options, console)) return exit_interrupted;
  }
  int done = 0;
  Progress progress(options.progress, console, {"次模拟", "replicates"});
  Interrupt interrupt([&] { console.note({"正在停止……", "Stopping..."}); });
  const Withdrawal withdrawal = withdrawal_of(
      plan, [&] { progress.reached(++done, plan.replicates); }, interrupt.token());
  progress.end();
  if (withdrawal.of.empty()) {
    console.note({"已停止。", "Stopped."});
    return exit_interrupted;
  }
  const std::string json = withdrawal_json(withdrawal, plan.scenario, asked.record);
  if (!asked.store.empty()) {
    keep_finding(asked.store, "withdrawal", json);
    write_report(asked, console);
  }
  if (options.json)
    console.print(json);
  else if (options.plain)
    console.print(plain_rows(withdrawal));
  else
    console.print(told(withdrawal, plan.scenario, console));
  if (withdrawal.replicates < plan.replicates) {
    console.note({fmt::format("已停止：只用了 {} 次模拟。", withdrawal.replicates),
                  fmt::format("Stopped: {} replicates were used.", withdrawal.replicates)});
    return exit_interrupted;
  }
  if (asked.store.empty()) return exit_success;
  tell_files(asked.store, asked.folder / "report.html", options, console);
  return exit_success;
}

}  // namespace tuiyan
