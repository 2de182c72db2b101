#include <utility>

#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/evolve/mutation/operators.hpp>
#include <plexus/network/edit.hpp>

namespace plexus::evolve {

bool disable_connection(Network& network, Random& random, const MutationOptions& options) {
  const auto candidates = dispensable(network.topology(), options);
  if (candidates.empty()) return false;
  Draft draft(network);
  draft.disable_connection(random.pick(candidates));
  network = std::move(draft).build();
  return true;
}

}  // namespace plexus::evolve
