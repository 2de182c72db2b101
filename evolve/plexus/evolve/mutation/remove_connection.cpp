#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/evolve/mutation/operators.hpp>

namespace plexus::evolve {

bool remove_connection(Network& network, Random& random, const MutationOptions& options) {
  return cut(network, random, false, options);
}

}  // namespace plexus::evolve
