#include <catch2/catch.hpp>

#include <algorithm>

#include <plexus/architect/models/hopfield.hpp>
#include <plexus/core/error.hpp>
#include <plexus/network/network_check.hpp>

namespace plexus {

TEST_CASE("Hopfield: all to all into steps, and nothing that remembers", "[architect]") {
  const Network network = architect::Hopfield(5);
  CHECK(check(network).empty());
  CHECK(network.topology().connection_count() == 25);
  CHECK_FALSE(network.topology().is_recurrent());
  for (std::size_t i = 5; i < 10; ++i) CHECK(network.topology().units()[i].activation == Activation::step);
  CHECK_THROWS_WITH(architect::Hopfield(0), Catch::Contains("got 0"));
}

TEST_CASE("Hopfield: the delta rule teaches it the two patterns of Neataptic's manual", "[architect]") {
  const std::vector<std::vector<double>> patterns{{0, 1, 0, 1, 0, 1, 0, 1, 0, 1}, {1, 1, 1, 1, 1, 0, 0, 0, 0, 0}};
  Network network = architect::Hopfield(10, 1);
  for (int round = 0; round < 100; ++round)
    for (const auto& pattern : patterns) {
      const auto output = network.activate(pattern);
      std::vector<double> error(10);
      for (std::size_t i = 0; i < 10; ++i) error[i] = 0.1 * (pattern[i] - output[i]);
      for (std::size_t i = 0; i < 10; ++i) network.bias(10 + i) += error[i];
      for (std::size_t i = 0; i < network.topology().connection_count(); ++i) {
        const Connection& each = network.topology().connections()[i];
        network.weight(i) += error[each.to - 10] * pattern[each.from];
      }
    }
  for (const auto& pattern : patterns) CHECK(std::ranges::equal(network.activate(pattern), pattern));
}

}  // namespace plexus
