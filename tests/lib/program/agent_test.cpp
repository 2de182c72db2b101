#include <plexus/program/agent.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <plexus/architect/layers.hpp>
#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/random.hpp>
#include <plexus/evolve/mutate.hpp>
#include <plexus/evolve/mutation/mutation_rows.hpp>
#include <plexus/program/program.hpp>
#include <plexus/program/single/pass.hpp>

#include "support/count_allocations.hpp"
#include "support/network_zoo.hpp"
#include "support/random_network.hpp"

namespace plexus {
namespace {

// Where no activation jumps, a rounding stays one.
bool is_continuous(const Network& network) {
  return std::ranges::none_of(network.topology().units(), [](const Unit& unit) {
    return unit.activation == Activation::step || unit.activation == Activation::bipolar;
  });
}

template <class Real>
void check_like_exact(const std::string& name, const Network& network, double tolerance) {
  CAPTURE(name);
  const auto inputs = network.input_count();
  const auto wanted = testing::sequence(network, 7, inputs);
  const auto got = testing::sequence(BasicAgent<Real>(network, Arithmetic::fast), 7, inputs);
  for (std::size_t step = 0; step < wanted.size(); ++step) {
    CAPTURE(step);
    REQUIRE(got[step].output.size() == wanted[step].output.size());
    for (std::size_t i = 0; i < wanted[step].output.size(); ++i)
      CHECK(got[step].output[i] == Approx(wanted[step].output[i]).epsilon(tolerance).margin(tolerance));
  }
}

// Layers of many sizes that send to each other and back, some gated by source or target; then edited at random, so that
// there are single connections, selves, gates and other activations among them, and masks.
Network random_layers(std::uint64_t seed) {
  Random random(seed, 5);
  const auto size = [&] { return 1 + random.below(random.chance(0.2) ? 90 : 19); };
  const auto activation = [&] { return random.pick(testing::any_activations()); };
  std::vector<Layer> layers{Dense(size())};
  const std::size_t count = 3 + random.below(3);
  for (std::size_t i = 0; i < count; ++i) {
    const auto kind = random.below(5);
    if (kind == 0)
      layers.push_back(LSTM(size(), {.cell = activation(), .output = activation()}));
    else if (kind == 1)
      layers.push_back(GRU(size()));
    else
      layers.push_back(Dense(size(), {.activation = activation()}));
    for (std::size_t from = 0; from <= i; ++from) {
      if (from != i && !random.chance(0.4)) continue;
      const auto sent = layers[from].connect(layers.back());
      if (i > 1 && kind > 1 && random.chance(0.4))
        layers[1 + random.below(i - 1)].gate(sent, random.chance(0.5) ? Gating::source : Gating::target);
    }
    if (i > 0 && random.chance(0.3) && kind > 1) layers.back().connect(layers[i]);
  }
  layers.push_back(Dense(1 + random.below(20)));
  layers[count].connect(layers.back());
  Network network = architect::Construct(layers, {.seed = seed});
  if (seed % 2 == 1) {
    evolve::MutationOptions options;
    options.kinds.clear();
    for (const evolve::Mutation each : evolve::all_mutations()) options.kinds.push_back({each});
    options.amount = 10;
    evolve::mutate(network, random, options);
  }
  TopologyParts parts = network.topology().parts();
  if (seed % 3 == 1)
    for (Unit& unit : parts.units)
      if (unit.role == Role::hidden && random.chance(0.3)) unit.mask = random.uniform(0, 1);
  auto topology = std::make_shared<const Topology>(std::move(parts));
  std::vector<double> parameters(topology->parameter_count());
  for (double& each : parameters) each = random.uniform(-0.3, 0.3);
  return {std::move(topology), std::move(parameters)};
}

// Layers of different activations that read the same sources, one more than a tile, and two steps of one loop.
Network layers_alike() {
  const Layer input = Dense(7), output = Dense(9);
  std::vector<Layer> layers{input};
  const std::vector<std::pair<std::size_t, Activation>> sizes{
      {16, Activation::tanh}, {5, Activation::relu}, {32, Activation::logistic}, {16, Activation::softsign}};
  for (const auto& [size, activation] : sizes) layers.push_back(Dense(size, {.activation = activation}));
  layers.push_back(output);
  for (std::size_t i = 1; i + 1 < layers.size(); ++i) {
    input.connect(layers[i]);
    output.connect(layers[i]);
    layers[i].connect(output);
  }
  layers.push_back(Dense(3));
  output.connect(layers.back());
  return architect::Construct(layers, {.seed = 1});
}

// Counts the operations of each kind that networks are lowered to.
void count_operations(const Network& network, std::map<single::Operation::Kind, int>& counts) {
  for (const auto& each : network.topology().program<float>()->single_pass()->operations) ++counts[each.kind];
}

}  // namespace

TEST_CASE("a fast agent computes what the exact network computes, fresh and after clear", "[agent]") {
  for (const auto& [name, network] : testing::network_zoo()) {
    check_like_exact<double>(name, network, 1e-12);
    if (is_continuous(network)) check_like_exact<float>(name, network, 2e-5);
  }
}

TEST_CASE("a fast agent computes layers, gated ones too, and what was edited into them", "[agent]") {
  std::map<single::Operation::Kind, int> counts;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const Network network = random_layers(seed);
    check_like_exact<double>("layers " + std::to_string(seed), network, 1e-11);
    if (is_continuous(network)) check_like_exact<float>("layers " + std::to_string(seed), network, 2e-4);
    count_operations(network, counts);
  }
  check_like_exact<double>("layers alike", layers_alike(), 1e-12);
  check_like_exact<float>("layers alike", layers_alike(), 2e-5);
  count_operations(layers_alike(), counts);
  CHECK(counts[single::Operation::Kind::mixed_dense] == 1);
  CHECK(counts.size() == 9);  // all kinds were tested
}

TEST_CASE("a fast agent computes single connections of any kind", "[agent]") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    testing::RandomNetworkOptions options = testing::any_size(seed);
    options.smooth = seed % 4 < 2;
    options.weight = 0.7;
    const Network network = testing::random_network(seed, options);
    check_like_exact<double>(std::to_string(seed), network, 1e-11);
    if (is_continuous(network)) check_like_exact<float>(std::to_string(seed), network, 2e-4);
  }
}

TEST_CASE("a fast agent adds up single connections in the order of their sources, from the bias on", "[agent]") {
  // In float 2^25 + 1 is 2^25, so the order decides what is left; the last unit is a neighbour that needs more rounds.
  const float huge = 33554432;
  TopologyParts parts;
  parts.units = {{.id = 0, .role = Role::input}, {.id = 1, .role = Role::input}, {.id = 2, .role = Role::input}};
  for (Id id = 3; id <= 5; ++id) parts.units.push_back({.id = id, .role = Role::output});
  parts.connections = {{0, 3}, {1, 3}, {2, 3}, {2, 4}, {0, 4}, {1, 4}, {1, 5}, {0, 5}};
  const std::vector<double> parameters{0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1};
  Agent agent({std::make_shared<const Topology>(parts), parameters});
  const auto output = agent.activate({huge, -huge, 1});
  CHECK(output[0] == 1);  // huge - huge + 1
  CHECK(output[1] == 1);  // the same, though its connections stand in another order
  CHECK(output[2] == 0);  // (1 + huge) - huge, where 1 is the bias
}

TEST_CASE("an exact agent gives the bits of the network", "[agent]") {
  for (const auto& [name, network] : testing::network_zoo()) {
    CAPTURE(name);
    const auto wanted = testing::sequence(network, 3, network.input_count());
    const auto got = testing::sequence(BasicAgent<double>(network), 3, network.input_count());
    for (std::size_t step = 0; step < wanted.size(); ++step) CHECK(got[step].output == wanted[step].output);
  }
}

TEST_CASE("a network that diverged hands on its NaN", "[agent]") {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  const auto is_nan = [](double x) { return std::isnan(x); };
  for (const Activation each : {Activation::tanh, Activation::logistic, Activation::identity}) {
    Agent layers(architect::Perceptron({3, 7, 5, 2}, {each, each}));
    CHECK(std::ranges::all_of(layers.activate({1, nan, 1}), is_nan));
  }
  // A unit with fewer connections than its neighbours stays what it is.
  TopologyParts parts;
  parts.units = {{.id = 0, .role = Role::input}, {.id = 1, .role = Role::input}};
  for (Id id = 2; id <= 4; ++id) parts.units.push_back({.id = id, .role = Role::output});
  parts.connections = {{0, 2}, {1, 2}, {1, 3}};
  Agent single({std::make_shared<const Topology>(parts), std::vector<double>(6, 1.0)});
  const auto output = single.activate({nan, 2});
  CHECK(is_nan(output[0]));
  CHECK(output[1] == 3);
  CHECK(output[2] == 1);
}

TEST_CASE("an agent computes layers side by side from the sources of each", "[agent]") {
  // Three groups of inputs and nine layers of two, each of which receives one or two of the groups.
  TopologyParts parts;
  for (Id id = 0; id < 12; ++id) parts.units.push_back({.id = id, .role = Role::input});
  for (Id id = 12; id < 30; ++id)
    parts.units.push_back({.id = id, .activation = Activation::tanh, .role = Role::output});
  for (std::uint32_t i = 0; i < 3; ++i) parts.groups.push_back({"in", 4 * i, 4});
  for (std::uint32_t i = 0; i < 9; ++i) parts.groups.push_back({"out", 12 + 2 * i, 2});
  const auto connect = [&](std::uint32_t from, std::uint32_t to) {
    const auto first = static_cast<std::uint32_t>(parts.connections.size());
    for (std::uint32_t i = 0; i < 4; ++i)
      for (std::uint32_t j = 0; j < 2; ++j) parts.connections.push_back({4 * from + i, 12 + 2 * to + j});
    parts.blocks.push_back({Pattern::all_to_all, from, 3 + to, first, 8});
  };
  for (std::uint32_t to = 0; to < 9; ++to) {
    connect(to % 3, to);
    if (to >= 6) connect((to + 1) % 3, to);
  }
  auto topology = std::make_shared<const Topology>(parts);
  std::vector<double> parameters(topology->parameter_count()), input(12);
  Random random(3);
  for (double& each : parameters) each = random.uniform(-1, 1);
  for (double& each : input) each = random.uniform(-1, 1);
  Network network(topology, parameters);
  Agent agent(network);
  const auto output = agent.activate(input), expected = network.activate(input);
  for (std::size_t i = 0; i < 18; ++i) CHECK(output[i] == Approx(expected[i]).margin(1e-5));
}

TEST_CASE("agents of networks that differ in weights alone share one pass", "[agent]") {
  const Network network = testing::random_network(4);
  Network sibling = network;
  sibling.parameters()[0] += 1;
  const auto* pass = network.topology().program<float>()->single_pass();
  REQUIRE(pass);
  CHECK(sibling.topology().program<float>()->single_pass() == pass);
  Agent agent(network), other(sibling);
  // The buffer and the outputs: nothing is lowered or compiled.
  CHECK(testing::count_allocations([&] { Agent third(sibling); }) <= 2);
  CHECK_FALSE(std::ranges::equal(agent.activate({1, 2}), other.activate({1, 2})));
}

TEST_CASE("an agent never allocates while it runs", "[agent]") {
  for (const auto& [name, network] : testing::network_zoo()) {
    CAPTURE(name);
    Agent agent(network);
    const std::vector<double> input(network.input_count(), 0.5);
    CHECK(testing::count_allocations([&] {
            for (int i = 0; i < 3; ++i) agent.activate(input);
            agent.clear();
          }) == 0);
  }
}

}  // namespace plexus
