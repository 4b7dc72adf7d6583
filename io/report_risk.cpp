// What else a result holds: the withdrawal test and the risk of return.
#include <nlohmann/json.hpp>

#include "io/report_parts.h"
#include "io/return_risk_json.h"
#include "io/withdrawal_json.h"
#include "sim/return_risk_words.h"
#include "sim/withdrawal_words.h"

namespace tuiyan {

namespace {

std::string html_of(const TextTable& table) {
  HtmlTable html;
  html.kind = "evidence";
  html.caption = table.caption;
  for (const std::string& head : table.heads) html.heads.push_back(escaped(head));
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    const bool grey = r < table.grey.size() && table.grey[r];
    html.rows.emplace_back();
    for (const std::string& cell : table.rows[r])
      html.rows.back().push_back(grey ? element("span", escaped(cell), "class=\"grey\"") : escaped(cell));
  }
  return html.html();
}

std::string answer_box(const std::vector<std::string>& sentences) {
  std::string html;
  for (const std::string& sentence : sentences) html += element("p", escaped(sentence)) + "\n";
  return element("div", "\n" + html, "class=\"answer\"");
}

std::string small(const std::string& text) { return element("p", escaped(text), "class=\"small\""); }

std::string of_risk(const Report& report, const ReturnRisk& risk) {
  const Language language = report.language();
  const Scenario& scenario = report.scenario();
  if (risk.replicates == 0) return {};
  std::string html = answer_box(risk_sentences(risk, scenario, language)) + small(risk_method(risk, language));
  html += html_of(risk_group_table(risk, scenario, language));
  html += figure(report, return_curve_chart(risk, scenario, language), html_of(risk_curve_table(risk, language)));
  html += html_of(risk_trigger_table(risk, language)) + html_of(removal_table(risk, scenario, language));
  const Chart score = score_chart(risk, scenario, language);
  html += score.panels.empty() ? std::string() : figure(report, score, html_of(score_table(risk, language)));
  return html;
}

}  // namespace

std::string if_support_stops(const Report& report) {
  const auto found = report.result.findings.find("withdrawal");
  if (found == report.result.findings.end()) return {};
  const Withdrawal withdrawal = read_withdrawal(found->second);
  const Language language = report.language();
  const Scenario& scenario = report.scenario();
  if (withdrawal.of.empty()) return {};
  std::string html =
      answer_box(withdrawal_sentences(withdrawal, scenario, language)) + small(withdrawal_method(withdrawal, language));
  html += figure(report, withdrawal_chart(withdrawal, scenario, language), "");
  html += html_of(contrast_table(withdrawal, scenario, language));
  for (const WithdrawalOf& of : withdrawal.of)
    html += html_of(withdrawal_table(withdrawal, of, scenario, language)) +
            html_of(one_at_a_time_table(of, scenario, language));
  return html;
}

std::string risk_of_return(const Report& report) {
  const auto found = report.result.findings.find("risk");
  if (found == report.result.findings.end()) return {};
  std::string html;
  for (const ReturnRisk& risk : read_return_risk(found->second)) html += of_risk(report, risk);
  return html;
}

}  // namespace tuiyan
