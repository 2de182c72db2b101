#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <plexus/graph/pattern.hpp>
#include <plexus/graph/projection.hpp>
#include <plexus/graph/shared_graph.hpp>
#include <plexus/graph/weights.hpp>

namespace plexus {

/// What a group of units starts with.
struct GroupOptions {
  Activation activation = Activation::logistic;
  double bias = 0;
  GroupRole role = GroupRole::automatic;
  bool fixed = false;  ///< training leaves the biases, and what arrives, as they are (Neataptic's `constant`)
  std::string name{};  ///< for messages and drawings
};

/// What `set` changes; what is not given stays.
struct GroupChange {
  std::optional<Activation> activation{};
  std::optional<double> bias{};
  std::optional<GroupRole> role{};
  std::optional<bool> fixed{};
  std::optional<std::string> name{};
};

/// Units of one graph that share a role. A handle: copies mean the same units.
class Group {
 public:
  /// Throws Error when `units` is 0, or more than can be held.
  explicit Group(std::size_t units, const GroupOptions& options = {});
  explicit Group(GroupData data) : key_(std::move(data)) {}
  explicit Group(SharedKey key) : key_(std::move(key)) {}

  std::size_t size() const { return data().units.size(); }  ///< in units
  const GroupData& data() const { return key_.graph().group(key_.key()); }

  /// Connects the units of this group to those of `to`, which may be this group:
  ///
  ///   all_to_all    each to each
  ///   all_to_else   the same, but no unit to itself
  ///   one_to_one    unit i to unit i
  ///
  /// Without a pattern: all_to_all, and one_to_one from a group to itself. A connection from a unit to itself carries
  /// its state (before the activation). Unless given, its weight is 1, and not trained, where units are joined to
  /// themselves alone (one_to_one), and drawn as the others are in all_to_all. When the groups belong to different
  /// graphs, these become one.
  ///
  /// Throws Error, and changes nothing, when one_to_one meets groups of different size, when the number of weights is
  /// wrong, or when two units are connected already.
  Projection connect(const Group& to, std::optional<Pattern> pattern = {}, std::optional<Weights> weights = {}) const;

  /// Connects one unit of this group to one unit of `to`, both counted from 0.
  Projection connect_unit(std::uint32_t unit, const Group& to, std::uint32_t to_unit,
                          std::optional<Weights> weights = {}) const;

  /// Connects each pair of a list, a unit of this group and one of `to`, both counted from 0. Throws Error when a pair
  /// is listed twice, or the list is empty.
  Projection connect_listed(const Group& to, UnitPairs pairs, std::optional<Weights> weights = {}) const;

  /// Connects to a layer, which decides how it is entered.
  template <class Layer>
  requires requires(const Layer& layer, const Group& group) {
    layer.accept(group, std::optional<Pattern>{}, std::optional<Weights>{});
  }
  std::vector<Projection> connect(const Layer& to, std::optional<Pattern> pattern = {},
                                  std::optional<Weights> weights = {}) const {
    return to.accept(*this, pattern, std::move(weights));
  }

  /// Removes all connections to the units of `to`, and with `both_ways` those from there to here.
  void disconnect(const Group& to, bool both_ways = false) const;

  /// Lets this group's units multiply what a projection carries, see Gating. With fewer units than are wanted they are
  /// used in turn; with `unit`, that one does it all. Throws Error when the projection is gated already.
  void gate(const Projection& projection, Gating gating, std::optional<std::uint32_t> unit = {}) const;

  /// The same for several projections as if they were one: sources or targets are counted over all of them. Throws
  /// Error also when a projection's sources (or targets) do not stand together in that count; gate them one by one
  /// then.
  void gate(const std::vector<Projection>& projections, Gating gating) const;

  /// Changes all units of this group. Returns this handle.
  const Group& set(const GroupChange& change) const;

  /// Takes these units, their connections and their gates out of the graph; every handle to them is then of no use.
  void remove() const;

  /// Whether some connection leads from this group to `to`, which may be this group.
  bool projects_to(const Group& to) const;

  std::vector<Projection> incoming() const;  ///< projections into this group, those from itself included
  std::vector<Projection> outgoing() const;  ///< projections out of this group, those to itself included

  /// The graph that this group is in, for Boost's algorithms and drawings.
  const Graph& graph() const { return key_.graph(); }
  const SharedKey& key() const noexcept { return key_; }
  friend bool operator==(const Group& a, const Group& b) { return a.key_ == b.key_; }

 private:
  Projection add(const Group& to, ProjectionData projection) const;

  SharedKey key_;
};

/// One unit: a group of one.
class Node : public Group {
 public:
  explicit Node(const GroupOptions& options = {}) : Group(1, options) {}
};

}  // namespace plexus
