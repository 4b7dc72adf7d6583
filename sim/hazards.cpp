#include "sim/hazards.h"

#include <algorithm>
#include <cmath>

#include "sim/draws.h"
#include "sim/lives.h"
#include "sim/study.h"
#include "sim/vector_math.h"

namespace tuiyan {

namespace {

// An illness: a worker lost for good or a chronic illness left behind, and what the household pays itself.
void fall_ill(Lives& lives, std::size_t i, Month month) {
  const Study& study = lives.study;
  const ShockRules& rules = study.scenario.shocks;
  const Address address{lives.subject[i], lives.replicate, Process::illness_case,
                        static_cast<std::uint32_t>(month.index), 0};
  const Words words = draw_words(lives.seed, address);
  const auto months = static_cast<int>(rules.illness_months);
  lives.ill_until[i] = static_cast<std::int16_t>(month.index + months);
  lives.note(i, month, Trigger::illness);
  if (lives.workers[i] > 0 && uniform(words[0]) < rules.worker_lost) lose_worker(lives, i, month);
  if (uniform(words[1]) < rules.chronic_after) turn_chronic(lives, i, month);

  // Lognormal around the mean, larger for those who earn more.
  const double sd = rules.illness_cost_sd;
  const double relative = std::max(lives.market12[i], 1) / (100.0 * lives.size[i] * study.mean_market_income);
  const double total = rules.illness_cost * 100 * exp_of(sd * normal_of(words[2], words[3]) - sd * sd / 2) *
                       power_of(std::clamp(relative, 0.1, 10.0), rules.cost_elasticity);
  const double duration = std::max(rules.cost_months.value, 13.0);
  const double first_year = total * rules.cost_first_year / 12;
  const double later = total * (1 - rules.cost_first_year) / (duration - 12);
  lives.cost_now[i] = static_cast<std::int32_t>(std::min(lives.cost_now[i] + first_year, 1e9));
  lives.cost_later[i] = static_cast<std::int32_t>(std::min(lives.cost_later[i] + later, 1e9));
  lives.cost_falls[i] = static_cast<std::int16_t>(month.index + 12);
  lives.cost_until[i] = static_cast<std::int16_t>(month.index + static_cast<int>(duration));
}

void lose_and_find_jobs(Lives& lives, const Block& block, Month month) {
  const int count = block.end_worker - block.first_worker;
  if (count == 0) return;
  const auto first = static_cast<std::size_t>(block.first_worker);
  const auto word = static_cast<std::size_t>(month.index & 3);
  if (word == 0 || month == lives.begun)
    draw_blocks(lives.seed, lives.worker_subject.data() + first, count, lives.replicate, Process::job,
                static_cast<std::uint32_t>(month.index & ~3), 0,
                {lives.job_words[0].data() + first, lives.job_words[1].data() + first,
                 lives.job_words[2].data() + first, lives.job_words[3].data() + first});
  // Finding reads the complement, so that a word that takes a job never gives one where the chance is higher. Few
  // words are below the chance of the worst village: only these ask which village it is.
  const std::size_t year = static_cast<std::size_t>(month.year() - lives.begun.year());
  const std::uint32_t* loss =
      lives.shared.job_loss.data() + year * static_cast<std::size_t>(lives.study.population.villages);
  const std::uint32_t most = lives.study.strikes(Trigger::job, month) ? lives.shared.most_job_loss[year] : 0,
                      find = lives.study.job_find_below;
  const std::uint32_t* words = lives.job_words[word].data();
  for (std::size_t w = first; w < first + static_cast<std::size_t>(count); ++w) {
    std::uint8_t& state = lives.worker_state[w];
    const std::uint32_t household = lives.worker_household[w];
    if (state == in_work && words[w] < most && words[w] < loss[lives.village[household]]) {
      state = out_of_work;
      --lives.employed[household];
      lives.note(household, month, Trigger::job);
    } else if (state == out_of_work && ~words[w] < find) {
      state = in_work;
      ++lives.employed[household];
    }
  }
}

void lose_guarantees(Lives& lives, std::size_t i, Month month) {
  for (std::size_t g = 0; g < lives.study.scenario.guarantees.size(); ++g)
    if (lives.next_loss[i][g] == month.index) {
      lives.missing[i] = static_cast<std::uint8_t>(lives.missing[i] ^ (1u << g));
      if ((lives.missing[i] >> g) & 1) lives.note(i, month, Trigger::guarantee);
      draw_loss(lives, i, g, month + 1);
    }
  lives.first_loss[i] = *std::min_element(lives.next_loss[i].begin(), lives.next_loss[i].end());
}

}  // namespace

void draw_loss(Lives& lives, std::size_t household, std::size_t guarantee, Month from) {
  const Guarantee& rules = lives.study.scenario.guarantees[guarantee];
  const bool missing = (lives.missing[household] >> guarantee) & 1;
  const double chance = missing ? rules.regain : rules.loss;
  std::int16_t& next = lives.next_loss[household][guarantee];
  next = never;
  if (!(chance > 0)) return;
  const Words words =
      draw_words(lives.seed, {lives.subject[household], lives.replicate,
                              missing ? Process::guarantee_regain : Process::guarantee_loss,
                              static_cast<std::uint32_t>(from.index), static_cast<std::uint32_t>(guarantee)});
  const double wait = chance < 1 ? log_of(uniform(words[0])) / log_of(1 - chance) : 0;
  if (wait < never - from.index) next = static_cast<std::int16_t>(from.index + static_cast<int>(wait));
}

double monthly_chance(double chance, int months) { return chance >= 1 ? 1 : 1 - power_of(1 - chance, 1.0 / months); }

double harvest_loss(const ShockRules& rules, std::uint64_t seed, const WeatherOf& of, std::uint32_t replicate,
                    Month month) {
  const Month july = Month::of(month.month_of_year() >= 7 ? month.year() : month.year() - 1, 7);
  const auto weather = [&](std::uint64_t subject) {
    return draw_words(seed, {subject, replicate, Process::weather, static_cast<std::uint32_t>(july.index), 0});
  };
  Words words = weather(of.village);
  if (uniform(words[2]) < rules.weather_place) words = weather(of.place);
  if (!(uniform(words[0]) < rules.weather_rate)) return 0;
  return uniform(words[1]) < rules.drought_share ? rules.drought_loss : rules.storm_loss;
}

SharedShocks draw_shared_shocks(const Study& study, std::uint64_t seed, std::uint32_t replicate, Month begun) {
  const ShockRules& rules = study.scenario.shocks;
  const std::uint64_t place = study.population.place;
  const auto villages = static_cast<std::size_t>(study.population.villages);
  const Month end = study.scenario.end_month();
  SharedShocks shared;

  // Prices: stationary, of mean one, the same moments for any step as the persistent shock of incomes.
  const double rho = rules.price_persistence, step = power_of(rho, 1.0 / 12);
  const double sd = rules.price_sd / std::sqrt(1 - rho * rho), shock = sd * std::sqrt(1 - step * step);
  const auto normal = [&](std::uint64_t subject, Process process, Month month, std::uint32_t draw) {
    const Words words = draw_words(seed, {subject, replicate, process, static_cast<std::uint32_t>(month.index), draw});
    return normal_of(words[0], words[1]);
  };
  double price = sd > 0 ? sd * normal(place, Process::place_price, begun, 1) : 0;
  for (Month month = begun; month < end; month = month + 1) {
    if (sd > 0) price = step * price + shock * normal(place, Process::place_price, month, 0);
    double usual = exp_of(price - sd * sd / 2);
    if (!study.strikes(Trigger::price, month)) usual = std::max(usual, 1.0);
    const double sale = usual * price_left(study.events, "", month) * sold(study.events, rules, month);
    const double stopped = 1 - away_work(study.events, rules, month);
    shared.business.push_back(static_cast<float>(sale));
    shared.wages.push_back(static_cast<float>(1 - rules.epidemic_away * stopped));
  }

  const auto luck = [&](std::uint64_t subject, double spread, int year) {  // of mean one
    if (!(spread > 0)) return 1.0;
    return exp_of(spread * normal(subject, Process::job_luck, Month::of(year, 1), 0) - spread * spread / 2);
  };
  for (int year = begun.year(); year <= end.year(); ++year) {
    const double of_place = luck(place, rules.job_place_sd, year);
    std::uint32_t most = 0;
    for (std::size_t v = 0; v < villages; ++v) {
      const std::uint64_t village = study.village_subject(v);
      const double loss = harvest_loss(rules, seed, {place, village}, replicate, Month::of(year, 7));
      shared.harvests.push_back(static_cast<float>(1 - rules.crop_share * loss));
      const double chance = study.job_loss_below * of_place * luck(village, rules.job_village_sd, year);
      shared.job_loss.push_back(static_cast<std::uint32_t>(std::min(chance, 0x1p32 - 1)));
      most = std::max(most, shared.job_loss.back());
    }
    shared.most_job_loss.push_back(most);
  }
  return shared;
}

namespace {

// A factory closes and those it lays off wait; when its time is over they look for work as others do.
void close_factories(Lives& lives, const Block& block, Month month) {
  const Scenario& scenario = lives.study.scenario;
  // Who is hit is a fact of the event: without randomness it is drawn once, as the skeleton is.
  const auto seed = scenario.randomness ? lives.seed : static_cast<std::uint64_t>(scenario.population_seed);
  const std::uint32_t replicate = scenario.randomness ? lives.replicate : 0;
  for (const ReadyEvent& event : lives.study.events) {
    if (event.kind != EventKind::factory_closes || (event.first != month && event.end != month)) continue;
    for (auto w = static_cast<std::size_t>(block.first_worker); w < static_cast<std::size_t>(block.end_worker); ++w) {
      const std::uint32_t household = lives.worker_household[w];
      std::uint8_t& state = lives.worker_state[w];
      const bool closes = event.first == month;
      if (state != (closes ? in_work : laid_off) || !event.hits(lives.village[household])) continue;
      const Words words = draw_words(seed, {lives.worker_subject[w], replicate, Process::closure,
                                            static_cast<std::uint32_t>(event.first.index), 0});
      if (!(uniform(words[0]) < event.size)) continue;
      state = closes ? laid_off : out_of_work;
      if (!closes) continue;
      --lives.employed[household];
      lives.note(household, month, Trigger::event);
    }
  }
}

// The harvest year begins in July; a drought that is an event begins and ends when it says.
void bring_harvests(Lives& lives, const Block& block, Month month) {
  const Study& study = lives.study;
  const bool drought = std::any_of(study.events.begin(), study.events.end(), [&](const ReadyEvent& event) {
    return event.kind == EventKind::drought && (event.first == month || event.end == month);
  });
  if (month.month_of_year() != 7 && !drought) return;
  const int year = month.month_of_year() >= 7 ? month.year() : month.year() - 1;
  const auto villages = static_cast<std::size_t>(study.population.villages);
  const double others = 1 - study.scenario.shocks.crop_share;
  for (auto i = static_cast<std::size_t>(block.first); i < static_cast<std::size_t>(block.end); ++i) {
    const std::size_t village = lives.village[i];
    const float usual =
        study.strikes(Trigger::harvest, month)
            ? lives.shared.harvests[static_cast<std::size_t>(year - lives.begun.year()) * villages + village]
            : 1.0f;
    const float before = lives.harvest[i];
    lives.harvest[i] = usual;
    if (const double left = crops_left(study.events, village, month); left < 1)
      lives.harvest[i] = static_cast<float>(others + (static_cast<double>(usual) - others) * left);
    if (lives.harvest[i] < 1 && lives.harvest[i] != before)
      lives.note(i, month, lives.harvest[i] < usual ? Trigger::event : Trigger::harvest);
  }
}

// Half a year's cost of those at school or university.
void bill_schooling(Lives& lives, const Block& block, Month month) {
  const ShockRules& rules = lives.study.scenario.shocks;
  const double prices = lives.study.price_index(month) / lives.study.price_index(lives.study.scenario.start);
  const double pupil = rules.pupil_cost * 50 * prices, student = rules.student_cost * 50 * prices;
  for (auto i = static_cast<std::size_t>(block.first); i < static_cast<std::size_t>(block.end); ++i) {
    const Composition& members = lives.members[i];
    if (members.pupils + members.students == 0) continue;
    const double bill = pupil * members.pupils + student * members.students;
    lives.schooling[i] = static_cast<std::int32_t>(std::min(lives.schooling[i] + bill + 0.5, 2e9));
  }
}

}  // namespace

void strike(Lives& lives, const Block& block, Month month, const MonthWords& words) {
  const Study& study = lives.study;
  const ShockRules& rules = study.scenario.shocks;
  const int count = block.end - block.first;
  const auto first = static_cast<std::size_t>(block.first);
  bring_harvests(lives, block, month);
  if (month.month_of_year() == 3 || month.month_of_year() == 9) bill_schooling(lives, block, month);
  if (!study.events.empty()) close_factories(lives, block, month);
  lose_and_find_jobs(lives, block, month);

  const bool illness = study.strikes(Trigger::illness, month);
  for (int k = 0; k < count; ++k) {
    const std::size_t i = first + static_cast<std::size_t>(k);
    const bool ill = lives.ill[i] > 0;
    if (lives.size[i] == 0) continue;
    if (lives.cost_until[i] <= month.index)
      lives.cost_now[i] = lives.cost_later[i] = 0;
    else if (lives.cost_falls[i] <= month.index)
      lives.cost_now[i] = lives.cost_later[i];
    if (illness && words.of[2][k] < study.illness_below[lives.members[i].all_old()][ill]) fall_ill(lives, i, month);
    std::int32_t cost = lives.cost_now[i];
    if (illness && words.of[3][k] < study.visit_below[ill]) {
      // Pareto by the place of the word below the chance: one word decides whether and how much.
      const double place = uniform(words.of[3][k]) / study.visit_chance[ill];
      const double yuan = rules.visit_cost * power_of(std::max(place, 1e-6), -1.0 / rules.visit_tail);
      cost += static_cast<std::int32_t>(std::min(yuan * 100, 1e9));
    }
    lives.expense[i] =
        static_cast<std::int32_t>(std::min<std::int64_t>(std::int64_t{lives.expense[i]} + cost, 2'000'000'000));
    if (lives.first_loss[i] == month.index) lose_guarantees(lives, i, month);
  }
}

}  // namespace tuiyan
