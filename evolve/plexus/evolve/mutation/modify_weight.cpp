#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/evolve/mutation/operators.hpp>

namespace plexus::evolve {

bool modify_weight(Network& network, Random& random, const MutationOptions& options) {
  const Topology& topology = network.topology();
  const auto trainable = connections_that(topology, [](const Connection& each) { return each.trainable; });
  return step_values(network.parameters().subspan(topology.weight_index(0)), trainable, options.weights, random);
}

}  // namespace plexus::evolve
