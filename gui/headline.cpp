#include "gui/headline.h"

#include <algorithm>
#include <cmath>

#include "gui/texts.h"
#include "sim/wording.h"

namespace tuiyan::gui {

namespace {

const Estimate* estimate_at_end(const Result& result, int mix, std::string_view quantity) {
  const std::string end = (result.scenario->end_month() - 1).text();
  const int point = result.outcomes.shape.find(quantity, end);
  if (point < 0 || mix >= result.comparison.mixes()) return nullptr;
  return &result.comparison.estimate(mix, point);
}

const Estimate* estimate_at(const Status& status, int mix, std::string_view quantity) {
  const Estimate* estimate = status.result ? estimate_at_end(*status.result, mix, quantity) : nullptr;
  return estimate != nullptr && estimate->n > 0 ? estimate : nullptr;
}

std::string marked(const Status& status, const std::string& value) {
  return fmt::format("{}{}", is_preview(status) ? "~" : "", value);
}

}  // namespace

bool is_preview(const Status& status) {
  return status.result == nullptr || !status.result->complete() || status.result->edition != status.edition;
}

Headline headline_of(const Status& status, int mix, std::string_view quantity_id, Language language) {
  const Estimate* estimate = estimate_at(status, mix, quantity_id);
  if (estimate == nullptr) return {"--", in(language, say::no_results), false};
  const Quantity& of = quantity(quantity_id);
  const Written written = write_estimate(*estimate, scale_of(of), language);
  return {marked(status, written.value),
          fmt::format("{}\n{}\n{}", in(language, of.names), say::fill(language, say::range_90, written.range),
                      in(language, of.definition)),
          false};
}

Headline difference_of(const Status& status, int mix, int reference, std::string_view quantity_id, Language language) {
  if (mix == reference || estimate_at(status, mix, quantity_id) == nullptr ||
      estimate_at(status, reference, quantity_id) == nullptr)
    return {};
  const Result& result = *status.result;
  const int point = result.outcomes.shape.find(quantity_id, (result.scenario->end_month() - 1).text());
  const Difference difference = result.comparison.difference(mix, reference, point);
  const Quantity& of = quantity(quantity_id);
  const Written written = write_difference(difference, scale_of(of), language);
  const bool tie = difference.verdict == Verdict::too_close;
  return {tie ? in(language, say::tie) : marked(status, written.value),
          fmt::format("{} {}\n{}\n{}", in(language, of.names), written.value,
                      say::fill(language, say::range_90, written.range), chance_sentence(difference, language)),
          tie};
}

double largest_error(const Status& status, std::string_view quantity) {
  double largest = -1;
  for (int mix = 0; status.result && mix < status.result->comparison.mixes(); ++mix)
    if (const Estimate* e = estimate_at_end(*status.result, mix, quantity); e != nullptr && e->n > 1)
      largest = std::max(largest, 100 * e->mcse);
  return largest;
}

}  // namespace tuiyan::gui
