#include "sim/wording.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/field.h"

namespace tuiyan {

namespace {

constexpr double negligible = 1e-9;  // rounding of sums, not an error of sampling

// Digits of a non-negative whole number in threes.
std::string in_threes(const std::string& digits) {
  std::string result;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) result += ',';
    result += digits[i];
  }
  return result;
}

Written write(double middle, double low, double high, double error, const std::string& unit, const Scale& scale,
              Language language, bool sign) {
  const int places = places_for(error * scale.factor, scale);
  Written written;
  written.value = format_number(middle * scale.factor, places, sign);
  written.range = format_range(low * scale.factor, high * scale.factor, places, language);
  written.unit = unit;
  const double shown = error * scale.factor;
  const bool some = std::isfinite(shown) && shown > negligible;
  const int error_places = some ? std::clamp(-static_cast<int>(std::floor(std::log10(shown))), 0, 6) : 0;
  written.error = format_number(shown, error_places);
  return written;
}

}  // namespace

std::string with_unit(const std::string& number, const std::string& unit, Language language) {
  if (unit.empty()) return number;
  if (unit.front() >= '0' && unit.front() <= '9') return number + " × " + unit;  // "34 × 10,000 yuan"
  if (unit == "%" && language == Language::zh) return number + unit;
  return number + " " + unit;
}

Scale scale_of(const Quantity& quantity, MoneyUnit money) {
  if (quantity.unit == "share") return {100, 1, {"%", "%"}, {"个百分点", "points"}};
  if (quantity.unit == "yuan") {
    if (money == MoneyUnit::yi) return {1e-8, 2, {"亿元", "100 million yuan"}, {"亿元", "100 million yuan"}};
    if (money == MoneyUnit::wan) return {1e-4, 0, {"万元", "10,000 yuan"}, {"万元", "10,000 yuan"}};
    return {1, 0, {"元", "yuan"}, {"元", "yuan"}};
  }
  const Names unit = unit_names(quantity.unit);
  return {1, quantity.unit == "factor" ? 2 : 0, unit, unit};
}

int places_for(double error, const Scale& scale) {
  if (!std::isfinite(error) || error <= negligible) return scale.decimals;
  // A thousandth of slack: an error of 0.1 computed as 0.1000001 still allows one decimal.
  return std::min(scale.decimals, static_cast<int>(std::floor(-std::log10(error) + 1e-3)));
}

std::string format_number(double shown, int places, bool sign) {
  if (!std::isfinite(shown)) return "--";
  const int decimals = std::clamp(places, 0, 9);
  const double unit = std::pow(10.0, decimals), tens = std::pow(10.0, std::max(0, -places));
  const double rounded = places >= 0 ? std::round(std::abs(shown) * unit) : std::round(std::abs(shown) / tens) * tens;
  if (rounded > 1e17) return "--";
  const auto all = static_cast<long long>(rounded), ones = static_cast<long long>(unit);
  std::string fraction;
  if (decimals > 0) {
    const std::string digits = std::to_string(all % ones);
    fraction += '.';
    fraction.append(static_cast<std::size_t>(decimals) - digits.size(), '0');
    fraction += digits;
  }
  std::string number = in_threes(std::to_string(all / ones)) + fraction;
  if (rounded == 0) return number;
  std::string result = shown < 0 ? "−" : sign ? "+" : "";
  result += number;
  return result;
}

std::string format_range(double low, double high, int places, Language language) {
  if (!std::isfinite(low) || !std::isfinite(high)) return "--";
  const std::string from = format_number(low, places), to = format_number(high, places);
  return from + (language == Language::zh ? " ～ " : " to ") + to;
}

Written write_estimate(const Estimate& estimate, const Scale& scale, Language language) {
  return write(estimate.median, estimate.lo90, estimate.hi90, estimate.mcse, in(language, scale.unit), scale, language,
               false);
}

Written write_mean(const Estimate& estimate, const Scale& scale, Language language) {
  return write(estimate.mean, estimate.lo90, estimate.hi90, estimate.mcse, in(language, scale.unit), scale, language,
               false);
}

Written write_difference(const Difference& difference, const Scale& scale, Language language) {
  return write(difference.mean, difference.lo90, difference.hi90, difference.mcse, in(language, scale.difference),
               scale, language, true);
}

std::string format_estimate(const Estimate& estimate, const Scale& scale, Language language) {
  const Written written = write_estimate(estimate, scale, language);
  const std::string value = with_unit(written.value, written.unit, language);
  return language == Language::zh ? value + "（" + written.range + "）" : value + " [" + written.range + "]";
}

std::string format_difference(const Difference& difference, const Scale& scale, Language language) {
  const Written written = write_difference(difference, scale, language);
  const std::string value = with_unit(written.value, written.unit, language);
  return language == Language::zh ? value + "（" + written.range + "）" : value + " [" + written.range + "]";
}

MoneyUnit money_unit_for(double largest_yuan) {
  if (largest_yuan >= 1e10) return MoneyUnit::yi;
  return largest_yuan >= 1e6 ? MoneyUnit::wan : MoneyUnit::yuan;
}

const std::string& verdict_word(Verdict verdict, Language language) {
  static const std::array<Names, 4> words = {
      {{"更好", "better"}, {"更差", "worse"}, {"难分高下", "too close to call"}, {"不分好坏", "neither good nor bad"}}};
  return in(language, words[static_cast<std::size_t>(verdict)]);
}

std::string verdict_badge(Verdict verdict, Language language) {
  return verdict == Verdict::too_close ? verdict_word(verdict, language) : std::string();
}

const std::string& chance_word(double probability, Language language) {
  static const std::array<Names, 7> words = {{{"几乎确定", "virtually certain"},
                                              {"很可能", "very likely"},
                                              {"可能", "likely"},
                                              {"大致各半", "about as likely as not"},
                                              {"不太可能", "unlikely"},
                                              {"很不可能", "very unlikely"},
                                              {"几乎不可能", "exceptionally unlikely"}}};
  static const std::array<double, 6> above = {0.99, 0.90, 0.66, 0.33, 0.10, 0.01};
  std::size_t i = 0;
  while (i < above.size() && !(probability > above[i])) ++i;
  return in(language, words[i]);
}

std::string chance_sentence(const Difference& difference, Language language) {
  if (difference.n == 0) return "--";
  if (difference.verdict == Verdict::neither) return {};
  const double count = difference.p_better * difference.n;
  const bool half = std::abs(count - std::round(count)) > 0.25;  // ties count half
  const std::string better = format_number(count, half ? 1 : 0), all = format_number(difference.n, 0);
  const std::string& word = chance_word(difference.p_better, language);
  if (language == Language::zh) return all + " 次模拟中 " + better + " 次更好，" + word;
  return std::string("better in ") + better + " of " + all + " futures, " + word;
}

std::string date_words(const std::string& at, Language language) {
  static const std::array<const char*, 12> months = {"January",   "February", "March",    "April",
                                                     "May",       "June",     "July",     "August",
                                                     "September", "October",  "November", "December"};
  if (at == "start") return language == Language::zh ? "期初" : "the start";
  const auto month = Month::parse(at);
  if (!month) return at;
  const bool year_only = at.size() == 4;
  std::string year = std::to_string(month->year());
  if (language == Language::zh)
    return year_only ? year + "年" : year + "年" + std::to_string(month->month_of_year()) + "月";
  if (year_only) return year;
  return std::string(months[static_cast<std::size_t>(month->month_of_year() - 1)]) + ' ' + year;
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
  return text;
}

}  // namespace tuiyan
