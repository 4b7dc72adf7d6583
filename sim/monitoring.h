// Monitoring (防返贫监测): who is at risk of falling back, or of falling in, ranked by a score and cut at a share
// of those in the file. Help for them belongs to the mix: a measure asks for `monitored`.
// Sources: docs/model.md, "Monitoring".
#pragma once

#include <cstddef>
#include <vector>

#include "sim/field.h"
#include "sim/month.h"

namespace tuiyan {

struct MonitoringRules {
  Month from;           // the first review
  Datum line_factor;    // flagged below so many exit lines of the last 12 months
  Datum expense_share;  // or with out-of-pocket cost above this share of income
  Datum income_drop;    // or with earned income so much below that of the last window
  Datum income_sd;      // ln(observed / true) of the uncertain part, drawn at each review
  Datum cap;            // monitored persons, as a share of those ever registered
  Datum hold;           // months until a household may be struck off
  // Points of the score: for a distance of one line, and for each of the others if it is so.
  Datum distance_points, illness_points, one_earner_points, debt_points, support_points;
  MonitoringRules();
};

Fields fields(MonitoringRules& rules);

struct Study;
struct Course;
struct Lives;

// Whether anybody in the scenario is to be monitored at all.
bool monitors(const Study& study, Month month);

// A review before the first day of `month`: acts on the whole place, so between two stretches of blocks.
// Whoever is registered is not monitored; whoever is out, or never was in the register, may be.
// `seen` is what observe() saw.
void review(Course& course, Month month, const std::vector<float>& seen);

// The score that a review before the first day of `month` gives a household, whether it is monitored or not: larger is
// worse. Draws nothing that the review would not draw.
double risk_score(const Course& course, std::size_t household, Month month);

// Observed over true earned income of every household at a review, whatever the mix.
void observe(const Lives& lives, Month month, std::vector<float>& seen);

}  // namespace tuiyan
