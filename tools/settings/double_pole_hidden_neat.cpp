#include <plexus/architect/construct.hpp>
#include <plexus/evolve/neat.hpp>
#include <plexus/graph/group.hpp>

#include "settings.hpp"
#include "zero_start.hpp"

namespace plexus::settings {
namespace {

// One hidden unit that sees its own last state and what the output was (Jordan 1986), and only adds up: a memory that
// is linear controls from far away as it does from near. Nothing has a bias, for the task is the same to the left and
// to the right.
Network jordan_start() {
  const Group in(3), middle(1, {.activation = Activation::identity}),
      out(1, {.activation = Activation::tanh, .role = GroupRole::output});
  in.connect(middle);
  middle.connect(middle, Pattern::one_to_one);
  middle.connect(out);
  out.connect(middle);
  return zero_start(architect::Construct({in, middle, out}));
}

}  // namespace

// Weights begin small, which finds networks that use their memory before any that saturate. The best of each generation
// is put to the test of the task: there are no elites, so none that failed it is in the way again.
Setting double_pole_hidden_neat() {
  using evolve::Mutation;
  evolve::Options options = evolve::neat_options_published();
  options.population = 80;
  options.generations = 1250;  // 100,000 evaluations
  options.spread = 0.3;
  options.elitism = 0;
  options.species.elite_size = 0;
  options.crossover.share = 0.5;
  options.mutation.kinds = {{Mutation::add_node, 0.025},
                            {Mutation::add_connection, 0.1},
                            {Mutation::modify_weight, 0.9},
                            {Mutation::remove_connection, 0.01},
                            {Mutation::add_self_connection, 0.05},
                            {Mutation::add_back_connection, 0.04},
                            {Mutation::remove_self_connection, 0.01},
                            {Mutation::remove_back_connection, 0.01},
                            {Mutation::remove_node, 0.005}};
  options.mutation.activations = {Activation::tanh};
  evolve::StepOptions& weights = options.mutation.weights;
  weights.distribution = evolve::Distribution::normal;
  weights.step = 2;
  weights.finest = 0.05;
  weights.replace = 0.05;
  weights.spread = 1;
  weights.limit = 100;
  options.mutation.biases = weights;
  options.species.target = 6;
  options.species.structure = 0.3;
  options.species.weights = 0.01;
  options.species.stagnation = 8;
  options.selection.size = 1;  // any of the survivors
  return {options, jordan_start()};
}

}  // namespace plexus::settings
