#include <algorithm>
#include <vector>

#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/evolve/mutation/operators.hpp>

namespace plexus::evolve {

bool add_connection(Network& network, Random& random, const MutationOptions& options) {
  const Topology& topology = network.topology();
  if (!has_room(topology, options.limits, 0, 1)) return false;
  std::vector<Targets> targets;
  for (std::size_t from = 0; from < topology.unit_count() - topology.output_count(); ++from)
    targets.push_back({std::max(from + 1, topology.input_count()), topology.unit_count()});
  const auto ends = pick_unconnected(topology, targets, random, options);
  if (!ends) return false;
  join(network, *ends, draw_new(options.weights, random));
  return true;
}

}  // namespace plexus::evolve
