#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <plexus/core/random.hpp>
#include <plexus/evolve/mutation/mutation.hpp>
#include <plexus/evolve/mutation/steps.hpp>
#include <plexus/network/network.hpp>

// What several mutations share: finding their legal moves.

namespace plexus::evolve {

/// The positions from `first` to `end` - 1 that `accept` holds for.
template <class Accept>
std::vector<std::size_t> positions(std::size_t first, std::size_t end, Accept accept) {
  std::vector<std::size_t> found;
  found.reserve(end - first);
  for (std::size_t i = first; i < end; ++i)
    if (accept(i)) found.push_back(i);
  return found;
}

/// The positions of the connections that `accept` holds for.
template <class Accept>
std::vector<std::size_t> connections_that(const Topology& topology, Accept accept) {
  return positions(0, topology.connection_count(), [&](std::size_t i) { return accept(topology.connections()[i]); });
}

struct Ends {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
};

/// Picks one of all pairs of a unit and a later one that is no input, none both outputs (or, with `back`, of a unit and
/// an earlier one, neither an input) that are not connected yet, each as likely; none when there is no such pair.
std::optional<Ends> pick_unconnected(const Topology& topology, bool back, Random& random,
                                     const MutationOptions& options);

/// Adds a connection at this pair, with a weight; the other parameters stay as they are.
void join(Network& network, Ends ends, double weight);

/// The connections, not of units to themselves, whose source has another outgoing and whose target another incoming
/// one.
std::vector<std::size_t> dispensable(const Topology& topology, const MutationOptions& options);

/// Cuts one of the connections whose target stands later (or, with `back`, earlier), if it is dispensable. Returns
/// false when there is none.
bool cut(Network& network, Random& random, bool back, const MutationOptions& options);

/// Whether the network may have so many more units, connections and gates.
bool has_room(const Topology& topology, const Limits& limits, std::size_t units, std::size_t connections,
              std::size_t gates = 0);

/// Whether a network of this structure is within the limits.
bool is_within(const Topology& topology, const Limits& limits);

/// The units, not inputs, whose bias and activation may change.
std::vector<std::size_t> changeable_units(const Topology& topology, bool outputs, const MutationOptions& options);

/// Positions of connections in the order in which they are drawn from: in Neataptic self-connections are the last.
std::vector<std::size_t> in_order_of_draws(std::vector<std::size_t> connections, const Topology& topology,
                                           const MutationOptions& options);

/// The weight of a new self-connection.
double draw_self(const MutationOptions& options, Random& random);

/// Neataptic's draw of another activation: one counts on in the list from `current`, or from before the first if that
/// is not in it (and then never comes to the last).
Activation next_activation(Activation current, const std::vector<Activation>& list, Random& random);

/// A network with these parts for a topology, which must keep its rules, and the parameters of another.
Network with_topology(const Network& network, TopologyParts parts);

}  // namespace plexus::evolve
