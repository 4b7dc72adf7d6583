// What a household earns: ln m = a + g t + mu + p + h + e, per person and year.
// Sources: docs/model.md, "Income".
#pragma once

#include <vector>

#include "sim/field.h"

namespace tuiyan {

struct IncomeRules {
  Datum labour_elasticity, labour_offset;  // of ((able workers + offset) / members)
  Datum village_sd, household_sd;          // ln
  Datum persistence, persistent_sd;        // of a year
  Datum noise_sd;                          // of the annual average
  Datum remote_effect, disabled_effect, pupil_effect, chronic_effect, land_effect;  // ln; land: per mu over the mean
  Datum wage_share, business_share, property_share;                                 // of market income, with a worker
  Datum wage_q4, business_q4;                       // share of the year in October to December
  Dated growth_with_worker, growth_without_worker;  // nominal, a year
  Datum place_growth_sd;                            // ln, a year
  Dated price_growth, wage_growth;                  // a year
  Datum transfer_share;                             // of the mean income of the registered
  Datum pension;                                    // yuan a year per member of 60 or more
  IncomeRules();
};

Fields fields(IncomeRules& rules);

}  // namespace tuiyan
