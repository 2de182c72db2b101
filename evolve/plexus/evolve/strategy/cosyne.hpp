#pragma once

#include <cstddef>
#include <span>

#include <plexus/core/random.hpp>

namespace plexus::evolve {

/// What the strategy `cosyne` reads: cooperative synapse neuroevolution. All values that one parameter has in the
/// networks of a generation are its subpopulation. The best networks have offspring, which replace the worst; then
/// values change places within their subpopulations, the more likely the worse the network is that they were scored in.
/// Those of the best network, and of all that are as good, stay, unless all networks are equally good; so do those of
/// offspring, which are scored as they are once.
///
/// Source: Gomez, Schmidhuber and Miikkulainen 2008, "Accelerated neural evolution through cooperatively coevolved
/// synapses", Journal of Machine Learning Research 9, algorithm 2. Different is that the chance of a value to change
/// its place follows from the rank of its score, so that it does not depend on the scale of the scores.
struct CosyneOptions {
  double range = 10;         ///< the first values are uniform within this distance from the start's, > 0
  double parents = 0.25;     ///< share of the networks, the best, that have offspring; in (0, 1]
  double offspring = 0.25;   ///< share of the networks, the worst, that are replaced by offspring; in [0, 1)
  double mutation = 0.3;     ///< chance of each value of an offspring to change, in [0, 1]
  double scale = 0.3;        ///< by a number that is Cauchy distributed with this scale, >= 0
  bool permute_all = false;  ///< all values change their places, those of the best networks and of offspring, too

  friend bool operator==(const CosyneOptions&, const CosyneOptions&) = default;
};

/// The chance of a value to change its place, from the merit of its network (1 for the best, 0 for the worst) and the
/// number of parameters: 1 - merit^(1/parameters).
double permutation_chance(double merit, std::size_t parameters);

/// Marks each value of a subpopulation with its chance, and puts those that are marked in random order.
void permute(std::span<double> subpopulation, std::span<const double> chances, Random& random);

}  // namespace plexus::evolve
