// What is printed from the declarations: the schema of scenario files and the list of parameters.
#include <cmath>

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

std::string row(const Parameter& p) {
  const Names unit = unit_names(p.unit);
  const std::string units = unit.zh == unit.en ? unit.en : unit.zh + " " + unit.en;
  const std::string range = p.datum.range ? ends(p.datum.range->low, p.datum.range->high) : "";
  const std::string value = number_text(std::round(p.datum.value * 1e6) / 1e6);
  return "| `" + p.path + "` | " + cell(p.names.zh) + " | " + cell(p.names.en) + " | " + value + " | " + units + " | " +
         ends(p.limits.low, p.limits.high) + " | " + range + " | " + cell(p.datum.source) +
         (p.datum.tuned ? "（已拟合 tuned）" : "") + " |\n";
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

std::string parameters_markdown() {
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
  for (const GradeText& grade : grade_texts()) {
    text += "\n## " + grade.title.zh + " " + grade.title.en + "\n\n" + grade.meaning.zh + grade.meaning.en + "\n\n" +
            "| 路径 path | 名称 | name | 默认 default | 单位 unit | 允许 limits | 区间 range | 依据 source |\n"
            "|---|---|---|---|---|---|---|---|\n";
    for (const Parameter& parameter : parameters)
      if (parameter.datum.grade == grade.grade) text += row(parameter);
  }
  return text;
}

}  // namespace tuiyan
