#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
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
#include "io/sensitivity_json.h"
#include "io/sensitivity_store.h"
#include "sim/impact.h"
#include "sim/sensitivity_words.h"
#include "sim/wording.h"

namespace tuiyan {

namespace {

const char* const headlines[] = {"exited_share", "self_reliant_share"};

// What is asked, in the scenario as the person changed it.
struct Asked {
  Scenario scenario;
  SensitivityPlan plan;
  std::vector<CertainParameter> certain;
  RunRecord record;
  std::filesystem::path folder, store;  // empty: nothing is kept
};

std::vector<NamedMix> named(const Scenario& scenario, const std::vector<int>& mixes) {
  std::vector<NamedMix> result;
  for (const int index : mixes) {
    const Mix& mix = scenario.mixes[static_cast<std::size_t>(index)];
    result.push_back({mix.id, mix.names, letter_of({index})});
  }
  return result;
}

int place_of(const std::vector<NamedMix>& mixes, const std::string& id) {
  const auto found = std::find_if(mixes.begin(), mixes.end(), [&](const NamedMix& mix) { return mix.id == id; });
  return static_cast<int>(found - mixes.begin());
}

// Two mixes of --mix: the first less the second. One: less the reference.
void choose_mixes(Asked& asked, const Options& options) {
  Options wanted = options;
  if (options.mixes.size() == 1) wanted.mixes.push_back(options.reference.value_or("none"));
  const std::vector<int> chosen = chosen_mixes(asked.scenario, wanted);
  asked.plan.mixes = named(asked.scenario, chosen);
  if (asked.plan.mixes.size() < 2)
    throw UsageError({"敏感性分析至少需要两个措施组合", "a sensitivity run needs two mixes at least"});
  std::vector<std::string> ids;
  for (const NamedMix& mix : asked.plan.mixes) ids.push_back(mix.id);
  if (wanted.mixes.size() == 2) {
    asked.plan.mix = place_of(asked.plan.mixes, wanted.mixes[0]);
    asked.plan.reference = place_of(asked.plan.mixes, wanted.mixes[1]);
  } else {
    asked.plan.reference = place_of(asked.plan.mixes, chosen_reference(ids, options));
  }
}

void choose_questions(Asked& asked, const Options& options) {
  const Shape shape = shape_of(asked.scenario);
  std::vector<int> points;
  if (options.of) {
    points = chosen_points(shape, *options.of);
    if (points.size() > 1)
      throw UsageError({fmt::format("“{}”不止一个数；写成 指标@时间:分组", *options.of),
                        fmt::format("'{}' is more than one number; write ID@TIME:GROUP", *options.of)});
  } else {
    for (const char* id : headlines)
      for (const int point : chosen_points(shape, id)) points.push_back(point);
  }
  for (const int point : points) {
    const Point& each = shape.points[static_cast<std::size_t>(point)];
    asked.plan.questions.push_back({quantities()[static_cast<std::size_t>(each.quantity)].id, each.at, each.group});
  }
}

Asked asked_of(const Options& options) {
  Asked asked;
  asked.scenario = read_scenario_file(options.file, options.set);
  if (options.seed) asked.scenario.seed = static_cast<double>(*options.seed);
  choose_mixes(asked, options);
  choose_questions(asked, options);
  SensitivityPlan& plan = asked.plan;
  std::vector<int> mixes;
  for (const NamedMix& mix : plan.mixes) mixes.push_back(asked.scenario.mix_index(mix.id));
  Uncertainty uncertainty = uncertainty_of(asked.scenario, mixes);
  plan.parameters = std::move(uncertainty.drawn);
  asked.certain = std::move(uncertainty.certain);
  plan.alternatives = alternatives_of(asked.scenario);
  plan.replicates = options.replicates.value_or(plan.replicates);
  plan.trajectories = options.trajectories.value_or(plan.trajectories);
  plan.top = options.top.value_or(plan.top);
  plan.seed = static_cast<std::uint64_t>(asked.scenario.seed);
  plan.threads = options.threads;
  asked.scenario.replicates = plan.replicates;
  asked.record = record_of(asked.scenario, plan.mixes[static_cast<std::size_t>(plan.reference)].id, options);
  if (options.output != "-") {
    asked.folder = options.output.value_or(".");
    asked.store = asked.folder / options.file.stem().concat(".tuiyan");
  }
  return asked;
}

// Values of today's assumptions that the result holds already.
struct Base {
  std::vector<std::vector<double>> values;  // by replicate; empty where they are not
};

Base base_of(const Asked& asked, const Result& result) {
  Base base;
  if (result.record.engine != asked.record.engine || result.record.seed != asked.record.seed ||
      result.record.uncertainty)
    return base;
  const Outcomes& outcomes = result.outcomes;
  for (const std::vector<Outcome>& replicate : outcomes.of) {
    base.values.emplace_back();
    for (const SensitivityPlan::Question& question : asked.plan.questions)
      for (const NamedMix& mix : asked.plan.mixes) {
        const auto at = std::find(outcomes.mixes.begin(), outcomes.mixes.end(), mix.id);
        const int point = outcomes.shape.find(question.quantity, question.at, question.group);
        if (replicate.empty() || at == outcomes.mixes.end() || point < 0) continue;
        base.values.back().push_back(
            replicate[static_cast<std::size_t>(at - outcomes.mixes.begin())][static_cast<std::size_t>(point)]);
      }
    if (base.values.back().size() != asked.plan.questions.size() * asked.plan.mixes.size()) base.values.back().clear();
  }
  return base;
}

// None if interrupted.
std::optional<Base> open_base(const Asked& asked, const Options& options, Console& console) {
  const std::optional<Result> result = result_to_keep_in(asked.scenario, asked.record, asked.store, options, console);
  if (!result) return {};
  return base_of(asked, *result);
}

Names headline(const Asked& asked) {
  const SensitivityPlan& plan = asked.plan;
  return {fmt::format("{}：{} 项有区间的假设，{} 种替代设定，{} 个组合；{} 条轨迹，每个取值 {} 次模拟，种子 {}",
                      asked.scenario.names.zh, plan.parameters.size(), plan.alternatives.size(), plan.mixes.size(),
                      plan.trajectories, plan.replicates, plan.seed),
          fmt::format("{}: {} assumptions with a range, {} structural alternatives, {} mixes; {} trajectories, {} "
                      "replicates of each value, seed {}",
                      asked.scenario.names.en, plan.parameters.size(), plan.alternatives.size(), plan.mixes.size(),
                      plan.trajectories, plan.replicates, plan.seed)};
}

struct Played {
  std::optional<Sensitivity> sensitivity;
  bool interrupted = false;
};

Played play(const Asked& asked, const Base& base, SensitivityStore* store, const Options& options, Console& console) {
  Progress progress(options.progress, console, {"次推演", "evaluations"});
  Interrupt interrupt([&] {
    console.note(
        {fmt::format("正在停止…… 已完成 {} 次推演。再按一次 Ctrl-C 立即退出。", progress.done()),
         fmt::format("Stopping... {} evaluations done. Press Ctrl-C again to quit at once.", progress.done())});
  });
  std::vector<int> all(asked.plan.mixes.size());
  std::iota(all.begin(), all.end(), 0);
  const std::uint64_t today = hash_of(asked.plan, {std::vector<Place>(asked.plan.parameters.size()), -1}, all);
  SensitivityHooks hooks;
  hooks.stop = interrupt.token();
  hooks.progress = [&](int done, int known, int of) { progress.reached(done, of, known); };
  hooks.known = [&](std::uint64_t setting, int replicate) {
    const auto r = static_cast<std::size_t>(replicate);
    if (setting == today && r < base.values.size() && !base.values[r].empty()) return base.values[r];
    return store ? store->known(setting, replicate) : std::vector<double>();
  };
  if (store)
    hooks.finished = [&](std::uint64_t setting, int replicate, const std::vector<double>& values) {
      store->add(setting, replicate, values);
    };
  Played played;
  played.sensitivity = sensitivity_of(asked.plan, engine_model(asked.scenario, asked.plan, hooks.stop), hooks);
  progress.end();
  if (played.sensitivity) played.sensitivity->certain = asked.certain;
  played.interrupted = !played.sensitivity || !played.sensitivity->complete;
  return played;
}

std::string told(const Sensitivity& sensitivity, const Console& console) {
  std::string text;
  for (const std::string& sentence : carrying_sentences(sensitivity, console.language())) text += sentence + "\n";
  for (const DrivenDifference& one : sensitivity.differences)
    text += table_text(ranking_table(sensitivity, one, console.language()), console);
  for (const Preference& each : sensitivity.preferences) {
    text += table_text(switching_table(sensitivity, each, console.language()), console);
    text += table_text(structure_table(sensitivity, each, console.language()), console);
  }
  return text + "\n" + method_words(sensitivity, console.language()) + "\n";
}

std::string plain(double number) { return std::isfinite(number) ? fmt::format("{:.6g}", number) : "-"; }

std::string plain_paths(const Sensitivity& s, const ParameterGroup& group) {
  std::string paths;
  for (int i = group.first; i < group.end; ++i)
    paths += (paths.empty() ? "" : ",") + s.plan.parameters[static_cast<std::size_t>(i)].path;
  return paths;
}

// One row for each group of each difference, largest first.
std::string plain_rows(const Sensitivity& s) {
  Table table;
  table.titles = {"quantity", "mix",      "other",    "paths", "size", "mu_star",   "mu_star_se", "mu",
                  "sigma",    "sigma_se", "distinct", "low",   "high", "shift_low", "shift_high"};
  for (const DrivenDifference& one : s.differences) {
    const SensitivityPlan::Question& asked = s.plan.questions[static_cast<std::size_t>(one.question)];
    std::vector<std::size_t> order(one.screened.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return one.screened[a].size > one.screened[b].size; });
    for (const std::size_t i : order) {
      const ElementaryEffects& effects = one.screened[i];
      const ParameterGroup& group = s.groups[i];
      const bool single = group.is_single();
      const Range range = single ? s.plan.parameters[static_cast<std::size_t>(group.first)].range : Range{};
      const auto swing = std::find_if(one.swings.begin(), one.swings.end(),
                                      [&](const Swing& each) { return single && each.parameter == group.first; });
      const bool scanned = swing != one.swings.end();
      const auto alone = [&](double number) { return single ? plain(number) : "-"; };
      table.rows.push_back({asked.quantity + (asked.at.empty() ? "" : "@") + asked.at,
                            s.plan.mixes[static_cast<std::size_t>(one.mix)].id,
                            s.plan.mixes[static_cast<std::size_t>(one.other)].id, plain_paths(s, group),
                            plain(effects.size), plain(effects.mu_star), plain(effects.mu_star_error),
                            alone(effects.mu), alone(effects.sigma), alone(effects.sigma_error),
                            effects.distinct ? "yes" : "no", alone(range.low), alone(range.high),
                            scanned ? plain(swing->low.shift) : "-", scanned ? plain(swing->high.shift) : "-"});
    }
  }
  return format_plain(table);
}

void print_played(const Asked& asked, const Sensitivity& sensitivity, const Options& options, Console& console) {
  if (options.json)
    console.print(sensitivity_json(sensitivity, asked.scenario, asked.record));
  else if (options.plain)
    console.print(plain_rows(sensitivity));
  else
    console.print(told(sensitivity, console));
}

void write_report(const Asked& asked, Console& console) {
  const Result result = read_result(asked.store);
  const Comparison comparison(result.outcomes);
  if (comparison.finished() == 0) return;
  const int reference = std::max(0, comparison.mix_index(result.record.reference));
  write_file(asked.folder / "report.html", report_html(result, comparison, reference, console.language()));
}

int tell_stopped(const Asked& asked, Console& console) {
  if (asked.store.empty())
    console.note({"已停止。", "Stopped."});
  else
    console.note({fmt::format("已停止。完成的推演保留在 {}；重新运行同一命令即可继续。", asked.store.string()),
                  fmt::format("Stopped. {} keeps what is done; the same command carries on.", asked.store.string())});
  return exit_interrupted;
}

}  // namespace

int sensitivity_command(const Options& options, Console& console) {
  const Asked asked = asked_of(options);
  console.note(headline(asked));
  if (options.dry_run) return exit_success;
  Base base;
  std::optional<SensitivityStore> store;
  if (!asked.store.empty()) {
    make_folder(asked.folder);
    const std::optional<Base> opened = open_base(asked, options, console);
    if (!opened) return tell_stopped(asked, console);
    base = *opened;
    store.emplace(asked.store, asked.plan, asked.record);
    if (const int kept = store->kept(); kept > 0)
      console.note({fmt::format("接着上次运行：已有 {} 次推演", format_number(kept, 0)),
                    fmt::format("Carrying on: {} evaluations are there already", format_number(kept, 0))});
  }
  const Played played = play(asked, base, store ? &*store : nullptr, options, console);
  if (played.sensitivity) {
    if (store) store->finish(sensitivity_json(*played.sensitivity, asked.scenario, asked.record));
    store.reset();
    if (!asked.store.empty()) write_report(asked, console);
    print_played(asked, *played.sensitivity, options, console);
    if (options.impact) {
      Impacts impacts = impacts_of(*played.sensitivity);
      const Names& place = asked.scenario.names;
      impacts.about = {place.zh + "，" + impacts.about.zh, place.en + ", " + impacts.about.en};
      write_file(*options.impact, impacts_json(impacts));
    }
  }
  if (played.interrupted) return tell_stopped(asked, console);
  if (asked.store.empty()) return exit_success;
  tell_files(asked.store, asked.folder / "report.html", options, console);
  return exit_success;
}

}  // namespace tuiyan
