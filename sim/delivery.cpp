#include "sim/delivery.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <iterator>

#include "sim/draws.h"
#include "sim/event.h"
#include "sim/vector_math.h"

namespace tuiyan {

std::int64_t fen(double yuan) { return static_cast<std::int64_t>(std::floor(yuan * 100 + 0.5)); }

// The part of a year's amount that falls on a month: cumulative rounding, so twelve parts make the whole.
std::int64_t part_of_year(std::int64_t year, Month month) {
  const int m = month.month_of_year();
  const auto until = [year](int months) {
    const std::int64_t product = year * months;
    return product >= 0 ? product / 12 : -((-product + 11) / 12);
  };
  return until(m) - until(m - 1);
}

double count_of(const Course& course, std::size_t i, Per per) {
  switch (per) {
    case Per::household:
      return 1;
    case Per::person:
      return course.lives.size[i];
    case Per::worker:
      return course.lives.workers[i];
    case Per::mu:
      return course.lives.attribute(i, Attribute::land);
    case Per::old:
      return course.lives.attribute(i, Attribute::old);
    case Per::child:
      return course.lives.attribute(i, Attribute::children);
    case Per::pupil:
      return course.lives.attribute(i, Attribute::pupils);
    case Per::student:
      return course.lives.attribute(i, Attribute::students);
    case Per::disabled:
      return course.lives.attribute(i, Attribute::disabled);
    case Per::unable:
      return course.lives.attribute(i, Attribute::unable);
    case Per::old70:
      return course.lives.attribute(i, Attribute::old70);
    case Per::old80:
      return course.lives.attribute(i, Attribute::old80);
  }
  return 0;
}

Words measure_words(const Course& course, std::size_t i, int measure, Process process, int month, std::uint32_t draw) {
  const std::uint64_t subject =
      subject_of(course.lives.subject[i], course.study.measure_subject[static_cast<std::size_t>(measure)]);
  return draw_words(course.lives.seed,
                    {subject, course.lives.replicate, process, static_cast<std::uint32_t>(month), draw});
}

void paid_oneself(const Course& course, std::size_t b, Month month, Spending kind, double* of) {
  std::fill_n(of, block_size, 1.0);
  const auto first = static_cast<std::size_t>(course.lives.blocks[b].first);
  for (const auto* list : {&course.enrolments[b].busy, &course.enrolments[b].resting})
    for (const Enrolment& enrolment : *list) {
      if (enrolment.failed != never) continue;
      for (const Effect& effect : course.measure(enrolment.item).effects)
        if (const auto* expense = std::get_if<ExpenseEffect>(&effect.what))
          if ((expense->of == Spending::all || expense->of == kind) &&
              month.index - enrolment.since >= static_cast<int>(expense->delay))
            of[enrolment.household - first] *= expense->factor.at(month);
    }
}

namespace {

// Adds a payment to the books of the month; `measure` is -1 where none pays it.
void book(Course& course, std::size_t i, Month month, int measure, std::int64_t due, IncomeKind kind) {
  if (due == 0) return;
  Ledger& ledger = course.open_ledger(i);
  std::int32_t& now = kind == IncomeKind::earned ? ledger.earned_now : ledger.aid_now;
  const std::int64_t sum = now + due;
  if (sum > largest_amount || sum < -largest_amount)
    refuse_amount(course, i, month,
                  measure < 0
                      ? "gain of skills"
                      : "payment of measure " + course.study.scenario.measures[static_cast<std::size_t>(measure)].id);
  now = static_cast<std::int32_t>(sum);
  if (Diary* diary = course.diary_of(i)) diary->payments.push_back({measure, kind, due});
}

// The part of a month's market income that is business income, fen.
double business_income(const Lives& lives, std::size_t i, Month month) {
  const auto step = static_cast<std::size_t>(month.month_of_year() - 1);
  const IncomeLaw& law = lives.study.law;
  const int type = lives.type[i];
  const double in_work = static_cast<double>(lives.employed[i]) / std::max<int>(lives.workers[i], 1);
  const auto since = static_cast<std::size_t>(month - lives.begun);
  const double business =
      law.business[type][step] * static_cast<double>(lives.shared.business[since] * lives.harvest[i]);
  const double wages = static_cast<double>(lives.shared.wages[since]) * in_work;
  const double all = business + law.property[type][step] + (type == with_worker ? law.wage[type][step] * wages : 0);
  return all > 0 ? lives.monthly[step][i] * (business / all) : 0;
}

std::int64_t whole_fen(double amount) { return static_cast<std::int64_t>(std::floor(amount + 0.5)); }

// What one month of an effect does to one household.
class Delivery {
 public:
  Delivery(Course& course, Enrolment& enrolment, int measure, Month month, double own_share)
      : course_(course),
        enrolment_(enrolment),
        index_(measure),
        month_(month),
        own_share_(own_share),
        i_(enrolment.household),
        age_(month.index - enrolment.since) {}

  Delivered delivered;

  void deliver(const Effect& effect, const ReadyEffect& ready) {
    const auto* loan = std::get_if<LoanEffect>(&effect.what);
    const bool by_firm = effect.scope == Scope::firm || (loan != nullptr && loan->use == LoanUse::joint);
    if (by_firm && enrolment_.suspended) {
      // A job goes with the firm, so its worker is free again; what is paid waits for another firm.
      delivered.over |= std::holds_alternative<JobEffect>(effect.what);
      return;
    }
    scope_ = effect.scope;
    ready_ = &ready;
    std::visit(*this, effect.what);
  }

  void operator()(const IncomeEffect& effect) {
    const int paying = age_ - static_cast<int>(effect.delay);
    if (paying < 0 || (effect.term > 0 && paying >= effect.term)) return;
    double amount =
        effect.amount * units(effect.per) * course_.study.index_since(effect.follows, effect.price_year, month_);
    if (effect.by_depth) amount *= static_cast<double>(enrolment_.depth);
    if (effect.growth != 0) amount *= exp_of(log_of(1 + effect.growth) * age_ / 12);
    if (ready_->product >= 0)
      amount *= course_.lives.price(ready_->product, month_) * course_.gluts[static_cast<std::size_t>(ready_->product)];
    std::int64_t due = 0;
    if (effect.yearly_payout) {
      if (month_.month_of_year() == 12) due = fen(amount);
    } else {
      due = part_of_year(fen(amount), month_);
    }
    const double ramp = std::min(1.0, (paying + 1) / std::max(1.0, effect.ramp.value));
    const double weather = effect.weather ? static_cast<double>(course_.lives.harvest[i_]) : 1;
    if (ramp * weather != 1)
      due = static_cast<std::int64_t>(std::floor(static_cast<double>(due) * ramp * weather + 0.5));
    pay(due, effect.kind);
  }

  void operator()(const JobEffect& effect) {
    if (age_ < static_cast<int>(effect.delay)) return;
    if (uniform(measure_words(course_, i_, index_, Process::job_measure, month_.index, 1)[0]) <
        course_.study.chances[static_cast<std::size_t>(index_)].separation) {
      delivered.over = true;
      return;
    }
    const int additional = std::popcount(enrolment_.additional);
    delivered.displaced += enrolment_.workers - additional;
    const double gain = (effect.wage * effect.months - effect.given_up) *
                        course_.study.index_since(effect.follows, effect.price_year, month_);
    const ReadyEvents& events = course_.study.events;
    const double stopped =
        events.empty() ? 0 : effect.away * (1 - away_work(events, course_.study.scenario.shocks, month_));
    pay(part_of_year(fen(gain * additional * (1 - stopped)), month_), IncomeKind::earned);
  }

  void operator()(const TopUpEffect& effect) {
    const int lag = course_.lives.floor_running[i_] > 0 ? 0 : static_cast<int>(effect.lag);
    if (age_ < lag) return;
    const double covered = count_of(course_, i_, effect.per);
    const std::int64_t level =
        fen(course_.study.scenario.line(effect.line).value.at(month_) * covered * effect.level_share);
    if ((age_ - lag) % 12 == 0) assess(effect, covered, level);
    std::int64_t due =
        std::max<std::int64_t>(0, part_of_year(level, month_) - part_of_year(enrolment_.assessed, month_));
    if (enrolment_.crossed != never) {
      if (month_.index - enrolment_.crossed >= static_cast<int>(effect.after_crossing)) {
        delivered.over = true;
        return;
      }
      due = enrolment_.paid;
    }
    if (course_.plan().existing_transfers) {
      const std::int32_t running = course_.lives.floor_running[i_];
      if (running > 0) {
        course_.floor_replaced[i_] = 1;
        course_.open_ledger(i_).aid_now -= running;
        if (Diary* diary = course_.diary_of(i_)) {
          diary->floor_taken_over += running;
          diary->floor_taken_by = index_;
        }
      }
    }
    enrolment_.paid = static_cast<std::int32_t>(due);
    pay(due, IncomeKind::aid);
  }

  void operator()(const GuaranteeEffect& effect) {
    if (age_ >= static_cast<int>(effect.delay)) set(effect.guarantee);
  }

  void operator()(const ExpenseEffect&) {}  // read where expenses are judged

  void operator()(const LoanEffect& effect) {
    if (effect.term > 0 && age_ >= effect.term) {
      enrolment_.loan = 0;  // the project repays what it was lent
      return;
    }
    if (effect.use == LoanUse::own)
      pay(whole_fen(business_income(course_.lives, i_, month_) * effect.raises), IncomeKind::earned);
    else
      pay(part_of_year(fen(effect.dividend), month_), IncomeKind::earned);
    if (enrolment_.loan > 0 && effect.interest > 0)
      book(course_, i_, month_, index_, -part_of_year(whole_fen(enrolment_.loan * effect.interest), month_),
           IncomeKind::earned);
  }

  void operator()(const GrowthEffect& effect) {
    const int growing = age_ - static_cast<int>(effect.delay);
    if (growing < 0 || growing >= effect.months) return;
    const double more = effect.rate / 12 * units(effect.per);
    if (more == 0) return;
    std::vector<std::uint32_t>& gainers = course_.gainers[i_ / block_size];
    float& gain = course_.gain[i_];
    const auto household = static_cast<std::uint32_t>(i_);
    if (gain == 0 && std::find(gainers.begin(), gainers.end(), household) == gainers.end())
      gainers.push_back(household);
    gain += static_cast<float>(more);
  }

  void operator()(const ProtectEffect& effect) {
    // The cost of the month: what the window has more than a month ago, or has at all if it was opened anew.
    const bool opened = course_.study.closes_window(month_ - 1) && age_ > 0;
    const std::int32_t cost = course_.lives.expense[i_] - (opened ? 0 : enrolment_.seen);
    enrolment_.seen = course_.lives.expense[i_];
    if (month_.month_of_year() == 1) enrolment_.borne = enrolment_.relieved = 0;
    if (effect.of != Loss::income) enrolment_.borne += whole_fen(std::max(cost, 0) * own_share_);
    if (month_.month_of_year() == 12) {
      const std::int32_t market = course_.lives.market12[i_];
      if (effect.of != Loss::expense) enrolment_.borne += std::max(enrolment_.before - market, 0);
      enrolment_.before = market;
    }
    const std::int64_t above = enrolment_.borne - fen(effect.threshold * course_.lives.size[i_]);
    std::int64_t relief = whole_fen(static_cast<double>(std::max<std::int64_t>(above, 0)) * effect.share);
    if (effect.limit > 0) relief = std::min(relief, fen(effect.limit));
    const std::int64_t due = std::max<std::int64_t>(relief - enrolment_.relieved, 0);
    enrolment_.relieved += due;
    pay(due, IncomeKind::aid);
  }

  void operator()(const MoveEffect& effect) {
    const int since_move = age_ - static_cast<int>(effect.delay);
    if (since_move < 0) return;
    set(effect.guarantee);
    const double ramp = std::min(1.0, (since_move - 11) / std::max(1.0, effect.ramp.value));
    const double change = since_move < 12 ? effect.first_year.value : effect.later * ramp;
    const auto month = static_cast<std::size_t>(month_.month_of_year() - 1);
    pay(static_cast<std::int64_t>(std::floor(course_.lives.monthly[month][i_] * change + 0.5)), IncomeKind::earned);
  }

 private:
  void pay(std::int64_t due, IncomeKind kind) {
    if (due == 0) return;
    book(course_, i_, month_, index_, due, kind);
    delivered.paid += due;
  }

  // How many of what an effect's amount is counted by belong to it here.
  double units(Per per) {
    if (scope_ == Scope::village)
      return 1.0 / std::max(course_.sharers[static_cast<std::size_t>(index_)][course_.lives.village[i_]], 1);
    const double now = count_of(course_, i_, per);
    if (scope_ != Scope::member) return now;
    // Those who have left since take it along; who has come since is listed in January.
    std::uint8_t& covered = enrolment_.covered[ready_->slot];
    if (now < covered || month_.month_of_year() == 1) covered = static_cast<std::uint8_t>(now);
    return covered;
  }

  // Once a year: what the office sees of market, job and asset income, per person covered.
  void assess(const TopUpEffect& effect, double covered, std::int64_t level) {
    const Ledger* ledger = course_.find_ledger(i_);
    const std::int64_t earned = course_.lives.market12[i_] + (ledger ? std::int64_t{ledger->earned12} : 0);
    const Words words = measure_words(course_, i_, index_, Process::top_up_error, month_.index);
    const double seen = static_cast<double>(earned) * exp_of(effect.error * normal_of(words[0], words[1])) *
                        (1 - effect.disregard) * covered / course_.lives.size[i_];
    enrolment_.assessed = static_cast<std::int64_t>(seen + 0.5);
    const bool above = enrolment_.assessed >= level;
    if (!above) enrolment_.crossed = never;
    if (above && enrolment_.crossed == never) enrolment_.crossed = static_cast<std::int16_t>(month_.index);
  }

  void set(const std::string& guarantee) {
    const auto& names = course_.study.vocabulary.guarantees;
    const auto g = std::find(names.begin(), names.end(), guarantee) - names.begin();
    const auto with = static_cast<std::uint8_t>(course_.guaranteed[i_] | (1u << g));
    if (with == course_.guaranteed[i_]) return;
    course_.guaranteed[i_] = with;
    if (Diary* diary = course_.diary_of(i_)) diary->provisions.push_back({index_, static_cast<int>(g)});
  }

  Course& course_;
  Enrolment& enrolment_;
  int index_;
  Month month_;
  double own_share_;
  std::size_t i_;
  int age_;
  Scope scope_ = Scope::household;
  const ReadyEffect* ready_ = nullptr;
};

}  // namespace

Delivered deliver_month(Course& course, Enrolment& enrolment, Month month, double own_share) {
  const Measure& measure = course.measure(enrolment.item);
  Delivery delivery(course, enrolment, course.study_items()[enrolment.item].measure, month, own_share);
  for (const ReadyEffect& ready : course.effects(enrolment.item))
    delivery.deliver(measure.effects[ready.effect], ready);
  return delivery.delivered;
}

void begin_effects(const Course& course, Enrolment& enrolment) {
  const std::size_t i = enrolment.household;
  const Measure& measure = course.measure(enrolment.item);
  for (const ReadyEffect& ready : course.effects(enrolment.item)) {
    const Effect& effect = measure.effects[ready.effect];
    const auto* income = std::get_if<IncomeEffect>(&effect.what);
    const auto* growth = std::get_if<GrowthEffect>(&effect.what);
    const auto* loan = std::get_if<LoanEffect>(&effect.what);
    if (effect.scope == Scope::member && (income != nullptr || growth != nullptr))
      enrolment.covered[ready.slot] =
          static_cast<std::uint8_t>(count_of(course, i, income != nullptr ? income->per : growth->per));
    if (loan != nullptr) enrolment.loan = static_cast<std::int32_t>(fen(loan->principal));
    if (std::holds_alternative<ProtectEffect>(effect.what)) {
      enrolment.seen = course.lives.expense[i];
      enrolment.before = course.lives.market12[i];
    }
  }
}

void default_loan(Course& course, Enrolment& enrolment) {
  if (enrolment.loan == 0) return;
  const std::size_t i = enrolment.household;
  for (const Effect& effect : course.measure(enrolment.item).effects) {
    const auto* loan = std::get_if<LoanEffect>(&effect.what);
    if (loan == nullptr || loan->use != LoanUse::own) continue;
    const int due = enrolment.since + static_cast<int>(loan->term);
    if (course.debt[i] == 0) {
      course.debtors[i / block_size].push_back(enrolment.household);
      course.debt_due[i] = static_cast<std::int16_t>(due);
    }
    course.debt_due[i] = static_cast<std::int16_t>(std::min<int>(course.debt_due[i], due));
    course.debt[i] = static_cast<std::int32_t>(
        std::min<std::int64_t>(std::int64_t{course.debt[i]} + enrolment.loan, largest_amount));
  }
  enrolment.loan = 0;
}

void inherit_gain(Course& course, std::size_t parent, std::size_t child) {
  if (course.gain[parent] == 0) return;
  course.gain[child] = course.gain[parent];
  course.gainers[child / block_size].push_back(static_cast<std::uint32_t>(child));
}

void pay_gains(Course& course, std::size_t b, Month month) {
  const auto step = static_cast<std::size_t>(month.month_of_year() - 1);
  for (const std::uint32_t i : course.gainers[b])
    book(course, i, month, -1,
         whole_fen(course.lives.monthly[step][i] * (exp_of(static_cast<double>(course.gain[i])) - 1)),
         IncomeKind::earned);
}

void repay_debts(Course& course, std::size_t b, Month month) {
  std::vector<std::uint32_t>& debtors = course.debtors[b];
  if (debtors.empty()) return;
  const TransferYear year(course.study, month);
  const double line = course.study.exit_line(month) * 100;
  for (const std::uint32_t i : debtors) {
    const double above = static_cast<double>(last_12_months(course, i, year).all()) - line * course.lives.size[i];
    if (above > 0)
      course.debt[i] -=
          static_cast<std::int32_t>(std::min(std::floor(above / 12), static_cast<double>(course.debt[i])));
  }
  std::erase_if(debtors, [&](std::uint32_t i) { return course.debt[i] == 0; });
}

}  // namespace tuiyan
