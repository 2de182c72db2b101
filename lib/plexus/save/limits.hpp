#pragma once

#include <cstddef>
#include <cstdint>

namespace plexus {

// What a saved file may ask of the one who reads it. What Plexus writes stays far below.
inline constexpr std::size_t deepest_nesting = 64;  ///< lists and objects inside each other; the parsers recurse
inline constexpr std::size_t most_members = 256;    ///< of one object; each name is compared with the others
inline constexpr std::uint64_t largest_file = (1ULL << 32U) - 1;  ///< in bytes; RapidJSON counts in 32 bits

}  // namespace plexus
