#include <algorithm>
#include <utility>
#include <vector>

#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/evolve/mutation/operators.hpp>

namespace plexus::evolve {

bool modify_activation(Network& network, Random& random, const MutationOptions& options) {
  const Topology& topology = network.topology();
  // The activations that a unit does not have.
  const auto others = [&](std::size_t unit) {
    std::vector<Activation> found = options.activations;
    std::erase(found, topology.units()[unit].activation);
    return found;
  };
  auto units = changeable_units(topology, options.change_outputs, options);
  if (!options.neataptic_draws) std::erase_if(units, [&](std::size_t unit) { return others(unit).empty(); });
  if (units.empty()) return false;
  const std::size_t unit = random.pick(units);
  TopologyParts parts = topology.parts();
  Activation& activation = parts.units[unit].activation;
  activation =
      options.neataptic_draws ? next_activation(activation, options.activations, random) : random.pick(others(unit));
  network = with_topology(network, std::move(parts));
  return true;
}

}  // namespace plexus::evolve
