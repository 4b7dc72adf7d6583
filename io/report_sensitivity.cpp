// What carries the answer: the sensitivity run that a result holds, and the parameters that an uncertain run drew.
#include <optional>

#include "io/report_parts.h"
#include "io/sensitivity_json.h"
#include "sim/sensitivity_words.h"

namespace tuiyan {

namespace {

std::string html_of(const TextTable& table, const std::string& kind) {
  HtmlTable html;
  html.kind = kind;
  html.caption = table.caption;
  for (const std::string& head : table.heads) html.heads.push_back(escaped(head));
  for (const auto& row : table.rows) {
    html.rows.emplace_back();
    for (const std::string& cell : row) html.rows.back().push_back(escaped(cell));
  }
  return html.html();
}

std::string of_difference(const Report& report, const Sensitivity& sensitivity, const DrivenDifference& one) {
  std::string html;
  const std::string table = html_of(ranking_table(sensitivity, one, report.language()), "evidence");
  if (!one.swings.empty() || !one.structure.empty())
    html += figure(report, tornado_chart(sensitivity, one, report.language()), table);
  else
    html += table;
  return html;
}

}  // namespace

std::string carrying(const Report& report) {
  if (report.result.sensitivity.empty()) return {};
  const std::optional<Sensitivity> read = read_sensitivity(report.result.sensitivity);
  if (!read)
    return element("p", report.say("结果中的敏感性分析由另一版本写成，请重新运行 tuiyan sensitivity。",
                                   "The sensitivity run in this result is of another version: run tuiyan sensitivity "
                                   "again."));
  const Sensitivity& sensitivity = *read;
  std::string sentences;
  for (const std::string& sentence : carrying_sentences(sensitivity, report.language()))
    sentences += element("p", escaped(sentence)) + "\n";
  std::string html = element("div", "\n" + sentences, "class=\"answer\"");
  html += element("p", escaped(method_words(sensitivity, report.language())), "class=\"small\"");
  for (const DrivenDifference& one : sensitivity.differences) html += of_difference(report, sensitivity, one);
  html += element("h3", report.say("在何处会改变首选", "Where the preferred mix changes"));
  for (const Preference& each : sensitivity.preferences) {
    html += html_of(switching_table(sensitivity, each, report.language()), "evidence");
    html += html_of(structure_table(sensitivity, each, report.language()), "evidence");
  }
  return html;
}

std::string drawn_parameters(const Report& report) {
  if (!report.source.uncertainty) return {};
  const Uncertainty uncertainty = uncertainty_of(report.scenario());
  const auto n = [](std::size_t number) { return format_number(static_cast<double>(number), 0); };
  std::string html = element(
      "p", report.say("本次运行的每次模拟都在区间内另抽 " + n(uncertainty.drawn.size()) +
                          " 项参数（三角分布，众数为今值），各组合相同：填色的范围既含运气也含参数的不确定，"
                          "细括号仍只是均值的估计误差。",
                      "Each replicate of this run drew " + n(uncertainty.drawn.size()) +
                          " parameters within their ranges (triangular, today's value the mode), the same for every "
                          "mix: filled bands hold luck and the doubt about parameters; thin brackets are still the "
                          "error of the estimated mean alone."));
  HtmlTable table;
  table.kind = "evidence";
  table.heads = {report.say("有区间而未抽取的参数", "with a range, yet not drawn"), report.say("原因", "why")};
  std::size_t without = 0;
  for (const CertainParameter& each : uncertainty.certain) {
    if (each.why == Certain::no_range) {
      ++without;
      continue;
    }
    table.rows.push_back({escaped(in(report.language(), each.names)) + element("code", escaped(each.path)),
                          escaped(in(report.language(), certain_words(each.why)))});
  }
  html += element("p", report.say("没有区间、取定值的参数 " + n(without) + " 项。",
                                  n(without) + " parameters have no range and are taken as certain."));
  if (!table.rows.empty())
    html += element("details", element("summary", report.say("未抽取的参数 " + n(table.rows.size()) + " 项",
                                                             n(table.rows.size()) + " parameters not drawn")) +
                                   table.html());
  return html;
}

}  // namespace tuiyan
