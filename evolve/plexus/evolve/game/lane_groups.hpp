#pragma once

#include <array>
#include <cstddef>

namespace plexus::evolve {

inline constexpr std::size_t lane_group_size = 8;  ///< lanes: the widest vector of doubles

/// The same number of each lane of a group.
using LaneRow = std::array<double, lane_group_size>;

/// Neighbouring lanes of an environment, whose state is so many numbers each.
template <std::size_t numbers>
struct alignas(64) LaneGroup {
  std::array<LaneRow, numbers> state{};
  LaneRow steps{};    ///< taken
  LaneRow score{};    ///< so far
  LaneRow playing{};  ///< 1 in an episode, 0 after it
};

}  // namespace plexus::evolve
