#pragma once

#include <plexus/evolve/fitness.hpp>
#include <plexus/train/dataset.hpp>
#include <plexus/train/train.hpp>

namespace plexus::evolve {

/// Evolution and training together: each network learns from the data, and what it has become is scored by the fitness,
/// confirmed, and put to its criterion. Options::inherit_learned decides whether its children start from what it
/// learned (Lamarck) or from what it was born with (Baldwin); a champion is saved as it was scored. With Lamarck CMA-ES
/// follows the weights that the best networks learned, and CoSyNE recombines them; a weight beyond its limit is brought
/// back to it. PGPE is Baldwin's always: it draws its networks anew, and climbs along the gradient of what they come to
/// by learning. (StrategyRow::inherits tells.) A network whose parameters are not all finite afterwards has the score
/// NaN.
///
///   Fitness fitness = after_training(training, {.updates = 20}, error_on(validation));
///
/// TrainOptions::updates is the budget of gradient steps of each evaluation; TrainOptions::seed is mixed with the
/// trial, and threads and on_epoch are ignored, since networks are evaluated side by side. Throws Error when the data
/// set is empty; other mistakes are told when a network is scored.
///
/// Source: Hinton and Nowlan 1987, "How learning can guide evolution"; Whitley, Gordon and Mathias 1994, "Lamarckian
/// evolution, the Baldwin effect and function optimization".
Fitness after_training(const Dataset& data, const TrainOptions& training, Fitness fitness);

}  // namespace plexus::evolve
