#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/neat.hpp>

#include "settings.hpp"

namespace plexus::settings {

// Two connections cannot do it, so nearly all children grow; and a weight that is drawn anew from a wide range is as
// likely as a step to be what a new unit needs. Biases hardly count: they begin near 0, where they may stay.
Setting xor_neat() {
  using evolve::Mutation;
  evolve::Options options = evolve::neat_options_published();
  options.population = 150;
  options.generations = 300;
  options.spread = 0.1;
  options.crossover.share = 0.4;
  options.mutation.kinds = {{Mutation::add_node, 0.2},
                            {Mutation::add_connection, 0.9},
                            {Mutation::modify_weight, 1},
                            {Mutation::modify_bias, 0.04}};
  options.mutation.activations = {Activation::tanh};
  options.mutation.weights.step = 2;
  options.mutation.weights.replace = 0.5;
  options.mutation.weights.spread = 10;
  options.mutation.biases = options.mutation.weights;
  options.species.target = 3;
  options.species.threshold = 1;
  options.species.weights = 0.05;
  options.species.survival = 0.1;
  options.species.elite_size = 5;
  options.selection.size = 2;
  return {options, architect::Perceptron({2, 1}, {.output = Activation::logistic})};
}

}  // namespace plexus::settings
