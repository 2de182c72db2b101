#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include <plexus/network/network.hpp>

namespace plexus::architect {

struct RandomOptions {
  /// Forward connections beside the inputs * outputs that the network starts from; at least one for each hidden unit.
  std::optional<std::size_t> connections = {};  ///< unless given, 2 * hidden
  std::size_t back_connections = 0;             ///< to an earlier unit
  std::size_t self_connections = 0;
  std::size_t gates = 0;  ///< connections that a unit gates
  /// What the activations of the hidden units are drawn from; not empty.
  std::vector<Activation> activations = {Activation::tanh,     Activation::relu,     Activation::logistic,
                                         Activation::gaussian, Activation::identity, Activation::sinusoid};
  Activation output = Activation::logistic;
  std::uint64_t seed = 0;  ///< of everything that is drawn
};

/// A network that is connected at random, as by Neataptic's architect.Random: it starts with all inputs joined to all
/// outputs, each hidden unit then splits a connection, and the rest is added between units that are not joined yet,
/// each pair as likely. Weights are drawn from U[-r, r), r = sqrt(6 / (connections into the target + out of the
/// source)) (Glorot and Bengio 2010, equation 16), those of self-connections from U[-1, 1); biases are 0. The time that
/// it takes grows with the size of the result alone.
///
/// Throws Error when there is no input or output, or more connections or gates are wanted than there is room for.
Network Random(std::size_t inputs, std::size_t hidden, std::size_t outputs, const RandomOptions& options = {});

}  // namespace plexus::architect
