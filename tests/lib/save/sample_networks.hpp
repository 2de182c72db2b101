#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <plexus/architect/models/gru_network.hpp>
#include <plexus/architect/models/lstm_network.hpp>
#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/random.hpp>
#include <plexus/network/network.hpp>
#include <plexus/save/format.hpp>

namespace plexus::test {

inline constexpr Format all_formats[] = {Format::binary, Format::json, Format::xml};

/// A network with a gate, a self-connection, recurrence, untrainable parts, and a name that no text format likes.
inline Network odd_network() {
  TopologyParts parts;
  parts.units = {
      {.id = 0, .activation = Activation::identity, .role = Role::input, .trainable = true},
      {.id = std::numeric_limits<Id>::max(), .activation = Activation::selu, .role = Role::hidden, .trainable = false},
      {.id = 1ULL << 63U, .activation = Activation::inverse, .role = Role::hidden, .trainable = true},
      {.id = (1ULL << 53U) + 1, .activation = Activation::logistic, .role = Role::output, .trainable = true}};
  parts.connections = {{.from = 0, .to = 1},
                       {.from = 0, .to = 2},
                       {.from = 1, .to = 1, .gater = 2, .trainable = false},
                       {.from = 1, .to = 3, .gater = 3},
                       {.from = 3, .to = 2}};
  parts.groups = {{" \t<a & 'b'> \"c\" \\ %\xC3\xA9 \xFF" + std::string(1, '\0') + "\r\n ", 0, 1}, {"", 1, 2}};
  parts.blocks = {{Pattern::all_to_all, 0, 1, 0, 2}};
  return {std::make_shared<const Topology>(std::move(parts)),
          {0.1, -0.0, 5e-324, 1e-300, -1.7976931348623157e308, 1.0 / 3, 2.5, 0.0}};
}

/// Replaces each parameter by random bits that are a finite number.
inline Network with_random_bits(Network network, std::uint64_t seed) {
  Random random(seed);
  for (double& each : network.parameters()) do {
      const std::uint64_t bits = random.bits();
      std::memcpy(&each, &bits, sizeof each);
    } while (!std::isfinite(each));
  return network;
}

inline std::vector<Network> sample_networks() {
  return {odd_network(), with_random_bits(architect::Perceptron({3, 5, 2}), 1), architect::Perceptron({1, 1}),
          with_random_bits(architect::LSTM({2, 3, 1}), 2), with_random_bits(architect::GRU({2, 2, 1}), 3)};
}

/// The same structure, and the same bits in each parameter (== would take -0.0 for 0.0).
inline bool same_bits(const Network& a, const Network& b) {
  return a.topology().parts() == b.topology().parts() && a.parameters().size() == b.parameters().size() &&
         std::memcmp(a.parameters().data(), b.parameters().data(), a.parameters().size_bytes()) == 0;
}

}  // namespace plexus::test
