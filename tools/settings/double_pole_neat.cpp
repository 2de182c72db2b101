#include <algorithm>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/neat.hpp>

#include "settings.hpp"

namespace plexus::settings {

// Six weights can do it, and their ratios count: they begin near 0 and move by large steps. Species differ in structure
// alone.
Setting double_pole_neat() {
  using evolve::Mutation;
  evolve::Options options = evolve::neat_options_published();
  options.population = 150;
  options.generations = 667;  // 100,050 evaluations
  options.spread = 0.37;
  options.crossover.share = 0.8;
  options.mutation.kinds = {{Mutation::add_node, 0.03},
                            {Mutation::add_connection, 0.05},
                            {Mutation::modify_weight, 0.8},
                            {Mutation::modify_bias, 0.15}};
  options.mutation.activations = {Activation::tanh};
  evolve::StepOptions& weights = options.mutation.weights;
  weights.distribution = evolve::Distribution::normal;
  weights.share = 0.85;
  weights.step = 10;
  weights.finest = 0.1;
  weights.limit = 100;
  options.mutation.biases = weights;
  options.species.target = 7;
  options.species.threshold = 0.7;
  options.species.weights = 0;
  Network start = architect::Perceptron({6, 1}, {.output = Activation::tanh});
  std::ranges::fill(start.parameters(), 0);
  return {options, start};
}

}  // namespace plexus::settings
