// The assumptions of a scenario that the window lists, in the order asked for. Reading all of them takes longer than a
// frame should, so they are read anew only when the scenario changed.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "gui/app.h"
#include "sim/field_json.h"

namespace tuiyan::gui {

struct Assumption {
  Parameter parameter;
  std::optional<Datum> in_file;    // none: not in the file
  const Impact* impact = nullptr;  // in App::impacts; null: not computed
  bool changed() const { return in_file && !(*in_file == parameter.datum); }
};

std::string full_name(const Parameter& parameter, Language language);

class AssumptionList {
 public:
  // Brings it up to what the app holds and its view asks for.
  void update(App& app);
  const std::vector<Assumption>& shown() const { return shown_; }
  bool levers_changed() const { return levers_changed_; }
  int count(AssumptionFilter filter) const { return counts_[static_cast<std::size_t>(filter)]; }  // found or not

 private:
  struct Asked {
    int move = -1;
    AssumptionFilter filter{};
    AssumptionOrder order{};
    bool reversed = false;
    std::string sought;
    bool operator==(const Asked&) const = default;
  };
  Asked asked_;
  std::vector<Assumption> all_, shown_;
  std::array<int, 5> counts_{};  // by filter
  bool levers_changed_ = false;
};

// Sets the parameter at a path of the scenario by hand, or back to what the file says where that is the same.
void set_assumption(Scenario& scenario, const Assumption& assumption, double value);
// Back to what the file says.
void reset_assumption(Scenario& scenario, const Assumption& assumption);

}  // namespace tuiyan::gui
