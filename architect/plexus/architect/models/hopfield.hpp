#pragma once

#include <cstddef>
#include <cstdint>

#include <plexus/architect/construct.hpp>

namespace plexus::architect {

/// What Neataptic calls a Hopfield network: `units` inputs, each joined to each of as many step outputs, to be taught
/// patterns of 0 and 1 by the delta rule (target - output) * input. Steps have no slope, so a training by gradients
/// does not change it. Weights start small, so that what is taught outweighs them. It has no recurrence; HopfieldMemory
/// is the network that Hopfield described. Throws Error when `units` is 0.
///
/// Source: Neataptic 1.4.7, architect.Hopfield
Network Hopfield(std::size_t units, std::uint64_t seed = 0);

}  // namespace plexus::architect
