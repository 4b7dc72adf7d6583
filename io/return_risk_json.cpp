#include "io/return_risk_json.h"

#include "io/number_json.h"
#include "sim/return_risk_words.h"

namespace tuiyan {

namespace {

Sorted json_of_group(const Scenario& scenario, const RiskGroup& group) {
  const bool hidden = group.exits < fewest_shown;
  Sorted json{{"by", group.by.empty() ? Sorted() : Sorted(group.by)},
              {"group", group.group.empty() ? Sorted() : Sorted(group.group)},
              {"names", json_of(risk_group_names(scenario, group))},
              {"hidden", hidden},
              {"small", group.exits < fewest_sure}};
  if (hidden) return json;
  json["exits"] = number(group.exits);
  json["back_within_12"] = json_of(group.within_12);
  json["back_within_24"] = json_of(group.within_24);
  json["poor_after_12"] = json_of(group.poor_12);
  json["poor_after_24"] = json_of(group.poor_24);
  return json;
}

std::string text_or_empty(const Sorted& json) { return json.is_null() ? std::string() : json.get<std::string>(); }

RiskGroup group_from(const Sorted& json) {
  RiskGroup group;
  group.by = text_or_empty(json.at("by"));
  group.group = text_or_empty(json.at("group"));
  if (json.at("hidden").get<bool>()) return group;
  group.exits = number_of(json.at("exits"));
  group.within_12 = estimate_of(json.at("back_within_12"));
  group.within_24 = estimate_of(json.at("back_within_24"));
  group.poor_12 = estimate_of(json.at("poor_after_12"));
  group.poor_24 = estimate_of(json.at("poor_after_24"));
  return group;
}

Sorted json_of_curve(const RiskCurve& curve) {
  Sorted months = Sorted::array();
  for (std::size_t m = 0; m < curve.returned.size(); ++m)
    months.push_back({{"month", m},
                      {"returned", json_of(curve.returned[m])},
                      {"at_risk", number(curve.at_risk[m])},
                      {"back", number(curve.back[m])},
                      {"dissolved", number(curve.dissolved[m])},
                      {"censored", number(curve.censored[m])}});
  return months;
}

RiskCurve curve_from(const Sorted& json) {
  RiskCurve curve;
  for (const Sorted& each : json) {
    curve.returned.push_back(estimate_of(each.at("returned")));
    curve.at_risk.push_back(number_of(each.at("at_risk")));
    curve.back.push_back(number_of(each.at("back")));
    curve.dissolved.push_back(number_of(each.at("dissolved")));
    curve.censored.push_back(number_of(each.at("censored")));
  }
  return curve;
}

Sorted json_of_score(const ScoreCheck& score) {
  Sorted bins = Sorted::array();
  for (const ScoreBin& bin : score.bins)
    bins.push_back({{"from", number(bin.from)},
                    {"to", number(bin.to)},
                    {"predicted", number(bin.predicted)},
                    {"observed", json_of(bin.observed)},
                    {"exits", number(bin.n)}});
  return {{"auc_12", json_of(score.auc_12)},
          {"auc_24", json_of(score.auc_24)},
          {"calibration", std::move(bins)},
          {"mean_distance", number(score.distance)},
          {"learned_from", "even households in even futures"},
          {"held_against", "odd households in odd futures"},
          {"score_at", "exit"},
          {"outcome", "return within the simulated future"}};
}

ScoreCheck score_from(const Sorted& json) {
  ScoreCheck score;
  score.auc_12 = estimate_of(json.at("auc_12"));
  score.auc_24 = estimate_of(json.at("auc_24"));
  for (const Sorted& each : json.at("calibration"))
    score.bins.push_back({number_of(each.at("from")), number_of(each.at("to")), number_of(each.at("predicted")),
                          estimate_of(each.at("observed")), number_of(each.at("exits"))});
  score.distance = number_of(json.at("mean_distance"));
  return score;
}

Sorted json_of_households(const std::vector<HouseholdRisk>& households) {
  Sorted list = Sorted::array();
  for (const HouseholdRisk& each : households) {
    const double n = each.exits;
    list.push_back({{"household", each.household},
                    {"futures", each.exits},
                    {"back_within_12", number(each.back_12 / n)},
                    {"back_within_24", number(each.back_24 / n)},
                    {"poor_after_24", number(each.poor_24 / n)},
                    {"score", number(each.score)},
                    {"trigger", each.trigger.empty() ? Sorted() : Sorted(each.trigger)}});
  }
  return list;
}

Sorted json_of_risk(const ReturnRisk& risk, const Scenario& scenario) {
  Sorted groups = Sorted::array(), triggers = Sorted::array(), removals = Sorted::array();
  for (const RiskGroup& each : risk.groups) groups.push_back(json_of_group(scenario, each));
  for (const TriggerShare& each : risk.triggers)
    triggers.push_back({{"trigger", each.trigger},
                        {"names", json_of(trigger_names(each.trigger))},
                        {"share", json_of(each.share)},
                        {"households", json_of(each.returns)}});
  for (const Removal& each : risk.removals)
    removals.push_back({{"kind", each.shock ? "shock_taken_away" : "measure_added"},
                        {"id", each.id},
                        {"back_within_24", json_of(each.within_24)},
                        {"change_12", json_of(each.change_12)},
                        {"change_24", json_of(each.change_24)},
                        {"spending", json_of(each.spending)}});
  Sorted json{{"mix", risk.mix},
              {"replicates", risk.replicates},
              {"uncertainty", risk.uncertainty},
              {"all", json_of_group(scenario, risk.all)},
              {"groups", std::move(groups)},
              {"curve", json_of_curve(risk.curve)},
              {"triggers", std::move(triggers)},
              {"removals", std::move(removals)},
              {"score", json_of_score(risk.score)}};
  if (!risk.households.empty()) json["households"] = json_of_households(risk.households);
  return json;
}

}  // namespace

std::string return_risk_json(const std::vector<ReturnRisk>& risks, const Scenario& scenario, const RunRecord& record) {
  Sorted mixes = Sorted::array();
  for (const ReturnRisk& each : risks) mixes.push_back(json_of_risk(each, scenario));
  return envelope("tuiyan/risk@1", scenario, record, record.seed, {{"mixes", std::move(mixes)}});
}

std::vector<ReturnRisk> read_return_risk(const std::string& text) {
  const Sorted whole = Sorted::parse(text);
  std::vector<ReturnRisk> risks;
  for (const Sorted& each : whole.at("result").at("mixes")) {
    ReturnRisk risk;
    risk.seed = whole.at("seed").get<std::uint64_t>();
    risk.mix = each.at("mix").get<std::string>();
    risk.replicates = each.at("replicates").get<int>();
    risk.uncertainty = each.at("uncertainty").get<bool>();
    risk.all = group_from(each.at("all"));
    for (const Sorted& group : each.at("groups")) risk.groups.push_back(group_from(group));
    risk.curve = curve_from(each.at("curve"));
    for (const Sorted& trigger : each.at("triggers"))
      risk.triggers.push_back({trigger.at("trigger").get<std::string>(), estimate_of(trigger.at("share")),
                               estimate_of(trigger.at("households"))});
    for (const Sorted& removal : each.at("removals"))
      risk.removals.push_back({removal.at("kind") == "shock_taken_away", removal.at("id").get<std::string>(),
                               estimate_of(removal.at("back_within_24")), difference_of(removal.at("change_12")),
                               difference_of(removal.at("change_24")), difference_of(removal.at("spending"))});
    risk.score = score_from(each.at("score"));
    risks.push_back(std::move(risk));
  }
  return risks;
}

}  // namespace tuiyan
