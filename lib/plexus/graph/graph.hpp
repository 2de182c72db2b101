#pragma once

#include <boost/graph/adjacency_list.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <plexus/activation/activation.hpp>
#include <plexus/core/id.hpp>
#include <plexus/graph/parameter.hpp>
#include <plexus/graph/pattern.hpp>
#include <plexus/graph/weights.hpp>
#include <plexus/primitive/primitive.hpp>

namespace plexus {

/// Names a group or a projection of a graph, as long as it is there. Keys count upwards, so they tell the order in
/// which things were made.
using Key = std::uint64_t;

/// Units to be joined: the position of each source in its group, and of its target in that one's.
using UnitPairs = std::vector<std::array<std::uint32_t, 2>>;

/// What the user said a group is for; `automatic` lets Construct find out from the connections.
enum class GroupRole : std::uint8_t { automatic, input, hidden, output };

/// One neuron of a group.
struct GroupUnit {
  Activation activation = Activation::logistic;
  double bias = 0;
  bool trainable = true;   ///< whether training may change the bias and what arrives
  double mask = 1;         ///< factor of its output, see Unit
  std::optional<Id> id{};  ///< kept from the network that the graph was made from, if any
  bool biased = true;      ///< whether it has a bias of its own
};

/// A primitive that adds to the states of a group. Its operands are parameters, and what projections of the pattern
/// `operand` bring: each says to which place of which operation.
struct GroupOperation {
  Primitive primitive;
  std::vector<SharedParameter> parameters;  ///< one for each place; null where a projection leads
};

/// A vertex: units that share a role. A node is a group of one.
struct GroupData {
  std::string name{};
  GroupRole role = GroupRole::automatic;
  std::vector<GroupUnit> units;
  Key key = 0;
  std::size_t index = 0;  ///< for Boost's algorithms: numbered by Graph::boost
  std::optional<Shape> shape = {};
  std::vector<GroupOperation> operations = {};
};

/// A group that multiplies what a projection carries, unit by unit (see Gating); when it has fewer units than there are
/// sources or targets, they are used in turn, from `first` on. With `unit`, that one unit gates everything.
struct Gate {
  Key group = 0;
  Gating gating = Gating::target;
  std::optional<std::uint32_t> unit{};
  std::uint32_t first = 0;  ///< the number of this projection's first source or target in a list that is gated as one
};

/// An edge: the connections from one group to another.
struct ProjectionData {
  Pattern pattern = Pattern::all_to_all;
  Weights weights{};
  std::uint32_t from_unit = 0;      ///< of a single connection
  std::uint32_t to_unit = 0;        ///< of a single connection
  UnitPairs pairs{};                ///< of listed connections
  std::optional<Gate> gate{};       ///< of all connections but self-connections
  std::optional<Gate> self_gate{};  ///< of the self-connections
  Key key = 0;
  std::uint32_t operation = 0;  ///< of an operand: which operation of the target group
  std::uint32_t position = 0;   ///< of an operand: which of that operation's
};

/// The mutable graph that networks are built in: groups joined by projections. Most users meet it through the handles
/// Node, Group and Projection; this class is what they share.
///
/// Every function throws Error for a key that names nothing here, and changes nothing when it throws.
class Graph {
 public:
  using Boost = boost::adjacency_list<boost::listS, boost::listS, boost::bidirectionalS, GroupData, ProjectionData>;
  using Vertex = Boost::vertex_descriptor;
  using Edge = Boost::edge_descriptor;

  Graph() = default;
  Graph(const Graph& other);
  Graph& operator=(const Graph& other);
  Graph(Graph&&) = default;
  Graph& operator=(Graph&&) = default;
  ~Graph() = default;

  /// Throws Error when the group has no units.
  Key add_group(GroupData group);

  /// Removes a group with its projections; what it gated is no longer gated.
  void remove_group(Key group);

  /// Joins two groups. Throws Error when one_to_one meets groups of different size, when a single connection names a
  /// unit that is not there, when as many weights are given as fit nothing, when there are more connections than can be
  /// held, or when two units would be joined twice.
  Key connect(Key from, Key to, ProjectionData projection);

  void disconnect(Key projection);

  /// Throws Error when the projection is gated there already, or `self` meets a projection without self-connections.
  void gate(Key projection, const Gate& gate);

  /// Whether `gate` would throw for a projection and a gating group of so many units, which may be of another graph:
  /// does so with the same message.
  void check_gate(Key projection, std::size_t gaters, Gating gating, std::optional<std::uint32_t> unit) const;

  /// Removes the gates of a projection, or just that of this place, if any.
  void ungate(Key projection);
  void ungate(Key projection, Gating gating);

  /// Moves all groups and projections of `other` here; its keys become larger by the number returned.
  Key splice(Graph&& other);

  const GroupData& group(Key key) const { return (*boost_)[vertex(key)]; }
  GroupData& group(Key key) { return (*boost_)[vertex(key)]; }
  const ProjectionData& projection(Key key) const { return (*boost_)[edge(key)]; }
  Key source(Key projection) const { return (*boost_)[boost::source(edge(projection), *boost_)].key; }
  Key target(Key projection) const { return (*boost_)[boost::target(edge(projection), *boost_)].key; }

  bool has_group(Key key) const { return vertices_.contains(key); }
  std::vector<Key> groups() const;                     ///< in the order in which they were made
  std::vector<Key> projections() const;                ///< in the order in which they were made
  std::vector<Key> incoming(Key group) const;          ///< projections into a group, self ones included
  std::vector<Key> outgoing(Key group) const;          ///< projections out of a group, self ones included
  std::vector<Key> gated(Key group) const;             ///< projections that a group gates
  std::size_t connection_count(Key projection) const;  ///< in single connections

  /// The Boost graph, for Boost's algorithms, with `index` of the groups counting from 0 in the order of their keys.
  const Boost& boost() const;

 private:
  Vertex vertex(Key key) const;
  Edge edge(Key key) const;
  void index_descriptors();
  void refuse_double_connection(Key from, Key to, const ProjectionData& projection) const;

  // Behind a pointer, for Boost's graph copies itself when moved, which would leave the descriptors below dangling.
  std::unique_ptr<Boost> boost_ = std::make_unique<Boost>();
  std::map<Key, Vertex> vertices_;
  std::map<Key, Edge> edges_;
  Key next_key_ = 0;
};

/// Throws Error when a projection between two groups has sizes, units or numbers of weights that do not fit.
void check_connection(const ProjectionData& projection, const GroupData& from, const GroupData& to);

/// The connections of a projection, source by source, or in the order of its list.
UnitPairs pairs_of(const Graph& graph, Key projection);

}  // namespace plexus
