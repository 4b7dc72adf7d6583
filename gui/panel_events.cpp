#include "gui/panel_events.h"

#include <algorithm>
#include <cmath>

#include "gui/field_row.h"
#include "gui/texts.h"
#include "sim/scenario_check.h"
#include "sim/wording.h"

namespace tuiyan::gui {

namespace {

const char* const opened = "events";  // among View::open

// What the event panel knows beside the event itself.
struct Place {
  const EventBounds& bounds;
  ReadyEvent ready;  // with defaults
  std::string path;
  Language language;
};

Rect labelled(Widgets& widgets, Rect& rest, const std::string& label, const std::string& about = {}) {
  Rect row = rest.take_top(widgets.space(8));
  const Rect name = row.take_left(std::round(row.width * 0.3f));
  widgets.text(name, label, {.size = Size::small, .tone = Tone::quiet});
  widgets.tip(name, about);
  return row.middle(widgets.space(7));
}

// A number that may be left to the kind: a switch, then the number or what stands in its place.
bool optional_row(Widgets& widgets, Rect& rest, const Field& field, double otherwise, double high,
                  const std::string& when_absent, const Place& place, const Problems& problems) {
  Rect row = labelled(widgets, rest, name_of(field, place.language), about_field(field, nullptr, place.language));
  const std::optional<double> set = number_of(field);
  bool on = set.has_value();
  if (widgets.toggle(row.take_left(widgets.space(7)), "", field.key + "_on", on)) {
    set_number(field, on ? std::optional(otherwise) : std::nullopt);
    return true;
  }
  if (!set) {
    widgets.text(row, when_absent, {.size = Size::small, .tone = Tone::quiet}, field.key);
    return false;
  }
  double value = *set;
  Field plain = field;
  plain.bound = &value;
  const bool changed = field_control(widgets, {row, high, has_problem(problems, place.path + "/" + field.key)}, plain,
                                     nullptr, place.language);
  if (changed) set_number(field, value);
  return changed;
}

bool product_row(Widgets& widgets, Rect& rest, Event& event, const Field& field, const Place& place) {
  std::vector<std::string> names{in(place.language, say::all_products)};
  names.insert(names.end(), place.bounds.products.begin(), place.bounds.products.end());
  const auto found = std::find(place.bounds.products.begin(), place.bounds.products.end(), event.product);
  int chosen = event.product.empty() ? 0 : static_cast<int>(found - place.bounds.products.begin()) + 1;
  const Rect row = labelled(widgets, rest, name_of(field, place.language));
  if (!widgets.select(row, name_of(field, place.language), field.key, names, chosen)) return false;
  event.product = chosen == 0 ? std::string() : names[static_cast<std::size_t>(chosen)];
  return true;
}

bool name_row(Widgets& widgets, Rect& rest, Event& event, const Place& place) {
  const std::string& label = in(place.language, say::event_name);
  std::string name = in(place.language, event.names);
  const Rect row = labelled(widgets, rest, label);
  if (!widgets.text_field(row, label, "name", name, in(place.language, name_of(event)))) return false;
  // The name in the other language follows where there is none of its own.
  const bool both = event.names.zh == event.names.en || event.names.zh.empty() || event.names.en.empty();
  if (both)
    event.names = {name, name};
  else
    (place.language == Language::zh ? event.names.zh : event.names.en) = name;
  return true;
}

// Kind, month and the way out.
bool head_row(Widgets& widgets, Rect& rest, Event& event, const Field& month, const Place& place,
              const Problems& problems, bool& removed) {
  Rect row = rest.take_top(widgets.space(8));
  const std::string &remove = in(place.language, say::remove), &from = in(place.language, say::from);
  removed =
      widgets.button(row.take_right(widgets.button_width(remove)).middle(widgets.space(7)), remove, "remove_event");
  row.take_right(widgets.space(2));
  const Rect at = row.take_right(widgets.space(21)).middle(widgets.space(7));
  bool changed =
      field_control(widgets, {at, {}, has_problem(problems, place.path + "/month")}, month, nullptr, place.language);
  row.take_right(widgets.space(2));
  widgets.text(row.take_right(std::ceil(widgets.text_width(from, Size::small)) + 1), from,
               {.size = Size::small, .tone = Tone::quiet});
  row.take_right(widgets.space(2));
  std::vector<std::string> kinds;
  for (const Names& kind : event_names()) kinds.push_back(in(place.language, kind));
  int kind = static_cast<int>(event.kind);
  if (widgets.select(row.middle(widgets.space(7)), in(place.language, say::event_kind), "kind", kinds, kind)) {
    // A size of one kind says nothing of another.
    Event fresh;
    fresh.kind = static_cast<EventKind>(kind);
    fresh.month = event.month;
    fresh.names = event.names;
    event = fresh;
    changed = true;
  }
  return changed || removed;
}

bool event_card(Widgets& widgets, Rect& rest, Event& event, const Place& place, const Problems& problems,
                bool& removed) {
  const Fields of_event = fields(event);
  const auto field = [&](const char* key) -> const Field& { return *find_field(of_event, key); };
  const Language language = place.language;
  rest.take_top(widgets.space(1));
  bool changed = head_row(widgets, rest, event, field("month"), place, problems, removed);
  changed |= name_row(widgets, rest, event, place);
  const auto by_default = [&](const std::string& text) { return say::fill(language, say::default_is, text); };
  if (event.kind != EventKind::support_withdrawn) {
    const int months = place.ready.end - place.ready.first;
    changed |= optional_row(widgets, rest, field("months"), months, 60,
                            by_default(with_unit(std::to_string(months), in(language, unit_names("months")), language)),
                            place, problems);
    changed |= optional_row(widgets, rest, field("size"), place.ready.size, 1,
                            by_default(number_text(std::round(place.ready.size * 1000) / 1000)), place, problems);
  }
  const bool of_a_village = event.kind == EventKind::drought || event.kind == EventKind::factory_closes;
  if (of_a_village && (place.bounds.villages > 1 || event.village))
    changed |= optional_row(widgets, rest, field("village"), 1, place.bounds.villages, in(language, say::whole_place),
                            place, problems);
  if (event.kind == EventKind::price_crash && !place.bounds.products.empty())
    changed |= product_row(widgets, rest, event, field("product"), place);
  show_problems(widgets, rest, problems, place.path, language, true);
  rest.take_top(widgets.space(1));
  widgets.hairline(rest.x, rest.y, rest.width);
  return changed;
}

// A year into the scenario, where there is something to strike.
Event new_event(const Scenario& scenario) {
  Event event;
  event.month = scenario.start + std::min(12, scenario.months / 2);
  return event;
}

}  // namespace

const Names& name_of(const Event& event) {
  return event.names.en.empty() ? event_names()[static_cast<std::size_t>(event.kind)] : event.names;
}

bool panel_events(Widgets& widgets, Rect& rest, Scenario& edited, View& view, const Problems& problems) {
  const Language language = view.language;
  const std::string title = say::fill(language, say::events, edited.events.size());
  const Widgets::Scope scope(widgets, title, "events");
  const bool open = view.open.contains(opened);
  if (widgets.disclosure(rest.take_top(widgets.space(7)), widgets.space(4), title, "open", open)) {
    if (open)
      view.open.erase(opened);
    else
      view.open.insert(opened);
  }
  bool changed = false;
  if (open) {
    const std::string& note = in(language, say::events_note);
    widgets.paragraph(rest.take_top(widgets.paragraph_height(note, rest.width, Size::small)), note,
                      {.size = Size::small, .tone = Tone::quiet});
    rest.take_top(widgets.space(1));
    const EventBounds bounds = event_bounds(edited);
    std::optional<std::size_t> gone;
    for (std::size_t i = 0; i < edited.events.size(); ++i) {
      Event& event = edited.events[i];
      const Widgets::Scope at(widgets, in(language, name_of(event)), std::to_string(i));
      bool removed = false;
      changed |=
          event_card(widgets, rest, event,
                     {bounds, ready(event, edited.shocks), fmt::format("/events/{}", i), language}, problems, removed);
      if (removed) gone = i;
    }
    if (gone) edited.events.erase(edited.events.begin() + static_cast<std::ptrdiff_t>(*gone));
    const std::string& add = in(language, say::add_event);
    Rect row = rest.take_top(widgets.space(9));
    if (widgets.button(row.take_left(widgets.button_width(add)).middle(widgets.space(7)), add, "add_event")) {
      edited.events.push_back(new_event(edited));
      changed = true;
    }
  }
  rest.take_top(widgets.space(1));
  widgets.hairline(rest.x, rest.y, rest.width);
  return changed;
}

}  // namespace tuiyan::gui
