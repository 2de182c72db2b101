#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

#include <plexus/architect/models/gru_network.hpp>
#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/mutate.hpp>
#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/evolve/mutation/mutation_rows.hpp>
#include <plexus/evolve/mutation/operators.hpp>
#include <plexus/evolve/neataptic.hpp>
#include <plexus/network/network_check.hpp>

#include "support/random_network.hpp"

namespace plexus::evolve {
namespace {

std::size_t differences(const Network& a, const Network& b) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < a.parameters().size(); ++i) count += a.parameters()[i] != b.parameters()[i] ? 1U : 0U;
  return count;
}

}  // namespace

TEST_CASE("an even step changes exactly one weight, by a number from its range", "[evolve][mutation]") {
  const Network start = architect::Perceptron({3, 3});
  MutationOptions options;
  options.weights.even_step = Range{0.2, 0.5};
  std::set<std::size_t> changed;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Network network = start;
    Random random(seed);
    REQUIRE(modify_weight(network, random, options));
    REQUIRE(differences(network, start) == 1);
    for (std::size_t i = 0; i < 9; ++i)
      if (const double step = network.weight(i) - start.weight(i); step != 0) {
        changed.insert(i);
        CHECK(step >= 0.2 - 1e-12);
        CHECK(step < 0.5 + 1e-12);
      }
  }
  CHECK(changed.size() == 9);
}

TEST_CASE("without keep_function a node that is put in or taken out has new weights from their range",
          "[evolve][mutation]") {
  MutationOptions options;
  options.keep_function = false;
  options.weights.even_new = Range{5, 6};
  options.biases.even_new = Range{7, 8};
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    Network network = architect::Perceptron({1, 1});
    Random random(seed);
    REQUIRE(add_node(network, random, options));
    CHECK(network.bias(1) >= 7);
    CHECK((network.weight(0) >= 5 && network.weight(1) >= 5 && network.weight(1) < 6));
    REQUIRE(remove_node(network, random, options));
    CHECK((network.weight(0) >= 5 && network.weight(0) < 6));
  }
}

TEST_CASE("gates of a removed node are kept or lost, as asked", "[evolve][mutation]") {
  // 0 -> 2 -> 3, with 0 -> 2 gated by 1.
  const Unit input{input_id(0), Activation::identity, Role::input},
      other{input_id(1), Activation::identity, Role::input}, hidden{hidden_id(0), Activation::tanh},
      output{output_id(0), Activation::tanh, Role::output};
  const Network start(
      std::make_shared<const Topology>(TopologyParts{
          {input, other, hidden, output}, {{.from = 0, .to = 2, .gater = 1}, {.from = 2, .to = 3}}, {}, {}}),
      {0, 0, 2, 3});
  for (const bool keep : {true, false}) {
    Network network = start;
    Random random(1);
    MutationOptions options;
    options.keep_gates = keep;
    REQUIRE(remove_node(network, random, options));
    REQUIRE(network.topology().connection_count() == 1);
    CHECK(network.weight(0) == 6);
    CHECK(network.topology().connections()[0].gater == (keep ? 1 : no_unit));
  }
}

TEST_CASE("Neataptic's ADD_NODE draws connection, bias, activation, two weights, and the side of a gate",
          "[evolve][mutation]") {
  const Unit input{input_id(0), Activation::identity, Role::input},
      other{input_id(1), Activation::identity, Role::input}, output{output_id(0), Activation::logistic, Role::output};
  const Network start(std::make_shared<const Topology>(
                          TopologyParts{{input, other, output}, {{.from = 0, .to = 2, .gater = 1}}, {}, {}}),
                      {0, 3});
  for (const double side : {0.5, 0.49}) {
    Network network = start;
    Random random = Random::replay({0.9, 0.75, 0.1, 0.25, 0.5, side});
    REQUIRE(add_node(network, random, neataptic_options().mutation));
    CHECK(random.left_to_replay() == 0);
    CHECK(network.bias(2) == Approx(0.05));
    CHECK(network.topology().units()[2].activation == Activation::relu);  // of 14, the second after logistic
    CHECK(network.weight(0) == Approx(-0.05));
    CHECK(network.weight(1) == Approx(0).margin(1e-15));
    CHECK(network.topology().connections()[side >= 0.5 ? 0 : 1].gater == 1);
    CHECK(network.topology().gate_count() == 1);
  }
}

TEST_CASE("Neataptic's SUB_NODE bridges from last to first, and passes on the gates of what comes in, then goes out",
          "[evolve][mutation]") {
  const Unit input{input_id(0), Activation::identity, Role::input},
      other{input_id(1), Activation::identity, Role::input}, gater{hidden_id(0), Activation::tanh},
      middle{hidden_id(1), Activation::tanh}, output{output_id(0), Activation::tanh, Role::output};
  Network network(std::make_shared<const Topology>(TopologyParts{{input, other, gater, middle, output},
                                                                 {{.from = 3, .to = 3, .gater = 1},
                                                                  {.from = 0, .to = 3, .gater = 2},
                                                                  {.from = 1, .to = 3},
                                                                  {.from = 3, .to = 4, .gater = 1}},
                                                                 {},
                                                                 {}}),
                  std::vector<double>(7, 0.5));
  Random random = Random::replay({0.9, 0.75, 0.25, 0.1, 0.9});  // unit 3; weights; bridge 0, then what is left
  REQUIRE(remove_node(network, random, neataptic_options().mutation));
  CHECK(random.left_to_replay() == 0);
  REQUIRE(network.topology().connection_count() == 2);
  CHECK(network.topology().connections()[0] == Connection{.from = 1, .to = 3, .gater = 2});
  CHECK(network.topology().connections()[1] == Connection{.from = 0, .to = 3, .gater = 1});
  CHECK(network.weight(0) == Approx(0.05));
  CHECK(network.weight(1) == Approx(-0.05));
}

TEST_CASE("what is not trained may change when change_fixed says so", "[evolve][mutation]") {
  const Network start = architect::GRU({2, 2, 1}, 1);
  const auto changes_fixed = [&](bool allowed) {
    bool changed = false;
    MutationOptions options;
    options.change_fixed = allowed;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
      Network network = start;
      Random random(seed);
      modify_weight(network, random, options);
      modify_bias(network, random, options);
      const Topology& topology = start.topology();
      for (std::size_t i = 0; i < topology.connection_count(); ++i)
        if (!topology.connections()[i].trainable) changed = changed || network.weight(i) != start.weight(i);
    }
    return changed;
  };
  CHECK(changes_fixed(true));
  CHECK_FALSE(changes_fixed(false));
}

TEST_CASE("new self-connections have the weight that is asked for", "[evolve][mutation]") {
  Network network = architect::Perceptron({1, 1});
  Random random(1);
  REQUIRE(add_self_connection(network, random, {.self_weight = 1}));
  CHECK(network.weight(1) == 1);
}

TEST_CASE("a choice of the user's replaces the drawn kinds, and what finds nothing to do is lost",
          "[evolve][mutation]") {
  MutationOptions options;
  options.choose = [](const Network& network, Random&) {
    return network.topology().hidden_count() == 0 ? Mutation::remove_node : Mutation::modify_bias;
  };
  const Network start = architect::Perceptron({2, 1});
  Network network = start;
  Random random(1);
  CHECK_FALSE(mutate(network, random, options));
  CHECK(network == start);
}

TEST_CASE("with Neataptic's draws a mutation that finds nothing to do is lost, else another is drawn",
          "[evolve][mutation]") {
  const Network start = architect::Perceptron({2, 1});
  for (const bool neataptic : {true, false}) {
    MutationOptions options;
    options.kinds = {{Mutation::remove_node, 0.5}, {Mutation::modify_bias, 0.5}};
    options.neataptic_draws = neataptic;
    std::size_t done = 0;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
      Network network = start;
      Random random(seed);
      done += mutate(network, random, options) ? 1U : 0U;
    }
    CHECK((neataptic ? done > 150 && done < 250 : done == 400));  // 200 expected, 10 is one sigma
  }
}

TEST_CASE("networks stay sound and within the limits under Neataptic's options too", "[evolve][mutation]") {
  MutationOptions options = neataptic_options().mutation;
  options.kinds = even_shares(all_mutations());
  options.limits = {.max_units = 9, .max_connections = 14, .max_gates = 3};
  std::size_t largest = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    Network network = architect::Perceptron({2, 2});
    Random random(seed);
    for (int i = 0; i < 120; ++i) {
      mutate(network, random, options);
      REQUIRE(in_words(check(network)).empty());
      REQUIRE(is_within(network.topology(), options.limits));
      largest = std::max(largest, network.topology().unit_count());
    }
  }
  CHECK(largest == 9);
}

}  // namespace plexus::evolve
