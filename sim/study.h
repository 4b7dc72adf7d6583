// A scenario made ready to run: words numbered, conditions parsed, chances as thresholds, indices by month, and
// for each item of each mix the households that could ever be eligible. Made once, read by every replicate.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "sim/condition.h"
#include "sim/income.h"
#include "sim/lives.h"
#include "sim/outcome.h"
#include "sim/population.h"
#include "sim/scenario.h"
#include "sim/trigger.h"

namespace tuiyan {

inline constexpr int max_guarantees = 8;  // bits of Household::missing

// Chances of a month.
struct MeasureChances {
  double failure_early = 0, failure_late = 0, restart = 0, separation = 0;
};

// One item of a mix.
// An effect of a measure, ready to be delivered.
struct ReadyEffect {
  std::size_t effect = 0;  // into Measure::effects
  int product = -1;        // into Study::products; -1: sells nothing
  int slot = -1;           // member scope: into Enrolment::covered
};

struct StudyItem {
  int measure = -1;                                 // into Scenario::measures
  Month start, end;                                 // enrols and runs from start, up to but not including end
  Condition who;                                    // of the item
  std::vector<std::pair<Condition, double>> score;  // of the item: who has how many points
  // What item and measure together ask before anything else, so that a queue is short.
  bool asks_registered = false;
  bool asks_monitored = false;    // then the monitored are in its care too
  std::uint8_t asks_lacking = 0;  // bit g: guarantee g must be missing
};

struct Study {
  Scenario scenario;  // as it runs: without randomness if that is switched off
  const Population& population;
  Vocabulary vocabulary;
  Skeleton skeleton;
  Shape shape;
  IncomeLaw law;
  double mean_market_income = 0;  // yuan per person: yardstick of the cost of illness
  ReadyEvents events;
  std::optional<Month> support_ends;                     // by an event
  std::uint32_t job_loss_below = 0, job_find_below = 0;  // thresholds of words
  std::uint32_t illness_below[2][2] = {};                // [all old][already ill]
  std::uint32_t visit_below[2] = {};                     // [already ill]
  double visit_chance[2] = {};
  std::vector<Condition> concerns;             // by guarantee
  std::vector<Condition> who;                  // by measure
  std::vector<Condition> vetoes;               // by RegisterRules::vetoes
  std::vector<MeasureChances> chances;         // by measure
  std::vector<std::uint64_t> measure_subject;  // by measure: part of the subject of its draws
  std::vector<std::string> products;           // ids that measures name
  // By measure, in the order of delivery: income, job, loan, growth, move, guarantee, expense, protect, top-up.
  std::vector<std::vector<ReadyEffect>> effects;
  std::vector<std::vector<StudyItem>> items;  // by mix, in order of the mix
  std::vector<std::uint8_t> protects;         // by mix: a measure of it protects against losses
  // By mix and household: bit k is set unless fixed attributes rule item k out for good.
  std::vector<std::vector<std::uint64_t>> possible;

  Study(const Scenario& scenario, const Population& population);

  double exit_line(Month month) const { return scenario.line(scenario.exit_line).value.at(month); }
  double poverty_line(Month month) const { return scenario.line(scenario.poverty_line).value.at(month); }
  double monthly_growth(bool worker, Month month) const;   // ln
  double expected_growth(bool worker, Month month) const;  // ln, from the law's month to the end of `month`
  double price_index(Month month) const;                   // 1 in the law's month
  double wage_index(Month month) const;
  double index_since(Follows follows, double price_year, Month month) const;
  // Attributes of a household that never change.
  double fixed(std::size_t household, Attribute attribute) const {
    return static_cast<double>(fixed_[static_cast<std::size_t>(attribute)][household]);
  }
  std::uint64_t village_subject(std::size_t village) const;
  bool closes_window(Month month) const;  // of the register
  bool strikes(Trigger shock, Month month) const { return !without.has(shock) || month < scenario.start; }
  // Nobody joins the items of a mix that use a measure (-1: all items) from a month on, and those that live on money
  // end; what was paid for at once stays.
  void stop_support(int mix, int measure, Month from);
  bool joins(int mix, std::size_t item, Month next) const {
    const StudyItem& of = items[static_cast<std::size_t>(mix)][item];
    return next >= of.start && next < of.end && next < joins_until_[static_cast<std::size_t>(mix)][item];
  }
  bool has_support(Month month) const { return !support_ends || month < *support_ends; }

 private:
  std::vector<double> prices_, wages_;  // by month from first_index_
  std::vector<double> growth_with_, growth_without_;
  int first_index_ = 0;
  std::array<std::vector<float>, static_cast<std::size_t>(Attribute::first_changing)> fixed_;  // by household
  std::size_t at(Month month) const;
  std::vector<std::vector<Month>> joins_until_;  // by mix and item

 public:
  ShockSet without;  // shocks that do not strike from the first counted month on
};

// The scenario with every spread and chance of the world at zero and every decision certain.
Scenario without_randomness(Scenario scenario);

}  // namespace tuiyan
