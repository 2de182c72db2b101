#include <plexus/evolve/mutation/moves.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include <plexus/network/edit.hpp>

namespace plexus::evolve {
namespace {

constexpr std::size_t tries = 16;  // guesses before all legal pairs are listed
constexpr std::size_t few = 64;    // pairs that fit into the bits of a number

// All pairs that may be connected, numbered source by source.
class Pairs {
 public:
  Pairs(const Topology& topology, bool back)
      : inputs_(topology.input_count()),
        units_(topology.unit_count()),
        back_(back),
        first_source_(back ? inputs_ : 0),
        end_source_(back ? units_ : units_ - topology.output_count()) {}

  std::size_t first_source() const { return first_source_; }
  std::size_t end_source() const { return end_source_; }
  std::size_t source_count() const { return end_source_ - first_source_; }
  // A source's targets are those from the first to before the end.
  std::size_t first_target(std::size_t from) const { return back_ ? inputs_ : std::max(from + 1, inputs_); }
  std::size_t end_target(std::size_t from) const { return back_ ? from : units_; }
  std::size_t target_count(std::size_t from) const { return end_target(from) - first_target(from); }

  bool contain(const Connection& each) const {
    return each.from >= first_source_ && each.from < end_source_ && each.to >= first_target(each.from) &&
           each.to < end_target(each.from);
  }

 private:
  std::size_t inputs_, units_;
  bool back_;
  std::size_t first_source_, end_source_;
};

Ends ends_of(std::size_t from, std::size_t to) {
  return {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)};
}

// The pair of a number, when as many pairs stand before those of each source.
template <class Before>
Ends pair_of(std::size_t nth, const Pairs& pairs, const Before& before) {
  const auto source = static_cast<std::size_t>(std::ranges::upper_bound(before, nth) - before.begin()) - 1;
  const std::size_t from = pairs.first_source() + source;
  return ends_of(from, pairs.first_target(from) + nth - before[source]);
}

// Of few pairs those that are taken are the bits of a number. Draws what the search among many does.
std::optional<Ends> pick_of_few(const Topology& topology, const Pairs& pairs, Random& random, bool guesses) {
  std::array<std::uint8_t, few> room;
  const auto before = std::span(room).first(pairs.source_count());
  std::size_t total = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    before[i] = static_cast<std::uint8_t>(total);
    total += pairs.target_count(pairs.first_source() + i);
  }
  std::uint64_t free = ~std::uint64_t{0} >> (few - total);
  for (const Connection& each : topology.connections())
    if (pairs.contain(each))
      free &=
          ~(std::uint64_t{1} << (before[each.from - pairs.first_source()] + each.to - pairs.first_target(each.from)));
  if (free == 0) {
    if (guesses) random.skip(tries);
    return std::nullopt;
  }
  for (std::size_t i = 0; guesses && i < tries; ++i)
    if (const std::size_t nth = random.below(total); (free >> nth & 1U) != 0) return pair_of(nth, pairs, before);
  for (std::size_t left = random.below(static_cast<std::size_t>(std::popcount(free))); left > 0; --left)
    free &= free - 1;
  return pair_of(static_cast<std::size_t>(std::countr_zero(free)), pairs, before);
}

std::optional<Ends> pick_of_many(const Topology& topology, const Pairs& pairs, std::size_t total, Random& random,
                                 bool guesses) {
  std::vector<std::size_t> before;
  before.reserve(pairs.source_count());
  for (std::size_t from = pairs.first_source(), sum = 0; from < pairs.end_source(); ++from) {
    before.push_back(sum);
    sum += pairs.target_count(from);
  }
  const auto joins = [](const Ends& ends) {
    return [=](const Connection& each) { return each.from == ends.from && each.to == ends.to; };
  };
  for (std::size_t i = 0; guesses && i < tries; ++i) {
    const Ends ends = pair_of(random.below(total), pairs, before);
    if (std::ranges::none_of(topology.connections(), joins(ends))) return ends;
  }

  // Most pairs are joined, so listing all costs no more than looking at all connections; or someone counts on the list.
  const auto key = [](std::size_t from, std::size_t to) { return std::uint64_t{from} << 32U | to; };
  std::vector<std::uint64_t> taken, free;
  for (const Connection& each : topology.connections()) taken.push_back(key(each.from, each.to));
  std::ranges::sort(taken);
  for (std::size_t from = pairs.first_source(); from < pairs.end_source(); ++from)
    for (std::size_t to = pairs.first_target(from); to < pairs.end_target(from); ++to)
      if (!std::ranges::binary_search(taken, key(from, to))) free.push_back(key(from, to));
  if (free.empty()) return std::nullopt;
  const std::uint64_t picked = random.pick(free);
  return ends_of(picked >> 32U, picked & 0xFFFFFFFFU);
}

}  // namespace

std::optional<Ends> pick_unconnected(const Topology& topology, bool back, Random& random,
                                     const MutationOptions& options) {
  const Pairs pairs(topology, back);
  std::size_t total = 0;
  for (std::size_t from = pairs.first_source(); from < pairs.end_source(); ++from) total += pairs.target_count(from);
  if (total == 0) return std::nullopt;
  const bool guesses = !options.neataptic_draws;
  return total <= few && pairs.source_count() <= few ? pick_of_few(topology, pairs, random, guesses)
                                                     : pick_of_many(topology, pairs, total, random, guesses);
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
