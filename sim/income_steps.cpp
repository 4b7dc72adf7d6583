#include "sim/income_steps.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>

namespace tuiyan {

namespace {

// The first bits of a single behind its exponent count equal steps within a doubling.
constexpr int bits_left = 23 - std::bit_width(static_cast<unsigned>(IncomeSteps::steps_per_doubling - 1));
constexpr std::uint32_t bits_of_one = std::bit_cast<std::uint32_t>(1.0f);

int step_of(float yuan) {
  if (!(yuan > 1)) return 0;
  return std::min(static_cast<int>((std::bit_cast<std::uint32_t>(yuan) - bits_of_one) >> bits_left),
                  IncomeSteps::count - 1);
}

double begin_of(int step) {
  return static_cast<double>(std::bit_cast<float>(bits_of_one + (static_cast<std::uint32_t>(step) << bits_left)));
}

double all_of(const std::vector<std::int64_t>& persons) {
  return static_cast<double>(std::accumulate(persons.begin(), persons.end(), std::int64_t{0}));
}

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

}  // namespace

void IncomeSteps::add(std::int64_t fen, std::int64_t people) {
  if (persons.empty()) persons.assign(count, 0), income.assign(count, 0);
  const auto step = static_cast<std::size_t>(step_of(static_cast<float>(fen) / (100.0f * static_cast<float>(people))));
  persons[step] += people;
  income[step] += fen;
}

void IncomeSteps::add(const IncomeSteps& others) {
  if (persons.empty()) persons.assign(count, 0), income.assign(count, 0);
  for (std::size_t step = 0; step < others.persons.size(); ++step) {
    persons[step] += others.persons[step];
    income[step] += others.income[step];
  }
}

double IncomeSteps::mean_of_poorest(double share) const {
  const double wanted = share * all_of(persons);
  double taken = 0, sum = 0;
  for (std::size_t step = 0; step < persons.size() && taken < wanted; ++step) {
    const auto people = static_cast<double>(persons[step]);
    const double part = people > 0 ? std::min(1.0, (wanted - taken) / people) : 0;
    taken += part * people;
    sum += part * static_cast<double>(income[step]) / 100;
  }
  return taken > 0 ? sum / taken : unknown;
}

double IncomeSteps::median() const {
  const double half = all_of(persons) / 2;
  double below = 0;
  for (int step = 0; half > 0 && step < count; ++step) {
    const auto people = static_cast<double>(persons[static_cast<std::size_t>(step)]);
    if (below + people >= half) return begin_of(step) + (begin_of(step + 1) - begin_of(step)) * (half - below) / people;
    below += people;
  }
  return unknown;
}

}  // namespace tuiyan
