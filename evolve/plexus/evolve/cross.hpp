#pragma once

#include <plexus/core/random.hpp>
#include <plexus/evolve/crossover/couple.hpp>
#include <plexus/evolve/crossover/crossover.hpp>
#include <plexus/evolve/mutation/mutation.hpp>
#include <plexus/network/network.hpp>

namespace plexus::evolve {

/// The child of two networks by a crossover that is drawn from `options.kinds` (see crossover/operators.hpp). Both are
/// to be within the limits, and so is the child. Throws Error when the numbers of inputs or outputs differ, and naming
/// every option that is out of its range.
Network cross(const Couple& couple, Random& random, const CrossoverOptions& options = {}, const Limits& limits = {});

/// The same for options that are known to be in their ranges.
Network cross_unchecked(const Couple& couple, Random& random, const CrossoverOptions& options, const Limits& limits);

}  // namespace plexus::evolve
