#include "sim/families.h"

#include <algorithm>
#include <cmath>

#include "sim/draws.h"
#include "sim/vector_math.h"

namespace tuiyan {

namespace {

constexpr std::int16_t forever = 1 << 14;  // a month that does not come
constexpr int school_begins = 6 * 12, grown_up = 16 * 12, secondary_ends = 19 * 12, tertiary_ends = 23 * 12;

std::int16_t as_month(int index) { return static_cast<std::int16_t>(std::clamp<int>(index, -forever, forever)); }

// Kinds of subjects that descend from another one: a stay, a wife, a child, a household.
constexpr std::uint64_t of_member = 1000, of_child = 2000, of_wife = 10000, of_split = 20000;

class Maker {
 public:
  Maker(const Population& population, const DemographyRules& rules, std::uint64_t seed, std::uint32_t replicate,
        const FamilyMonths& months)
      : population_(population), rules_(rules), seed_(seed), replicate_(replicate), months_(months) {}

  Families make() {
    for (const Household& household : population_.households) add_base(household);
    if (rules_.natural_change)
      for (Month from = months_.start; from < months_.end;) {
        const Month until = std::min(meeting_after(from + 12), months_.end);
        const std::size_t households = stays_.size();
        for (std::size_t h = 0; h < households; ++h) play_year(h, from, until);
        from = until;
      }
    return put_together();
  }

 private:
  // What only the making of families needs to know of a stay.
  struct Ties {
    std::int32_t partner = -1;
    std::int32_t mother = -1;
  };

  // The first month not before `month` in which households meet.
  Month meeting_after(Month month) const {
    const int since = month - months_.first;
    return month + (months_.every - since % months_.every) % months_.every;
  }

  Words draw(std::uint64_t subject, Process process, Month month) const {
    return draw_words(seed_, {subject, replicate_, process, static_cast<std::uint32_t>(month.index), 0});
  }

  std::size_t add(std::size_t household, const Person& person, Ties ties) {
    const std::size_t p = families_.persons.size();
    families_.persons.push_back(person);
    families_.persons.back().household = static_cast<std::uint32_t>(household);
    ties_.push_back(ties);
    stays_[household].push_back(static_cast<std::uint32_t>(p));
    return p;
  }

  void add_base(const Household& household) {
    const std::size_t h = stays_.size();
    stays_.emplace_back();
    families_.origin.push_back(static_cast<std::uint32_t>(h));
    families_.subject.push_back(household.subject);
    for (std::uint32_t m = 0; m < household.size; ++m) {
      const Member& member = population_.members[household.first_member + m];
      Person person;
      person.subject = subject_of(household.subject, of_member + m);
      person.born = as_month(months_.opening().index - member.age_months);
      person.enters = -forever;
      person.leaves = forever;
      person.female = member.female;
      person.disabled = member.disabled;
      person.health = member.health;
      person.known_ill = member.health != Health::well;
      const bool child = member.age_months < grown_up;
      person.grown = !child ? member.ability : member.disabled ? Ability::weak : Ability::able;
      plan_school(person, member.schooling);
      person.works_from = child ? person.leaves_school : static_cast<std::int16_t>(-forever);
      plan_work(person);
      add(h, person, {});
    }
    marry_first_two(h);
  }

  // The first two members are a couple if both are grown, of either sex and of about one age.
  void marry_first_two(std::size_t h) {
    if (stays_[h].size() < 2) return;
    const std::uint32_t one = stays_[h][0], other = stays_[h][1];
    const Person &a = families_.persons[one], &b = families_.persons[other];
    const bool grown = a.age_months(months_.opening()) >= 20 * 12 && b.age_months(months_.opening()) >= 20 * 12;
    if (!grown || a.female == b.female || std::abs(a.born - b.born) >= 20 * 12) return;
    ties_[one].partner = static_cast<std::int32_t>(other);
    ties_[other].partner = static_cast<std::int32_t>(one);
  }

  void plan_school(Person& person, Schooling now) const {
    const Words words = draw(person.subject, Process::member_school, {0});
    const bool secondary = now == Schooling::secondary || now == Schooling::tertiary ||
                           (now != Schooling::done && uniform(words[0]) < rules_.secondary);
    const bool tertiary = now == Schooling::tertiary || (secondary && uniform(words[1]) < rules_.tertiary);
    person.leaves_school = as_month(person.born + (now == Schooling::done ? 0
                                                   : tertiary             ? tertiary_ends
                                                   : secondary            ? secondary_ends
                                                                          : grown_up));
  }

  // Whoever is past an age at the opening stays as he is up to the next one.
  void plan_work(Person& person) const {
    const auto after_start = [&](double years) {
      const int month = person.born + static_cast<int>(years * 12);
      return as_month(month > months_.opening().index ? month : forever);
    };
    const std::int16_t weak = after_start(rules_.work_ends), unable = after_start(rules_.weakness_ends);
    person.works_until = std::min(weak, unable);
    person.weak_until = unable;
  }

  std::size_t present(std::size_t h, Month month) const {
    return static_cast<std::size_t>(std::count_if(stays_[h].begin(), stays_[h].end(),
                                                  [&](std::uint32_t p) { return families_.persons[p].here(month); }));
  }

  void leave(std::uint32_t p, Month month, Departure how) {
    families_.persons[p].leaves = as_month(month.index);
    families_.persons[p].departure = how;
  }

  // From `from` up to `until`, about a year: at most one death and one other event of each member.
  void play_year(std::size_t h, Month from, Month until) {
    const std::vector<std::uint32_t> members = stays_[h];
    const double years = (until - from) / 12.0;
    std::vector<Words> luck(members.size());
    for (std::size_t k = 0; k < members.size(); ++k) {
      const Person& person = families_.persons[members[k]];
      if (!person.here(from)) continue;
      luck[k] = draw(person.subject, Process::member_year, from);
      if (uniform(luck[k][0]) < chance_of_death(person, from) * years)
        leave(members[k], within(from, until, luck[k][2]), Departure::death);
    }
    for (std::size_t k = 0; k < members.size(); ++k)
      if (families_.persons[members[k]].here(from))
        live(h, members[k], from, years, within(from, until, luck[k][3]), uniform(luck[k][1]));
    for (const std::uint32_t p : members)
      if (const std::int32_t partner = ties_[p].partner; partner >= 0 && families_.persons[p].leaves <= until.index)
        ties_[static_cast<std::size_t>(partner)].partner = ties_[p].partner = -1;
    leave_no_child_alone(h, from, until);
    const Words words = draw(families_.subject[h], Process::household_year, from);
    give_up(h, from, years, within(from, until, words[2]), uniform(words[1]));
    if (until < months_.end) split(h, until, years, uniform(words[0]));
  }

  // In the year from a month on, at the age in its middle; worked out once for each age.
  double chance_of_death(const Person& person, Month from) {
    const auto age = static_cast<std::size_t>(std::clamp(person.age_months(from) + 6, 0, 12 * 130 - 1));
    double& chance = deaths_[person.female][person.known_ill][age];
    if (chance < 0) chance = death_chance(rules_, static_cast<double>(age) / 12.0, person.female, person.known_ill);
    return chance;
  }

  static Month within(Month from, Month until, std::uint32_t word) {
    return from + static_cast<int>(uniform(word) * (until - from));
  }

  // What a member does beside dying; the chances of one member exclude each other.
  void live(std::size_t h, std::uint32_t p, Month from, double years, Month month, double chance) {
    const Person person = families_.persons[p];
    if (!person.here(month)) return;
    const int age = person.age_months(from) / 12;
    const auto aged = [age](int low, int high) { return low <= age && age <= high; };
    if (ties_[p].partner >= 0) {
      if (person.female && aged(20, 39) && chance < rules_.birth_rate * years) bear(h, p, month);
      return;
    }
    const double out = person.female && aged(20, 29) ? rules_.marries_out * years : 0;
    const double in = !person.female && aged(22, 34) ? rules_.marries_in * years : 0;
    const double away = aged(18, 30) ? rules_.moves_away * years : 0;
    if (chance < out) {
      leave(p, month, Departure::marriage);
    } else if (chance < out + in) {
      wed(h, p, month);
    } else if (chance < out + in + away) {
      leave(p, month, Departure::move);
    }
  }

  void bear(std::size_t h, std::uint32_t mother, Month month) {
    if (present(h, month) >= most_members) return;
    Person child;
    child.subject = subject_of(families_.persons[mother].subject, of_child + static_cast<std::uint64_t>(month.index));
    child.born = child.enters = as_month(month.index);
    child.leaves = forever;
    child.female = uniform(draw(child.subject, Process::member_school, {0})[2]) < 0.48;
    child.arrival = Arrival::birth;
    plan_school(child, Schooling::none);
    child.works_from = child.leaves_school;
    plan_work(child);
    add(h, child, {-1, static_cast<std::int32_t>(mother)});
  }

  // A wife comes, two years younger than he is.
  void wed(std::size_t h, std::uint32_t husband, Month month) {
    if (present(h, month) >= most_members) return;
    const Person him = families_.persons[husband];
    Person wife;
    wife.subject = subject_of(him.subject, of_wife + static_cast<std::uint64_t>(month.index));
    wife.born = as_month(std::min(him.born + 24, month.index - 20 * 12));
    wife.enters = as_month(month.index);
    wife.leaves = forever;
    wife.female = true;
    wife.arrival = Arrival::marriage;
    wife.leaves_school = wife.born;
    wife.works_from = -forever;
    plan_work(wife);
    const std::size_t p = add(h, wife, {static_cast<std::int32_t>(husband), -1});
    ties_[husband].partner = static_cast<std::int32_t>(p);
  }

  // Children whose last grown-up goes live with relatives elsewhere.
  void leave_no_child_alone(std::size_t h, Month from, Month until) {
    int last = -forever;
    for (const std::uint32_t p : stays_[h]) {
      const Person& person = families_.persons[p];
      if (person.age_months(from) < grown_up) continue;
      if (person.leaves > until.index) return;
      if (person.leaves > from.index) last = std::max<int>(last, person.leaves);
    }
    if (last == -forever) return;
    for (const std::uint32_t p : stays_[h])
      if (families_.persons[p].leaves > last) leave(p, {last}, Departure::dissolution);
  }

  // The old give up their household and join a son's or daughter's.
  void give_up(std::size_t h, Month from, double years, Month month, double chance) {
    if (!(chance < rules_.joins_relatives * years) || present(h, month) == 0) return;
    for (const std::uint32_t p : stays_[h])
      if (families_.persons[p].here(month) && families_.persons[p].age_months(from) < 70 * 12) return;
    for (const std::uint32_t p : stays_[h])
      if (families_.persons[p].here(month)) leave(p, month, Departure::dissolution);
  }

  // A couple married since the opening leaves with its children where a grown-up stays behind.
  void split(std::size_t h, Month month, double years, double chance) {
    if (!(chance < rules_.splits * years)) return;
    const auto found = std::find_if(stays_[h].begin(), stays_[h].end(), [&](std::uint32_t p) {
      const Person& person = families_.persons[p];
      return person.here(month) && person.female && person.arrival == Arrival::marriage && ties_[p].partner >= 0;
    });
    if (found == stays_[h].end()) return;
    const auto wife = static_cast<std::int32_t>(*found), husband = ties_[*found].partner;
    std::vector<std::uint32_t> leaving;
    bool somebody_stays = false;
    for (const std::uint32_t p : stays_[h]) {
      const Person& person = families_.persons[p];
      if (!person.here(month)) continue;
      const bool leaves =
          static_cast<std::int32_t>(p) == wife || static_cast<std::int32_t>(p) == husband || ties_[p].mother == wife;
      if (leaves)
        leaving.push_back(p);
      else
        somebody_stays |= person.age_months(month) >= grown_up;
    }
    if (!somebody_stays) return;
    const std::size_t child = stays_.size();
    stays_.emplace_back();
    families_.origin.push_back(families_.origin[h]);
    families_.subject.push_back(subject_of(families_.subject[h], of_split + static_cast<std::uint64_t>(month.index)));
    families_.splits.push_back({month, static_cast<std::uint32_t>(h), static_cast<std::uint32_t>(child)});
    std::int32_t couple[2] = {-1, -1};
    for (const std::uint32_t p : leaving) {
      Person moved = families_.persons[p];
      leave(p, month, Departure::split);
      moved.before = static_cast<std::int32_t>(p);
      moved.enters = as_month(month.index);
      moved.arrival = Arrival::split;
      const std::int32_t mother = ties_[p].mother == wife ? couple[1] : -1;
      const auto now = static_cast<std::int32_t>(add(child, moved, {-1, mother}));
      if (static_cast<std::int32_t>(p) == husband) couple[0] = now;
      if (static_cast<std::int32_t>(p) == wife) couple[1] = now;
    }
    ties_[static_cast<std::size_t>(couple[0])].partner = couple[1];
    ties_[static_cast<std::size_t>(couple[1])].partner = couple[0];
  }

  // Stays of a household together, in the order in which they began.
  Families put_together() {
    Families sorted;
    sorted.origin = std::move(families_.origin);
    sorted.subject = std::move(families_.subject);
    sorted.splits = std::move(families_.splits);
    std::stable_sort(sorted.splits.begin(), sorted.splits.end(),
                     [](const Split& a, const Split& b) { return a.month < b.month; });
    std::vector<std::int32_t> place(families_.persons.size());
    sorted.first_person.push_back(0);
    for (const auto& members : stays_) {
      for (const std::uint32_t p : members) {
        place[p] = static_cast<std::int32_t>(sorted.persons.size());
        sorted.persons.push_back(families_.persons[p]);
      }
      sorted.first_person.push_back(static_cast<std::uint32_t>(sorted.persons.size()));
    }
    std::int32_t workers = 0;
    for (Person& person : sorted.persons) {
      if (person.before >= 0) person.before = place[static_cast<std::size_t>(person.before)];
      const bool works = person.grown == Ability::able &&
                         std::max(person.works_from, person.enters) <
                             std::min({person.works_until, person.leaves, as_month(months_.end.index)});
      if (works) person.worker = workers++;
    }
    return sorted;
  }

  const Population& population_;
  const DemographyRules& rules_;
  std::uint64_t seed_;
  std::uint32_t replicate_;
  FamilyMonths months_;
  Families families_;
  std::vector<double> deaths_[2][2] = {{std::vector<double>(12 * 130, -1), std::vector<double>(12 * 130, -1)},
                                       {std::vector<double>(12 * 130, -1), std::vector<double>(12 * 130, -1)}};
  std::vector<Ties> ties_;                         // by person
  std::vector<std::vector<std::uint32_t>> stays_;  // by household
};

}  // namespace

Schooling Person::schooling(Month month) const {
  const int age = age_months(month);
  if (age < school_begins) return Schooling::none;
  if (age < grown_up) return Schooling::compulsory;
  if (month.index >= leaves_school) return Schooling::done;
  return age < secondary_ends ? Schooling::secondary : Schooling::tertiary;
}

Ability Person::ability(Month month) const {
  if (age_months(month) < grown_up || month.index < works_from || work_lost || month.index >= weak_until)
    return Ability::unable;
  return grown == Ability::able && month.index >= works_until ? Ability::weak : grown;
}

Families make_families(const Population& population, const DemographyRules& rules, std::uint64_t seed,
                       std::uint32_t replicate, const FamilyMonths& months) {
  return Maker(population, rules, seed, replicate, months).make();
}

double death_chance(const DemographyRules& rules, double age_years, bool female, bool ill) {
  const double by_age = rules.death_at_60 * power_of(2.0, (age_years - 60) / rules.death_doubling);
  return std::min(1.0, std::max<double>(rules.death_least, by_age) * (female ? 1 : rules.death_male.value) *
                           (ill ? rules.death_ill.value : 1));
}

}  // namespace tuiyan
