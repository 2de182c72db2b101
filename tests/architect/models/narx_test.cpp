#include <catch2/catch.hpp>

#include <algorithm>

#include <plexus/architect/models/narx.hpp>
#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/network/edit.hpp>
#include <plexus/network/network_check.hpp>
#include <plexus/train/train.hpp>

#include "support/step_by_unit.hpp"

using Catch::Contains;

namespace plexus {
namespace {

constexpr architect::NARXOptions linear{.hidden = Activation::identity, .output = Activation::identity};

// A NARX network of one hidden unit that passes on the one value, of those that it sees, at position `seen`.
Network listening_to(std::uint32_t seen, std::size_t input_memory, std::size_t output_memory) {
  Network network = architect::NARX(1, {1}, 1, input_memory, output_memory, linear);
  const auto hidden = static_cast<std::uint32_t>(1 + output_memory);
  for (std::uint32_t i = 0; i < network.topology().connection_count(); ++i)
    if (const Connection& each = network.topology().connections()[i]; each.to == hidden)
      network.weight(i) = each.from == seen ? 1 : 0;
  network.weight(*Draft(network).find_connection(hidden, hidden + 1 + static_cast<std::uint32_t>(input_memory))) = 1;
  return network;
}

}  // namespace

TEST_CASE("NARX: the hidden layer sees the inputs of the last steps", "[architect]") {
  for (std::uint32_t ago = 1; ago <= 3; ++ago) {
    CAPTURE(ago);
    Network network = listening_to(2 + 3 - ago, 3, 0);  // the input, the hidden unit, then the oldest input first
    for (int step = 1; step <= 8; ++step)
      CHECK(network.activate({1.0 * step})[0] == std::max(0, step - static_cast<int>(ago)));
  }
}

TEST_CASE("NARX: the hidden layer sees the outputs of the last steps", "[architect]") {
  // y(t) = y(t - k) + bias of the output: a counter that steps once in k steps.
  for (std::uint32_t ago = 1; ago <= 3; ++ago) {
    CAPTURE(ago);
    Network network = listening_to(1 + 3 - ago, 2, 3);
    network.bias(network.topology().unit_count() - 1) = 1;
    for (std::uint32_t step = 0; step < 9; ++step) CHECK(network.activate({0})[0] == 1 + step / ago);
  }
}

TEST_CASE("NARX: is sound with any memory, and without one a perceptron", "[architect]") {
  for (const std::size_t inputs : {0U, 1U, 3U})
    for (const std::size_t outputs : {0U, 1U, 2U}) {
      Network network = architect::NARX(2, {4, 3}, 2, inputs, outputs, {.seed = 5});
      CHECK(check(network).empty());
      testing::StepByUnit slow(network);
      const std::vector<double> sample{0.5, -0.25};
      for (int step = 0; step < 5; ++step) CHECK(std::ranges::equal(network.activate(sample), slow.activate(sample)));
    }
  CHECK(architect::NARX(2, {4, 3}, 2, 0, 0, {.seed = 5}) == architect::Perceptron({2, 4, 3, 2}, {.seed = 5}));
}

TEST_CASE("NARX: learns the sequence of Neataptic's own test", "[architect]") {
  const std::vector<Case> sequence{{{0}, {0}}, {{0}, {0}}, {{0}, {1}}, {{1}, {0}}, {{0}, {0}}, {{0}, {0}}, {{0}, {1}}};
  Dataset data(1, 1);
  data.add_sequence(sequence);
  Network network = architect::NARX(1, {5}, 1, 3, 3, {.seed = 1});
  const auto result = train(network, data, {.rate = 0.02, .epochs = 2000, .target = 0.005});
  CHECK(result.stopped == StopReason::target);
}

TEST_CASE("NARX: refuses sizes of 0, with the values", "[architect]") {
  CHECK_THROWS_WITH(architect::NARX(0, {3}, 1, 1, 1), Contains("0 inputs"));
  CHECK_THROWS_WITH(architect::NARX(1, {}, 1, 1, 1), Contains("0 hidden layers"));
  CHECK_THROWS_WITH(architect::NARX(1, {3, 0}, 1, 1, 1), Contains("smallest of 0"));
}

}  // namespace plexus
