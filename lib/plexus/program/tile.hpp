#pragma once

#include <algorithm>
#include <cstddef>

namespace plexus {

/// How many lanes are computed together when there are many: rows of 256 bytes are whole vectors of every instruction
/// set, enough of them to reuse each weight, and few enough for the rows of a network to stay in a near cache.
template <class Real>
inline constexpr std::size_t lanes_of_a_tile = 256 / sizeof(Real);

/// Calls body(first lane, number of lanes) for each tile.
template <class Real, class Body>
void for_each_tile(std::size_t lanes, Body body) {
  for (std::size_t first = 0; first < lanes; first += lanes_of_a_tile<Real>)
    body(first, std::min(lanes_of_a_tile<Real>, lanes - first));
}

}  // namespace plexus
