#pragma once

#include <cstddef>
#include <span>

#include <plexus/evolve/state.hpp>
#include <plexus/network/network.hpp>

// The steps of a steady state, for the strategy and for the run that takes them while others are scored.

namespace plexus::evolve {

/// Lets a network that was scored become a resident of `next`, or not, and returns the one to be scored in its place:
/// a child of the residents as they are now; or, while there are fewer networks than residents, another of the first.
/// `position` is its place among the networks of its window, State::generation of `next` the number of that.
Network replace_scored(State& next, std::span<const Network> starts, const Network& network, double score,
                       std::size_t position);

/// What is done once for each window of networks that were scored: species are sorted anew.
void close_window(State& next);

}  // namespace plexus::evolve
