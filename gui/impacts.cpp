#include "gui/impacts.h"

#include "sim/quantities.h"
#include "sim/sensitivity_words.h"
#include "sim/wording.h"

namespace tuiyan::gui {

Impacts impacts_of(const Sensitivity& sensitivity) {
  Impacts impacts;
  if (sensitivity.differences.empty()) return impacts;
  const DrivenDifference& first = sensitivity.differences.front();
  const Scale scale =
      scale_of(quantity(sensitivity.plan.questions[static_cast<std::size_t>(first.question)].quantity), MoneyUnit::wan);
  impacts.about = {difference_words(sensitivity, first, Language::zh),
                   difference_words(sensitivity, first, Language::en)};
  impacts.unit = scale.difference;
  for (std::size_t g = 0; g < first.screened.size() && g < sensitivity.groups.size(); ++g) {
    const ParameterGroup& group = sensitivity.groups[g];
    const ElementaryEffects& effects = first.screened[g];
    for (int p = group.first; p < group.end; ++p)
      impacts.of[sensitivity.plan.parameters[static_cast<std::size_t>(p)].path] = {
          effects.mu_star * scale.factor, effects.mu_star_error * scale.factor, group.end - group.first};
  }
  return impacts;
}

const Impact* impact_at(const Impacts& impacts, const std::string& path) {
  auto found = impacts.of.find(path);
  // A dated value is one parameter of the run, and one for each step here.
  if (found == impacts.of.end()) found = impacts.of.find(path.substr(0, path.rfind('/')));
  return found == impacts.of.end() ? nullptr : &found->second;
}

}  // namespace tuiyan::gui
