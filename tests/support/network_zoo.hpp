#pragma once

#include <string>
#include <vector>

#include <plexus/network/network.hpp>

namespace plexus::testing {

struct NamedNetwork {
  std::string name;  ///< letters, digits and underscores
  Network network;
};

/// Networks of every kind, small, with weights and biases in [-1, 1): ready-made ones, layers, each activation, evolved
/// ones, random ones with gates and recurrence, masks, inputs that gate or do not. Always the same ones.
std::vector<NamedNetwork> network_zoo();

/// What a network computes: for an empty input it is cleared, and there is no output.
struct SequenceStep {
  std::vector<double> input;
  std::vector<double> output;
};

/// The steps of a network from its start: some, then cleared, then some more. Inputs are a function of the seed.
/// `Stepped` is a Network or an Agent.
std::vector<std::vector<double>> sequence_inputs(std::size_t input_count, std::uint64_t seed);

template <class Stepped>
std::vector<SequenceStep> sequence(Stepped stepped, std::uint64_t seed, std::size_t input_count) {
  std::vector<SequenceStep> steps;
  for (const std::vector<double>& input : sequence_inputs(input_count, seed)) {
    if (input.empty()) {
      stepped.clear();
      steps.push_back({});
    } else {
      const auto output = stepped.activate(input);
      steps.push_back({input, {output.begin(), output.end()}});
    }
  }
  return steps;
}

}  // namespace plexus::testing
