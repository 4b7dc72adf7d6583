// Where, on the way from today's value to an end of a range, the preferred mix changes.
#include <algorithm>
#include <cmath>

#include "sim/laboratory.h"

namespace tuiyan {

namespace {

constexpr int halvings = 3;  // a bracket is then at most an eighth of the way

using Lead = std::pair<double, double>;  // at a position

// The stretch next to today's value, on either side, over which a lead is lost.
struct Stretch {
  Lead from, to;  // `from` is nearer to today's
  double crossing() const {
    const double fall = from.second - to.second;
    return std::isfinite(fall) && fall > 0 ? from.first + from.second / fall * (to.first - from.first) : to.first;
  }
};

std::optional<Stretch> nearest_loss(const std::vector<Lead>& leads, double now, bool strictly) {
  std::optional<Stretch> nearest;
  const auto is_lost = [&](double lead) { return strictly ? lead < 0 : lead <= 0; };
  const auto consider = [&](const Lead& from, const Lead& to) {
    if (is_lost(from.second) || !is_lost(to.second)) return false;
    if (!nearest || std::abs(to.first - now) < std::abs(nearest->to.first - now)) nearest = Stretch{from, to};
    return true;
  };
  const auto today = std::find_if(leads.begin(), leads.end(), [&](const Lead& each) { return each.first == now; });
  for (auto up = today; up != leads.end() && up + 1 != leads.end() && !consider(*up, *(up + 1)); ++up) {
  }
  for (auto down = today; down != leads.begin() && !consider(*down, *(down - 1)); --down) {
  }
  return nearest;
}

using Kind = double Margin::*;

std::optional<Stretch> loss_of(const SensitivityPlan& plan, const Scan& scan, const Preference& preference,
                               Kind which) {
  std::vector<Lead> leads;
  for (const auto& [position, sample] : scan.at)
    leads.emplace_back(position, margin_of(plan, sample, preference.question, preference.best).*which);
  return nearest_loss(leads, position_of(plan.parameters[static_cast<std::size_t>(scan.parameter)]),
                      which == &Margin::mean);
}

void insert(Scan& scan, double position, Sample sample) {
  const auto at = std::find_if(scan.at.begin(), scan.at.end(), [&](const auto& each) { return each.first > position; });
  scan.at.insert(at, {position, std::move(sample)});
}

double value_at(const UncertainParameter& parameter, double position) {
  if (position >= 1) return parameter.range.high;
  const double value = parameter.range.low + position * (parameter.range.high - parameter.range.low);
  return parameter.whole ? std::round(value) : value;
}

double way_of(double position, double now) {
  const double whole = position < now ? now : 1 - now;
  return whole > 0 ? std::abs(position - now) / whole : 0;
}

const Sample& sample_at(const Scan& scan, double position) {
  return std::find_if(scan.at.begin(), scan.at.end(), [&](const auto& each) { return each.first == position; })->second;
}

// Whether at the end of the range beyond a stretch another mix is clearly in front, not too close to call with today's
// best.
bool is_clear(const SensitivityPlan& plan, const Scan& scan, const Preference& preference, const Stretch& stretch) {
  const Sample& there = stretch.to.first < stretch.from.first ? scan.at.front().second : scan.at.back().second;
  const std::vector<int> level =
      level_with(plan, there, preference.question, best_of(plan, there, preference.question));
  return std::find(level.begin(), level.end(), preference.best) == level.end();
}

}  // namespace

double position_of(const UncertainParameter& parameter) {
  return (parameter.value - parameter.range.low) / (parameter.range.high - parameter.range.low);
}

Setting moved_to(const SensitivityPlan& plan, int parameter, double position) {
  Setting setting{std::vector<std::optional<double>>(plan.parameters.size()), -1};
  setting.places[static_cast<std::size_t>(parameter)] = position;
  return setting;
}

std::vector<Scan> scan_ends(Laboratory& laboratory, const SensitivityPlan& plan, const std::vector<int>& leading,
                            const Sample& today) {
  std::vector<Setting> settings;
  const auto now = [&](int parameter) { return position_of(plan.parameters[static_cast<std::size_t>(parameter)]); };
  for (const int parameter : leading)
    for (const double end : {0.0, 1.0})
      if (end != now(parameter)) settings.push_back(moved_to(plan, parameter, end));
  const std::vector<std::optional<Sample>> samples = laboratory.replicate(settings);
  std::vector<Scan> scans;
  auto next = samples.begin();
  for (const int parameter : leading) {
    Scan scan{parameter, {{now(parameter), today}}};
    bool whole = true;
    for (const double end : {0.0, 1.0}) {
      if (end == now(parameter)) continue;
      if (next->has_value()) insert(scan, end, **next);
      whole = whole && next->has_value();
      ++next;
    }
    if (whole) scans.push_back(std::move(scan));
  }
  return scans;
}

void bisect(Laboratory& laboratory, const SensitivityPlan& plan, const std::vector<Preference>& preferences,
            std::vector<Scan>& scans) {
  std::vector<std::pair<std::size_t, const Preference*>> clear;  // where another mix is clearly in front at an end
  for (std::size_t s = 0; s < scans.size(); ++s)
    for (const Preference& preference : preferences)
      if (const auto stretch = loss_of(plan, scans[s], preference, &Margin::mean);
          stretch && is_clear(plan, scans[s], preference, *stretch))
        clear.emplace_back(s, &preference);
  for (int step = 0; step < halvings && !laboratory.stopped() && !clear.empty(); ++step) {
    std::vector<std::pair<std::size_t, double>> where;
    for (const auto& [s, preference] : clear) {
      const auto stretch = loss_of(plan, scans[s], *preference, &Margin::mean);
      const std::pair<std::size_t, double> middle{s, (stretch->from.first + stretch->to.first) / 2};
      if (std::find(where.begin(), where.end(), middle) == where.end()) where.push_back(middle);
    }
    std::vector<Setting> settings;
    for (const auto& [s, position] : where) settings.push_back(moved_to(plan, scans[s].parameter, position));
    laboratory.expect(settings.size() * static_cast<std::size_t>(plan.replicates * (halvings - step)));
    std::vector<std::optional<Sample>> samples = laboratory.replicate(settings);
    for (std::size_t i = 0; i < where.size(); ++i)
      if (samples[i]) insert(scans[where[i].first], where[i].second, std::move(*samples[i]));
  }
}

Switch switch_of(const SensitivityPlan& plan, const Scan& scan, const Preference& preference) {
  Switch result;
  result.parameter = scan.parameter;
  const UncertainParameter& parameter = plan.parameters[static_cast<std::size_t>(scan.parameter)];
  const double now = position_of(parameter);
  if (const auto stretch = loss_of(plan, scan, preference, &Margin::mean)) {
    const double crossing = stretch->crossing();
    result.changes = Bracket{value_at(parameter, stretch->from.first), value_at(parameter, stretch->to.first),
                             value_at(parameter, crossing)};
    result.way = way_of(crossing, now);
    result.to = best_of(plan, sample_at(scan, stretch->to.first), preference.question);
    result.close = !is_clear(plan, scan, preference, *stretch);
  }
  if (preference.tie) return result;
  if (const auto stretch = loss_of(plan, scan, preference, &Margin::cautious)) {
    result.tie_at = value_at(parameter, stretch->crossing());
    result.tie_way = way_of(stretch->crossing(), now);
  }
  return result;
}

}  // namespace tuiyan
