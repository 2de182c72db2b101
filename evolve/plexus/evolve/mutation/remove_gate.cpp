#include <utility>

#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/evolve/mutation/operators.hpp>

namespace plexus::evolve {

bool remove_gate(Network& network, Random& random, const MutationOptions&) {
  const Topology& topology = network.topology();
  const auto candidates = connections_that(topology, [](const Connection& each) { return each.is_gated(); });
  if (candidates.empty()) return false;
  TopologyParts parts = topology.parts();
  parts.connections[random.pick(candidates)].gater = no_unit;
  network = with_topology(network, std::move(parts));
  return true;
}

}  // namespace plexus::evolve
