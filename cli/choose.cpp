#include "cli/choose.h"

#include <fmt/format.h>

#include <algorithm>

#include "io/result_json.h"

namespace tuiyan {

namespace {

[[noreturn]] void refuse(const Names& kind, const std::string& word, const std::vector<std::string>& known) {
  const Names text = unknown_word("", kind, word, known).text;
  throw UsageError(text);
}

std::vector<std::string> ids_of(const Scenario& scenario) {
  std::vector<std::string> ids;
  for (const Mix& mix : scenario.mixes) ids.push_back(mix.id);
  return ids;
}

std::vector<std::string> distinct(std::vector<std::string> words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

}  // namespace

std::vector<int> chosen_mixes(const Scenario& scenario, const Options& options) {
  std::vector<int> chosen;
  for (const std::string& id : options.mixes) {
    const int mix = scenario.mix_index(id);
    if (mix < 0) refuse({"措施组合", "mix"}, id, ids_of(scenario));
    chosen.push_back(mix);
  }
  for (int mix = 0; options.mixes.empty() && mix < static_cast<int>(scenario.mixes.size()); ++mix)
    chosen.push_back(mix);
  std::sort(chosen.begin(), chosen.end());
  chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
  return chosen;
}

std::string chosen_reference(const std::vector<std::string>& mixes, const Options& options) {
  std::string id = options.reference.value_or("none");
  if (std::find(mixes.begin(), mixes.end(), id) != mixes.end()) return id;
  if (options.reference) refuse({"对照组合", "reference mix"}, id, mixes);
  return mixes.empty() ? "" : mixes.front();
}

std::vector<int> chosen_points(const Shape& shape, const std::string& quantity) {
  const Selection selection = parse_selection(quantity);
  std::vector<std::string> ids, times, groups;
  for (const Quantity& each : quantities()) ids.push_back(each.id);
  if (std::find(ids.begin(), ids.end(), selection.quantity) == ids.end())
    refuse({"指标", "quantity"}, selection.quantity, ids);
  std::vector<int> points;
  for (const Shape::Series& series : shape.series) {
    if (quantities()[static_cast<std::size_t>(series.quantity)].id != selection.quantity) continue;
    groups.push_back(series.group);
    for (int point = series.first; point < series.first + series.size; ++point) {
      const Point& each = shape.points[static_cast<std::size_t>(point)];
      times.push_back(each.at);
      const bool last = point == series.first + series.size - 1;
      if (selects(selection, each) && (selection.at || last)) points.push_back(point);
    }
  }
  if (!points.empty()) return points;
  const bool group_known =
      !selection.group || std::find(groups.begin(), groups.end(), *selection.group) != groups.end();
  if (!group_known) refuse({"分组", "group"}, *selection.group, distinct(groups));
  refuse({"时间", "time"}, selection.at.value_or(""), distinct(times));
}

}  // namespace tuiyan
