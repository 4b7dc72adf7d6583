// Named events: a drought, a price crash, a factory that closes, an epidemic, support withdrawn. They stand in a
// scenario or are added by hand, strike every mix alike and have no chance in them but who is hit by a closing factory.
// Sources: docs/model.md, "Shocks".
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/field.h"
#include "sim/field_json.h"

namespace tuiyan {

struct ShockRules;

enum class EventKind { drought, price_crash, factory_closes, epidemic, support_withdrawn };
const std::vector<std::string>& event_words();  // as written in files, in the order of EventKind
const std::vector<Names>& event_names();        // as shown to people

// As a planner writes it. What is left out is the default of its kind (ShockRules).
struct Event {
  EventKind kind = EventKind::drought;
  Month month = Month::of(1, 1);  // the first month in which it acts; as it stands here, it was not read
  std::optional<int> months;      // how long
  std::optional<double> size;     // crops lost; fall of the price; workers who lose their job; away work stopped
  std::optional<int> village;     // 1 to the number of villages; absent: the whole place
  std::string product;            // of a price crash; empty: everything that is sold
  Names names;                    // of its own; empty: its kind's
};
Fields fields(Event& event);

// What the months of a scenario offer an event.
struct EventBounds {
  Month first, last;
  int villages = 1;
  std::vector<std::string> products;
};
void check_event(const Event& event, const EventBounds& bounds, const std::string& path, Problems& problems);

// "drought@2018-06:size=0.4,months=6,village=3" as an element of a scenario's events; the kind may be its Chinese name.
// Adds every problem of the form, at `path`; values are judged where the scenario is read.
Json event_json(std::string_view text, const std::string& path, Problems& problems);

// How an event is written among the overrides of a scenario: "event=drought@2018-06".
inline constexpr std::string_view event_override = "event=";

// The same text of an event, for a command line.
std::string event_text(const Event& event);
// "Drought from 2018-06, 12 months, village 3, crops -40 %".
Names describe(const Event& event, const ShockRules& rules);

// An event with its defaults filled in.
struct ReadyEvent {
  EventKind kind{};
  Month first, end;  // acts from first up to, but not including, end
  double size = 0;
  int village = -1;  // from 0; -1: the whole place
  std::string product;

  bool acts(Month month) const { return month >= first && month < end; }
  bool hits(std::size_t v) const { return village < 0 || village == static_cast<int>(v); }
};
ReadyEvent ready(const Event& event, const ShockRules& rules);
using ReadyEvents = std::vector<ReadyEvent>;

// Share of a village's crops that droughts leave.
double crops_left(const ReadyEvents& events, std::size_t village, Month month);
// Factor of the price of a product, or of what is sold at large ("").
double price_left(const ReadyEvents& events, std::string_view product, Month month);
// Share of usual away work that goes on in an epidemic.
double away_work(const ReadyEvents& events, const ShockRules& rules, Month month);
// Share of what is produced that finds a buyer: part of it stays unsold while away work stops.
double sold(const ReadyEvents& events, const ShockRules& rules, Month month);
// The first month without support; empty if it is never withdrawn.
std::optional<Month> support_end(const ReadyEvents& events);

}  // namespace tuiyan
