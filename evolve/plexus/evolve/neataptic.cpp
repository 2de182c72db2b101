#include <plexus/evolve/neataptic.hpp>

#include <limits>

#include <plexus/evolve/mutation/mutation_rows.hpp>

namespace plexus::evolve {
namespace {

StepOptions steps() {
  StepOptions options;
  options.limit = std::numeric_limits<double>::max();
  options.even_step = Range{-1, 1};
  options.even_new = Range{-0.1, 0.1};
  return options;
}

}  // namespace

Options neataptic_options() {
  Options options;
  options.population = 50;
  options.elitism = 0;
  options.spread = 0;
  options.crossover.share = 1;
  options.crossover.with_itself = true;
  options.crossover.kinds = {{Crossover::by_position, 1}};
  options.mutation.rate = 0.3;
  options.mutation.kinds = even_shares(feed_forward_list());
  options.mutation.weights = options.mutation.biases = steps();
  options.mutation.activations = {Activation::logistic,
                                  Activation::tanh,
                                  Activation::relu,
                                  Activation::identity,
                                  Activation::step,
                                  Activation::softsign,
                                  Activation::sinusoid,
                                  Activation::gaussian,
                                  Activation::bent_identity,
                                  Activation::bipolar,
                                  Activation::bipolar_sigmoid,
                                  Activation::hard_tanh,
                                  Activation::absolute,
                                  Activation::inverse,
                                  Activation::selu};
  options.mutation.change_outputs = true;
  options.mutation.change_fixed = true;
  options.mutation.keep_function = false;
  options.mutation.self_weight = 1;
  options.mutation.neataptic_draws = true;
  options.selection.kind = Selection::power;
  options.selection.size = 5;
  options.selection.probability = 0.5;
  options.selection.neataptic_draws = true;
  options.species.enabled = false;
  options.species.stagnation = 0;
  options.species.survival = 1;
  options.species.elite_size = 0;
  return options;
}

std::vector<MutationShare> even_shares(std::span<const Mutation> mutations) {
  std::vector<MutationShare> shares;
  for (const Mutation each : mutations) shares.push_back({each, 1});
  return shares;
}

}  // namespace plexus::evolve
