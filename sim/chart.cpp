#include "sim/chart.h"

#include <algorithm>
#include <cmath>

#include "sim/chart_parts.h"

namespace tuiyan {

namespace {

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) result.append(c == '"' ? 2U : 1U, c);
  result += '"';
  return result;
}

void csv_row(std::string& csv, const std::string& panel, const std::string& what, const std::string& label, double x,
             double value) {
  if (!std::isfinite(value)) return;
  csv += quoted(panel);
  csv += ',';
  csv += what;
  csv += ',';
  csv += quoted(label);
  csv += ',';
  if (std::isfinite(x)) csv += replaced(format_number(x, 3), ",", {});
  csv += ',';
  csv += replaced(replaced(format_number(value, 6), ",", {}), "−", "-");
  csv += "\r\n";
}

}  // namespace

std::string letter_of(Style style) {
  if (style.index < 0) return {};
  std::string letters;
  for (int index = style.index; index >= 0; index = index / 26 - 1)
    letters.insert(letters.begin(), static_cast<char>('A' + index % 26));
  return letters;
}

Style style_of(const ChartSource& source, int mix) {
  return {source.scenario.mix_index(source.comparison.outcomes().mixes[static_cast<std::size_t>(mix)])};
}

std::string mix_name(const ChartSource& source, int mix) {
  const std::string& id = source.comparison.outcomes().mixes[static_cast<std::size_t>(mix)];
  const int index = source.scenario.mix_index(id);
  if (index < 0) return id;
  const std::string& name = in(source.language, source.scenario.mixes[static_cast<std::size_t>(index)].names);
  return letter_of({index}) + " " + (name.empty() ? id : name);
}

std::string exit_definition(const Scenario& scenario, Language language) {
  const RegisterRules& rules = scenario.registry;
  const std::string margin = format_number(rules.margin.value, 2);
  static const Names windows[] = {
      {"评定窗口（12个月）", "the 12-month window"},
      {"连续两个评定窗口", "two 12-month windows in a row"},
      {"两年平均", "the mean of two years"},
  };
  const std::string& window = in(language, windows[static_cast<std::size_t>(rules.exit_rule)]);
  if (language == Language::zh)
    return "脱贫＝" + window + "人均认定收入（不确定部分除以 " + margin + "）达到脱贫标准、各项保障到位并经批准";
  return "Exit = assessed income per person of " + window + " (uncertain part divided by " + margin +
         ") at or above the exit line, every guarantee in place, and approved";
}

const std::string& main_name(const Scenario& scenario, const std::string& id, Language language) {
  for (const GroupRules& group : scenario.people.groups)
    if (group.main == id && !in(language, group.names).empty()) return in(language, group.names);
  const int measure = scenario.measure_index(id);
  return measure < 0 ? id : in(language, scenario.measures[static_cast<std::size_t>(measure)].names);
}

std::vector<double> spending_of(const Comparison& comparison, int mix, int year) {
  std::vector<double> total;
  for (const Shape::Series& series : comparison.outcomes().shape.series) {
    if (quantities()[static_cast<std::size_t>(series.quantity)].id != "spending_year") continue;
    for (int point = series.first; point < series.first + series.size; ++point) {
      if (year >= 0 && point != series.first + year) continue;
      const std::vector<double> values = comparison.values(mix, point);
      total.resize(values.size());
      for (std::size_t i = 0; i < values.size(); ++i) total[i] += std::isfinite(values[i]) ? values[i] : 0;
    }
  }
  return total;
}

std::vector<Chart> charts_of(const ChartSource& source) {
  std::vector<Chart> charts;
  if (source.comparison.mixes() > 1) charts.push_back(difference_chart(source, {"exited_share", "self_reliant_share"}));
  charts.push_back(still_poor_chart(source));
  charts.push_back(states_chart(source));
  charts.push_back(series_chart(source, "registered_households"));
  charts.push_back(money_chart(source));
  charts.push_back(main_measure_chart(source));
  return charts;
}

std::string chart_csv(const Chart& chart) {
  std::string csv = "panel,what,label,x,value\r\n";
  for (const ChartPanel& panel : chart.panels) {
    for (const ChartBand& band : panel.bands)
      for (std::size_t i = 0; i < band.x.size(); ++i) {
        csv_row(csv, panel.title, band.inner ? "lo50" : "lo90", letter_of(band.style), band.x[i], band.low[i]);
        csv_row(csv, panel.title, band.inner ? "hi50" : "hi90", letter_of(band.style), band.x[i], band.high[i]);
      }
    for (const ChartLine& line : panel.lines)
      for (std::size_t i = 0; i < line.x.size(); ++i)
        csv_row(csv, panel.title,
                !line.thin           ? "median"
                : line.label.empty() ? "future"
                                     : "reference_median",
                line.label, line.x[i], line.y[i]);
    for (const ChartDot& dot : panel.dots) csv_row(csv, panel.title, "dot", letter_of(dot.style), dot.x, dot.y);
    for (const ChartArea& area : panel.areas)
      for (std::size_t i = 0; i < area.x.size(); ++i)
        csv_row(csv, panel.title, "mean", area.label, area.x[i], area.high[i] - area.low[i]);
    for (const ChartInterval& row : panel.intervals) {
      const double none = std::nan("");
      csv_row(csv, panel.title, "mean", row.label, none, row.mean);
      csv_row(csv, panel.title, "lo90", row.label, none, row.low);
      csv_row(csv, panel.title, "hi90", row.label, none, row.high);
      csv_row(csv, panel.title, "error196", row.label, none, row.error);
    }
    for (const ChartBracket& each : panel.brackets) {
      csv_row(csv, panel.title, "mean", "", each.x, each.mean);
      csv_row(csv, panel.title, "error196", "", each.x, each.error);
    }
    for (const ChartSwing& row : panel.swings) {
      const double none = std::nan("");
      csv_row(csv, panel.title, "today", row.label, none, panel.base);
      csv_row(csv, panel.title, row.single ? "alternative" : "low", row.label, none, row.low);
      csv_row(csv, panel.title, "low_error196", row.label, none, row.low_error);
      if (row.single) continue;
      csv_row(csv, panel.title, "high", row.label, none, row.high);
      csv_row(csv, panel.title, "high_error196", row.label, none, row.high_error);
    }
    for (std::size_t row = 0; row < panel.risk.size(); ++row)
      for (std::size_t i = 0; i < panel.risk_x.size(); ++i)
        csv_row(csv, panel.title, "count", chart.risk_rows[row], panel.risk_x[i], panel.risk[row][i]);
    for (const ChartBar& bar : panel.bars)
      for (std::size_t i = 0; i < bar.parts.size(); ++i)
        csv_row(csv, bar.label, "mean", chart.bar_parts[i], std::nan(""), bar.parts[i]);
  }
  return csv;
}

}  // namespace tuiyan
