#include "network_zoo.hpp"

#include <memory>
#include <utility>

#include <plexus/architect/construct.hpp>
#include <plexus/architect/layers.hpp>
#include <plexus/architect/models/gru_network.hpp>
#include <plexus/architect/models/lstm_network.hpp>
#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/random.hpp>
#include <plexus/evolve/mutate.hpp>
#include <plexus/evolve/mutation/mutation_rows.hpp>

#include "random_network.hpp"

namespace plexus::testing {
namespace {

Network with_random_parameters(Network network, std::uint64_t seed) {
  Random random(seed);
  for (double& each : network.parameters()) each = random.uniform(-1, 1);
  return network;
}

Network mixed_layers() {
  auto input = Dense(2), hidden = Dense(3), output = Dense(2);
  auto lstm = LSTM(3), gru = GRU(2), memory = Memory(3, 2);
  input.connect(hidden);
  hidden.connect(lstm);
  hidden.connect(memory);
  memory.connect(gru);
  lstm.connect(gru);
  gru.connect(output);
  input.connect(output);
  return architect::Construct({input, hidden, lstm, memory, gru, output});
}

Network evolved(std::uint64_t seed) {
  Network network = architect::Perceptron({3, 2}, {.seed = seed});
  evolve::MutationOptions options;
  options.kinds.clear();
  for (const evolve::Mutation each : evolve::all_mutations()) options.kinds.push_back({each});
  options.amount = 80;
  Random random(seed);
  evolve::mutate(network, random, options);
  return with_random_parameters(std::move(network), seed);
}

// The same with other parts.
template <class Change>
Network changed(const Network& network, const Change& change) {
  TopologyParts parts = network.topology().parts();
  change(parts);
  return {std::make_shared<const Topology>(std::move(parts)),
          {network.parameters().begin(), network.parameters().end()}};
}

Network masked(const Network& network, std::uint64_t seed) {
  return changed(network, [&](TopologyParts& parts) {
    Random random(seed);
    for (Unit& unit : parts.units)
      if (unit.role == Role::hidden) unit.mask = random.chance(0.3) ? 0 : random.uniform(0.3, 1);
  });
}

Network unconnected() {
  TopologyParts parts;
  parts.units = {{.id = 1, .role = Role::input},
                 {.id = 2, .role = Role::input},
                 {.id = 3, .activation = Activation::softsign, .role = Role::output}};
  return {std::make_shared<const Topology>(std::move(parts)), {0.25}};
}

// Units with the same sources, of which some are gated, and one gates what the next one receives, or its state.
Network gating_neighbours() {
  TopologyParts parts;
  parts.units = {{.id = 0, .role = Role::input}};
  for (Id id = 1; id <= 5; ++id) parts.units.push_back({.id = id, .activation = Activation::tanh});
  parts.units.push_back({.id = 6, .role = Role::output});
  parts.connections = {{0, 1}, {0, 2, 4}, {0, 3, 2}, {0, 4}, {0, 5}, {5, 5, 4}, {1, 6}, {2, 6}, {3, 6}, {4, 6}, {5, 6}};
  const std::size_t parameters = 6 + parts.connections.size();
  return {std::make_shared<const Topology>(std::move(parts)), std::vector<double>(parameters)};
}

}  // namespace

std::vector<NamedNetwork> network_zoo() {
  using architect::LSTMOptions;
  std::vector<NamedNetwork> zoo;
  const auto add = [&](const std::string& name, const Network& network) {
    zoo.push_back({name, with_random_parameters(network, zoo.size())});
  };
  add("unconnected", unconnected());
  add("gating_neighbours", gating_neighbours());
  add("perceptron", architect::Perceptron({3, 7, 5, 2}));
  add("lstm", architect::LSTM({2, 4, 3, 2}));
  add("lstm_options", architect::LSTM({2, 3, 3, 1}, {.memory_to_memory = true,
                                                     .output_to_memory = true,
                                                     .output_to_gates = true,
                                                     .input_to_output = false,
                                                     .input_to_deep = false}));
  add("gru", architect::GRU({2, 4, 3, 1}));
  add("mixed_layers", mixed_layers());
  for (const ActivationRow& each : activation_rows())
    add("all_" + std::string(each.name), architect::Perceptron({2, 3, 2}, {each.activation, each.activation}));
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    const std::string number = std::to_string(seed);
    zoo.push_back({"evolved_" + number, evolved(seed)});
    const Network gated = random_network(seed, {.recurrent = true, .gated = true, .smooth = false, .weight = 0.8});
    const auto inputs_do_not_gate = [](TopologyParts& parts) { parts.inputs_gate = false; };
    zoo.push_back({"gated_" + number, gated});
    zoo.push_back({"gated_but_by_inputs_" + number, changed(gated, inputs_do_not_gate)});
    zoo.push_back({"masked_" + number, masked(changed(gated, inputs_do_not_gate), seed)});
  }
  return zoo;
}

std::vector<std::vector<double>> sequence_inputs(std::size_t input_count, std::uint64_t seed) {
  constexpr std::size_t steps = 4;
  Random random(seed, 1);
  std::vector<std::vector<double>> inputs;
  for (std::size_t i = 0; i < 2 * steps; ++i) {
    if (i == steps) inputs.emplace_back();
    inputs.emplace_back(input_count);
    for (double& each : inputs.back()) each = random.uniform(-1, 1);
  }
  return inputs;
}

}  // namespace plexus::testing
