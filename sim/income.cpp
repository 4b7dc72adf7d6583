#include "sim/income.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <string>

#include "sim/draws.h"
#include "sim/engine.h"
#include "sim/hazards.h"
#include "sim/lives.h"
#include "sim/study.h"
#include "sim/vector_math.h"

namespace tuiyan {

namespace {

// Share of a year that falls on each step when October to December carry `last_quarter` and the rest is even.
std::vector<double> season(double last_quarter, int steps_per_year) {
  std::vector<double> weights(static_cast<std::size_t>(steps_per_year));
  for (int step = 0; step < steps_per_year; ++step) {
    const bool last = step * 4 / steps_per_year == 3;
    weights[static_cast<std::size_t>(step)] = (last ? last_quarter : (1 - last_quarter) / 3) * 4 / steps_per_year;
  }
  return weights;
}

double sum_of_squares(const std::vector<double>& weights) {
  double sum = 0;
  for (const double weight : weights) sum += weight * weight;
  return sum;
}

}  // namespace

IncomeLaw income_law(const IncomeRules& rules, const ShockRules& shocks, int steps_per_year) {
  assert(steps_per_year % 4 == 0);  // the last quarter has a season of its own
  IncomeLaw law;
  const double rho = rules.persistence;
  law.persistence = power_of(rho, 1.0 / steps_per_year);
  law.persistent_sd = rules.persistent_sd * std::sqrt((1 - law.persistence * law.persistence) / (1 - rho * rho));
  law.stationary_sd = rules.persistent_sd / std::sqrt(1 - rho * rho);

  const double others = rules.business_share + rules.property_share;
  const double share[2][3] = {{rules.wage_share, rules.business_share, rules.property_share},
                              {0, rules.business_share / others, rules.property_share / others}};
  const std::vector<double> wage = season(rules.wage_q4, steps_per_year);
  const std::vector<double> business = season(rules.business_q4, steps_per_year);
  const double annual = exp_of(rules.noise_sd * rules.noise_sd) - 1;
  for (const int type : {with_worker, without_worker}) {
    std::vector<double> all;
    for (std::size_t step = 0; step < wage.size(); ++step) {
      law.wage[type].push_back(share[type][0] * wage[step]);
      law.business[type].push_back(share[type][1] * business[step]);
      law.property[type].push_back(share[type][2] / steps_per_year);
      all.push_back(law.wage[type].back() + law.business[type].back() + law.property[type].back());
    }
    law.noise_sd[type] = std::sqrt(log_of(1 + annual / sum_of_squares(all)));
  }

  // The root of the quarterly transition matrix: its second eigenvalue is 1 - loss - find.
  const double changes = shocks.job_loss + shocks.job_find;
  const double moved = changes > 0 ? 1 - power_of(std::max(1 - changes, 1e-12), 4.0 / steps_per_year) : 0;
  law.employed = changes > 0 ? shocks.job_find / changes : 1;
  law.job_loss = moved * (1 - law.employed);
  law.job_find = moved * law.employed;
  law.harvest = 1 - shocks.crop_share * shocks.weather_rate *
                        (shocks.drought_share * shocks.drought_loss + (1 - shocks.drought_share) * shocks.storm_loss);
  for (const int type : {with_worker, without_worker})
    law.expected[type] = share[type][0] * law.employed + share[type][1] * law.harvest + share[type][2];
  return law;
}

double known_log_income(const IncomeRules& rules, const Composition& members, bool remote, double land,
                        double mean_land) {
  double mu = rules.labour_elasticity * log_of((members.workers + rules.labour_offset) / members.size);
  if (remote) mu += rules.remote_effect;
  if (members.disabled > 0) mu += rules.disabled_effect;
  if (members.pupils + members.students > 0) mu += rules.pupil_effect;
  if (members.ill > 0) mu += rules.chronic_effect;
  return mu + rules.land_effect * (land - mean_land);
}

double log_loss_of_worker(const IncomeRules& rules, int workers) {
  return rules.labour_elasticity * log_of((workers - 1 + rules.labour_offset) / (workers + rules.labour_offset));
}

namespace {

// Names the first household whose usual income is more than the books hold, or no number.
[[noreturn]] void refuse_income(const Lives& lives, std::size_t first, const float growth[2], float log_most,
                                Month month) {
  std::size_t i = first;
  while (lives.level[i] + growth[lives.grows_as[i]] < log_most) ++i;
  throw NumericalError("income is not finite or too large: replicate " + std::to_string(lives.replicate) +
                       ", every mix, household " + std::to_string(lives.id(i)) + ", " + month.text());
}

}  // namespace

void earn(Lives& lives, const Block& block, Month month, const MonthWords& words) {
  const IncomeLaw& law = lives.study.law;
  const auto step = static_cast<std::size_t>(month.month_of_year() - 1);
  const int count = block.end - block.first;
  const auto first = static_cast<std::size_t>(block.first);

  alignas(64) float shock[block_size], noise[block_size], x[block_size];
  normals(words.of[0], words.of[1], shock, noise, count);

  const auto rho = static_cast<float>(law.persistence), eta = static_cast<float>(law.persistent_sd);
  const float sd[2] = {static_cast<float>(law.noise_sd[0]), static_cast<float>(law.noise_sd[1])};
  const auto since = static_cast<std::size_t>(month - lives.begun);
  const float growth[2] = {lives.growth[0][since], lives.growth[1][since]};
  const auto loss = static_cast<float>(lives.study.population.episode_loss);
  const float correction = static_cast<float>(law.stationary_sd * law.stationary_sd / 2);
  float* persistent = lives.persistent.data() + first;
  const float* level = lives.level.data() + first;
  const std::uint8_t* type = lives.type.data() + first;
  const std::uint8_t* grows_as = lives.grows_as.data() + first;
  const std::int16_t* ill_until = lives.ill_until.data() + first;
  const float wages = lives.shared.wages[since], sale = lives.shared.business[since];
  const float most = 2.1e9f / std::max(sale, 1.0f);  // fen of a household and year that the books hold
  const float log_most = static_cast<float>(log_of(static_cast<double>(most) / (100.0 * most_members)));
  bool wrong = false;
  for (int i = 0; i < count; ++i) {
    persistent[i] = rho * persistent[i] + eta * shock[i];
    const float s = type[i] ? sd[1] : sd[0];
    const float g = growth[grows_as[i]];
    const float h = ill_until[i] > month.index ? loss : 0.0f;
    wrong |= !(level[i] + g < log_most);
    x[i] = level[i] + g + persistent[i] - correction + s * noise[i] - 0.5f * s * s - h;
  }
  if (wrong) refuse_income(lives, first, growth, log_most, month);
  exp_all(x, x, count);

  // As fen of a household and year: twelve parts of years below 2^31 sum to less than 2^31. Dear times lift a part. Who
  // in a lucky month would earn more earns that.
  const std::uint8_t* size = lives.size.data() + first;
  for (int i = 0; i < count; ++i) x[i] = std::min(100.0f * static_cast<float>(size[i]) * x[i], most);

  const float wage = static_cast<float>(law.wage[0][step]) * wages;
  const float business[2] = {static_cast<float>(law.business[0][step]) * sale,
                             static_cast<float>(law.business[1][step]) * sale};
  const float property[2] = {static_cast<float>(law.property[0][step]), static_cast<float>(law.property[1][step])};
  const std::uint8_t* workers = lives.workers.data() + first;
  const std::uint8_t* employed = lives.employed.data() + first;
  const float* harvest = lives.harvest.data() + first;
  std::int32_t* monthly = lives.monthly[step].data() + first;
  std::int32_t* market12 = lives.market12.data() + first;
  for (int i = 0; i < count; ++i) {
    const float in_work = static_cast<float>(employed[i]) / static_cast<float>(std::max<std::uint8_t>(workers[i], 1));
    const float parts =
        type[i] ? business[1] * harvest[i] + property[1] : wage * in_work + business[0] * harvest[i] + property[0];
    const auto earned = static_cast<std::int32_t>(x[i] * parts + 0.5f);
    market12[i] += earned - monthly[i];
    monthly[i] = earned;
  }
}

}  // namespace tuiyan
