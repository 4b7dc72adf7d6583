// What pushes a household back: the kinds of setback, and the dated list of those that do not depend on the mix.
#pragma once

#include <cstdint>

namespace tuiyan {

// In order of precedence where two fall into the same month.
enum class Trigger : std::uint8_t {
  illness,    // a serious illness, or medical and schooling cost
  event,      // a named event: epidemic, factory closed, support withdrawn from all
  harvest,    // drought or storm
  price,      // fall of a product's price
  job,        // a job lost
  measure,    // a measure failed or ended
  member,     // death, birth, marriage, a worker who left
  guarantee,  // a guarantee lost, income still above the line
  other,      // none of these: slow decline, the line that rose, an error of the administration
  count
};

// Shocks that a counterfactual future goes without: illness with its cost, harvest, price, job.
class ShockSet {
 public:
  ShockSet() = default;
  explicit ShockSet(Trigger one) : bits_(1u << static_cast<unsigned>(one)) {}
  bool has(Trigger one) const { return (bits_ >> static_cast<unsigned>(one)) & 1u; }

 private:
  std::uint32_t bits_ = 0;
};

// Something that befell a household in a month.
struct Setback {
  std::uint32_t household = 0;
  std::int16_t month = 0;  // index
  Trigger trigger = Trigger::other;
};

}  // namespace tuiyan
