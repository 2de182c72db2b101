#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <plexus/activation/activation.hpp>
#include <plexus/core/id.hpp>
#include <plexus/graph/pattern.hpp>

namespace plexus {

template <class Real>
class Program;

/// What a unit is for.
enum class Role : std::uint8_t { input, hidden, output };

/// One neuron.
struct Unit {
  Id id = 0;
  Activation activation = Activation::identity;
  Role role = Role::hidden;
  bool trainable = true;  ///< whether training may change its bias; a unit that is not is Neataptic's `constant`
  double mask = 1;        ///< factor of its output: what a training with dropout leaves behind; 1 for an input

  friend bool operator==(const Unit&, const Unit&) = default;
};

/// Stands for "no gating unit".
inline constexpr std::uint32_t no_unit = std::numeric_limits<std::uint32_t>::max();

/// One weight between two units, named by their positions. When `from == to` it carries the unit's state (before the
/// activation) instead of its output. When `from < to` it carries this step's output, else that of the step before.
struct Connection {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::uint32_t gater = no_unit;  ///< the unit whose output multiplies this connection, or `no_unit`
  bool trainable = true;          ///< whether training may change its weight

  bool is_self() const noexcept { return from == to; }
  bool is_gated() const noexcept { return gater != no_unit; }
  friend bool operator==(const Connection&, const Connection&) = default;
};

/// Neighbouring units that were built together. Its name is for people: drawings and summaries.
struct UnitGroup {
  std::string name;
  std::uint32_t first = 0;  ///< position of its first unit
  std::uint32_t count = 0;  ///< in units

  friend bool operator==(const UnitGroup&, const UnitGroup&) = default;
};

/// Neighbouring connections that follow a pattern between two groups, source by source. What a block says could be read
/// off the connections too; it lets a program use dense kernels and a graph be rebuilt as it was.
struct Block {
  Pattern pattern = Pattern::all_to_all;
  std::uint32_t from_group = 0;
  std::uint32_t to_group = 0;
  std::uint32_t first_connection = 0;
  std::uint32_t connection_count = 0;

  friend bool operator==(const Block&, const Block&) = default;
};

/// The parts of a topology; see Topology.
struct TopologyParts {
  std::vector<Unit> units;
  std::vector<Connection> connections;
  std::vector<UnitGroup> groups;
  std::vector<Block> blocks;
  bool inputs_gate = true;  ///< whether inputs open and shut what they gate; in a network of Neataptic's they do not

  friend bool operator==(const TopologyParts&, const TopologyParts&) = default;
};

/// The structure of a network, without its weights. It never changes once made, so networks share it, and with it the
/// programs that it compiles to, between all threads.
///
/// Units stand in the order in which they are computed, inputs first, outputs last. The order of the connections is the
/// order in which a unit adds up what it receives. Groups and blocks may be missing, but never overlap.
///
/// A network's parameters are one vector: the biases of all units that are not inputs, then the weights of all
/// connections, both in the order of this topology.
class Topology {
 public:
  /// Throws Error with every broken rule when the parts do not make a topology (see check in network_check.hpp).
  explicit Topology(TopologyParts parts);
  ~Topology();

  const TopologyParts& parts() const noexcept { return parts_; }
  const std::vector<Unit>& units() const noexcept { return parts_.units; }
  const std::vector<Connection>& connections() const noexcept { return parts_.connections; }
  const std::vector<UnitGroup>& groups() const noexcept { return parts_.groups; }
  const std::vector<Block>& blocks() const noexcept { return parts_.blocks; }

  std::size_t unit_count() const noexcept { return parts_.units.size(); }
  std::size_t input_count() const noexcept { return input_count_; }
  std::size_t output_count() const noexcept { return output_count_; }
  std::size_t hidden_count() const noexcept { return unit_count() - input_count_ - output_count_; }
  std::size_t connection_count() const noexcept { return parts_.connections.size(); }
  std::size_t gate_count() const noexcept { return gate_count_; }  ///< connections that are gated
  std::size_t parameter_count() const noexcept { return unit_count() - input_count_ + connection_count(); }

  /// Where the bias of a unit, which is not an input, stands among the parameters.
  std::size_t bias_index(std::size_t unit) const noexcept { return unit - input_count_; }
  /// Where the weight of a connection stands among the parameters.
  std::size_t weight_index(std::size_t connection) const noexcept { return unit_count() - input_count_ + connection; }

  /// The lasting name of a connection: a hash of the ids of its two ends.
  Id id_of(const Connection& connection) const noexcept {
    return connection_id(parts_.units[connection.from].id, parts_.units[connection.to].id);
  }

  /// Whether some connection carries a value of the step before, so that the order of samples matters.
  bool is_recurrent() const noexcept { return recurrent_; }

  /// Whether some unit has a mask other than 1.
  bool is_masked() const noexcept { return masked_; }

  /// This topology compiled for `float` or `double`: compiled at the first call, then shared. Safe from any thread.
  template <class Real>
  std::shared_ptr<const Program<Real>> program() const;

 private:
  // A program is compiled at most once, by whoever needs it first.
  template <class Real>
  struct Slot {
    std::once_flag once;
    std::shared_ptr<const Program<Real>> program;
  };

  TopologyParts parts_;
  std::size_t input_count_ = 0;
  std::size_t output_count_ = 0;
  std::size_t gate_count_ = 0;
  bool recurrent_ = false;
  bool masked_ = false;
  mutable Slot<float> float_program_;
  mutable Slot<double> double_program_;
};

}  // namespace plexus
