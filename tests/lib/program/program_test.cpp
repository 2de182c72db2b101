#include <catch2/catch.hpp>

#include <algorithm>
#include <variant>
#include <vector>

#include <plexus/architect/layers.hpp>
#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/core/random.hpp>
#include <plexus/program/agent.hpp>
#include <plexus/program/program.hpp>

#include "support/count_allocations.hpp"
#include "support/random_network.hpp"
#include "support/step_by_unit.hpp"

namespace plexus {
namespace {

std::vector<double> random_input(Random& random, std::size_t count) {
  std::vector<double> input(count);
  for (double& number : input) number = random.uniform(-1, 1);
  return input;
}

template <class K>
std::size_t count_kernels(const Topology& topology) {
  const Plan plan = compile(topology);
  return static_cast<std::size_t>(
      std::ranges::count_if(plan.kernels, [](const Kernel& each) { return std::holds_alternative<K>(each); }));
}

}  // namespace

TEST_CASE("a program gives the same bits as computing unit by unit, for any network", "[program]") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    Network network = testing::random_network(seed, {.inputs = 3,
                                                     .hidden = seed % 9,
                                                     .outputs = 2,
                                                     .connections = 40,
                                                     .recurrent = seed % 2 == 1,
                                                     .gated = seed % 3 > 0,
                                                     .smooth = false});
    testing::StepByUnit slow(network);
    Random random(seed);
    for (int step = 0; step < 5; ++step) {
      const auto input = random_input(random, 3);
      REQUIRE(std::ranges::equal(network.activate(input), slow.activate(input)));
      REQUIRE(std::ranges::equal(network.outputs_of_units(), slow.outputs()));
      if (step == 2) {
        network.clear();
        slow.clear();
      }
    }
  }
}

TEST_CASE("dense blocks become dense kernels, and give the bits that single connections give", "[program]") {
  const auto input = Dense(3), hidden = LSTM(4), output = Dense(2);
  input.connect(hidden);
  hidden.connect(output);
  Network network = architect::Construct({input, hidden, output}, {.seed = 3});
  // Four from the inputs, three peepholes, two to and from the output block: of those to cells and gates none is split.
  CHECK(count_kernels<kernel::Dense>(network.topology()) == 9);
  CHECK(count_kernels<kernel::Sparse>(network.topology()) == 0);

  TopologyParts loose = network.topology().parts();
  loose.blocks.clear();
  Network single(std::make_shared<const Topology>(loose), {network.parameters().begin(), network.parameters().end()});
  CHECK(count_kernels<kernel::Dense>(single.topology()) == 0);
  Random random(1);
  for (int step = 0; step < 10; ++step) {
    const auto sample = random_input(random, 3);
    CHECK(std::ranges::equal(network.activate(sample), single.activate(sample)));
  }
}

TEST_CASE("a batch gives each sample what the network gives it alone", "[program]") {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    CAPTURE(seed);
    const Network network =
        testing::random_network(seed, {.inputs = 3, .hidden = 6, .connections = 40, .recurrent = true, .gated = true});
    Random random(seed);
    const auto inputs = random_input(random, 3 * 70);  // two whole tiles and a part
    const auto outputs = network.activate_batch(inputs);
    for (std::size_t sample = 0; sample < 70; ++sample) {
      Network alone = network;
      const auto output = alone.activate(std::span(inputs).subspan(sample * 3, 3));
      CHECK(std::ranges::equal(output, std::span(outputs).subspan(sample * 2, 2)));
    }
  }
  CHECK_THROWS_WITH(testing::random_network(1).activate_batch(std::vector<double>(5)),
                    Catch::Contains("2 inputs") && Catch::Contains("5 numbers"));
}

TEST_CASE("an agent computes in float what the network computes in double", "[program]") {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    CAPTURE(seed);
    Network network = testing::random_network(
        seed, {.inputs = 3, .hidden = 6, .connections = 40, .recurrent = true, .gated = true, .weight = 0.5});
    Agent agent(network);
    BasicAgent<double> exact(network);
    Random random(seed);
    for (int step = 0; step < 6; ++step) {
      const auto input = random_input(random, 3);
      const auto wanted = network.activate(input);
      CHECK(std::ranges::equal(exact.activate(input), wanted));
      const auto got = agent.activate(input);
      for (std::size_t i = 0; i < got.size(); ++i) CHECK(got[i] == Approx(wanted[i]).margin(1e-4));
      if (step == 3) {
        network.clear();
        agent.clear();
        exact.clear();
      }
    }
  }
  Agent agent(testing::random_network(1));
  CHECK_THROWS_WITH(agent.activate({1.0}), Catch::Contains("2 inputs, got 1"));
}

TEST_CASE("copies of an agent go their own ways", "[program]") {
  const Network network = testing::random_network(8, {.recurrent = true});
  Agent first(network);
  first.activate({0.5, -0.5});
  Agent second = first;
  const std::vector<double> together(first.activate({0.1, 0.2}).begin(), first.activate({0.1, 0.2}).end());
  first.clear();
  second.activate({0.1, 0.2});
  CHECK(std::ranges::equal(second.activate({0.1, 0.2}), together));
}

TEST_CASE("copying a network shares topology and compiled program, and changing weights keeps sharing", "[program]") {
  const Network network = testing::random_network(4);
  Network copy = network;
  copy.parameters()[0] += 1;
  copy.activate({1, 2});
  CHECK(copy.shared_topology() == network.shared_topology());
  CHECK(copy.topology().program<float>() == network.topology().program<float>());
  CHECK(copy.topology().program<double>() == network.topology().program<double>());
}

TEST_CASE("activate does not allocate once it is warm", "[program]") {
  Network network = testing::random_network(5, {.hidden = 20, .connections = 200, .recurrent = true, .gated = true});
  Agent agent(network);
  const std::vector<double> input{0.5, -1};
  network.activate(input);
  const auto allocations = testing::count_allocations([&] {
    for (int i = 0; i < 100; ++i) {
      network.activate(input);
      agent.activate(input);
      agent.clear();
      network.clear();
    }
  });
  CHECK(allocations == 0);
  std::vector<double> counted;
  CHECK(testing::count_allocations([&] { counted.resize(10); }) == 1);
}

TEST_CASE("an input may gate: what it gates is multiplied by it in the same step, after clear too", "[program]") {
  const Node a, b, product({.activation = Activation::identity});
  b.gate(a.connect(product, {}, 1.0), Gating::source);
  Network network = architect::Construct({a, b, product});
  CHECK(network.activate({3, 5})[0] == 15);
  network.clear();
  CHECK(network.activate({2, -4})[0] == -8);
}

TEST_CASE("activate refuses a wrong number of inputs and changes nothing", "[program]") {
  Network network = testing::random_network(6, {.recurrent = true});
  Network same = network;
  network.activate({0.5, 0.5});
  same.activate({0.5, 0.5});
  CHECK_THROWS_WITH(network.activate({1, 2, 3}), Catch::Contains("2 inputs, got 3"));
  CHECK(std::ranges::equal(network.activate({0.1, 0.1}), same.activate({0.1, 0.1})));
}

}  // namespace plexus
