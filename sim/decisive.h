// What made the difference in one household's life: which rounds of the register moved it under each mix, what each of
// these rested on, and where the mixes parted.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/trace.h"

namespace tuiyan {

struct Befell {  // an event of life, in Trace::months[month].events
  std::size_t month = 0, event = 0;
};

// A round under one mix, and what its decision rested on.
struct Grounds {
  std::size_t round = 0;  // into Trace::months
  // Of an exit: a measure without whose payments of the window the income test would fail.
  struct Carrier {
    int measure = -1;     // as in Diary::Payment
    double short_by = 0;  // by how much, fen
  };
  std::vector<Carrier> carriers;
  bool together = false;                     // no measure alone carries it, but all of them together do
  std::vector<Diary::Provision> provisions;  // guarantees that it would lack; measure -1: set before the trace begins
  // Of a return or entry, in its window and since, but not before the exit: what befell it, and measures that ended or
  // failed (in MixMonth::events).
  std::vector<Befell> befell, lost;
};

struct Decisive {
  bool same = false;  // the mixes do the same in every month
  int parting = -1;   // into Trace::months: the first round in which the mixes decide differently; -1: there is none
  // By mix: the rounds that moved the household, and the one in which the mixes part; if there is none, the last one.
  std::vector<std::vector<Grounds>> rounds;
  // Of the round in which they part, else of the last one that judged it under every mix: what measures paid in its
  // window, fen by mix.
  int compared = -1;  // into Trace::months; -1: there is none
  struct Part {
    int measure = -1;  // as in Diary::Payment
    std::vector<std::int64_t> fen;
  };
  std::vector<Part> parts;
  std::vector<std::int64_t> taken_over;  // by mix: running dibao that top-ups paid instead
  std::vector<std::int64_t> split;       // by mix: what a split took out of these books, or brought into them
  std::vector<Befell> befell;            // in that window and up to its round, whatever the mix
};
Decisive decisive_of(const Trace& trace);

}  // namespace tuiyan
