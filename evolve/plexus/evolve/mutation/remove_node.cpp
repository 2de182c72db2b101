#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/evolve/mutation/operators.hpp>
#include <plexus/network/remove.hpp>

namespace plexus::evolve {

bool remove_node(Network& network, Random& random, const MutationOptions& options) {
  auto candidates = changeable_units(network.topology(), false, options);
  std::erase_if(candidates, [&](std::size_t unit) { return network.topology().is_bound(unit); });
  if (options.neataptic_draws && !candidates.empty())
    candidates = {random.pick(candidates)};
  else
    random.shuffle(candidates);
  for (const std::size_t unit : candidates) {
    Removal removal = plan_removal(network, unit, {.limit = options.weights.limit, .keep_gates = options.keep_gates});
    // Bridges may be more than what goes: then only where there is room.
    if (removal.connection_count > options.limits.max_connections || removal.gate_count > options.limits.max_gates)
      continue;
    if (!options.keep_function)
      for (Bridge& each : removal.bridges)
        each.weight = each.from == each.to ? draw_self(options, random) : draw_new(options.weights, random);
    network = remove_unit(network, removal, random);
    return true;
  }
  return false;
}

}  // namespace plexus::evolve
