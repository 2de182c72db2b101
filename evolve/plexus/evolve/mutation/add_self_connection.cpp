#include <vector>

#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/evolve/mutation/operators.hpp>

namespace plexus::evolve {

bool add_self_connection(Network& network, Random& random, const MutationOptions& options) {
  const Topology& topology = network.topology();
  if (!has_room(topology, options.limits, 0, 1)) return false;
  std::vector<bool> has_self(topology.unit_count());
  for (const Connection& each : topology.connections())
    if (each.is_self()) has_self[each.from] = true;
  const auto candidates =
      positions(topology.input_count(), topology.unit_count(), [&](std::size_t i) { return !has_self[i]; });
  if (candidates.empty()) return false;
  const auto unit = static_cast<std::uint32_t>(random.pick(candidates));
  join(network, {unit, unit}, draw_self(options, random));
  return true;
}

}  // namespace plexus::evolve
