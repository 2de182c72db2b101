#include <catch2/catch.hpp>

#include <cmath>
#include <string>
#include <vector>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/task/task.hpp>
#include <plexus/program/agent.hpp>

namespace plexus::evolve {
namespace {

// One hidden unit for each address, which is on when it is the address and its bit of the data is 1; the output asks
// whether one is.
Network multiplexer(std::size_t address_bits) {
  const std::size_t data = std::size_t{1} << address_bits, inputs = address_bits + data;
  Network network = architect::Perceptron({inputs, data, 1}, {.hidden = Activation::logistic});
  const Topology& topology = network.topology();
  for (std::size_t c = 0; c < topology.connection_count(); ++c) {
    const std::size_t from = topology.connections()[c].from, to = topology.connections()[c].to;
    if (to == inputs + data) {
      network.weight(c) = 30;
      continue;
    }
    const std::size_t address = to - inputs;
    if (from < address_bits)
      network.weight(c) = (address >> from) % 2 == 1 ? 30 : -30;
    else
      network.weight(c) = from - address_bits == address ? 30 : 0;
  }
  for (std::size_t address = 0; address < data; ++address) {
    int ones = 0;
    for (std::size_t bits = address; bits != 0; bits /= 2) ones += bits % 2 == 1 ? 1 : 0;
    network.bias(inputs + address) = -30 * (ones + 0.5);
  }
  network.bias(inputs + data) = -15;
  return network;
}

// The addressed bit as text books have it: read the address, then the data at it.
bool addressed(const std::vector<double>& input, std::size_t address_bits) {
  std::size_t address = 0;
  for (std::size_t i = 0, value = 1; i < address_bits; ++i, value *= 2)
    if (input[i] == 1) address += value;
  return input[address_bits + address] == 1;
}

Evaluation marks(const char* task, const Network& network) {
  return task_named(task).make().fitness.evaluate(network, {1, 2, 3});
}

}  // namespace

TEST_CASE("a network of one unit for each address solves the multiplexers of 6 and 11 inputs", "[evolve][task]") {
  const Evaluation six = marks("multiplexer-6", multiplexer(2)), eleven = marks("multiplexer-11", multiplexer(3));
  CHECK(six.solved);
  CHECK(six.score == Approx(64).epsilon(1e-4));
  CHECK(eleven.solved);
  CHECK(eleven.score == Approx(2048).epsilon(1e-4));
}

TEST_CASE("the fitness of a multiplexer adds up all cases as the formula of SharpNEAT says", "[evolve][task]") {
  for (const std::size_t address_bits : {2U, 3U}) {
    const std::size_t inputs = address_bits + (std::size_t{1} << address_bits);
    const std::string name = "multiplexer-" + std::to_string(inputs);
    for (std::uint64_t seed = 0; seed < 5; ++seed) {
      const Network network = architect::Perceptron({inputs, 4, 1}, {.seed = seed});
      Agent agent(network);
      double score = 0;
      std::vector<double> input(inputs, 0.0);
      for (std::size_t number = 0; number < std::size_t{1} << inputs; ++number) {
        agent.clear();
        const double output = agent.activate(input)[0];
        score += addressed(input, address_bits) ? 1 - (1 - output) * (1 - output) : 1 - output * output;
        for (std::size_t i = 0; i < inputs && ++input[i] == 2; ++i) input[i] = 0;  // the next number in binary
      }
      const Evaluation got = marks(name.c_str(), network);
      CHECK(got.score == Approx(score).epsilon(1e-5));
      CHECK_FALSE(got.solved);
    }
  }
}

TEST_CASE("a multiplexer of which one address is wrong in one case of all is not solved", "[evolve][task]") {
  Network network = multiplexer(2);
  network.bias(6 + 3) = 30;  // the unit of address 3, and so the output, is on when the address fits and data are 0
  const Evaluation got = marks("multiplexer-6", network);
  CHECK_FALSE(got.solved);
  CHECK(got.score < 64);
  CHECK(got.score > 32);
}

TEST_CASE("multiplexer-20 is scored on draws of a generation, confirmed on more, and solved in all cases",
          "[evolve][task]") {
  const Fitness fitness = task_named("multiplexer-20").make().fitness;
  const Network right = multiplexer(4);
  CHECK(fitness.score(right, {1, 2, 3}) == Approx(2048).epsilon(1e-4));
  CHECK(fitness.solves(right, {}));

  Network undecided = right;
  for (double& each : undecided.parameters()) each = 0;
  CHECK(fitness.score(undecided, {1, 2, 3}) == 0.75 * 2048);
  CHECK_FALSE(fitness.solves(undecided, {}));

  // Right but for one of 65536 data words at one address: no sample would notice, mostly.
  Network nearly = architect::Perceptron({20, 17, 1}, {.hidden = Activation::logistic});
  const Topology& topology = nearly.topology();
  for (std::size_t c = 0; c < topology.connection_count(); ++c) {
    const std::size_t from = topology.connections()[c].from, to = topology.connections()[c].to;
    if (to == 37) {
      nearly.weight(c) = from == 36 ? 60 : 30;
    } else if (to == 36) {
      // On when all inputs are 0.
      nearly.weight(c) = -30;
    } else if (from < 4) {
      nearly.weight(c) = ((to - 20) >> from) % 2 == 1 ? 30 : -30;
    } else {
      nearly.weight(c) = from - 4 == to - 20 ? 30 : 0;
    }
  }
  for (std::size_t unit = 0; unit < 16; ++unit) nearly.bias(20 + unit) = right.bias(20 + unit);
  nearly.bias(36) = 15;
  nearly.bias(37) = -15;
  CHECK_FALSE(fitness.solves(nearly, {}));
  nearly.bias(36) = -15;  // now it is never on
  CHECK(fitness.solves(nearly, {}));
}

TEST_CASE(
    "all networks of a generation are asked the same draws of multiplexer-20, and those of another generation "
    "others",
    "[evolve][task]") {
  const Fitness fitness = task_named("multiplexer-20").make().fitness;
  const Network network = architect::Perceptron({20, 3, 1}, {.seed = 4});
  const double score = fitness.score(network, {1, 2, 3});
  CHECK(fitness.score(network, {1, 2, 9}) == score);
  CHECK(fitness.score(network, {1, 3, 3}) != score);
  CHECK(fitness.score(network, {2, 2, 3}) != score);
  CHECK(fitness.confirmations() == 1);
  std::vector<double> confirmed(1);
  fitness.confirm(network, {1, 2, 3}, 0, confirmed);
  CHECK(confirmed[0] == Approx(score).epsilon(0.05));
  CHECK(confirmed[0] != score);
}

}  // namespace plexus::evolve
