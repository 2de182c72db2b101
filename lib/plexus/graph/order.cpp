#include <plexus/graph/order.hpp>

#include <boost/graph/connected_components.hpp>
#include <boost/graph/strong_components.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace plexus {
namespace {

// The graph with plain numbers for vertices, and the gates as edges too: from the gating group to the gated one.
template <class Direction>
boost::adjacency_list<boost::vecS, boost::vecS, Direction> with_gates(const Graph& graph) {
  const Graph::Boost& boost = graph.boost();
  boost::adjacency_list<boost::vecS, boost::vecS, Direction> plain(boost::num_vertices(boost));
  for (const Graph::Edge edge : boost::make_iterator_range(boost::edges(boost))) {
    const std::size_t target = boost[boost::target(edge, boost)].index;
    boost::add_edge(boost[boost::source(edge, boost)].index, target, plain);
    for (const std::optional<Gate>& gate : {boost[edge].gate, boost[edge].self_gate})
      if (gate) boost::add_edge(graph.group(gate->group).index, target, plain);
  }
  return plain;
}

}  // namespace

std::vector<Key> execution_order(const Graph& graph) {
  const std::vector<Key> keys = graph.groups();
  std::vector<std::pair<std::size_t, Key>> order(keys.size());
  std::vector<std::size_t> component(keys.size());
  const std::size_t count = boost::strong_components(with_gates<boost::directedS>(graph), component.data());
  // Boost numbers the components from the last to the first.
  for (std::size_t i = 0; i < keys.size(); ++i) order[i] = {count - component[i], keys[i]};
  std::ranges::sort(order);
  std::vector<Key> sorted(keys.size());
  std::ranges::transform(order, sorted.begin(), &std::pair<std::size_t, Key>::second);
  return sorted;
}

std::vector<std::vector<Key>> components(const Graph& graph) {
  const std::vector<Key> keys = graph.groups();
  std::vector<std::size_t> component(keys.size());
  std::vector<std::vector<Key>> parts(
      boost::connected_components(with_gates<boost::undirectedS>(graph), component.data()));
  for (std::size_t i = 0; i < keys.size(); ++i) parts[component[i]].push_back(keys[i]);
  return parts;
}

}  // namespace plexus
