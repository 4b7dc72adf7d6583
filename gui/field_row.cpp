#include "gui/field_row.h"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "gui/texts.h"
#include "sim/wording.h"

namespace tuiyan::gui {

namespace {

template <class... Cases>
struct Match : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Match(Cases...) -> Match<Cases...>;

// 1, 2 or 5 times a power of ten, not below `x`.
double round_up(double x) {
  if (x <= 0) return 1;
  const double power = std::pow(10, std::floor(std::log10(x)));
  for (const double step : {1.0, 2.0, 5.0})
    if (step * power >= x * (1 - 1e-9)) return step * power;
  return 10 * power;
}

// Of limits wider than life the slider shows what is near the value of the file.
Slide slide_of(const Field& field, double value, std::optional<double> in_file, std::optional<double> natural_high) {
  Slide slide;
  slide.low = std::isfinite(field.limits.low) ? field.limits.low : 0;
  const double near = std::max(2 * in_file.value_or(0), value);
  slide.high = natural_high ? std::max(*natural_high, near > 0 ? value : 0) : round_up(std::max(near, 1.0));
  const bool narrow = std::isfinite(field.limits.high) && field.limits.high - slide.low <= 1000;
  if (narrow) slide.high = field.limits.high;
  slide.high = std::min(slide.high, field.limits.high);
  slide.step = round_up((slide.high - slide.low) / 500);
  if (field.limits.whole) slide.step = std::max(1.0, slide.step);
  slide.mark = in_file;
  return slide;
}

std::string unit_of(const Field& field, Language language) {
  return field.unit.empty() ? std::string() : in(language, unit_names(field.unit));
}

// Of a place or a measure, as planners count them; what one person or household gets stays in yuan.
bool is_amount(const Field& field) {
  return field.unit == "yuan" || field.unit == "yuan/year" || field.unit == "yuan/month";
}

const Datum* datum_of(const Field& field) {
  const auto* datum = std::get_if<Datum*>(&field.bound);
  return datum == nullptr ? nullptr : *datum;
}

std::string limits_text(const Limits& limits, Language language) {
  const auto shown = [](double x) { return std::abs(x) < 1e6 ? number_text(x) : format_number(x, 0); };
  if (std::isfinite(limits.low) && std::isfinite(limits.high) && limits.high < 1e6)
    return say::fill(language, say::allowed, shown(limits.low), shown(limits.high));
  if (std::isfinite(limits.low)) return say::fill(language, say::at_least, shown(limits.low));
  return {};
}

void add_line(std::string& text, const std::string& line) {
  if (line.empty()) return;
  if (!text.empty()) text += '\n';
  text += line;
}

bool number_control(Widgets& widgets, const FieldPlace& place, const Field& field, const Field* in_file,
                    Language language, double& value) {
  Rect rest = place.rect;
  const double wan = widgets.money_in_wan() && is_amount(field) ? 10'000 : 1;
  const std::string unit =
      wan > 1 ? in(language, Names{"万", "10k "}) + unit_of(field, language) : unit_of(field, language);
  const float unit_width = unit.empty() ? 0 : std::ceil(widgets.text_width(unit, Size::small)) + widgets.space(1);
  widgets.text(rest.take_right(unit_width), unit, {.size = Size::small, .tone = Tone::quiet, .align = Align::right});
  const Rect number = rest.take_right(widgets.space(wan > 1 ? 18 : 24));
  rest.take_right(widgets.space(2));
  bool changed = false;
  const std::string name = name_of(field, language);
  const Slide slide =
      slide_of(field, value, in_file != nullptr ? number_of(*in_file) : std::nullopt, place.natural_high);
  if (rest.width >= widgets.space(14))
    changed = widgets.slider(rest, name + " " + in(language, say::slide), field.key + "_slider", value, slide);
  double shown = value / wan;
  Limits limits = field.limits;
  limits.low /= wan;
  limits.high /= wan;
  limits.whole = limits.whole && wan == 1;
  if (widgets.number(number.middle(widgets.space(7)), name, field.key, shown, limits, place.troubled)) {
    value = field.limits.whole ? std::round(shown * wan) : shown * wan;
    changed = true;
  }
  return changed;
}

// An absent limit shows a button that sets it.
template <class Number>
bool optional_number(Widgets& widgets, const FieldPlace& place, const Field& field, const Field* in_file,
                     Language language, std::optional<Number>& value) {
  Rect rest = place.rect;
  bool on = value.has_value();
  if (widgets.toggle(rest.take_left(widgets.space(7)), "", field.key + "_on", on)) {
    const double start = in_file != nullptr ? number_of(*in_file).value_or(12) : 12;
    value = on ? std::optional(static_cast<Number>(start)) : std::nullopt;
    return true;
  }
  if (!value) {
    widgets.text(rest, in(language, say::absent), {.tone = Tone::quiet});
    return false;
  }
  double number = static_cast<double>(*value);
  FieldPlace inner = place;
  inner.rect = rest;
  if (!number_control(widgets, inner, field, in_file, language, number)) return false;
  value = static_cast<Number>(number);
  return true;
}

bool month_control(Widgets& widgets, const FieldPlace& place, const Field& field, Language language,
                   std::optional<Month>& value) {
  std::string text = value ? value->text() : "";
  if (!widgets.text_field(place.rect, name_of(field, language), field.key, text, in(language, say::absent),
                          place.troubled))
    return false;
  const std::optional<Month> read = Month::parse(text);
  if (!read && !text.empty()) return false;
  const bool changed = read != value;
  value = read;
  return changed;
}

bool text_control(Widgets& widgets, const FieldPlace& place, const Field& field, Language language, std::string& text) {
  return widgets.text_field(place.rect, name_of(field, language), field.key, text, in(language, say::absent),
                            place.troubled);
}

bool choice_control(Widgets& widgets, const FieldPlace& place, const Field& field, Language language,
                    const Choice& choice) {
  std::vector<std::string> names;
  for (const Names& name : choice.names) names.push_back(in(language, name));
  int chosen = choice.get();
  if (!widgets.select(place.rect, name_of(field, language), field.key, names, chosen)) return false;
  choice.set(chosen);
  return true;
}

}  // namespace

std::string name_of(const Field& field, Language language) {
  std::string name = in(language, field.names);
  if (language == Language::en && !name.empty())
    name[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])));
  return name;
}

const Field* find_field(const Fields& fields, std::string_view key) {
  const auto found = std::find_if(fields.list.begin(), fields.list.end(), [&](const Field& f) { return f.key == key; });
  return found == fields.list.end() ? nullptr : &*found;
}

std::optional<double> number_of(const Field& field) {
  using Answer = std::optional<double>;
  return std::visit(
      Match{[](Datum* x) -> Answer { return x->value; }, [](double* x) -> Answer { return *x; },
            [](int* x) -> Answer { return *x; }, [](std::optional<double>* x) -> Answer { return *x; },
            [](std::optional<int>* x) -> Answer { return *x ? Answer(static_cast<double>(**x)) : std::nullopt; },
            [](const auto&) -> Answer { return std::nullopt; }},
      field.bound);
}

bool set_number(const Field& field, std::optional<double> value) {
  return std::visit(Match{[&](Datum* x) { return value ? (x->value = *value, true) : false; },
                          [&](double* x) { return value ? (*x = *value, true) : false; },
                          [&](int* x) { return value ? (*x = static_cast<int>(std::lround(*value)), true) : false; },
                          [&](std::optional<double>* x) { return *x = value, true; },
                          [&](std::optional<int>* x) {
                            *x = value ? std::optional(static_cast<int>(std::lround(*value))) : std::nullopt;
                            return true;
                          },
                          [](const auto&) { return false; }},
                    field.bound);
}

std::string value_text(const Field& field, Language language) {
  const std::string& none = in(language, say::absent);
  const auto word = [&](const std::string& text) { return text.empty() ? none : text; };
  const auto month = [&](const std::optional<Month>& m) { return m ? m->text() : none; };
  if (const std::optional<double> number = number_of(field))
    return number_text(*number) + " " + unit_of(field, language);
  return std::visit(
      Match{[&](bool* x) { return in(language, *x ? say::yes : say::no); }, [&](std::string* x) { return word(*x); },
            [&](Month* x) { return x->text(); }, [&](std::optional<Month>* x) { return month(*x); },
            [&](const Choice& x) { return in(language, x.names[static_cast<std::size_t>(x.get())]); },
            [&](const Expression& x) { return word(*x.text); }, [&](const auto&) { return std::string(none); }},
      field.bound);
}

std::string about_field(const Field& field, const Field* in_file, Language language) {
  std::string text = name_of(field, language);
  const std::string unit = unit_of(field, language);
  if (!unit.empty()) text += language == Language::zh ? "（" + unit + "）" : " (" + unit + ")";
  add_line(text, limits_text(field.limits, language));
  if (in_file != nullptr) add_line(text, say::fill(language, say::reset_tip, value_text(*in_file, language)));
  const Datum* datum = datum_of(field);
  if (datum == nullptr) return text;
  const Names* grades[] = {nullptr, &say::grade_green, &say::grade_amber, &say::grade_red};
  const Names* grade = grades[static_cast<std::size_t>(datum->grade)];
  if (grade != nullptr) add_line(text, say::fill(language, say::grade, in(language, *grade)));
  if (!datum->source.empty()) add_line(text, say::fill(language, say::source, datum->source));
  return text;
}

bool has_row(const Field& field) {
  return std::visit(
      Match{[](Dated*) { return false; }, [](Names*) { return false; }, [](std::vector<std::string>*) { return false; },
            [](const List&) { return false; }, [](const Fields&) { return false; }, [](const auto&) { return true; }},
      field.bound);
}

bool field_control(Widgets& widgets, const FieldPlace& place, const Field& field, const Field* in_file,
                   Language language) {
  const auto plain = [&](double number, const auto& store) {
    if (!number_control(widgets, place, field, in_file, language, number)) return false;
    store(number);
    return true;
  };
  return std::visit(
      Match{[&](Datum* x) { return plain(x->value, [x](double v) { x->value = v; }); },
            [&](double* x) { return plain(*x, [x](double v) { *x = v; }); },
            [&](int* x) { return plain(*x, [x](double v) { *x = static_cast<int>(std::lround(v)); }); },
            [&](std::optional<double>* x) { return optional_number(widgets, place, field, in_file, language, *x); },
            [&](std::optional<int>* x) { return optional_number(widgets, place, field, in_file, language, *x); },
            [&](bool* x) { return widgets.toggle(place.rect, in(language, *x ? say::yes : say::no), field.key, *x); },
            [&](std::string* x) { return text_control(widgets, place, field, language, *x); },
            [&](const Expression& x) { return text_control(widgets, place, field, language, *x.text); },
            [&](Month* x) {
              std::optional<Month> month = *x;
              if (!month_control(widgets, place, field, language, month) || !month) return false;
              *x = *month;
              return true;
            },
            [&](std::optional<Month>* x) { return month_control(widgets, place, field, language, *x); },
            [&](const Choice& x) { return choice_control(widgets, place, field, language, x); },
            [](const auto&) { return false; }},
      field.bound);
}

bool has_problem(const Problems& problems, const std::string& path) {
  return std::any_of(problems.begin(), problems.end(), [&](const Problem& p) { return p.path == path; });
}

bool show_problems(Widgets& widgets, Rect& rest, const Problems& problems, const std::string& path, Language language,
                   bool below_it_too) {
  bool any = false;
  for (const Problem& problem : problems) {
    const bool below = below_it_too && problem.path.starts_with(path + "/");
    if (problem.path != path && !below) continue;
    const std::string& text = in(language, problem.text);
    const Rect line = rest.take_top(widgets.paragraph_height(text, rest.width, Size::small));
    widgets.paragraph(line, text, {.size = Size::small, .tone = Tone::error});
    any = true;
  }
  return any;
}

bool field_row(Widgets& widgets, Rect& rest, const Field& field, const Field* in_file, Language language,
               const Problems& problems, const std::string& path, float name_share) {
  Rect row = rest.take_top(widgets.space(8));
  const std::string name = name_of(field, language);
  const Rect label = row.take_left(std::round(row.width * name_share));
  widgets.text(label, name, {.size = Size::small, .tone = Tone::quiet});
  widgets.tip(label, about_field(field, in_file, language));
  const bool changed =
      field_control(widgets, {row.middle(widgets.space(7)), {}, has_problem(problems, path)}, field, in_file, language);
  show_problems(widgets, rest, problems, path, language);
  return changed;
}

}  // namespace tuiyan::gui
