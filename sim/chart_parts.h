// What the charts share: axes, the chip of definitions, series as they are shown. For sim/chart*.cpp.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/chart.h"
#include "sim/wording.h"

namespace tuiyan {

// A quantity over the counted months: x in months since the start.
struct Track {
  std::vector<int> points;  // into the shape
  std::vector<double> x;
  const Quantity* quantity = nullptr;
};
Track track_of(const ChartSource& source, std::string_view quantity);

ChartAxis years_axis(const ChartSource& source);  // with a mark where an event begins
void add_event_keys(const ChartSource& source, std::vector<ChartKey>& key);
// Ticks at 1, 2 or 5 times a power of ten; `zero` makes 0 part of it, `snug` keeps low and high as they are.
ChartAxis value_axis(double low, double high, int about, bool zero, bool snug = false);

// "definition · exit · households · replicates · parameters · Monte Carlo error".
std::string chip(const ChartSource& source, const std::string& definition, const std::string& error);
const std::string& parameter_words(bool uncertainty, Language language);
// What a band holds: "9 of 10 futures", with the doubt about parameters where they were drawn too.
const std::string& spread_words(const ChartSource& source);
std::string partial_words(const ChartSource& source);
std::string error_words(double mcse, const Scale& scale, bool difference, Language language);

// Puts numbers of households under the curves, every twelve months for so many times. A row gives them by replicate;
// empty where a result of an earlier engine lacks them: then there are none at all.
struct RiskRow {
  std::string name;
  std::function<std::vector<double>(int mix, int months)> households;
};
void add_risk(const ChartSource& source, const std::vector<RiskRow>& rows, int times, Chart& chart);

MoneyUnit money_unit(const ChartSource& source, double largest_yuan);

std::vector<double> paired(const ChartSource& source, int mix, int point);  // mix less reference, by replicate

std::string capitalised(std::string text);  // an ASCII letter at the beginning

inline const std::string& choose(Language language, const std::string& zh, const std::string& en) {
  return language == Language::zh ? zh : en;
}

}  // namespace tuiyan
