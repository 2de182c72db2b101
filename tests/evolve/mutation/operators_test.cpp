#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/mutation/operators.hpp>

#include "support/random_network.hpp"

namespace plexus::evolve {

TEST_CASE("add_node with an identity unit leaves the answer as it was, in recurrent and gated networks too",
          "[evolve][mutation]") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    const bool recurrent = seed % 2 == 0;
    Network before = testing::random_network(
        seed, {.connections = 25, .recurrent = recurrent, .gated = seed % 3 == 0, .weight = 0.7});
    Network after = before;
    Random random(seed);
    MutationOptions options;
    options.identity_nodes = true;
    if (!add_node(after, random, options)) continue;
    for (int step = 0; step < 12; ++step) {
      const double a = random.uniform(-1, 1), b = random.uniform(-1, 1);
      const auto wanted = before.activate({a, b});
      const auto got = after.activate({a, b});
      for (std::size_t i = 0; i < wanted.size(); ++i) CHECK(got[i] == Approx(wanted[i]).epsilon(1e-9).margin(1e-9));
    }
  }
}

TEST_CASE("add_node gives the same split the same id in every genome, and a repeated split another",
          "[evolve][mutation]") {
  const Network start = architect::Perceptron({1, 1});
  const Id split = start.topology().id_of(start.topology().connections()[0]);
  Network first = start, second = architect::Perceptron({1, 1}, {.seed = 77});
  Random one(1), other(2);
  REQUIRE(add_node(first, one, {}));
  REQUIRE(modify_weight(second, other, {}));
  REQUIRE(add_node(second, other, {}));
  CHECK(first.topology().units()[1].id == split_id(split, 0));
  CHECK(first.topology().units()[1].id == second.topology().units()[1].id);
  for (std::size_t i = 0; i < 2; ++i)
    CHECK(first.topology().id_of(first.topology().connections()[i]) ==
          second.topology().id_of(second.topology().connections()[i]));

  // 0 -> 2 is missing now; joined again and split again, until the split was that of the same connection.
  Network again = first;
  REQUIRE(add_connection(again, one, {}));
  const auto ids = [](const Network& network) {
    std::set<Id> all;
    for (const Unit& unit : network.topology().units()) all.insert(unit.id);
    return all;
  };
  bool repeated = false;
  for (std::uint64_t seed = 0; seed < 50 && !repeated; ++seed) {
    Network copy = again;
    Random random(seed);
    REQUIRE(add_node(copy, random, {}));
    repeated = ids(copy).contains(split_id(split, 1));
    CHECK(ids(copy).size() == 4);
  }
  CHECK(repeated);
}

TEST_CASE("remove_node of the unit that add_node put in restores the function", "[evolve][mutation]") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    Network start = architect::Perceptron({2, 2}, {.seed = seed});
    Network network = start;
    Random random(seed);
    MutationOptions options;
    options.identity_nodes = true;
    REQUIRE(add_node(network, random, options));
    REQUIRE(remove_node(network, random, options));
    CHECK(network.topology().unit_count() == 4);
    CHECK(network.topology().connection_count() == 4);
    for (std::size_t i = 0; i < 2; ++i)
      CHECK(network.activate({0.4, -0.3})[i] == Approx(start.activate({0.4, -0.3})[i]));
  }
}

TEST_CASE("add_connection joins every pair that can be joined, then says that there is none", "[evolve][mutation]") {
  // 2 inputs, 3 hidden, 2 outputs: 2 * 5 from the inputs, 2 + 1 between hidden units, 3 * 2 to the outputs.
  Network network = testing::random_network(3, {.inputs = 2, .hidden = 3, .outputs = 2, .connections = 0});
  Random random(4);
  std::size_t added = 0;
  while (add_connection(network, random, {})) ++added;
  CHECK(added == 19);
  CHECK_FALSE(network.topology().is_recurrent());
  // Back: 3 among hidden units, 2 * 3 from outputs, 1 between the outputs; self: each of 5.
  std::size_t back = 0, self = 0;
  while (add_back_connection(network, random, {})) ++back;
  while (add_self_connection(network, random, {})) ++self;
  CHECK(back == 10);
  CHECK(self == 5);
  while (remove_back_connection(network, random, {})) --back;
  while (remove_self_connection(network, random, {})) --self;
  CHECK(self == 0);
  while (remove_connection(network, random, {})) {
  }
  for (std::size_t unit = 2; unit < 7; ++unit)
    CHECK(
        std::ranges::any_of(network.topology().connections(), [=](const Connection& each) { return each.to == unit; }));
}

TEST_CASE("a legal pair is as likely as any other", "[evolve][mutation]") {
  const Network start = testing::random_network(3, {.inputs = 2, .hidden = 0, .outputs = 3, .connections = 0});
  std::map<std::pair<std::uint32_t, std::uint32_t>, int> drawn;
  constexpr int times = 6000;
  for (int i = 0; i < times; ++i) {
    Network network = start;
    Random random(11, static_cast<std::uint64_t>(i));
    REQUIRE(add_connection(network, random, {}));
    const Connection& added = network.topology().connections().front();
    ++drawn[{added.from, added.to}];
  }
  CHECK(drawn.size() == 6);
  for (const auto& [pair, count] : drawn) CHECK(std::abs(count - times / 6) < 5 * std::sqrt(times / 6.0));  // 5 sigma
}

TEST_CASE("weights stay within their limit and steps have their size", "[evolve][mutation]") {
  Network network = architect::Perceptron({4, 4});
  const std::vector<double> before(network.parameters().begin(), network.parameters().end());
  MutationOptions options;
  options.weights = {.share = 1, .step = 0.1, .finest = 1, .replace = 0, .spread = 1, .limit = 1.5};
  double squares = 0;
  std::size_t changes = 0;
  for (std::uint64_t i = 0; i < 4000; ++i) {
    Network copy = network;
    Random random(i);
    REQUIRE(modify_weight(copy, random, options));
    for (std::size_t k = 4; k < before.size(); ++k)
      if (const double step = copy.parameters()[k] - before[k]; step != 0) {
        squares += step * step;
        ++changes;
      }
  }
  CHECK(std::sqrt(squares / static_cast<double>(changes)) == Approx(0.1).epsilon(0.03));
  options.weights.step = 100;
  Random random(1);
  for (int i = 0; i < 100; ++i) {
    modify_weight(network, random, options);
    for (const double weight : network.parameters().subspan(4)) CHECK(std::abs(weight) <= 1.5);
  }
}

}  // namespace plexus::evolve
