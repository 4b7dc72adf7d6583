// What a chart says - series, bands, axes, texts - without painting it (io/paint.h does). The report, the
// window and exports show the same chart. Rules: docs/charts.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/compare.h"
#include "sim/scenario.h"

namespace tuiyan {

// Where a mix stands in colour, dash, marker and letter: its place among the scenario's mixes, the same in
// every chart and whatever the reference is. -1: none of them.
struct Style {
  int index = -1;
};

struct ChartBracket {                 // how sure a mean is: thin, never filled
  double x = 0, mean = 0, error = 0;  // 1.96 x Monte Carlo error
};

struct ChartLine {
  std::vector<double> x, y;  // NaN breaks the line; the last step holds to the edge of the plot
  Style style;
  std::string label;   // written at the line's end: "B"
  bool steps = false;  // a step function, never smoothed
  bool thin = false;   // the reference, seen from another mix's panel
};

struct ChartBand {  // spread of outcomes over futures
  std::vector<double> x, low, high;
  Style style;
  bool inner = false;  // 50 % (darker) or 90 %
  bool steps = false;
};

enum class State { poor, own_income, assisted, returned, gone };
struct ChartDot {  // one of so many equally likely futures
  double x = 0, y = 0;
  Style style;
  double aside = 0;  // drawn so far beside x, where dots of one x stand in several columns
};

struct ChartArea {  // one of stacked states
  std::vector<double> x, low, high;
  State state{};
  std::string label;
  std::string text;  // written at its right end: "42 %"
};

struct ChartInterval {  // one row of a difference chart
  std::string label;
  double mean = 0, low = 0, high = 0;  // 5-95 % of paired differences
  double error = 0;                    // 1.96 x Monte Carlo error of the mean: a thin bracket
  Style style;
  std::string text;    // "+8.6 points [5.2, 12.1]"
  std::string badge;   // "too close to call", or empty
  std::string chance;  // "better in 199 of 200 futures, virtually certain"
};

struct ChartBar {
  std::string label;          // category
  std::vector<double> parts;  // stacked, in order of Chart::bar_parts
  std::vector<std::string> part_texts;
  std::string text;
  Style style;
};

struct ChartSwing {  // one row of a tornado: where a difference stands at both ends of an assumption
  std::string label;
  double low = 0, high = 0;              // of the difference, at the low and at the high end
  double low_error = 0, high_error = 0;  // 1.96 x Monte Carlo error of the way from today's: thin brackets
  std::string low_text, high_text;       // the assumption there
  std::string text;                      // "29 to 42"
  bool single = false;                   // an alternative has one end: low
};

struct ChartPanel {  // small multiples share axes
  std::string title;
  Style style;
  std::vector<ChartBand> bands;  // at most two fans
  std::vector<ChartLine> lines;
  std::vector<ChartBracket> brackets;  // where parameters were drawn too, at the end of each year
  std::vector<ChartDot> dots;
  double dot_width = 0;  // of a column of them, in units of x
  std::vector<ChartArea> areas;
  std::vector<ChartInterval> intervals;
  std::vector<ChartBar> bars;
  std::vector<ChartSwing> swings;
  double base = 0;  // of swings: today's difference
  // The numbers under a curve: rows as Chart::risk_rows, at these x. They add to the same total everywhere.
  std::vector<double> risk_x;
  std::vector<std::vector<double>> risk;
  std::vector<int> risk_places;  // by x: no finer than the error
  std::string note;              // under them
  bool zero_line = false;        // differences: 0 is drawn across
};

struct ChartAxis {
  std::string title;  // with the unit
  std::string unit;   // of a value read from it; where one is read
  double low = 0, high = 1;
  std::vector<double> ticks;
  std::vector<std::string> tick_labels;
  bool between = false;       // label i stands between tick i and the next: years
  std::vector<double> marks;  // where events begin
};

enum class Mark {
  median,
  inner_band,
  outer_band,
  reference,
  mean,
  spread,
  error,
  state,
  part,
  event,
  low_end,
  high_end,
  base
};
struct ChartKey {  // what a mark means, in words
  Mark mark{};
  int index = 0;  // of the State, or of the bar's part
  std::string text;
};

struct Chart {
  std::string id;  // "still-poor", file name of exports
  std::string title;
  std::string definitions;  // the chip: definition, n households, replicates, MC error
  std::string partial;      // "PARTIAL 1,310 of 5,000", or empty
  std::string how_to_read;
  std::string alternative;  // text for those who can not see it
  ChartAxis x, y;
  std::vector<ChartPanel> panels;
  std::vector<ChartKey> key;
  std::vector<std::string> bar_parts;
  std::string risk_title;              // what is counted under the curves
  std::vector<std::string> risk_rows;  // "at risk", "out", "gone"
};

// What charts are made from. `asked` replicates, 0 if all were finished.
struct ChartSource {
  const Scenario& scenario;
  const Comparison& comparison;
  int reference = 0;  // into Comparison's mixes
  Language language = Language::zh;
  int asked = 0;
  bool uncertainty = false;  // each replicate drew the parameters within their ranges
  bool in_wan = false;       // money in 10,000 yuan whatever its size
};

// With the numbers at risk, out and gone under it.
Chart still_poor_chart(const ChartSource& source);
// Paired differences to the reference at the end, one panel for each quantity; the quantities share a unit.
Chart difference_chart(const ChartSource& source, const std::vector<std::string>& quantities);
// A stock over time: one panel a mix with bands, and the same as paired difference to the reference.
Chart series_chart(const ChartSource& source, std::string_view quantity);
Chart series_difference_chart(const ChartSource& source, std::string_view quantity);
Chart states_chart(const ChartSource& source);
Chart money_chart(const ChartSource& source);                 // of all years, by measure
Chart money_years_chart(const ChartSource& source, int mix);  // of each year, by measure
Chart main_measure_chart(const ChartSource& source);

// Paths of the first futures, one panel a mix; and one future under every mix, numbered from 0 and beginning again
// after the last.
Chart futures_chart(const ChartSource& source, int count);
Chart one_future_chart(const ChartSource& source, int future);
// Quantile dot plots: the month in which no more than a share of those registered at the start is left; the money of
// all years.
Chart dates_chart(const ChartSource& source, double share);
Chart budget_chart(const ChartSource& source);
// Who falls back, by months since the exit; and what set returns off.
Chart return_curve_chart(const ChartSource& source);
Chart triggers_chart(const ChartSource& source);
// By kind of household, the share out at the end less that of all, under one mix.
Chart left_out_chart(const ChartSource& source, int mix);

// The charts of a report, by id and in its order.
std::vector<Chart> charts_of(const ChartSource& source);

// The letter of a mix: its place among the scenario's mixes, A to Z, then AA.
std::string letter_of(Style style);
Style style_of(const ChartSource& source, int mix);
std::string mix_name(const ChartSource& source, int mix);  // "B As planned"

// What an exit is in this scenario: "Exit: assessed income of one window ...".
std::string exit_definition(const Scenario& scenario, Language language);
// The name of a main measure of the register: of the measure or group with this id.
const std::string& main_name(const Scenario& scenario, const std::string& id, Language language);
// Yuan over all years and measures, by finished replicate.
std::vector<double> spending_of(const Comparison& comparison, int mix, int year = -1);

// The values behind a chart as tidy CSV.
std::string chart_csv(const Chart& chart);

}  // namespace tuiyan
