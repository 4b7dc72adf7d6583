#include "sim/draws.h"

#include <Random123/philox.h>

#include <cassert>

#include "sim/array_loops.h"

namespace tuiyan {

namespace {

// Finaliser of SplitMix64 (Steele, Lea and Flood 2014): every bit of the input reaches every bit of the output.
std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

std::uint32_t low(std::uint64_t x) { return static_cast<std::uint32_t>(x); }
std::uint32_t high(std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32); }

constexpr std::uint32_t draws_of_address = 1024;

// process:10 | month:12 | draw:10
std::uint32_t packed(Process process, std::uint32_t month, std::uint32_t draw) {
  const auto number = static_cast<std::uint32_t>(process);
  assert(number < 1024 && draw < draws_of_address);
  return number << 22 | (month & 0xfffu) << 10 | draw;
}

}  // namespace

std::uint64_t hash_text(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return mixed(hash);
}

// For one parent a bijection of the child, so that children of one parent never share a subject.
std::uint64_t subject_of(std::uint64_t parent, std::uint64_t child) {
  return mixed(mixed(parent + 0x9e3779b97f4a7c15u) ^ child);
}

Words draw_words(std::uint64_t seed, const Address& address) {
  const r123::Philox4x32::ctr_type counter{{low(address.subject), high(address.subject), address.replicate,
                                            packed(address.process, address.month, address.draw)}};
  const r123::Philox4x32::key_type key{{low(seed), high(seed)}};
  const auto words = r123::Philox4x32()(counter, key);
  return {words[0], words[1], words[2], words[3]};
}

Stream::result_type Stream::operator()() {
  if (used_ == words_.size()) {
    if (address_.draw == draws_of_address) {
      address_.subject = subject_of(address_.subject, draws_of_address);
      address_.draw = 0;
    }
    words_ = draw_words(seed_, address_);
    ++address_.draw;
    used_ = 0;
  }
  return words_[used_++];
}

void draw_blocks(std::uint64_t seed, const std::uint64_t* subjects, int count, std::uint32_t replicate, Process process,
                 std::uint32_t month, std::uint32_t draw, std::array<std::uint32_t*, 4> words) {
  array_loops().philox(seed, subjects, count, replicate, packed(process, month, draw), words.data());
}

}  // namespace tuiyan
