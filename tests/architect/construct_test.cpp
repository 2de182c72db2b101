#include <catch2/catch.hpp>

#include <algorithm>

#include <plexus/architect/layers.hpp>
#include <plexus/architect/models/gru_network.hpp>
#include <plexus/architect/models/lstm_network.hpp>
#include <plexus/architect/models/perceptron.hpp>
#include <plexus/architect/models/stack.hpp>
#include <plexus/core/error.hpp>
#include <plexus/network/edit.hpp>

#include "support/random_network.hpp"

using Catch::Contains;

namespace plexus {

TEST_CASE("Construct: the eight lines of the design work as written", "[architect]") {
  auto input = Dense(1), output = Dense(1);
  auto hidden1 = LSTM(5);
  auto hidden2 = GRU(1);
  input.connect(hidden1);
  hidden1.connect(hidden2);
  hidden2.connect(output);
  Network network = architect::Construct({input, hidden1, hidden2, output});
  CHECK(network.input_count() == 1);
  CHECK(network.output_count() == 1);
  CHECK(network.topology().unit_count() == 1 + 5 * 5 + 6 + 1);
}

TEST_CASE("Construct: inputs and outputs keep the order in which they were given", "[architect]") {
  const Node a, b;
  const Node x({.activation = Activation::identity}), y({.activation = Activation::identity});
  a.connect(y, {}, 1.0);
  b.connect(x, {}, 10.0);
  Network network = architect::Construct({a, b, x, y});
  const auto output = network.activate({1, 2});
  CHECK(output[0] == 20);
  CHECK(output[1] == 1);
  Network turned = architect::Construct({y, b, x, a});
  CHECK(turned.activate({2, 1})[0] == 1);
  CHECK(turned.activate({2, 1})[1] == 20);
}

TEST_CASE("Construct: a graph without a clear input or output is refused, with the counts", "[architect]") {
  const Group a(2), b(3);
  a.connect(b);
  b.connect(a);
  CHECK_THROWS_WITH(architect::Construct({a, b}), Contains("no clear input") && Contains("5 hidden"));
  const Group lone(2, {.name = "lone"});
  CHECK_THROWS_WITH(architect::Construct({lone}), Contains("'lone' of 2 units") && Contains("joined to nothing"));
  CHECK_THROWS_WITH(architect::Construct(std::vector<Layer>{}), Contains("no parts"));
}

TEST_CASE("Construct: parts that are missing, doubled or apart are named", "[architect]") {
  const Group in(1, {.name = "in"}), middle(2, {.name = "middle"}), out(1, {.name = "out"});
  in.connect(middle);
  middle.connect(out);
  in.connect(out);
  CHECK_THROWS_WITH(architect::Construct({in, out}), Contains("'middle' of 2 units") && Contains("not listed"));
  CHECK_THROWS_WITH(architect::Construct({in, middle, out, middle}), Contains("'middle'") && Contains("twice"));
  CHECK_THROWS_WITH(architect::Construct({in, middle, out, Group(4)}), Contains("of 4 units is joined to nothing"));
  const Group declared(1, {.role = GroupRole::input, .name = "declared"});
  declared.connect(out);
  out.connect(declared);
  CHECK_THROWS_WITH(architect::Construct({in, declared, middle, out}),
                    Contains("'declared'") && Contains("something is connected to it"));
}

TEST_CASE("Construct: roles may be set against appearances", "[architect]") {
  const Group in(1), middle(1), out(1);
  in.connect(middle);
  middle.connect(out);
  out.connect(middle);
  out.set({.role = GroupRole::output});
  const Network network = architect::Construct({in, middle, out});
  CHECK(network.output_count() == 1);
  CHECK(network.topology().is_recurrent());
}

TEST_CASE("Construct: a group is of one role as a whole, with gating units that gate nothing", "[architect]") {
  const Group input(1), gaters(3), output(1);
  input.connect(gaters);
  gaters.gate(input.connect(output), Gating::target);  // one connection: the second and third gate nothing
  const Network network = architect::Construct({input, gaters, output});
  CHECK(network.output_count() == 1);
  CHECK(network.topology().hidden_count() == 3);
}

TEST_CASE("Construct: gates use the gating units in turn, for sources, targets and self-connections", "[architect]") {
  const Group from(3), to(4), gater(2);
  from.connect(gater);
  const Projection across = from.connect(to, {}, 1.0), around = to.connect(to);
  const auto gaters_of = [&](std::size_t first, std::size_t count) {
    const Network network = architect::Construct({from, gater, to});
    std::vector<std::uint32_t> gaters;
    for (std::size_t i = first; i < first + count; ++i) gaters.push_back(network.topology().connections()[i].gater);
    return gaters;
  };
  // Connections: 6 from -> gater, then 12 from -> to, then 4 self-connections. The gater's units are 3 and 4.
  gater.gate(across, Gating::source);
  CHECK(gaters_of(6, 12) == std::vector<std::uint32_t>{3, 3, 3, 3, 4, 4, 4, 4, 3, 3, 3, 3});
  across.ungate();
  gater.gate(across, Gating::target);
  CHECK(gaters_of(6, 12) == std::vector<std::uint32_t>{3, 4, 3, 4, 3, 4, 3, 4, 3, 4, 3, 4});
  across.ungate();
  gater.gate(across, Gating::target, 1);
  CHECK(gaters_of(6, 12) == std::vector<std::uint32_t>(12, 4));
  gater.gate(around, Gating::self);
  CHECK(gaters_of(18, 4) == std::vector<std::uint32_t>{3, 4, 3, 4});
}

TEST_CASE("Construct: drawn weights are a function of the seed and lie in Glorot's range", "[architect]") {
  const Network network = architect::Perceptron({20, 30, 10}, {.seed = 5});
  CHECK(network == architect::Perceptron({20, 30, 10}, {.seed = 5}));
  CHECK_FALSE(network == architect::Perceptron({20, 30, 10}, {.seed = 6}));
  const double range = std::sqrt(6.0 / 50);
  const auto weights = network.parameters().subspan(network.topology().weight_index(0), 600);
  CHECK(std::ranges::max(weights) < range);
  CHECK(std::ranges::max(weights) > 0.95 * range);
  CHECK(std::ranges::min(weights) < -0.95 * range);
}

TEST_CASE("graph: takes a network apart and Construct makes it again, ids included", "[architect]") {
  for (const Network& network :
       {architect::Perceptron({3, 5, 2}), architect::LSTM({2, 4, 3, 1}), architect::GRU({2, 3, 1}),
        architect::LSTM({2, 3, 2}, {.memory_to_memory = true, .output_to_memory = true, .output_to_gates = true})})
    CHECK(architect::Construct(architect::graph(network)).topology().parts() == network.topology().parts());
}

TEST_CASE("graph: an edited, gated, recurrent network computes the same after a round trip", "[architect]") {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    Network network = testing::random_network(seed, {.hidden = 6, .connections = 40, .recurrent = true, .gated = true});
    Draft draft(architect::LSTM({2, 3, 2}));
    draft.insert_unit(4, {.id = seed, .activation = Activation::tanh}, 0.1);
    draft.remove_connection(seed % draft.connections().size());
    draft.add_connection({1, 4, static_cast<std::uint32_t>(seed % 12)}, 0.7);
    for (Network& each : std::array{network, std::move(draft).build()}) {
      Network again = architect::Construct(architect::graph(each));
      CHECK(again.topology().units() == each.topology().units());
      for (int step = 0; step < 4; ++step) {
        const auto wanted = each.activate({0.3 * step, -0.5}), got = again.activate({0.3 * step, -0.5});
        for (std::size_t i = 0; i < got.size(); ++i) CHECK(got[i] == Approx(wanted[i]).margin(1e-12));
      }
    }
  }
}

TEST_CASE("everything_joined_to: lists a graph's groups in an order that runs", "[architect]") {
  const auto input = Dense(2), hidden = Dense(3), output = Dense(1);
  hidden.connect(output);
  input.connect(hidden);
  const auto groups = architect::everything_joined_to(hidden.groups().front());
  CHECK(architect::Construct(groups) == architect::Construct({input, hidden, output}));
}

TEST_CASE("models refuse sizes that make no network, with the values", "[architect]") {
  CHECK_THROWS_WITH(architect::Perceptron({3}), Contains("Perceptron") && Contains("got 1 size"));
  CHECK_THROWS_WITH(architect::Perceptron({3, 0, 1}), Contains("size 2 of 3 is 0"));
  CHECK_THROWS_WITH(architect::LSTM({3, 1}), Contains("LSTM") && Contains("got 2 sizes"));
  CHECK_THROWS_WITH(architect::GRU({3, 1}), Contains("GRU") && Contains("got 2 sizes"));
  CHECK_THROWS_WITH(architect::stack("Stack", {3, 2, 1}, {}, Activation::tanh, 1),
                    "Stack: hidden is empty, wanted a function");
}

}  // namespace plexus
