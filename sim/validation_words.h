// What a validation says: tables, the judgement of the scores, the page docs/validation.md.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/chart.h"
#include "sim/sensitivity_words.h"
#include "sim/validation.h"

namespace tuiyan {

// One language, or none: both beside each other, as the generated pages of docs/ do.
using Tongue = std::optional<Language>;

// Untuned outcomes, tuned ones, plans and inputs; tables without rows are left out.
std::vector<TextTable> target_tables(const ValidatedPlace& place, Tongue tongue);
TextTable score_table(const std::vector<ValidatedPlace>& places, Tongue tongue);

// Whether what is asked of the untuned figures is reached, and by how much not: coverage, widths, constant rate.
std::vector<std::string> judgement(const std::vector<ValidatedPlace>& places, Tongue tongue);

// A published number as shown, with as many places as it has, at most three.
std::string published_number(double shown);

// Which forecast the constant rate is.
std::string constant_words(const ValidatedPlace& place, Tongue tongue);

// Under "none": the transient share of poverty and how exits from it slow with time; "" where no run is long enough.
std::string theory_words(const ValidatedPlace& place, Tongue tongue);

// Outcomes as deviations from what was published: amounts in percent of it, shares in points. Without rows where the
// places have none of the kind.
Chart validation_chart(const std::vector<ValidatedPlace>& places, bool shares, Language language);

// How the page came about, beside what each place says of itself.
struct PageFacts {
  std::string engine;
  std::vector<std::string> pictures;  // relative paths
};
std::string validation_markdown(const std::vector<ValidatedPlace>& places, const PageFacts& facts);

}  // namespace tuiyan
