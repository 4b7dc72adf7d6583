// Widgets from the declaration of a parameter: names, unit, limits, source and the value of the file all come
// from the table fields(...), never from here.
#pragma once

#include <optional>
#include <string>

#include "gui/widgets.h"
#include "sim/field.h"

namespace tuiyan::gui {

const Field* find_field(const Fields& fields, std::string_view key);  // null if there is none

std::string name_of(const Field& field, Language language);  // as a heading

// Names, limits, evidence, value in the file: what the tip of a field says.
std::string about_field(const Field& field, const Field* in_file, Language language);

// The value of a field as people read it; "not set" for an absent one.
std::string value_text(const Field& field, Language language);

// The number of a field that has one, absent or not.
std::optional<double> number_of(const Field& field);
bool set_number(const Field& field, std::optional<double> value);  // false if the field has none

// May this be drawn in one row?
bool has_row(const Field& field);

// The controls of a field, without its name: slider and number with unit, month, choice, switch, text.
// `natural_high` bounds the slider where the limits are wider than life.
struct FieldPlace {
  Rect rect;
  std::optional<double> natural_high;
  bool troubled = false;
};
bool field_control(Widgets& widgets, const FieldPlace& place, const Field& field, const Field* in_file,
                   Language language);

// A whole row: name at the left in its share of the width, controls, reset where the value is not the file's. Cuts its
// height off `rest`, with room for the problems at the field's path.
bool field_row(Widgets& widgets, Rect& rest, const Field& field, const Field* in_file, Language language,
               const Problems& problems, const std::string& path, float name_share = 0.36f);

// Writes the problems at a path, in a tone of their own; returns whether there are any.
bool show_problems(Widgets& widgets, Rect& rest, const Problems& problems, const std::string& path, Language language,
                   bool below_it_too = false);
bool has_problem(const Problems& problems, const std::string& path);

}  // namespace tuiyan::gui
