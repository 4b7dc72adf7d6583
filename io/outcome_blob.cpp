#include "io/outcome_blob.h"

#include <zlib.h>

#include <bit>
#include <cstdint>
#include <stdexcept>

namespace tuiyan {

namespace {

constexpr int planes = 8;
constexpr int fast = 3;  // zlib's level: a tenth larger than the best, several times faster

const Bytef* bytes_of(const char* text) { return reinterpret_cast<const Bytef*>(text); }
Bytef* bytes_of(char* text) { return reinterpret_cast<Bytef*>(text); }

}  // namespace

std::string pack_outcome(const Outcome& outcome) {
  const std::size_t count = outcome.size();
  std::string sorted(count * planes, '\0');
  for (std::size_t i = 0; i < count; ++i) {
    const auto bits = std::bit_cast<std::uint64_t>(outcome[i]);
    for (std::size_t plane = 0; plane < planes; ++plane)
      sorted[plane * count + i] = static_cast<char>(bits >> (8 * plane) & 0xff);
  }
  uLongf size = compressBound(sorted.size());
  std::string packed(size, '\0');
  if (compress2(bytes_of(packed.data()), &size, bytes_of(sorted.data()), sorted.size(), fast) != Z_OK)
    throw std::bad_alloc();
  packed.resize(size);
  return packed;
}

std::optional<Outcome> unpack_outcome(std::string_view bytes, std::size_t points) {
  std::string sorted(points * planes, '\0');
  uLongf size = sorted.size();
  if (uncompress(bytes_of(sorted.data()), &size, bytes_of(bytes.data()), bytes.size()) != Z_OK) return {};
  if (size != sorted.size()) return {};
  Outcome outcome(points);
  for (std::size_t i = 0; i < points; ++i) {
    std::uint64_t bits = 0;
    for (std::size_t plane = 0; plane < planes; ++plane)
      bits |= std::uint64_t{static_cast<unsigned char>(sorted[plane * points + i])} << (8 * plane);
    outcome[i] = std::bit_cast<double>(bits);
  }
  return outcome;
}

}  // namespace tuiyan
