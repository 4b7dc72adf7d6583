// Shocks: illness, out-of-pocket cost, schooling, weather, prices, job loss. None of them depends on the mix. Weather
// and jobs have parts that a village, and the whole place, share; prices are the place's.
// Sources: docs/model.md, "Shocks".
#pragma once

#include <cstdint>
#include <vector>

#include "sim/event.h"
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
  Datum pupil_cost, student_cost;      // yuan a year, paid in March and September
  Datum weather_rate;                  // of a village in a year
  Datum weather_place;                 // share of years in which a village has the weather of the whole place
  Datum drought_share;                 // of events; the others are storms
  Datum drought_loss, storm_loss;      // of crop income
  Datum crop_share;                    // of business income
  Datum price_sd, price_persistence;   // of a year: prices of what the place sells, ln
  Datum price_fall;                    // below the mean of a year: a setback
  Datum job_loss, job_find;            // of a worker in a quarter
  Datum job_place_sd, job_village_sd;  // ln of the chance of losing a job in a year, shared
  // Named events, where a scenario leaves their size or length out
  Datum crash_size, crash_months;        // fall of prices
  Datum closure_share, closure_months;   // of those in work; months before they look for work
  Datum epidemic_stop, epidemic_months;  // away work stopped at the worst
  Datum epidemic_back;                   // away work at the end of it, of the usual
  Datum epidemic_away;                   // share of wages that is earned away
  Datum epidemic_unsold;                 // of business income, if all away work stopped
  ShockRules();
};

Fields fields(ShockRules& rules);

struct Lives;
struct Study;
struct Block;
struct MonthWords;

// One month of shocks for a block: illness with its costs, ordinary treatments, jobs lost and found,
// guarantees lost; harvests in July; bills of schools in March and September; events.
void strike(Lives& lives, const Block& block, Month month, const MonthWords& words);

// Draws the month, from `from` on, in which a household loses a guarantee or has it back: geometric waiting.
void draw_loss(Lives& lives, std::size_t household, std::size_t guarantee, Month from);

// Who is asked for the weather of a village: the village, or in some years the place.
struct WeatherOf {
  std::uint64_t place = 0, village = 0;  // subjects
};
// Loss of a month's crop of a village by drought or storm, 0 to 1; the harvest year runs from July.
double harvest_loss(const ShockRules& rules, std::uint64_t seed, const WeatherOf& of, std::uint32_t replicate,
                    Month month);

// What the place and its villages share in one replicate, by month or year since its history began; the same for
// every mix.
struct SharedShocks {
  std::vector<float> wages, business;   // by month: factors of wages, and of what is produced for sale
  std::vector<float> harvests;          // by year and village: factor of business income of the harvest year from July
  std::vector<std::uint32_t> job_loss;  // by year and village: words below it lose a job
  std::vector<std::uint32_t> most_job_loss;  // by year: the largest of them
};
SharedShocks draw_shared_shocks(const Study& study, std::uint64_t seed, std::uint32_t replicate, Month begun);

// A chance per quarter or year as the chance of a month.
double monthly_chance(double chance, int months);

}  // namespace tuiyan
