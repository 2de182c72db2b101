#pragma once

#include <vector>

#include <plexus/evolve/options.hpp>

#include "genome.hpp"

namespace plexus::golden {

/// What Neataptic does between two generations, from one list of numbers for all. Our own breeding has a stream for
/// each child; the parts, selection, crossover and mutation, are ours.

/// Neataptic's options of a `neat` or `evolve` file, as ours.
evolve::Options options_in(const Json& options);

/// The network as Neataptic's `test` leaves it: that sets the masks of the hidden nodes of one that was trained with
/// dropout, which `want`, a network object, says.
Network as_tested(const Network& network, const Json& want, Comparison& comparison);

/// Neataptic's Network.crossOver.
Network cross_as_neataptic(const Network& first, const Network& second, double first_score, double second_score,
                           bool equal, Draws& draws);

/// The next generation: copies of the start, children, and then the best, which live on.
std::vector<Network> breed(const std::vector<Network>& population, const std::vector<double>& scores,
                           const std::vector<Network>& starts, const evolve::Options& options, Draws& draws);

}  // namespace plexus::golden
