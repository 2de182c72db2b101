#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include <plexus/evolve/options.hpp>
#include <plexus/evolve/state.hpp>
#include <plexus/network/network.hpp>

namespace plexus {
class Findings;
}

namespace plexus::evolve {

/// The parameters of one topology that a strategy on weights moves, as one vector: the biases and weights that may be
/// trained, in the order of the topology. All others stay as they are in the network that it is made from.
class Movable {
 public:
  /// Values stay within the limits of `options` (mutation.biases.limit and mutation.weights.limit).
  Movable(Network base, const Options& options);

  std::size_t count() const noexcept { return positions_.size(); }
  /// The values of a network of the same topology.
  std::vector<double> values_of(const Network& network) const;
  /// A network with these values, `count()` of them, each brought into [-limit, limit]; one that is NaN becomes 0.
  Network network(std::span<const double> values) const;
  /// Whether one of these values is as large as its limit, so that it may have been larger before.
  bool is_limited(std::span<const double> values) const noexcept;
  /// The largest magnitude that a value may have.
  double limit(std::size_t i) const noexcept { return i < biases_ ? bias_limit_ : weight_limit_; }

 private:
  Network base_;
  std::vector<std::size_t> positions_;  // among the parameters of the network
  std::size_t biases_ = 0;              // so many of them come first
  double bias_limit_, weight_limit_;
};

/// What moves in a state whose strategy keeps its start network as State::kept[0].
Movable movable(const State& state);

/// Keeps the one start of a strategy on weights, and returns what moves in it. Throws Error when there are several
/// starts, or nothing in the one may move.
Movable keep_start(State& state, std::span<const Network> starts, std::string_view strategy);

/// Adds what is wrong with the networks of a loaded state: not one start that is kept, others of other topologies.
void check_one_topology(const State& state, Findings& findings);

/// Adds when what is remembered under a name is missing, or not `count` finite numbers.
void check_remembered(const State& state, std::string_view name, std::size_t count, Findings& findings);

}  // namespace plexus::evolve
