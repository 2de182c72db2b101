#pragma once

#include <cstdint>

#include <plexus/network/network.hpp>

namespace plexus::testing {

/// A recurrent network of dense blocks of all sizes from 3 x 5 to 150 x 37, of which some are gated by their sources,
/// some by their targets, before or after these are computed, with single connections and self-connections between.
Network wide_network(std::uint64_t seed);

}  // namespace plexus::testing
