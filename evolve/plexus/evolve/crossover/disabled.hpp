#pragma once

#include <plexus/core/random.hpp>
#include <plexus/evolve/crossover/crossover.hpp>
#include <plexus/evolve/mutation/mutation.hpp>
#include <plexus/network/network.hpp>

namespace plexus::evolve {

/// What a child of two networks, matched by ids, inherits of connections that are disabled. It comes with those of the
/// parents whose structure it has. Then each of its connections that is disabled in one of the parents, or in both, is
/// disabled with the probability CrossoverOptions::disabled, and enabled without it: one draw for each, first for those
/// that are enabled in the child. One that both parents have and that is disabled in the child has the weight of
/// either, at random. Nothing is enabled beyond the limits. Source: Stanley and Miikkulainen 2002, section 4.1: "There
/// was a 75% chance that an inherited gene was disabled if it was disabled in either parent." Their program drew again
/// for what was inherited from the parent in which it is disabled, which comes to 87.5 %.
Network cross_disabled(Network child, const Network& fitter, const Network& other, Random& random,
                       const CrossoverOptions& options, const Limits& limits);

}  // namespace plexus::evolve
