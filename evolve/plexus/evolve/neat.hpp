#pragma once

#include <plexus/evolve/options.hpp>

namespace plexus::evolve {

/// NEAT, as options that do well at many problems: those of neat_options_published() but for what mutation does.
///
///   hidden units   tanh: the publication's sigmoid is 4.9 times as steep as `logistic`, which wants larger weights
///   steps          normal, of one weight to all of them, and of 0.15 to 3, both drawn anew for each child: where many
///                  weights are right, to change all of them breaks more than it mends
///   new weights    normal, with a standard deviation of 3
///   structure      10 % of the children get a unit, 30 % a connection, as in the publication's larger populations:
///                  most problems want more of both, and those that do not lose little
///   biases         change in 40 % of the children, half as many as weights: most of them may stay near 0
///
/// What that does, over 50 seeds, says evolve/README.md.
Options neat_options();

/// NEAT as it was published, as options: the probabilities of Stanley and Miikkulainen 2002, "Evolving neural networks
/// through augmenting topologies", section 4.1, those of its smaller populations.
///
///   crossover          75 % of the children have two parents, 0.1 % from two species; weights from either at random
///   weights, biases    of 80 % of the children: 90 % of them take a uniform step, 10 % are drawn anew
///   structure          3 % get a unit, 5 % a connection; each child may get any of these changes
///   distance           1 for disjoint and excess genes, over all genes; 0.4 for the mean difference of weights; one
///                      species within 3
///   species            no children after 15 generations without a better score; the best of more than 5 lives on
///
/// The publication leaves these open, and they are as in its time's programs: steps and new weights are up to 2.5, and
/// 20 % of a species may have children. What is different: biases are genes of their own, and not the weights of a unit
/// that is always 1; a split connection is replaced, not disabled, unless you set MutationOptions::keep_disabled, which
/// in our measurements makes searches longer and generations several times as slow, since few children share a
/// topology; the threshold of the distance is steered to about ten species, and so the genes of small genomes, too, are
/// divided by their number (SpeciesOptions::small_genomes: the publication allows for 20), which makes for finer steps;
/// and species are given children by the ranks of their members, so that scores of any sign and scale will do
/// (SpeciesOptions::sharing has the published way).
Options neat_options_published();

/// The same for its larger populations, of 1000 networks: 3 for the mean difference of weights, one species within 4,
/// and 30 % of the children get a connection.
Options neat_options_large();

}  // namespace plexus::evolve
