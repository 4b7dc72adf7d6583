// What is printed from the declarations: the schema of scenario files and the list of parameters.
#include <algorithm>
#include <cmath>

#include "sim/field_json.h"
#include "sim/impact.h"
#include "sim/scenario.h"

namespace tuiyan {

namespace {

struct GradeText {
  Grade grade;
  Names title, meaning;
};

const std::vector<GradeText>& grade_texts() {
  static const std::vector<GradeText> texts{
      {Grade::red,
       {"红：假设", "Red: assumptions"},
       {"本模型自己的假设，须用区间做敏感性推演。", "Ours; vary them over their range in sensitivity runs."}},
      {Grade::amber,
       {"黄：借用", "Amber: borrowed"},
       {"在别处或另一人群测得，或凭记忆而未查到出处。", "Measured elsewhere, or recalled without a source."}},
      {Grade::green, {"绿：实测", "Green: measured"}, {"就本人群测得。", "Measured for this population."}}};
  return texts;
}

// A cell of a table: a bar would end it.
std::string cell(const std::string& text) {
  std::string safe;
  for (const char c : text) safe += c == '|' ? std::string("\\|") : std::string(1, c);
  return safe;
}

std::string ends(double low, double high) {
  const std::string from = std::isfinite(low) ? number_text(low) : "−∞";
  return from + " – " + (std::isfinite(high) ? number_text(high) : "∞");
}

// Whether a path of the list, with * for the elements of a list, stands for a path of a scenario.
bool stands_for(const std::string& listed, const std::string& path) {
  std::size_t a = 0, b = 0;
  while (a < listed.size() && b < path.size()) {
    const std::size_t end_a = std::min(listed.find('/', a), listed.size()),
                      end_b = std::min(path.find('/', b), path.size());
    const std::string one = listed.substr(a, end_a - a);
    if (one != "*" && one != path.substr(b, end_b - b)) return false;
    a = end_a + 1;
    b = end_b + 1;
  }
  // A dated value is one parameter in a run, and one row for each step here.
  return b >= path.size() && (a >= listed.size() || listed.find('/', a) == std::string::npos);
}

std::string impact_of(const std::string& path, const Impacts& impacts) {
  const Impact* largest = nullptr;
  for (const auto& [of, impact] : impacts.of)
    if (stands_for(path, of) && (!largest || impact.mu_star > largest->mu_star)) largest = &impact;
  if (!largest) return "未计算 not computed";
  const auto rounded = [](double number) { return number_text(std::round(number * 100) / 100); };
  std::string text = rounded(largest->mu_star) + " ± " + rounded(largest->error);
  if (largest->group > 1) {
    const std::string count = std::to_string(largest->group);
    text.append("（同组 ").append(count).append(" 项合计 group of ").append(count).append("）");
  }
  return text;
}

std::string row(const Parameter& p, const Impacts& impacts) {
  const Names unit = unit_names(p.unit);
  const std::string units = unit.zh == unit.en ? unit.en : unit.zh + " " + unit.en;
  const std::string range = p.datum.range ? ends(p.datum.range->low, p.datum.range->high) : "";
  const std::string value = number_text(std::round(p.datum.value * 1e6) / 1e6);
  return "| `" + p.path + "` | " + cell(p.names.zh) + " | " + cell(p.names.en) + " | " + value + " | " + units + " | " +
         ends(p.limits.low, p.limits.high) + " | " + range + " | " + impact_of(p.path, impacts) + " | " +
         cell(p.datum.source) + (p.datum.tuned ? "（已拟合 tuned）" : "") + " |\n";
}

}  // namespace

std::string schema_text() {
  Scenario scenario;
  Json schema = schema_of(fields(scenario));
  Json properties{{"schema", {{"const", "tuiyan/scenario@" + std::to_string(schema_version)}}}};
  properties.update(schema["properties"]);
  schema["properties"] = properties;
  schema["required"].insert(schema["required"].begin(), "schema");
  return schema.dump(1) + "\n";
}

std::string parameters_markdown() { return parameters_markdown(Impacts()); }

std::string parameters_markdown(const Impacts& impacts) {
  Scenario scenario;
  scenario.guarantees.emplace_back().id = "*";
  scenario.people.groups.emplace_back().id = "*";
  const std::vector<Parameter> parameters = parameters_of(fields(scenario));
  std::string text =
      "# 参数 Parameters\n\n"
      "由 `tuiyan parameters` 生成，请勿手改。方案文件没有写明时采用这里的默认值；`*` 代表列表中的每一项。\n\n"
      "Printed by `tuiyan parameters`; do not edit. These defaults hold where a scenario is silent; `*` stands for "
      "every "
      "element of a list.\n";
  text +=
      impacts.of.empty()
          ? "\n“影响”一列：尚未计算。The column \"impact\" is not computed yet.\n"
          : "\n“影响”一列：该参数走遍区间时平均改变多少（" + impacts.unit.zh + "），± 为标准误；" + impacts.about.zh +
                "。\n\nThe column \"impact\": how much a parameter changes it on average over its whole range, in " +
                impacts.unit.en + ", ± the standard error; " + impacts.about.en + ".\n";
  for (const GradeText& grade : grade_texts()) {
    text += "\n## " + grade.title.zh + " " + grade.title.en + "\n\n" + grade.meaning.zh + grade.meaning.en + "\n\n" +
            "| 路径 path | 名称 | name | 默认 default | 单位 unit | 允许 limits | 区间 range | 影响 impact | 依据 "
            "source |\n"
            "|---|---|---|---|---|---|---|---|---|\n";
    for (const Parameter& parameter : parameters)
      if (parameter.datum.grade == grade.grade) text += row(parameter, impacts);
  }
  return text;
}

}  // namespace tuiyan
