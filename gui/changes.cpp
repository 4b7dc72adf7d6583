#include "gui/changes.h"

#include <fmt/format.h>

#include <algorithm>

#include "gui/field_row.h"
#include "sim/field_json.h"

namespace tuiyan::gui {

namespace {

std::string text_of(const Field& field) {
  Fields one;
  one.list = {field};
  const Json json = write_fields(one);
  return json.empty() ? std::string() : json.begin().value().dump();
}

// As --set takes it: the number alone of one with evidence.
std::string set_text(const Field& field) {
  if (const auto* datum = std::get_if<Datum*>(&field.bound)) return Json((*datum)->value).dump();
  return text_of(field);
}

Names value_of(const Field& field) {
  if (has_row(field)) return {value_text(field, Language::zh), value_text(field, Language::en)};
  std::string text = text_of(field);
  if (text.size() > 60) text = "…";
  return {text, text};
}

// What an element of a list is called: its names, or the word that tells it apart.
Names name_of_element(const Fields& element, std::size_t index) {
  if (const Field* names = find_field(element, "names"))
    if (const auto* both = std::get_if<Names*>(&names->bound); both != nullptr && !(*both)->en.empty()) return **both;
  for (const char* key : {"measure", "id", "kind", "quantity"})
    if (const Field* field = find_field(element, key)) {
      if (const auto* text = std::get_if<std::string*>(&field->bound)) return {**text, **text};
      if (const auto* choice = std::get_if<Choice>(&field->bound))
        return choice->names[static_cast<std::size_t>(choice->get())];
    }
  const std::string number = std::to_string(index + 1);
  return {fmt::format("第{}项", number), fmt::format("no. {}", number)};
}

struct Owner {
  std::string path;
  Names name;
};

Names within(const Owner& owner, const Names& name) {
  if (owner.name.en.empty()) return name;
  return {fmt::format("{}，{}", owner.name.zh, name.zh), fmt::format("{}, {}", owner.name.en, name.en)};
}

void walk(const Fields& before, const Fields& after, const Owner& owner, std::vector<Change>& changes);

void walk_list(const Field& field, const List& before, const List& after, const Owner& owner,
               std::vector<Change>& changes) {
  const std::string path = owner.path + "/" + field.key;
  const std::size_t had = before.size(), has = after.size();
  for (std::size_t i = 0; i < std::min(had, has); ++i) {
    const Fields was = before.at(i), is = after.at(i);
    if (had != has && name_of_element(was, i).en != name_of_element(is, i).en) break;
    if (before.tag_key.empty() || before.tag(i) == after.tag(i)) {
      walk(was, is, {fmt::format("{}/{}", path, i), within(owner, name_of_element(is, i))}, changes);
    } else {
      const Names kind = within(owner, field.names);
      const auto tag = [](const List& list, std::size_t k) {
        return list.tag_names[static_cast<std::size_t>(list.tag(k))];
      };
      changes.push_back({fmt::format("{}/{}", path, i), kind, tag(before, i), tag(after, i), ""});
    }
  }
  if (had == has) return;
  const List& longer = had > has ? before : after;
  std::size_t at = 0;
  const List& shorter = had > has ? after : before;
  while (at < shorter.size() && name_of_element(before.at(at), at).en == name_of_element(after.at(at), at).en) ++at;
  const Names name = name_of_element(longer.at(at), at), none{"无", "none"};
  changes.push_back({fmt::format("{}/{}", path, at), within(owner, field.names), had > has ? name : none,
                     had > has ? none : name, ""});
}

void walk(const Fields& before, const Fields& after, const Owner& owner, std::vector<Change>& changes) {
  for (const Field& is : after.list) {
    const Field* was = find_field(before, is.key);
    if (was == nullptr) continue;
    if (const auto* list = std::get_if<List>(&is.bound)) {
      walk_list(is, std::get<List>(was->bound), *list, owner, changes);
    } else if (const auto* inner = std::get_if<Fields>(&is.bound)) {
      walk(std::get<Fields>(was->bound), *inner, {owner.path + "/" + is.key, within(owner, is.names)}, changes);
    } else if (text_of(*was) != text_of(is)) {
      const Names name = owner.name.en.empty() ? is.names
                                               : Names{fmt::format("{}：{}", owner.name.zh, is.names.zh),
                                                       fmt::format("{}: {}", owner.name.en, is.names.en)};
      changes.push_back({owner.path + "/" + is.key, name, value_of(*was), value_of(is), set_text(is)});
    }
  }
}

}  // namespace

std::vector<Change> changes_between(const Fields& before, const Fields& after) {
  std::vector<Change> changes;
  walk(before, after, {}, changes);
  return changes;
}

Names sentence(const Change& change) {
  return {fmt::format("{} {} → {}", change.what.zh, change.before.zh, change.after.zh),
          fmt::format("{} {} → {}", change.what.en, change.before.en, change.after.en)};
}

}  // namespace tuiyan::gui
