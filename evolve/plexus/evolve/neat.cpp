#include <plexus/evolve/neat.hpp>

namespace plexus::evolve {

Options neat_options_published() {
  StepOptions steps;
  steps.distribution = Distribution::uniform;
  steps.share = 1;
  steps.sparsest = 1;
  steps.step = 2.5;
  steps.finest = 1;
  steps.replace = 0.1;
  steps.spread = 2.5;

  Options options;
  options.crossover.share = 0.75;
  options.crossover.between_species = 0.001;
  options.mutation.rate = 1;
  options.mutation.independent = true;
  options.mutation.kinds = {{Mutation::add_node, 0.03},
                            {Mutation::add_connection, 0.05},
                            {Mutation::modify_weight, 0.8},
                            {Mutation::modify_bias, 0.8}};
  options.mutation.weights = options.mutation.biases = steps;
  options.mutation.activations = {Activation::logistic};
  options.species.target = 10;
  options.species.threshold = 3;
  options.species.structure = 1;
  options.species.weights = 0.4;
  options.species.stagnation = 15;
  options.species.survival = 0.2;
  options.species.elite_size = 6;
  return options;
}

Options neat_options() {
  Options options = neat_options_published();
  options.mutation.kinds = {{Mutation::add_node, 0.1},
                            {Mutation::add_connection, 0.3},
                            {Mutation::modify_weight, 0.8},
                            {Mutation::modify_bias, 0.4}};
  options.mutation.activations = {Activation::tanh};
  StepOptions& steps = options.mutation.weights;
  steps.distribution = Distribution::normal;
  steps.sparsest = 0;
  steps.step = steps.spread = 3;
  steps.finest = 0.05;
  options.mutation.biases = steps;
  return options;
}

Options neat_options_large() {
  Options options = neat_options_published();
  options.population = 1000;
  for (MutationShare& each : options.mutation.kinds)
    if (each.mutation == Mutation::add_connection) each.share = 0.3;
  options.species.threshold = 4;
  options.species.weights = 3;
  return options;
}

}  // namespace plexus::evolve
