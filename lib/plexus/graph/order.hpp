#pragma once

#include <vector>

#include <plexus/graph/graph.hpp>

namespace plexus {

/// All groups in an order in which they can be computed: a group comes after those that it receives from or is gated
/// by, except around a loop, whose groups stay in the order in which they were made (Tarjan's strong components, from
/// Boost).
std::vector<Key> execution_order(const Graph& graph);

/// The parts of the graph that nothing joins, neither a projection nor a gate; each in the order of its keys.
std::vector<std::vector<Key>> components(const Graph& graph);

}  // namespace plexus
