// A sensitivity run in words: which assumptions carry a difference, and where the preferred mix changes. A tie is
// called a tie.
#pragma once

#include <string>
#include <vector>

#include "sim/chart.h"
#include "sim/sensitivity.h"
#include "sim/text_table.h"
#include "sim/wording.h"

namespace tuiyan {

std::string mix_words(const Sensitivity& sensitivity, int mix, Language language);  // "C Jobs first"
std::string question_words(const Sensitivity& sensitivity, int question, Language language);
// "out of poverty by December 2021: C Jobs first against A Nothing added".
std::string difference_words(const Sensitivity& sensitivity, const DrivenDifference& one, Language language);
// A value of a parameter with its unit, at most four significant digits: "2,500 yuan/household/year".
std::string value_words(const UncertainParameter& parameter, double value, Language language);
std::string short_number(double value);
std::string grade_mark(Grade grade);  // "▲ R"; "" for none

// "29 to 42 points": the difference over the range of an assumption, no digit finer than its error; "37 points, no move
// seen" where both ends print the same.
std::string swing_words(const Sensitivity& sensitivity, const DrivenDifference& one, const Swing& swing,
                        Language language);
// "between 0.12 and 0.13 (now 0.10; 40 % of the way to the end of its range) → D", "none within the range".
std::string switch_words(const Sensitivity& sensitivity, const Preference& preference, const Switch& one,
                         Language language);
std::string tie_words(const Sensitivity& sensitivity, const Preference& preference, const Switch& one,
                      Language language);

// Whether a swing stands clear of its own error.
bool is_clear(const Swing& swing);

// The assumptions of one difference by mu*, as many as are looked at closely, then what is known of all others.
TextTable ranking_table(const Sensitivity& sensitivity, const DrivenDifference& one, Language language);
// Where the preferred mix of a question changes: assumptions, then structural alternatives.
TextTable switching_table(const Sensitivity& sensitivity, const Preference& preference, Language language);
TextTable structure_table(const Sensitivity& sensitivity, const Preference& preference, Language language);
// "Screened ...; 484 evaluations": how it was done, what took no part, and that it was stopped.
std::string method_words(const Sensitivity& sensitivity, Language language);

// Sentences: for each difference what carries it, for each question where the preferred mix changes, and which of the
// leading assumptions are red.
std::vector<std::string> carrying_sentences(const Sensitivity& sensitivity, Language language);

// What drives one difference: leading parameters, then structural alternatives.
Chart tornado_chart(const Sensitivity& sensitivity, const DrivenDifference& one, Language language);

}  // namespace tuiyan
