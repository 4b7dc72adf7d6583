#include "sim/trace.h"

#include <algorithm>
#include <array>
#include <utility>

#include "sim/hazards.h"
#include "sim/market.h"
#include "sim/study.h"

namespace tuiyan {

namespace {

// One stay, as far as a trace tells it.
struct PersonState {
  bool here = false, lost_work = false, sixty = false;
  Ability ability{};
  Health health{};
  Schooling schooling{};
  std::uint8_t work = absent;  // WorkerState
};

struct LifeState {
  std::vector<PersonState> persons;  // stays of the household in their order
  float harvest = 1;
  std::int32_t expense = 0, schooling = 0;
  int ill_until = 0;
  std::uint8_t missing = 0;
  bool lived_in = false;
};

struct CourseState {
  Status status = Status::gone;
  bool supported = false, planned = false, monitored = false;
  std::uint8_t guaranteed = 0;
  std::int32_t debt = 0;
  std::vector<Enrolment> enrolments;
};

const Enrolment* find(const std::vector<Enrolment>& enrolments, std::size_t item) {
  const auto found =
      std::find_if(enrolments.begin(), enrolments.end(), [&](const Enrolment& each) { return each.item == item; });
  return found == enrolments.end() ? nullptr : &*found;
}

class Tracer : public Witness {
 public:
  explicit Tracer(Trace& trace) : trace_(trace) {}

  void begin(const Lives& lives, std::vector<Course>& courses) override {
    lives_ = &lives;
    courses_ = &courses;
    std::vector<std::size_t> family;
    for (std::size_t i = 0; i < lives.households(); ++i)
      if (lives.id(i) == trace_.household.id) family.push_back(i);
    const auto branch = static_cast<std::size_t>(trace_.household.branch);
    trace_.branches = static_cast<int>(family.size()) - 1;
    trace_.found = branch < family.size();
    if (!trace_.found) return;
    i_ = family[branch];
    const Household& household = lives.household(i_);
    trace_.group = household.group;
    trace_.village = household.village;
    trace_.cause = household.cause == 255 ? -1 : household.cause;
    trace_.remote = household.remote;
    diaries_.resize(courses.size());
    before_.resize(courses.size());
    for (std::size_t c = 0; c < courses.size(); ++c) {
      diaries_[c].household = i_;
      courses[c].diary = &diaries_[c];
    }
  }

  void after(Step step, Month month, std::size_t block) override {
    if (!trace_.found || over_ || (block != all_blocks && block != i_ / block_size)) return;
    const bool lived_in = lives_->size[i_] > 0;
    if (trace_.months.empty()) {
      if (!lived_in) return;  // not born of a split yet
      meet(step, month);
      return;
    }
    if (trace_.months.back().month != month) open(month);
    look_at_life(step, month);
    for (std::size_t c = 0; c < courses_->size(); ++c) look_at(c, step);
    if (step == Step::closed)
      for (std::size_t c = 0; c < courses_->size(); ++c) foresee(c, month);
    if (step == Step::judged)
      for (std::size_t c = 0; c < courses_->size(); ++c) take_down(c);
    if (step == Step::concluded) count(month);
    over_ = step == Step::concluded && !lived_in;
  }

 private:
  const Study& study() const { return lives_->study; }
  TracedMonth& now() { return trace_.months.back(); }
  const Person& stay(std::size_t p) const { return lives_->families.persons[lives_->families.first_person[i_] + p]; }

  // Members are those of the opening until the counted months begin, or for good if nobody's life goes on.
  Month seen_in(Month month) const {
    const Month opening = study().scenario.start - 1;
    return study().scenario.demography.natural_change ? std::max(month, opening) : opening;
  }

  void open(Month month) {
    TracedMonth& next = trace_.months.emplace_back();
    next.month = month;
    next.mixes.resize(courses_->size());
  }

  // The household for the first time: at the opening, or in the month in which a split gives birth to it.
  void meet(Step step, Month month) {
    open(month);
    trace_.land = lives_->land[i_];
    life_ = state_of_life(month);
    for (std::size_t p = 0; p < life_.persons.size(); ++p)
      if (life_.persons[p].here && (step == Step::opened || stay(p).arrival == Arrival::split)) number_of(p);
    for (std::size_t c = 0; c < courses_->size(); ++c) before_[c] = state_of(c);
    // Who comes otherwise in the month of a split has not come yet.
    for (std::size_t p = 0; p < life_.persons.size(); ++p)
      if (step == Step::split && stay(p).arrival != Arrival::split) life_.persons[p].here = false;
    if (step == Step::opened)
      count(month);
    else
      note({LifeEventKind::set_up, -1, -1, share_that_left(month), {}});
  }

  double share_that_left(Month month) const {
    for (const Split& split : lives_->families.splits)
      if (split.child == i_ && split.month == month)
        return static_cast<double>(lives_->size[i_]) / (lives_->size[i_] + lives_->size[split.parent]);
    return 0;
  }

  void note(const LifeEvent& event) { now().events.push_back(event); }

  // The number under which the trace knows a stay.
  int number_of(std::size_t p) {
    if (numbers_.size() < life_.persons.size()) numbers_.resize(life_.persons.size(), -1);
    if (numbers_[p] >= 0) return numbers_[p];
    const Person& person = stay(p);
    const PersonState& state = life_.persons[p];
    numbers_[p] = static_cast<int>(trace_.persons.size());
    trace_.persons.push_back({Month{person.born}, person.female, person.disabled, state.ability, state.health,
                              state.schooling, person.arrival});
    return numbers_[p];
  }

  LifeState state_of_life(Month month) const {
    LifeState state;
    const Month when = seen_in(month);
    const Families& families = lives_->families;
    for (std::uint32_t p = families.first_person[i_]; p < families.first_person[i_ + 1]; ++p) {
      const Person& person = families.persons[p];
      PersonState& one = state.persons.emplace_back();
      one.here = person.here(when);
      one.lost_work = person.work_lost;
      one.sixty = person.age_months(when) >= 60 * 12;
      one.ability = person.ability(when);
      one.health = person.health;
      one.schooling = person.schooling(when);
    }
    for (std::uint32_t w = lives_->first_worker[i_]; w < lives_->first_worker[i_ + 1]; ++w)
      state.persons[lives_->worker_person[w] - families.first_person[i_]].work = lives_->worker_state[w];
    state.harvest = lives_->harvest[i_];
    state.expense = lives_->expense[i_];
    state.schooling = lives_->schooling[i_];
    state.ill_until = lives_->ill_until[i_];
    state.missing = lives_->missing[i_];
    state.lived_in = lives_->size[i_] > 0;
    return state;
  }

  void look_at_life(Step step, Month month) {
    const LifeState before = std::exchange(life_, state_of_life(month));
    for (std::size_t p = 0; p < life_.persons.size(); ++p) look_at_person(p, before.persons[p], month);
    if (step == Step::earned) look_at_shocks(before, month);
    for (int g = 0; g < static_cast<int>(study().scenario.guarantees.size()); ++g) {
      const bool lacked = (before.missing >> g) & 1, lacks = (life_.missing >> g) & 1;
      if (lacks != lacked) note({lacks ? LifeEventKind::guarantee_lost : LifeEventKind::guarantee_back, -1, g, 0, {}});
    }
    if (before.lived_in && !life_.lived_in) note({LifeEventKind::dissolved, -1, -1, 0, {}});
  }

  void look_at_person(std::size_t p, const PersonState& before, Month month) {
    const PersonState& state = life_.persons[p];
    const Person& person = stay(p);
    const auto tell = [&](LifeEventKind kind, int number = -1, double amount = 0) {
      note({kind, number_of(p), number, amount, {}});
    };
    if (!before.here && state.here)
      tell(person.arrival == Arrival::birth ? LifeEventKind::birth : LifeEventKind::marriage_in);
    if (before.here && !state.here) {
      constexpr std::array kinds{LifeEventKind::move,  // not used: nobody leaves without a reason
                                 LifeEventKind::death,          LifeEventKind::marriage_out,
                                 LifeEventKind::move,           LifeEventKind::leaves_by_split,
                                 LifeEventKind::joins_relatives};
      const LifeEventKind kind = kinds[static_cast<std::size_t>(person.departure)];
      tell(kind, kind == LifeEventKind::leaves_by_split ? branch_that_leaves(month) : -1);
    }
    if (!before.here || !state.here) return;
    if (state.sixty && !before.sixty) tell(LifeEventKind::turns_sixty);
    if (state.schooling != before.schooling)
      tell(state.schooling == Schooling::done         ? LifeEventKind::school_ends
           : state.schooling == Schooling::compulsory ? LifeEventKind::school_begins
                                                      : LifeEventKind::school_goes_on);
    if (state.lost_work && !before.lost_work)
      tell(LifeEventKind::work_lost);
    else if (state.ability != before.ability)
      tell(before.ability == Ability::unable ? LifeEventKind::work_begins
           : state.ability == Ability::weak  ? LifeEventKind::turns_weak
                                             : LifeEventKind::turns_unable,
           -1, state.work == in_work);
    if (state.health != before.health) tell(LifeEventKind::turns_chronic);
    if (state.work == before.work || state.work == absent || before.work == absent) return;
    tell(state.work == in_work     ? LifeEventKind::job_found
         : state.work == laid_off  ? LifeEventKind::laid_off
         : before.work == laid_off ? LifeEventKind::seeks_work
                                   : LifeEventKind::job_lost);
  }

  // The household that a split of this month makes of those who leave.
  int branch_that_leaves(Month month) const {
    int branch = 0;
    for (std::size_t k = 0; k < lives_->households(); ++k) {
      if (lives_->id(k) != trace_.household.id || lives_->of_opening(k)) continue;
      ++branch;
      for (const Split& split : lives_->families.splits)
        if (split.child == k && split.parent == i_ && split.month == month) return branch;
    }
    return -1;
  }

  void look_at_shocks(const LifeState& before, Month month) {
    TracedMonth& record = now();
    if (life_.harvest != before.harvest) note({LifeEventKind::harvest, -1, -1, static_cast<double>(life_.harvest), {}});
    if (std::binary_search(lives_->market_falls.begin(), lives_->market_falls.end(), month))
      note({LifeEventKind::prices_fall, -1, -1, 0, {}});
    const ReadyEvents& events = study().events;
    for (std::size_t e = 0; e < events.size(); ++e) {
      if (!events[e].hits(lives_->village[i_])) continue;
      if (events[e].first == month) note({LifeEventKind::event_begins, -1, static_cast<int>(e), 0, {}});
      if (events[e].end == month) note({LifeEventKind::event_ends, -1, static_cast<int>(e), 0, {}});
    }
    record.schooling = life_.schooling - before.schooling;
    if (record.schooling > 0) note({LifeEventKind::school_bill, -1, -1, static_cast<double>(record.schooling), {}});
    record.instalment = lives_->cost_until[i_] > month.index ? lives_->cost_now[i_] : 0;
    if (life_.ill_until != before.ill_until)
      note({LifeEventKind::illness, -1, -1, static_cast<double>(record.instalment), Month{life_.ill_until - 1}});
    record.treatment = life_.expense - before.expense - record.instalment;
    if (record.treatment > 0) note({LifeEventKind::treatment, -1, -1, static_cast<double>(record.treatment), {}});
  }

  CourseState state_of(std::size_t c) const {
    const Course& course = (*courses_)[c];
    CourseState state;
    state.status = course.status[i_];
    state.supported = course.supported[i_] != 0;
    state.planned = course.file.planned[i_] != 0;
    state.monitored = course.file.monitored[i_] != 0;
    state.guaranteed = course.guaranteed[i_];
    state.debt = course.debt[i_];
    const Enrolments& block = course.enrolments[i_ / block_size];
    for (const auto* list : {&block.busy, &block.resting})
      for (const Enrolment& each : *list)
        if (each.household == i_) state.enrolments.push_back(each);
    std::sort(state.enrolments.begin(), state.enrolments.end(),
              [](const Enrolment& a, const Enrolment& b) { return a.item < b.item; });
    return state;
  }

  void look_at(std::size_t c, Step step) {
    std::vector<MixEvent>& events = now().mixes[c].events;
    const CourseState before = std::exchange(before_[c], state_of(c));
    const CourseState& state = before_[c];
    look_at_enrolments(c, before.enrolments, state.enrolments);
    const auto tell = [&](MixEventKind kind, int number = -1, std::int64_t fen = 0) {
      events.push_back({kind, -1, number, fen, {}, false});
    };
    for (const Diary::Provision& each : std::exchange(diaries_[c].provisions, {}))
      events.push_back({MixEventKind::guarantee_set, each.measure, each.guarantee, 0, {}, false});
    for (int g = 0; g < static_cast<int>(study().scenario.guarantees.size()); ++g)
      if ((before.guaranteed & ~state.guaranteed) >> g & 1) tell(MixEventKind::guarantee_gone, g);
    if (state.debt > before.debt) tell(MixEventKind::in_debt, -1, state.debt);
    if (state.debt == 0 && before.debt > 0) tell(MixEventKind::repaid);
    if (state.monitored != before.monitored)
      tell(state.monitored ? MixEventKind::monitored : MixEventKind::unmonitored);
    if (state.status != before.status) tell_standing(before.status, state.status, events);
    // Who leaves the register is no longer planned to.
    if (state.planned != before.planned && state.status == Status::registered)
      tell(state.planned ? MixEventKind::planned : MixEventKind::unplanned);
    if (before.supported && !state.supported && state.status == Status::exited) tell(MixEventKind::unsupported);
    if (step != Step::closed) return;
    collect_payments(now().mixes[c], diaries_[c]);
  }

  static void tell_standing(Status before, Status now, std::vector<MixEvent>& events) {
    MixEvent event;
    if (now == Status::gone) return;  // an event of its life
    event.kind = now == Status::exited      ? MixEventKind::exited
                 : now == Status::outside   ? MixEventKind::cleaned_out
                 : before == Status::exited ? MixEventKind::returned
                                            : MixEventKind::entered;
    events.push_back(event);
  }

  void look_at_enrolments(std::size_t c, const std::vector<Enrolment>& before, const std::vector<Enrolment>& now_in) {
    const Course& course = (*courses_)[c];
    std::vector<MixEvent>& events = now().mixes[c].events;
    const auto measure = [&](std::size_t item) { return course.study_items()[item].measure; };
    std::vector<Diary::Departure> left = std::exchange(diaries_[c].departures, {});
    for (const Diary::Departure& each : left)
      events.push_back({MixEventKind::left, measure(each.item), -1, 0, each.why, false});
    for (const Enrolment& each : now_in) {
      const auto tell = [&](MixEventKind kind, std::int64_t fen = 0) {
        events.push_back({kind, measure(each.item), -1, fen, {}, each.crossed != never});
      };
      const bool again =
          std::any_of(left.begin(), left.end(), [&](const Diary::Departure& one) { return one.item == each.item; });
      const Enrolment* was = again ? nullptr : find(before, each.item);
      if (was == nullptr) {
        tell(MixEventKind::joined);
        continue;
      }
      if (was->failed == never && each.failed != never) tell(MixEventKind::failed);
      if (was->failed != never && each.failed == never) tell(MixEventKind::begins_anew);
      if (was->suspended != each.suspended) tell(each.suspended ? MixEventKind::firm_down : MixEventKind::firm_back);
      if (was->assessed != each.assessed || was->crossed != each.crossed) tell(MixEventKind::checked, each.assessed);
    }
  }

  static void collect_payments(MixMonth& month, Diary& diary) {
    for (const Diary::Payment& each : std::exchange(diary.payments, {})) {
      const auto same = std::find_if(month.payments.begin(), month.payments.end(), [&](const Diary::Payment& one) {
        return one.measure == each.measure && one.kind == each.kind;
      });
      if (same == month.payments.end())
        month.payments.push_back(each);
      else
        same->fen += each.fen;
    }
    month.floor_taken_over = std::exchange(diary.floor_taken_over, 0);
    month.floor_taken_by = std::exchange(diary.floor_taken_by, -1);
  }

  // What the round of this month is about to look at.
  void foresee(std::size_t c, Month month) {
    const Course& course = (*courses_)[c];
    if (month < study().scenario.start || round_of(study().scenario.registry, month) == nullptr) return;
    if (lives_->size[i_] == 0 || course.status[i_] == Status::gone) return;
    MixMonth& record = now().mixes[c];
    record.decision = Decision::waits;
    if (course.pending[i_] == Pending::nothing) record.judgement = judgement_of(course, i_, month);
  }

  // What came of it.
  void take_down(std::size_t c) {
    const Course& course = (*courses_)[c];
    MixMonth& record = now().mixes[c];
    if (record.judgement) record.decision = decision_of(course, *record.judgement);
  }

  Decision decision_of(const Course& course, const Judgement& seen) const {
    switch (course.pending[i_]) {
      case Pending::exit:
        return course.file.forced[i_] ? Decision::forced_out : Decision::exits;
      case Pending::entry:
        return course.status[i_] == Status::exited ? Decision::returns : Decision::enters;
      case Pending::clean_out:
        return Decision::cleaned_out;
      case Pending::nothing:
        break;
    }
    if (course.status[i_] == Status::registered) {
      if (!seen.takes_out) return Decision::not_judged;
      return seen.held == Held::leaves ? Decision::no_visit : Decision::stays;
    }
    if (!seen.takes_in) return Decision::not_judged;
    if (!(seen.detection < seen.detection_chance)) return Decision::not_found;
    if (!seen.below && !seen.below_after_cost && seen.lacking == 0) return Decision::not_poor;
    return seen.error_found || !seen.vetoes.empty() || seen.refused_entry ? Decision::turned_away : Decision::no_visit;
  }

  // Fills in what is known at the end of a month.
  void count(Month month) {
    TracedMonth& record = now();
    record.members = lives_->members[i_];
    record.employed = lives_->employed[i_];
    record.harvest = lives_->harvest[i_];
    record.ill = lives_->ill_until[i_] > month.index;
    record.missing = lives_->missing[i_];
    record.exit_line = study().exit_line(month);
    record.poverty_line = study().poverty_line(month);
    const bool lived_in = lives_->size[i_] > 0;
    record.market = lives_->monthly[static_cast<std::size_t>(month.month_of_year() - 1)][i_];
    record.market12 = lives_->market12[i_];
    const double prices = study().price_index(Month::of(month.year(), 1));
    record.transfers = static_cast<std::int64_t>(lives_->transfer_base[i_] * prices + 0.5);
    record.floor = lives_->floor_running[i_];
    const TransferYear year(study(), month);
    for (std::size_t c = 0; c < courses_->size(); ++c) {
      const Course& course = (*courses_)[c];
      MixMonth& mix = record.mixes[c];
      mix.status = course.status[i_];
      mix.supported = course.supported[i_] != 0;
      mix.counted = course.counted[i_] != 0;
      mix.self_reliant = course.self_reliant[i_] != 0;
      mix.income = record.market + mix.paid();
      if (course.plan().existing_transfers) mix.income += record.transfers + record.floor;
      if (lived_in) mix.year = last_12_months(course, i_, year);
    }
  }

  Trace& trace_;
  const Lives* lives_ = nullptr;
  std::vector<Course>* courses_ = nullptr;
  std::size_t i_ = 0;
  bool over_ = false;
  LifeState life_;
  std::vector<int> numbers_;  // by stay: into Trace::persons; -1 not met yet
  std::vector<CourseState> before_;
  std::vector<Diary> diaries_;
};

}  // namespace

std::int64_t MixMonth::paid() const {
  std::int64_t sum = -floor_taken_over;
  for (const Diary::Payment& each : payments) sum += each.fen;
  return sum;
}

Trace trace(const Scenario& scenario, const Population& population, const RunOptions& options, int replicate,
            const HouseholdNumber& household) {
  Trace result;
  result.household = household;
  result.replicate = replicate;
  result.mixes = options.mixes;
  Tracer tracer(result);
  result.outcomes = run_watched(scenario, population, options, replicate, tracer);
  return result;
}

}  // namespace tuiyan
