#include "io/sensitivity_json.h"

#include <cmath>

#include "io/number_json.h"

namespace tuiyan {

namespace {

constexpr const char* sensitivity_schema = "tuiyan/sensitivity@2";

Sorted text_or_null(const std::string& text) { return text.empty() ? Sorted() : Sorted(text); }
std::string text_of(const Sorted& json) { return json.is_null() ? std::string() : json.get<std::string>(); }

Sorted json_of(const UncertainParameter& p) {
  return {{"path", p.path},
          {"names", json_of(p.names)},
          {"unit", p.unit},
          {"value", number(p.value)},
          {"range", {number(p.range.low), number(p.range.high)}},
          {"grade", grade_ids()[static_cast<std::size_t>(p.grade)]},
          {"source", p.source},
          {"whole", p.whole}};
}

UncertainParameter parameter_of(const Sorted& json) {
  UncertainParameter p;
  p.path = json.at("path").get<std::string>();
  p.names = names_of(json.at("names"));
  p.unit = json.at("unit").get<std::string>();
  p.value = number_of(json.at("value"));
  p.range = {number_of(json.at("range").at(0)), number_of(json.at("range").at(1))};
  for (std::size_t i = 0; i < grade_ids().size(); ++i)
    if (grade_ids()[i] == json.at("grade").get<std::string>()) p.grade = static_cast<Grade>(i);
  p.source = json.at("source").get<std::string>();
  p.whole = json.at("whole").get<bool>();
  return p;
}

CertainParameter certain_of(const Sorted& json) {
  CertainParameter one{json.at("path").get<std::string>(), names_of(json.at("names")), Certain::no_range};
  for (const Certain why : every_certain())
    if (certain_id(why) == json.at("why").get<std::string>()) one.why = why;
  return one;
}

// Writes and reads what belongs to one plan: parameters, alternatives and mixes by their ids.
struct Words {
  const SensitivityPlan& plan;
  const std::vector<ParameterGroup>& groups;

  Sorted mix(int index) const { return index < 0 ? Sorted() : Sorted(plan.mixes[static_cast<std::size_t>(index)].id); }
  int mix_of(const Sorted& json) const {
    for (std::size_t i = 0; i < plan.mixes.size(); ++i)
      if (json == plan.mixes[i].id) return static_cast<int>(i);
    return -1;
  }
  int parameter_of(const Sorted& json) const {
    for (std::size_t i = 0; i < plan.parameters.size(); ++i)
      if (json == plan.parameters[i].path) return static_cast<int>(i);
    throw std::out_of_range("parameter");
  }
  int alternative_of(const Sorted& json) const {
    for (std::size_t i = 0; i < plan.alternatives.size(); ++i)
      if (json == plan.alternatives[i].path) return static_cast<int>(i);
    throw std::out_of_range("alternative");
  }
  const std::string& parameter(int index) const { return plan.parameters[static_cast<std::size_t>(index)].path; }
  const std::string& alternative(int index) const { return plan.alternatives[static_cast<std::size_t>(index)].path; }
  Sorted question(int index) const {
    const auto& asked = plan.questions[static_cast<std::size_t>(index)];
    return {{"quantity", asked.quantity}, {"at", text_or_null(asked.at)}, {"group", text_or_null(asked.group)}};
  }
  static SensitivityPlan::Question question_from(const Sorted& json) {
    return {json.at("quantity").get<std::string>(), text_of(json.at("at")), text_of(json.at("group"))};
  }
  int question_of(const Sorted& json) const {
    for (std::size_t i = 0; i < plan.questions.size(); ++i)
      if (question_from(json) == plan.questions[i]) return static_cast<int>(i);
    throw std::out_of_range("question");
  }

  static Sorted end(const End& end) {
    Sorted json = json_of(end.difference);
    json["at"] = number(end.at);
    json["shift"] = number(end.shift);
    json["shift_error196"] = number(end.shift_error);
    return json;
  }
  static End end_of(const Sorted& json) {
    return {number_of(json.at("at")), difference_of(json), number_of(json.at("shift")),
            number_of(json.at("shift_error196"))};
  }

  Sorted difference(const DrivenDifference& one) const {
    Sorted ranking = Sorted::array(), swings = Sorted::array(), structure = Sorted::array();
    for (std::size_t i = 0; i < one.screened.size(); ++i) {
      const ElementaryEffects& each = one.screened[i];
      Sorted paths = Sorted::array();
      for (int p = groups[i].first; p < groups[i].end; ++p) paths.push_back(parameter(p));
      ranking.push_back({{"paths", std::move(paths)},
                         {"mu_star", number(each.mu_star)},
                         {"mu_star_se", number(each.mu_star_error)},
                         {"mu", number(each.mu)},
                         {"mu_error95", number(each.error)},
                         {"sigma", number(each.sigma)},
                         {"sigma_se", number(each.sigma_error)},
                         {"size", number(each.size)},
                         {"distinct", each.distinct},
                         {"steps", each.steps}});
    }
    for (const Swing& each : one.swings)
      swings.push_back({{"path", parameter(each.parameter)},
                        {"low", end(each.low)},
                        {"high", end(each.high)},
                        {"size", number(each.size())}});
    for (const Swing& each : one.structure)
      structure.push_back(
          {{"path", alternative(each.alternative)}, {"end", end(each.low)}, {"size", number(each.size())}});
    Sorted json = question(one.question);
    json["mix"] = mix(one.mix);
    json["other"] = mix(one.other);
    json["today"] = json_of(one.today);
    json["elementary_effects"] = std::move(ranking);
    json["tornado"] = std::move(swings);
    json["structure"] = std::move(structure);
    return json;
  }
  DrivenDifference difference_from(const Sorted& json) const {
    DrivenDifference one;
    one.question = question_of(json);
    one.mix = mix_of(json.at("mix"));
    one.other = mix_of(json.at("other"));
    one.today = difference_of(json.at("today"));
    for (const Sorted& each : json.at("elementary_effects"))
      one.screened.push_back({number_of(each.at("mu_star")), number_of(each.at("mu")), number_of(each.at("sigma")),
                              number_of(each.at("mu_star_se")), number_of(each.at("sigma_se")),
                              number_of(each.at("mu_error95")), number_of(each.at("size")),
                              each.at("distinct").get<bool>(), each.at("steps").get<int>()});
    for (const Sorted& each : json.at("tornado"))
      one.swings.push_back({parameter_of(each.at("path")), -1, end_of(each.at("low")), end_of(each.at("high"))});
    for (const Sorted& each : json.at("structure"))
      one.structure.push_back({-1, alternative_of(each.at("path")), end_of(each.at("end")), end_of(each.at("end"))});
    return one;
  }

  Sorted preference(const Preference& one) const {
    Sorted switches = Sorted::array(), structure = Sorted::array(), level = Sorted::array();
    for (const int each : one.level) level.push_back(mix(each));
    for (const Switch& each : one.switches)
      switches.push_back({{"path", parameter(each.parameter)},
                          {"within_range", each.changes.has_value()},
                          {"still_same_at", number(each.changes ? each.changes->same : std::nan(""))},
                          {"changed_at", number(each.changes ? each.changes->changed : std::nan(""))},
                          {"switching_value", number(each.changes ? each.changes->at : std::nan(""))},
                          {"to", mix(each.to)},
                          {"too_close", each.close},
                          {"way", number(each.way)},
                          {"tie_at", number(each.tie_at)},
                          {"tie_way", number(each.tie_way)}});
    for (const AlternativeChoice& each : one.structure)
      structure.push_back({{"path", alternative(each.alternative)}, {"best", mix(each.best)}, {"too_close", each.tie}});
    Sorted json = question(one.question);
    json["best"] = mix(one.best);
    json["next"] = mix(one.next);
    json["lead"] = json_of(one.lead);
    json["too_close"] = one.tie;
    json["level"] = std::move(level);
    json["switching_values"] = std::move(switches);
    json["structure"] = std::move(structure);
    return json;
  }
  Preference preference_from(const Sorted& json) const {
    Preference one;
    one.question = question_of(json);
    one.best = mix_of(json.at("best"));
    one.next = mix_of(json.at("next"));
    one.lead = difference_of(json.at("lead"));
    one.tie = json.at("too_close").get<bool>();
    for (const Sorted& each : json.at("level")) one.level.push_back(mix_of(each));
    const auto value = [](const Sorted& number) {
      return number.is_null() ? std::optional<double>() : std::optional<double>(number.get<double>());
    };
    for (const Sorted& each : json.at("switching_values")) {
      std::optional<Bracket> changes;
      if (each.at("within_range").get<bool>())
        changes = Bracket{number_of(each.at("still_same_at")), number_of(each.at("changed_at")),
                          number_of(each.at("switching_value"))};
      one.switches.push_back({parameter_of(each.at("path")), changes, mix_of(each.at("to")),
                              each.at("too_close").get<bool>(), number_of(each.at("way")), value(each.at("tie_at")),
                              number_of(each.at("tie_way"))});
    }
    for (const Sorted& each : json.at("structure"))
      one.structure.push_back(
          {alternative_of(each.at("path")), mix_of(each.at("best")), each.at("too_close").get<bool>()});
    return one;
  }
};

}  // namespace

std::string sensitivity_json(const Sensitivity& s, const Scenario& scenario, const RunRecord& record) {
  const SensitivityPlan& plan = s.plan;
  const Words words{plan, s.groups};
  Sorted mixes = Sorted::array(), parameters = Sorted::array(), alternatives = Sorted::array();
  Sorted differences = Sorted::array(), preferences = Sorted::array(), questions = Sorted::array();
  for (const NamedMix& mix : plan.mixes)
    mixes.push_back({{"id", mix.id}, {"names", json_of(mix.names)}, {"letter", mix.letter}});
  for (const UncertainParameter& parameter : plan.parameters) parameters.push_back(json_of(parameter));
  Sorted certain = Sorted::array();
  for (const CertainParameter& each : s.certain)
    certain.push_back({{"path", each.path}, {"names", json_of(each.names)}, {"why", certain_id(each.why)}});
  for (const Alternative& each : plan.alternatives)
    alternatives.push_back({{"path", each.path}, {"names", json_of(each.names)}});
  for (std::size_t i = 0; i < plan.questions.size(); ++i) questions.push_back(words.question(static_cast<int>(i)));
  for (const DrivenDifference& each : s.differences) differences.push_back(words.difference(each));
  for (const Preference& each : s.preferences) preferences.push_back(words.preference(each));
  Sorted result = {{"method",
                    {{"trajectories", plan.trajectories},
                     {"levels", 4},
                     {"replicates", plan.replicates},
                     {"top", plan.top},
                     {"law", "triangular"},
                     {"bootstrap", "over trajectories"},
                     {"trajectories_finished", s.trajectories},
                     {"screening_evaluations", s.screening},
                     {"evaluations", s.evaluations}}},
                   {"complete", s.complete},
                   {"mixes", std::move(mixes)},
                   {"reference", words.mix(plan.reference)},
                   {"asked_mix", words.mix(plan.mix)},
                   {"questions", std::move(questions)},
                   {"parameters", std::move(parameters)},
                   {"alternatives", std::move(alternatives)},
                   {"certain", std::move(certain)},
                   {"differences", std::move(differences)},
                   {"preferences", std::move(preferences)}};
  return envelope(sensitivity_schema, scenario, record, plan.seed, std::move(result));
}

std::optional<Sensitivity> read_sensitivity(const std::string& text) {
  const Sorted whole = Sorted::parse(text);
  if (whole.at("schema") != sensitivity_schema) return {};
  const Sorted& result = whole.at("result");
  Sensitivity s;
  s.plan.seed = whole.at("seed").get<std::uint64_t>();
  s.plan.trajectories = result.at("method").at("trajectories").get<int>();
  s.plan.replicates = result.at("method").at("replicates").get<int>();
  s.plan.top = result.at("method").at("top").get<int>();
  s.evaluations = result.at("method").at("evaluations").get<int>();
  s.trajectories = result.at("method").at("trajectories_finished").get<int>();
  s.screening = result.at("method").at("screening_evaluations").get<int>();
  s.complete = result.at("complete").get<bool>();
  for (const Sorted& each : result.at("mixes"))
    s.plan.mixes.push_back(
        {each.at("id").get<std::string>(), names_of(each.at("names")), each.at("letter").get<std::string>()});
  const Words words{s.plan, s.groups};
  s.plan.reference = words.mix_of(result.at("reference"));
  s.plan.mix = words.mix_of(result.at("asked_mix"));
  for (const Sorted& each : result.at("questions")) s.plan.questions.push_back(Words::question_from(each));
  for (const Sorted& each : result.at("parameters")) s.plan.parameters.push_back(parameter_of(each));
  for (const Sorted& each : result.at("alternatives"))
    s.plan.alternatives.push_back({each.at("path").get<std::string>(), names_of(each.at("names"))});
  for (const Sorted& each : result.at("certain")) s.certain.push_back(certain_of(each));
  if (!result.at("differences").empty())
    for (const Sorted& each : result.at("differences").front().at("elementary_effects")) {
      const int first = s.groups.empty() ? 0 : s.groups.back().end;
      s.groups.push_back({first, first + static_cast<int>(each.at("paths").size())});
    }
  for (const Sorted& each : result.at("differences")) s.differences.push_back(words.difference_from(each));
  for (const Sorted& each : result.at("preferences")) s.preferences.push_back(words.preference_from(each));
  return s;
}

}  // namespace tuiyan
