#pragma once

#include <cstdint>

namespace plexus {

/// The lasting name of a unit or a connection (NEAT's historical marking). Ids are hashes of where a thing came from,
/// so the same innovation gets the same id in any thread, process or machine, with no counter to share.
using Id = std::uint64_t;

/// Hashes an ordered pair: mix(a, b) differs from mix(b, a). The finalizer is that of SplitMix64
/// (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators").
constexpr Id mix(Id first, Id second) noexcept {
  Id hash = first * 0x9E3779B97F4A7C15U + second + 0x632BE59BD9B4E019U;
  hash = (hash ^ (hash >> 30U)) * 0xBF58476D1CE4E5B9U;
  hash = (hash ^ (hash >> 27U)) * 0x94D049BB133111EBU;
  return hash ^ (hash >> 31U);
}

/// The id of the connection that joins two units.
constexpr Id connection_id(Id from, Id to) noexcept { return mix(from, to); }

/// The id of the unit that splits a connection for the `nth` time (0 is the first) in one line of descent.
constexpr Id split_id(Id connection, std::uint64_t nth) noexcept { return mix(mix(connection, 0x5B117U), nth); }

/// The ids of units that were built, not evolved: the nth input, hidden unit or output of a network.
constexpr Id input_id(std::uint64_t nth) noexcept { return mix(1, nth); }
constexpr Id hidden_id(std::uint64_t nth) noexcept { return mix(2, nth); }
constexpr Id output_id(std::uint64_t nth) noexcept { return mix(3, nth); }

/// The id of the nth parameter tensor that was built.
constexpr Id tensor_id(std::uint64_t nth) noexcept { return mix(4, nth); }

}  // namespace plexus
