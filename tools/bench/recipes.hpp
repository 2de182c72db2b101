#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <plexus/network/network.hpp>

// The networks and numbers of the workloads, drawn so that every system can draw the same: README.md says how.

namespace plexus::bench {

/// The stream of random numbers of the workloads.
/// Source: Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators".
class SplitMix64 {
 public:
  explicit SplitMix64(std::uint64_t seed) : state_(seed) {}

  double uniform();                         ///< in [0, 1), a multiple of 2^-53
  double uniform(double low, double high);  ///< in [low, high)
  std::uint32_t below(std::uint32_t count);

 private:
  std::uint64_t state_;
};

inline constexpr std::size_t vector_count = 256;

/// The inputs of W1 and W2: [vector][component], from U[-1, 1), seed 1.
std::vector<double> input_vectors(std::size_t components);

/// Dense layers of these sizes: `hidden` after each but the last, `output` after the last.
/// Weights from U[-1, 1) / sqrt(inputs), biases from U[-0.1, 0.1).
Network multilayer(std::uint64_t seed, std::span<const std::uint32_t> sizes, Activation hidden, Activation output);

/// W1b: 10 inputs, 100 hidden units, 4 outputs, 400 connections anywhere to anywhere, tanh; a unit sees the new values
/// of units before it. The two connections from a unit to itself carry its output, and what carries an output back is
/// in Plexus a connection from a later unit: so two identity units stand in for them.
Network sparse_recurrent();

/// W1c: the long short-term memory of PyTorch, gates i, f, g, o and one bias each, and a linear layer on top.
Network memory_network(std::uint64_t seed, std::uint32_t inputs, std::uint32_t units, std::uint32_t outputs);

/// W3: network `k` of 1000, 4 inputs and 2 outputs; on average 50 units and 199 connections.
Network pole_network(std::uint64_t k);

/// W3c: 12 inputs (a bias and 11 bits), 1 output, 10 hidden units, 130 connections, leaky relu.
Network multiplexer_network(std::uint64_t k);

/// A feed-forward network of tanh units with so many connections, which lead from any unit to any later one.
Network drawn_network(std::uint64_t seed, std::uint32_t inputs, std::uint32_t hidden, std::uint32_t outputs,
                      std::size_t connections);

}  // namespace plexus::bench
