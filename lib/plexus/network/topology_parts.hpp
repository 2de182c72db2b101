#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <plexus/activation/activation.hpp>
#include <plexus/core/id.hpp>
#include <plexus/graph/pattern.hpp>
#include <plexus/primitive/primitive.hpp>

namespace plexus {

/// What a unit is for.
enum class Role : std::uint8_t { input, hidden, output };

/// One neuron.
struct Unit {
  Id id = 0;
  Activation activation = Activation::identity;
  Role role = Role::hidden;
  bool trainable = true;  ///< whether training may change its bias; a unit that is not is Neataptic's `constant`
  double mask = 1;        ///< factor of its output: what a training with dropout leaves behind; 1 for an input
  bool biased = true;     ///< whether it has a bias of its own; without effect for an input, which has none

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
  Shape shape = {};         ///< of its units, for operations; {} where none works on them

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

/// A connection that is switched off, by the ids of its ends: nothing but evolution sees it, and may switch it on again
/// with the weight that it had. Source: the disabled genes of Stanley and Miikkulainen 2002, section 3.1.
struct DisabledConnection {
  Id from = 0;
  Id to = 0;
  double weight = 0;

  friend bool operator==(const DisabledConnection&, const DisabledConnection&) = default;
};

/// Numbers that operations read, and training changes: the kernel of a convolution, a table of embeddings.
struct ParameterTensor {
  std::string name;  ///< for people: "conv2d/kernel"
  Id id = 0;         ///< lasting
  Shape shape;
  bool trainable = true;

  friend bool operator==(const ParameterTensor&, const ParameterTensor&) = default;
};

/// What an operation reads: a group's outputs, or a parameter tensor, by its position in the topology.
struct OperandSource {
  bool parameter = false;
  std::uint32_t index = 0;

  friend bool operator==(const OperandSource&, const OperandSource&) = default;
};

/// A primitive at work: adds what it makes of its operands to the states of a group, to which single connections may
/// add too. Like a connection, it reads this step's outputs of a group that stands before the result, and those of the
/// step before of any other.
struct Operation {
  Primitive primitive;
  std::vector<OperandSource> operands;
  std::uint32_t result = 0;  ///< a group

  friend bool operator==(const Operation&, const Operation&) = default;
};

/// The parts of a topology; see Topology.
struct TopologyParts {
  std::vector<Unit> units;
  std::vector<Connection> connections;
  std::vector<UnitGroup> groups;
  std::vector<Block> blocks;
  bool inputs_gate = true;  ///< whether inputs open and shut what they gate; in a network of Neataptic's they do not
  std::vector<DisabledConnection> disabled = {};
  std::vector<ParameterTensor> tensors = {};
  std::vector<Operation> operations = {};

  friend bool operator==(const TopologyParts&, const TopologyParts&) = default;
};

}  // namespace plexus
