#include "io/number_json.h"

#include <cmath>
#include <limits>

namespace tuiyan {

Sorted number(double value) { return std::isfinite(value) ? Sorted(value) : Sorted(); }
Sorted number(const std::optional<double>& value) { return value ? number(*value) : Sorted(); }

double number_of(const Sorted& json) {
  return json.is_null() ? std::numeric_limits<double>::quiet_NaN() : json.get<double>();
}

Sorted json_of(const Names& names) { return {{"zh", names.zh}, {"en", names.en}}; }
Names names_of(const Sorted& json) { return {json.at("zh").get<std::string>(), json.at("en").get<std::string>()}; }

Sorted json_of(const Estimate& e) {
  return {{"median", number(e.median)}, {"mean", number(e.mean)}, {"lo50", number(e.lo50)}, {"hi50", number(e.hi50)},
          {"lo90", number(e.lo90)},     {"hi90", number(e.hi90)}, {"mcse", number(e.mcse)}, {"n", e.n}};
}

Estimate estimate_of(const Sorted& json) {
  Estimate e;
  e.median = number_of(json.at("median"));
  e.mean = number_of(json.at("mean"));
  e.lo50 = number_of(json.at("lo50"));
  e.hi50 = number_of(json.at("hi50"));
  e.lo90 = number_of(json.at("lo90"));
  e.hi90 = number_of(json.at("hi90"));
  e.mcse = number_of(json.at("mcse"));
  e.n = json.at("n").get<int>();
  return e;
}

Sorted json_of(const Difference& d) {
  return {{"mean", number(d.mean)},
          {"lo90", number(d.lo90)},
          {"hi90", number(d.hi90)},
          {"mcse", number(d.mcse)},
          {"p_better", number(d.p_better)},
          {"verdict", verdict_id(d.verdict)},
          {"n", d.n}};
}

Difference difference_of(const Sorted& json) {
  Difference d;
  d.mean = number_of(json.at("mean"));
  d.lo90 = number_of(json.at("lo90"));
  d.hi90 = number_of(json.at("hi90"));
  d.mcse = number_of(json.at("mcse"));
  d.p_better = number_of(json.at("p_better"));
  for (const Verdict each : {Verdict::better, Verdict::worse, Verdict::too_close, Verdict::neither})
    if (verdict_id(each) == json.at("verdict").get<std::string>()) d.verdict = each;
  d.n = json.at("n").get<int>();
  return d;
}

std::string envelope(const std::string& schema, const Scenario& scenario, const RunRecord& record, std::uint64_t seed,
                     Sorted result) {
  const Sorted whole = {{"schema", schema},
                        {"scenario", {{"id", scenario.id}, {"names", json_of(scenario.names)}}},
                        {"seed", seed},
                        {"data_sha256", record.scenario_sha256},
                        {"overrides", record.overrides},
                        {"result", std::move(result)},
                        {"run",
                         {{"tool", record.tool},
                          {"engine", record.engine},
                          {"created", record.created},
                          {"host", record.host},
                          {"threads", record.threads}}}};
  return whole.dump(1) + "\n";
}

}  // namespace tuiyan
