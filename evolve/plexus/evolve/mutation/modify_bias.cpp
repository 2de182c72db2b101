#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/evolve/mutation/operators.hpp>

namespace plexus::evolve {

bool modify_bias(Network& network, Random& random, const MutationOptions& options) {
  const Topology& topology = network.topology();
  if (topology.is_trainable() || options.change_fixed)
    return step_values(network.parameters().first(topology.weight_index(0)), options.biases, random);
  auto candidates = changeable_units(topology, true, options);
  std::erase_if(candidates, [&](std::size_t unit) { return !topology.has_bias(unit); });
  for (std::size_t& unit : candidates) unit = topology.bias_index(unit);
  return step_values(network.parameters(), candidates, options.biases, random);
}

}  // namespace plexus::evolve
