// Published figures against simulated futures, for one place or for all of them.
#include <fmt/format.h>

#include "cli/choose.h"
#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/simulate.h"
#include "cli/table.h"
#include "io/paint.h"
#include "io/scenario_file.h"
#include "io/validation_json.h"
#include "sim/quantities.h"
#include "sim/validation_words.h"
#include "sim/wording.h"

namespace tuiyan {

namespace {

// One place and what it is held against.
struct Asked {
  Scenario scenario;
  std::vector<Target> targets;
};

// Of several files each problem names its own.
template <class Read>
auto naming(const std::filesystem::path& file, bool several, Read read) {
  try {
    return read();
  } catch (const ScenarioError& error) {
    if (!several) throw;
    Problems problems = error.problems();
    for (Problem& problem : problems) problem.path = file.string() + " " + problem.path;
    throw ScenarioError(std::move(problems));
  }
}

Asked asked_of(const std::filesystem::path& file, const Options& options) {
  Asked asked;
  asked.scenario = naming(file, options.files.size() > 1, [&] { return read_scenario_file(file, options.set); });
  if (options.replicates) asked.scenario.replicates = *options.replicates;
  if (options.seed) asked.scenario.seed = static_cast<double>(*options.seed);
  asked.targets = asked.scenario.targets;
  if (options.targets) {
    const std::filesystem::path list = *options.targets;
    asked.targets = naming(list, true, [&] { return read_targets(read_file(list), asked.scenario); });
  }
  return asked;
}

Names headline(const Asked& asked) {
  const auto& s = asked.scenario;
  return {fmt::format("{}：{} 个公布数据，{} 次模拟，种子 {}", s.names.zh, asked.targets.size(), s.replicates,
                      static_cast<std::uint64_t>(s.seed)),
          fmt::format("{}: {} published figures, {} replicates, seed {}", s.names.en, asked.targets.size(),
                      s.replicates, static_cast<std::uint64_t>(s.seed))};
}

Outcomes play(const Asked& asked, const Options& options, Console& console) {
  const Scenario& scenario = asked.scenario;
  const Population population = make_population(scenario);
  Progress progress(options.progress, console, shape_of(scenario), scenario.replicates, 0);
  Interrupt interrupt([&] { console.note({"正在停止……", "Stopping..."}); });
  RunHooks hooks;
  hooks.stop = interrupt.token();
  hooks.finished = [&](int, const std::vector<Outcome>& outcome) { progress.finished(outcome); };
  Outcomes outcomes = run(scenario, population,
                          {0, scenario.replicates, static_cast<std::uint64_t>(scenario.seed), options.threads,
                           mixes_of(scenario, asked.targets), options.uncertainty},
                          hooks);
  progress.end();
  return outcomes;
}

std::string told(const std::vector<ValidatedPlace>& places, const Console& console) {
  const Language language = console.language();
  std::string text;
  for (const ValidatedPlace& place : places) {
    text += console.bold(in(language, place.names)) + "\n";
    if (place.set_aside) text += in(language, {"留作最后检验", "Set aside, looked at last"}) + "\n";
    text += constant_words(place, language) + "\n";
    if (const std::string theory = theory_words(place, language); !theory.empty()) text += theory + "\n";
    for (const TextTable& table : target_tables(place, language)) text += table_text(table, console);
    text += "\n";
  }
  text += table_text(score_table(places, language), console) + "\n";
  for (const std::string& line : judgement(places, language)) text += line + "\n";
  return text;
}

std::string plain_number(double number) { return std::isfinite(number) ? fmt::format("{:.6g}", number) : "-"; }

std::string plain_rows(const std::vector<ValidatedPlace>& places) {
  Table table;
  table.titles = {
      "scenario",          "id", "kind", "use", "value", "median", "lo90", "hi90", "inside", "relative_error", "crps",
      "constant_rate_crps"};
  for (const ValidatedPlace& place : places)
    for (const HeldTarget& held : place.targets)
      table.rows.push_back({place.id, id_of(held.target), target_kind_ids()[static_cast<std::size_t>(held.target.kind)],
                            target_use_ids()[static_cast<std::size_t>(held.target.use)],
                            plain_number(held.target.value.value), plain_number(held.simulated.median),
                            plain_number(held.simulated.lo90), plain_number(held.simulated.hi90),
                            held.inside ? "yes" : "no", plain_number(held.relative_error), plain_number(held.crps),
                            held.constant_crps ? plain_number(*held.constant_crps) : "-"});
  return format_plain(table);
}

std::string painted(const Chart& chart, const std::filesystem::path& path) {
  if (path.extension() == ".pdf") return paint_pdf(chart, {});
  if (path.extension() == ".png") return paint_png(chart, {.scale = 2});
  return paint_svg(chart, {});
}

// The picture of amounts under the name given, that of shares with "-shares" where both are.
void write_pictures(const std::vector<ValidatedPlace>& places, const std::filesystem::path& path, Console& console) {
  const std::string extension = path.extension().string();
  if (extension != ".svg" && extension != ".pdf" && extension != ".png")
    throw UsageError({"--output 的文件名应以 .svg、.png 或 .pdf 结尾", "--output should end in .svg, .png or .pdf"});
  bool first = true;
  for (const bool shares : {false, true}) {
    const Chart chart = validation_chart(places, shares, console.language());
    if (chart.panels.empty()) continue;
    const std::filesystem::path name =
        first ? path : path.parent_path() / (path.stem().string() + "-shares" + extension);
    write_file(name, painted(chart, name));
    console.note({name.string(), name.string()});
    first = false;
  }
}

void write_page(const std::vector<ValidatedPlace>& places, const std::filesystem::path& path, Console& console) {
  PageFacts facts;
  facts.engine = engine_version;
  make_folder(path.parent_path().empty() ? "." : path.parent_path());
  for (const bool shares : {false, true})
    for (const Language language : {Language::zh, Language::en}) {
      const Chart chart = validation_chart(places, shares, language);
      if (chart.panels.empty()) continue;
      const std::string name = "pictures/" + chart.id + (language == Language::zh ? ".zh.svg" : ".en.svg");
      make_folder(path.parent_path() / "pictures");
      write_file(path.parent_path() / name, paint_svg(chart, {}));
      facts.pictures.push_back(name);
    }
  write_file(path, validation_markdown(places, facts));
  console.note({path.string(), path.string()});
}

// What a target may name.
std::string quantity_list(const Console& console) {
  Table table;
  const bool zh = console.language() == Language::zh;
  table.titles = zh ? std::vector<std::string>{"指标", "单位", "分组", "含义"}
                    : std::vector<std::string>{"quantity", "unit", "by", "meaning"};
  for (const Quantity& each : quantities())
    table.rows.push_back(
        {each.id, console.say(unit_names(each.unit)), console.say(each.grouped_by), console.say(each.definition)});
  table.right.assign(4, false);
  return format_table(table, Console::columns());
}

}  // namespace

int validate_command(const Options& options, Console& console) {
  if (options.quantities) {
    console.print(quantity_list(console));
    return exit_success;
  }
  if (options.files.empty()) throw UsageError({"缺少情景文件（JSON）", "the scenario (a JSON file) is missing"});
  if (options.targets && options.files.size() > 1)
    throw UsageError({"--targets 只能用于一个情景", "--targets goes with one scenario"});
  std::vector<Asked> all;
  for (const std::filesystem::path& file : options.files) all.push_back(asked_of(file, options));
  std::vector<ValidatedPlace> places;
  bool interrupted = false;
  for (const Asked& asked : all) {
    if (asked.targets.empty()) {
      console.note({asked.scenario.names.zh + "：没有公布数据（targets）", asked.scenario.names.en + ": no targets"});
      continue;
    }
    console.note(headline(asked));
    const Outcomes outcomes = play(asked, options, console);
    interrupted = outcomes.finished() < asked.scenario.replicates;
    if (outcomes.finished() > 0)
      places.push_back(validated(asked.scenario, asked.targets, outcomes, options.uncertainty));
    if (interrupted) break;
  }
  order_places(places);
  if (options.json)
    console.print(validation_json(places, record_of(all.front().scenario, "", options)));
  else if (options.plain)
    console.print(plain_rows(places));
  else
    console.print(told(places, console));
  if (interrupted) {
    console.note({"已停止：以上只含已完成的模拟，未写文件。",
                  "Stopped: the above holds what was finished; no file is written."});
    return exit_interrupted;
  }
  if (options.output && *options.output != "-") write_pictures(places, *options.output, console);
  if (options.write) write_page(places, *options.write, console);
  return exit_success;
}

}  // namespace tuiyan
