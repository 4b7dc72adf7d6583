#include <cmath>

#include "sim/field_json.h"

namespace tuiyan {

namespace {

Json numbers(const Limits& limits) {
  Json schema{{"type", limits.whole ? "integer" : "number"}};
  if (std::isfinite(limits.low)) schema["minimum"] = limits.low;
  if (std::isfinite(limits.high)) schema["maximum"] = limits.high;
  return schema;
}

Json reference(const char* name) { return {{"$ref", std::string("#/$defs/") + name}}; }

Json either(const Json& one, const Json& other) { return {{"anyOf", Json::array({one, other})}}; }

// A number with its evidence; a step of a dated one also says from when.
Json datum_schema(const Limits& limits, bool step) {
  Json properties{{"value", numbers(limits)}};
  if (step) properties["from"] = reference("month");
  properties["range"] = {{"type", "array"}, {"items", numbers(limits)}, {"minItems", 2}, {"maxItems", 2}};
  properties["grade"] = reference("grade");
  properties["source"] = {{"type", "string"}};
  properties["tuned"] = {{"type", "boolean"}};
  Json required = Json::array({"value"});
  if (step) required.push_back("from");
  return {{"type", "object"},
          {"properties", properties},
          {"patternProperties", {{"^//", Json::object()}}},
          {"required", required},
          {"additionalProperties", false}};
}

Json object_schema(const Fields& fields);

// `shape` is one element of the list, already of the right kind.
Json element_schema(const Fields& shape, const std::string& tag_key, const std::string& tag,
                    const std::string& id_key) {
  Json schema = object_schema(shape);
  if (!tag_key.empty()) {
    Json properties{{tag_key, {{"const", tag}}}};
    properties.update(schema["properties"]);
    schema["properties"] = properties;
    schema["required"].insert(schema["required"].begin(), tag_key);
  }
  // An element that changes another one by id gives only what changes.
  if (!id_key.empty()) schema["required"] = Json::array({id_key});
  return schema;
}

// Looks at an element added for the purpose and taken away again.
Json list_schema(const List& list, const Field& field) {
  Json schema{{"type", "array"}};
  if (field.required) schema["minItems"] = 1;
  list.append();
  const std::size_t last = list.size() - 1;
  if (list.tag_key.empty()) {
    schema["items"] = element_schema(list.at(last), "", "", list.id_key);
  } else {
    Json kinds = Json::array();
    for (std::size_t kind = 0; kind < list.tags.size(); ++kind) {
      list.set_tag(last, static_cast<int>(kind));
      kinds.push_back(element_schema(list.at(last), list.tag_key, list.tags[kind], ""));
    }
    schema["items"] = {{"oneOf", kinds}};
  }
  list.erase(last);
  return schema;
}

struct Describing {
  const Field& field;

  Json operator()(const Datum*) const { return either(numbers(field.limits), datum_schema(field.limits, false)); }
  Json operator()(const Dated*) const {
    Json schema = either(numbers(field.limits), datum_schema(field.limits, false));
    schema["anyOf"].push_back({{"type", "array"}, {"items", datum_schema(field.limits, true)}});
    return schema;
  }
  Json operator()(const double*) const { return numbers(field.limits); }
  Json operator()(const int*) const { return numbers({field.limits.low, field.limits.high, true}); }
  Json operator()(const std::optional<double>*) const { return either(numbers(field.limits), {{"type", "null"}}); }
  Json operator()(const std::optional<int>*) const {
    return either(numbers({field.limits.low, field.limits.high, true}), {{"type", "null"}});
  }
  Json operator()(const bool*) const { return {{"type", "boolean"}}; }
  Json operator()(const std::string*) const { return {{"type", "string"}}; }
  Json operator()(const Expression&) const { return reference("condition"); }
  Json operator()(const Month*) const { return reference("month"); }
  Json operator()(const std::optional<Month>*) const { return either(reference("month"), {{"type", "null"}}); }
  Json operator()(const Names*) const { return reference("names"); }
  Json operator()(const std::vector<std::string>*) const {
    return {{"type", "array"}, {"items", {{"type", "string"}}}};
  }
  Json operator()(const Choice& choice) const { return {{"enum", choice.words}}; }
  Json operator()(const Fields& fields) const { return object_schema(fields); }
  Json operator()(const List& list) const { return list_schema(list, field); }
};

Json object_schema(const Fields& fields) {
  Json properties = Json::object();
  Json required = Json::array();
  for (const Field& field : fields.list) {
    Json schema{{"title", field.names.en}, {"description", field.names.zh}};
    if (!field.unit.empty()) {
      const Names unit = unit_names(field.unit);
      schema["title"] = field.names.en + " (" + unit.en + ")";
      schema["description"] = field.names.zh + "（" + unit.zh + "）";
    }
    schema.update(std::visit(Describing{field}, field.bound));
    properties[field.key] = std::move(schema);
    if (field.required) required.push_back(field.key);
  }
  return {{"type", "object"},
          {"properties", properties},
          {"patternProperties", {{"^//", Json::object()}}},
          {"required", required},
          {"additionalProperties", false}};
}

void collect(const Fields& fields, const std::string& path, const Names& owner, std::vector<Parameter>& found);

Names within(const Names& owner, const Names& name) {
  if (owner.en.empty()) return name;
  return {owner.zh + "：" + name.zh, owner.en + ": " + name.en};
}

// What an element of a list is called: its names, the word of its kind, or its id.
Names name_of(const List& list, const Fields& element, std::size_t i, const std::string& step) {
  for (const Field& field : element.list)
    if (field.key == "names")
      if (auto* const* names = std::get_if<Names*>(&field.bound); names != nullptr && !(*names)->en.empty())
        return **names;
  return list.tag_key.empty() ? Names{step, step} : list.tag_names.at(static_cast<std::size_t>(list.tag(i)));
}

struct Collecting {
  const Field& field;
  const std::string path;
  const Names& owner;
  std::vector<Parameter>& found;

  void add(const std::string& at, const Names& names, Datum& datum) const {
    if (datum.grade != Grade::none)
      found.push_back({at, names, owner, field.unit, field.limits, datum, field.lever, &datum});
  }
  void operator()(Datum* datum) const { add(path, field.names, *datum); }
  void operator()(Dated* dated) const {
    if (dated->constant()) return add(path, field.names, dated->steps[0].datum);
    for (Dated::Step& step : dated->steps) {
      const std::string from = step.from.text();
      add(path + "/" + from, {field.names.zh + "（" + from + "起）", field.names.en + ", from " + from}, step.datum);
    }
  }
  void operator()(const Fields& inner) const { collect(inner, path, within(owner, field.names), found); }
  void operator()(const List& list) const {
    for (std::size_t i = 0; i < list.size(); ++i) {
      const Fields element = list.at(i);
      const auto* id = element.list.empty() || element.list[0].key != "id"
                           ? nullptr
                           : std::get_if<std::string*>(&element.list[0].bound);
      const std::string step = id != nullptr && !(*id)->empty() ? **id : std::to_string(i);
      collect(element, path + "/" + step, within(owner, name_of(list, element, i, step)), found);
    }
  }
  template <class Other>
  void operator()(const Other&) const {}  // carries no evidence
};

void collect(const Fields& fields, const std::string& path, const Names& owner, std::vector<Parameter>& found) {
  for (const Field& field : fields.list)
    std::visit(Collecting{field, path.empty() ? field.key : path + "/" + field.key, owner, found}, field.bound);
}

}  // namespace

Json schema_of(const Fields& fields) {
  Json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"}};
  schema.update(object_schema(fields));
  const Json text{{"type", "string"}};
  schema["$defs"] = {
      {"names", either(text, {{"type", "object"},
                              {"properties", {{"zh", text}, {"en", text}}},
                              {"patternProperties", {{"^//", Json::object()}}},
                              {"additionalProperties", false}})},
      {"month", either({{"type", "string"}, {"pattern", "^[0-9]{4}(-(0[1-9]|1[0-2]))?$"}},
                       {{"type", "integer"}, {"minimum", 1900}, {"maximum", 2300}})},
      {"grade", {{"enum", grade_ids()}}},
      {"condition", {{"type", "string"}, {"description", "workers >= 1 and not remote"}}},
  };
  return schema;
}

std::vector<Parameter> parameters_of(const Fields& fields) {
  std::vector<Parameter> found;
  collect(fields, "", {}, found);
  return found;
}

}  // namespace tuiyan
