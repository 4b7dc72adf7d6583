// Structural alternatives, found through the declaration: what else the rules could be.
#include <cmath>

#include "sim/sensitivity.h"

namespace tuiyan {

namespace {

const char* const without_persistence = "income/persistence=none";

// A choice or switch directly among the rules, not in lists: measures, mixes and groups are what is compared.
struct Option {
  std::string path;
  Names names;
  Bound bound;
};

void collect(const Fields& fields, const std::string& path, std::vector<Option>& found) {
  for (const Field& field : fields.list) {
    const std::string at = path.empty() ? field.key : path + "/" + field.key;
    if (const auto* inner = std::get_if<Fields>(&field.bound)) collect(*inner, at, found);
    if (path.empty()) continue;  // switches of the whole run: randomness, ...
    if (std::holds_alternative<Choice>(field.bound) || std::holds_alternative<bool*>(field.bound))
      found.push_back({at, field.names, field.bound});
  }
}

std::vector<Option> options_of(Scenario& scenario) {
  std::vector<Option> found;
  collect(fields(scenario), "", found);
  return found;
}

}  // namespace

std::vector<Alternative> alternatives_of(const Scenario& scenario) {
  Scenario copy = scenario;
  std::vector<Alternative> found;
  for (const Option& option : options_of(copy)) {
    if (const auto* choice = std::get_if<Choice>(&option.bound)) {
      for (std::size_t i = 0; i < choice->words.size(); ++i)
        if (static_cast<int>(i) != choice->get())
          found.push_back(
              {option.path + "=" + choice->words[i],
               {option.names.zh + "：" + choice->names[i].zh, option.names.en + ": " + choice->names[i].en}});
    } else if (const auto* const* on = std::get_if<bool*>(&option.bound)) {
      const bool is_on = **on;
      found.push_back({option.path + (is_on ? "=false" : "=true"),
                       {option.names.zh + (is_on ? "：否" : "：是"), option.names.en + (is_on ? ": no" : ": yes")}});
    }
  }
  if (scenario.income.persistence > 0 && scenario.income.persistent_sd > 0)
    found.push_back({without_persistence,
                     {"收入波动不持续到下一年（年度离散程度不变）",
                      "shocks of income do not last into the next year (annual spread unchanged)"}});
  return found;
}

Scenario with_alternative(const Scenario& scenario, const Alternative& alternative) {
  Scenario copy = scenario;
  if (alternative.path == without_persistence) {
    // What lasted becomes noise of the year: the annual spread stays, nothing of it is carried into the next year.
    IncomeRules& income = copy.income;
    const double rho = income.persistence, lasting = income.persistent_sd, noise = income.noise_sd;
    income.noise_sd.value = std::sqrt(noise * noise + lasting * lasting / (1 - rho * rho));
    income.persistent_sd.value = 0;
    return copy;
  }
  const std::size_t sign = alternative.path.find('=');
  const std::string path = alternative.path.substr(0, sign), word = alternative.path.substr(sign + 1);
  for (const Option& option : options_of(copy)) {
    if (option.path != path) continue;
    if (const auto* choice = std::get_if<Choice>(&option.bound)) {
      for (std::size_t i = 0; i < choice->words.size(); ++i)
        if (choice->words[i] == word) choice->set(static_cast<int>(i));
    } else if (auto* const* on = std::get_if<bool*>(&option.bound)) {
      **on = word == "true";
    }
  }
  return copy;
}

}  // namespace tuiyan
