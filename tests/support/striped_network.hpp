#pragma once

#include <cstdint>

#include <plexus/network/network.hpp>

namespace plexus::testing {

/// A network of groups of 1 to 20 units, most of whose connections lead from the units in a row to the units of a
/// group, one to one, as in gated layers: from units before and after it, some gated by units in a row, some with
/// self-connections, some with a connection left out, with masks and other activations here and there; and of groups
/// in a row to which all units of another group are connected. A function of the seed.
Network striped_network(std::uint64_t seed);

}  // namespace plexus::testing
