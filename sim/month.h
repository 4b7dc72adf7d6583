// Calendar months, counted from January 2000: the month that stands in the address of a draw.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace tuiyan {

struct Month {
  int index = 0;  // months since 2000-01

  static constexpr Month of(int year, int month_of_year) { return {(year - 2000) * 12 + month_of_year - 1}; }
  static std::optional<Month> parse(std::string_view text);  // "2017-01", or "2017" for its January

  constexpr int year() const { return 2000 + (index >= 0 ? index / 12 : (index - 11) / 12); }
  constexpr int month_of_year() const { return index - (year() - 2000) * 12 + 1; }  // 1 to 12
  std::string text() const;                                                         // "2017-01"

  constexpr Month operator+(int months) const { return {index + months}; }
  constexpr Month operator-(int months) const { return {index - months}; }
  constexpr int operator-(Month other) const { return index - other.index; }
  constexpr bool operator==(const Month&) const = default;
  constexpr std::strong_ordering operator<=>(const Month& other) const { return index <=> other.index; }
};

}  // namespace tuiyan
