#include <plexus/graph/graph.hpp>

#include <algorithm>
#include <iterator>
#include <limits>
#include <set>
#include <utility>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>
#include <plexus/core/memory.hpp>
#include <plexus/graph/pattern_pairs.hpp>

namespace plexus {
namespace {

// At least, in a network: its ends, gate and weight.
constexpr std::size_t bytes_of_connection = 24;

// How many pairs `make_pairs` makes; of two numbers of 32 bits, so nothing is lost.
std::size_t count_pairs(const ProjectionData& projection, std::size_t from_count, std::size_t to_count) {
  switch (projection.pattern) {
    case Pattern::single:
      return 1;
    case Pattern::listed:
      return projection.pairs.size();
    case Pattern::all_to_all:
      return from_count * to_count;
    case Pattern::all_to_else:
      return from_count * to_count - std::min(from_count, to_count);
    case Pattern::one_to_one:
      return std::min(from_count, to_count);
    case Pattern::operand:
      return 0;
  }
  return 0;
}

UnitPairs make_pairs(const ProjectionData& projection, std::size_t from_count, std::size_t to_count) {
  if (projection.pattern == Pattern::single) return {{projection.from_unit, projection.to_unit}};
  if (projection.pattern == Pattern::listed) return projection.pairs;
  UnitPairs pairs;
  for_each_pair(projection.pattern, static_cast<std::uint32_t>(from_count), static_cast<std::uint32_t>(to_count),
                [&](std::uint32_t i, std::uint32_t j) {
                  pairs.push_back({i, j});
                });
  return pairs;
}

void check_list(UnitPairs pairs, std::size_t from_count, std::size_t to_count) {
  std::ranges::sort(pairs);
  const auto doubled = std::ranges::adjacent_find(pairs);
  if (doubled != pairs.end())
    throw Error("connect: the list joins unit ", (*doubled)[0], " to unit ", (*doubled)[1], " twice");
  for (const auto& [i, j] : pairs)
    if (i >= from_count || j >= to_count)
      throw Error("connect: the list joins unit ", i, " to unit ", j, ", but the groups have ", from_count, " and ",
                  count_of(to_count, "unit"));
}

template <class Map>
std::vector<Key> keys_of(const Map& map) {
  std::vector<Key> keys;
  std::ranges::transform(map, std::back_inserter(keys), [](const auto& each) { return each.first; });
  return keys;
}

}  // namespace

Graph::Graph(const Graph& other) : boost_(std::make_unique<Boost>(*other.boost_)), next_key_(other.next_key_) {
  index_descriptors();
}

Graph& Graph::operator=(const Graph& other) {
  if (this != &other) *this = Graph(other);
  return *this;
}

Key Graph::add_group(GroupData group) {
  if (group.units.empty()) throw Error("a group needs at least 1 unit, got 0");
  const Key key = group.key = next_key_++;
  vertices_[key] = boost::add_vertex(std::move(group), *boost_);
  return key;
}

void Graph::remove_group(Key group) {
  const Vertex removed = vertex(group);
  for (const Key each : gated(group)) {
    ProjectionData& projection = (*boost_)[edge(each)];
    if (projection.gate && projection.gate->group == group) projection.gate.reset();
    if (projection.self_gate && projection.self_gate->group == group) projection.self_gate.reset();
  }
  for (const std::vector<Key>& projections : {incoming(group), outgoing(group)})
    for (const Key each : projections) edges_.erase(each);
  boost::clear_vertex(removed, *boost_);
  boost::remove_vertex(removed, *boost_);
  vertices_.erase(group);
}

Key Graph::connect(Key from, Key to, ProjectionData projection) {
  check_connection(projection, group(from), group(to));
  refuse_double_connection(from, to, projection);
  const Vertex source = vertex(from), target = vertex(to);
  const Key key = projection.key = next_key_++;
  edges_[key] = boost::add_edge(source, target, std::move(projection), *boost_).first;
  return key;
}

void Graph::disconnect(Key projection) {
  boost::remove_edge(edge(projection), *boost_);
  edges_.erase(projection);
}

void Graph::gate(Key projection, const Gate& gate) {
  check_gate(projection, group(gate.group).units.size(), gate.gating, gate.unit);
  ProjectionData& gated = (*boost_)[edge(projection)];
  (gate.gating == Gating::self ? gated.self_gate : gated.gate) = gate;
}

void Graph::check_gate(Key projection, std::size_t gaters, Gating gating, std::optional<std::uint32_t> unit) const {
  const ProjectionData& gated = this->projection(projection);
  if (unit && *unit >= gaters)
    throw Error("gate: the gating group has ", count_of(gaters, "unit"), ", there is no unit ", *unit);
  const auto is_self = [](const auto& pair) { return pair[0] == pair[1]; };
  const bool has_self =
      source(projection) == target(projection) && std::ranges::any_of(pairs_of(*this, projection), is_self);
  if (gating == Gating::self && !has_self)
    throw Error("gate: self gates self-connections, and this projection has none");
  if (gating == Gating::self ? gated.self_gate : gated.gate)
    throw Error("gate: this projection is gated already; ungate it first");
}

void Graph::ungate(Key projection, Gating gating) {
  ProjectionData& gated = (*boost_)[edge(projection)];
  (gating == Gating::self ? gated.self_gate : gated.gate).reset();
}

void Graph::ungate(Key projection) {
  ProjectionData& gated = (*boost_)[edge(projection)];
  gated.gate.reset();
  gated.self_gate.reset();
}

Key Graph::splice(Graph&& other) {
  const Key offset = next_key_;
  for (const Key key : other.groups()) {
    GroupData group = std::move((*other.boost_)[other.vertex(key)]);
    group.key = key + offset;
    vertices_[group.key] = boost::add_vertex(std::move(group), *boost_);
  }
  for (const Key key : other.projections()) {
    const Edge moved = other.edge(key);
    const Key from = other.source(key), to = other.target(key);
    ProjectionData projection = std::move((*other.boost_)[moved]);
    projection.key = key + offset;
    for (std::optional<Gate>* gate : {&projection.gate, &projection.self_gate})
      if (*gate) (*gate)->group += offset;
    edges_[key + offset] =
        boost::add_edge(vertex(from + offset), vertex(to + offset), std::move(projection), *boost_).first;
  }
  next_key_ += other.next_key_;
  other = Graph();
  return offset;
}

std::vector<Key> Graph::groups() const { return keys_of(vertices_); }
std::vector<Key> Graph::projections() const { return keys_of(edges_); }

std::vector<Key> Graph::incoming(Key group) const {
  std::vector<Key> keys;
  for (const Edge each : boost::make_iterator_range(boost::in_edges(vertex(group), *boost_)))
    keys.push_back((*boost_)[each].key);
  std::ranges::sort(keys);
  return keys;
}

std::vector<Key> Graph::outgoing(Key group) const {
  std::vector<Key> keys;
  for (const Edge each : boost::make_iterator_range(boost::out_edges(vertex(group), *boost_)))
    keys.push_back((*boost_)[each].key);
  std::ranges::sort(keys);
  return keys;
}

std::vector<Key> Graph::gated(Key group) const {
  std::vector<Key> keys;
  for (const auto& [key, edge] : edges_) {
    const auto gates = [&](const std::optional<Gate>& gate) { return gate && gate->group == group; };
    if (gates((*boost_)[edge].gate) || gates((*boost_)[edge].self_gate)) keys.push_back(key);
  }
  return keys;
}

std::size_t Graph::connection_count(Key projection) const {
  return count_pairs(this->projection(projection), group(source(projection)).units.size(),
                     group(target(projection)).units.size());
}

const Graph::Boost& Graph::boost() const {
  std::size_t index = 0;
  for (const auto& [key, vertex] : vertices_) (*boost_)[vertex].index = index++;
  return *boost_;
}

Graph::Vertex Graph::vertex(Key key) const {
  const auto found = vertices_.find(key);
  if (found == vertices_.end()) throw Error("this group was removed from its graph");
  return found->second;
}

Graph::Edge Graph::edge(Key key) const {
  const auto found = edges_.find(key);
  if (found == edges_.end()) throw Error("this projection was removed from its graph");
  return found->second;
}

void Graph::index_descriptors() {
  for (const Vertex each : boost::make_iterator_range(boost::vertices(*boost_))) vertices_[(*boost_)[each].key] = each;
  for (const Edge each : boost::make_iterator_range(boost::edges(*boost_))) edges_[(*boost_)[each].key] = each;
}

void Graph::refuse_double_connection(Key from, Key to, const ProjectionData& projection) const {
  std::set<std::array<std::uint32_t, 2>> taken;
  for (const Key each : outgoing(from)) {
    if (target(each) != to) continue;
    const UnitPairs pairs = pairs_of(*this, each);
    taken.insert(pairs.begin(), pairs.end());
  }
  if (taken.empty()) return;
  for (const auto& pair : make_pairs(projection, group(from).units.size(), group(to).units.size()))
    if (taken.contains(pair))
      throw Error("connect: unit ", pair[0], " and unit ", pair[1],
                  " of these groups are connected already; disconnect them first");
}

void check_connection(const ProjectionData& projection, const GroupData& from, const GroupData& to) {
  if (projection.pattern == Pattern::operand) return;
  const std::size_t from_count = from.units.size(), to_count = to.units.size();
  if (projection.pattern == Pattern::one_to_one && from_count != to_count)
    throw Error("connect: one_to_one needs groups of equal size, got ", from_count, " -> ", to_count,
                "; use all_to_all or make the sizes equal");
  if (projection.pattern == Pattern::single && (projection.from_unit >= from_count || projection.to_unit >= to_count))
    throw Error("connect: there is no connection from unit ", projection.from_unit, " to unit ", projection.to_unit,
                " between groups of ", from_count, " and ", count_of(to_count, "unit"));
  if (projection.pattern == Pattern::listed) check_list(projection.pairs, from_count, to_count);
  const std::size_t count = count_pairs(projection, from_count, to_count);
  if (count == 0)
    throw Error("connect: ", name_of(projection.pattern), " joins no units of groups of ", from_count, " and ",
                to_count);
  if (constexpr auto most = std::numeric_limits<std::uint32_t>::max() - 1; count > most)  // positions have 32 bits
    throw Error("connect: ", name_of(projection.pattern), " between groups of ", from_count, " and ",
                count_of(to_count, "unit"), " makes ", count_of(count, "connection"), ", at most ", most,
                " are possible");
  require_memory(count, bytes_of_connection, "connection");
  if (!projection.weights.finite()) throw Error("connect: a weight is not finite");
  const std::size_t given = projection.weights.given_count();
  if (!projection.weights.drawn() && given != 1 && given != count)
    throw Error("connect: got ", count_of(given, "weight"), " for ", count_of(count, "connection"),
                "; give one for all or one for each");
}

UnitPairs pairs_of(const Graph& graph, Key projection) {
  return make_pairs(graph.projection(projection), graph.group(graph.source(projection)).units.size(),
                    graph.group(graph.target(projection)).units.size());
}

}  // namespace plexus
