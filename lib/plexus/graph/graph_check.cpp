#include <plexus/graph/graph_check.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <tuple>

#include <plexus/core/error.hpp>

namespace plexus {

namespace {

// Each operation finds all its operands.
void check_operations(const Graph& graph, Key key, std::vector<std::string>& broken) {
  std::vector<std::size_t> found;
  const auto& operations = graph.group(key).operations;
  for (const GroupOperation& each : operations)
    found.push_back(static_cast<std::size_t>(
        std::ranges::count_if(each.parameters, [](const SharedParameter& parameter) { return parameter != nullptr; })));
  for (const Key incoming : graph.incoming(key))
    if (const ProjectionData& projection = graph.projection(incoming); projection.pattern == Pattern::operand)
      ++found[projection.operation];
  for (std::size_t i = 0; i < operations.size(); ++i)
    if (found[i] != operations[i].parameters.size())
      broken.push_back("operation " + std::to_string(i) + " (" + std::string(name_of(operations[i].primitive)) +
                       ") of group '" + graph.group(key).name + "' has lost an operand: it was disconnected");
}

}  // namespace

std::vector<std::string> check(const Graph& graph) {
  std::vector<std::string> broken;
  for (const Key key : graph.groups())
    if (graph.group(key).units.empty()) broken.push_back("group " + std::to_string(key) + " has no units");
  for (const Key key : graph.groups()) check_operations(graph, key, broken);

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
