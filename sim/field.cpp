#include "sim/field.h"

#include <array>

namespace tuiyan {

const std::vector<std::string>& grade_ids() {
  static const std::vector<std::string> words{"none", "green", "amber", "red"};
  return words;
}

Dated::Dated(Datum value) : steps{{Month::of(1, 1), std::move(value)}} {}

double Dated::at(Month month) const {
  if (steps.empty()) return 0;
  std::size_t last = 0;
  while (last + 1 < steps.size() && steps[last + 1].from <= month) ++last;
  return steps[last].datum.value;
}

namespace {

struct UnitWord {
  const char* word;
  Names names;
};

const std::array<UnitWord, 28>& unit_words() {
  static const std::array<UnitWord, 28> words = {{
      {"yuan", {"元", "yuan"}},
      {"person", {"人", "person"}},
      {"persons", {"人", "persons"}},
      {"household", {"户", "household"}},
      {"households", {"户", "households"}},
      {"worker", {"劳动力", "worker"}},
      {"workers", {"人", "workers"}},
      {"villages", {"个村", "villages"}},
      {"unit", {"份", "unit"}},
      {"mu", {"亩", "mu"}},
      {"month", {"月", "month"}},
      {"months", {"个月", "months"}},
      {"quarter", {"季度", "quarter"}},
      {"year", {"年", "year"}},
      {"years", {"年", "years"}},
      {"share", {"比例", "share"}},
      {"points", {"百分点", "points"}},
      {"factor", {"倍", "factor"}},
      {"ln", {"对数", "ln"}},
      {"exponent", {"指数", "exponent"}},
      {"line", {"标准", "line"}},
      {"lines", {"倍标准", "× line"}},
      {"calendar year", {"年份", "calendar year"}},
      {"month of the year", {"月份", "month of the year"}},
      {"replicates", {"次", "replicates"}},
      {"jobs", {"个岗位", "jobs"}},
      {"days", {"天", "days"}},
      {"day of the month", {"日", "day of the month"}},
  }};
  return words;
}

Names word_names(const std::string& word) {
  for (const UnitWord& known : unit_words())
    if (word == known.word) return known.names;
  return {word, word};
}

}  // namespace

Names unit_names(const std::string& unit) {
  Names names;
  std::size_t begin = 0;
  while (begin <= unit.size()) {
    const std::size_t end = std::min(unit.find('/', begin), unit.size());
    const Names word = word_names(unit.substr(begin, end - begin));
    if (begin > 0) names.zh += '/', names.en += '/';
    names.zh += word.zh;
    names.en += word.en;
    begin = end + 1;
  }
  return names;
}

}  // namespace tuiyan
