// How numbers, intervals, verdicts and chances are written for people; report, table and window use these and
// nothing else. A digit finer than the Monte Carlo error is never written.
#pragma once

#include <string>

#include "sim/compare.h"
#include "sim/problem.h"

namespace tuiyan {

enum class MoneyUnit { yuan, wan, yi };  // 元, 万元 (10,000), 亿元 (100 million)

// How values of a quantity are shown: multiplied by `factor`, with at most `decimals`, followed by the unit.
struct Scale {
  double factor = 1;
  int decimals = 0;
  Names unit;        // "%", "万元"; "" for none
  Names difference;  // unit of a difference: "个百分点"
};
Scale scale_of(const Quantity& quantity, MoneyUnit money = MoneyUnit::wan);

// Decimal places so that the last digit is not finer than `error` (both as shown); negative ones round to
// tens. An error that is 0 or not known leaves the scale's own.
int places_for(double error, const Scale& scale);

// 12345.678 with 1 place: "12,345.7"; "--" when not finite. `sign`: a plus is written too.
std::string format_number(double shown, int places, bool sign = false);

struct Written {
  std::string value;  // "66.1"
  std::string range;  // "61.0 ～ 71.2": 9 of 10 futures
  std::string error;  // "0.4": Monte Carlo error of the mean
  std::string unit;   // "%"
};
Written write_estimate(const Estimate& estimate, const Scale& scale, Language language);        // median
Written write_mean(const Estimate& estimate, const Scale& scale, Language language);            // mean
Written write_difference(const Difference& difference, const Scale& scale, Language language);  // mean, signed

// "66.1%", "34 万元", "34 × 10,000 yuan".
std::string with_unit(const std::string& number, const std::string& unit, Language language);

// "66.1 % [61.0 to 71.2]", "66.1%（61.0 ～ 71.2）".
std::string format_estimate(const Estimate& estimate, const Scale& scale, Language language);
std::string format_difference(const Difference& difference, const Scale& scale, Language language);
std::string format_range(double low, double high, int places, Language language);

// An amount of money in the unit that suits its size: "1,234 万元", "12.34 million yuan".
MoneyUnit money_unit_for(double largest_yuan);

// "better", "难分高下". The badge is empty unless it is too close to call.
const std::string& verdict_word(Verdict verdict, Language language);
std::string verdict_badge(Verdict verdict, Language language);

// The calibrated word for a probability: "very likely" above 0.9.
const std::string& chance_word(double probability, Language language);
// "better in 199 of 200 futures (virtually certain)". A count is exact, so no digit is too fine.
std::string chance_sentence(const Difference& difference, Language language);

// "2017年12月", "December 2017"; "期初" for "start".
std::string date_words(const std::string& at, Language language);

std::string replaced(std::string text, const std::string& what, const std::string& by);

}  // namespace tuiyan
