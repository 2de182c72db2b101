#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/evolve/mutation/operators.hpp>

namespace plexus::evolve {

bool remove_back_connection(Network& network, Random& random, const MutationOptions&) {
  return cut(network, random, true);
}

}  // namespace plexus::evolve
