#include <catch2/catch.hpp>

#include <array>
#include <vector>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/task/task.hpp>

namespace plexus::evolve {
namespace {

using Half = std::array<int, 4>;  // upper left, upper right, lower left, lower right; 1 is black

// The definition of Kashtan and Alon in words: three or more black pixels, or one or two in the outer column alone.
bool is_object(const Half& half, bool left) {
  const int black = half[0] + half[1] + half[2] + half[3];
  const int outer = left ? half[0] + half[2] : half[1] + half[3];
  return black >= 3 || (black >= 1 && outer == black);
}

Half half_of(unsigned number) {
  Half half;
  for (int& pixel : half) {
    pixel = static_cast<int>(number % 2);
    number /= 2;
  }
  return half;
}

// Eight hidden units for the objects of each half, each on for its own pattern alone, and one unit for each half.
Network eyes(double output_bias) {
  Network network = architect::Perceptron({8, 16, 2, 1}, {.hidden = Activation::logistic});
  const Topology& topology = network.topology();
  std::vector<Half> patterns;
  for (const bool left : {true, false})
    for (unsigned number = 0; number < 16; ++number)
      if (is_object(half_of(number), left)) patterns.push_back(half_of(number));
  REQUIRE(patterns.size() == 16);
  for (std::size_t c = 0; c < topology.connection_count(); ++c) {
    const std::size_t from = topology.connections()[c].from, to = topology.connections()[c].to;
    if (to < 24) {
      const std::size_t object = to - 8;
      const bool seen = from / 4 == object / 8;
      network.weight(c) = !seen ? 0 : patterns[object][from % 4] == 1 ? 20 : -20;
    } else if (to < 26) {
      network.weight(c) = (from - 8) / 8 == to - 24 ? 40 : 0;
    } else {
      network.weight(c) = 20;
    }
  }
  for (std::size_t unit = 8; unit < 24; ++unit) network.bias(unit) = -60;
  network.bias(24) = network.bias(25) = -20;
  network.bias(26) = output_bias;
  return network;
}

Evaluation marks(const char* task, const Network& network) {
  return task_named(task).make().fitness.evaluate(network, {});
}

Network always(double output) {
  Network network = architect::Perceptron({8, 1}, {.output = Activation::identity});
  for (double& each : network.parameters()) each = 0;
  network.bias(8) = output;
  return network;
}

}  // namespace

TEST_CASE("a network made by the rule of the retina's objects answers all 256 pictures", "[evolve][task]") {
  const Network both = eyes(-30), any = eyes(-10);
  CHECK(marks("retina", both) == Evaluation{1, true});
  CHECK(marks("retina-or", any) == Evaluation{1, true});
  // They differ where just one half has an object: 2 * 8 * 8 pictures.
  CHECK(marks("retina", any) == Evaluation{0.5, false});
  CHECK(marks("retina-or", both) == Evaluation{0.5, false});
}

TEST_CASE("who always says no is right where there is nothing to see", "[evolve][task]") {
  CHECK(marks("retina", always(0)) == Evaluation{0.75, false});
  CHECK(marks("retina", always(1)) == Evaluation{0.25, false});
  CHECK(marks("retina-or", always(0)) == Evaluation{0.25, false});
  CHECK(marks("retina-or", always(1)) == Evaluation{0.75, false});
}

TEST_CASE("a retina with one object overlooked is not solved", "[evolve][task]") {
  Network network = eyes(-30);
  network.bias(8) = -1000;
  const Evaluation got = marks("retina", network);
  CHECK_FALSE(got.solved);
  CHECK(got.score == 1 - 8.0 / 256);  // eight objects on the other side
}

}  // namespace plexus::evolve
