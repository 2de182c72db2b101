#pragma once

#include <span>

#include <plexus/network/network.hpp>

namespace plexus::evolve {

/// Lets each network whose topology equals one that comes before it, or that one of `others` has, share that topology,
/// and with it what it is compiled to. So the same innovation of two children, or one that was made before, costs its
/// program once.
void share_topologies(std::span<Network> networks, std::span<const Network> others);

}  // namespace plexus::evolve
