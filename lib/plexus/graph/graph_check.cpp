#include <plexus/graph/graph_check.hpp>

#include <array>
#include <cstdint>
#include <set>
#include <tuple>

#include <plexus/core/error.hpp>

namespace plexus {

std::vector<std::string> check(const Graph& graph) {
  std::vector<std::string> broken;
  for (const Key key : graph.groups())
    if (graph.group(key).units.empty()) broken.push_back("group " + std::to_string(key) + " has no units");

  std::set<std::tuple<Key, std::uint32_t, Key, std::uint32_t>> ends;
  for (const Key key : graph.projections()) {
    const ProjectionData& projection = graph.projection(key);
    const Key from = graph.source(key), to = graph.target(key);
    const std::string name = "projection " + std::to_string(key);
    try {
      check_connection(projection, graph.group(from), graph.group(to));
    } catch (const Error& error) {
      broken.push_back(name + ": " + error.what());
      continue;
    }
    for (const auto& gate : {projection.gate, projection.self_gate})
      if (gate && !graph.has_group(gate->group)) broken.push_back(name + " is gated by a group that is not there");
    for (const auto& [i, j] : pairs_of(graph, key))
      if (!ends.insert({from, i, to, j}).second) broken.push_back(name + " joins two units that are joined already");
  }
  return broken;
}

}  // namespace plexus
