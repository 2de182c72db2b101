#include <plexus/evolve/mutation/moves.hpp>

#include <algorithm>
#include <utility>

#include <plexus/network/edit.hpp>

namespace plexus::evolve {
namespace {

constexpr int tries = 16;  // guesses before all legal pairs are listed

std::uint64_t key(std::size_t from, std::size_t to) { return std::uint64_t{from} << 32U | to; }

Ends ends_of(std::uint64_t key) { return {static_cast<std::uint32_t>(key >> 32U), static_cast<std::uint32_t>(key)}; }

}  // namespace

std::optional<Ends> pick_unconnected(const Topology& topology, std::span<const Targets> targets_of, Random& random,
                                     const MutationOptions& options) {
  std::vector<std::size_t> pairs_before;  // those of earlier sources
  pairs_before.reserve(targets_of.size());
  std::size_t total = 0;
  for (const Targets& targets : targets_of) {
    pairs_before.push_back(total);
    total += targets.end > targets.first ? targets.end - targets.first : 0;
  }
  if (total == 0) return std::nullopt;
  const auto joins = [](const Ends& ends) {
    return [=](const Connection& each) { return each.from == ends.from && each.to == ends.to; };
  };
  for (int i = 0; i < tries && !options.neataptic_draws; ++i) {
    const std::size_t nth = random.below(total);
    const auto from = static_cast<std::size_t>(std::ranges::upper_bound(pairs_before, nth) - pairs_before.begin()) - 1;
    const Ends ends = ends_of(key(from, targets_of[from].first + nth - pairs_before[from]));
    if (std::ranges::none_of(topology.connections(), joins(ends))) return ends;
  }

  // Most pairs are joined, so listing all costs no more than looking at all connections; or someone counts on the list.
  std::vector<std::uint64_t> taken, free;
  for (const Connection& each : topology.connections()) taken.push_back(key(each.from, each.to));
  std::ranges::sort(taken);
  for (std::size_t from = 0; from < targets_of.size(); ++from)
    for (std::size_t to = targets_of[from].first; to < targets_of[from].end; ++to)
      if (!std::ranges::binary_search(taken, key(from, to))) free.push_back(key(from, to));
  if (free.empty()) return std::nullopt;
  return ends_of(random.pick(free));
}

void join(Network& network, Ends ends, double weight) {
  Draft draft(network);
  draft.add_connection({.from = ends.from, .to = ends.to}, weight);
  network = std::move(draft).build();
}

std::vector<std::size_t> dispensable(const Topology& topology, const MutationOptions& options) {
  std::vector<std::uint32_t> incoming(topology.unit_count()), outgoing(topology.unit_count());
  for (const Connection& each : topology.connections()) {
    if (each.is_self()) continue;
    ++outgoing[each.from];
    ++incoming[each.to];
  }
  return connections_that(topology, [&](const Connection& each) {
    return !each.is_self() && (each.trainable || options.change_fixed) && outgoing[each.from] > 1 &&
           incoming[each.to] > 1;
  });
}

bool cut(Network& network, Random& random, bool back, const MutationOptions& options) {
  const Topology& topology = network.topology();
  auto candidates = dispensable(topology, options);
  std::erase_if(candidates, [&](std::size_t i) {
    const Connection& each = topology.connections()[i];
    return back != (each.from > each.to);
  });
  if (candidates.empty()) return false;
  Draft draft(network);
  draft.remove_connection(random.pick(candidates));
  network = std::move(draft).build();
  return true;
}

bool has_room(const Topology& topology, const Limits& limits, std::size_t units, std::size_t connections,
              std::size_t gates) {
  const auto fits = [](std::size_t have, std::size_t more, std::size_t most) {
    return more == 0 || (more <= most && have <= most - more);
  };
  return fits(topology.unit_count(), units, limits.max_units) &&
         fits(topology.connection_count(), connections, limits.max_connections) &&
         (gates == 0 || fits(topology.gate_count(), gates, limits.max_gates));
}

bool is_within(const Topology& topology, const Limits& limits) {
  return topology.unit_count() <= limits.max_units && topology.connection_count() <= limits.max_connections &&
         topology.gate_count() <= limits.max_gates;
}

std::vector<std::size_t> changeable_units(const Topology& topology, bool outputs, const MutationOptions& options) {
  const std::size_t end = topology.unit_count() - (outputs ? 0 : topology.output_count());
  return positions(topology.input_count(), end,
                   [&](std::size_t i) { return topology.units()[i].trainable || options.change_fixed; });
}

std::vector<std::size_t> in_order_of_draws(std::vector<std::size_t> connections, const Topology& topology,
                                           const MutationOptions& options) {
  if (options.neataptic_draws)
    std::stable_partition(connections.begin(), connections.end(),
                          [&](std::size_t i) { return !topology.connections()[i].is_self(); });
  return connections;
}

double draw_self(const MutationOptions& options, Random& random) {
  return options.self_weight ? *options.self_weight : random.uniform(-1, 1);
}

Activation next_activation(Activation current, const std::vector<Activation>& list, Random& random) {
  const auto found = std::ranges::find(list, current);
  const std::size_t first = found == list.end() ? 0 : static_cast<std::size_t>(found - list.begin()) + 1;
  return list[(first + random.below(std::max<std::size_t>(list.size() - 1, 1))) % list.size()];
}

Network with_topology(const Network& network, TopologyParts parts) {
  return {std::make_shared<const Topology>(std::move(parts), Topology::Checked{}),
          {network.parameters().begin(), network.parameters().end()}};
}

}  // namespace plexus::evolve
