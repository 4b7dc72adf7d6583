// What is known of one mix in one replicate, as plain numbers in a fixed order.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/month.h"
#include "sim/problem.h"

namespace tuiyan {

struct Scenario;

enum class Better { neither, higher, lower };

// The closed list of what is counted; ids are used in targets, CSV, JSON, store and code alike.
struct Quantity {
  std::string id;  // "exited_share"
  Names names;
  Names definition;  // one sentence
  std::string unit;  // "households", "persons", "share", "yuan", "yuan/person"; see unit_names()
  Better better = Better::neither;
  bool grouped = false;
  Names grouped_by = {};  // "measure", "month since start", ...
};
const std::vector<Quantity>& quantities();
const Quantity& quantity(std::string_view id);  // must exist
const std::vector<std::string>& trigger_ids();  // by Trigger: groups of "returns_by_trigger_year"
Names trigger_names(const std::string& id);

// One number of an outcome. The opening stock is at "start"; months are "2017-12".
struct Point {
  int quantity;  // into quantities()
  std::string at;
  std::string group;  // "" if the quantity has none
};

// The order of the numbers of an outcome, the same for every mix and replicate of a scenario. Points of one
// quantity and group stand together in order of time; `series` are these stretches.
struct Shape {
  struct Series {
    int quantity;
    std::string group;
    int first, size;  // into points
  };
  std::vector<Point> points;
  std::vector<Series> series;

  int find(std::string_view quantity, std::string_view at, std::string_view group = "") const;  // -1 if none
  const Series* find_series(std::string_view quantity, std::string_view group = "") const;      // null if none
  // The points of a quantity whose groups are months since start or exit, in order of months.
  std::vector<int> curve(std::string_view quantity) const;
};
Shape shape_of(const Scenario& scenario);

using Outcome = std::vector<double>;  // by point; NaN where it is not defined (nobody exited yet)

// Outcomes of the replicates finished so far. A replicate that was not run has no outcomes.
struct Outcomes {
  Shape shape;
  std::vector<std::string> mixes;        // ids
  std::vector<std::vector<Outcome>> of;  // [replicate][mix]; empty where not finished

  int finished() const;
};

}  // namespace tuiyan
