#pragma once

#include <string>
#include <vector>

#include <plexus/graph/graph.hpp>

namespace plexus {

/// Every rule that this graph breaks, in words; empty for a sound graph. The rules: groups have units; projections join
/// units that exist, have as many weights as connections, and none joins two units twice; gates name groups that exist.
std::vector<std::string> check(const Graph& graph);

}  // namespace plexus
