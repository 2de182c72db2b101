#pragma once

#include <functional>

#include <plexus/evolve/run.hpp>

namespace plexus::evolve {

/// Goes on with a population by this step, which tells it the scores of the networks that it asks for, until a reason
/// to stop. What all runs have in common. Throws Error when the goal of the fitness is not that of the population.
Result run_steps(Population& population, Goal goal, const std::function<void()>& step,
                 const OnGeneration& on_generation);

}  // namespace plexus::evolve
