#pragma once

#include <memory>
#include <utility>

#include <plexus/graph/graph.hpp>

namespace plexus {

/// What a handle holds: a group or projection of a graph that handles share. When handles of two graphs are connected,
/// the smaller graph is spliced into the larger, and its handles follow.
class SharedKey {
 public:
  /// A new graph with one group.
  explicit SharedKey(GroupData group);
  /// Another group or projection of the same graph.
  SharedKey(const SharedKey& sibling, Key key);

  /// The graph that this thing is in now.
  Graph& graph() const { return resolve().first->graph; }
  /// What it is called there.
  Key key() const { return resolve().second; }

  /// Makes both belong to one graph.
  static void join(const SharedKey& a, const SharedKey& b);

  friend bool operator==(const SharedKey& a, const SharedKey& b) { return a.resolve() == b.resolve(); }

 private:
  // A graph, or, once it was spliced into another, the way to that one.
  struct Shared {
    Graph graph;
    std::shared_ptr<Shared> spliced_into;
    Key offset = 0;
  };

  std::pair<std::shared_ptr<Shared>, Key> resolve() const;

  std::shared_ptr<Shared> shared_;
  Key key_ = 0;
};

}  // namespace plexus
