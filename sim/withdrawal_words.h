// A withdrawal test in words: sentences, tables, a chart. A tie is called a tie.
#pragma once

#include <string>
#include <vector>

#include "sim/chart.h"
#include "sim/text_table.h"
#include "sim/withdrawal.h"
#include "sim/wording.h"

namespace tuiyan {

// One a mix: what happens to those who are out, and to those on the floor; one for each pair of mixes: whether the test
// tells them apart.
std::vector<std::string> withdrawal_sentences(const Withdrawal& withdrawal, const Scenario& scenario,
                                              Language language);

// Of one mix: a row for each quantity, with support, without all of it, and the change.
TextTable withdrawal_table(const Withdrawal& withdrawal, const WithdrawalOf& of, const Scenario& scenario,
                           Language language);
// Of one mix, one measure at a time: a row each. Without rows where that was not asked.
TextTable one_at_a_time_table(const WithdrawalOf& of, const Scenario& scenario, Language language);
// Every two mixes: by how much more the first one changes.
TextTable contrast_table(const Withdrawal& withdrawal, const Scenario& scenario, Language language);

// What the stop changes for each mix, or with one mix for each of its measures.
Chart withdrawal_chart(const Withdrawal& withdrawal, const Scenario& scenario, Language language);

std::string withdrawal_method(const Withdrawal& withdrawal, Language language);  // how it was done, in small print

}  // namespace tuiyan
