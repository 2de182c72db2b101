#include "legal_moves.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <plexus/evolve/mutation/mutation_rows.hpp>
#include <plexus/evolve/neataptic.hpp>

namespace plexus::golden {
namespace {

using Edge = std::array<int, 3>;  // from, to, gater or -1
using Edges = std::set<Edge>;

// A network of a golden file, with Neataptic's rules.
class Nodes {
 public:
  explicit Nodes(const Json& network)
      : inputs_(network.at("input")),
        outputs_(network.at("output")),
        count_(static_cast<int>(network.at("nodes").size())) {
    for (const Json& each : network.at("connections"))
      edges_.insert({each.at("from"), each.at("to"), each.at("gater").is_null() ? -1 : each.at("gater").get<int>()});
  }

  std::set<Edges> after(evolve::Mutation mutation) const {
    using evolve::Mutation;
    std::set<Edges> reached;
    const auto reach = [&](const Edges& removed, const Edges& added) {
      Edges edges = edges_;
      for (const Edge& each : removed) edges.erase(each);
      edges.insert(added.begin(), added.end());
      reached.insert(edges);
    };
    for (int i = 0; i < count_; ++i)
      for (int j = inputs_; j < count_; ++j) {
        if (is_joined(i, j)) continue;
        const bool forward = mutation == Mutation::add_connection && i < j && i < count_ - outputs_;
        const bool back = mutation == Mutation::add_back_connection && i > j;
        if (forward || back || (mutation == Mutation::add_self_connection && i == j)) reach({}, {{i, j, -1}});
      }
    for (const Edge& edge : edges_) {
      const auto [from, to, gater] = edge;
      if (mutation == Mutation::remove_connection && from < to && may_go(edge)) reach({edge}, {});
      if (mutation == Mutation::remove_back_connection && from > to && may_go(edge)) reach({edge}, {});
      if (mutation == Mutation::remove_self_connection && from == to) reach({edge}, {});
      if (mutation == Mutation::remove_gate && gater >= 0) reach({edge}, {{from, to, -1}});
      if (mutation == Mutation::add_gate && gater < 0)
        for (int node = inputs_; node < count_; ++node) reach({edge}, {{from, to, node}});
      if (mutation == Mutation::add_node && from != to)
        for (const bool gate_first : {false, true}) reached.insert(split(edge, gate_first));
    }
    if (mutation == Mutation::remove_node)
      for (int node = inputs_; node < count_ - outputs_; ++node) reached.insert(bridged(node));
    return reached;
  }

 private:
  bool is_joined(int from, int to) const {
    return std::ranges::any_of(edges_, [=](const Edge& each) { return each[0] == from && each[1] == to; });
  }

  bool may_go(const Edge& edge) const {
    const auto others = [&](std::size_t end) {
      return std::ranges::count_if(edges_,
                                   [&](const Edge& each) { return each[0] != each[1] && each[end] == edge[end]; });
    };
    return others(0) > 1 && others(1) > 1;
  }

  // The gate of what is split goes to the first half or to the second.
  Edges split(const Edge& edge, bool gate_first) const {
    const int node = std::min(edge[1], count_ - outputs_);
    const auto moved = [=](int index) { return index >= node ? index + 1 : index; };
    Edges edges;
    for (const Edge& each : edges_)
      if (each != edge) edges.insert({moved(each[0]), moved(each[1]), moved(each[2])});
    edges.insert({moved(edge[0]), node, gate_first ? moved(edge[2]) : -1});
    edges.insert({node, moved(edge[1]), gate_first ? -1 : moved(edge[2])});
    return edges;
  }

  // Without gaters: those of the bridges are drawn.
  Edges bridged(int node) const {
    std::set<int> sources, targets;
    Edges edges;
    const auto moved = [=](int index) { return index > node ? index - 1 : index; };
    for (const auto& [from, to, gater] : edges_) {
      if (to == node && from != node) sources.insert(moved(from));
      if (from == node && to != node) targets.insert(moved(to));
      if (from != node && to != node) edges.insert({moved(from), moved(to), -1});
    }
    for (const int source : sources)
      for (const int target : targets) edges.insert({source, target, -1});
    return edges;
  }

  int inputs_, outputs_, count_;
  Edges edges_;
};

Edges edges_of(const Network& network, bool gaters) {
  Edges edges;
  for (const Connection& each : network.topology().connections())
    edges.insert({static_cast<int>(each.from), static_cast<int>(each.to),
                  gaters && each.is_gated() ? static_cast<int>(each.gater) : -1});
  return edges;
}

bool is_structural(evolve::Mutation mutation) {
  using evolve::Mutation;
  return mutation != Mutation::modify_weight && mutation != Mutation::modify_bias &&
         mutation != Mutation::modify_activation && mutation != Mutation::swap_nodes;
}

}  // namespace

void compare_legal_moves(const Network& network, evolve::Mutation mutation, const Json& json, Comparison& comparison,
                         const std::string& where) {
  if (!is_structural(mutation)) return;
  const auto legal = Nodes(json).after(mutation);
  std::set<Edges> reached;
  const auto options = evolve::neataptic_options().mutation;
  const std::size_t seeds =
      50 * (legal.size() + 1);  // what is reached once in 2 * legal.size() is missed once in 10^10
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    Network changed = network;
    Random random(seed);
    if (evolve::row(mutation).apply(changed, random, options))
      reached.insert(edges_of(changed, mutation != evolve::Mutation::remove_node));
  }
  comparison.holds(reached == legal, where + ": other legal moves: " + std::to_string(reached.size()) +
                                         " structures were reached, " + std::to_string(legal.size()) + " are legal");
}

}  // namespace plexus::golden
