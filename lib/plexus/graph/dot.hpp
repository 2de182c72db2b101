#pragma once

#include <string>

#include <plexus/graph/graph.hpp>

namespace plexus {

/// The graph in Graphviz's DOT language: a box for each group, an arrow for each projection, a dashed arrow from each
/// gating group to what it gates. Turn it into a picture with `dot -Tsvg`.
std::string to_dot(const Graph& graph);

}  // namespace plexus
