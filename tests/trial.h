// One mix played month by month without the register's decisions: who is in care stays in care, so what a measure
// pays can be read off the books.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "sim/course.h"
#include "sim/lives.h"
#include "tests/places.h"

namespace tuiyan {

// The small place from January 2017 without a lead-in and natural change, prices standing still, with one mix of one
// item of a made-up measure: no effect, no cost, open to all.
Scenario one_measure_place(const std::function<void(Measure&, Item&)>& set);

// A second measure and its item, after the others.
void add_measure(Scenario& place, const std::string& id, const std::function<void(Measure&, Item&)>& set);

class Trial {
 public:
  explicit Trial(const Scenario& place, int replicate = 0);

  // Plays months up to, not including, `end`.
  void play_until(Month end);
  Month now() const { return now_; }  // the next month to be played

  // What measures paid a household in a month of the last twelve, fen.
  std::int64_t earned(std::size_t household, Month month) const;
  std::int64_t aid(std::size_t household, Month month) const;

  // Its enrolment in an item; null if there is none.
  const Enrolment* enrolment(std::size_t household, std::size_t item = 0) const;
  std::vector<std::size_t> enrolled(std::size_t item = 0) const;  // households, in order

  const Scenario& place() const { return study_.scenario; }
  const Study& study() const { return study_; }
  Lives& lives() { return *lives_; }
  Course& course() { return *course_; }

 private:
  Population people_;
  Study study_;
  std::unique_ptr<Lives> lives_;
  std::unique_ptr<Course> course_;
  Month now_, next_allocation_;
};

inline constexpr Month january = Month::of(2017, 1);
inline const std::string opening = "group == 'farm' or group == 'old' or group == 'far'";  // condition: all of them
IncomeEffect hundred_a_month();  // 1,200 yuan a year, whatever prices do

}  // namespace tuiyan
