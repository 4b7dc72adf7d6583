#include <algorithm>

#include "sim/field_json.h"

namespace tuiyan {

namespace {

constexpr std::size_t deepest = 64;

struct Position {
  std::size_t line = 1, column = 1;
};

// Line and column of a byte, both from 1; a column counts characters, not bytes.
Position position_of(std::string_view text, std::size_t byte) {
  Position position;
  for (std::size_t i = 0; i < std::min(byte, text.size()); ++i) {
    const auto unit = static_cast<unsigned char>(text[i]);
    if (unit == '\n') {
      ++position.line;
      position.column = 1;
    } else if ((unit & 0xC0u) != 0x80u) {
      ++position.column;
    }
  }
  return position;
}

FormatError format_error(std::string_view text, std::size_t byte, const Names& what) {
  const Position at = position_of(text, byte);
  const std::string line = std::to_string(at.line), column = std::to_string(at.column);
  return FormatError(
      {"", {"第" + line + "行第" + column + "列：" + what.zh, "line " + line + ", column " + column + ": " + what.en}});
}

// Where the text first opens more brackets than allowed.
std::size_t too_deep_at(std::string_view text) {
  std::size_t depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '\\') ++i;
      if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      if (++depth > deepest) return i;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return text.size();
}

// The sign at a byte; empty if it can not be shown.
std::string sign_at(std::string_view text, std::size_t byte) {
  std::size_t end = byte + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80u) ++end;
  const std::string sign(text.substr(byte, end - byte));
  const bool control = static_cast<unsigned char>(sign[0]) < 0x20u || sign[0] == 0x7f;
  const Json json(sign);
  const bool utf8 = json.dump(-1, ' ', false, Json::error_handler_t::ignore) ==
                    json.dump(-1, ' ', false, Json::error_handler_t::replace);
  return control || !utf8 ? "" : sign;
}

// Builds the document event by event, so that a duplicate key is seen before it replaces the first.
class Builder {
 public:
  using number_integer_t = Json::number_integer_t;
  using number_unsigned_t = Json::number_unsigned_t;
  using number_float_t = Json::number_float_t;
  using string_t = Json::string_t;
  using binary_t = Json::binary_t;

  Builder(std::string_view text, Problems& problems) : text_(text), problems_(problems) {}
  Json take() { return std::move(root_); }

  bool null() { return add(nullptr); }
  bool boolean(bool value) { return add(value); }
  bool number_integer(number_integer_t value) { return add(value); }
  bool number_unsigned(number_unsigned_t value) { return add(value); }
  bool number_float(number_float_t value, const string_t&) { return add(value); }
  bool string(string_t& value) { return add(std::move(value)); }
  bool binary(binary_t&) { return false; }
  bool start_object(std::size_t) { return open(Json::object()); }
  bool start_array(std::size_t) { return open(Json::array()); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool key(string_t& name) {
    key_ = name;
    if (open_.back()->contains(name))
      problems_.push_back({path() + "/" + name,
                           {"键“" + name + "”在同一对象中出现了两次；请只保留一个",
                            "duplicate key \"" + name + "\": it stands twice in this object; keep one"}});
    return true;
  }

  bool parse_error(std::size_t position, const std::string& token, const nlohmann::detail::exception& error) {
    const std::size_t byte = position > 0 ? position - 1 : 0;
    if (error.id == 406) {
      const std::string number = token.size() <= 40 ? token : "...";
      throw format_error(text_, byte, {"数字“" + number + "”过大", "the number " + number + " is too large"});
    }
    if (byte >= text_.size())
      throw format_error(
          text_, text_.size(),
          {"文件在此中断：缺少右括号或引号", "the file ends too early: a closing bracket or quote is missing"});
    const std::string sign = sign_at(text_, byte);
    Names what{"不是有效的 JSON", "this is not JSON"};
    if (!sign.empty())
      what = {what.zh + "：此处不能是“" + sign + "”", what.en + ": \"" + sign + "\" can not stand here"};
    throw format_error(text_, byte, what);
  }

 private:
  template <class Value>
  bool add(Value&& value) {
    place(Json(std::forward<Value>(value)));
    return true;
  }

  Json* place(Json value) {
    if (open_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    Json& parent = *open_.back();
    if (parent.is_array()) return &parent.emplace_back(std::move(value));
    return &(parent[key_] = std::move(value));
  }

  bool open(Json value) {
    if (open_.size() >= deepest)
      throw format_error(text_, too_deep_at(text_), {"嵌套超过64层", "nested more than 64 levels deep"});
    if (!open_.empty()) steps_.push_back(open_.back()->is_array() ? std::to_string(open_.back()->size()) : key_);
    open_.push_back(place(std::move(value)));
    return true;
  }

  bool close() {
    open_.pop_back();
    if (!open_.empty()) steps_.pop_back();
    return true;
  }

  std::string path() const {
    std::string text;
    for (const std::string& step : steps_) text += "/" + step;
    return text;
  }

  std::string_view text_;
  Problems& problems_;
  Json root_;
  std::vector<Json*> open_;
  std::vector<std::string> steps_;
  std::string key_;
};

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

// How the elements of a list are called in a path, the first that an element has.
constexpr const char* naming_keys[] = {"id", "key", "name", "measure", "from"};

std::string name_of(const Json& element) {
  if (element.is_object())
    for (const char* key : naming_keys)
      if (const auto found = element.find(key); found != element.end() && found->is_string()) return *found;
  return "";
}

// The element of a list by number or name; null, with a problem, if there is none.
Json* element_of(Json& list, const std::string& step, const std::string& path, Problems& problems) {
  const bool number = !step.empty() && step.size() < 7 && step.find_first_not_of("0123456789") == std::string::npos;
  if (number && std::stoul(step) < list.size()) return &list[std::stoul(step)];
  std::vector<std::string> known;
  for (Json& element : list) {
    known.push_back(name_of(element));
    const bool same_month = Month::parse(step) && Month::parse(step) == Month::parse(known.back());
    if (!step.empty() && (known.back() == step || same_month)) return &element;
  }
  problems.push_back(unknown_word(path + "/" + step, {"元素", "element"}, step, known));
  return nullptr;
}

// A number where evidence may belong: the range stays, the rest says who set it.
void set_number(Json& target, Json number) {
  Json datum = target.is_object() && target.contains("value") && !target.contains("id") ? target : Json::object();
  datum["value"] = std::move(number);
  datum["grade"] = "red";
  datum["source"] = set_by_hand;
  target = std::move(datum);
}

}  // namespace

Json parse_json(std::string_view text, Problems& problems) {
  if (is_blank(text)) throw FormatError({"", {"文件是空的", "the file is empty"}});
  Builder builder(text, problems);
  Json::sax_parse(text.begin(), text.end(), &builder);
  return builder.take();
}

void take_schema(Json& file, const std::string& expected, int version, Problems& problems) {
  if (!file.is_object()) return;
  const auto found = file.find("schema");
  const std::string word = expected + std::to_string(version);
  if (found == file.end() || !found->is_string() || !found->get<std::string>().starts_with(expected)) {
    problems.push_back(
        {"/schema",
         {"文件须以 \"schema\": \"" + word + "\" 开头", "the file must begin with \"schema\": \"" + word + "\""}});
  } else if (const std::string given = *found; given != word) {
    throw SchemaVersionError(
        {"/schema",
         {"文件版本为“" + given + "”，本程序只支持“" + word + "”；请使用相应版本的程序，或按新格式改写文件",
          "the file is \"" + given + "\"; this program reads \"" + word +
              "\": use the program that fits the file, or rewrite the file"}});
  }
  if (found != file.end()) file.erase("schema");
}

std::vector<std::string> assigned_path(const std::string& assignment) {
  std::vector<std::string> steps;
  const std::size_t equals = assignment.find('=');
  if (equals == std::string::npos || equals == 0) return steps;
  std::size_t begin = assignment[0] == '/' ? 1 : 0;
  while (begin <= equals) {
    const std::size_t end = std::min(assignment.find_first_of("/.", begin), equals);
    steps.push_back(assignment.substr(begin, end - begin));
    begin = end + 1;
  }
  return steps;
}

void set_value(Json& file, const std::string& assignment, Problems& problems) {
  const std::vector<std::string> steps = assigned_path(assignment);
  if (steps.empty()) {
    problems.push_back({"",
                        {"“" + assignment + "”不是赋值；请写成 路径=值，例如 registry/margin=1.1",
                         "\"" + assignment + "\" sets nothing; write path=value, for example registry/margin=1.1"}});
    return;
  }
  const std::string given = assignment.substr(assignment.find('=') + 1);
  Json value = Json::parse(given, nullptr, false);
  if (value.is_discarded()) value = given;

  Json* target = &file;
  Json* parent = nullptr;
  std::string path;
  for (const std::string& step : steps) {
    parent = target;
    if (target->is_null()) *target = Json::object();
    if (target->is_array())
      target = element_of(*target, step, path, problems);
    else if (target->is_object())
      target = &(*target)[step];
    else
      problems.push_back(
          {path,
           {"这里是单个值，其中没有“" + step + "”", "this is a single value; there is no \"" + step + "\" in it"}}),
          target = nullptr;
    if (target == nullptr) return;
    path += "/" + step;
  }
  const bool inside_datum = steps.back() == "value" && target->is_number() && !parent->contains("id");
  if (!value.is_number() || (parent->is_array() && !target->is_object()))
    *target = value;
  else
    set_number(inside_datum ? *parent : *target, value);
}

}  // namespace tuiyan
