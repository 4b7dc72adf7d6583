#include <algorithm>
#include <cmath>

#include "sim/field_json.h"

namespace tuiyan {

namespace {

std::string step_of(const std::string& key) {
  std::string text = "/";
  for (const char c : key) {
    if (c == '~')
      text += "~0";
    else if (c == '/')
      text += "~1";
    else
      text += c;
  }
  return text;
}

// What stands in the file, in words.
Names found_text(const Json& json) {
  switch (json.type()) {
    case Json::value_t::null:
      return {"空值 null", "null"};
    case Json::value_t::boolean:
      return {json.get<bool>() ? "true" : "false", json.get<bool>() ? "true" : "false"};
    case Json::value_t::array:
      return {"列表", "a list"};
    case Json::value_t::object:
      return {"对象", "an object"};
    case Json::value_t::string: {
      const std::string text = json.get<std::string>();
      const std::string start = text.size() <= 60 ? text : "...";
      return {"文字“" + start + "”", "the text \"" + start + "\""};
    }
    default:
      return {"数字" + number_text(json.get<double>()), "the number " + number_text(json.get<double>())};
  }
}

void wrong_type(const Json& json, const std::string& path, const Names& expected, Problems& problems) {
  const Names found = found_text(json);
  problems.push_back(
      {path, {"此处是" + found.zh + "；应为" + expected.zh, "found " + found.en + "; expected " + expected.en}});
}

const Names a_number{"数字", "a number"};
const Names a_datum{"数字，或 {\"value\": 数字, \"range\": [低, 高], \"grade\": ..., \"source\": ...}",
                    "a number, or {\"value\": number, \"range\": [low, high], \"grade\": ..., \"source\": ...}"};
const Names a_text{"文字", "a text"};
const Names a_month{"月份，如 \"2017-01\"", "a month such as \"2017-01\""};
const Names an_object{"对象 {...}", "an object {...}"};
const Names a_list{"列表 [...]", "a list [...]"};
const Names yes_or_no{"true 或 false", "true or false"};

Names limits_text(const Field& field) {
  const Limits& limits = field.limits;
  Names text{limits.whole ? "整数，" : "", limits.whole ? "whole numbers, " : ""};
  if (std::isfinite(limits.low) && std::isfinite(limits.high))
    text = {text.zh + number_text(limits.low) + " 至 " + number_text(limits.high),
            text.en + number_text(limits.low) + " to " + number_text(limits.high)};
  else if (std::isfinite(limits.low))
    text = {text.zh + "不小于 " + number_text(limits.low), text.en + number_text(limits.low) + " or more"};
  else if (std::isfinite(limits.high))
    text = {text.zh + "不大于 " + number_text(limits.high), text.en + number_text(limits.high) + " or less"};
  if (field.unit.empty()) return text;
  const Names unit = unit_names(field.unit);
  return {text.zh + "（" + unit.zh + "）", text.en + " (" + unit.en + ")"};
}

// Only --set wraps a bare number so, because a path does not tell where evidence belongs.
const Json& bare(const Json& json) {
  if (!json.is_object() || !json.contains("value") || !json.contains("source")) return json;
  return json["source"] == set_by_hand ? json["value"] : json;
}

void read_values(const Json& json, const Fields& fields, const std::string& path, Problems& problems,
                 const std::string& tag_key);

// Reads one field into what it is bound to. A value that is wrong leaves the old one in place.
struct Reading {
  const Json& json;
  const Field& field;
  const std::string path;
  Problems& problems;

  std::optional<double> number(const Json& given, const std::string& at, const Names& expected) const {
    if (!given.is_number()) {
      wrong_type(given, at, expected, problems);
      return std::nullopt;
    }
    const double value = given.get<double>();
    const Limits& limits = field.limits;
    if (value >= limits.low && value <= limits.high && (!limits.whole || std::trunc(value) == value)) return value;
    const Names allowed = limits_text(field);
    problems.push_back({at,
                        {number_text(value) + " 不在允许范围内；允许：" + allowed.zh,
                         number_text(value) + " is outside the limits; allowed: " + allowed.en}});
    return std::nullopt;
  }

  std::optional<std::string> text(const Json& given, const std::string& at, const Names& expected) const {
    if (given.is_string()) return given.get<std::string>();
    wrong_type(given, at, expected, problems);
    return std::nullopt;
  }

  std::optional<Month> month(const Json& given, const std::string& at) const {
    std::optional<Month> month;
    if (given.is_string()) month = Month::parse(given.get<std::string>());
    if (given.is_number_integer()) month = Month::parse(given.dump());
    if (!month) wrong_type(given, at, a_month, problems);
    if (!month || (month->year() >= 1900 && month->year() <= 2300)) return month;
    problems.push_back({at, {"年份须在 1900 至 2300 之间", "the year must be from 1900 to 2300"}});
    return std::nullopt;
  }

  std::optional<Range> range(const Json& given, const std::string& at) const {
    if (!given.is_array() || given.size() != 2) {
      wrong_type(given, at, {"[低, 高] 两个数字", "[low, high], two numbers"}, problems);
      return std::nullopt;
    }
    const auto low = number(given[0], at + "/0", a_number), high = number(given[1], at + "/1", a_number);
    if (!low || !high) return std::nullopt;
    if (*low <= *high) return Range{*low, *high};
    problems.push_back({at, {"区间的低值大于高值", "the low end of the range is above its high end"}});
    return std::nullopt;
  }

  std::optional<Grade> grade(const Json& given, const std::string& at) const {
    const auto word = text(given, at, {"证据等级", "a grade of evidence"});
    if (!word) return std::nullopt;
    const auto found = std::find(grade_ids().begin(), grade_ids().end(), *word);
    if (found != grade_ids().end()) return static_cast<Grade>(found - grade_ids().begin());
    problems.push_back(unknown_word(at, {"证据等级", "grade"}, *word, grade_ids()));
    return std::nullopt;
  }

  // `also` is one more key that belongs to the object (a step's "from").
  void datum(const Json& given, const std::string& at, Datum& datum, const std::string& also) const {
    const Names expected = also.empty() ? a_datum : a_number;
    Datum fresh{datum.value, datum.range, Grade::red, unsourced, false};
    if (!given.is_object()) {
      if (const auto value = number(given, at, expected)) fresh.value = *value, datum = fresh;
      return;
    }
    const std::vector<std::string> known{"value", "range", "grade", "source", "tuned"};
    bool graded = false, sourced = false;
    if (!given.contains("value")) problems.push_back({at, {"缺少“value”（数值）", "\"value\" is missing"}});
    for (const auto& [key, part] : given.items()) {
      const std::string inside = at + step_of(key);
      if (key == "value") {
        if (const auto value = number(part, inside, a_number)) fresh.value = *value;
      } else if (key == "range") {
        if (const auto ends = range(part, inside)) fresh.range = *ends;
      } else if (key == "grade") {
        if (const auto word = grade(part, inside)) fresh.grade = *word, graded = true;
      } else if (key == "source") {
        if (auto word = text(part, inside, a_text)) fresh.source = *word, sourced = true;
      } else if (key == "tuned") {
        part.is_boolean() ? void(fresh.tuned = part.get<bool>()) : wrong_type(part, inside, yes_or_no, problems);
      } else if (key != also && !key.starts_with("//")) {
        problems.push_back(unknown_word(inside, {"键", "key"}, key, known));
      }
    }
    if (graded && !sourced) fresh.source.clear();
    datum = fresh;
  }

  void operator()(Datum* bound) const { datum(json, path, *bound, ""); }

  // {"2017": 0.9} changes the step that begins in 2017, as --set does where a file keeps the default.
  bool changes_steps(Dated& dated) const {
    if (!json.is_object() || json.empty()) return false;
    for (const auto& [key, part] : json.items())
      if (!Month::parse(key)) return false;
    for (const auto& [key, part] : json.items()) {
      const std::optional<Month> from = Month::parse(key);
      const auto step = std::find_if(dated.steps.begin(), dated.steps.end(),
                                     [&](const Dated::Step& one) { return one.from == from; });
      if (step != dated.steps.end()) {
        datum(part, path + step_of(key), step->datum, "");
        continue;
      }
      std::vector<std::string> known;
      for (const Dated::Step& one : dated.steps)
        if (!dated.constant()) known.push_back(one.from.text());
      problems.push_back(unknown_word(path + step_of(key), {"起始月份", "step"}, key, known));
    }
    return true;
  }

  void operator()(Dated* bound) const {
    if (changes_steps(*bound)) return;
    if (!json.is_array()) {
      Datum constant = bound->steps.empty() ? neutral(0) : bound->steps.back().datum;
      datum(json, path, constant, "");
      *bound = Dated(constant);
      return;
    }
    std::vector<Dated::Step> steps;
    for (std::size_t i = 0; i < json.size(); ++i) {
      const std::string at = path + "/" + std::to_string(i);
      if (!json[i].is_object()) {
        wrong_type(json[i], at, {"{\"from\": 月份, \"value\": 数字}", "{\"from\": month, \"value\": number}"},
                   problems);
        continue;
      }
      Dated::Step step{{}, neutral(0)};
      datum(json[i], at, step.datum, "from");
      if (!json[i].contains("from")) {
        problems.push_back({at, {"缺少“from”（起始月份）", "\"from\" (the first month) is missing"}});
        continue;
      }
      const auto from = month(json[i]["from"], at + "/from");
      if (!from) continue;
      step.from = *from;
      if (!steps.empty() && step.from <= steps.back().from)
        problems.push_back(
            {at + "/from",
             {"各步须按时间先后排列，且不能重复", "steps must follow in order of time, each month once"}});
      steps.push_back(step);
    }
    bound->steps = steps;
  }

  void operator()(double* bound) const {
    if (const auto value = number(bare(json), path, a_number)) *bound = *value;
  }
  void operator()(int* bound) const {
    if (const auto value = number(bare(json), path, a_number)) *bound = static_cast<int>(*value);
  }
  void operator()(std::optional<double>* bound) const {
    if (json.is_null())
      bound->reset();
    else if (const auto value = number(bare(json), path, a_number))
      *bound = *value;
  }
  void operator()(std::optional<int>* bound) const {
    if (json.is_null())
      bound->reset();
    else if (const auto value = number(bare(json), path, a_number))
      *bound = static_cast<int>(*value);
  }
  void operator()(bool* bound) const {
    json.is_boolean() ? void(*bound = json.get<bool>()) : wrong_type(json, path, yes_or_no, problems);
  }
  void operator()(std::string* bound) const {
    if (auto given = text(json, path, a_text)) *bound = *given;
  }
  void operator()(const Expression& bound) const {
    if (auto given = text(json, path, {"条件表达式（文字）", "a condition (a text)"})) *bound.text = *given;
  }
  void operator()(Month* bound) const {
    if (const auto given = month(bare(json), path)) *bound = *given;
  }
  void operator()(std::optional<Month>* bound) const {
    if (json.is_null())
      bound->reset();
    else if (const auto given = month(bare(json), path))
      *bound = *given;
  }

  // A single text serves for both languages; so does the only one given.
  void operator()(Names* bound) const {
    if (json.is_string()) {
      *bound = {json.get<std::string>(), json.get<std::string>()};
      return;
    }
    if (!json.is_object()) {
      wrong_type(json, path, {"{\"zh\": 中文, \"en\": 英文}", "{\"zh\": Chinese, \"en\": English}"}, problems);
      return;
    }
    Names names = *bound;
    for (const auto& [key, part] : json.items()) {
      if (key == "zh" || key == "en") {
        if (auto given = text(part, path + "/" + key, a_text)) (key == "zh" ? names.zh : names.en) = *given;
      } else if (!key.starts_with("//")) {
        problems.push_back(unknown_word(path + step_of(key), {"键", "key"}, key, {"zh", "en"}));
      }
    }
    if (names.zh.empty()) names.zh = names.en;
    if (names.en.empty()) names.en = names.zh;
    *bound = names;
  }

  void operator()(std::vector<std::string>* bound) const {
    if (!json.is_array()) return wrong_type(json, path, a_list, problems);
    std::vector<std::string> words;
    for (std::size_t i = 0; i < json.size(); ++i)
      if (auto given = text(json[i], path + "/" + std::to_string(i), a_text)) words.push_back(*given);
    *bound = words;
  }

  void operator()(const Choice& bound) const {
    const auto word = text(json, path, {"选项之一（文字）", "one of several words"});
    if (!word) return;
    const auto found = std::find(bound.words.begin(), bound.words.end(), *word);
    if (found == bound.words.end())
      problems.push_back(unknown_word(path, {"选项", "choice"}, *word, bound.words));
    else
      bound.set(static_cast<int>(found - bound.words.begin()));
  }

  void operator()(const Fields& bound) const {
    if (!json.is_object()) return wrong_type(json, path, an_object, problems);
    read_values(json, bound, path, problems, "");
  }

  void operator()(const List& list) const;
};

std::string id_of(const Fields& fields, const std::string& key) {
  for (const Field& field : fields.list)
    if (field.key == key)
      if (const auto* text = std::get_if<std::string*>(&field.bound)) return **text;
  return "";
}

std::size_t element_with(const List& list, const std::string& id) {
  for (std::size_t i = 0; i < list.size(); ++i)
    if (id_of(list.at(i), list.id_key) == id) return i;
  list.append();
  return list.size() - 1;
}

// The word under `key`; empty, with a problem, if there is none.
std::string word_under(const Json& json, const std::string& key, const std::string& path, const Names& names,
                       Problems& problems) {
  const auto found = json.find(key);
  if (found == json.end())
    problems.push_back(
        {path, {"缺少必填项“" + key + "”（" + names.zh + "）", "\"" + key + "\" (" + names.en + ") is missing"}});
  else if (!found->is_string())
    wrong_type(*found, path + step_of(key), a_text, problems);
  else
    return *found;
  return "";
}

void Reading::operator()(const List& list) const {
  if (!json.is_array()) return wrong_type(json, path, a_list, problems);
  if (field.required && json.empty())
    problems.push_back({path, {"列表不能为空：至少需要一项", "the list is empty; at least one element is needed"}});
  if (list.id_key.empty()) list.clear();
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const Json& element = json[i];
    const std::string at = path + "/" + std::to_string(i);
    if (!element.is_object()) {
      wrong_type(element, at, an_object, problems);
      continue;
    }
    std::size_t position = list.size();
    if (list.id_key.empty()) {
      list.append();
    } else {
      const std::string id = word_under(element, list.id_key, at, {"编号", "id"}, problems);
      if (id.empty()) continue;
      if (std::find(ids.begin(), ids.end(), id) != ids.end())
        problems.push_back(
            {at + step_of(list.id_key),
             {"编号“" + id + "”重复；请改名或删除其中一个", "duplicate id \"" + id + "\"; rename or remove one"}});
      ids.push_back(id);
      position = element_with(list, id);
    }
    if (!list.tag_key.empty()) {
      const std::string word = word_under(element, list.tag_key, at, {"种类", "kind"}, problems);
      if (word.empty()) continue;
      const auto found = std::find(list.tags.begin(), list.tags.end(), word);
      if (found == list.tags.end()) {
        problems.push_back(unknown_word(at + step_of(list.tag_key), {"种类", "kind"}, word, list.tags));
        continue;
      }
      list.set_tag(position, static_cast<int>(found - list.tags.begin()));
    }
    read_values(element, list.at(position), at, problems, list.tag_key);
  }
}

void read_values(const Json& json, const Fields& fields, const std::string& path, Problems& problems,
                 const std::string& tag_key) {
  std::vector<std::string> keys;
  for (const Field& field : fields.list) keys.push_back(field.key);
  for (const auto& [key, value] : json.items()) {
    if (key.starts_with("//") || (!tag_key.empty() && key == tag_key)) continue;
    const auto found = std::find(keys.begin(), keys.end(), key);
    if (found == keys.end()) {
      problems.push_back(unknown_word(path + step_of(key), {"键", "key"}, key, keys));
      continue;
    }
    const Field& field = fields.list[static_cast<std::size_t>(found - keys.begin())];
    std::visit(Reading{value, field, path + step_of(key), problems}, field.bound);
  }
  for (const Field& field : fields.list)
    if (field.required && !json.contains(field.key))
      problems.push_back({path,
                          {"缺少必填项“" + field.key + "”（" + field.names.zh + "）",
                           "\"" + field.key + "\" (" + field.names.en + ") is missing"}});
}

}  // namespace

void read_fields(const Json& json, const Fields& fields, const std::string& path, Problems& problems) {
  if (!json.is_object()) return wrong_type(json, path, an_object, problems);
  read_values(json, fields, path, problems, "");
  check_fields(fields, path, problems);
}

void check_fields(const Fields& fields, const std::string& path, Problems& problems) {
  for (const Field& field : fields.list) {
    const std::string at = path + step_of(field.key);
    if (const auto* inner = std::get_if<Fields>(&field.bound)) check_fields(*inner, at, problems);
    if (const auto* expression = std::get_if<Expression>(&field.bound); expression && expression->check)
      expression->check(at, problems);
    if (const auto* list = std::get_if<List>(&field.bound))
      for (std::size_t i = 0; i < list->size(); ++i) {
        const Fields element = list->at(i);
        // Elements changed by id stand elsewhere in the file than in the list.
        const std::string id = list->id_key.empty() ? "" : id_of(element, list->id_key);
        check_fields(element, at + step_of(id.empty() ? std::to_string(i) : id), problems);
      }
  }
  if (fields.check) fields.check(path, problems);
}

}  // namespace tuiyan
