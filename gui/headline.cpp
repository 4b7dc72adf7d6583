#include "gui/headline.h"

#include <algorithm>
#include <cmath>

#include "gui/texts.h"
#include "gui/widgets.h"

namespace tuiyan::gui {

namespace {

const Estimate* estimate_at_end(const Result& result, int mix, std::string_view quantity) {
  const std::string end = (result.scenario->end_month() - 1).text();
  const int point = result.outcomes.shape.find(quantity, end);
  if (point < 0 || mix >= result.comparison.mixes()) return nullptr;
  return &result.comparison.estimate(mix, point);
}

// No digit finer than the Monte Carlo error, in points.
int decimals_for(double error) { return error > 0 && error < 0.05 ? 1 : 0; }

}  // namespace

bool is_preview(const Status& status) {
  return status.result == nullptr || !status.result->complete() || status.result->edition != status.edition;
}

Headline headline_of(const Status& status, int mix, std::string_view quantity_id, Language language) {
  const Estimate* estimate = status.result ? estimate_at_end(*status.result, mix, quantity_id) : nullptr;
  if (estimate == nullptr || estimate->n == 0) return {"--", in(language, say::no_results)};
  const double error = 100 * estimate->mcse;
  const int decimals = decimals_for(error);
  const auto points = [&](double share) { return grouped(100 * share, decimals); };
  Headline headline;
  headline.text = fmt::format("{}{}", is_preview(status) ? "~" : "", points(estimate->median));
  headline.about = fmt::format("{}\n{}\n{}", in(language, quantity(quantity_id).names),
                               say::fill(language, say::range_90, points(estimate->lo90), points(estimate->hi90)),
                               in(language, quantity(quantity_id).definition));
  return headline;
}

double largest_error(const Status& status, std::string_view quantity) {
  double largest = -1;
  for (int mix = 0; status.result && mix < status.result->comparison.mixes(); ++mix)
    if (const Estimate* e = estimate_at_end(*status.result, mix, quantity); e != nullptr && e->n > 1)
      largest = std::max(largest, 100 * e->mcse);
  return largest;
}

}  // namespace tuiyan::gui
