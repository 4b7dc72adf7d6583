// Step 1 of a sensitivity run: which parameters matter, found in groups that are halved.
#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "sim/laboratory.h"

namespace tuiyan {

namespace {

constexpr std::size_t groups_for_each_leader = 3;  // to begin with: of some 240 parameters, 8 in each

// The values that a screening has, by point of the trajectories.
class Screen {
 public:
  Screen(Laboratory& laboratory, Sensitivity& result) : laboratory_(laboratory), result_(result) {
    for (const UncertainParameter& parameter : result.plan.parameters) paths_.push_back(parameter.path);
    for (int t = 0; t < result.plan.trajectories; ++t)
      trajectories_.push_back(trajectory_of(paths_, result.plan.seed, t));
    for (const DrivenDifference& one : result.differences)
      for (const int mix : {one.mix, one.other})
        if (std::find(mixes_.begin(), mixes_.end(), mix) == mixes_.end()) mixes_.push_back(mix);
    std::sort(mixes_.begin(), mixes_.end());
  }

  // The points in every trajectory. Trajectory t is played in replicate t, so that the luck differs between
  // trajectories, not within one. If it is stopped, nothing is kept but whole trajectories of the first points.
  bool play(const std::vector<std::size_t>& points) {
    std::vector<Values> results = laboratory_.play(
        trajectories_.size() * points.size(),
        [&](std::size_t i) { return trial_at(i / points.size(), points[i % points.size()]); }, mixes_);
    std::size_t whole = 0;
    while (whole < trajectories_.size() && is_whole(results, whole, points.size())) ++whole;
    const bool all = whole == trajectories_.size();
    if (!all && !at_.empty()) return false;
    if (!all) trajectories_.resize(whole);
    for (std::size_t t = 0; t < whole; ++t)
      for (std::size_t p = 0; p < points.size(); ++p)
        at_[points[p]].push_back(std::move(results[t * points.size() + p]));
    return all;
  }

  // Groups lie between neighbouring points.
  void tell() {
    result_.trajectories = static_cast<int>(trajectories_.size());
    result_.groups.clear();
    for (DrivenDifference& one : result_.differences) one.screened.clear();
    if (trajectories_.empty()) return;
    for (auto from = at_.begin(), to = std::next(from); to != at_.end(); ++from, ++to) {
      const ParameterGroup group{static_cast<int>(from->first), static_cast<int>(to->first)};
      result_.groups.push_back(group);
      for (DrivenDifference& one : result_.differences)
        one.screened.push_back(effects_of(one, group, from->second, to->second));
    }
  }

 private:
  Trial trial_at(std::size_t number, std::size_t point) const {
    Setting setting{std::vector<Place>(paths_.size()), -1};
    for (std::size_t i = 0; i < paths_.size(); ++i) setting.places[i] = trajectories_[number].at(i, point);
    return {std::move(setting), static_cast<int>(number)};
  }

  static bool is_whole(const std::vector<Values>& results, std::size_t number, std::size_t points) {
    const auto first = results.begin() + static_cast<std::ptrdiff_t>(number * points);
    return std::none_of(first, first + static_cast<std::ptrdiff_t>(points), [](const Values& v) { return v.empty(); });
  }

  ElementaryEffects effects_of(const DrivenDifference& one, const ParameterGroup& group,
                               const std::vector<Values>& before, const std::vector<Values>& after) const {
    const auto first = static_cast<std::size_t>(group.first);
    std::vector<double> effects;
    for (std::size_t t = 0; t < trajectories_.size(); ++t) {
      const bool down = group.is_single() && trajectories_[t].to[first] < trajectories_[t].start[first];
      const double moved = difference_in(result_.plan, after[t], one) - difference_in(result_.plan, before[t], one);
      effects.push_back(moved / (down ? -step_size : step_size));
    }
    ElementaryEffects summary = summary_of(effects, result_.plan.seed, paths_[first]);
    if (!group.is_single()) summary.distinct = false;  // its members go up and down
    return summary;
  }

  Laboratory& laboratory_;
  Sensitivity& result_;
  std::vector<std::string> paths_;
  std::vector<Trajectory> trajectories_;
  std::vector<int> mixes_;
  std::map<std::size_t, std::vector<Values>> at_;  // by trajectory
};

}  // namespace

void screen(Laboratory& laboratory, Sensitivity& result) {
  const std::size_t k = result.plan.parameters.size();
  if (k == 0 || result.differences.empty()) return;
  const auto top = static_cast<std::size_t>(std::max(1, result.plan.top));
  const std::size_t groups = std::min(k, groups_for_each_leader * top);
  std::vector<std::size_t> points;
  for (std::size_t g = 0; g <= groups; ++g) points.push_back(g * k / groups);
  Screen screen(laboratory, result);
  bool going = screen.play(points);
  screen.tell();
  while (going) {
    points.clear();
    for (const int leader : leading_groups(result.differences, result.plan.top)) {
      const ParameterGroup& group = result.groups[static_cast<std::size_t>(leader)];
      if (!group.is_single()) points.push_back(static_cast<std::size_t>((group.first + group.end) / 2));
    }
    if (points.empty()) return;
    going = screen.play(points);
    if (going) screen.tell();
  }
}

std::vector<int> leading_groups(const std::vector<DrivenDifference>& differences, int top) {
  std::vector<std::vector<int>> rankings;
  for (const DrivenDifference& one : differences) {
    const auto size = [&](int group) { return one.screened[static_cast<std::size_t>(group)].size; };
    double largest = 0;
    for (const ElementaryEffects& each : one.screened) largest = std::fmax(largest, each.size);
    std::vector<int> ranking;
    for (int i = 0; i < static_cast<int>(one.screened.size()); ++i)
      if (size(i) > 0 && size(i) >= least_share * largest) ranking.push_back(i);
    std::stable_sort(ranking.begin(), ranking.end(), [&](int a, int b) { return size(a) > size(b); });
    rankings.push_back(std::move(ranking));
  }
  std::vector<int> leading;
  std::vector<std::size_t> next(rankings.size(), 0);
  for (bool found = true; found;) {
    found = false;
    for (std::size_t d = 0; d < rankings.size() && static_cast<int>(leading.size()) < top; ++d) {
      std::size_t& at = next[d];
      while (at < rankings[d].size() && std::find(leading.begin(), leading.end(), rankings[d][at]) != leading.end())
        ++at;
      if (at >= rankings[d].size()) continue;
      leading.push_back(rankings[d][at++]);
      found = true;
    }
  }
  return leading;
}

}  // namespace tuiyan
