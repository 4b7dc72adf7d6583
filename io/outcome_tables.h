// Tables of what becomes of households: dates, yearly chances to leave and to fall back, risk, targeting, kinds of
// households, cost of an effect. Made once in words and written by the report and the command line alike.
#pragma once

#include <string>
#include <vector>

#include "io/store.h"
#include "sim/compare.h"

namespace tuiyan {

struct TextCell {
  std::string value;
  std::string range;  // 9 of 10 futures, or of the estimate where the table says so; may be empty
};

struct OutcomeTable {
  std::string id;  // "dates"
  std::string title;
  std::vector<std::string> heads, units;  // the first column is the row's name
  std::vector<std::vector<TextCell>> rows;
  std::string note;  // how to read it
};

// In a fixed order; those without rows are left out. `reference` numbers the mixes.
std::vector<OutcomeTable> outcome_tables(const Result& result, const Comparison& comparison, int reference,
                                         Language language);

// Their ids, for the command line.
const std::vector<std::string>& outcome_table_ids();

}  // namespace tuiyan
