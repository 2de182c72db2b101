#pragma once

#include <string>
#include <string_view>

#include <plexus/graph/graph.hpp>

namespace plexus {

/// The graph in Graphviz's DOT language: a box for each group, an arrow for each projection, a dashed arrow from each
/// gating group to what it gates. Turn it into a picture with `dot -Tsvg`.
std::string to_dot(const Graph& graph);

/// Text as a quoted DOT string: a line end becomes \\n, other control characters go.
std::string in_quotes(std::string_view text);

}  // namespace plexus
