#include <algorithm>
#include <utility>
#include <vector>

#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/evolve/mutation/operators.hpp>
#include <plexus/network/edit.hpp>

namespace plexus::evolve {
namespace {

// One end of a connection that goes with the unit: the unit at its other end, its weight and its gater.
struct Loose {
  std::uint32_t unit;
  double weight;
  std::uint32_t gater;
};

struct Bridge {
  std::uint32_t from;
  std::uint32_t to;
  double weight;
};

// What is joined to a unit, and what would bridge it.
struct Removal {
  std::vector<Loose> sources, targets;
  std::vector<std::uint32_t> gaters;
  std::vector<Bridge> bridges;
  std::size_t lost = 0;  // connections that go
};

Removal plan_removal(const Network& network, std::uint32_t unit) {
  Removal removal;
  const auto& connections = network.topology().connections();
  for (std::size_t i = 0; i < connections.size(); ++i) {
    const Connection& each = connections[i];
    if (each.from != unit && each.to != unit) continue;
    ++removal.lost;
    if (each.is_gated() && each.gater != unit) removal.gaters.push_back(each.gater);
    if (each.is_self()) continue;
    if (each.to == unit) removal.sources.push_back({each.from, network.weight(i), each.gater});
    if (each.from == unit) removal.targets.push_back({each.to, network.weight(i), each.gater});
  }
  const auto joined = [&](std::uint32_t from, std::uint32_t to) {
    return std::ranges::any_of(connections, [=](const Connection& each) { return each.from == from && each.to == to; });
  };
  for (const Loose& source : removal.sources)
    for (const Loose& target : removal.targets)
      if (!joined(source.unit, target.unit)) {
        const double weight = source.weight * target.weight;
        removal.bridges.push_back(
            {source.unit, target.unit, source.unit == target.unit ? std::clamp(weight, -1.0, 1.0) : weight});
      }
  return removal;
}

// How many gates are left: those of the connections that stay, not by this unit, and those that pass to bridges.
std::size_t gates_after(const Topology& topology, const Removal& removal, std::uint32_t unit) {
  const auto stays = std::ranges::count_if(topology.connections(), [=](const Connection& each) {
    return each.is_gated() && each.gater != unit && each.from != unit && each.to != unit;
  });
  return static_cast<std::size_t>(stays) + std::min(removal.gaters.size(), removal.bridges.size());
}

void remove(Network& network, std::uint32_t unit, const Removal& removal, double limit, Random& random) {
  Draft draft(network);
  std::vector<std::size_t> ungated;
  for (const auto& [from, to, weight] : removal.bridges) {
    ungated.push_back(draft.connections().size());
    draft.add_connection({.from = from, .to = to}, std::clamp(weight, -limit, limit));
  }
  for (const std::uint32_t gater : removal.gaters) {
    if (ungated.empty()) break;
    const std::size_t chosen = random.below(ungated.size());
    draft.set_gater(ungated[chosen], gater);
    ungated.erase(ungated.begin() + static_cast<std::ptrdiff_t>(chosen));
  }
  draft.remove_unit(unit);
  network = std::move(draft).build();
}

}  // namespace

bool remove_node(Network& network, Random& random, const MutationOptions& options) {
  const Topology& topology = network.topology();
  auto candidates = changeable_units(topology, false);
  random.shuffle(candidates);
  for (const std::size_t candidate : candidates) {
    const auto unit = static_cast<std::uint32_t>(candidate);
    const Removal removal = plan_removal(network, unit);
    // Bridges may be more than what goes: then only where there is room.
    const std::size_t connections = topology.connection_count() - removal.lost + removal.bridges.size();
    if (connections > options.limits.max_connections || gates_after(topology, removal, unit) > options.limits.max_gates)
      continue;
    remove(network, unit, removal, options.weights.limit, random);
    return true;
  }
  return false;
}

}  // namespace plexus::evolve
