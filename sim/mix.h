// A mix (措施组合) is the plan compared: which measures, when, for how many, for whom and for how much.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/field.h"

namespace tuiyan {

// Who comes first when places or money run out. Ties are broken by the household's id, of scores by lot.
enum class Order {
  poorest,  // lowest observed income first
  nearest,  // highest observed income first: quickest over the line
  largest,  // most persons first
  listed,   // by id
  planned,  // planned for the next exit first (预脱贫户), then lowest observed income
  score,    // most points first; ties by lot
};

// Points of a household for whom the condition holds: identification by scores, as in Jiaozhou (11 classes, 73 items).
struct Score {
  std::string who;
  double points = 0;
};

// One measure in a mix.
struct Item {
  std::string measure;
  std::optional<Month> start;        // absent: the first month, lead-in included
  std::optional<Month> end;          // the first month without it; absent: it goes on
  std::optional<double> households;  // enrolled at one time; take-up then does not apply
  std::optional<double> money;       // yuan a year at most
  std::string who;                   // condition beside the measure's own
  Order order = Order::poorest;
  std::vector<Score> score;  // for that order: the points add up
  bool in_envelope = false;  // its cost counts against the mix's envelope
};

struct Mix {
  std::string id;
  Names names;
  Names about;
  bool existing_transfers = true;     // transfers in force at the start go on
  std::optional<double> envelope;     // yuan a year for the items with in_envelope
  std::optional<int> withdraw_after;  // months after exit when support stops; absent: it goes on
  std::vector<Item> items;            // in order of priority
};

Fields fields(Score& score);
Fields fields(Item& item);
Fields fields(Mix& mix);

}  // namespace tuiyan
