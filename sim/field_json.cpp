#include "sim/field_json.h"

#include <cmath>

namespace tuiyan {

namespace {

Json number_json(double value) {
  if (std::trunc(value) == value && std::abs(value) < 0x1p53) return static_cast<std::int64_t>(value);
  return value;
}

Json datum_json(const Datum& datum) {
  Json json{{"value", number_json(datum.value)}};
  if (datum.range) json["range"] = {number_json(datum.range->low), number_json(datum.range->high)};
  json["grade"] = grade_ids()[static_cast<std::size_t>(datum.grade)];
  if (!datum.source.empty()) json["source"] = datum.source;
  if (datum.tuned) json["tuned"] = true;
  return json;
}

struct Writing {
  Json operator()(const Datum* bound) const { return datum_json(*bound); }
  Json operator()(const Dated* bound) const {
    if (bound->constant()) return datum_json(bound->steps[0].datum);
    Json steps = Json::array();
    for (const Dated::Step& step : bound->steps) {
      Json json{{"from", step.from.text()}};
      json.update(datum_json(step.datum));
      steps.push_back(json);
    }
    return steps;
  }
  Json operator()(const double* bound) const { return number_json(*bound); }
  Json operator()(const int* bound) const { return *bound; }
  Json operator()(const std::optional<double>* bound) const { return *bound ? number_json(**bound) : Json(); }
  Json operator()(const std::optional<int>* bound) const { return *bound ? Json(**bound) : Json(); }
  Json operator()(const bool* bound) const { return *bound; }
  Json operator()(const std::string* bound) const { return *bound; }
  Json operator()(const Expression& bound) const { return *bound.text; }
  Json operator()(const Month* bound) const { return bound->text(); }
  Json operator()(const std::optional<Month>* bound) const { return *bound ? Json((*bound)->text()) : Json(); }
  Json operator()(const Names* bound) const { return {{"zh", bound->zh}, {"en", bound->en}}; }
  Json operator()(const std::vector<std::string>* bound) const { return *bound; }
  Json operator()(const Choice& bound) const { return bound.words[static_cast<std::size_t>(bound.get())]; }
  Json operator()(const Fields& bound) const { return write_fields(bound); }
  Json operator()(const List& list) const {
    Json json = Json::array();
    for (std::size_t i = 0; i < list.size(); ++i) {
      Json element = Json::object();
      if (!list.tag_key.empty()) element[list.tag_key] = list.tags[static_cast<std::size_t>(list.tag(i))];
      element.update(write_fields(list.at(i)));
      json.push_back(element);
    }
    return json;
  }
};

void append_text(const Json& json, std::size_t indent, std::size_t before, std::string& text) {
  const std::string flat = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  const bool nested = json.is_object() || json.is_array();
  if (!nested || json.empty() || indent + before + flat.size() <= 100) {
    text += flat;
    return;
  }
  const std::string margin(indent + 2, ' ');
  text += json.is_object() ? "{" : "[";
  bool first = true;
  for (const auto& [key, value] : json.items()) {
    const std::string name =
        json.is_object() ? Json(key).dump(-1, ' ', false, Json::error_handler_t::replace) + ": " : "";
    text.append(first ? "\n" : ",\n").append(margin).append(name);
    append_text(value, indent + 2, name.size(), text);
    first = false;
  }
  text.append(1, '\n').append(indent, ' ').append(json.is_object() ? "}" : "]");
}

}  // namespace

Json write_fields(const Fields& fields) {
  Json json = Json::object();
  for (const Field& field : fields.list) {
    Json value = std::visit(Writing{}, field.bound);
    if (!value.is_null()) json[field.key] = std::move(value);
  }
  return json;
}

std::string json_text(const Json& json) {
  std::string text;
  append_text(json, 0, 0, text);
  return text + "\n";
}

}  // namespace tuiyan
