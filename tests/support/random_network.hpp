#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <plexus/network/network.hpp>

namespace plexus::testing {

/// What a random network has.
struct RandomNetworkOptions {
  std::size_t inputs = 2;
  std::size_t hidden = 5;
  std::size_t outputs = 2;
  std::size_t connections = 20;  ///< tried; those that exist already are left out
  bool recurrent = false;        ///< backward connections and self-connections too
  bool gated = false;            ///< about every third connection has a gating unit
  bool smooth = true;            ///< only activations without kinks
  bool of_neataptic = false;     ///< only activations that Neataptic has
  double weight = 1;             ///< weights and biases are in [-weight, weight)
};

/// All activations but the exponential, with which a recurrent network soon has numbers that are not finite.
std::vector<Activation> any_activations();

/// Options that differ with the seed in size, recurrence and gates: 1 to 20 inputs, 0 to 59 hidden units, 1 to 7 outputs.
RandomNetworkOptions any_size(std::uint64_t seed);

/// A network with random connections, activations, gates, weights and biases: a function of the seed.
Network random_network(std::uint64_t seed, const RandomNetworkOptions& options = {});

}  // namespace plexus::testing
