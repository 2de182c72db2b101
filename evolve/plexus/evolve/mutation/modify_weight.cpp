#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/evolve/mutation/operators.hpp>

namespace plexus::evolve {

bool modify_weight(Network& network, Random& random, const MutationOptions& options) {
  const Topology& topology = network.topology();
  const auto weights = network.parameters().subspan(topology.weight_index(0));
  const bool all = (topology.is_trainable() || options.change_fixed) && !options.neataptic_draws;
  if (all) return step_values(weights, options.weights, random);
  auto candidates = in_order_of_draws(
      connections_that(topology, [&](const Connection& each) { return each.trainable || options.change_fixed; }),
      topology, options);
  for (std::size_t i = topology.tensor_index(0); i < topology.parameter_count(); ++i)
    if (topology.is_trainable(i)) candidates.push_back(i - topology.weight_index(0));
  return step_values(weights, candidates, options.weights, random);
}

}  // namespace plexus::evolve
