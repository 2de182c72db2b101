#pragma once

#include <bit>
#include <cstdint>

namespace plexus::evolve {

/// `condition ? yes : no` without a branch, for conditions that are drawn: a processor could not foresee them.
inline double choose(bool condition, double yes, double no) {
  const auto a = std::bit_cast<std::uint64_t>(yes), b = std::bit_cast<std::uint64_t>(no);
  return std::bit_cast<double>(b ^ ((a ^ b) & (std::uint64_t{0} - (condition ? 1U : 0U))));
}

}  // namespace plexus::evolve
