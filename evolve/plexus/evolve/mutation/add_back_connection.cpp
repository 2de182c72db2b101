#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/evolve/mutation/operators.hpp>

namespace plexus::evolve {

bool add_back_connection(Network& network, Random& random, const MutationOptions& options) {
  const Topology& topology = network.topology();
  if (!has_room(topology, options.limits, 0, 1)) return false;
  const auto ends = pick_unconnected(topology, true, random, options);
  if (!ends) return false;
  join(network, *ends, draw_new(options.weights, random));
  return true;
}

}  // namespace plexus::evolve
