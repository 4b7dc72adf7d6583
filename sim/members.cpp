#include "sim/members.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "sim/draws.h"
#include "sim/hazards.h"
#include "sim/lives.h"
#include "sim/study.h"

namespace tuiyan {

void Composition::add(const Member& member) {
  const bool child = member.age_months < 16 * 12;
  const auto count = [](std::uint8_t& number, bool is) { number = static_cast<std::uint8_t>(number + is); };
  ++size;
  count(workers, member.ability == Ability::able);
  count(old, member.age_months >= 60 * 12);
  count(old70, member.age_months >= 70 * 12);
  count(old80, member.age_months >= 80 * 12);
  count(children, child);
  count(pupils, member.schooling == Schooling::compulsory || member.schooling == Schooling::secondary);
  count(students, member.schooling == Schooling::tertiary);
  count(women, member.female);
  count(disabled, member.disabled);
  count(weak, member.ability == Ability::weak);
  count(unable, member.ability == Ability::unable && !child);
  count(ill, member.health != Health::well);
}

void Composition::add(const Person& person, Month month) {
  Member member{};
  member.age_months = static_cast<std::uint16_t>(person.age_months(month));
  member.female = person.female;
  member.disabled = person.disabled;
  member.ability = person.ability(month);
  member.health = person.health;
  member.schooling = person.schooling(month);
  add(member);
  // Who is still at school is not "without labour".
  if (member.age_months >= 16 * 12 && month.index < person.works_from) --unable;
}

Composition composition_of(const Population& population, const Household& household) {
  Composition members;
  for (std::uint32_t m = household.first_member; m < household.first_member + household.size; ++m)
    members.add(population.members[m]);
  return members;
}

double count_of(const Composition& members, Attribute attribute) {
  switch (attribute) {
    case Attribute::size:
      return members.size;
    case Attribute::old:
      return members.old;
    case Attribute::old70:
      return members.old70;
    case Attribute::old80:
      return members.old80;
    case Attribute::children:
      return members.children;
    case Attribute::pupils:
      return members.pupils;
    case Attribute::students:
      return members.students;
    case Attribute::women:
      return members.women;
    case Attribute::disabled:
      return members.disabled;
    case Attribute::weak:
      return members.weak;
    case Attribute::unable:
      return members.unable;
    case Attribute::all_old:
      return members.all_old();
    default:
      break;
  }
  assert(!"not a count of members");
  return 0;
}

namespace {

// At which date members are what they are: the households of the population are those of the month before the first
// counted one, and stay so without natural change.
Month date_of_members(const Lives& lives, Month month) {
  const Month opening = lives.study.scenario.start - 1;
  return lives.study.scenario.demography.natural_change ? std::max(month, opening) : opening;
}

// What the condition of a guarantee may ask, of the members now.
class MemberAnswers : public Answers {
 public:
  MemberAnswers(const Lives& lives, std::size_t household) : lives_(lives), household_(household) {}
  double value(Attribute attribute, int) const override { return lives_.attribute(household_, attribute); }

 private:
  const Lives& lives_;
  std::size_t household_;
};

// mu as far as it is known: members now, illness as at the opening.
double known_log_income(const Lives& lives, std::size_t i) {
  Composition members = lives.members[i];
  members.ill = lives.known_ill[i];
  return known_log_income(lives.study.scenario.income, members, lives.household(i).remote,
                          static_cast<double>(lives.land[i]), lives.study.population.mean_land);
}

// Lets a stay begin or end work; who begins has a job as often as workers have.
void follow_work(Lives& lives, const Person& person, Month month) {
  if (person.worker < 0) return;
  const auto w = static_cast<std::size_t>(person.worker);
  std::uint8_t& state = lives.worker_state[w];
  const bool works = person.here_and_able(month);
  if (works && state == absent) {
    const Words words = draw_words(
        lives.seed, {person.subject, lives.replicate, Process::start_job, static_cast<std::uint32_t>(month.index), 0});
    state = uniform(words[0]) < lives.study.law.employed ? in_work : out_of_work;
    lives.employed[person.household] = static_cast<std::uint8_t>(lives.employed[person.household] + (state == in_work));
  } else if (!works && state != absent) {
    lives.employed[person.household] = static_cast<std::uint8_t>(lives.employed[person.household] - (state == in_work));
    state = absent;
  }
}

// Guarantees concern those whom their condition holds for: pupils, say.
void follow_concerns(Lives& lives, std::size_t i, Month month) {
  if (lives.has_guarantees(i)) return;
  for (std::size_t g = 0; g < lives.study.scenario.guarantees.size(); ++g) {
    const auto bit = static_cast<std::uint8_t>(1u << g);
    const bool concerns = lives.size[i] > 0 && lives.study.concerns[g].holds(MemberAnswers(lives, i));
    if (concerns == ((lives.concerned[i] & bit) != 0)) continue;
    lives.concerned[i] ^= bit;
    if (concerns) {
      draw_loss(lives, i, g, month);
    } else {
      lives.missing[i] = static_cast<std::uint8_t>(lives.missing[i] & ~bit);
      lives.next_loss[i][g] = never;
    }
  }
  lives.first_loss[i] = *std::min_element(lives.next_loss[i].begin(), lives.next_loss[i].end());
}

// Nobody is left: nothing is earned, received or spent any more.
void empty(Lives& lives, std::size_t i) {
  lives.transfer_base[i] = 0;
  lives.floor_running[i] = lives.cost_now[i] = lives.cost_later[i] = lives.expense[i] = lives.schooling[i] = 0;
}

void count_again(Lives& lives, std::size_t i, Month month) {
  const Month when = date_of_members(lives, month);
  const Families& families = lives.families;
  Composition now;
  std::uint8_t known_ill = 0;
  for (std::uint32_t p = families.first_person[i]; p < families.first_person[i + 1]; ++p) {
    const Person& person = families.persons[p];
    follow_work(lives, person, when);
    if (!person.here(when)) continue;
    now.add(person, when);
    known_ill = static_cast<std::uint8_t>(known_ill + person.known_ill);
  }
  lives.transfer_base[i] += lives.study.scenario.income.pension * 100 / 12 * (now.old - lives.members[i].old);
  lives.members[i] = now;
  lives.known_ill[i] = known_ill;
  lives.size[i] = now.size;
  lives.workers[i] = now.workers;
  lives.ill[i] = now.ill;
  lives.type[i] = now.workers > 0 ? with_worker : without_worker;
}

// Counts the members of a household anew; the level of income follows what is known of them.
void follow_members(Lives& lives, std::size_t i, Month month) {
  const bool lived_in = lives.size[i] > 0;
  const double before = lived_in ? known_log_income(lives, i) : 0;
  count_again(lives, i, month);
  if (lives.size[i] == 0) {
    empty(lives, i);
  } else if (lived_in) {
    lives.level[i] += static_cast<float>(known_log_income(lives, i) - before);
  }
  follow_concerns(lives, i, month);
}

MemberChange change_of(const Families& families, std::uint32_t household, Month month) {
  MemberChange change;
  change.household = household;
  const auto count = [](std::uint8_t& number, bool is) { number = static_cast<std::uint8_t>(number + is); };
  for (std::uint32_t p = families.first_person[household]; p < families.first_person[household + 1]; ++p) {
    const Person& person = families.persons[p];
    if (person.enters == month.index) {
      count(change.births, person.arrival == Arrival::birth);
      count(change.moves_in, person.arrival == Arrival::marriage);
    }
    if (person.leaves == month.index) {
      count(change.deaths, person.departure == Departure::death);
      count(change.moves_out, person.departure != Departure::death && person.departure != Departure::split);
    }
  }
  return change;
}

void share_out(std::int32_t& parent, std::int32_t& child, double share) {
  child = static_cast<std::int32_t>(std::lround(parent * share));
  parent -= child;
}

// The new household has what the old one had, by the share of persons; illness and its cost stay.
double split_household(Lives& lives, const Split& split) {
  const std::size_t parent = split.parent, child = split.child;
  Families& families = lives.families;
  double leaving = 0;
  for (std::uint32_t p = families.first_person[child]; p < families.first_person[child + 1]; ++p) {
    Person& person = families.persons[p];
    if (person.before < 0 || person.enters != split.month.index) continue;
    const Person& before = families.persons[static_cast<std::size_t>(person.before)];
    person.health = before.health;
    person.work_lost = before.work_lost;
    if (person.worker >= 0 && before.worker >= 0)
      lives.worker_state[static_cast<std::size_t>(person.worker)] =
          lives.worker_state[static_cast<std::size_t>(before.worker)];
    lives.employed[child] = static_cast<std::uint8_t>(
        lives.employed[child] +
        (person.worker >= 0 && lives.worker_state[static_cast<std::size_t>(person.worker)] == in_work));
    ++leaving;
  }
  const double share = leaving / lives.size[parent];
  const double before = known_log_income(lives, parent);
  for (auto& month : lives.monthly) share_out(month[parent], month[child], share);
  for (auto* sums : {&lives.market12, &lives.window_market, &lives.window_market_before, &lives.window_expense,
                     &lives.schooling, &lives.window_schooling, &lives.floor_running})
    share_out((*sums)[parent], (*sums)[child], share);
  // Twelve months rounded one by one need not add up to the rounded sum.
  lives.market12[parent] += lives.market12[child];
  lives.market12[child] = 0;
  for (const auto& month : lives.monthly) lives.market12[child] += month[child];
  lives.market12[parent] -= lives.market12[child];
  const double pensions = lives.study.scenario.income.pension * 100 / 12 * lives.members[parent].old;
  const double others = lives.transfer_base[parent] - pensions;
  lives.transfer_base[parent] = others * (1 - share) + pensions;
  lives.transfer_base[child] = others * share;
  lives.land[child] = lives.land[parent] * static_cast<float>(share);
  lives.land[parent] -= lives.land[child];
  lives.persistent[child] = lives.persistent[parent];
  lives.harvest[child] = lives.harvest[parent];
  lives.grows_as[child] = lives.grows_as[parent];
  lives.missing[child] = lives.missing[parent];
  lives.concerned[child] = lives.concerned[parent];
  for (const std::size_t i : {child, parent}) {
    const float level = lives.level[parent];
    count_again(lives, i, split.month);
    lives.level[i] = level + static_cast<float>(lives.size[i] > 0 ? known_log_income(lives, i) - before : 0);
  }
  for (std::size_t g = 0; g < lives.study.scenario.guarantees.size(); ++g)
    if ((lives.concerned[child] >> g) & 1) draw_loss(lives, child, g, split.month);
  follow_concerns(lives, child, split.month);
  follow_concerns(lives, parent, split.month);
  return share;
}

}  // namespace

std::vector<Turn> turns_of(const Families& families, Month start, Month end) {
  std::vector<Turn> turns;
  for (const Person& person : families.persons) {
    const auto turn = [&](int month) {
      if (start.index <= month && month < end.index && person.enters <= month && month <= person.leaves)
        turns.push_back({static_cast<std::int16_t>(month), person.household});
    };
    for (const int years : {6, 16, 19, 60, 70, 80}) turn(person.born + years * 12);
    for (const int month :
         {person.enters, person.leaves, person.leaves_school, person.works_from, person.works_until, person.weak_until})
      turn(month);
  }
  const auto order = [](const Turn& a, const Turn& b) {
    return a.month != b.month ? a.month < b.month : a.household < b.household;
  };
  std::sort(turns.begin(), turns.end(), order);
  turns.erase(
      std::unique(turns.begin(), turns.end(),
                  [](const Turn& a, const Turn& b) { return a.month == b.month && a.household == b.household; }),
      turns.end());
  return turns;
}

void age_members(Lives& lives, std::size_t block, Month month, std::vector<MemberChange>& changes) {
  changes.clear();
  const std::vector<Turn>& turns = lives.turns[block];
  for (std::size_t& t = lives.next_turn[block]; t < turns.size() && turns[t].month <= month.index; ++t) {
    const std::uint32_t i = turns[t].household;
    MemberChange change = change_of(lives.families, i, month);
    const bool changed = change.births + change.deaths + change.moves_in + change.moves_out > 0;
    if (lives.size[i] == 0 && !changed) continue;  // empty for long; a split this month may have emptied it already
    const std::uint8_t workers = lives.workers[i];
    follow_members(lives, i, month);
    change.dissolved = lives.size[i] == 0;
    if (changed || lives.workers[i] < workers) lives.note(i, month, Trigger::member);
    changes.push_back(change);
  }
}

void split_households(Lives& lives, Month month, std::vector<Shared>& done) {
  done.clear();
  const std::vector<Split>& splits = lives.families.splits;
  for (std::size_t& s = lives.next_split; s < splits.size() && splits[s].month <= month; ++s)
    done.push_back({splits[s].parent, splits[s].child, split_household(lives, splits[s])});
}

void lose_worker(Lives& lives, std::size_t household, Month month) {
  for (std::uint32_t w = lives.first_worker[household]; w < lives.first_worker[household + 1]; ++w) {
    if (lives.worker_state[w] == absent) continue;
    lives.families.persons[lives.worker_person[w]].work_lost = true;
    break;
  }
  follow_members(lives, household, month);
}

void turn_chronic(Lives& lives, std::size_t household, Month month) {
  const Month when = date_of_members(lives, month);
  Families& families = lives.families;
  Person* oldest = nullptr;
  for (std::uint32_t p = families.first_person[household]; p < families.first_person[household + 1]; ++p) {
    Person& person = families.persons[p];
    if (person.here(when) && person.health == Health::well && (!oldest || person.born < oldest->born)) oldest = &person;
  }
  if (!oldest) return;
  oldest->health = Health::chronic;
  follow_members(lives, household, month);
}

const Person* head_of(const Lives& lives, std::size_t household, Month month) {
  const Month when = date_of_members(lives, month);
  const Families& families = lives.families;
  const Person* first = nullptr;
  for (std::uint32_t p = families.first_person[household]; p < families.first_person[household + 1]; ++p) {
    const Person& person = families.persons[p];
    if (!person.here(when)) continue;
    if (person.age_months(when) >= 16 * 12) return &person;
    if (!first) first = &person;
  }
  return first;
}

}  // namespace tuiyan
