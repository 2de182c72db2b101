#include <utility>

#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/evolve/mutation/operators.hpp>
#include <plexus/network/edit.hpp>

namespace plexus::evolve {

bool enable_connection(Network& network, Random& random, const MutationOptions& options) {
  const Topology& topology = network.topology();
  if (topology.disabled().empty() || !has_room(topology, options.limits, 0, 1)) return false;
  Draft draft(network);
  draft.enable_connection(random.below(topology.disabled().size()));
  network = std::move(draft).build();
  return true;
}

}  // namespace plexus::evolve
