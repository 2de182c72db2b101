#include <utility>

#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/evolve/mutation/operators.hpp>
#include <plexus/network/edit.hpp>

namespace plexus::evolve {

bool remove_self_connection(Network& network, Random& random, const MutationOptions& options) {
  const auto candidates = connections_that(network.topology(), [&](const Connection& each) {
    return each.is_self() && (each.trainable || options.change_fixed);
  });
  if (candidates.empty()) return false;
  Draft draft(network);
  draft.remove_connection(random.pick(candidates));
  network = std::move(draft).build();
  return true;
}

}  // namespace plexus::evolve
