#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include <plexus/evolve/game/poles.hpp>
#include <plexus/evolve/task/task.hpp>

namespace plexus::evolve {

/// What the score of a network that balances two poles is.
enum class PoleFitness {
  steps,    ///< the steps for which they stand, up to 100,000
  damping,  ///< for 1,000 steps, and better the calmer the last 100 are: see damping_fitness
};

struct PoleTaskOptions {
  bool velocities = true;  ///< whether the network sees them
  double degrees = 4;      ///< the angle at which the first pole starts; all else is upright and at rest
  PoleFitness fitness = PoleFitness::steps;
};

/// One pole on a cart (see Poles), in the setting of Gomez, Schmidhuber and Miikkulainen 2008: the score is the number
/// of steps for which it stands, and 100,000 steps of 0.02 s solve it. `fitness` is not read.
Task single_pole_task(const PoleTaskOptions& options = {});

/// Two poles on a cart. With PoleFitness::steps, 100,000 steps solve it. With PoleFitness::damping a network has also
/// to master 200 of the 625 starts: what Gruau, Whitley and Pyeatt 1996 ask of those that do not see velocities, as
/// later publications do. Stanley and Miikkulainen 2002 and Igel 2003 start at 1 degree when velocities are seen,
/// Gomez, Schmidhuber and Miikkulainen 2008 at 4 degrees.
Task double_pole_task(const PoleTaskOptions& options = {});

/// The fitness of Gruau, Whitley and Pyeatt 1996: 0.1 t / 1000 + 0.9 (0.75 / sum), where t is the number of steps for
/// which the poles stood, up to 1,000, and the sum is that of |x| + |x'| + |a| + |a'| of the cart and the long pole
/// over the states after the last 100 of them. Without the second part when t is below 100.
double damping_fitness(const Network& network, const PoleTaskOptions& options = {});

/// The starts of the test of Gruau, Whitley and Pyeatt 1996: all combinations of the shares 0.05, 0.25, 0.5, 0.75 and
/// 0.95 of the ranges x +-2.16 m, x' +-1.35 m/s, a +-3.6 degrees and a' +-8.6 degrees/s of the long pole, x changing
/// slowest; the short pole is upright and at rest.
std::vector<DoublePole::State> double_pole_starts();

}  // namespace plexus::evolve
