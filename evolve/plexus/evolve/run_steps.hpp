#pragma once

#include <functional>
#include <span>

#include <plexus/evolve/run.hpp>

namespace plexus::evolve {

/// Goes on with a population by this step, which tells it the scores of the networks that it asks for, until a reason
/// to stop. What all runs have in common. The population is told the goal, see Population::aim.
Result run_steps(Population& population, Goal goal, const std::function<void()>& step,
                 const OnGeneration& on_generation);

/// Throws Error when there never was a finite score to select by, and none of these is one or reaches the target. Later
/// on a generation may do without: the champion stays.
void require_finite_scores(const Population& population, std::span<const double> scores);

}  // namespace plexus::evolve
