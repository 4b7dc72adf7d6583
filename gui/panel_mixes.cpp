#include "gui/panel_mixes.h"

#include <algorithm>
#include <cmath>

#include "gui/changes.h"
#include "gui/field_row.h"
#include "gui/headline.h"
#include "gui/panel_events.h"
#include "gui/texts.h"
#include "sim/chart.h"
#include "sim/field_json.h"
#include "sim/wording.h"

namespace tuiyan::gui {

namespace {

// One measure of a mix: the copy that is edited, and the same in the file if it is there.
struct ItemPlace {
  Item* item;
  Item* in_file;  // null: not in the file
  std::string label;
  std::string path;  // JSON pointer
  std::size_t index = 0;
  bool removed = false;  // by the person, in this frame
};

double registered_households(const Scenario& scenario) {
  double sum = scenario.people.register_quota;
  for (const GroupRules& group : scenario.people.groups)
    if (group.standing == Standing::registered) sum += group.households;
  return sum;
}

// The columns of the list, from the right: difference, own income, out.
struct Columns {
  float difference, own, out;
};

Columns columns_of(Widgets& widgets, const View& view) {
  const auto wide = [&](const std::string& text, Size size) {
    return std::ceil(widgets.text_width(text, size)) + widgets.space(4);
  };
  const std::string heading = say::fill(view.language, say::difference_column, letter_of({view.reference}));
  return {
      std::max({wide(heading, Size::small), wide(in(view.language, say::tie), Size::small), wide("~+88", Size::body)}),
      std::max(wide(in(view.language, say::own_column), Size::small), wide("~88", Size::heading)),
      std::max(wide(in(view.language, say::out_column), Size::small), wide("~88", Size::heading))};
}

void headings(Widgets& widgets, Rect row, const View& view, const Columns& columns) {
  const Look look{.size = Size::small, .tone = Tone::quiet, .align = Align::right};
  row.take_right(widgets.space(3));
  widgets.text(row.take_right(columns.difference),
               say::fill(view.language, say::difference_column, letter_of({view.reference})), look);
  widgets.text(row.take_right(columns.own), in(view.language, say::own_column), look);
  widgets.text(row.take_right(columns.out), in(view.language, say::out_column), look);
}

void number_cell(Widgets& widgets, const Rect& cell, const char* key, const Headline& headline, Look look) {
  widgets.text(cell, headline.text, look, key);
  widgets.tip(cell, headline.about);
}

bool mix_row(Widgets& widgets, Rect row, const Scenario& scenario, int mix, View& view, const Status& status,
             const Columns& columns) {
  const Mix& m = scenario.mixes[static_cast<std::size_t>(mix)];
  const std::string& name = in(view.language, m.names);
  const bool pressed = widgets.row(row, name, m.id, view.mix == mix);
  if (pressed) view.mix = mix;
  const Widgets::Scope scope(widgets, name, m.id);
  row = row.inset(widgets.space(3), 0);
  widgets.mix_mark(row.take_left(widgets.space(5.5f)).middle(widgets.space(5.5f)), mix, letter_of({mix}));
  row.take_left(widgets.space(2));
  const Headline difference = difference_of(status, mix, view.reference, "exited_share", view.language);
  number_cell(widgets, row.take_right(columns.difference), "difference", difference,
              difference.tie ? Look{.size = Size::small, .tone = Tone::quiet, .align = Align::right}
                             : Look{.size = Size::body, .align = Align::right});
  number_cell(widgets, row.take_right(columns.own), "self_reliant_share",
              headline_of(status, mix, "self_reliant_share", view.language),
              {.size = Size::body, .tone = Tone::quiet, .align = Align::right});
  number_cell(widgets, row.take_right(columns.out), "exited_share",
              headline_of(status, mix, "exited_share", view.language), {.size = Size::heading, .align = Align::right});
  widgets.text(row, name, {});
  widgets.tip(row, in(view.language, m.about));
  return pressed;
}

void mix_list(Widgets& widgets, Rect& rest, const Scenario& scenario, View& view, const Status& status) {
  const Columns columns = columns_of(widgets, view);
  headings(widgets, rest.take_top(widgets.space(5)), view, columns);
  const Widgets::Scope scope(widgets, in(view.language, say::mixes), "mixes");
  for (int mix = 0; mix < static_cast<int>(scenario.mixes.size()); ++mix)
    mix_row(widgets, rest.take_top(widgets.space(8.5f)), scenario, mix, view, status, columns);
  const std::string note = say::fill(view.language, say::columns_note, (scenario.end_month() - 1).text());
  const Rect line = rest.inset(widgets.space(3), widgets.space(1));
  const float height = widgets.paragraph_height(note, line.width, Size::small);
  rest.take_top(height + widgets.space(3));
  widgets.paragraph({line.x, line.y, line.width, height}, note, {.size = Size::small, .tone = Tone::quiet});
}

// Households, money or neither; both can stand in a file, then none of the three is chosen.
bool limit_kind(Widgets& widgets, const Rect& rect, const ItemPlace& place, const Scenario& edited, int mix,
                Language language) {
  Item& item = *place.item;
  int chosen = item.households && item.money ? -1 : item.households ? 0 : item.money ? 1 : 2;
  const std::vector<std::string> options = {in(language, say::by_households), in(language, say::by_money),
                                            in(language, say::no_limit)};
  if (!widgets.segments(rect, in(language, say::limit), "limit", options, chosen)) return false;
  const Item file = place.in_file != nullptr ? *place.in_file : Item{};
  // A first value to start from, where the file has none: a tenth of the register; the mix's envelope.
  const double households = file.households.value_or(std::round(registered_households(edited) / 10));
  const double money = file.money.value_or(edited.mixes[static_cast<std::size_t>(mix)].envelope.value_or(1e6));
  item.households = chosen == 0 ? std::optional(households) : std::nullopt;
  item.money = chosen == 1 ? std::optional(money) : std::nullopt;
  return true;
}

bool item_limits(Widgets& widgets, Rect& rest, const ItemPlace& place, const Scenario& edited, Language language,
                 const Problems& problems) {
  Item& item = *place.item;
  const Fields edited_fields = fields(item);
  const Fields file_fields = place.in_file != nullptr ? fields(*place.in_file) : Fields{};
  const Field& start = *find_field(edited_fields, "start");
  bool changed = false;
  Rect row = rest.take_top(widgets.space(8));
  const Rect month = row.take_right(widgets.space(21));
  changed |= field_control(widgets, {month.middle(widgets.space(7)), {}, has_problem(problems, place.path + "/start")},
                           start, find_field(file_fields, "start"), language);
  widgets.tip(month, about_field(start, find_field(file_fields, "start"), language));
  const std::string& from = in(language, say::from);
  widgets.text(row.take_right(std::ceil(widgets.text_width(from, Size::small)) + widgets.space(2)), from,
               {.size = Size::small, .tone = Tone::quiet});
  row.take_right(widgets.space(3));
  if (!item.households && !item.money)
    widgets.text(row, in(language, say::everybody), {.size = Size::small, .tone = Tone::quiet});
  for (const char* key : {"households", "money"}) {
    const Field& field = *find_field(edited_fields, key);
    const std::optional<double> number = number_of(field);
    if (!number) continue;
    if (row.height == 0) row = rest.take_top(widgets.space(8));
    double value = *number;
    Field plain = field;
    plain.bound = &value;
    const bool of_households = std::string_view(key) == "households";
    const std::optional<double> high = of_households ? std::optional(registered_households(edited)) : std::nullopt;
    const Field* in_file = find_field(file_fields, key);
    if (field_control(widgets, {row, high, has_problem(problems, place.path + "/" + key)}, plain, in_file, language)) {
      set_number(field, value);
      changed = true;
    }
    row.height = 0;
  }
  return changed;
}

// What a measure does, who may have it, and what its numbers rest on.
void measure_card(Widgets& widgets, Rect& rest, Measure& measure, Language language) {
  const auto paragraph = [&](const std::string& text, Look look) {
    if (text.empty()) return;
    widgets.paragraph(rest.take_top(widgets.paragraph_height(text, rest.width, look.size)), text, look);
    rest.take_top(widgets.space(1));
  };
  const Look small{.size = Size::small}, quiet{.size = Size::small, .tone = Tone::quiet};
  paragraph(in(language, measure.about), small);
  if (!measure.who.empty()) paragraph(say::fill(language, say::who_may, measure.who), quiet);
  static const Names none{};
  const Names* const grades[] = {&none, &say::grade_short_green, &say::grade_short_amber, &say::grade_short_red};
  constexpr std::size_t most = 6;
  std::size_t shown = 0;
  for (const Parameter& each : parameters_of(fields(measure))) {
    if (each.lever || shown++ == most) break;
    const std::string& owner = in(language, each.owner);
    paragraph(fmt::format("{}  {}{}{} {} {}  {}", in(language, *grades[static_cast<std::size_t>(each.datum.grade)]),
                          owner, owner.empty() ? "" : " ", in(language, each.names), number_text(each.datum.value),
                          each.unit.empty() ? std::string() : in(language, unit_names(each.unit)), each.datum.source),
              quiet);
  }
  rest.take_top(widgets.space(1));
}

bool item_further(Widgets& widgets, Rect& rest, const ItemPlace& place, Language language, const Problems& problems) {
  const Fields edited_fields = fields(*place.item);
  const Fields file_fields = place.in_file != nullptr ? fields(*place.in_file) : Fields{};
  bool changed = false;
  for (const Field& field : edited_fields.list) {
    const bool shown_above =
        field.key == "measure" || field.key == "start" || field.key == "households" || field.key == "money";
    if (shown_above || !has_row(field)) continue;
    changed |= field_row(widgets, rest, field, find_field(file_fields, field.key), language, problems,
                         place.path + "/" + field.key, 0.45f);
  }
  return changed;
}

bool differs(Item& a, Item& b) { return write_fields(fields(a)) != write_fields(fields(b)); }

// How many households the targeting of an item reaches at the start.
void eligible_line(Widgets& widgets, Rect& rest, const ItemPlace& place, int mix, const Status& status,
                   Language language) {
  if (status.eligible_edition != status.edition || mix >= static_cast<int>(status.eligible.size())) return;
  const auto& of_mix = status.eligible[static_cast<std::size_t>(mix)];
  if (place.index >= of_mix.size()) return;
  const std::int64_t count = of_mix[place.index];
  std::string text = count == 0 ? in(language, say::eligible_none)
                                : say::fill(language, say::eligible, format_number(static_cast<double>(count), 0));
  const bool short_of = place.item->households && static_cast<double>(count) < *place.item->households;
  if (count > 0 && short_of)
    text += (language == Language::zh ? "，" : ", ") +
            say::fill(language, say::fewer_than_planned, format_number(*place.item->households, 0));
  const float height = widgets.paragraph_height(text, rest.width, Size::small);
  widgets.paragraph(rest.take_top(height), text,
                    {.size = Size::small, .tone = count == 0 || short_of ? Tone::warning : Tone::accent});
}

bool item_card(Widgets& widgets, Rect& rest, ItemPlace& place, Scenario& edited, View& view, const Status& status) {
  const Problems& problems = status.problems;
  const Language language = view.language;
  const Widgets::Scope scope(widgets, place.label, place.path);
  rest.take_top(widgets.space(2));
  bool changed = false;
  Rect head = rest.take_top(widgets.space(8));
  const std::vector<std::string> options = {in(language, say::by_households), in(language, say::by_money),
                                            in(language, say::no_limit)};
  changed |= limit_kind(widgets, head.take_right(widgets.segments_width(options)).middle(widgets.space(7)), place,
                        edited, view.mix, language);
  head.take_right(widgets.space(2));
  if (place.in_file != nullptr && differs(*place.item, *place.in_file)) {
    const std::string& reset = in(language, say::reset);
    if (widgets.button(head.take_right(widgets.button_width(reset)).middle(widgets.space(7)), reset, "reset")) {
      *place.item = *place.in_file;
      changed = true;
    }
  }
  const bool open = view.open.contains(place.path);
  const float mark = widgets.space(4);
  const Rect name = head;
  if (widgets.disclosure(head, mark, place.label, "more", open)) {
    if (open)
      view.open.erase(place.path);
    else
      view.open.insert(place.path);
  }
  const int measure = edited.measure_index(place.item->measure);
  if (measure >= 0) widgets.tip(name, in(language, edited.measures[static_cast<std::size_t>(measure)].about));
  changed |= item_limits(widgets, rest, place, edited, language, problems);
  eligible_line(widgets, rest, place, view.mix, status, language);
  if (open) {
    if (measure >= 0) measure_card(widgets, rest, edited.measures[static_cast<std::size_t>(measure)], language);
    changed |= item_further(widgets, rest, place, language, problems);
    const std::string& remove = in(language, say::remove);
    Rect row = rest.take_top(widgets.space(9));
    if (widgets.button(row.take_right(widgets.button_width(remove)).middle(widgets.space(7)), remove, "remove")) {
      place.removed = true;
      changed = true;
    }
  } else if (!place.item->who.empty()) {
    const std::string who = say::fill(language, say::for_whom, place.item->who);
    const float height = widgets.paragraph_height(who, rest.width, Size::small);
    widgets.paragraph(rest.take_top(height), who, {.size = Size::small, .tone = Tone::quiet});
  }
  for (const char* key : {"", "/measure", "/start", "/households", "/money"})
    show_problems(widgets, rest, problems, place.path + key, language);
  if (!open)
    for (const char* key : {"/end", "/who", "/order", "/in_envelope"})
      show_problems(widgets, rest, problems, place.path + key, language);
  rest.take_top(widgets.space(2));
  widgets.hairline(rest.x, rest.y, rest.width);
  return changed;
}

// The n-th item of a measure in the edited mix is the n-th of that measure in the file.
std::vector<ItemPlace> places_of(Scenario& edited, const Scenario& original, int mix, Language language,
                                 std::vector<Item>& file_items) {
  Mix& m = edited.mixes[static_cast<std::size_t>(mix)];
  const int in_file = original.mix_index(m.id);
  if (in_file >= 0) file_items = original.mixes[static_cast<std::size_t>(in_file)].items;
  std::vector<ItemPlace> places;
  for (std::size_t i = 0; i < m.items.size(); ++i) {
    const std::string& id = m.items[i].measure;
    const auto same = [&id](const Item& item) { return item.measure == id; };
    const auto nth = std::count_if(m.items.begin(), m.items.begin() + static_cast<std::ptrdiff_t>(i), same);
    auto found = std::find_if(file_items.begin(), file_items.end(), same);
    for (auto k = nth; k > 0 && found != file_items.end(); --k) found = std::find_if(found + 1, file_items.end(), same);
    const int measure = edited.measure_index(id);
    std::string label = measure >= 0 ? in(language, edited.measures[static_cast<std::size_t>(measure)].names) : id;
    if (nth > 0) label = fmt::format("{} {}", label, nth + 1);
    places.push_back({&m.items[i], found == file_items.end() ? nullptr : &*found, label,
                      fmt::format("/mixes/{}/items/{}", mix, i), i});
  }
  return places;
}

bool mix_fields(Widgets& widgets, Rect& rest, Scenario& edited, const Scenario& original, View& view,
                const Problems& problems) {
  Mix& mix = edited.mixes[static_cast<std::size_t>(view.mix)];
  const std::string path = fmt::format("/mixes/{}", view.mix);
  const int in_file = original.mix_index(mix.id);
  Mix file_mix = in_file >= 0 ? original.mixes[static_cast<std::size_t>(in_file)] : Mix{};
  const Fields edited_fields = fields(mix), file_fields = fields(file_mix);
  bool changed = false;
  for (const Field& field : edited_fields.list)
    if (field.lever && has_row(field))
      changed |= field_row(widgets, rest, field, in_file >= 0 ? find_field(file_fields, field.key) : nullptr,
                           view.language, problems, path + "/" + field.key);
  show_problems(widgets, rest, problems, path, view.language);
  return changed;
}

// What the measures of the envelope are expected to cost a year beside what it allows, once there is a result. Nothing
// where a measure is in the mix within and outside of the envelope, since its money is not told apart.
void money_line(Widgets& widgets, Rect& rest, const Mix& mix, int index, const Status& status, Language language) {
  if (!mix.envelope || !status.result || status.result->edition != status.edition ||
      index >= status.result->comparison.mixes())
    return;
  const Shape& shape = status.result->outcomes.shape;
  double yearly = 0;
  for (const Item& item : mix.items) {
    if (!item.in_envelope) continue;
    const bool outside = std::any_of(mix.items.begin(), mix.items.end(), [&](const Item& other) {
      return other.measure == item.measure && !other.in_envelope;
    });
    if (outside) return;
    const Shape::Series* series = shape.find_series("spending_year", item.measure);
    for (int k = 0; series != nullptr && k < series->size; ++k)
      yearly += std::max(0.0, status.result->comparison.estimate(index, series->first + k).mean) / series->size;
  }
  const MoneyUnit unit = widgets.money_in_wan() ? MoneyUnit::wan : money_unit_for(std::max(yearly, *mix.envelope));
  const Scale scale = scale_of(quantity("spending"), unit);
  const auto shown = [&](double yuan) {
    return with_unit(format_number(yuan * scale.factor, scale.decimals), in(language, scale.unit), language);
  };
  const std::string text = say::fill(language, say::money_of, shown(yearly), shown(*mix.envelope));
  Rect row = rest.take_top(widgets.space(7));
  const float width = std::min(row.width * 0.7f, std::ceil(widgets.text_width(text, Size::small)) + widgets.space(2));
  widgets.shortened(row.take_left(width), text, {.size = Size::small, .tone = Tone::quiet}, "money");
  row.take_left(widgets.space(2));
  widgets.progress(row.middle(widgets.space(2)), text, "money_bar", yearly / *mix.envelope);
  widgets.tip(row, in(language, say::money_over));
}

// A bar for each measure, and for each event, over the years of the scenario.
void timeline(Widgets& widgets, Rect& rest, const Scenario& scenario, const std::vector<ItemPlace>& places,
              View& view) {
  const Language language = view.language;
  const Widgets::Scope scope(widgets, in(language, say::timeline), "timeline");
  const bool open = !view.open.contains("timeline closed");
  rest.take_top(widgets.space(1));
  if (widgets.disclosure(rest.take_top(widgets.space(7)), widgets.space(4), in(language, say::timeline), "open",
                         open)) {
    if (open)
      view.open.insert("timeline closed");
    else
      view.open.erase("timeline closed");
  }
  if (!open) return;
  const Month first = scenario.first_month(), end = scenario.end_month();
  const float names = std::floor(rest.width * 0.34f);
  const Rect area{rest.x + names, rest.y, rest.width - names, 0};
  const auto at = [&](Month month) {
    const double share = static_cast<double>(month - first) / std::max(1, end - first);
    return area.x + area.width * static_cast<float>(std::clamp(share, 0.0, 1.0));
  };
  const Rect years = rest.take_top(widgets.space(5));
  const float height = widgets.space(5) * static_cast<float>(places.size() + scenario.events.size());
  for (int year = first.year(); year <= (end - 1).year(); ++year) {
    const float x = at(Month::of(year, 1)), next = at(Month::of(year + 1, 1));
    if (year > first.year()) widgets.vertical_line(x, years.bottom(), height, widgets.theme().hairline);
    const std::string text = std::to_string(year);
    if (next - x > widgets.text_width(text, Size::small) + 2)
      widgets.text({x, years.y, next - x, years.height}, text,
                   {.size = Size::small, .tone = Tone::quiet, .align = Align::centre});
  }
  const auto bar = [&](const std::string& label, const std::string& key, Month from, Month to, Colour colour,
                       const std::string& about) {
    Rect row = rest.take_top(widgets.space(5));
    const Rect whole = row;
    Rect name = row.take_left(names);
    name.width -= widgets.space(2);
    widgets.shortened(name, label, {.size = Size::small}, key);
    const float x = at(from), width = std::max(2.0f, at(to) - x);
    widgets.fill(Rect{x, row.y, width, row.height}.middle(widgets.space(2.5f)), colour, widgets.space(0.5f));
    widgets.tip(whole, about);
  };
  const Colour of_mix = widgets.theme().mixes[static_cast<std::size_t>(view.mix) % widgets.theme().mixes.size()];
  for (const ItemPlace& place : places) {
    const Item& item = *place.item;
    const Month start = std::max(item.start.value_or(first), first), stop = std::min(item.end.value_or(end), end);
    bar(place.label, place.path, start, stop, of_mix,
        fmt::format("{}: {} – {}", place.label, start.text(), (stop - 1).text()));
  }
  for (std::size_t i = 0; i < scenario.events.size(); ++i) {
    const Event& event = scenario.events[i];
    const ReadyEvent acts = ready(event, scenario.shocks);
    bar(in(language, name_of(event)), fmt::format("event_{}", i), std::clamp(acts.first, first, end),
        std::clamp(acts.end, first, end), widgets.theme().warning, in(language, describe(event, scenario.shocks)));
  }
  rest.take_top(widgets.space(2));
  widgets.hairline(rest.x, rest.y, rest.width);
}

// Only what differs from the mix compared with.
void differences(Widgets& widgets, Rect& rest, Scenario& edited, const View& view) {
  const Language language = view.language;
  Fields mine = fields(edited.mixes[static_cast<std::size_t>(view.mix)]);
  Fields theirs = fields(edited.mixes[static_cast<std::size_t>(view.reference)]);
  for (Fields* each : {&mine, &theirs})
    std::erase_if(each->list,
                  [](const Field& field) { return field.key == "id" || field.key == "names" || field.key == "about"; });
  const std::vector<Change> changes = changes_between(theirs, mine);
  rest.take_top(widgets.space(3));
  if (changes.empty())
    widgets.paragraph(rest.take_top(widgets.paragraph_height(in(language, say::no_difference), rest.width, Size::body)),
                      in(language, say::no_difference), {.tone = Tone::quiet});
  for (const Change& change : changes) {
    const std::string text = in(language, sentence(change));
    widgets.paragraph(rest.take_top(widgets.paragraph_height(text, rest.width, Size::body)), text);
    rest.take_top(widgets.space(2));
  }
}

// Duplicate, rename, delete, compare: what can be done to the mix that is chosen.
std::optional<Command> mix_tools(Widgets& widgets, Rect row, const Scenario& scenario, View& view) {
  const Language language = view.language;
  std::optional<Command> command;
  row = row.inset(widgets.space(3), 0);
  const auto press = [&](const std::string& label, const char* key, bool enabled = true) {
    const bool pressed =
        widgets.button(row.take_left(widgets.button_width(label)).middle(widgets.space(7)), label, key, enabled);
    row.take_left(widgets.space(2));
    return pressed;
  };
  if (press(in(language, say::duplicate), "duplicate")) command = Command::duplicate;
  if (press(in(language, say::rename), "rename")) {
    view.renaming = true;
    view.new_name = in(language, scenario.mixes[static_cast<std::size_t>(view.mix)].names);
  }
  if (press(in(language, say::remove), "delete", scenario.mixes.size() > 1)) command = Command::remove_mix;
  const Rect diff = row;
  widgets.toggle(row, in(language, say::diff), "diff", view.differing);
  widgets.tip(diff, in(language, say::diff_tip));
  return command;
}

// The measures of the chosen mix, downwards from the top of `rest`.
bool mix_editor(Widgets& widgets, Rect& rest, Scenario& edited, const Scenario& original, View& view,
                const Status& status) {
  const Language language = view.language;
  Mix& mix = edited.mixes[static_cast<std::size_t>(view.mix)];
  const Widgets::Scope scope(widgets, in(language, mix.names), mix.id);
  const Problems& problems = status.problems;
  rest.take_top(widgets.space(3));
  const std::string& about = in(language, mix.about);
  widgets.paragraph(rest.take_top(widgets.paragraph_height(about, rest.width, Size::body)), about, {});
  rest.take_top(widgets.space(2));
  bool changed = mix_fields(widgets, rest, edited, original, view, problems);
  rest.take_top(widgets.space(2));
  widgets.hairline(rest.x, rest.y, rest.width);
  money_line(widgets, rest, mix, view.mix, status, language);
  std::vector<Item> file_items;
  std::vector<ItemPlace> places = places_of(edited, original, view.mix, language, file_items);
  if (view.differing) {
    differences(widgets, rest, edited, view);
    return changed;
  }
  if (!places.empty() || !edited.events.empty()) timeline(widgets, rest, edited, places, view);
  changed |= panel_events(widgets, rest, edited, view, problems);
  for (ItemPlace& place : places) changed |= item_card(widgets, rest, place, edited, view, status);
  for (std::size_t i = places.size(); i-- > 0;)
    if (places[i].removed) mix.items.erase(mix.items.begin() + static_cast<std::ptrdiff_t>(i));
  if (mix.items.empty()) {
    rest.take_top(widgets.space(3));
    const std::string& text = in(language, say::no_measures);
    widgets.paragraph(rest.take_top(widgets.paragraph_height(text, rest.width, Size::body)), text,
                      {.tone = Tone::quiet});
  }
  rest.take_top(widgets.space(3));
  const std::string& add = in(language, say::add_measure);
  if (widgets.button(rest.take_top(widgets.space(8)).take_left(widgets.button_width(add)), add, "add_measure"))
    view.adding = true;
  rest.take_top(widgets.space(4));
  return changed;
}

}  // namespace

Wish panel_mixes(Widgets& widgets, const Rect& rect, App& app, const Status& status) {
  Scenario& edited = *app.edited;
  View& view = app.view;
  Wish wish;
  widgets.sheet(rect);
  if (edited.mixes.empty()) return wish;
  Rect rest = rect.inset(1, 1);
  view.mix = std::clamp(view.mix, 0, static_cast<int>(edited.mixes.size()) - 1);
  // In a low window the list scrolls with the rest instead of taking all the room.
  const float list_height = widgets.space(28) + widgets.space(8.5f) * static_cast<float>(edited.mixes.size());
  const bool low = rest.height < 2 * list_height;
  const auto list = [&](Rect& place) {
    place.take_top(widgets.space(2));
    mix_list(widgets, place, edited, view, status);
    wish.command = mix_tools(widgets, place.take_top(widgets.space(9)), edited, view);
    place.take_top(widgets.space(1));
    widgets.hairline(place.x, place.y, place.width);
    place.take_top(widgets.space(0.25f));
  };
  if (!low) list(rest);
  Rect body = widgets.begin_scroll(rest, fmt::format("editor{}", view.mix));
  body.height = 1e6f;
  if (low) {
    body.width -= widgets.space(3);  // room for the scroll bar
    list(body);
  }
  Rect column = body.inset(widgets.space(4), 0);
  if (!low) column.width -= widgets.space(1);  // room for the scroll bar
  wish.changed = mix_editor(widgets, column, edited, *app.original, view, status);
  widgets.end_scroll(column.y);
  return wish;
}

}  // namespace tuiyan::gui
