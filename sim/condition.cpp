#include "sim/condition.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace tuiyan {

namespace {

struct AttributeWord {
  const char* word;
  Attribute attribute;
};

constexpr std::array<AttributeWord, static_cast<std::size_t>(Attribute::count)> attribute_words{{
    {"size", Attribute::size},
    {"old", Attribute::old},
    {"old70", Attribute::old70},
    {"old80", Attribute::old80},
    {"children", Attribute::children},
    {"pupils", Attribute::pupils},
    {"students", Attribute::students},
    {"women", Attribute::women},
    {"disabled", Attribute::disabled},
    {"weak", Attribute::weak},
    {"unable", Attribute::unable},
    {"all_old", Attribute::all_old},
    {"remote", Attribute::remote},
    {"land", Attribute::land},
    {"main", Attribute::main},
    {"cause", Attribute::cause},
    {"group", Attribute::group},
    {"household", Attribute::household},
    {"registered", Attribute::registered},
    {"exited", Attribute::exited},
    {"supported", Attribute::supported},
    {"returned", Attribute::returned},
    {"planned", Attribute::planned},
    {"monitored", Attribute::monitored},
    {"severe", Attribute::severe},
    {"workers", Attribute::workers},
    {"ill", Attribute::ill},
    {"income", Attribute::income},
    {"lacks", Attribute::lacks},
    {"enrolled", Attribute::enrolled},
    {"line", Attribute::line},
    {"debt", Attribute::debt},
}};

constexpr int deepest = 60;

bool is_word_sign(char c) {
  const auto unit = static_cast<unsigned char>(c);
  return (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z') || (unit >= '0' && unit <= '9') || unit == '_' ||
         unit == '-' || unit >= 0x80u;
}

}  // namespace

// Recursive descent over the grammar of condition.h. Ends at the first mistake.
class ConditionParser {
 public:
  // Without a vocabulary any id and any text will do.
  ConditionParser(std::string_view text, const Vocabulary* vocabulary, const std::string& path, Problems& problems)
      : text_(text), vocabulary_(vocabulary), path_(path), problems_(problems) {}

  Condition parse() {
    next();
    if (token_.kind == TokenKind::end) return {};
    const int whole = condition();
    if (!failed_ && token_.kind != TokenKind::end)
      fail(token_.at, {"此处应为 and、or 或结尾", "\"and\", \"or\" or the end is expected"});
    if (failed_) result_.nodes_ = {Condition::Node{}};
    (void)whole;
    return std::move(result_);
  }

 private:
  using Kind = Condition::Kind;
  enum class TokenKind { end, word, number, text, sign };
  struct Token {
    TokenKind kind = TokenKind::end;
    std::string text;
    double number = 0;
    std::size_t at = 0;
  };
  // A value that names: which list its texts are from, null for a number.
  struct Value {
    int node = -1;
    const std::vector<std::string>* texts = nullptr;
    bool textual = false;
    bool literal = false;
    Token token;
  };

  void fail(std::size_t at, const Names& what) {
    if (failed_) return;
    failed_ = true;
    const std::string column = std::to_string(at + 1);
    problems_.push_back({path_,
                         {"条件“" + std::string(text_) + "”第" + column + "个字符：" + what.zh,
                          "condition \"" + std::string(text_) + "\", character " + column + ": " + what.en}});
  }

  void fail_word(std::size_t at, const Names& kind, const std::string& word, const std::vector<std::string>& known) {
    fail(at, unknown_word("", kind, word, known).text);
  }

  void next() {
    while (position_ < text_.size() &&
           (text_[position_] == ' ' || text_[position_] == '\t' || text_[position_] == '\n'))
      ++position_;
    token_ = {TokenKind::end, "", 0, position_};
    if (position_ >= text_.size()) return;
    const char c = text_[position_];
    const bool negative = c == '-' && position_ + 1 < text_.size();
    if ((c >= '0' && c <= '9') || c == '.' || negative) return next_number();
    if (c == '\'') return next_text();
    if (is_word_sign(c)) {
      while (position_ < text_.size() && (is_word_sign(text_[position_]) || text_[position_] == '.'))
        token_.text += text_[position_++];
      token_.kind = TokenKind::word;
      return;
    }
    token_.kind = TokenKind::sign;
    token_.text = c;
    ++position_;
    if (position_ < text_.size() && text_[position_] == '=' && (c == '<' || c == '>' || c == '=' || c == '!'))
      token_.text += text_[position_++];
  }

  void next_number() {
    const char* const begin = text_.data() + position_;
    const auto [end, error] = std::from_chars(begin, text_.data() + text_.size(), token_.number);
    if (error != std::errc()) return fail(position_, {"不是有效的数字", "this is not a number"});
    token_.kind = TokenKind::number;
    position_ += static_cast<std::size_t>(end - begin);
  }

  void next_text() {
    const std::size_t close = text_.find('\'', position_ + 1);
    if (close == std::string_view::npos) return fail(position_, {"引号 ' 没有配对", "the quote ' is not closed"});
    token_.kind = TokenKind::text;
    token_.text = text_.substr(position_ + 1, close - position_ - 1);
    position_ = close + 1;
  }

  bool take(std::string_view word) {
    if (failed_ || (token_.kind != TokenKind::word && token_.kind != TokenKind::sign) || token_.text != word)
      return false;
    next();
    return true;
  }

  int add(Kind kind, int left, int right) {
    Condition::Node node;
    node.kind = kind;
    node.left = left;
    node.right = right;
    result_.nodes_.push_back(node);
    return static_cast<int>(result_.nodes_.size()) - 1;
  }

  int condition() {
    int left = term();
    while (take("or")) left = add(Kind::either, left, term());
    return left;
  }

  int term() {
    int left = factor();
    while (take("and")) left = add(Kind::both, left, factor());
    return left;
  }

  int factor() {
    if (failed_) return -1;
    if (++depth_ > deepest) fail(token_.at, {"括号或 not 嵌套过深", "brackets or \"not\" nest too deeply"});
    int node = -1;
    if (take("not")) {
      node = add(Kind::negate, factor(), -1);
    } else if (take("(")) {
      node = condition();
      if (!take(")")) fail(token_.at, {"缺少右括号 )", "a closing \")\" is missing"});
    } else {
      node = comparison();
    }
    --depth_;
    return node;
  }

  int comparison() {
    const Value left = value();
    if (failed_) return -1;
    static constexpr std::array<std::pair<const char*, Kind>, 6> signs{{{"<=", Kind::less_equal},
                                                                        {">=", Kind::greater_equal},
                                                                        {"==", Kind::equal},
                                                                        {"!=", Kind::not_equal},
                                                                        {"<", Kind::less},
                                                                        {">", Kind::greater}}};
    for (const auto& [sign, kind] : signs) {
      const std::size_t at = token_.at;
      if (!take(sign)) continue;
      const Value right = value();
      if (!failed_) match(left, right, kind, at);
      return failed_ ? -1 : add(kind, left.node, right.node);
    }
    if (token_.kind == TokenKind::sign && token_.text != "(" && token_.text != ")")
      fail(token_.at, {"不认识“" + token_.text + "”；比较请用 < <= > >= == !=",
                       "\"" + token_.text + "\" is not known; compare with < <= > >= == !="});
    else if (left.textual)
      fail(left.token.at, {"“" + left.token.text + "”须与文字比较，如 main == 'floor'",
                           "\"" + left.token.text + "\" must be compared with a text, as in main == 'floor'"});
    return left.node;
  }

  // A text is compared with an attribute that has texts, and gets its number there.
  void match(const Value& left, const Value& right, Kind kind, std::size_t at) {
    if (!left.textual && !right.textual) return;
    if (!left.textual || !right.textual || left.literal == right.literal)
      return fail(at, {"文字只能与 main、cause、group、household 比较",
                       "a text is compared with main, cause, group or household"});
    if (kind != Kind::equal && kind != Kind::not_equal)
      return fail(at, {"文字只能用 == 或 != 比较", "texts are compared with == or !="});
    const Value& literal = left.literal ? left : right;
    const Value& attribute = left.literal ? right : left;
    const int number = number_in(attribute.texts, literal.token);
    if (!failed_) result_.nodes_[static_cast<std::size_t>(literal.node)].number = number;
  }

  int number_in(const std::vector<std::string>* known, const Token& token) {
    if (known == nullptr) return 0;
    const auto found = std::find(known->begin(), known->end(), token.text);
    if (found == known->end()) fail_word(token.at, {"文字", "text"}, token.text, *known);
    return static_cast<int>(found - known->begin());
  }

  Value value() {
    Value value;
    value.token = token_;
    if (failed_) return value;
    if (token_.kind == TokenKind::number || token_.kind == TokenKind::text) {
      value.textual = value.literal = token_.kind == TokenKind::text;
      value.node = add(Kind::number, -1, -1);
      result_.nodes_.back().number = token_.number;
      next();
    } else if (token_.kind == TokenKind::word && token_.text != "and" && token_.text != "or" && token_.text != "not") {
      attribute(value);
      next();
    } else {
      fail(token_.at, {"此处应为属性、数字或 '文字'", "an attribute, a number or a 'text' is expected"});
    }
    return value;
  }

  void attribute(Value& value) {
    const std::size_t dot = token_.text.find('.');
    const std::string word = token_.text.substr(0, dot);
    std::vector<std::string> known;
    known.reserve(attribute_words.size());
    for (const AttributeWord& one : attribute_words) known.emplace_back(one.word);
    const auto found = std::find(known.begin(), known.end(), word);
    if (found == known.end()) return fail_word(token_.at, {"属性", "attribute"}, word, known);
    const Attribute attribute = attribute_words[static_cast<std::size_t>(found - known.begin())].attribute;
    value.node = add(Kind::attribute, -1, -1);
    result_.nodes_.back().attribute = attribute;
    argument(attribute, word, dot);
    value.texts = texts_of(attribute);
    value.textual = attribute == Attribute::main || attribute == Attribute::cause || attribute == Attribute::group ||
                    attribute == Attribute::household;
  }

  void argument(Attribute attribute, const std::string& word, std::size_t dot) {
    const bool needs =
        attribute == Attribute::lacks || attribute == Attribute::enrolled || attribute == Attribute::line;
    const bool given = dot != std::string::npos;
    if (needs && !given)
      return fail(token_.at, {"“" + word + "”之后须写 .编号，如 " + word + ".housing",
                              "\"" + word + "\" needs an id after a dot, as in lacks.housing"});
    if (!needs && given)
      return fail(token_.at, {"“" + word + "”之后不能有 .编号", "\"" + word + "\" takes no id after a dot"});
    if (!given || vocabulary_ == nullptr) return;
    const std::string id = token_.text.substr(dot + 1);
    const auto& known = attribute == Attribute::lacks      ? vocabulary_->guarantees
                        : attribute == Attribute::enrolled ? vocabulary_->measures
                                                           : vocabulary_->lines;
    const Names kind = attribute == Attribute::lacks      ? Names{"保障项目", "guarantee"}
                       : attribute == Attribute::enrolled ? Names{"措施", "measure"}
                                                          : Names{"标准", "line"};
    const auto found = std::find(known.begin(), known.end(), id);
    if (found == known.end()) return fail_word(token_.at + dot + 1, kind, id, known);
    result_.nodes_.back().argument = static_cast<int>(found - known.begin());
  }

  const std::vector<std::string>* texts_of(Attribute attribute) const {
    if (vocabulary_ == nullptr) return nullptr;
    if (attribute == Attribute::main) return &vocabulary_->mains;
    if (attribute == Attribute::cause) return &vocabulary_->causes;
    if (attribute == Attribute::group) return &vocabulary_->groups;
    if (attribute == Attribute::household) return &vocabulary_->households;
    return nullptr;
  }

  std::string_view text_;
  const Vocabulary* vocabulary_;
  const std::string& path_;
  Problems& problems_;
  Condition result_;
  std::size_t position_ = 0;
  Token token_;
  int depth_ = 0;
  bool failed_ = false;
};

Condition Condition::parse(std::string_view text, const Vocabulary& vocabulary, const std::string& path,
                           Problems& problems) {
  return ConditionParser(text, &vocabulary, path, problems).parse();
}

void Condition::check_grammar(std::string_view text, const std::string& path, Problems& problems) {
  ConditionParser(text, nullptr, path, problems).parse();
}

bool Condition::compare(Kind kind, double left, double right) {
  switch (kind) {
    case Kind::less:
      return left < right;
    case Kind::less_equal:
      return left <= right;
    case Kind::greater:
      return left > right;
    case Kind::greater_equal:
      return left >= right;
    case Kind::equal:
      return left == right;
    default:
      return left != right;
  }
}

double Condition::number(int index, const Answers& answers) const {
  const Node& node = nodes_[static_cast<std::size_t>(index)];
  return node.kind == Kind::number ? node.number : answers.value(node.attribute, node.argument);
}

bool Condition::is_true(int index, const Answers& answers) const {
  const Node& node = nodes_[static_cast<std::size_t>(index)];
  switch (node.kind) {
    case Kind::number:
    case Kind::attribute:
      return number(index, answers) != 0;
    case Kind::negate:
      return !is_true(node.left, answers);
    case Kind::both:
      return is_true(node.left, answers) && is_true(node.right, answers);
    case Kind::either:
      return is_true(node.left, answers) || is_true(node.right, answers);
    default:
      return compare(node.kind, number(node.left, answers), number(node.right, answers));
  }
}

bool Condition::is_fixed(int index) const {
  const Node& node = nodes_[static_cast<std::size_t>(index)];
  return node.kind == Kind::number || node.attribute < Attribute::first_changing;
}

// Kleene's logic: unknown unless the known part decides.
Condition::Truth Condition::truth(int index, const Answers& answers) const {
  const Node& node = nodes_[static_cast<std::size_t>(index)];
  switch (node.kind) {
    case Kind::number:
    case Kind::attribute:
      if (!is_fixed(index)) return Truth::unknown;
      return number(index, answers) != 0 ? Truth::yes : Truth::no;
    case Kind::negate: {
      const Truth inner = truth(node.left, answers);
      return inner == Truth::unknown ? inner : inner == Truth::yes ? Truth::no : Truth::yes;
    }
    case Kind::both:
      return std::min(truth(node.left, answers), truth(node.right, answers));
    case Kind::either:
      return std::max(truth(node.left, answers), truth(node.right, answers));
    default:
      if (!is_fixed(node.left) || !is_fixed(node.right)) return Truth::unknown;
      return compare(node.kind, number(node.left, answers), number(node.right, answers)) ? Truth::yes : Truth::no;
  }
}

bool Condition::holds(const Answers& answers) const {
  return nodes_.empty() || is_true(static_cast<int>(nodes_.size()) - 1, answers);
}

bool Condition::asks(int index, Attribute attribute, int argument) const {
  const Node& node = nodes_[static_cast<std::size_t>(index)];
  if (node.kind == Kind::both) return asks(node.left, attribute, argument) || asks(node.right, attribute, argument);
  return node.kind == Kind::attribute && node.attribute == attribute && node.argument == argument;
}

bool Condition::asks(Attribute attribute, int argument) const {
  return !nodes_.empty() && asks(static_cast<int>(nodes_.size()) - 1, attribute, argument);
}

bool Condition::possible(const Answers& answers) const {
  return nodes_.empty() || truth(static_cast<int>(nodes_.size()) - 1, answers) != Truth::no;
}

}  // namespace tuiyan
