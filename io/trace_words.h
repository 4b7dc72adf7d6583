// What a trace tells, in words. Amounts are yuan of the household unless "a person" stands there.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sim/decisive.h"
#include "sim/scenario.h"
#include "sim/trace.h"

namespace tuiyan {

class TraceWords {
 public:
  // `letters` of the mixes, where another picture has given them some already.
  TraceWords(const Trace& trace, const Scenario& scenario, Language language, std::vector<std::string> letters = {})
      : trace_(trace), scenario_(scenario), language_(language), letters_(std::move(letters)) {}

  std::string say(const char* zh, const char* en) const { return language_ == Language::zh ? zh : en; }
  std::string yuan(double fen, bool sign = false) const;
  std::string household() const;  // "17", "17.1", with its name if it has one
  std::string letter(std::size_t c) const;
  std::string mix(std::size_t c) const;                               // "A Jobs first"
  std::string measure(int index) const;                               // -1: skills that stay
  std::string person(int index, Month month) const;                   // "woman of 45"
  std::string member(const TracedPerson& person, Month month) const;  // the same, with ability, health and schooling
  std::string life(const LifeEvent& event, Month month) const;
  std::string event(const MixEvent& event) const;
  std::string payments(const std::vector<Diary::Payment>& payments, std::int64_t taken_over) const;  // "" if none
  // "12 months 3,512 a person, 1.06 lines".
  std::string year(const MixMonth& mix, const TracedMonth& month) const;
  std::string standing(const MixMonth& mix) const;
  // What the round of a month looked at, line by line, and what it decided.
  std::vector<std::string> round(const MixMonth& mix, const TracedMonth& month) const;
  std::string decision(const MixMonth& mix) const;  // "stays: income below the line"

  // "What was decisive".
  std::vector<std::string> decisive(const Decisive& decisive) const;

 private:
  std::string joined(const std::vector<std::string>& parts, const char* zh, const char* en) const;
  std::string guarantees(std::uint8_t bits) const;
  std::string lines(double fen_per_person, double line_yuan) const;
  std::string befell(const std::vector<Befell>& events) const;
  std::string basis(const Grounds& grounds, std::size_t c) const;
  std::string grounds(const Grounds& grounds, std::size_t c) const;
  std::string window(const Decisive& decisive) const;

  const Trace& trace_;
  const Scenario& scenario_;
  Language language_;
  std::vector<std::string> letters_;
};

}  // namespace tuiyan
