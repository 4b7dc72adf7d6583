// A distribution of incomes as whole numbers, so that the order of households does not matter.
#pragma once

#include <cstdint>
#include <vector>

namespace tuiyan {

// Persons and their income by income per person: 64 equal steps between each 2^k yuan a year and the next, from 1 yuan
// on, so that a step is 0.8 to 1.6 % wide. What is below or above stands in the first or last step.
struct IncomeSteps {
  static constexpr int steps_per_doubling = 64, count = 20 * steps_per_doubling;
  std::vector<std::int64_t> persons, income;  // by step; income in fen; empty before anybody is added

  void add(std::int64_t fen, std::int64_t people);
  void add(const IncomeSteps& others);
  // Yuan per person, by proportion within a step. NaN if there is nobody.
  double mean_of_poorest(double share) const;  // of this share of the persons
  double median() const;
};

}  // namespace tuiyan
