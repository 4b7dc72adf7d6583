// The outcomes of the small place as they were when somebody last looked at them: a change that moves one bit
// is seen here. `tuiyan_tests --refresh-golden` writes the file anew; say in the commit why it moved.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>

#include "sim/field_json.h"
#include "tests/options.h"
#include "tests/places.h"

namespace tuiyan {
namespace {

std::string golden_text() {
  const Scenario place = small_place();
  const Outcomes outcomes = play(place, 5);
  Json file{{"scenario", place.id}, {"engine", engine_version}};
  const std::vector<std::string> wanted{
      "exited_share",           "self_reliant_share", "returned_share", "registered_persons", "poor_share", "fgt2",
      "mean_income_registered", "true_relapse_share", "spending_year",  "unspent_year",       "still_poor"};
  for (std::size_t m = 0; m < outcomes.mixes.size(); ++m)
    for (std::size_t p = 0; p < outcomes.shape.points.size(); ++p) {
      const Point& point = outcomes.shape.points[p];
      const std::string& id = quantities()[static_cast<std::size_t>(point.quantity)].id;
      if (std::find(wanted.begin(), wanted.end(), id) == wanted.end()) continue;
      const bool monthly = point.at.size() == 7;
      if (monthly && !point.at.ends_with("-06") && !point.at.ends_with("-12")) continue;
      if (id == "still_poor" && point.group != "12" && point.group != "24") continue;
      Json values = Json::array();
      for (const auto& replicate : outcomes.of)
        values.push_back(std::isnan(replicate[m][p]) ? Json() : Json(replicate[m][p]));
      const std::string key = id + (point.group.empty() ? "" : " " + point.group) + " " + point.at;
      file["outcomes"][outcomes.mixes[m]][key] = values;
    }
  return json_text(file);
}

TEST(Golden, SmallPlace) {
  const std::string path = std::string(TUIYAN_SOURCE_DIR) + "/tests/golden/small.json", text = golden_text();
  if (test_options().refresh_golden) std::ofstream(path, std::ios::binary) << text;
  const std::string kept = source_text("tests/golden/small.json");
  if (text == kept) return;
  std::size_t at = 0, line = 1;
  while (at < std::min(text.size(), kept.size()) && text[at] == kept[at]) line += text[at++] == '\n';
  const auto line_at = [at](const std::string& whole) {
    const std::size_t begin = whole.rfind('\n', at) + 1;
    return whole.substr(begin, whole.find('\n', at) - begin);
  };
  FAIL() << "line " << line << " is\n" << line_at(text) << "\nand was\n" << line_at(kept);
}

}  // namespace
}  // namespace tuiyan
