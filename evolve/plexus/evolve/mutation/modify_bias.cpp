#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/evolve/mutation/operators.hpp>

namespace plexus::evolve {

bool modify_bias(Network& network, Random& random, const MutationOptions& options) {
  const Topology& topology = network.topology();
  const auto trainable = positions(0, topology.unit_count() - topology.input_count(), [&](std::size_t i) {
    return topology.units()[topology.input_count() + i].trainable;
  });
  return step_values(network.parameters().first(topology.weight_index(0)), trainable, options.biases, random);
}

}  // namespace plexus::evolve
