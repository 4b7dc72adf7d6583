#include "sim/population.h"

#include <algorithm>
#include <cassert>
#include <functional>

#include "sim/draws.h"
#include "sim/group_law.h"
#include "sim/margins.h"
#include "sim/members.h"
#include "sim/scenario.h"
#include "sim/weight.h"

namespace tuiyan {

namespace {

// Places in the address of a skeleton draw.
enum SkeletonDraw : std::uint32_t {
  draw_size,
  draw_worker,
  draw_old,
  draw_child,
  draw_ill,
  draw_disabled,
  draw_remote,
  draw_village,
  draw_missing,
  draw_cause = 40,
  draw_member = 80
};

constexpr int largest_household = 12;

// One group's households while they are made.
struct Sketch {
  std::vector<int> size;
  std::vector<char> has_worker, all_old, ill, disabled, remote;
  std::vector<std::vector<Member>> members;
};

class Maker {
 public:
  // `scenario` counts in simulated households.
  explicit Maker(const Scenario& scenario)
      : scenario_(scenario),
        vocabulary_(scenario.vocabulary()),
        seed_(static_cast<std::uint64_t>(scenario.population_seed)) {
    population_.place = hash_text(scenario.id);
    population_.villages = std::max(1, static_cast<int>(scenario.people.villages));
    population_.law_month = Month::of(static_cast<int>(scenario.people.registered_income_year), 7);
  }

  Population make() {
    add_listed();
    for (std::size_t g = 0; g < scenario_.people.groups.size(); ++g) add_group(g);
    assign_causes();
    assign_guarantees();
    set_laws(population_, scenario_);
    return std::move(population_);
  }

 private:
  double draw(std::uint64_t subject, std::uint32_t what) const {
    return uniform(draw_words(seed_, {subject, 0, Process::skeleton, 0, what})[0]);
  }
  std::uint64_t next_subject(std::size_t k) const {
    return subject_of(population_.place, population_.households.size() + 1 + k);
  }

  // The `count` positions of 0..n-1 with the smallest keys; ties by position.
  static std::vector<std::size_t> smallest(std::size_t n, std::size_t count,
                                           const std::function<double(std::size_t)>& key) {
    std::vector<double> keys(n);
    std::vector<std::size_t> order(n);
    for (std::size_t k = 0; k < n; ++k) keys[k] = key(k), order[k] = k;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
    order.resize(std::min(count, n));
    return order;
  }

  static std::size_t nearest(double share, std::size_t n) {
    return static_cast<std::size_t>(share * static_cast<double>(n) + 0.5);
  }

  void add_listed() {
    const auto& groups = scenario_.people.groups;
    for (std::size_t k = 0; k < scenario_.people.households.size(); ++k) {
      const HouseholdRules& rules = scenario_.people.households[k];
      std::vector<Member> members;
      for (const MemberRules& each : rules.members)
        members.push_back(member_of(each.age, each.female, each.able ? Ability::able : Ability::unable,
                                    each.chronic ? Health::chronic : Health::well, each.disabled));
      const auto group =
          std::find_if(groups.begin(), groups.end(), [&](const GroupRules& g) { return g.id == rules.group; });
      add_household(static_cast<std::size_t>(group - groups.begin()), std::move(members), false,
                    static_cast<float>(rules.land), static_cast<int>(k));
    }
  }

  void add_group(std::size_t g) {
    const GroupRules& rules = scenario_.people.groups[g];
    const auto n = static_cast<std::size_t>(rules.households);
    if (n == 0) return;
    Sketch sketch;
    draw_sizes(sketch, rules, n);
    draw_kinds(sketch, rules, n);
    draw_members(sketch, rules, n);
    const double per_person = rules.land * static_cast<double>(n) / rules.persons;
    for (std::size_t k = 0; k < n; ++k)
      add_household(g, std::move(sketch.members[k]), sketch.remote[k] != 0,
                    static_cast<float>(per_person * sketch.size[k]), -1);
  }

  // One person each; the others fall on households at random, so sizes spread like 1 + Poisson and the
  // persons are met exactly.
  void draw_sizes(Sketch& sketch, const GroupRules& rules, std::size_t n) const {
    sketch.size.assign(n, 1);
    const std::uint64_t subject = subject_of(population_.place, hash_text(rules.id));
    std::size_t extra = static_cast<std::size_t>(rules.persons) - n;
    for (std::uint64_t attempt = 0; extra > 0; ++attempt) {
      const double place = draw(subject_of(subject, attempt), draw_size);
      const auto k = static_cast<std::size_t>(place * static_cast<double>(n));
      if (sketch.size[k] >= largest_household) continue;
      ++sketch.size[k];
      --extra;
    }
  }

  void draw_kinds(Sketch& sketch, const GroupRules& rules, std::size_t n) const {
    const auto key = [&](std::uint32_t what) {
      return [this, what](std::size_t k) { return draw(next_subject(k), what); };
    };
    const auto chosen = [&](double share, const std::function<double(std::size_t)>& by) {
      std::vector<char> flags(n, 0);
      for (const std::size_t k : smallest(n, nearest(share, n), by)) flags[k] = 1;
      return flags;
    };
    // Small households lack a worker more often; illness and disability are more common without a worker.
    std::vector<char> idle =
        chosen(rules.without_worker, [&](std::size_t k) { return key(draw_worker)(k) + 0.25 * sketch.size[k]; });
    sketch.has_worker.resize(n);
    for (std::size_t k = 0; k < n; ++k) sketch.has_worker[k] = !idle[k];
    const std::size_t without = static_cast<std::size_t>(std::count(idle.begin(), idle.end(), 1));
    sketch.all_old.assign(n, 0);
    for (const std::size_t k : smallest(n, nearest(rules.all_old, without), [&](std::size_t i) {
           return idle[i] ? key(draw_old)(i) + (sketch.size[i] > 2 ? 1 : 0) : 9;
         }))
      sketch.all_old[k] = idle[k];
    sketch.ill = chosen(rules.ill, [&](std::size_t k) { return key(draw_ill)(k) + (sketch.has_worker[k] ? 0.2 : 0); });
    sketch.disabled = chosen(rules.disabled, [&](std::size_t k) {
      return key(draw_disabled)(k) + (sketch.has_worker[k] ? 0.3 : 0) + (sketch.all_old[k] ? 0.3 : 0);
    });
    sketch.remote = chosen(rules.remote, key(draw_remote));
  }

  static Member member_of(double age, bool female, Ability ability, Health health, bool disabled) {
    Member member{};
    member.age_months = static_cast<std::uint16_t>(age * 12);
    member.female = female;
    member.disabled = disabled;
    member.health = health;
    member.ability = age < 16 ? Ability::unable : ability;
    member.schooling = age < 6 ? Schooling::none : age < 16 ? Schooling::compulsory : Schooling::done;
    member.activity = member.ability == Ability::able ? Activity::farm : Activity::home;
    return member;
  }

  void draw_members(Sketch& sketch, const GroupRules& rules, std::size_t n) const {
    // Seats of children: any but the first of a household that is not all old; the third and later first.
    std::vector<std::pair<std::size_t, int>> seats;
    int persons = 0;
    for (std::size_t k = 0; k < n; ++k) {
      if (sketch.size[k] < 2) continue;
      persons += sketch.size[k];
      for (int m = 1; m < sketch.size[k] && !sketch.all_old[k]; ++m) seats.emplace_back(k, m);
    }
    std::vector<std::vector<char>> child(n);
    for (std::size_t k = 0; k < n; ++k) child[k].assign(static_cast<std::size_t>(sketch.size[k]), 0);
    const auto key = [&](std::size_t s) {
      return draw(next_subject(seats[s].first), draw_child + 200u + static_cast<std::uint32_t>(seats[s].second)) +
             (seats[s].second < 2 ? 0.8 : 0);
    };
    for (const std::size_t s : smallest(seats.size(), nearest(rules.children, static_cast<std::size_t>(persons)), key))
      child[seats[s].first][static_cast<std::size_t>(seats[s].second)] = 1;
    for (std::size_t k = 0; k < n; ++k) sketch.members.push_back(members_of(sketch, child[k], k));
  }

  std::vector<Member> members_of(const Sketch& sketch, const std::vector<char>& child, std::size_t k) const {
    std::vector<Member> members;
    const std::uint64_t subject = next_subject(k);
    for (std::size_t m = 0; m < child.size(); ++m) {
      const Words words =
          draw_words(seed_, {subject, 0, Process::skeleton, 0, draw_member + static_cast<std::uint32_t>(m)});
      const double a = uniform(words[0]), b = uniform(words[1]), c = uniform(words[2]);
      const bool female = m == 0 ? a < 0.3 : m == 1 ? !members[0].female : a < 0.48;
      double age;
      Ability ability = Ability::unable;
      if (child[m]) {
        age = 16 * b;
      } else if (sketch.all_old[k]) {
        age = 60 + 25 * b * b + 4 * c;
        ability = age < 70 && c < 0.4 ? Ability::weak : Ability::unable;
      } else if (sketch.has_worker[k]) {
        const bool able = m == 0 || c < 0.55;
        age = m < 2 ? 28 + 31 * b : able ? 17 + 12 * b : 60 + 22 * b;
        ability = able ? Ability::able : age >= 68 ? Ability::unable : Ability::weak;
      } else {
        age = m < 2 ? 42 + 34 * b : 18 + 60 * b;
        ability = c < 0.4 && age < 70 ? Ability::weak : Ability::unable;
      }
      members.push_back(member_of(age, female, ability, Health::well, false));
      schooling_of(members.back(), uniform(words[3]));
    }
    if (sketch.ill[k]) {
      auto sick = std::max_element(members.begin(), members.end(),
                                   [](const Member& x, const Member& y) { return x.age_months < y.age_months; });
      sick->health = draw(subject, draw_ill + 20) < 0.2 ? Health::severe : Health::chronic;
    }
    if (sketch.disabled[k]) {
      auto grown =
          std::find_if(members.begin(), members.end(), [](const Member& x) { return x.ability != Ability::able; });
      (grown == members.end() ? members.begin() : grown)->disabled = true;
    }
    return members;
  }

  static void schooling_of(Member& member, double u) {
    const int age = member.age_months / 12;
    if (age >= 16 && age < 19 && u < 0.7) member.schooling = Schooling::secondary;
    if (age >= 19 && age < 23 && u < 0.3) member.schooling = Schooling::tertiary;
    if (member.schooling == Schooling::secondary || member.schooling == Schooling::tertiary) {
      if (member.ability == Ability::able) member.activity = Activity::home;
    } else if (member.ability == Ability::able) {
      member.activity = u < 0.25 ? Activity::away : u < 0.45 ? Activity::local_job : Activity::farm;
    }
  }

  void add_household(std::size_t group, std::vector<Member> members, bool remote, float land, int listed) {
    Household household{};
    const std::size_t position = population_.households.size();
    household.id = static_cast<std::uint32_t>(position + 1);
    household.subject = subject_of(population_.place, household.id);
    household.first_member = static_cast<std::uint32_t>(population_.members.size());
    household.village = static_cast<std::uint16_t>(draw(household.subject, draw_village) * population_.villages);
    household.group = static_cast<std::uint8_t>(group);
    household.cause = 255;
    household.size = static_cast<std::uint8_t>(members.size());
    household.remote = remote;
    household.land = land;
    household.listed = static_cast<std::int16_t>(listed);
    for (Member& member : members) {
      member.household = static_cast<std::uint32_t>(position);
      household.workers = static_cast<std::uint8_t>(household.workers + (member.ability == Ability::able));
      population_.members.push_back(member);
    }
    population_.households.push_back(household);
  }

  bool is_registered(const Household& household) const { return tuiyan::is_registered(scenario_, household); }

  // How many households of each group have each cause; both totals are met exactly.
  Eigen::MatrixXi cause_table(const std::vector<std::size_t>& groups, const std::vector<int>& totals) const {
    const auto& causes = scenario_.people.causes;
    const auto rows = static_cast<Eigen::Index>(groups.size()), columns = static_cast<Eigen::Index>(causes.size());
    Eigen::VectorXi row(rows);
    for (Eigen::Index r = 0; r < rows; ++r) row[r] = totals[static_cast<std::size_t>(r)];
    std::vector<double> shares;
    for (const CauseRules& cause : causes) shares.push_back(cause.share);

    Eigen::MatrixXd leanings = Eigen::MatrixXd::Ones(rows, columns);
    for (Eigen::Index c = 0; c < columns; ++c)
      for (const std::string& leaning : causes[static_cast<std::size_t>(c)].groups)
        for (Eigen::Index r = 0; r < rows; ++r)
          if (scenario_.people.groups[groups[static_cast<std::size_t>(r)]].id == leaning)
            leanings(r, c) = causes[static_cast<std::size_t>(c)].factor;
    return fit_margins(leanings, row, whole_parts(shares, row.sum()));
  }

  void assign_causes() {
    const auto& causes = scenario_.people.causes;
    if (causes.empty()) return;
    std::vector<std::size_t> groups;
    std::vector<std::vector<std::size_t>> of_group;
    std::vector<int> totals;
    for (std::size_t g = 0; g < scenario_.people.groups.size(); ++g) {
      std::vector<std::size_t> households;
      for (std::size_t i = 0; i < population_.households.size(); ++i)
        if (population_.households[i].group == g && is_registered(population_.households[i])) households.push_back(i);
      if (households.empty()) continue;
      groups.push_back(g);
      totals.push_back(static_cast<int>(households.size()));
      of_group.push_back(std::move(households));
    }
    const Eigen::MatrixXi table = cause_table(groups, totals);
    for (std::size_t r = 0; r < groups.size(); ++r)
      for (std::size_t c = 0; c < causes.size(); ++c)
        give_cause(of_group[r], c, table(static_cast<Eigen::Index>(r), static_cast<Eigen::Index>(c)));
  }

  // Households that fit the cause come first, then the others, in the order of a draw.
  void give_cause(const std::vector<std::size_t>& households, std::size_t cause, int count) {
    Problems none;
    const Condition fits = Condition::parse(scenario_.people.causes[cause].fits, vocabulary_, "", none);
    std::vector<std::size_t> open;
    for (const std::size_t i : households)
      if (population_.households[i].cause == 255) open.push_back(i);
    const auto key = [&](std::size_t k) {
      const Household& household = population_.households[open[k]];
      return draw(household.subject, draw_cause + static_cast<std::uint32_t>(cause)) +
             (fits.holds(Seen(*this, household)) ? 0 : 2);
    };
    for (const std::size_t k : smallest(open.size(), static_cast<std::size_t>(count), key))
      population_.households[open[k]].cause = static_cast<std::uint8_t>(cause);
  }

  // What a cause's condition may ask while the population is made.
  class Seen : public Answers {
   public:
    Seen(const Maker& maker, const Household& household)
        : maker_(maker), household_(household), members_(composition_of(maker.population_, household)) {}
    double value(Attribute attribute, int) const override {
      if (attribute < Attribute::first_changing)
        return fixed_attribute(maker_.scenario_, maker_.vocabulary_, household_, attribute);
      if (attribute <= Attribute::all_old) return count_of(members_, attribute);
      switch (attribute) {
        case Attribute::workers:
          return members_.workers;
        case Attribute::ill:
          return members_.ill;
        case Attribute::land:
          return static_cast<double>(household_.land);
        default:
          return 0;
      }
    }

   private:
    const Maker& maker_;
    const Household& household_;
    Composition members_;
  };

  void assign_guarantees() {
    for (std::size_t g = 0; g < scenario_.guarantees.size(); ++g) {
      Problems none;
      const Condition who = Condition::parse(scenario_.guarantees[g].who, vocabulary_, "", none);
      std::size_t registered = 0;
      std::vector<std::size_t> concerned;
      for (std::size_t i = 0; i < population_.households.size(); ++i) {
        Household& household = population_.households[i];
        registered += may_be_registered(scenario_, household);
        if (!who.holds(Seen(*this, household))) continue;
        household.concerned = static_cast<std::uint8_t>(household.concerned | (1u << g));
        if (may_be_registered(scenario_, household)) concerned.push_back(i);
      }
      const auto key = [&](std::size_t k) {
        return draw(population_.households[concerned[k]].subject, draw_missing + static_cast<std::uint32_t>(g));
      };
      for (const std::size_t k :
           smallest(concerned.size(), nearest(scenario_.guarantees[g].missing, registered), key)) {
        auto& missing = population_.households[concerned[k]].missing;
        missing = static_cast<std::uint8_t>(missing | (1u << g));
      }
    }
  }

  const Scenario& scenario_;
  const Vocabulary vocabulary_;
  std::uint64_t seed_;
  Population population_;
};

}  // namespace

double fixed_attribute(const Scenario& scenario, const Vocabulary& vocabulary, const Household& household,
                       Attribute attribute) {
  switch (attribute) {
    case Attribute::remote:
      return household.remote;
    case Attribute::main: {
      const auto& mains = vocabulary.mains;
      const auto found = std::find(mains.begin(), mains.end(), scenario.people.groups[household.group].main);
      return found == mains.end() ? -1 : static_cast<double>(found - mains.begin());
    }
    case Attribute::cause:
      return household.cause == 255 ? -1 : household.cause;
    case Attribute::group:
      return household.group;
    case Attribute::household:
      return household.listed;
    default:
      break;
  }
  assert(!"a changing attribute was asked where only fixed ones are known");
  return 0;
}

Population make_population(const Scenario& scenario) {
  const Scenario sample = sampled(scenario);
  return Maker(sample).make();
}

}  // namespace tuiyan
