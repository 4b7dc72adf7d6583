#include "sim/allocation.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "sim/delivery.h"
#include "sim/enrolment.h"
#include "sim/market.h"
#include "sim/vector_math.h"

namespace tuiyan {

namespace {

// Expected cost of a household in an item, fen: at once, and in a year.
struct Price {
  std::int64_t once = 0, yearly = 0;
};

Price price_of(const Course& course, std::size_t i, std::size_t k, const Enrolment* enrolment, Month month) {
  const Measure& measure = course.measure(k);
  const double units = count_of(course, i, measure.cost.per);
  const double index = course.study.index_since(Follows::prices, measure.cost.price_year, month);
  Price price{fen(measure.cost.once * units * index), fen(measure.cost.yearly * units * index)};
  if (!measure.cost.benefit) return price;
  for (const Effect& effect : measure.effects) {
    if (const auto* income = std::get_if<IncomeEffect>(&effect.what)) {
      if (effect.scope == Scope::village) continue;  // another household takes a part, it adds none
      price.yearly += fen(income->amount * count_of(course, i, income->per) *
                          course.study.index_since(income->follows, income->price_year, month));
    } else if (const auto* top_up = std::get_if<TopUpEffect>(&effect.what)) {
      const double covered = count_of(course, i, top_up->per);
      const std::int64_t level =
          fen(course.study.scenario.line(top_up->line).value.at(month) * covered * top_up->level_share);
      const double earned = HouseholdAnswers(course, i, month).value(Attribute::income, -1);
      const std::int64_t assessed =
          enrolment && enrolment->assessed > 0 ? enrolment->assessed : fen(earned * covered * (1 - top_up->disregard));
      price.yearly += std::max<std::int64_t>(0, level - assessed);
    }
  }
  return price;
}

// Neighbours who are in raise the log odds of joining: by `spread` times their share of the village's eligible.
bool takes_up(const Course& course, std::size_t i, const StudyItem& item, Month month, double neighbours) {
  const Measure& measure = course.study.scenario.measures[static_cast<std::size_t>(item.measure)];
  double chance = measure.take_up.at(month);
  if (neighbours > 0 && chance > 0 && chance < 1) {
    const double odds = chance / (1 - chance) * exp_of(measure.spread * neighbours);
    chance = odds / (1 + odds);
  }
  return uniform(measure_words(course, i, item.measure, Process::take_up, 0)[0]) < chance;
}

// The able members whom a measure would occupy.
struct Labour {
  int workers = 0;     // placed in jobs
  int hands = 0;       // occupied, those placed among them
  bool enough = true;  // the household has that many free
};

Labour labour_of(const Course& course, std::size_t i, const Measure& measure) {
  Labour labour;
  const int free = std::max(course.lives.workers[i] - course.jobs[i], 0);
  for (const Effect& effect : measure.effects)
    if (const auto* job = std::get_if<JobEffect>(&effect.what)) {
      labour.workers = std::min(free, static_cast<int>(job->workers));
      labour.enough = labour.workers > 0;
    }
  labour.hands = std::max(labour.workers, static_cast<int>(measure.hands));
  labour.enough = labour.enough && labour.hands <= free;
  return labour;
}

// Who of those placed would not have had such a job, as bits.
std::uint16_t additional_workers(const Course& course, std::size_t i, const StudyItem& item, int workers, Month month) {
  std::uint16_t additional = 0;
  for (const Effect& effect : course.study.scenario.measures[static_cast<std::size_t>(item.measure)].effects)
    if (const auto* job = std::get_if<JobEffect>(&effect.what))
      for (int w = 0; w < workers; ++w)
        if (uniform(measure_words(course, i, item.measure, Process::job_measure, month.index,
                                  10 + static_cast<std::uint32_t>(w))[0]) < job->additional)
          additional = static_cast<std::uint16_t>(additional | (1u << w));
  return additional;
}

void enrol(Course& course, std::size_t i, std::size_t k, Month month) {
  const StudyItem& item = course.study_items()[k];
  const Measure& measure = course.measure(k);
  ItemState& state = course.items[k];
  Enrolment enrolment;
  enrolment.household = static_cast<std::uint32_t>(i);
  enrolment.item = static_cast<std::uint16_t>(k);
  enrolment.since = enrolment.attend = static_cast<std::int16_t>(month.index);
  enrolment.units = std::llround(count_of(course, i, measure.cost.per) * 1000);
  const Labour labour = labour_of(course, i, measure);
  enrolment.workers = static_cast<std::uint8_t>(labour.workers);
  enrolment.hands = static_cast<std::uint8_t>(labour.hands);
  enrolment.additional = additional_workers(course, i, item, labour.workers, month);
  course.jobs[i] = static_cast<std::uint8_t>(course.jobs[i] + labour.hands);
  begin_effects(course, enrolment);
  course.enrolled[i] |= measure_bit(item.measure);
  course.running[i / block_size][k].units += enrolment.units;
  ++state.enrolled;
  ++course.starts[course.measure_of(k)];
  ++course.running[i / block_size][k].households;
  const std::int64_t once = price_of(course, i, k, nullptr, month).once;
  const std::size_t m = course.month_since_first(month);
  state.spent[m] += once;
  ++state.begun[m];
  state.once_this_year += once;
  const auto life = static_cast<std::int64_t>(std::max(1.0, measure.cost.life.value) * 12);
  for (std::size_t later = m; once > 0 && later < state.annualised.size() && later < m + static_cast<std::size_t>(life);
       ++later) {
    const auto age = static_cast<std::int64_t>(later - m);
    state.annualised[later] += once * (age + 1) / life - once * age / life;
  }
  course.enrolments[i / block_size].busy.push_back(enrolment);
}

struct Candidate {
  double key;  // smaller comes first
  double tie;  // among equal keys, the same
  std::uint32_t household;
};

// Points of a household in an item.
double score_of(const Course& course, std::size_t i, std::size_t k, Month month) {
  const HouseholdAnswers answers(course, i, month);
  double points = 0;
  for (const auto& [who, worth] : course.study_items()[k].score) points += who.holds(answers) ? worth : 0;
  return points;
}

// Where a household stands in the queue of an item: smaller comes first.
double key_of(const Course& course, std::size_t i, std::size_t k, Month month) {
  const Order order = course.plan().items[k].order;
  if (order == Order::score) return -score_of(course, i, k, month);
  const double income = HouseholdAnswers(course, i, month).value(Attribute::income, -1);
  switch (order) {
    case Order::poorest:
      return income;
    case Order::nearest:
      return -income;
    case Order::largest:
      return -static_cast<double>(course.lives.size[i]);
    case Order::planned:
      return income - (course.file.planned[i] ? 1e9 : 0);
    case Order::listed:
    case Order::score:
      break;
  }
  return 0;
}

// Scores tie often, so a lot decides, the same at every allocation; in other orders the id does.
double tie_of(const Course& course, std::size_t i, std::size_t k) {
  if (course.plan().items[k].order != Order::score) return 0;
  const Lives& lives = course.lives;
  return uniform(draw_words(lives.seed, {lives.subject[i], lives.replicate, Process::score_tie, 0, 0})[0]);
}

Candidate candidate_of(const Course& course, std::size_t i, std::size_t k, Month month) {
  return {key_of(course, i, k, month), tie_of(course, i, k), static_cast<std::uint32_t>(i)};
}

bool comes_first(const Candidate& a, const Candidate& b) { return a.key != b.key ? a.key < b.key : a.tie < b.tie; }

template <class See>
void for_each_enrolment(const Course& course, See see) {
  for (const Enrolments& block : course.enrolments)
    for (const auto* list : {&block.busy, &block.resting})
      for (const Enrolment& each : *list) see(each);
}

// How many households of each village a measure has: all it holds, and those whom it helps now.
class Neighbours {
 public:
  // Counts for measures that look at the village: they have places in each, or take-up spreads.
  explicit Neighbours(const Course& course) : course_(course), of_(course.study.scenario.measures.size()) {
    const auto villages = static_cast<std::size_t>(course.study.population.villages);
    bool any = false;
    for (std::size_t k = 0; k < course.items.size(); ++k) {
      const Measure& measure = course.measure(k);
      if (!(measure.spread > 0) && !(measure.per_village > 0)) continue;
      any = true;
      of_[course.measure_of(k)].resize(villages);
    }
    if (!any) return;
    for_each_enrolment(course, [&](const Enrolment& each) {
      std::vector<Count>& of = of_[course.measure_of(each.item)];
      if (of.empty()) return;
      ++of[course.lives.village[each.household]].enrolled;
      of[course.lives.village[each.household]].helped += works(each);
    });
  }

  bool has_place(std::size_t measure, std::size_t household) const {
    const double places = course_.study.scenario.measures[measure].per_village;
    return !(places > 0) || of_[measure][course_.lives.village[household]].enrolled < places;
  }

  void add(std::size_t measure, std::size_t household) {
    if (!of_[measure].empty()) ++of_[measure][course_.lives.village[household]].enrolled;
  }

  // By village: those whom the measure helps, as a share of all who are or could be in; `eligible` could join.
  std::vector<double> helped_share(std::size_t measure, const std::vector<std::uint32_t>& eligible) const {
    std::vector<double> all, share;
    for (const Count& count : of_[measure]) all.push_back(count.enrolled);
    for (const std::uint32_t i : eligible) ++all[course_.lives.village[i]];
    for (std::size_t v = 0; v < all.size(); ++v) share.push_back(all[v] > 0 ? of_[measure][v].helped / all[v] : 0);
    return share;
  }

 private:
  struct Count {
    std::int32_t enrolled = 0, helped = 0;
  };
  const Course& course_;
  std::vector<std::vector<Count>> of_;  // by measure and village; empty where nobody asks
};

std::vector<std::uint32_t> households_in_care(const Course& course) {
  std::vector<std::uint32_t> in_care;
  for (std::size_t i = 0; i < course.supported.size(); ++i)
    if (course.supported[i] || course.file.monitored[i]) in_care.push_back(static_cast<std::uint32_t>(i));
  return in_care;
}

// Who fulfils the conditions of an item and its measure, is not in it yet, and has the hands for it.
std::vector<std::uint32_t> eligible_for(const Course& course, const std::vector<std::uint32_t>& in_care, std::size_t k,
                                        Month month) {
  const StudyItem& item = course.study_items()[k];
  const Measure& measure = course.measure(k);
  const Condition& who = course.study.who[static_cast<std::size_t>(item.measure)];
  std::vector<std::uint32_t> eligible;
  const std::vector<std::uint64_t>& possible = course.study.possible[static_cast<std::size_t>(course.mix)];
  for (const std::uint32_t i : in_care) {
    if (!((possible[course.lives.origin[i]] >> k) & 1) || course.enrolled[i] & measure_bit(item.measure)) continue;
    if (!course.supported[i] && !item.asks_monitored) continue;
    if (item.asks_registered && course.status[i] != Status::registered) continue;
    if (item.asks_lacking & ~course.lacking(i)) continue;
    const HouseholdAnswers answers(course, i, month);
    if (!item.who.holds(answers) || !who.holds(answers)) continue;
    if (!labour_of(course, i, measure).enough) continue;
    if (firm_of(course, i, item.measure, month) != FirmState::up) continue;
    eligible.push_back(i);
  }
  return eligible;
}

// Those who may join: in the item's order if not all of them may; ties by id.
std::vector<Candidate> queue_of(const Course& course, const std::vector<std::uint32_t>& in_care,
                                const Neighbours& neighbours, std::size_t k, Month month, bool scarce) {
  const StudyItem& item = course.study_items()[k];
  const Item& rules = course.plan().items[k];
  const std::vector<std::uint32_t> eligible = eligible_for(course, in_care, k, month);
  std::vector<double> share;  // by village
  if (course.measure(k).spread > 0 && !rules.households)
    share = neighbours.helped_share(course.measure_of(k), eligible);
  std::vector<Candidate> queue;
  for (const std::uint32_t i : eligible) {
    const double in = share.empty() ? 0 : share[course.lives.village[i]];
    if (!rules.households && !takes_up(course, i, item, month, in)) continue;
    queue.push_back(scarce ? candidate_of(course, i, k, month) : Candidate{0, 0, i});
  }
  if (scarce) std::stable_sort(queue.begin(), queue.end(), comes_first);
  return queue;
}

// Money that is left for new households, fen: of an item's own yearly sum, and of the mix's envelope.
class Money {
 public:
  explicit Money(Course& course, Month month) : course_(course) {
    for (ItemState& state : course.items) {
      state.recurrent = 0;
      if ((month - course.study.scenario.allocation_every).year() != month.year()) state.once_this_year = 0;
    }
    for_each_enrolment(course, [&](const Enrolment& each) {
      if (by_money(each.item))
        course.items[each.item].recurrent += price_of(course, each.household, each.item, &each, month).yearly;
    });
  }

  // Whether an item has to do with money at all: a sum of its own, or a part of the envelope.
  bool by_money(std::size_t k) const {
    const Item& item = course_.plan().items[k];
    return item.money || (item.in_envelope && course_.plan().envelope);
  }

  // What is left for an item; below zero where commitments have outgrown the money.
  std::int64_t left(std::size_t k) const {
    const Item& item = course_.plan().items[k];
    std::int64_t rest = std::numeric_limits<std::int64_t>::max();
    if (item.money) rest = fen(*item.money) - committed(k);
    if (!item.in_envelope || !course_.plan().envelope) return rest;
    std::int64_t sum = 0;
    for (std::size_t j = 0; j < course_.items.size(); ++j)
      if (course_.plan().items[j].in_envelope) sum += committed(j);
    return std::min(rest, fen(*course_.plan().envelope) - sum);
  }

  bool allows(std::size_t k, const Price& price) const { return price.once + price.yearly <= left(k); }

 private:
  std::int64_t committed(std::size_t k) const { return course_.items[k].recurrent + course_.items[k].once_this_year; }

  const Course& course_;
};

// Places left in the item, and in the measure for the whole place.
bool has_place(const Course& course, std::size_t k) {
  const Item& item = course.plan().items[k];
  if (item.households && static_cast<double>(course.items[k].enrolled) >= *item.households) return false;
  const double starts = course.measure(k).starts_per_year;
  if (starts > 0 && course.starts[course.measure_of(k)] >= starts) return false;
  const double capacity = course.measure(k).capacity;
  if (!(capacity > 0)) return true;
  std::int64_t enrolled = 0;
  for (std::size_t j = 0; j < course.items.size(); ++j)
    if (course.study_items()[j].measure == course.study_items()[k].measure) enrolled += course.items[j].enrolled;
  return static_cast<double>(enrolled) < capacity;
}

// In January what has outgrown the money is not renewed: the last item first, the last of its queue first.
void renew(Course& course, const Money& money, Month next) {
  for (std::size_t k = course.items.size(); k-- > 0;) {
    if (money.left(k) >= 0) continue;
    std::vector<Candidate> enrolled;
    for_each_enrolment(course, [&](const Enrolment& each) {
      if (each.item == k) enrolled.push_back(candidate_of(course, each.household, k, next));
    });
    std::sort(enrolled.begin(), enrolled.end(), [](const Candidate& a, const Candidate& b) {
      if (comes_first(a, b) || comes_first(b, a)) return comes_first(b, a);
      return a.household > b.household;
    });
    std::vector<std::int64_t> yearly(course.enrolled.size(), 0);  // by household
    for_each_enrolment(course, [&](const Enrolment& each) {
      if (each.item == k) yearly[each.household] = price_of(course, each.household, k, &each, next).yearly;
    });
    std::vector<std::uint8_t> ends(course.enrolled.size(), 0);
    for (const Candidate& last : enrolled) {
      if (money.left(k) >= 0) break;
      ends[last.household] = 1;
      course.items[k].recurrent -= yearly[last.household];
    }
    for (std::size_t b = 0; b < course.enrolments.size(); ++b)
      end_where(course, b, Leaving::not_renewed,
                [&](const Enrolment& each) { return each.item == k && ends[each.household] != 0; });
  }
}

}  // namespace

void allocate(Course& course, Month next) {
  if (!course.study.has_support(next)) return;
  const Money money(course, next);
  if (next.month_of_year() == 1) renew(course, money, next);
  if ((next - course.study.scenario.allocation_every).year() != next.year())
    std::fill(course.starts.begin(), course.starts.end(), 0);
  Neighbours neighbours(course);
  const std::vector<std::uint32_t> in_care = households_in_care(course);
  for (std::size_t k = 0; k < course.items.size(); ++k) {
    if (!course.study.joins(course.mix, k, next) || !has_place(course, k)) continue;
    const bool by_money = money.by_money(k);
    if (by_money && !money.allows(k, {1, 0})) continue;
    const Measure& measure = course.measure(k);
    const bool scarce = by_money || course.plan().items[k].households || measure.capacity > 0 ||
                        measure.per_village > 0 || measure.starts_per_year > 0;
    for (const Candidate& candidate : queue_of(course, in_care, neighbours, k, next, scarce)) {
      if (!has_place(course, k)) break;
      if (!neighbours.has_place(course.measure_of(k), candidate.household)) continue;
      const Price price = by_money ? price_of(course, candidate.household, k, nullptr, next) : Price{};
      if (by_money && !money.allows(k, price)) continue;
      enrol(course, candidate.household, k, next);
      neighbours.add(course.measure_of(k), candidate.household);
      course.items[k].recurrent += price.yearly;
    }
  }
  count_neighbours(course, next);
}

std::int64_t count_eligible(const Course& course, std::size_t item, Month month) {
  return static_cast<std::int64_t>(eligible_for(course, households_in_care(course), item, month).size());
}

}  // namespace tuiyan
