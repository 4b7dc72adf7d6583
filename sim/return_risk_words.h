// Risk of return in words: sentences, tables, charts. Groups of fewer than 30 exits are grey, of fewer than 10 hidden.
#pragma once

#include <string>
#include <vector>

#include "sim/chart.h"
#include "sim/return_risk.h"
#include "sim/text_table.h"
#include "sim/wording.h"

namespace tuiyan {

std::vector<std::string> risk_sentences(const ReturnRisk& risk, const Scenario& scenario, Language language);

TextTable risk_group_table(const ReturnRisk& risk, const Scenario& scenario, Language language);
TextTable risk_curve_table(const ReturnRisk& risk, Language language);  // at risk, returned, dissolved, not seen longer
TextTable risk_trigger_table(const ReturnRisk& risk, Language language);
TextTable removal_table(const ReturnRisk& risk, const Scenario& scenario, Language language);
TextTable score_table(const ReturnRisk& risk, Language language);
TextTable household_table(const ReturnRisk& risk, int most, Language language);

Chart return_curve_chart(const ReturnRisk& risk, const Scenario& scenario, Language language);
Chart score_chart(const ReturnRisk& risk, const Scenario& scenario, Language language);  // without panels: no bins

std::string risk_method(const ReturnRisk& risk, Language language);

}  // namespace tuiyan
