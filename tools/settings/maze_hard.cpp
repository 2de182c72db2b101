#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/neat.hpp>

#include "settings.hpp"

namespace plexus::settings {

// NEAT as published, with novelty in place of the score, and bolder steps: small ones let robots end where others did.
// No network is scored twice: there are no elites.
Setting maze_hard() {
  evolve::Options options = evolve::neat_options_published();
  options.strategy = evolve::Strategy::novelty;
  options.population = 250;
  options.generations = 2000;
  options.elitism = 0;
  options.species.elite_size = 0;
  options.mutation.weights.step = options.mutation.weights.spread = 5;
  options.mutation.biases = options.mutation.weights;
  return {options, architect::Perceptron({10, 2}, {.output = Activation::logistic})};
}

}  // namespace plexus::settings
