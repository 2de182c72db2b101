#pragma once

#include <concepts>
#include <cstdint>
#include <vector>

#include <plexus/architect/layer.hpp>
#include <plexus/network/network.hpp>

namespace plexus::architect {

struct ConstructOptions {
  std::uint64_t seed = 0;  ///< of the weights that are drawn
  bool whole = true;       ///< refuse parts that lead to some that are not listed; else these are left out
};

/// Flattens connected parts to a network. The units are computed in the order of `parts`, and in each layer in its own
/// order; inputs come first and outputs last, each in the order given.
///
/// A group is an output when its role says so, or when nothing leaves it and it gates nothing; else an input when its
/// role says so, or when nothing reaches it (self-connections do not count). Everything else is hidden.
///
/// Throws Error when there is no clear input or output, when a group is listed twice, is joined to nothing, is joined
/// to one that is not listed, or when something reaches an input. The parts' graphs become one; otherwise they
/// stay as they are, and may be changed and constructed again.
Network Construct(const std::vector<Layer>& parts, const ConstructOptions& options = {});

/// The same for groups in a vector, such as those that `graph` returns.
template <class Groups>
requires std::same_as<Groups, std::vector<Group>> Network Construct(const Groups& groups,
                                                                    const ConstructOptions& options = {}) {
  return Construct(std::vector<Layer>(groups.begin(), groups.end()), options);
}

/// The graph of a network, to be edited: its groups in the order in which they are computed, joined as the network's
/// connections say. `Construct(graph(network))` computes the same again, and keeps the ids; connections that an edit
/// added may stand in another order.
std::vector<Group> graph(const Network& network);

/// All groups that are joined to `group`, however far, in an order in which they can be computed (see execution_order).
std::vector<Group> everything_joined_to(const Group& group);

}  // namespace plexus::architect
