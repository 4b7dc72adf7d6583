// What a chart says - series, bands, axes, texts - without painting it (io/paint.h does). The report, the
// window and exports show the same chart. Rules: docs/charts.md.
#pragma once

#include <string>
#include <vector>

#include "sim/compare.h"
#include "sim/scenario.h"

namespace tuiyan {

// Where a mix stands in colour, dash, marker and letter: the same in every chart. 0 is the reference.
struct Style {
  int index = 0;
};

struct ChartLine {
  std::vector<double> x, y;  // NaN breaks the line
  Style style;
  std::string label;   // written at the line's end: "B jobs first"
  bool steps = false;  // a step function, never smoothed
};

struct ChartBand {  // spread of outcomes over futures
  std::vector<double> x, low, high;
  Style style;
  bool inner = false;  // 50 % (darker) or 90 %
};

enum class State { poor, own_income, assisted, returned, gone };
struct ChartArea {  // one of stacked states
  std::vector<double> x, low, high;
  State state{};
  std::string label;
};

struct ChartInterval {  // one row of a difference chart
  std::string label;
  double mean = 0, low = 0, high = 0;  // 5-95 % of paired differences
  double error = 0;                    // 1.96 x Monte Carlo error of the mean: a thin bracket
  Style style;
  std::string text;   // "+8.6 points [5.2, 12.1]"
  std::string badge;  // "too close to call", or empty
};

struct ChartBar {
  std::string label;          // category
  std::vector<double> parts;  // stacked, in order of Chart::bar_parts
  std::string text;
};

struct ChartPanel {  // small multiples share axes
  std::string title;
  std::vector<ChartBand> bands;  // at most two fans
  std::vector<ChartLine> lines;
  std::vector<ChartArea> areas;
  std::vector<ChartInterval> intervals;
  std::vector<ChartBar> bars;
};

struct ChartAxis {
  std::string title;  // with the unit
  double low = 0, high = 1;
  std::vector<double> ticks;
  std::vector<std::string> tick_labels;
};

struct Chart {
  std::string id;  // "still-poor", file name of exports
  std::string title;
  std::string definitions;  // the chip: definition, n households, replicates, MC error
  std::string how_to_read;
  std::string alternative;  // text for those who can not see it
  ChartAxis x, y;
  std::vector<ChartPanel> panels;
  std::vector<std::string> bar_parts;
};

// The values behind a chart as tidy CSV.
std::string chart_csv(const Chart& chart);

}  // namespace tuiyan
