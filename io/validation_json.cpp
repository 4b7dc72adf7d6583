#include "io/validation_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace tuiyan {

namespace {

using Sorted = nlohmann::json;  // keys in alphabetical order

Sorted number(double value) { return std::isfinite(value) ? Sorted(value) : Sorted(); }
Sorted number(const std::optional<double>& value) { return value ? number(*value) : Sorted(); }
Sorted text_or_null(const std::string& text) { return text.empty() ? Sorted() : Sorted(text); }
Sorted json_of(const Names& names) { return {{"zh", names.zh}, {"en", names.en}}; }

Sorted json_of(const ValidatedPlace& place, const HeldTarget& held) {
  const Target& target = held.target;
  const Estimate& simulated = held.simulated;
  Sorted row{{"scenario", place.id},
             {"id", id_of(target)},
             {"names", json_of(names_of(target))},
             {"quantity", target.quantity},
             {"at", target.date},
             {"group", text_or_null(target.group)},
             {"mix", target.mix},
             {"unit", quantity(target.quantity).unit},
             {"value", number(target.value.value)},
             {"source", text_or_null(target.value.source)},
             {"kind", target_kind_ids()[static_cast<std::size_t>(target.kind)]},
             {"use", target_use_ids()[static_cast<std::size_t>(target.use)]},
             {"tuned", target.use == TargetUse::tuned},
             {"scored", target.kind == TargetKind::outcome},
             {"n", simulated.n},
             {"inside", held.inside}};
  const bool defined = held.defined();
  row["median"] = defined ? number(simulated.median) : Sorted();
  row["lo90"] = defined ? number(simulated.lo90) : Sorted();
  row["hi90"] = defined ? number(simulated.hi90) : Sorted();
  row["mcse"] = defined ? number(simulated.mcse) : Sorted();
  row["relative_error"] = defined ? number(held.relative_error) : Sorted();
  row["half_width"] = defined ? number(held.half_width) : Sorted();
  row["crps"] = defined ? number(held.crps) : Sorted();
  row["none_median"] = held.without ? number(held.without->median) : Sorted();
  row["constant_rate"] = {{"value", number(held.constant)}, {"crps", number(held.constant_crps)}};
  if (!target.note.zh.empty() || !target.note.en.empty()) row["note"] = json_of(target.note);
  return row;
}

Sorted json_of(const Scores& scores) {
  return {{"targets", scores.targets},
          {"inside", scores.inside},
          {"coverage", scores.targets > 0 ? number(scores.coverage()) : Sorted()},
          {"half_width_of_value", number(scores.amount_width)},
          {"half_width_of_shares", number(scores.share_width)},
          {"compared", scores.compared},
          {"better_than_constant_rate", scores.better}};
}

Sorted scores_json(const std::vector<ValidatedPlace>& places) {
  return {{"untuned", json_of(scores_of(places, Scored::untuned))},
          {"untouched", json_of(scores_of(places, Scored::untouched))},
          {"tuned", json_of(scores_of(places, Scored::tuned))},
          {"asked",
           {{"least_coverage", least_coverage},
            {"most_coverage", most_coverage},
            {"widest_of_value", widest_amount},
            {"widest_of_shares", widest_share},
            {"least_better", least_wins}}}};
}

}  // namespace

std::string validation_json(const std::vector<ValidatedPlace>& places, const RunRecord& record) {
  Sorted targets = Sorted::array(), rows = Sorted::array();
  for (const ValidatedPlace& place : places) {
    for (const HeldTarget& held : place.targets) targets.push_back(json_of(place, held));
    rows.push_back({{"id", place.id},
                    {"names", json_of(place.names)},
                    {"set_aside", place.set_aside},
                    {"replicates", place.replicates},
                    {"constant_rate",
                     {{"rate", number(place.constant.rate)},
                      {"own", place.constant.own},
                      {"source", json_of(place.constant.source)}}},
                    {"none",
                     {{"transient_share", number(place.transient_share.median)},
                      {"exit_hazard_ratio", number(place.exit_hazard_ratio.median)}}},
                    {"scores", scores_json({place})}});
  }
  const Sorted whole{
      {"schema", "tuiyan/validate@1"},
      {"seed", record.seed},
      {"uncertainty", record.uncertainty},
      {"engine", record.engine},
      {"result", {{"targets", targets}, {"places", rows}, {"scores", scores_json(places)}}},
      {"run",
       {{"tool", record.tool}, {"created", record.created}, {"host", record.host}, {"threads", record.threads}}}};
  return whole.dump(1) + "\n";
}

}  // namespace tuiyan
