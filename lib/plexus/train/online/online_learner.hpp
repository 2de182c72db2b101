#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <vector>

#include <plexus/core/random.hpp>
#include <plexus/network/network.hpp>
#include <plexus/train/online/wiring.hpp>

namespace plexus {

struct OnlineOptions {
  /// Learns with Neataptic's slope of softsign, x / (1 + |x|)^2, instead of the true 1 / (1 + |x|)^2: for exact
  /// agreement with it, nothing else.
  bool neataptic_slopes = false;
};

/// How one step is learned from.
struct OnlineStep {
  double rate = 0.3;    ///< learning rate; 0 learns nothing
  double momentum = 0;  ///< share of the last change that is made again
  bool update = true;   ///< whether the parameters change now, or at a later step by the sum of all changes till then
};

/// What the rule keeps of a unit.
struct OnlineUnit {
  double bias = 0;
  double mask = 1;            ///< factor of its output
  double activation = 0;      ///< its output
  double state = 0;           ///< before the activation function
  double old = 0;             ///< the state of the step before
  double derivative = 0;      ///< slope at the state of the last `activate`, without the mask
  double responsibility = 0;  ///< error that it answers for (delta): projected + gated
  double projected = 0;       ///< the part through its outgoing connections
  double gated = 0;           ///< the part through the connections that it gates
  double previous_delta = 0;  ///< last change of its bias
  double total_delta = 0;     ///< change of its bias not made yet
};

/// What the rule keeps of a connection, beside its extended traces.
struct OnlineConnection {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  bool trainable = true;
  double weight = 0;
  double gain = 1;            ///< output of its gating unit, as last computed
  double eligibility = 0;     ///< what came along it, decayed as the state of its end
  double previous_delta = 0;  ///< last change of its weight
  double total_delta = 0;     ///< change of its weight not made yet
};

/// A network that learns while it runs, step by step, from the error of each step: for agents that learn during their
/// life, and for streams that never end. It learns as Neataptic does, to the last bits:
///
///   OnlineLearner learner(network);
///   learner.activate(input);
///   learner.propagate(target, {.rate = 0.1});
///   const Network learned = learner.network();
///
/// Nothing of the past is stored but decaying traces, so that each step takes the same time and memory however long it
/// has run. In return the gradient is cut short: an error reaches the past along self-connections and through gates
/// alone, not around other loops, and an output answers for its own error alone, even if it feeds or gates others.
/// Prefer it for learning during life, and for LSTM cells, which it was made for; prefer `train` (backpropagation
/// through time), which follows the true gradient of any network and any loss, for data at rest.
///
/// The error of an output is target - output, whatever its activation: the gradient of half the squared error when it
/// is the identity, of the cross-entropy when it is logistic. Units learn from the last to the first, so that an error
/// is passed back by weights that have just learned. Self-connections are never trained; nor is what is not trainable,
/// though errors pass through it. Masks scale outputs and changes of weights, but neither slopes nor changes of biases.
/// After `clear` gated connections carry nothing until their gating unit is computed again.
///
/// An activation takes time and memory in the number of connections, and, for each unit that gates, of its incoming
/// connections times the units whose connections it gates (extended traces).
///
/// Source: Monner and Reggia 2012, "A generalized LSTM-like training algorithm for second-order recurrent neural
/// networks", Neural Networks 25, 70-83.
class OnlineLearner {
 public:
  /// Starts with the parameters and masks of a network, fresh: whatever the network remembers does not count.
  explicit OnlineLearner(const Network& network, const OnlineOptions& options = {});

  const Topology& topology() const noexcept { return *topology_; }
  std::size_t input_count() const noexcept { return topology_->input_count(); }
  std::size_t output_count() const noexcept { return topology_->output_count(); }
  const OnlineOptions& options() const noexcept { return options_; }

  /// One step: takes one number for each input and returns one for each output, valid until the next call. Keeps the
  /// traces that `propagate` learns from. Never allocates. Throws Error when the number of inputs is wrong.
  std::span<const double> activate(std::span<const double> input) &;
  std::span<const double> activate(std::initializer_list<double> input) & {
    return activate(std::span<const double>(input.begin(), input.size()));
  }

  /// One step to look at, as Neataptic's noTraceActivate: quicker, ignores the masks, leaves traces and slopes as they
  /// are, so that it cannot be learned from. States and gains do move on.
  std::span<const double> activate_without_traces(std::span<const double> input) &;
  std::span<const double> activate_without_traces(std::initializer_list<double> input) & {
    return activate_without_traces(std::span<const double>(input.begin(), input.size()));
  }

  /// Learns from the last `activate`: one target for each output. Never allocates. Throws Error when the number of
  /// targets is wrong, or rate or momentum is not finite.
  void propagate(std::span<const double> target, const OnlineStep& step = {});
  void propagate(std::initializer_list<double> target, const OnlineStep& step = {}) {
    propagate(std::span<const double>(target.begin(), target.size()), step);
  }

  /// Forgets the past: outputs, states, errors and traces are 0, and so are the gains of gated connections. Masks,
  /// parameters, and changes made or not made yet stay.
  void clear();

  /// Drops each hidden unit with probability `dropout` until masks change again: its mask is 0, else 1. Takes one
  /// number for each hidden unit, in order, also when `dropout` is 0. Source: Srivastava et al. 2014, "Dropout: a
  /// simple way to prevent neural networks from overfitting".
  void draw_masks(double dropout, Random& random);
  /// Sets the masks of all hidden units; 1 - dropout is right after a training with dropout.
  void set_masks(double mask);

  /// The network as it has become, with its masks. It shares the topology that the learner started with if the masks
  /// are as they were.
  Network network() const;
  std::vector<double> parameters() const;  ///< in the order of the topology

  /// What it keeps of a unit or of a connection, by its position in the topology.
  const OnlineUnit& unit(std::size_t index) const { return units_[index]; }
  const OnlineConnection& connection(std::size_t index) const { return connections_[wiring_->slot_of(index)]; }
  /// The extended traces of a connection: one for each of `extended_units`, the units some of whose connections are
  /// gated by the unit in which this connection ends. None for self-connections.
  std::span<const double> extended_traces(std::size_t connection) const;
  std::span<const online::GatedUnit> extended_units(std::size_t connection) const;

 private:
  void read(std::span<const double> input);
  void compute_state(std::size_t unit);
  void open_gates(std::size_t unit);
  void keep_traces(std::size_t unit);
  void answer(std::size_t unit);
  void learn(std::size_t unit, const OnlineStep& step);
  std::span<OnlineConnection> incoming(std::size_t unit);
  double carry(std::size_t unit) const;
  std::span<const double> outputs();

  std::shared_ptr<const Topology> topology_;
  std::shared_ptr<const online::Wiring> wiring_;
  OnlineOptions options_;
  std::vector<OnlineUnit> units_;
  std::vector<OnlineConnection> connections_;  // by slot
  std::vector<double> traces_;                 // extended: of each unit that gates, [incoming][gated unit]
  std::vector<std::size_t> first_trace_;       // of each unit
  std::vector<double> influence_;              // scratch: of a unit on each of its gated units
  std::vector<double> carry_;                  // scratch: of each gated unit
  std::vector<double> responsibility_;         // scratch: of each gated unit
  std::vector<double> output_;                 // what activate returns
};

}  // namespace plexus
