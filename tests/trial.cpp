#include "tests/trial.h"

#include <algorithm>

#include "sim/allocation.h"
#include "sim/enrolment.h"
#include "sim/hazards.h"
#include "sim/income.h"
#include "sim/study.h"

namespace tuiyan {

Scenario one_measure_place(const std::function<void(Measure&, Item&)>& set) {
  Scenario place = small_place();
  place.lead_in = 0;
  place.demography.natural_change = false;
  place.income.price_growth = Dated(neutral(0));
  place.income.wage_growth = Dated(neutral(0));
  place.measures.clear();
  Mix mix;
  mix.id = "mix";
  place.mixes = {mix};
  add_measure(place, "one", set);
  return place;
}

void add_measure(Scenario& place, const std::string& id, const std::function<void(Measure&, Item&)>& set) {
  Measure measure;
  measure.id = id;
  Item item;
  item.measure = id;
  set(measure, item);
  place.measures.push_back(measure);
  place.mixes[0].items.push_back(item);
}

Trial::Trial(const Scenario& place, int replicate)
    : people_(make_population(place)),
      study_(place, people_),
      lives_(std::make_unique<Lives>(study_, static_cast<std::uint64_t>(place.seed),
                                     static_cast<std::uint32_t>(replicate))),
      now_(place.first_month()),
      next_allocation_(now_) {
  begin_lives(*lives_, {});
  course_ = std::make_unique<Course>(study_, *lives_, 0);
}

void Trial::play_until(Month end) {
  MonthWords words;
  for (; now_ < end; now_ = now_ + 1) {
    if (now_ == next_allocation_) {
      allocate(*course_, now_);
      next_allocation_ = now_ + place().allocation_every;
    }
    for (std::size_t b = 0; b < lives_->blocks.size(); ++b) {
      const Block& block = lives_->blocks[b];
      draw_month(*lives_, block, Process::household_month, now_, words);
      strike(*lives_, block, now_, words);
      earn(*lives_, block, now_, words);
      deliver(*course_, b, now_);
      if (!study_.closes_window(now_)) continue;
      close_window(*lives_, block);
      close_window(*course_, b);
    }
  }
}

std::int64_t Trial::earned(std::size_t household, Month month) const {
  const Ledger* ledger = course_->find_ledger(household);
  return ledger == nullptr ? 0 : ledger->earned[month.month_of_year() - 1];
}

std::int64_t Trial::aid(std::size_t household, Month month) const {
  const Ledger* ledger = course_->find_ledger(household);
  return ledger == nullptr ? 0 : ledger->aid[month.month_of_year() - 1];
}

const Enrolment* Trial::enrolment(std::size_t household, std::size_t item) const {
  const Enrolments& block = course_->enrolments[household / block_size];
  for (const auto* list : {&block.busy, &block.resting})
    for (const Enrolment& each : *list)
      if (each.household == household && each.item == item) return &each;
  return nullptr;
}

std::vector<std::size_t> Trial::enrolled(std::size_t item) const {
  std::vector<std::size_t> households;
  for (std::size_t i = 0; i < course_->status.size(); ++i)
    if (enrolment(i, item) != nullptr) households.push_back(i);
  return households;
}

IncomeEffect hundred_a_month() {
  IncomeEffect income;
  income.amount = neutral(1200);
  income.follows = Follows::nothing;
  return income;
}

}  // namespace tuiyan
