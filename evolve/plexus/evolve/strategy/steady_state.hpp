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

/// What is done after each window of networks that were scored: when these windows are as many networks as a population
/// has, species are sorted anew, and the phase is decided on.
void close_window(State& next);

}  // namespace plexus::evolve
