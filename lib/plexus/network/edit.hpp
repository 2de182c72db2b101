#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <plexus/network/network.hpp>

namespace plexus {

/// What `Draft::set` changes; what is not given stays.
struct UnitChange {
  std::optional<Activation> activation{};
  std::optional<double> bias{};
};

/// A network taken apart for structural edits: units with their biases, connections with their weights. Each edit keeps
/// the positions that connections, groups and blocks name in step; `build` makes the network, and checks it if an edit
/// may have broken a rule.
///
/// Groups and blocks are kept where they still hold: a block loses its pattern when one of its connections goes, and a
/// group is cut in two when a unit is put into its middle. Groups that operations work on stay whole.
class Draft {
 public:
  explicit Draft(const Network& network);

  const std::vector<Unit>& units() const noexcept { return parts_.units; }
  const std::vector<Connection>& connections() const noexcept { return parts_.connections; }
  /// Throw Error for a position that is not there. The bias of an input is always 0.
  Unit& unit(std::size_t index);
  double& bias(std::size_t unit);
  double& weight(std::size_t connection);
  std::size_t input_count() const noexcept;
  std::size_t output_count() const noexcept;

  /// Puts a unit before the one at `position`. Throws Error when that is inside a group that operations work on.
  void insert_unit(std::size_t position, const Unit& unit, double bias);

  /// Removes a unit, all its connections, and its gates (what it gated is then ungated). Throws Error for an input or
  /// output, and for a unit of a group that operations work on.
  void remove_unit(std::size_t index);

  /// Changes all units but the inputs. Throws Error when the bias is not finite.
  void set(const UnitChange& change);

  /// Adds a connection at the end; throws Error when these two units are connected already or `to` is an input.
  void add_connection(const Connection& connection, double weight);

  /// Adds many, as if one after the other, but in the time of one; all or none.
  void add_connections(std::span<const Connection> connections, std::span<const double> weights);

  void remove_connection(std::size_t index);

  /// Connections that are switched off. They go with a unit at their ends, and when their ends are connected anew.
  const std::vector<DisabledConnection>& disabled() const noexcept { return parts_.disabled; }
  /// Switches a connection off, or on again: then it is the last, with the weight that it had, and not gated. Throw
  /// Error for a position that is not there.
  void disable_connection(std::size_t index);
  void enable_connection(std::size_t disabled);
  /// Adds a connection that is switched off; throws Error when these two units are connected, even if that is switched
  /// off, when `to` is an input, or the weight is not finite.
  void add_disabled(std::uint32_t from, std::uint32_t to, double weight);
  /// The position among them of the one between two units.
  std::optional<std::size_t> find_disabled(std::uint32_t from, std::uint32_t to) const;
  /// The weight of a connection that is switched off. Throws Error for a position that is not there.
  double& disabled_weight(std::size_t disabled);

  /// Sets or, with `no_unit`, removes the unit that gates a connection.
  void set_gater(std::size_t connection, std::uint32_t gater);

  /// The same for a connection named by its two units, which may be one. All throw Error when they are not connected,
  /// `gate` also when the connection is gated already, `ungate` when it is not.
  void disconnect(std::uint32_t from, std::uint32_t to);
  void gate(std::uint32_t gater, std::uint32_t from, std::uint32_t to);
  void ungate(std::uint32_t from, std::uint32_t to);

  /// The position of the connection between two units.
  std::optional<std::size_t> find_connection(std::uint32_t from, std::uint32_t to) const;

  /// The network that these parts make. Throws Error with every broken rule when they make none.
  Network build() &&;

 private:
  void require_unit(std::size_t index) const;
  void require_connection(std::size_t index) const;
  void require_disabled(std::size_t index) const;
  std::uint32_t place_of(Id id) const;
  void forget_disabled(const Connection& connection);
  std::size_t connection_between(std::uint32_t from, std::uint32_t to) const;
  void check_new(const Connection& connection, double weight) const;
  void remove_connections(const std::vector<bool>& goes);
  void drop_blocks_with_group(std::size_t group);
  void cut_group_at(std::size_t position);
  bool keeps_rules(std::size_t position, const Unit& unit) const;
  void remove_group(std::size_t index);
  const UnitGroup* bound_group_of(std::size_t unit) const;
  void renumber_groups(std::size_t first, std::uint32_t step);

  TopologyParts parts_;
  std::vector<double> biases_;   // one for each unit
  std::vector<double> weights_;  // one for each connection
  std::vector<double> tensors_;  // all numbers of all parameter tensors
  bool sound_;                   // whether every edit is known to have kept the rules of topologies
};

}  // namespace plexus
