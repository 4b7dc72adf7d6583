// The numbers of one mix in one replicate as compact bytes: the eight bytes of each double sorted into planes
// (most of them repeat), then zlib. Not a number stays what it was, to the bit.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "sim/outcome.h"

namespace tuiyan {

std::string pack_outcome(const Outcome& outcome);
std::optional<Outcome> unpack_outcome(std::string_view bytes, std::size_t points);  // none if the bytes are damaged

}  // namespace tuiyan
