#pragma once

#include <span>

#include <plexus/core/random.hpp>
#include <plexus/evolve/crossover/couple.hpp>
#include <plexus/evolve/crossover/crossover.hpp>
#include <plexus/evolve/mutation/mutation.hpp>
#include <plexus/network/network.hpp>

namespace plexus::evolve {

/// Neighbouring weights or biases that both parents have, and that are trained. Both are as many.
struct CommonValues {
  std::span<double> values;        ///< of the child: at first the fitter parent's, or the first's
  std::span<const double> others;  ///< the other parent's
};

/// Gives the child its share of what both parents have: first biases, then weights, in its order.
using Mix = void (*)(std::span<const CommonValues> genes, Random& random, const CrossoverOptions& options);

/// Takes from the other parent the genes between two shares of their number, or all but those; which is drawn.
void take_between(std::span<const CommonValues> genes, double first, double last, Random& random);

/// The child of two networks whose units and connections are matched by their ids, inputs and outputs by their order.
///
/// It has the structure of the fitter parent, and shares its topology. Parents that are equally fit may instead have a
/// child with the units and connections of both (CrossoverOptions::unite), in an order that both could be computed in;
/// what would then read the step before instead of this one, or the reverse, is left out, and so is all of the second
/// parent when the limits are too narrow. Of connections that are disabled see cross_disabled.
/// Source: Stanley and Miikkulainen 2002, section 3.2; structure from the fitter parent.
Network cross_by_ids(const Couple& couple, Random& random, const CrossoverOptions& options, const Limits& limits,
                     Mix mix);

}  // namespace plexus::evolve
