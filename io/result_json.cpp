#include "io/result_json.h"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "sim/cost.h"
#include "sim/field_json.h"
#include "sim/uncertainty.h"

namespace tuiyan {

namespace {

using Sorted = nlohmann::json;  // keys in alphabetical order

Sorted json_of(const Names& names) { return {{"zh", names.zh}, {"en", names.en}}; }

Sorted text_or_null(const std::string& text) { return text.empty() ? Sorted() : Sorted(text); }

Sorted number_or_null(double number) { return std::isfinite(number) ? Sorted(number) : Sorted(); }

const Quantity& quantity_of(const Point& point) { return quantities()[static_cast<std::size_t>(point.quantity)]; }

Sorted json_of(const Estimate& estimate) {
  Sorted row = {{"median", number_or_null(estimate.median)}, {"mean", number_or_null(estimate.mean)},
                {"lo50", number_or_null(estimate.lo50)},     {"hi50", number_or_null(estimate.hi50)},
                {"lo90", number_or_null(estimate.lo90)},     {"hi90", number_or_null(estimate.hi90)},
                {"mcse", number_or_null(estimate.mcse)},     {"n", estimate.n}};
  // Quantiles among those are null: later than the run looks.
  if (estimate.not_reached > 0) row["not_reached"] = estimate.not_reached;
  return row;
}

Sorted json_of(const Ratio& ratio) {
  return {{"value", number_or_null(ratio.value)},
          {"lo90", number_or_null(ratio.low)},
          {"hi90", number_or_null(ratio.high)},
          {"bounded", ratio.bounded},
          {"limits", "fieller"},
          {"n", ratio.n}};
}

Sorted json_of(const Difference& difference) {
  return {{"mean", number_or_null(difference.mean)},
          {"lo90", number_or_null(difference.lo90)},
          {"hi90", number_or_null(difference.hi90)},
          {"mcse", number_or_null(difference.mcse)},
          {"p_better", number_or_null(difference.p_better)},
          {"verdict", verdict_id(difference.verdict)},
          {"n", difference.n}};
}

// A quantity that is one number of the whole run, without group or month.
bool is_scalar(const Shape::Series& series, const Point& first) {
  return series.size == 1 && first.at.empty() && first.group.empty();
}

Sorted json_of_mix(const Result& result, const Comparison& comparison, int mix) {
  const Shape& shape = result.outcomes.shape;
  Sorted series = Sorted::object(), scalars = Sorted::object();
  for (const Shape::Series& each : shape.series) {
    const std::string& id = quantities()[static_cast<std::size_t>(each.quantity)].id;
    if (is_scalar(each, shape.points[static_cast<std::size_t>(each.first)])) {
      scalars[id] = json_of(comparison.estimate(mix, each.first));
      continue;
    }
    for (int point = each.first; point < each.first + each.size; ++point) {
      Sorted row = json_of(comparison.estimate(mix, point));
      row["at"] = text_or_null(shape.points[static_cast<std::size_t>(point)].at);
      row["group"] = text_or_null(each.group);
      series[id].push_back(std::move(row));
    }
  }
  const std::string& id = result.outcomes.mixes[static_cast<std::size_t>(mix)];
  const Names& names = result.scenario.mixes[static_cast<std::size_t>(result.scenario.mix_index(id))].names;
  return {{"id", id}, {"names", json_of(names)}, {"series", std::move(series)}, {"scalars", std::move(scalars)}};
}

Sorted json_of_difference(const Comparison& comparison, int mix, int reference, int point) {
  const Outcomes& outcomes = comparison.outcomes();
  const Point& at = outcomes.shape.points[static_cast<std::size_t>(point)];
  Sorted row = json_of(comparison.difference(mix, reference, point));
  row["mix"] = outcomes.mixes[static_cast<std::size_t>(mix)];
  row["reference"] = outcomes.mixes[static_cast<std::size_t>(reference)];
  row["quantity"] = quantity_of(at).id;
  row["at"] = text_or_null(at.at);
  row["group"] = text_or_null(at.group);
  return row;
}

Sorted differences(const Comparison& comparison, int reference, const std::optional<Selection>& selection) {
  Sorted rows = Sorted::array();
  const auto& points = comparison.outcomes().shape.points;
  for (int mix = 0; reference >= 0 && mix < comparison.mixes(); ++mix)
    for (std::size_t point = 0; mix != reference && point < points.size(); ++point)
      if (!selection || selects(*selection, points[point]))
        rows.push_back(json_of_difference(comparison, mix, reference, static_cast<int>(point)));
  return rows;
}

Sorted pairs(const Comparison& comparison, const Selection& selection) {
  Sorted rows = Sorted::array();
  const auto& points = comparison.outcomes().shape.points;
  for (std::size_t point = 0; point < points.size(); ++point)
    for (int mix = 0; selects(selection, points[point]) && mix < comparison.mixes(); ++mix)
      for (int other = 0; other < mix; ++other)
        rows.push_back(json_of_difference(comparison, mix, other, static_cast<int>(point)));
  return rows;
}

// Annualised cost for each unit achieved: in the mix itself, and beyond the reference.
Sorted costs(const Comparison& comparison, int reference) {
  Sorted rows = Sorted::array();
  const auto& mixes = comparison.outcomes().mixes;
  for (int mix = 0; mix < comparison.mixes(); ++mix)
    for (const CostEffect& effect : cost_effects()) {
      if (effect.sign > 0) {
        Sorted row = json_of(cost_per_unit(comparison, mix, effect));
        row["mix"] = mixes[static_cast<std::size_t>(mix)];
        row["reference"] = nullptr;
        row["effect"] = effect.id;
        rows.push_back(std::move(row));
      }
      if (reference < 0 || mix == reference) continue;
      Sorted row = json_of(cost_per_effect(comparison, mix, reference, effect));
      row["mix"] = mixes[static_cast<std::size_t>(mix)];
      row["reference"] = mixes[static_cast<std::size_t>(reference)];
      row["effect"] = effect.id;
      rows.push_back(std::move(row));
    }
  return rows;
}

Sorted definitions(const Scenario& scenario) {
  Sorted listed = Sorted::object();
  for (const Quantity& each : quantities())
    listed[each.id] = {{"names", json_of(each.names)},
                       {"definition", json_of(each.definition)},
                       {"unit", each.unit},
                       {"better", each.better == Better::higher  ? "higher"
                                  : each.better == Better::lower ? "lower"
                                                                 : "neither"}};
  Scenario copy = scenario;
  return {{"quantities", std::move(listed)},
          {"exit_line", scenario.exit_line},
          {"poverty_line", scenario.poverty_line},
          {"registry", Sorted::parse(write_fields(fields(copy.registry)).dump())}};
}

Sorted events(const Scenario& scenario) {
  Sorted rows = Sorted::array();
  for (const Event& event : scenario.events) {
    const ReadyEvent act = ready(event, scenario.shocks);
    const bool lasts = event.kind == EventKind::support_withdrawn;
    rows.push_back({{"kind", event_words()[static_cast<std::size_t>(event.kind)]},
                    {"month", event.month.text()},
                    {"months", lasts ? Sorted() : Sorted(act.end - act.first)},
                    {"size", lasts ? Sorted() : Sorted(act.size)},
                    {"village", event.village ? Sorted(*event.village) : Sorted()},
                    {"product", text_or_null(event.product)},
                    {"text", json_of(describe(event, scenario.shocks))}});
  }
  return rows;
}

Sorted warnings(const Result& result) {
  Sorted rows = Sorted::array();
  const int finished = result.outcomes.finished();
  if (finished < result.record.replicates)
    rows.push_back(
        json_of(Names{fmt::format("{} 次模拟中只完成 {} 次", result.record.replicates, finished),
                      fmt::format("Only {} of {} replicates finished", finished, result.record.replicates)}));
  for (const Note& note : result.scenario.notes) rows.push_back(json_of(note.text));
  return rows;
}

// Only where parameters were drawn: which were, and why the others were not.
Sorted json_of(const Uncertainty& uncertainty) {
  Sorted drawn = Sorted::array(), certain = Sorted::array();
  for (const UncertainParameter& each : uncertainty.drawn)
    drawn.push_back({{"path", each.path}, {"value", each.value}, {"range", {each.range.low, each.range.high}}});
  for (const CertainParameter& each : uncertainty.certain)
    certain.push_back({{"path", each.path}, {"why", certain_id(each.why)}});
  return {{"law", "triangular"}, {"drawn", std::move(drawn)}, {"certain", std::move(certain)}};
}

std::string envelope(const char* schema, const Result& result, Sorted content) {
  const RunRecord& record = result.record;
  Sorted whole = {{"schema", schema},
                  {"scenario", {{"id", result.scenario.id}, {"names", json_of(result.scenario.names)}}},
                  {"seed", record.seed},
                  {"replicates", record.replicates},
                  {"finished", result.outcomes.finished()},
                  {"data_sha256", record.scenario_sha256},
                  {"overrides", record.overrides},
                  {"definitions", definitions(result.scenario)},
                  {"events", events(result.scenario)},
                  {"warnings", warnings(result)},
                  {"result", std::move(content)},
                  {"run",
                   {{"tool", record.tool},
                    {"engine", record.engine},
                    {"created", record.created},
                    {"host", record.host},
                    {"threads", record.threads},
                    {"status", status_id(record.status)}}}};
  if (result.scenario.weight != 1) whole["weight"] = result.scenario.weight;
  if (record.uncertainty) whole["uncertainty"] = json_of(uncertainty_of(result.scenario));
  return whole.dump(1) + "\n";
}

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

std::string csv_number(double number) { return std::isfinite(number) ? fmt::format("{}", number) : ""; }

std::string csv_row(const Outcomes& outcomes, int mix, const std::string& reference, int point,
                    const std::string& numbers) {
  const Point& at = outcomes.shape.points[static_cast<std::size_t>(point)];
  return fmt::format("{},{},{},{},{},{}\r\n", csv_cell(outcomes.mixes[static_cast<std::size_t>(mix)]),
                     csv_cell(reference), quantity_of(at).id, csv_cell(at.at), csv_cell(at.group), numbers);
}

}  // namespace

Selection parse_selection(std::string_view text) {
  Selection selection;
  if (const auto colon = text.find(':'); colon != std::string_view::npos) {
    selection.group = std::string(text.substr(colon + 1));
    text = text.substr(0, colon);
  }
  if (const auto sign = text.find('@'); sign != std::string_view::npos) {
    selection.at = std::string(text.substr(sign + 1));
    text = text.substr(0, sign);
  }
  selection.quantity = std::string(text);
  return selection;
}

bool selects(const Selection& selection, const Point& point) {
  return quantity_of(point).id == selection.quantity && (!selection.at || *selection.at == point.at) &&
         (!selection.group || *selection.group == point.group);
}

std::string run_json(const Result& result, const Comparison& comparison, int reference) {
  Sorted mixes = Sorted::array();
  for (int mix = 0; mix < comparison.mixes(); ++mix) mixes.push_back(json_of_mix(result, comparison, mix));
  return envelope("tuiyan/run@1", result,
                  {{"mixes", std::move(mixes)},
                   {"differences", differences(comparison, reference, {})},
                   {"costs", costs(comparison, reference)}});
}

std::string compare_json(const Result& result, const Comparison& comparison, int reference,
                         const std::optional<Selection>& selection) {
  Sorted content = {{"differences", differences(comparison, reference, selection)}};
  if (selection) {
    content["pairs"] = pairs(comparison, *selection);
  } else {
    content["mixes"] = Sorted::array();
    for (int mix = 0; mix < comparison.mixes(); ++mix) content["mixes"].push_back(json_of_mix(result, comparison, mix));
  }
  return envelope("tuiyan/compare@1", result, std::move(content));
}

std::string result_csv(const Comparison& comparison, int reference, bool byte_order_mark) {
  const Outcomes& outcomes = comparison.outcomes();
  const int points = static_cast<int>(outcomes.shape.points.size());
  std::string text = byte_order_mark ? "\xEF\xBB\xBF" : "";
  text += "mix,reference,quantity,at,group,stat,value,lo50,hi50,lo90,hi90,mcse,p_better,verdict,n\r\n";
  for (int mix = 0; mix < comparison.mixes(); ++mix)
    for (int point = 0; point < points; ++point) {
      const Estimate& each = comparison.estimate(mix, point);
      for (const bool median : {true, false})
        text += csv_row(
            outcomes, mix, "", point,
            fmt::format("{},{},{},{},{},{},{},,,{}", median ? "median" : "mean",
                        csv_number(median ? each.median : each.mean), csv_number(each.lo50), csv_number(each.hi50),
                        csv_number(each.lo90), csv_number(each.hi90), csv_number(each.mcse), each.n));
      if (reference < 0 || mix == reference) continue;
      const Difference paired = comparison.difference(mix, reference, point);
      text += csv_row(outcomes, mix, outcomes.mixes[static_cast<std::size_t>(reference)], point,
                      fmt::format("difference,{},,,{},{},{},{},{},{}", csv_number(paired.mean), csv_number(paired.lo90),
                                  csv_number(paired.hi90), csv_number(paired.mcse), csv_number(paired.p_better),
                                  verdict_id(paired.verdict), paired.n));
    }
  return text;
}

}  // namespace tuiyan
