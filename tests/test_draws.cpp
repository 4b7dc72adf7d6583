#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "sim/array_loops.h"
#include "sim/draws.h"

namespace tuiyan {
namespace {

constexpr std::uint64_t word_pair(std::uint64_t low, std::uint64_t high) { return high << 32 | low; }

// Published with Random123 (kat_vectors, philox4x32 10). The fourth word of the counter holds process, month and
// draw; every pattern of bits can be written as such.
struct KnownAnswer {
  std::uint64_t seed, subject;
  std::uint32_t third, fourth;
  Words words;
};
const KnownAnswer known_answers[] = {
    {0, 0, 0, 0, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
    {~0ull, ~0ull, 0xffffffff, 0xffffffff, {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
    {word_pair(0xa4093822, 0x299f31d0),
     word_pair(0x243f6a88, 0x85a308d3),
     0x13198a2e,
     0x03707344,
     {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
};

Address address_of(const KnownAnswer& known) {
  return {known.subject, known.third, static_cast<Process>(known.fourth >> 22), known.fourth >> 10 & 0xfff,
          known.fourth & 0x3ff};
}

TEST(Draws, KnownAnswersByAddress) {
  for (const KnownAnswer& known : known_answers) EXPECT_EQ(draw_words(known.seed, address_of(known)), known.words);
}

TEST(Draws, KnownAnswersInBlocksOnEveryInstructionSet) {
  const ArrayLoopsList available = available_array_loops();
  for (int l = 0; l < available.count; ++l)
    for (const KnownAnswer& known : known_answers) {
      const std::vector<std::uint64_t> subjects(37, known.subject);
      std::array<std::vector<std::uint32_t>, 4> words;
      for (auto& word : words) word.resize(subjects.size());
      std::uint32_t* const to[] = {words[0].data(), words[1].data(), words[2].data(), words[3].data()};
      available.loops[l]->philox(known.seed, subjects.data(), 37, known.third, known.fourth, to);
      for (std::size_t w = 0; w < 4; ++w)
        EXPECT_EQ(words[w], std::vector<std::uint32_t>(subjects.size(), known.words[w])) << available.loops[l]->name;
    }
}

TEST(Draws, BlocksOfAnySizeGiveTheWordsOfTheAddress) {
  const std::uint64_t seed = 0x0123456789abcdef;
  std::vector<std::uint64_t> subjects;
  for (std::uint64_t i = 0; i < 70; ++i) subjects.push_back(subject_of(7, i));
  for (int count = 0; count <= 70; ++count) {
    const auto size = static_cast<std::size_t>(count);
    std::array<std::vector<std::uint32_t>, 4> words;
    for (auto& word : words) word.assign(size + 1, 0xdeadbeef);
    draw_blocks(seed, subjects.data(), count, 5, Process::household_month, 211, 3,
                {words[0].data(), words[1].data(), words[2].data(), words[3].data()});
    for (std::size_t i = 0; i < size; ++i) {
      const Words expected = draw_words(seed, {subjects[i], 5, Process::household_month, 211, 3});
      for (std::size_t w = 0; w < 4; ++w) ASSERT_EQ(words[w][i], expected[w]) << count << " " << i;
    }
    for (const auto& word : words) EXPECT_EQ(word[size], 0xdeadbeef) << "written beyond the end";
  }
}

TEST(Draws, EveryPartOfTheAddressCounts) {
  const Address base{42, 1, Process::job, 200, 0};
  std::set<Words> seen = {draw_words(1, base)};
  Address other = base;
  other.subject = 42 + (1ull << 32);
  EXPECT_TRUE(seen.insert(draw_words(1, other)).second);
  other = base, other.replicate = 2;
  EXPECT_TRUE(seen.insert(draw_words(1, other)).second);
  other = base, other.process = Process::failure;
  EXPECT_TRUE(seen.insert(draw_words(1, other)).second);
  other = base, other.month = 201;
  EXPECT_TRUE(seen.insert(draw_words(1, other)).second);
  other = base, other.draw = 1;
  EXPECT_TRUE(seen.insert(draw_words(1, other)).second);
  EXPECT_TRUE(seen.insert(draw_words(2, base)).second);
  EXPECT_TRUE(seen.insert(draw_words(1 + (1ull << 32), base)).second);
}

TEST(Draws, MonthsBeforeJanuary2000Wrap) {
  const Address before{42, 1, Process::job, static_cast<std::uint32_t>(-3), 0};
  EXPECT_EQ(draw_words(1, before), draw_words(1, {42, 1, Process::job, 4093, 0}));
  EXPECT_NE(draw_words(1, before), draw_words(1, {42, 1, Process::job, 3, 0}));
}

TEST(Draws, StreamGivesTheWordsOfOneDrawAfterTheOther) {
  const Address address{99, 3, Process::skeleton, 12, 5};
  Stream stream(8, address);
  for (std::uint32_t draw = 5; draw < 9; ++draw) {
    Address at = address;
    at.draw = draw;
    for (const std::uint32_t word : draw_words(8, at)) EXPECT_EQ(stream(), word);
  }
}

TEST(Draws, StreamGoesOnWhereTheDrawsOfASubjectEnd) {
  Stream stream(8, {99, 3, Process::skeleton, 12, 1023});
  for (const std::uint32_t word : draw_words(8, {99, 3, Process::skeleton, 12, 1023})) EXPECT_EQ(stream(), word);
  std::set<std::uint32_t> seen;
  for (int i = 0; i < 3000; ++i) seen.insert(stream());
  EXPECT_EQ(seen.size(), 3000u);
  Stream from_start(8, {99, 3, Process::skeleton, 12, 0});
  for (int i = 0; i < 4096; ++i) EXPECT_FALSE(seen.contains(from_start()));
}

TEST(Draws, UniformNeverReachesItsEnds) {
  EXPECT_GT(uniform(0), 0);
  EXPECT_LT(uniform(0xffffffff), 1);
}

TEST(Draws, HashesAreWhatTheyWere) {
  EXPECT_EQ(hash_text(""), 0xf52a15e9a9b5e89bu);
  EXPECT_EQ(hash_text("hohhot-2017"), 0x96fa9883bb13b76bu);
  EXPECT_EQ(subject_of(1, 2), 0x081a5c1377856b73u);
}

TEST(Draws, SubjectsOfPairsDiffer) {
  std::set<std::uint64_t> seen;
  for (std::uint64_t parent = 0; parent < 100; ++parent)
    for (std::uint64_t child = 0; child < 100; ++child) EXPECT_TRUE(seen.insert(subject_of(parent, child)).second);
}

}  // namespace
}  // namespace tuiyan
