#pragma once

#include <plexus/core/random.hpp>
#include <plexus/evolve/mutation/mutation.hpp>
#include <plexus/network/network.hpp>

namespace plexus::evolve {

/// Mutates a network `options.amount` times, each time by a kind drawn from `options.kinds`, or chosen by
/// `options.choose`. A drawn kind that finds nothing to do is not drawn again, so no mutation is lost while another is
/// possible (but see MutationOptions::neataptic_draws). With `options.independent` each kind is applied once with its
/// share as probability, in the order of `options.kinds`, and all may pass. Returns whether anything was done.
/// Throws Error, and changes nothing, naming every option that is out of its range.
bool mutate(Network& network, Random& random, const MutationOptions& options);

/// Mutates a network once, in this way. Returns whether it found something to do (see can_apply).
/// Throws Error, and changes nothing, naming every option that is out of its range.
bool mutate(Network& network, Mutation mutation, Random& random, const MutationOptions& options = {});

/// As the first, for options that are known to be in their ranges.
bool mutate_unchecked(Network& network, Random& random, const MutationOptions& options);

}  // namespace plexus::evolve
