// What the answer rests on: assumptions with their grades, changes, documents, limits, how to run it again.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string_view>

#include "io/report_parts.h"
#include "sim/engine.h"

namespace tuiyan {

namespace {

struct GradeWords {
  Grade grade;
  const char* kind;
  const char* mark;  // a letter and a shape: never colour alone
  Names title, meaning;
};

const std::array<GradeWords, 3>& grade_words() {
  static const std::array<GradeWords, 3> words = {
      {{Grade::red,
        "red",
        "▲ R",
        {"红：我们的假设", "Red: assumptions of ours"},
        {"没有证据可依，须按区间改动，看答案会不会变。",
         "No evidence stands behind them; vary them over their range and see whether the answer holds."}},
       {Grade::amber,
        "amber",
        "◆ A",
        {"黄：借自别处", "Amber: borrowed"},
        {"在别处测得，或凭记忆、没有查到出处。", "Measured elsewhere, or recalled without a source."}},
       {Grade::green,
        "green",
        "● G",
        {"绿：本地实测", "Green: measured here"},
        {"就这里的人群测得，或出自本地文件。", "Measured for this population, or stated in its documents."}}}};
  return words;
}

std::vector<std::string> split(const std::string& path) {
  std::vector<std::string> parts{""};
  for (const char c : path) {
    if (c == '/')
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

// The element of the scenario that a path leads through: "Industry", "Floor households"; "" if none.
std::string owner_of(const Report& report, const std::vector<std::string>& path) {
  const Scenario& scenario = report.scenario();
  const Language language = report.language();
  if (path.size() < 3) return {};
  if (path[0] == "measures") return report.measure(path[1]);
  if (path[0] == "lines")
    for (const Line& line : scenario.lines)
      if (line.id == path[1]) return in(language, line.names);
  if (path[0] == "guarantees")
    for (const Guarantee& guarantee : scenario.guarantees)
      if (guarantee.id == path[1]) return in(language, guarantee.names);
  if (path[0] == "people" && path[1] == "groups")
    for (const GroupRules& group : scenario.people.groups)
      if (group.id == path[2]) return in(language, group.names);
  if (path[0] == "people" && path[1] == "causes")
    for (const CauseRules& cause : scenario.people.causes)
      if (cause.id == path[2]) return in(language, cause.names);
  return {};
}

// The month at the end of the path of a dated value.
std::optional<Month> dated(const Parameter& parameter) {
  const std::string last = split(parameter.path).back();
  return last.size() >= 4 ? Month::parse(last) : std::nullopt;
}

std::string without_date(const Parameter& parameter) {
  return dated(parameter) ? parameter.path.substr(0, parameter.path.rfind('/')) : parameter.path;
}

std::string name_of(const Report& report, const Parameter& parameter) {
  std::string name = owner_of(report, split(parameter.path));
  if (!name.empty()) name += report.say("：", ": ");
  return name + in(report.language(), parameter.names);
}

std::set<std::string> measures_used(const Scenario& scenario, const Comparison& comparison) {
  std::set<std::string> used;
  for (const Mix& mix : scenario.mixes)
    if (comparison.mix_index(mix.id) >= 0)
      for (const Item& item : mix.items) used.insert(item.measure);
  return used;
}

// Six significant digits: what people write, without the dust of binary fractions.
std::string number(double value, const std::string& unit) {
  const double size = std::abs(value);
  const int places = size > 0 ? std::clamp(5 - static_cast<int>(std::floor(std::log10(size))), 0, 9) : 0;
  if (unit == "calendar year") return replaced(format_number(value, 0), ",", {});
  std::string text = format_number(value, places);
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  return escaped(text);
}

std::string unit_of(const Report& report, const Parameter& parameter) {
  // A long unit may break at its strokes.
  return parameter.unit.empty() ? ""
                                : replaced(escaped(in(report.language(), unit_names(parameter.unit))), "/", "/<wbr>");
}

// Usual incomes of the registered: they follow from their mean, the bounds serve the other groups.
bool of_registered(const Scenario& scenario, const std::vector<std::string>& path) {
  if (path.size() != 4 || path[1] != "groups" || (path[3] != "income_low" && path[3] != "income_high")) return false;
  return std::any_of(scenario.people.groups.begin(), scenario.people.groups.end(), [&](const GroupRules& group) {
    return group.id == path[2] && (group.standing == Standing::registered || group.standing == Standing::everyone);
  });
}

// Past income that a run begins with: steps of a dated value that end before it are not used.
constexpr int history_months = 24;

std::vector<Parameter> parameters_used(const Report& report) {
  Scenario copy = report.scenario();
  const std::set<std::string> used = measures_used(copy, report.comparison);
  const std::vector<Parameter> parameters = parameters_of(fields(copy));
  std::vector<Parameter> kept;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const std::vector<std::string> path = split(parameters[i].path);
    if (of_registered(copy, path)) continue;
    if (parameters[i].lever || (path.size() > 1 && path[0] == "measures" && !used.contains(path[1]))) continue;
    if (const auto from = dated(parameters[i])) {
      const bool followed = i + 1 < parameters.size() && without_date(parameters[i + 1]) == without_date(parameters[i]);
      const auto until = followed ? dated(parameters[i + 1]) : std::nullopt;
      if (*from >= copy.end_month() || (until && *until <= copy.first_month() - history_months)) continue;
    }
    kept.push_back(parameters[i]);
  }
  return kept;
}

bool has_chinese(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xe4 && byte <= 0xe9;
  });
}

// Sources are written "Chinese / English" where they have both.
std::string half_of(const Report& report, const std::string& source) {
  const std::size_t at = source.find(" / ");
  if (at == std::string::npos) return source;
  const std::string left = source.substr(0, at), right = source.substr(at + 3);
  if (!has_chinese(left) || has_chinese(right)) return source;
  return report.say(left, right);
}

std::string source_text(const Report& report, const Datum& datum) {
  static const std::map<std::string, Names> known = {
      {"set by --set", {"命令行 --set 指定", "set by --set"}},
      {"given without a source", {"方案中给出，未注明出处", "given in the scenario without a source"}},
  };
  const auto found = known.find(datum.source);
  std::string text = found == known.end() ? half_of(report, datum.source) : in(report.language(), found->second);
  if (datum.tuned) text += report.say("（拟合值）", " (fitted)");
  return escaped(text);
}

std::string range_of(const Report& report, const Parameter& parameter) {
  const auto& range = parameter.datum.range;
  return range ? number(range->low, parameter.unit) + report.say(" ～ ", " to ") + number(range->high, parameter.unit)
               : "–";
}

std::string from_when(const Parameter& parameter) {
  const auto from = dated(parameter);
  if (!from) return {};
  return element("span", from->month_of_year() == 1 ? std::to_string(from->year()) : from->text(), "class=\"from\"") +
         " ";
}

// One row; the steps of a dated value with this grade stand in it below each other.
std::vector<std::string> evidence_row(const Report& report, const GradeWords& words,
                                      const std::vector<Parameter>& steps) {
  std::string values, ranges, sources, last;
  for (const Parameter& step : steps) {
    const std::string stop = values.empty() ? "" : "<br>", source = source_text(report, step.datum);
    values += stop + from_when(step) + number(step.datum.value, step.unit);
    ranges += stop + range_of(report, step);
    if (source != last) sources += (sources.empty() ? "" : "<br>") + source;
    last = source;
  }
  return {escaped(name_of(report, steps.front())) + element("code", escaped(without_date(steps.front()))),
          values,
          unit_of(report, steps.front()),
          ranges,
          element("span", words.mark, std::string("class=\"grade ") + words.kind + "\""),
          sources};
}

std::string grade_table(const Report& report, const GradeWords& words, const std::vector<Parameter>& parameters) {
  HtmlTable table;
  table.kind = "evidence";
  table.heads = {report.say("假设", "assumption"), report.say("取值", "value"), report.say("单位", "unit"),
                 report.say("区间", "range"),      report.say("等级", "grade"), report.say("依据", "source")};
  std::vector<Parameter> steps;
  const auto flush = [&] {
    if (!steps.empty()) table.rows.push_back(evidence_row(report, words, steps));
    steps.clear();
  };
  for (const Parameter& parameter : parameters) {
    if (parameter.datum.grade != words.grade) continue;
    if (!steps.empty() && without_date(steps.front()) != without_date(parameter)) flush();
    steps.push_back(parameter);
  }
  flush();
  if (table.rows.empty()) return {};
  const std::string mark = element("span", words.mark, std::string("class=\"grade ") + words.kind + "\"");
  const std::string count = report.say("（", " (") + std::to_string(table.rows.size()) + report.say(" 项）", ")");
  const std::string heading = element("summary", mark + " " + escaped(in(report.language(), words.title)) + count);
  return element("details", heading + element("p", escaped(in(report.language(), words.meaning))) + table.html(),
                 words.grade == Grade::red ? "open" : "");
}

std::string list_of_items(const std::vector<std::string>& items) {
  std::string html;
  for (const std::string& item : items) html += element("li", item) + "\n";
  return html.empty() ? html : element("ul", "\n" + html) + "\n";
}

}  // namespace

std::string assumptions(const Report& report) {
  const std::vector<Parameter> parameters = parameters_used(report);
  std::string html;
  for (const GradeWords& words : grade_words()) html += grade_table(report, words, parameters) + "\n";
  return html;
}

std::string changes(const Report& report) {
  Scenario defaults;
  std::map<std::string, double> before;
  for (const Parameter& parameter : parameters_of(fields(defaults))) before[parameter.path] = parameter.datum.value;
  std::string html;
  if (!report.result.record.overrides.empty()) {
    std::vector<std::string> items;
    for (const std::string& assignment : report.result.record.overrides)
      items.push_back(element("code", escaped(assignment)));
    html +=
        element("p", report.say("本次运行用 --set 改动：", "Changed for this run by --set:")) + list_of_items(items);
  }
  HtmlTable table;
  table.kind = "evidence changed";
  table.caption =
      report.say("这个方案与程序默认值不同之处", "Where this scenario differs from the defaults of the program");
  table.heads = {report.say("假设", "assumption"), report.say("默认", "default"), report.say("本方案", "here"),
                 report.say("单位", "unit"), report.say("依据", "source")};
  for (const Parameter& parameter : parameters_used(report)) {
    const auto found = before.find(parameter.path);
    if (found == before.end() || found->second == parameter.datum.value) continue;
    table.rows.push_back({escaped(name_of(report, parameter)) + element("code", escaped(parameter.path)),
                          number(found->second, parameter.unit),
                          from_when(parameter) + number(parameter.datum.value, parameter.unit),
                          unit_of(report, parameter), source_text(report, parameter.datum)});
  }
  html += table.html();
  return html.empty()
             ? element("p", report.say("没有改动：全部采用程序默认值。", "Nothing: all defaults of the program."))
             : html;
}

std::string documents(const Report& report) {
  std::vector<std::string> items, notes;
  for (const Document& document : report.scenario().documents)
    items.push_back(report.say("《", "") + escaped(document.title) + report.say("》", "") +
                    (document.publisher.empty() ? "" : report.say("，", ", ") + escaped(document.publisher)) +
                    (document.date.empty() ? "" : report.say("，", ", ") + escaped(document.date)));
  for (const Note& note : report.scenario().notes) notes.push_back(escaped(in(report.language(), note.text)));
  std::string html = list_of_items(items);
  if (!notes.empty())
    html +=
        element("h3", report.say("关于资料，读者应当知道", "What to know about the sources")) + list_of_items(notes);
  return html;
}

std::string limits(const Report& report) {
  return list_of_items({
      report.say(
          "尚未用实际的脱贫、返贫数据检验：请把它当作推演，不要当作预报。",
          "It has not been validated against observed exits and returns: take it as a rehearsal, not as a forecast."),
      report.source.uncertainty
          ? report.say(
                "区间既反映疾病、天气、就业等运气，也反映各项假设在其区间内的不确定（每次模拟另抽一次）。区间外的取值、"
                "没有区间的数字和模型结构本身不在其内。",
                "The intervals hold the luck of illness, weather and jobs and the doubt about assumptions within "
                "their ranges, drawn anew in each future. Values beyond the ranges, numbers without a range and "
                "the structure of the model are not in them.")
          : report.say("区间只反映疾病、天气、就业等运气在各次模拟之间的差异，不含上表红、黄两级假设本身的不确定；改动"
                       "这些假设，差异"
                       "可能改变大小甚至方向。",
                       "The intervals hold the luck of illness, weather and jobs across futures. They do not hold the "
                       "doubt about "
                       "the red and amber assumptions above; changing those may change the size or even the sign of a "
                       "difference."),
      report.say(
          "措施的效果是输入，不是推演得出的结论；推演回答的是在这些效果之下，名额、资金、时间和家庭情况合起来会怎样。",
          "The effects of measures are inputs, not findings; the simulation tells what follows from them when places, "
          "money, time and households come together."),
      report.say("按主要措施列出的脱贫户只是指派到该措施的户，不能当作该措施的成效。",
                 "Exits by main measure are exits among those assigned to it, never its achievement."),
      report.say("未计入：对在册户和边缘户以外人群的影响；不同措施效果之间的相互作用（名额、资金、"
                 "劳动力和价格之外）。依靠其中任何一项的组合，这里没有算上。",
                 "Not simulated: effects on people outside the register and its fringe; interplay of measures beyond "
                 "places, money, hands and prices. A mix that rests on one of "
                 "these is judged without it."),
      report.say("不能用来判断某一户会怎样，也不能代替入户核查。",
                 "It can not say what will become of one household, and replaces no visit."),
  });
}

std::string reproduce(const Report& report) {
  const RunRecord& record = report.result.record;
  const int finished = report.comparison.finished();
  std::string command = "tuiyan run " + record.scenario_id + ".json --seed " + std::to_string(record.seed) +
                        " --replicates " + std::to_string(record.replicates);
  if (record.uncertainty) command += " --uncertainty";
  for (const std::string& assignment : record.overrides) command += " --set '" + assignment + "'";
  HtmlTable table;
  table.kind = "record";
  table.heads = {report.say("项目", "what"), report.say("值", "value")};
  const auto code = [](const std::string& text) { return element("code", escaped(text)); };
  table.rows = {
      {report.say("命令", "command"), code(command)},
      {report.say("引擎版本", "engine version"), code(record.engine)},
      {report.say("程序版本", "program version"), code(record.tool)},
      {report.say("随机种子", "seed"), code(std::to_string(record.seed))},
      {report.say("模拟次数（完成／要求）", "replicates, finished of asked"),
       code(std::to_string(finished) + " / " + std::to_string(record.replicates))},
      {report.say("方案指纹（SHA-256）", "scenario, SHA-256"), code(record.scenario_sha256)},
      {report.say("时间", "time"), code(record.created)},
  };
  return element("p", report.say("同样的引擎版本、方案和种子，在任何机器、任何线程数下都得到同样的数字。",
                                 "The same engine, scenario and seed give the same numbers on any machine and any "
                                 "number of threads.")) +
         table.html();
}

}  // namespace tuiyan
