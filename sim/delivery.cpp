#include "sim/delivery.h"

#include <algorithm>
#include <cmath>

#include "sim/draws.h"
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

namespace {

// What one month of an effect does to one household.
class Delivery {
 public:
  Delivery(Course& course, Enrolment& enrolment, int measure, Month month)
      : course_(course),
        enrolment_(enrolment),
        index_(measure),
        month_(month),
        i_(enrolment.household),
        age_(month.index - enrolment.since) {}

  std::int64_t paid = 0;  // fen of this month
  bool over = false;      // the enrolment ends with this month

  void operator()(const IncomeEffect& effect) {
    const int paying = age_ - static_cast<int>(effect.delay);
    if (paying < 0) return;
    const double amount = effect.amount * count_of(course_, i_, effect.per) *
                          course_.study.index_since(effect.follows, effect.price_year, month_);
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
      over = true;
      return;
    }
    const double gain = (effect.wage * effect.months - effect.given_up) *
                        course_.study.index_since(effect.follows, effect.price_year, month_);
    pay(part_of_year(fen(gain * enrolment_.additional), month_), IncomeKind::earned);
  }

  void operator()(const TopUpEffect& effect) {
    const int lag = course_.lives.floor_running[i_] > 0 ? 0 : static_cast<int>(effect.lag);
    if (age_ < lag) return;
    const double covered = count_of(course_, i_, effect.per);
    const std::int64_t level = fen(course_.study.scenario.line(effect.line).value.at(month_) * covered);
    if ((age_ - lag) % 12 == 0) assess(effect, covered, level);
    std::int64_t due =
        std::max<std::int64_t>(0, part_of_year(level, month_) - part_of_year(enrolment_.assessed, month_));
    if (enrolment_.crossed != never) {
      if (month_.index - enrolment_.crossed >= static_cast<int>(effect.after_crossing)) {
        over = true;
        return;
      }
      due = enrolment_.paid;
    }
    if (course_.plan().existing_transfers) {
      const std::int32_t running = course_.lives.floor_running[i_];
      if (running > 0) {
        course_.floor_replaced[i_] = 1;
        course_.open_ledger(i_).aid_now -= running;
      }
    }
    enrolment_.paid = static_cast<std::int32_t>(due);
    pay(due, IncomeKind::aid);
  }

  void operator()(const GuaranteeEffect& effect) {
    if (age_ >= static_cast<int>(effect.delay)) set(effect.guarantee);
  }

  void operator()(const ExpenseEffect&) {}  // read where expenses are judged

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
    Ledger& ledger = course_.open_ledger(i_);
    std::int32_t& now = kind == IncomeKind::earned ? ledger.earned_now : ledger.aid_now;
    const std::int64_t sum = now + due;
    if (sum > largest_amount || sum < -largest_amount)
      refuse_amount(course_, i_, month_,
                    "payment of measure " + course_.study.scenario.measures[static_cast<std::size_t>(index_)].id);
    now = static_cast<std::int32_t>(sum);
    paid += due;
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
    course_.guaranteed[i_] = static_cast<std::uint8_t>(course_.guaranteed[i_] | (1u << g));
  }

  Course& course_;
  Enrolment& enrolment_;
  int index_;
  Month month_;
  std::size_t i_;
  int age_;
};

}  // namespace

Delivered deliver_month(Course& course, Enrolment& enrolment, Month month) {
  const Measure& measure = course.measure(enrolment.item);
  Delivery delivery(course, enrolment, course.study_items()[enrolment.item].measure, month);
  for (const Effect& effect : measure.effects) std::visit(delivery, effect.what);
  return {delivery.paid, delivery.over};
}

}  // namespace tuiyan
