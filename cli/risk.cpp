#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cli/choose.h"
#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/table.h"
#include "io/return_risk_json.h"
#include "io/store.h"
#include "sim/return_risk_words.h"

namespace tuiyan {

namespace {

constexpr int households_listed = 20;  // on the screen, where --top does not say

std::vector<RiskBy> groups_of(const Options& options) {
  std::vector<RiskBy> groups;
  for (const std::string& word : options.by) {
    const auto& known = risk_by_words();
    const auto found = std::find(known.begin(), known.end(), word);
    if (found == known.end()) throw UsageError(unknown_word("", {"分组", "group"}, word, known).text);
    groups.push_back(static_cast<RiskBy>(found - known.begin()));
  }
  if (groups.empty()) groups = {RiskBy::cause, RiskBy::main_measure, RiskBy::labour, RiskBy::income_source};
  return groups;
}

void check_measures(const Scenario& scenario, const Options& options) {
  std::vector<std::string> known;
  for (const Measure& measure : scenario.measures) known.push_back(measure.id);
  for (const std::string& id : options.add)
    if (scenario.measure_index(id) < 0) throw UsageError(unknown_word("", {"措施", "measure"}, id, known).text);
}

// Of --mix; else those of the result that do something.
std::vector<int> mixes_of(const Result& result, const Options& options) {
  if (!options.mixes.empty()) return chosen_mixes(result.scenario, options);
  std::vector<int> mixes;
  for (const std::string& id : result.outcomes.mixes)
    if (const int mix = result.scenario.mix_index(id);
        mix >= 0 && !result.scenario.mixes[static_cast<std::size_t>(mix)].items.empty())
      mixes.push_back(mix);
  if (mixes.empty())
    throw UsageError(
        {"结果中没有采取措施的组合，请用 --mix 指定", "no mix of the result has a measure; name one with --mix"});
  return {mixes.front()};
}

RiskPlan plan_of(const Result& result, int mix, const Options& options) {
  RiskPlan plan;
  plan.scenario = result.scenario;
  plan.mix = mix;
  plan.by = groups_of(options);
  plan.add = options.add;
  plan.households = options.households;
  plan.replicates = options.replicates.value_or(result.record.replicates);
  plan.seed = result.record.seed;
  plan.threads = options.threads;
  plan.uncertainty = result.record.uncertainty;
  return plan;
}

std::string told(const ReturnRisk& risk, const Scenario& scenario, const Options& options, const Console& console) {
  const Language language = console.language();
  std::string text;
  for (const std::string& sentence : risk_sentences(risk, scenario, language)) text += sentence + "\n";
  text += table_text(risk_group_table(risk, scenario, language), console);
  text += table_text(risk_curve_table(risk, language), console);
  text += table_text(risk_trigger_table(risk, language), console);
  text += table_text(removal_table(risk, scenario, language), console);
  text += table_text(score_table(risk, language), console);
  text += table_text(household_table(risk, options.top.value_or(households_listed), language), console);
  return text + "\n" + risk_method(risk, language) + "\n";
}

std::string plain(double number) { return std::isfinite(number) ? fmt::format("{:.6g}", number) : "-"; }

// A row for each group that may be shown.
std::string plain_rows(const std::vector<ReturnRisk>& risks) {
  Table table;
  table.titles = {"mix", "by", "group", "exits", "within_12", "within_24", "lo90_24", "hi90_24", "mcse_24", "poor_24"};
  for (const ReturnRisk& risk : risks) {
    std::vector<RiskGroup> groups = risk.groups;
    groups.insert(groups.begin(), risk.all);
    for (const RiskGroup& each : groups)
      if (each.exits >= fewest_shown)
        table.rows.push_back({risk.mix, each.by.empty() ? "all" : each.by, each.group.empty() ? "all" : each.group,
                              plain(each.exits), plain(each.within_12.mean), plain(each.within_24.mean),
                              plain(each.within_24.lo90), plain(each.within_24.hi90), plain(each.within_24.mcse),
                              plain(each.poor_24.mean)});
  }
  return format_plain(table);
}

}  // namespace

int risk_command(const Options& options, Console& console) {
  const Result result = read_result(options.file);
  check_measures(result.scenario, options);
  std::vector<RiskPlan> plans;
  int work = 0;
  for (const int mix : mixes_of(result, options)) {
    plans.push_back(plan_of(result, mix, options));
    work += plans.back().replicates * passes_of(plans.back());
  }
  int done = 0;
  Progress progress(options.progress, console, {"次推演", "passes"});
  Interrupt interrupt([&] { console.note({"正在停止……", "Stopping..."}); });
  std::vector<ReturnRisk> risks;
  for (const RiskPlan& plan : plans)
    risks.push_back(return_risk_of(
        plan, [&] { progress.reached(++done, work); }, interrupt.token()));
  progress.end();
  if (interrupt.happened()) {
    console.note({"已停止，没有保留。", "Stopped; nothing was kept."});
    return exit_interrupted;
  }
  // A list of households is for the eye of whoever asked; it does not travel with the result.
  std::vector<ReturnRisk> kept = risks;
  for (ReturnRisk& each : kept) each.households.clear();
  keep_finding(options.file, "risk", return_risk_json(kept, result.scenario, result.record));
  if (options.json) {
    console.print(return_risk_json(risks, result.scenario, result.record));
  } else if (options.plain) {
    console.print(plain_rows(risks));
  } else {
    for (const ReturnRisk& each : risks) console.print(told(each, result.scenario, options, console) + "\n");
  }
  console.note({fmt::format("已记入 {}，tuiyan report 会印出。", options.file.string()),
                fmt::format("Kept in {}; tuiyan report prints it.", options.file.string())});
  return exit_success;
}

}  // namespace tuiyan
