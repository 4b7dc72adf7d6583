#include "gui/assumption_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>

#include "gui/texts.h"

namespace tuiyan::gui {

namespace {

std::vector<Assumption> read_all(Scenario& edited, Scenario& original, const Impacts& impacts) {
  std::map<std::string, Datum> in_file;
  for (Parameter& each : parameters_of(fields(original))) in_file.emplace(std::move(each.path), std::move(each.datum));
  std::vector<Assumption> list;
  for (Parameter& each : parameters_of(fields(edited))) {
    if (each.lever) continue;
    Assumption assumption;
    if (const auto found = in_file.find(each.path); found != in_file.end()) assumption.in_file = found->second;
    assumption.impact = impact_at(impacts, each.path);
    assumption.parameter = std::move(each);
    list.push_back(std::move(assumption));
  }
  return list;
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

bool passes(const Assumption& assumption, AssumptionFilter filter) {
  switch (filter) {
    case AssumptionFilter::changed:
      return assumption.changed();
    case AssumptionFilter::red:
      return assumption.parameter.datum.grade == Grade::red;
    case AssumptionFilter::amber:
      return assumption.parameter.datum.grade == Grade::amber;
    case AssumptionFilter::green:
      return assumption.parameter.datum.grade == Grade::green;
    case AssumptionFilter::all:
      break;
  }
  return true;
}

bool mentions(const Assumption& assumption, const std::string& sought) {
  if (sought.empty()) return true;
  const std::string wanted = lower(sought);
  const Parameter& parameter = assumption.parameter;
  for (const Language language : {Language::zh, Language::en})
    if (lower(full_name(parameter, language)).find(wanted) != std::string::npos) return true;
  return lower(parameter.path).find(wanted) != std::string::npos ||
         lower(parameter.datum.source).find(wanted) != std::string::npos;
}

// A number that is set by hand turns red; it keeps its place, so that the row does not run away from the pointer.
int place_of_grade(const Assumption& assumption) {
  const Grade grade = assumption.in_file ? assumption.in_file->grade : assumption.parameter.datum.grade;
  return -static_cast<int>(grade);  // red first
}

double size_of(const Assumption& assumption) { return assumption.impact != nullptr ? assumption.impact->mu_star : -1; }

void sort(std::vector<Assumption>& list, AssumptionOrder order, bool reversed) {
  const auto before = [order](const Assumption& a, const Assumption& b) {
    if (order == AssumptionOrder::grade && place_of_grade(a) != place_of_grade(b))
      return place_of_grade(a) < place_of_grade(b);
    return size_of(a) > size_of(b);
  };
  if (order != AssumptionOrder::file) std::stable_sort(list.begin(), list.end(), before);
  if (reversed) std::reverse(list.begin(), list.end());
}

bool levers_differ(Scenario& edited, Scenario& original) {
  if (edited.mixes.size() != original.mixes.size()) return true;
  for (std::size_t m = 0; m < edited.mixes.size(); ++m)
    if (write_fields(fields(edited.mixes[m])) != write_fields(fields(original.mixes[m]))) return true;
  return false;
}

Datum& datum_at(Scenario& scenario, const std::string& path) {
  for (const Parameter& each : parameters_of(fields(scenario)))
    if (each.path == path) return *each.bound;
  throw std::logic_error("there is no parameter " + path);
}

}  // namespace

std::string full_name(const Parameter& parameter, Language language) {
  const std::string &owner = in(language, parameter.owner), &name = in(language, parameter.names);
  if (owner.empty()) return name;
  return fmt::format("{}{}{}", owner, language == Language::zh ? "：" : ": ", name);
}

void AssumptionList::update(App& app) {
  const View& view = app.view;
  Asked asked{app.history.moves(), view.filter, view.order, view.reversed, view.sought};
  if (asked == asked_) return;
  if (asked.move != asked_.move) {
    all_ = read_all(*app.edited, *app.original, app.impacts);
    levers_changed_ = levers_differ(*app.edited, *app.original);
    for (std::size_t k = 0; k < counts_.size(); ++k)
      counts_[k] = static_cast<int>(std::count_if(all_.begin(), all_.end(), [&](const Assumption& each) {
        return passes(each, static_cast<AssumptionFilter>(k));
      }));
  }
  asked_ = std::move(asked);
  shown_ = all_;
  std::erase_if(shown_,
                [&](const Assumption& each) { return !passes(each, asked_.filter) || !mentions(each, asked_.sought); });
  sort(shown_, asked_.order, asked_.reversed);
}

void set_assumption(Scenario& scenario, const Assumption& assumption, double value) {
  Datum& datum = datum_at(scenario, assumption.parameter.path);
  datum.value = value;
  datum.grade = Grade::red;
  datum.source = say::by_hand;
  datum.tuned = false;
  if (assumption.in_file && assumption.in_file->value == value) datum = *assumption.in_file;
}

void reset_assumption(Scenario& scenario, const Assumption& assumption) {
  datum_at(scenario, assumption.parameter.path) = *assumption.in_file;
}

}  // namespace tuiyan::gui
