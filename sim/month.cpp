#include "sim/month.h"

namespace tuiyan {

namespace {

// The number that a run of `count` digits at `from` stands for, or -1.
int digits(std::string_view text, std::size_t from, std::size_t count) {
  if (text.size() < from + count) return -1;
  int number = 0;
  for (std::size_t i = from; i < from + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    number = number * 10 + (text[i] - '0');
  }
  return number;
}

}  // namespace

std::optional<Month> Month::parse(std::string_view text) {
  const int year = digits(text, 0, 4);
  if (year < 0) return std::nullopt;
  if (text.size() == 4) return Month::of(year, 1);
  const int month = digits(text, 5, 2);
  if (text.size() != 7 || text[4] != '-' || month < 1 || month > 12) return std::nullopt;
  return Month::of(year, month);
}

std::string Month::text() const {
  const std::string year_text = std::to_string(year());
  const std::string month_text = std::to_string(month_of_year());
  return std::string(year_text.size() < 4 ? 4 - year_text.size() : 0, '0') + year_text + '-' +
         std::string(2 - month_text.size(), '0') + month_text;
}

}  // namespace tuiyan
