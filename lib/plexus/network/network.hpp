#pragma once

#include <cstddef>
#include <initializer_list>
#include <memory>
#include <span>
#include <vector>

#include <plexus/network/topology.hpp>

namespace plexus {

/// A network is a value: a topology, which copies share, and one flat vector of parameters, which is its own.
///
/// It also keeps the state of its last step, so that recurrent networks can be stepped. `activate` computes in double,
/// exactly as the model is defined; `Agent` is the fast way to run a network many times.
class Network {
 public:
  /// Throws Error when the number of parameters is not that of the topology.
  Network(std::shared_ptr<const Topology> topology, std::vector<double> parameters);

  /// A copy that was never stepped: it shares the topology, and holds its own parameters alone.
  Network fresh_copy() const { return {topology_, parameters_}; }

  const Topology& topology() const noexcept { return *topology_; }
  const std::shared_ptr<const Topology>& shared_topology() const noexcept { return topology_; }
  std::size_t input_count() const noexcept { return topology_->input_count(); }
  std::size_t output_count() const noexcept { return topology_->output_count(); }

  /// All biases and weights (see Topology). They may be changed at any time.
  std::span<const double> parameters() const noexcept { return parameters_; }
  std::span<double> parameters() noexcept { return parameters_; }
  /// The bias of a unit and the weight of a connection, by their positions. Throw Error when there is none.
  double bias(std::size_t unit) const { return parameters_[checked_bias(unit)]; }
  double& bias(std::size_t unit) { return parameters_[checked_bias(unit)]; }
  /// The bias of a unit, or 0 for one that has none.
  double bias_or_zero(std::size_t unit) const { return topology_->has_bias(unit) ? bias(unit) : 0; }
  double weight(std::size_t connection) const { return parameters_[checked_weight(connection)]; }
  double& weight(std::size_t connection) { return parameters_[checked_weight(connection)]; }

  /// One step: takes one number for each input, in the order in which they were built, and returns one for each output.
  /// The result is valid until the next call. Allocates in the first step only.
  /// Throws Error when the number of inputs is wrong.
  std::span<const double> activate(std::span<const double> input) &;
  std::span<const double> activate(std::initializer_list<double> input) & {
    return activate(std::span<const double>(input.begin(), input.size()));
  }

  /// Computes many samples at once, each as the first of a network that was never stepped or cleared; the network's own
  /// state stays as it is. `inputs` is [sample][input], the result [sample][output]. Throws Error when `inputs` is not
  /// whole samples.
  std::vector<double> activate_batch(std::span<const double> inputs) const;

  /// Forgets the past: outputs and states are 0. Training and evolution begin each sequence and each episode like this,
  /// and so should whoever uses a network that was loaded and has gates or memory. As in Neataptic, what a gated
  /// connection lets through is then 0 until its gating unit is computed again, while in a network that was never
  /// cleared it is 1.
  void clear();

  /// The numbers of a parameter tensor, by its position. Throws Error when there is none.
  std::span<const double> tensor(std::size_t tensor) const;
  std::span<double> tensor(std::size_t tensor);

  /// The output and the state (before the activation) of each unit at the last step; empty before the first.
  std::span<const double> outputs_of_units() const noexcept;
  std::span<const double> states_of_units() const noexcept;

 private:
  void start();
  std::size_t checked_bias(std::size_t unit) const {
    if (unit >= topology_->unit_count() || !topology_->has_bias(unit)) refuse_unit(unit);
    return topology_->bias_index(unit);
  }
  std::size_t checked_weight(std::size_t connection) const {
    if (connection >= topology_->connection_count()) refuse_connection(connection);
    return topology_->weight_index(connection);
  }
  [[noreturn]] void refuse_unit(std::size_t unit) const;
  [[noreturn]] void refuse_connection(std::size_t connection) const;

  std::shared_ptr<const Topology> topology_;
  std::vector<double> parameters_;
  std::vector<double> state_;   // rows of Program<double>; empty until the first step
  std::vector<double> output_;  // what activate returns
};

/// Two networks are equal when their structure and all parameters are; what they remember does not count.
bool operator==(const Network& a, const Network& b);

}  // namespace plexus
