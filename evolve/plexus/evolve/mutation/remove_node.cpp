#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/evolve/mutation/operators.hpp>
#include <plexus/network/edit.hpp>

namespace plexus::evolve {
namespace {

// One end of a connection that goes with the unit: the unit at its other end, and its weight.
struct Loose {
  std::uint32_t unit;
  double weight;
};

struct Bridge {
  std::uint32_t from;
  std::uint32_t to;
  double weight;
};

// What is joined to a unit, and what would bridge it.
struct Removal {
  std::uint32_t unit;
  std::vector<std::uint32_t> gaters;  // of what goes, by other units
  std::vector<Bridge> bridges;
  std::size_t lost = 0;  // connections that go
};

// The gaters of what goes: in Neataptic of the incoming ones, then of the outgoing ones, and self-gates are lost.
std::vector<std::uint32_t> gaters_of(std::span<const Connection> lost, std::uint32_t unit,
                                     const MutationOptions& options) {
  std::vector<std::uint32_t> gaters;
  const auto collect = [&](auto accept) {
    for (const Connection& each : lost)
      if (options.keep_gates && each.is_gated() && each.gater != unit && accept(each)) gaters.push_back(each.gater);
  };
  if (options.neataptic_draws) {
    collect([=](const Connection& each) { return !each.is_self() && each.to == unit; });
    collect([=](const Connection& each) { return !each.is_self() && each.from == unit; });
  } else {
    collect([](const Connection&) { return true; });
  }
  return gaters;
}

Removal plan_removal(const Network& network, std::uint32_t unit, const MutationOptions& options) {
  const auto& connections = network.topology().connections();
  std::vector<Connection> lost;
  std::vector<Loose> sources, targets;
  for (std::size_t nth = 0; nth < connections.size(); ++nth) {
    const std::size_t i = options.neataptic_draws ? connections.size() - 1 - nth : nth;  // there from last to first
    const Connection& each = connections[i];
    if (each.from != unit && each.to != unit) continue;
    lost.push_back(each);
    if (each.is_self()) continue;
    if (each.to == unit) sources.push_back({each.from, network.weight(i)});
    if (each.from == unit) targets.push_back({each.to, network.weight(i)});
  }
  Removal removal{unit, gaters_of(lost, unit, options), {}, lost.size()};
  const auto joined = [&](std::uint32_t from, std::uint32_t to) {
    return std::ranges::any_of(connections, [=](const Connection& each) { return each.from == from && each.to == to; });
  };
  for (const Loose& source : sources)
    for (const Loose& target : targets)
      if (!joined(source.unit, target.unit))
        removal.bridges.push_back({source.unit, target.unit, source.weight * target.weight});
  return removal;
}

// How many gates are left: those of the connections that stay, not by this unit, and those that pass to bridges.
std::size_t gates_after(const Topology& topology, const Removal& removal) {
  const auto stays = std::ranges::count_if(topology.connections(), [unit = removal.unit](const Connection& each) {
    return each.is_gated() && each.gater != unit && each.from != unit && each.to != unit;
  });
  return static_cast<std::size_t>(stays) + std::min(removal.gaters.size(), removal.bridges.size());
}

double weight_of(const Bridge& bridge, const MutationOptions& options, Random& random) {
  const bool is_self = bridge.from == bridge.to;
  if (!options.keep_function) return is_self ? draw_self(options, random) : draw_new(options.weights, random);
  const double bound = is_self ? std::min(1.0, options.weights.limit) : options.weights.limit;
  return std::clamp(bridge.weight, -bound, bound);
}

void remove(Network& network, const Removal& removal, const MutationOptions& options, Random& random) {
  Draft draft(network);
  std::vector<std::size_t> ungated;
  for (const Bridge& each : removal.bridges) {
    ungated.push_back(draft.connections().size());
    draft.add_connection({.from = each.from, .to = each.to}, weight_of(each, options, random));
  }
  for (const std::uint32_t gater : removal.gaters) {
    if (ungated.empty()) break;
    const std::size_t chosen = random.below(ungated.size());
    draft.set_gater(ungated[chosen], gater);
    ungated.erase(ungated.begin() + static_cast<std::ptrdiff_t>(chosen));
  }
  draft.remove_unit(removal.unit);
  network = std::move(draft).build();
}

}  // namespace

bool remove_node(Network& network, Random& random, const MutationOptions& options) {
  const Topology& topology = network.topology();
  auto candidates = changeable_units(topology, false, options);
  if (options.neataptic_draws && !candidates.empty())
    candidates = {random.pick(candidates)};
  else
    random.shuffle(candidates);
  for (const std::size_t candidate : candidates) {
    const Removal removal = plan_removal(network, static_cast<std::uint32_t>(candidate), options);
    // Bridges may be more than what goes: then only where there is room.
    const std::size_t connections = topology.connection_count() - removal.lost + removal.bridges.size();
    if (connections > options.limits.max_connections || gates_after(topology, removal) > options.limits.max_gates)
      continue;
    remove(network, removal, options, random);
    return true;
  }
  return false;
}

}  // namespace plexus::evolve
