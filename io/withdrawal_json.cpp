#include "io/withdrawal_json.h"

#include "io/number_json.h"

namespace tuiyan {

namespace {

// {"returned_within_12": ..., ...}.
template <class Value>
Sorted by_quantity(const std::vector<Value>& values) {
  Sorted json = Sorted::object();
  for (std::size_t q = 0; q < values.size(); ++q) json[withdrawal_quantities()[q].id] = json_of(values[q]);
  return json;
}

std::vector<Estimate> estimates_of(const Sorted& json) {
  std::vector<Estimate> values;
  for (const Quantity& each : withdrawal_quantities()) values.push_back(estimate_of(json.at(each.id)));
  return values;
}

std::vector<Difference> differences_of(const Sorted& json) {
  std::vector<Difference> values;
  for (const Quantity& each : withdrawal_quantities()) values.push_back(difference_of(json.at(each.id)));
  return values;
}

}  // namespace

std::string withdrawal_json(const Withdrawal& withdrawal, const Scenario& scenario, const RunRecord& record) {
  Sorted mixes = Sorted::array(), contrasts = Sorted::array(), quantities = Sorted::array();
  for (const Quantity& each : withdrawal_quantities())
    quantities.push_back({{"id", each.id},
                          {"names", json_of(each.names)},
                          {"definition", json_of(each.definition)},
                          {"unit", each.unit}});
  for (const WithdrawalOf& of : withdrawal.of) {
    Sorted stopped = Sorted::array();
    for (const StoppedSupport& each : of.stopped)
      stopped.push_back({{"measure", each.measure.empty() ? Sorted() : Sorted(each.measure)},
                         {"without", by_quantity(each.without)},
                         {"changes", by_quantity(each.changes)}});
    const int known = scenario.mix_index(of.mix);
    mixes.push_back({{"id", of.mix},
                     {"names", json_of(known < 0 ? Names{} : scenario.mixes[static_cast<std::size_t>(known)].names)},
                     {"persons_out_at_stop", json_of(of.out)},
                     {"persons_on_floor_at_stop", json_of(of.on_floor)},
                     {"with", by_quantity(of.with)},
                     {"stopped", std::move(stopped)}});
  }
  for (const WithdrawalContrast& each : withdrawal.contrasts)
    contrasts.push_back({{"mix", withdrawal.of[static_cast<std::size_t>(each.first)].mix},
                         {"reference", withdrawal.of[static_cast<std::size_t>(each.second)].mix},
                         {"changes", by_quantity(each.changes)},
                         {"without", by_quantity(each.without)}});
  return envelope("tuiyan/withdraw@1", scenario, record, withdrawal.seed,
                  {{"stop", withdrawal.stop.text()},
                   {"replicates", withdrawal.replicates},
                   {"uncertainty", withdrawal.uncertainty},
                   {"quantities", std::move(quantities)},
                   {"mixes", std::move(mixes)},
                   {"contrasts", std::move(contrasts)}});
}

Withdrawal read_withdrawal(const std::string& text) {
  const Sorted whole = Sorted::parse(text);
  const Sorted& result = whole.at("result");
  Withdrawal withdrawal;
  withdrawal.stop = Month::parse(result.at("stop").get<std::string>()).value();
  withdrawal.replicates = result.at("replicates").get<int>();
  withdrawal.seed = whole.at("seed").get<std::uint64_t>();
  withdrawal.uncertainty = result.at("uncertainty").get<bool>();
  for (const Sorted& mix : result.at("mixes")) {
    WithdrawalOf of;
    of.mix = mix.at("id").get<std::string>();
    of.out = estimate_of(mix.at("persons_out_at_stop"));
    of.on_floor = estimate_of(mix.at("persons_on_floor_at_stop"));
    of.with = estimates_of(mix.at("with"));
    for (const Sorted& each : mix.at("stopped"))
      of.stopped.push_back({each.at("measure").is_null() ? "" : each.at("measure").get<std::string>(),
                            estimates_of(each.at("without")), differences_of(each.at("changes"))});
    withdrawal.of.push_back(std::move(of));
  }
  const auto place = [&](const Sorted& id) {
    for (std::size_t k = 0; k < withdrawal.of.size(); ++k)
      if (id == withdrawal.of[k].mix) return static_cast<int>(k);
    throw std::out_of_range("mix");
  };
  for (const Sorted& each : result.at("contrasts"))
    withdrawal.contrasts.push_back({place(each.at("mix")), place(each.at("reference")),
                                    differences_of(each.at("changes")), differences_of(each.at("without"))});
  return withdrawal;
}

}  // namespace tuiyan
