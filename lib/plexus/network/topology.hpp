#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include <plexus/core/once.hpp>
#include <plexus/network/gene_index.hpp>
#include <plexus/network/topology_parts.hpp>

namespace plexus {

template <class Real>
class Program;

/// The structure of a network, without its weights. It never changes once made, so networks share it, and with it the
/// programs that it compiles to, between all threads.
///
/// Units stand in the order in which they are computed, inputs first, outputs last. The order of the connections is the
/// order in which a unit adds up what it receives. Groups and blocks may be missing, but never overlap.
///
/// Above single units, operations work on whole groups: what layers such as convolutions are made of. A unit of such a
/// group is a unit like any other: connections may reach it and leave it.
///
/// A network's parameters are one vector: the biases of all units that have one, then the weights of all connections,
/// then the parameter tensors, each in the order of this topology.
class Topology {
 public:
  /// Says that parts are known to make a topology.
  struct Checked {};

  /// Throws Error with every broken rule when the parts do not make a topology (see check in network_check.hpp).
  explicit Topology(TopologyParts parts);
  /// The same for parts that are known to make a topology, such as those of another after an edit that keeps the rules.
  /// They are checked again in a debug build alone.
  Topology(TopologyParts parts, Checked);
  ~Topology();

  const TopologyParts& parts() const noexcept { return parts_; }
  const std::vector<Unit>& units() const noexcept { return parts_.units; }
  const std::vector<Connection>& connections() const noexcept { return parts_.connections; }
  const std::vector<UnitGroup>& groups() const noexcept { return parts_.groups; }
  const std::vector<Block>& blocks() const noexcept { return parts_.blocks; }
  const std::vector<DisabledConnection>& disabled() const noexcept { return parts_.disabled; }
  const std::vector<ParameterTensor>& tensors() const noexcept { return parts_.tensors; }
  const std::vector<Operation>& operations() const noexcept { return parts_.operations; }

  std::size_t unit_count() const noexcept { return parts_.units.size(); }
  std::size_t input_count() const noexcept { return input_count_; }
  std::size_t output_count() const noexcept { return output_count_; }
  std::size_t hidden_count() const noexcept { return unit_count() - input_count_ - output_count_; }
  std::size_t connection_count() const noexcept { return parts_.connections.size(); }
  std::size_t gate_count() const noexcept { return gate_count_; }  ///< connections that are gated
  std::size_t parameter_count() const noexcept { return first_of_tensors_.back(); }

  /// How many units have a bias, and whether a unit has one.
  std::size_t bias_count() const noexcept { return bias_count_; }
  bool has_bias(std::size_t unit) const noexcept { return unit >= input_count_ && parts_.units[unit].biased; }
  /// Where the bias of a unit that has one stands among the parameters, and whose bias stands there.
  std::size_t bias_index(std::size_t unit) const noexcept {
    return biases_.empty() ? unit - input_count_ : biases_[unit];
  }
  std::size_t unit_of_bias(std::size_t index) const noexcept {
    return biases_.empty() ? index + input_count_ : biased_[index];
  }
  /// Where the weight of a connection stands among the parameters.
  std::size_t weight_index(std::size_t connection) const noexcept { return bias_count_ + connection; }
  /// Where a parameter tensor begins among the parameters. Behind the last one they end.
  std::size_t tensor_index(std::size_t tensor) const noexcept { return first_of_tensors_[tensor]; }
  /// Whether training may change a parameter.
  bool is_trainable(std::size_t parameter) const noexcept;
  /// Whether operations read or make this unit: then its group has to stay whole.
  bool is_bound(std::size_t unit) const noexcept { return !bound_.empty() && bound_[unit]; }
  /// Whether operations make these two units together, so that neither can wait for the other.
  bool are_made_together(std::size_t a, std::size_t b) const noexcept {
    return !made_.empty() && made_[a] != no_unit && made_[a] == made_[b];
  }

  /// The lasting name of a connection: a hash of the ids of its two ends.
  Id id_of(const Connection& connection) const noexcept {
    return connection_id(parts_.units[connection.from].id, parts_.units[connection.to].id);
  }

  /// Whether some connection carries a value of the step before, so that the order of samples matters.
  bool is_recurrent() const noexcept { return recurrent_; }

  /// Whether some unit has a mask other than 1.
  bool is_masked() const noexcept { return masked_; }

  /// Whether all parameters may be trained.
  bool is_trainable() const noexcept { return trainable_; }

  /// The lasting names of its parameters: made at the first call, then shared. Safe from any thread.
  const GeneIndex& genes() const;

  /// A number that equal topologies have in common, and that differs, in all likelihood, for others: of the units' ids
  /// and activations, and of what each connection joins and is gated by. Computed at the first call. Safe from any
  /// thread.
  std::uint64_t fingerprint() const noexcept;

  /// This topology compiled for `float` or `double`: compiled at the first call, then shared. Safe from any thread.
  template <class Real>
  std::shared_ptr<const Program<Real>> program() const;

 private:
  // A program is compiled at most once, by whoever needs it first.
  template <class Real>
  struct Slot {
    Once once;
    std::shared_ptr<const Program<Real>> program;
  };

  void count();
  void count_biases();
  void count_tensors();
  void bind_units();

  TopologyParts parts_;
  std::size_t input_count_ = 0;
  std::size_t output_count_ = 0;
  std::size_t gate_count_ = 0;
  std::size_t bias_count_ = 0;
  std::vector<std::uint32_t> biases_, biased_;  // of each unit; unit of each: both empty when all have one
  std::vector<std::size_t> first_of_tensors_;   // and the end
  std::vector<bool> bound_;                     // of each unit; empty when there are no operations
  std::vector<std::uint32_t> made_;             // the group that operations make, of each unit; likewise
  bool recurrent_ = false;
  bool masked_ = false;
  bool trainable_ = true;
  mutable std::atomic<std::uint64_t> fingerprint_{0};  // 0: not computed
  mutable Once genes_once_;
  mutable std::optional<GeneIndex> genes_;
  mutable Slot<float> float_program_;
  mutable Slot<double> double_program_;
};

}  // namespace plexus
