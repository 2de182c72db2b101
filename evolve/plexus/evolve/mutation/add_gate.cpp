#include <utility>

#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/evolve/mutation/operators.hpp>

namespace plexus::evolve {

bool add_gate(Network& network, Random& random, const MutationOptions& options) {
  const Topology& topology = network.topology();
  if (!has_room(topology, options.limits, 0, 0, 1)) return false;
  const auto candidates = in_order_of_draws(
      connections_that(topology, [](const Connection& each) { return !each.is_gated(); }), topology, options);
  if (candidates.empty()) return false;
  const std::size_t gater = topology.input_count() + random.below(topology.unit_count() - topology.input_count());
  const std::size_t gated = random.pick(candidates);
  if (const std::uint32_t to = topology.connections()[gated].to; gater < to && topology.are_made_together(gater, to))
    return false;
  TopologyParts parts = topology.parts();
  parts.connections[gated].gater = static_cast<std::uint32_t>(gater);
  network = with_topology(network, std::move(parts));
  return true;
}

}  // namespace plexus::evolve
