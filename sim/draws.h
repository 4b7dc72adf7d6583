// Every random draw has an address: Philox 4x32-10 of Random123, key = seed, counter = (subject low, subject
// high, replicate, process:10 | month:12 | draw:10). The mix is not in the address, so all mixes meet the same
// luck; a subject is never a position, so one household more leaves the others' lives unchanged.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "sim/month.h"

namespace tuiyan {

// Numbers are never reused.
enum class Process : std::uint32_t {
  household_month = 1,  // words: two for normals (persistent shock, quick noise), illness, ordinary cost
  job = 2,              // of a member; one call serves four months
  illness_case = 3,     // worker lost, chronic illness, words for a normal (cost)
  weather = 4,          // of the place or a village, a year
  place_growth = 5,
  start_income = 6,  // of a household
  start_village = 7,
  start_job = 8,
  guarantee_loss = 10,
  running_floor = 11,
  take_up = 12,
  failure = 13,
  restart = 14,
  job_measure = 15,  // additional, separation
  top_up_error = 16,
  observation = 17,       // in a round: words for a normal (income seen), approval, detection
  skeleton = 20,          // of the population seed
  price = 30,             // of a product: words for a normal; draw 1 where the path begins
  firm = 31,              // of a village or the place and a measure: months until it fails
  procedure = 40,         // in a round, of a household: draw = step, of an exit from 0, of an entry from 512: refused
  guarantee_regain = 41,  // months until a lost guarantee is whole again
  monitoring = 42,        // in a review: words for a normal (income seen)
  data_match = 43,        // in a round: a wrong registration found, or refused at its entry
  visit = 44,             // in a round: the order of visits
  place_price = 50,       // of the place, a month; draw 1: where it starts
  job_luck = 51,          // of the place or a village, a year
  closure = 52,           // of a member, the month in which a factory closes
  member_year = 60,       // of a member, a year: death, another event, their months
  member_school = 61,     // of a member: secondary, tertiary, sex of who is born
  household_year = 62,    // of a household, a year: split, given up, its month
  parameter = 80,         // where in its range a parameter lies; subject: hash of its path
  trajectory = 81,        // of a sensitivity run: order, start and direction of a parameter
  resample = 82,          // of the trajectories, for standard errors; the replicate is the number of the resample
  selection = 90,         // of a household: words for a normal, the income seen when the register was first made
  score_tie = 91,         // of a household: its place among those of one score
};

std::uint64_t hash_text(std::string_view text);                       // 64-bit FNV-1a, finished by a mixer
std::uint64_t subject_of(std::uint64_t parent, std::uint64_t child);  // hash of a pair

using Words = std::array<std::uint32_t, 4>;

struct Address {
  std::uint64_t subject = 0;
  std::uint32_t replicate = 0;
  Process process{};
  std::uint32_t month = 0;  // months since January 2000, below 4096; negative ones wrap
  std::uint32_t draw = 0;   // below 1024
};

Words draw_words(std::uint64_t seed, const Address& address);

// A uniform number in (0, 1) from one word: the same bits everywhere.
inline double uniform(std::uint32_t word) { return (static_cast<double>(word) + 0.5) * 0x1p-32; }

// A Boost.Random engine over one address, for distributions outside the month: words of draw, draw+1, ... up to
// draw 1023, then of draw 0, 1, ... of a subject that is a hash of this one. So it never ends.
class Stream {
 public:
  using result_type = std::uint32_t;
  Stream(std::uint64_t seed, Address address) : seed_(seed), address_(address) {}
  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return 0xffffffffu; }
  result_type operator()();

 private:
  std::uint64_t seed_;
  Address address_;
  Words words_{};
  unsigned used_ = 4;
};

// The month's hot path: words of `count` subjects at one (replicate, process, month, draw), word w of
// subject i to words[w][i]. Same bits as draw_words.
void draw_blocks(std::uint64_t seed, const std::uint64_t* subjects, int count, std::uint32_t replicate, Process process,
                 std::uint32_t month, std::uint32_t draw, std::array<std::uint32_t*, 4> words);

}  // namespace tuiyan
