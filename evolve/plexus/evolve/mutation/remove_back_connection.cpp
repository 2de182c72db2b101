#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/evolve/mutation/operators.hpp>

namespace plexus::evolve {

bool remove_back_connection(Network& network, Random& random, const MutationOptions& options) {
  return cut(network, random, true, options);
}

}  // namespace plexus::evolve
