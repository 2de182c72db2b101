#pragma once

#include <plexus/core/random.hpp>
#include <plexus/evolve/mutation/mutation.hpp>
#include <plexus/evolve/options.hpp>
#include <plexus/network/network.hpp>

namespace plexus::evolve {

/// The child of two networks with the same numbers of inputs and outputs. Units and connections are matched by their
/// ids, inputs and outputs by their order.
///
/// The child has the structure of the fitter parent, and shares its topology. Each weight and bias that both have, and
/// that is trainable, comes from either at random, or is their mean (CrossoverOptions::average). Parents that are
/// `equally_fit` may instead have a child with the units and connections of both, in an order that both could be
/// computed in; what would then read the step before instead of this one, or the reverse, is left out, and so is all of
/// the other parent when the limits are too narrow.
///
/// Throws Error when the numbers of inputs or outputs differ.
/// Source: Stanley and Miikkulainen 2002, section 3.2; structure from the fitter parent and no disabled genes.
Network cross(const Network& fitter, const Network& other, bool equally_fit, Random& random,
              const CrossoverOptions& options = {}, const Limits& limits = {});

}  // namespace plexus::evolve
