#pragma once

#include <plexus/core/random.hpp>
#include <plexus/evolve/crossover/couple.hpp>
#include <plexus/evolve/crossover/crossover.hpp>
#include <plexus/evolve/mutation/mutation.hpp>
#include <plexus/network/network.hpp>

// The crossovers, each in a file of its own. All have one shape: they make the child of two networks that have the same
// numbers of inputs and outputs and are within the limits, and so is the child.
//
// The first four match units and connections by their ids (see by_ids.hpp), and differ in whose weights and biases the
// child has where both have them.

namespace plexus::evolve {

/// Each from either parent at random. Source: Syswerda 1989, "Uniform crossover in genetic algorithms".
Network uniform(const Couple& couple, Random& random, const CrossoverOptions& options, const Limits& limits);

/// Each the mean of both.
Network average(const Couple& couple, Random& random, const CrossoverOptions& options, const Limits& limits);

/// Those before a point (CrossoverOptions::single_point) from one parent, the rest from the other; which one begins is
/// drawn. Source: Holland 1975, "Adaptation in natural and artificial systems".
Network single_point(const Couple& couple, Random& random, const CrossoverOptions& options, const Limits& limits);

/// Those between two points (CrossoverOptions::two_points) from one parent, the rest from the other; which one begins
/// is drawn.
Network two_point(const Couple& couple, Random& random, const CrossoverOptions& options, const Limits& limits);

/// Neataptic's Network.crossOver, draw for draw: units and connections are matched by their positions. The child has as
/// many units as the fitter parent (of equally fit ones a number between theirs), each, an activation with its bias,
/// from either; connections that both have from either, and those of the fitter parent alone (of equally fit ones
/// both), if the child has the units. What goes beyond the limits is left out.
///
/// The same position is rarely the same thing: once one parent has a unit more, all behind it are matched with
/// strangers, and connections to outputs come to hidden units. Prefer the others; this one is for those who repeat
/// Neataptic's runs.
Network by_position(const Couple& couple, Random& random, const CrossoverOptions& options, const Limits& limits);

}  // namespace plexus::evolve
