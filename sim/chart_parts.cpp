#include "sim/chart_parts.h"

#include <algorithm>
#include <cmath>

namespace tuiyan {

Track track_of(const ChartSource& source, std::string_view id) {
  const Shape& shape = source.comparison.outcomes().shape;
  Track track;
  track.quantity = &quantity(id);
  if (track.quantity->grouped) {
    track.points = shape.curve(id);
  } else if (const Shape::Series* series = shape.find_series(id)) {
    for (int i = 0; i < series->size; ++i) track.points.push_back(series->first + i);
  }
  const bool from_start =
      track.quantity->grouped ||
      (!track.points.empty() && shape.points[static_cast<std::size_t>(track.points.front())].at == "start");
  for (std::size_t i = 0; i < track.points.size(); ++i)
    track.x.push_back(static_cast<double>(i) + (from_start ? 0 : 1));
  return track;
}

ChartAxis years_axis(const ChartSource& source) {
  const Scenario& scenario = source.scenario;
  ChartAxis axis;
  axis.title = choose(source.language, "时间（按月；刻度线为年初，最右一小段为期末状态）",
                      "time, by month; ticks stand at the start of a year, the strip at the right is the end");
  // A round comes into force with the last day of a year: what it decided last stands in a strip of its own.
  axis.high = std::max(1.0, scenario.months * 1.05);
  axis.between = true;
  for (int month = 0; month < scenario.months; ++month) {
    const Month at = scenario.start + month;
    if (month > 0 && at.month_of_year() != 1) continue;
    axis.ticks.push_back(month);
    axis.tick_labels.push_back(std::to_string(at.year()));
  }
  axis.ticks.push_back(scenario.months);
  axis.tick_labels.emplace_back();
  for (const Event& event : scenario.events)
    if (event.month >= scenario.start) axis.marks.push_back(event.month - scenario.start);
  return axis;
}

void add_event_keys(const ChartSource& source, std::vector<ChartKey>& key) {
  for (const Event& event : source.scenario.events)
    if (event.month >= source.scenario.start)
      key.push_back({Mark::event, 0, in(source.language, describe(event, source.scenario.shocks))});
}

void add_risk(const ChartSource& source, const std::vector<RiskRow>& rows, int times, Chart& chart) {
  std::vector<std::vector<std::vector<Estimate>>> of(chart.panels.size());  // [mix][time][row]
  double most = 0;
  for (std::size_t mix = 0; mix < chart.panels.size(); ++mix)
    for (int time = 0; time < times; ++time) {
      of[mix].emplace_back();
      for (const RiskRow& row : rows) {
        const std::vector<double> values = row.households(static_cast<int>(mix), 12 * time);
        if (values.empty()) return;
        of[mix].back().push_back(estimate(values));
        most = std::max(most, of[mix].back().back().mean);
      }
    }
  // Numbers of a whole country do not fit between two years.
  const double unit = most >= 1e6 ? 1e4 : 1;
  const Scale scale{1, unit > 1 ? 1 : 0, {}, {}};
  for (std::size_t mix = 0; mix < chart.panels.size(); ++mix) {
    ChartPanel& panel = chart.panels[mix];
    panel.risk.resize(rows.size());
    for (const std::vector<Estimate>& at : of[mix]) {
      double mcse = 0;
      for (std::size_t row = 0; row < rows.size(); ++row) {
        panel.risk[row].push_back(at[row].mean / unit);
        if (std::isfinite(at[row].mcse)) mcse = std::max(mcse, at[row].mcse / unit);
      }
      panel.risk_x.push_back(12.0 * static_cast<double>(panel.risk_x.size()));
      panel.risk_places.push_back(places_for(mcse, scale));
    }
  }
  for (const RiskRow& row : rows) chart.risk_rows.push_back(row.name);
  chart.risk_title = unit > 1 ? choose(source.language, "万户（模拟平均）", "10,000 households, mean over the futures")
                              : choose(source.language, "户（模拟平均）", "households, mean over the futures");
}

MoneyUnit money_unit(const ChartSource& source, double largest_yuan) {
  return source.in_wan ? MoneyUnit::wan : money_unit_for(largest_yuan);
}

ChartAxis value_axis(double low, double high, int about, bool zero, bool snug) {
  if (zero) {
    low = std::min(low, 0.0);
    high = std::max(high, 0.0);
  }
  if (!(high > low)) high = low + 1;
  const double rough = (high - low) / about, power = std::pow(10.0, std::floor(std::log10(rough)));
  double step = 10 * power;
  for (const double multiple : {5.0, 2.0, 1.0})
    if (multiple * power >= rough * 0.999) step = multiple * power;
  ChartAxis axis;
  axis.low = snug ? low : std::floor(low / step + 1e-9) * step;
  axis.high = snug ? high : std::ceil(high / step - 1e-9) * step;
  const int places = std::max(0, -static_cast<int>(std::floor(std::log10(step) + 1e-9)));
  for (double i = std::ceil(axis.low / step - 1e-9); i * step <= axis.high + step * 1e-6; ++i) {
    axis.ticks.push_back(i * step);
    axis.tick_labels.push_back(format_number(i * step, places));
  }
  return axis;
}

std::string chip(const ChartSource& source, const std::string& definition, const std::string& error) {
  const Comparison& comparison = source.comparison;
  const int start = comparison.outcomes().shape.find("registered_households", "start");
  const double households = start < 0 ? std::nan("") : comparison.estimate(source.reference, start).mean;
  const double weight = source.scenario.weight;
  const std::string sample = weight == 1
                                 ? ""
                                 : choose(source.language, "（每个模拟户代表 ", " (each simulated one stands for ") +
                                       format_number(weight, 0) + choose(source.language, " 户）", ")");
  const std::string n = format_number(households, 0), runs = format_number(comparison.finished(), 0);
  std::string text = definition.empty() ? "" : definition + choose(source.language, "。", ". ");
  text += exit_definition(source.scenario, source.language);
  const std::string& drawn = parameter_words(source.uncertainty, source.language);
  if (source.language == Language::zh)
    return text + "。期初在册 " + n + " 户" + sample + " · 模拟 " + runs + " 次 · " + drawn +
           (error.empty() ? "" : " · " + error);
  return text + ". " + n + " households registered at the start" + sample + " · " + runs + " replicates · " + drawn +
         (error.empty() ? "" : " · " + error);
}

const std::string& parameter_words(bool uncertainty, Language language) {
  static const Names drawn{"参数：每次在区间内抽取", "parameters drawn within their ranges"};
  static const Names best{"参数：取最佳值", "parameters at best values"};
  return in(language, uncertainty ? drawn : best);
}

const std::string& spread_words(const ChartSource& source) {
  static const Names luck{"十次模拟有九次落在其中", "9 of 10 futures"};
  static const Names both{"十次模拟有九次落在其中（含参数的不确定）",
                          "9 of 10 futures, doubt about parameters included"};
  return in(source.language, source.uncertainty ? both : luck);
}

std::string partial_words(const ChartSource& source) {
  const int finished = source.comparison.finished();
  if (source.asked <= finished) return {};
  const std::string of = format_number(finished, 0) + " / " + format_number(source.asked, 0);
  return choose(source.language, "部分结果 " + of, "PARTIAL " + of);
}

std::string error_words(double mcse, const Scale& scale, bool difference, Language language) {
  Estimate estimate;
  estimate.mcse = mcse;
  const Written written = write_mean(estimate, scale, language);
  const std::string& unit = in(language, difference || scale.factor == 100 ? scale.difference : scale.unit);
  const std::string error = with_unit(written.error, unit, language);
  return choose(language, "蒙特卡洛误差不超过 " + error, "Monte Carlo error at most " + error);
}

std::string capitalised(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

std::vector<double> paired(const ChartSource& source, int mix, int point) {
  std::vector<double> values = source.comparison.values(mix, point);
  const std::vector<double> reference = source.comparison.values(source.reference, point);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] -= reference[i];
  return values;
}

}  // namespace tuiyan
