#include <plexus/network/remove.hpp>

#include <algorithm>
#include <utility>

#include <plexus/core/error.hpp>
#include <plexus/network/edit.hpp>

namespace plexus {
namespace {

// One end of a connection that goes: the unit at its other end, and its weight.
struct Loose {
  std::uint32_t unit;
  double weight;
};

double product(const Loose& source, const Loose& target, double limit) {
  const double most = source.unit == target.unit ? std::min(1.0, limit) : limit;
  return std::clamp(source.weight * target.weight, -most, most);
}

}  // namespace

Removal plan_removal(const Network& network, std::size_t unit, const RemoveOptions& options) {
  const Topology& topology = network.topology();
  if (unit >= topology.unit_count() || topology.units()[unit].role != Role::hidden)
    throw Error("remove_unit: unit ", unit, " is not a hidden unit; inputs and outputs stay");
  if (!(options.limit >= 0)) throw Error("remove_unit: the limit of weights is ", options.limit, ", wanted >= 0");

  Removal removal;
  removal.unit = static_cast<std::uint32_t>(unit);
  removal.weights = options.weights;
  std::vector<Loose> sources, targets;
  std::vector<std::uint32_t> source_gaters, target_gaters;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> joined;
  for (std::size_t i = topology.connection_count(); i-- > 0;) {  // from last to first, as in Neataptic
    const Connection& each = topology.connections()[i];
    joined.emplace_back(each.from, each.to);
    if (each.from != unit && each.to != unit) {
      ++removal.connection_count;
      if (each.is_gated() && each.gater != unit) ++removal.gate_count;
    } else if (!each.is_self()) {
      const bool enters = each.to == unit;
      (enters ? sources : targets).push_back({enters ? each.from : each.to, network.weight(i)});
      if (options.keep_gates && each.is_gated() && each.gater != unit)
        (enters ? source_gaters : target_gaters).push_back(each.gater);
    }
  }
  std::ranges::sort(joined);
  for (const Loose& source : sources)
    for (const Loose& target : targets)
      if (!std::ranges::binary_search(joined, std::pair(source.unit, target.unit)))
        removal.bridges.push_back({source.unit, target.unit, product(source, target, options.limit)});
  removal.gaters = std::move(source_gaters);
  removal.gaters.insert(removal.gaters.end(), target_gaters.begin(), target_gaters.end());
  removal.connection_count += removal.bridges.size();
  removal.gate_count += std::min(removal.gaters.size(), removal.bridges.size());
  return removal;
}

Network remove_unit(const Network& network, const Removal& removal, Random& random) {
  const auto weight_of = [&](const Bridge& bridge) {
    if (removal.weights == BridgeWeights::product) return bridge.weight;
    return bridge.from == bridge.to ? 1.0 : random.uniform() * 0.2 - 0.1;
  };
  Draft draft(network);
  std::vector<std::size_t> ungated;
  std::vector<Connection> bridges;
  std::vector<double> weights;
  for (const Bridge& each : removal.bridges) {
    ungated.push_back(draft.connections().size() + bridges.size());
    bridges.push_back({.from = each.from, .to = each.to, .trainable = draft.units()[each.to].trainable});
    weights.push_back(weight_of(each));
  }
  draft.add_connections(bridges, weights);
  for (const std::uint32_t gater : removal.gaters) {
    if (ungated.empty()) break;
    const auto chosen = ungated.begin() + static_cast<std::ptrdiff_t>(random.below(ungated.size()));
    draft.set_gater(*chosen, gater);
    ungated.erase(chosen);
  }
  draft.remove_unit(removal.unit);
  return std::move(draft).build();
}

Network remove_unit(const Network& network, std::size_t unit, Random& random, const RemoveOptions& options) {
  return remove_unit(network, plan_removal(network, unit, options), random);
}

}  // namespace plexus
