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
/// A network's parameters are one vector: the biases of all units that are not inputs, then the weights of all
/// connections, both in the order of this topology.
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

  /// Whether all biases and weights may be trained.
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

  TopologyParts parts_;
  std::size_t input_count_ = 0;
  std::size_t output_count_ = 0;
  std::size_t gate_count_ = 0;
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
