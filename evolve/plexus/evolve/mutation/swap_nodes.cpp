#include <utility>

#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/evolve/mutation/operators.hpp>

namespace plexus::evolve {

bool swap_nodes(Network& network, Random& random, const MutationOptions& options) {
  const Topology& topology = network.topology();
  auto units = changeable_units(topology, options.change_outputs, options);
  std::erase_if(units, [&](std::size_t unit) { return !topology.has_bias(unit); });
  const auto differ = [&](std::size_t a, std::size_t b) {
    return network.bias(a) != network.bias(b) || topology.units()[a].activation != topology.units()[b].activation;
  };
  if (units.size() < (options.neataptic_draws ? 2U : 1U)) return false;
  const std::size_t first = random.pick(units);
  auto others = units;  // when any two differ, each differs from at least one
  if (!options.neataptic_draws) std::erase_if(others, [&](std::size_t unit) { return !differ(unit, first); });
  if (others.empty()) return false;
  const std::size_t second = random.pick(others);

  std::swap(network.bias(first), network.bias(second));
  const Activation a = topology.units()[first].activation, b = topology.units()[second].activation;
  if (a == b) return true;
  TopologyParts parts = topology.parts();
  parts.units[first].activation = b;
  parts.units[second].activation = a;
  network = with_topology(network, std::move(parts));
  return true;
}

}  // namespace plexus::evolve
