#include <catch2/catch.hpp>

#include <algorithm>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/core/random.hpp>
#include <plexus/network/edit.hpp>
#include <plexus/network/merge.hpp>
#include <plexus/network/network_check.hpp>

#include "support/finite_difference.hpp"
#include "support/random_network.hpp"
#include "support/step_by_unit.hpp"

namespace plexus {
namespace {

Network part(std::uint64_t seed, std::size_t inputs, std::size_t outputs) {
  return testing::random_network(seed, {.inputs = inputs, .outputs = outputs, .recurrent = true, .gated = true});
}

}  // namespace

TEST_CASE("merge: computes the second on what the first answers, step by step", "[network]") {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    CAPTURE(seed);
    const bool reversed = seed % 2 == 1;
    const Network first = part(seed, 2, 3), second = part(seed + 100, 3, 2);
    Network merged = merge(first, second, {.reversed = reversed});
    CHECK(check(merged).empty());
    CHECK(merged.output_count() == 2);
    testing::StepByUnit slow_first(first), slow_second(second);
    Random random(seed);
    for (int step = 0; step < 8; ++step) {
      if (step == 5) {
        merged.clear();
        slow_first.clear();
        slow_second.clear();
      }
      const std::vector<double> input{random.uniform(-1, 1), random.uniform(-1, 1)};
      std::vector<double> between = slow_first.activate(input);
      if (reversed) std::ranges::reverse(between);
      CHECK(std::ranges::equal(merged.activate(input), slow_second.activate(between)));
    }
    CHECK(testing::gradient_error(merged, testing::random_dataset(seed, merged, 1, 3), Loss::mean_squared_error) <
          1e-6);
  }
}

TEST_CASE("merge: keeps ids where they differ, groups, and blocks that still hold", "[network]") {
  const Network first = architect::Perceptron({3, 4, 2}, {.seed = 1}), second = architect::Perceptron({2, 5, 3});
  const Network merged = merge(first, second);
  const auto id_of = [&](std::size_t unit) { return merged.topology().units()[unit].id; };
  for (std::size_t i = 0; i < 7; ++i) CHECK(id_of(i) == first.topology().units()[i].id);
  for (std::size_t i = 0; i < 3; ++i) CHECK(id_of(14 + i) == output_id(i));
  CHECK(merged.topology().groups().size() == 5);
  CHECK(merged.topology().blocks().size() == 4);
  CHECK(merge(first, second) == merged);

  const Network reversed = merge(first, second, {.reversed = true});
  CHECK(reversed.topology().blocks().size() == 3);  // the joint no longer goes source by source
  CHECK(check(reversed).empty());
  CHECK(check(merge(merge(first, second), architect::Perceptron({3, 1}))).empty());
}

TEST_CASE("merge: what an input gated is gated by what takes its place, unless inputs gate nothing", "[network]") {
  Draft draft(architect::Perceptron({2, 2, 1}));
  draft.gate(1, 2, 4);
  const Network first = architect::Perceptron({1, 2}), second = std::move(draft).build();
  CHECK(merge(first, second).topology().connections().back().gater == no_unit);
  const auto gaters = [](const Network& network) {
    std::vector<std::uint32_t> found;
    for (const Connection& each : network.topology().connections())
      if (each.is_gated()) found.push_back(each.gater);
    return found;
  };
  CHECK(gaters(merge(first, second)) == std::vector<std::uint32_t>{2});
  CHECK(gaters(merge(first, second, {.reversed = true})) == std::vector<std::uint32_t>{1});

  TopologyParts parts = second.topology().parts();
  parts.inputs_gate = false;
  const Network inert(std::make_shared<const Topology>(parts),
                      {second.parameters().begin(), second.parameters().end()});
  CHECK(gaters(merge(first, inert)).empty());
}

TEST_CASE("merge: what is not trained stays so, in both parts", "[network]") {
  const auto with_fixed_connections = [](std::uint64_t seed) {
    const Network network = testing::random_network(seed);
    TopologyParts parts = network.topology().parts();
    for (std::size_t i = 0; i < parts.connections.size(); i += 2) parts.connections[i].trainable = false;
    return Network(std::make_shared<const Topology>(std::move(parts)),
                   {network.parameters().begin(), network.parameters().end()});
  };
  const Network first = with_fixed_connections(1), second = with_fixed_connections(2);
  const Network merged = merge(first, second);
  const auto& all = merged.topology().connections();
  const std::size_t before = first.topology().connection_count();
  for (std::size_t i = 0; i < all.size(); ++i)
    CHECK(all[i].trainable ==
          (i < before ? first.topology().connections()[i] : second.topology().connections()[i - before]).trainable);
}

TEST_CASE("merge: refuses networks that do not fit, with the numbers", "[network]") {
  CHECK_THROWS_WITH(merge(architect::Perceptron({2, 3}), architect::Perceptron({2, 1})),
                    Catch::Contains("3 outputs") && Catch::Contains("2 inputs"));
}

}  // namespace plexus
