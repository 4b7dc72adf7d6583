// Shocks: illness, out-of-pocket cost, weather, job loss. None of them depends on the mix.
// Sources: docs/model.md, "Shocks".
#pragma once

#include <cstdint>

#include "sim/field.h"

namespace tuiyan {

struct ShockRules {
  Datum illness_rate;                  // of households in a quarter
  Datum illness_old, illness_ill;      // factors: all members old; already ill
  Datum illness_months;                // length of an episode
  Datum illness_loss;                  // mean loss of income over all cases
  Datum worker_lost;                   // share of cases that lose a worker for good
  Datum chronic_after;                 // share of cases that leave a chronic illness
  Datum illness_cost;                  // yuan of a household over cost_months, paid itself
  Datum illness_cost_sd;               // ln
  Datum cost_months, cost_first_year;  // length; share paid in the first 12 months
  Datum cost_elasticity;               // of cost in income
  Datum visit_rate, visit_rate_ill;    // ordinary treatments in a month
  Datum visit_cost, visit_tail;        // yuan at least; Pareto exponent
  Datum weather_rate;                  // of a village in a year
  Datum drought_share;                 // of events; the others are storms
  Datum drought_loss, storm_loss;      // of crop income
  Datum crop_share;                    // of business income
  Datum job_loss, job_find;            // of a worker in a quarter
  ShockRules();
};

Fields fields(ShockRules& rules);

struct Lives;
struct Block;
struct MonthWords;

// One month of shocks for a block: illness with its costs, ordinary treatments, jobs lost and found,
// guarantees lost; harvests in July.
void strike(Lives& lives, const Block& block, Month month, const MonthWords& words);

// Draws the month, from `from` on, in which a household loses a guarantee or has it back: geometric waiting.
void draw_loss(Lives& lives, std::size_t household, std::size_t guarantee, Month from);

// Loss of a month's crop of a village by drought or storm, 0 to 1; the harvest year runs from July.
double harvest_loss(const ShockRules& rules, std::uint64_t seed, std::uint64_t village_subject, std::uint32_t replicate,
                    Month month);

// A chance per quarter or year as the chance of a month.
double monthly_chance(double chance, int months);

}  // namespace tuiyan
