#include "sim/lives.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "sim/draws.h"
#include "sim/hazards.h"
#include "sim/market.h"
#include "sim/study.h"
#include "sim/vector_math.h"

namespace tuiyan {

namespace {

constexpr int history_months = 24;
constexpr double most_usual = 50;  // exit lines: nobody of everyone usually earns more, so that a month fits its number

// Truncated to [low, high] in standard deviations: a uniform proposal, accepted by the density (Robert 1995).
double truncated_normal(std::uint64_t seed, Address address, double low, double high) {
  const double mode = std::clamp(0.0, low, high);
  double proposal = (low + high) / 2;
  for (address.draw = 1; address.draw < 256; ++address.draw) {
    const Words words = draw_words(seed, address);
    proposal = low + (high - low) * uniform(words[0]);
    if (uniform(words[1]) < exp_of((mode * mode - proposal * proposal) / 2)) break;
  }
  return proposal;
}

// Where the usual income of a household must lie, as bounds of ln m; wide open for the registered.
struct Bounds {
  double low = -100, high = 100;
};

Bounds bounds_of(const Study& study, std::size_t i, double transfers_yuan) {
  const Household& household = study.population.households[i];
  const GroupRules& group = study.scenario.people.groups[household.group];
  if (group.standing == Standing::registered || group.standing == Standing::everyone) return {};
  const double line = study.exit_line(study.scenario.first_month());
  const double expected = study.law.expected[household.workers > 0 ? with_worker : without_worker];
  const auto log_market = [&](double multiple) {
    return log_of(std::max(multiple * line - transfers_yuan, 0.02 * line) / expected);
  };
  return {log_market(group.income_low), log_market(std::max(group.income_high.value, group.income_low + 0.01))};
}

// Level and persistent component from their stationary law, given what the scenario knows of the group.
void draw_income(Lives& lives, std::size_t i, double village) {
  const Study& study = lives.study;
  const Scenario& scenario = study.scenario;
  const Household& household = study.population.households[i];
  const GroupLaw& law = study.population.laws[household.group];
  const double sd_u = scenario.income.household_sd, sd_v = scenario.income.village_sd, sd_p = study.law.stationary_sd;
  const Address address{lives.subject[i], lives.replicate, Process::start_income, 0, 0};
  const Words words = draw_words(lives.seed, address);
  const double known = law.log_level + study.skeleton.known[i] + village - (sd_v * sd_v + sd_u * sd_u) / 2;
  double u = sd_u * normal_of(words[0], words[1]);
  double p = sd_p * normal_of(words[2], words[3]);
  if (household.listed >= 0) {
    const double income = scenario.people.households[static_cast<std::size_t>(household.listed)].income;
    const double expected = study.law.expected[household.workers > 0 ? with_worker : without_worker];
    lives.level[i] = static_cast<float>(income > 0 ? log_of(income / expected) + u - sd_u * sd_u / 2 : -60.0);
    lives.persistent[i] = static_cast<float>(p);
    return;
  }
  const double sd = std::sqrt(sd_u * sd_u + sd_p * sd_p);
  const double growth = study.expected_growth(household.workers > 0, scenario.first_month());
  const Bounds bounds = bounds_of(
      study, i, lives.transfer_base[i] * 12 / 100 / household.size * study.price_index(scenario.first_month()));
  if (bounds.high < 50 && sd > 0) {
    // u + p is drawn between the bounds, then split as two normals of known sum are.
    const double middle = known + growth - sd_p * sd_p / 2;
    const double sum =
        sd * truncated_normal(lives.seed, address, (bounds.low - middle) / sd, (bounds.high - middle) / sd);
    const double share = sd_u * sd_u / (sd * sd);
    u = sum * share + sd_u * sd_p / sd * normal_of(words[0], words[1]);
    p = sum - u;
  } else if (bounds.high < 50) {
    u = (bounds.low + bounds.high) / 2 - known - growth;
  }
  if (scenario.people.groups[household.group].standing == Standing::everyone)
    u = std::min(u, log_of(most_usual * study.exit_line(scenario.first_month())) - known - growth);
  lives.level[i] = static_cast<float>(known + u);
  lives.persistent[i] = static_cast<float>(p);
}

void draw_jobs(Lives& lives, std::size_t i) {
  for (std::uint32_t w = lives.first_worker[i]; w < lives.first_worker[i + 1]; ++w) {
    const Words words = draw_words(lives.seed, {lives.worker_subject[w], lives.replicate, Process::start_job, 0, 0});
    if (!lives.families.persons[lives.worker_person[w]].here_and_able(lives.study.scenario.start - 1)) continue;
    lives.worker_state[w] = uniform(words[0]) < lives.study.law.employed ? in_work : out_of_work;
    if (lives.worker_state[w] == in_work) ++lives.employed[i];
  }
}

// What the whole place shares: growth of every month, shocks of the place and its villages.
void draw_place(Lives& lives) {
  const Study& study = lives.study;
  const double sd = study.scenario.income.place_growth_sd / std::sqrt(12.0);
  double luck = 0;
  for (Month month = lives.begun; month < study.scenario.end_month(); month = month + 1) {
    const Words words = draw_words(lives.seed, {study.population.place, lives.replicate, Process::place_growth,
                                                static_cast<std::uint32_t>(month.index), 0});
    luck += sd * normal_of(words[0], words[1]);
    lives.growth[0].push_back(static_cast<float>(study.expected_growth(true, month) + luck));
    lives.growth[1].push_back(static_cast<float>(study.expected_growth(false, month) + luck));
  }
  lives.firms = Firms(study, lives.seed, lives.replicate);
  lives.prices = draw_prices(study, lives.seed, lives.replicate);
  lives.shared = draw_shared_shocks(study, lives.seed, lives.replicate, lives.begun);
  const double fall = study.scenario.shocks.price_fall;
  lives.market_falls = falls(lives.shared.business, lives.begun, fall);
  const std::size_t products = study.products.size();
  for (std::size_t product = 0; product < products; ++product) {
    std::vector<float> series;
    for (std::size_t at = product; at < lives.prices.size(); at += products) series.push_back(lives.prices[at]);
    lives.product_falls.push_back(falls(series, study.scenario.first_month(), fall));
  }
}

double transfer_base_of(const Study& study, std::size_t i) {
  const Household& household = study.population.households[i];
  if (household.listed >= 0)
    return study.scenario.people.households[static_cast<std::size_t>(household.listed)].transfers * 100 / 12 *
           household.size;
  const Composition& members = study.skeleton.members[i];
  return (study.population.laws[household.group].transfers * members.size +
          study.scenario.income.pension * members.old) *
         100 / 12;
}

// Dibao in payment at the start: a fixed sum that lifts last year's income to the level then in force.
void draw_running_floor(Lives& lives, std::size_t i) {
  const Study& study = lives.study;
  const PeopleRules& people = study.scenario.people;
  const Household& household = study.population.households[i];
  const Standing standing = people.groups[household.group].standing;
  if (people.running_floor_line.empty() || standing == Standing::exited || household.listed >= 0) return;
  const Month before = study.scenario.first_month() - 1;
  const double level = study.scenario.line(people.running_floor_line).value.at(before) * 100 * household.size;
  const double gap = level - lives.market12[i];
  // Who has it is a fact of the place: without randomness it is drawn once, as the skeleton is.
  const bool random = study.scenario.randomness;
  const auto seed = random ? lives.seed : static_cast<std::uint64_t>(study.scenario.population_seed);
  const Words words = draw_words(seed, {lives.subject[i], random ? lives.replicate : 0, Process::running_floor, 0, 0});
  if (gap > 0 && uniform(words[0]) < people.running_floor) lives.floor_running[i] = static_cast<std::int32_t>(gap / 12);
}

// What a household was ranked by when the register was first made, ln fen per person: income of the last 12 months and
// usual income, seen with error.
double rank_of(const Lives& lives, std::size_t i, const TransferYear& year, Month before) {
  const Study& study = lives.study;
  const double weight = study.scenario.registry.permanent_weight, size = lives.size[i];
  const double transfers = static_cast<double>(year.fen(lives.transfer_base[i])) + 12.0 * lives.floor_running[i];
  const Words words = draw_words(lives.seed, {lives.subject[i], lives.replicate, Process::selection, 0, 0});
  const double seen = (lives.market12[i] + transfers) / size;
  const auto month = static_cast<std::size_t>(before - lives.begun);
  const double usual =
      exp_of(static_cast<double>(lives.level[i] + lives.growth[lives.grows_as[i]][month])) * 100 + transfers / size;
  return (1 - weight) * log_of(std::max(seen, 1.0)) + weight * log_of(std::max(usual, 1.0)) +
         study.scenario.people.selection_sd * normal_of(words[0], words[1]);
}

// The register's first making (识别): of everyone those with the lowest rank, up to the quota; ties by id. Who is not
// chosen has the guarantees and sees to them itself.
void choose_register(Lives& lives) {
  const PeopleRules& people = lives.study.scenario.people;
  if (!(people.register_quota > 0)) return;
  const Month before = lives.study.scenario.first_month() - 1;
  const TransferYear year(lives.study, before);
  std::vector<std::pair<double, std::size_t>> queue;
  for (std::size_t i = 0; i < lives.chosen.size(); ++i)
    if (people.groups[lives.household(i).group].standing == Standing::everyone && lives.size[i] > 0)
      queue.emplace_back(rank_of(lives, i, year, before), i);
  std::sort(queue.begin(), queue.end());
  for (std::size_t place = 0; place < queue.size(); ++place) {
    const std::size_t i = queue[place].second;
    lives.chosen[i] = static_cast<double>(place) < people.register_quota;
    if (!lives.chosen[i]) lives.missing[i] = lives.concerned[i] = 0;
  }
}

}  // namespace

Skeleton make_skeleton(const Population& population, const IncomeRules& rules) {
  Skeleton skeleton;
  for (const Household& household : population.households) {
    const Composition members = composition_of(population, household);
    skeleton.members.push_back(members);
    skeleton.known.push_back(
        static_cast<float>(known_log_income(rules, members, household.remote, household.land, population.mean_land)));
  }
  return skeleton;
}

namespace {

// Stretches of households that play their months together, with their workers.
std::vector<Block> blocks_of(std::size_t households, const std::vector<std::uint32_t>& first_worker) {
  std::vector<Block> blocks;
  const int count = static_cast<int>(households);
  for (int first = 0; first < count; first += block_size) {
    const int end = std::min(first + block_size, count);
    blocks.push_back({first, end, static_cast<int>(first_worker[static_cast<std::size_t>(first)]),
                      static_cast<int>(first_worker[static_cast<std::size_t>(end)])});
  }
  return blocks;
}

}  // namespace

Lives::Lives(const Study& prepared, std::uint64_t key, std::uint32_t number)
    : study(prepared),
      seed(key),
      replicate(number),
      families(make_families(prepared.population, prepared.scenario.demography, key, number,
                             {prepared.scenario.start, prepared.scenario.end_month(), prepared.scenario.first_month(),
                              prepared.scenario.allocation_every})) {
  origin = families.origin;
  subject = families.subject;
  for (std::size_t i = 0; i < households(); ++i) {
    const bool opening = of_opening(i);
    members.push_back(opening ? study.skeleton.members[i] : Composition{});
    village.push_back(household(i).village);
    size.push_back(members[i].size);
    workers.push_back(members[i].workers);
    ill.push_back(members[i].ill);
    land.push_back(opening ? household(i).land : 0);
    concerned.push_back(opening ? household(i).concerned : 0);
    missing.push_back(opening ? household(i).missing : 0);
    first_worker.push_back(static_cast<std::uint32_t>(worker_subject.size()));
    for (std::uint32_t p = families.first_person[i]; p < families.first_person[i + 1]; ++p) {
      if (families.persons[p].worker < 0) continue;
      worker_subject.push_back(families.persons[p].subject);
      worker_household.push_back(static_cast<std::uint32_t>(i));
      worker_person.push_back(p);
    }
  }
  known_ill = ill;
  first_worker.push_back(static_cast<std::uint32_t>(worker_subject.size()));
  blocks = blocks_of(households(), first_worker);
  turns.resize(blocks.size());
  next_turn.assign(blocks.size(), 0);
  if (study.scenario.demography.natural_change)
    for (const Turn& turn : turns_of(families, study.scenario.start, study.scenario.end_month()))
      turns[turn.household / block_size].push_back(turn);
  const std::size_t n = households();
  for (auto* floats : {&level, &persistent}) floats->assign(n, 0.0f);
  harvest.assign(n, 1.0f);
  employed.assign(n, 0);
  type.resize(n);
  for (std::size_t i = 0; i < n; ++i) {
    const Standing began = study.scenario.people.groups[household(i).group].standing;
    started_out.push_back(began == Standing::exited || began == Standing::exited_supported);
  }
  for (std::size_t i = 0; i < n; ++i) type[i] = workers[i] > 0 ? with_worker : without_worker;
  grows_as = type;
  worker_state.assign(worker_subject.size(), absent);
  for (auto& words : job_words) words.assign(worker_subject.size(), 0);
  for (auto& month : monthly) month.assign(n, 0);
  for (auto* sums : {&market12, &floor_running, &cost_now, &cost_later, &expense, &schooling, &window_market,
                     &window_market_before, &window_expense, &window_schooling})
    sums->assign(n, 0);
  transfer_base.assign(n, 0.0);
  chosen.assign(study.population.households.size(), 1);  // nobody is left out before they are ranked
  for (auto* months : {&ill_until, &cost_falls, &cost_until}) months->assign(n, -never);
  std::array<std::int16_t, 8> unlost;
  unlost.fill(never);
  next_loss.assign(n, unlost);
  first_loss.assign(n, never);
  setbacks.resize(blocks.size());
}

void Lives::note(std::size_t i, Month month, Trigger trigger) {
  if (month < study.scenario.first_month()) return;
  setbacks[i / block_size].push_back({static_cast<std::uint32_t>(i), static_cast<std::int16_t>(month.index), trigger});
}

const Household& Lives::household(std::size_t i) const { return study.population.households[origin[i]]; }

Standing Lives::standing(std::size_t i) const {
  const Standing standing = study.scenario.people.groups[household(i).group].standing;
  if (standing != Standing::everyone) return standing;
  return chosen[origin[i]] ? Standing::registered : Standing::fringe;
}

bool Lives::has_guarantees(std::size_t i) const {
  return study.scenario.people.groups[household(i).group].standing == Standing::everyone && !chosen[origin[i]];
}

double Lives::price(int product, Month month) const {
  const auto since = static_cast<std::size_t>(month - study.scenario.first_month());
  return static_cast<double>(prices[since * study.products.size() + static_cast<std::size_t>(product)]);
}

double Lives::attribute(std::size_t i, Attribute what) const {
  if (what < Attribute::first_changing) return study.fixed(origin[i], what);
  if (what <= Attribute::all_old) return count_of(members[i], what);
  switch (what) {
    case Attribute::land:
      return static_cast<double>(land[i]);
    case Attribute::workers:
      return workers[i];
    case Attribute::ill:
      return ill[i];
    default:
      break;
  }
  assert(!"an attribute that depends on the mix");
  return 0;
}

bool begin_lives(Lives& lives, const std::stop_token& stop) {
  const Study& study = lives.study;
  const Month first = study.scenario.first_month();
  lives.begun = first - history_months;
  std::vector<double> village(static_cast<std::size_t>(study.population.villages));
  for (std::size_t v = 0; v < village.size(); ++v) {
    const Words words =
        draw_words(lives.seed, {study.village_subject(v), lives.replicate, Process::start_village, 0, 0});
    village[v] = study.scenario.income.village_sd * normal_of(words[0], words[1]);
  }
  const std::size_t opening = study.population.households.size();
  for (std::size_t i = 0; i < opening; ++i) {
    lives.transfer_base[i] = transfer_base_of(study, i);
    draw_income(lives, i, village[lives.village[i]]);
    draw_jobs(lives, i);
  }
  draw_place(lives);

  MonthWords words;
  for (const Block& block : lives.blocks)
    for (Month month = lives.begun; month < first; month = month + 1) {
      if (stop.stop_requested()) return false;
      draw_month(lives, block, Process::household_month, month, words);
      strike(lives, block, month, words);
      earn(lives, block, month, words);
      if (study.closes_window(month)) close_window(lives, block);
    }
  for (std::size_t i = 0; i < opening; ++i) draw_running_floor(lives, i);
  choose_register(lives);
  for (std::size_t i = 0; i < opening; ++i) {
    for (std::size_t g = 0; g < study.scenario.guarantees.size(); ++g)
      if ((lives.concerned[i] >> g) & 1) draw_loss(lives, i, g, study.scenario.start);
    lives.first_loss[i] = *std::min_element(lives.next_loss[i].begin(), lives.next_loss[i].end());
  }
  return true;
}

void draw_month(const Lives& lives, const Block& block, Process process, Month month, MonthWords& words) {
  draw_blocks(lives.seed, lives.subject.data() + block.first, block.end - block.first, lives.replicate, process,
              static_cast<std::uint32_t>(month.index), 0, {words.of[0], words.of[1], words.of[2], words.of[3]});
}

void draw_seen(const MonthWords& words, int count, double sd, float* seen) {
  alignas(64) float other[block_size];
  normals(words.of[0], words.of[1], seen, other, count);
  for (int k = 0; k < count; ++k) seen[k] *= static_cast<float>(sd);
  exp_all(seen, seen, count);
}

TransferYear::TransferYear(const Study& study, Month month)
    : months_now(month.month_of_year()),
      index_now(study.price_index(Month::of(month.year(), 1))),
      months_before(12 - month.month_of_year()),
      index_before(study.price_index(Month::of(month.year() - 1, 1))) {}

void close_window(Lives& lives, const Block& block) {
  const auto first = static_cast<std::size_t>(block.first), end = static_cast<std::size_t>(block.end);
  for (std::size_t i = first; i < end; ++i) {
    lives.window_market_before[i] = lives.window_market[i];
    lives.window_market[i] = lives.market12[i];
    lives.window_expense[i] = lives.expense[i];
    lives.window_schooling[i] = lives.schooling[i];
    lives.expense[i] = lives.schooling[i] = 0;
  }
}

}  // namespace tuiyan
