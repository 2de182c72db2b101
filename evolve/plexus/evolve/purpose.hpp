#pragma once

#include <cstdint>
#include <limits>

namespace plexus::evolve {

/// What random numbers are drawn for: the last part of the key of each stream, beside seed, generation and individual.
enum class Purpose : std::uint64_t {
  begin = 1,
  breed,
  represent,
  episode,
  confirmation,
  admission,
  draw = 101,
  restart,
  permute,
  cluster = 301,
  medoid,
  replace,
};

constexpr std::uint64_t key_of(Purpose purpose) { return static_cast<std::uint64_t>(purpose); }

/// Stands for the individual in streams that all individuals share.
inline constexpr std::uint64_t everyone = std::numeric_limits<std::uint64_t>::max();

}  // namespace plexus::evolve
