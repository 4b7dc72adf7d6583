// What a household earns: ln m = a + g t + mu + p + h + e, per person and year.
// Sources: docs/model.md, "Income".
#pragma once

#include <vector>

#include "sim/field.h"
#include "sim/month.h"

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

struct ShockRules;
struct Lives;
struct Block;
struct MonthWords;

// Households with and without a worker differ in the sources of their income, hence in season and noise.
enum IncomeType : int { with_worker = 0, without_worker = 1 };

// The income process for a step of 12 / steps_per_year months, a multiple of 4 steps. Annual moments do not depend on
// the step: rho_k = rho^(1/k); var eta_k = var eta (1 - rho_k^2) / (1 - rho^2); the quick noise of a step has s_k^2 =
// ln(1 + (exp(s^2) - 1) / sum of squared seasonal weights).
struct IncomeLaw {
  double persistence = 0;    // of a step
  double persistent_sd = 0;  // innovation of a step
  double stationary_sd = 0;  // of the persistent component
  double noise_sd[2] = {};   // ln, of a step, by IncomeType
  // Share of a year's market income that falls on a step, by source.
  std::vector<double> wage[2], business[2], property[2];
  double job_loss = 0, job_find = 0;  // of a step
  double employed = 1;                // stationary share of workers in work
  double harvest = 1;                 // expected factor of business income
  double expected[2] = {};            // E[income / m] over jobs and harvests, by IncomeType
};
IncomeLaw income_law(const IncomeRules& rules, const ShockRules& shocks, int steps_per_year = 12);

struct Composition;

// mu without village, household and its own draws: what is known of a household.
double known_log_income(const IncomeRules& rules, const Composition& members, bool remote, double land,
                        double mean_land);

// Change of ln m when a household goes from `workers` able members to one less.
double log_loss_of_worker(const IncomeRules& rules, int workers);

// One month of market income for a block: persistent shock, quick noise, wages of those in work, business by
// season and harvest; the 12 monthly totals move on.
void earn(Lives& lives, const Block& block, Month month, const MonthWords& words);

}  // namespace tuiyan
