#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <optional>

#include <plexus/architect/layers.hpp>
#include <plexus/architect/models/gru_network.hpp>
#include <plexus/architect/models/lstm_network.hpp>
#include <plexus/core/error.hpp>

#include "support/check_layer.hpp"

using Catch::Contains;

namespace plexus {

using testing::check_layer;

TEST_CASE("Dense keeps the layer contract", "[architect][layer]") {
  check_layer([] { return Dense(4, {.activation = Activation::tanh}); },
              {.inputs = 3, .outputs = 4, .weights = 3 * 4, .biases = 4});
}

TEST_CASE("LSTM keeps the layer contract", "[architect][layer]") {
  check_layer([] { return LSTM(4); }, {.inputs = 3, .outputs = 4, .weights = 4 * 3 * 4 + 4 * 4 * 4, .biases = 5 * 4});
  check_layer([] { return LSTM(1); }, {.inputs = 1, .outputs = 1, .weights = 4 + 4, .biases = 5});
}

TEST_CASE("LSTM computes its equations, with the activations it is given", "[architect][layer]") {
  const auto logistic = [](double x) { return 1 / (1 + std::exp(-x)); };
  const auto input = Dense(1), output = Dense(1, {.activation = Activation::identity});
  const bool sine = GENERATE(false, true);
  const auto lstm = sine ? LSTM(1, {.cell = Activation::sinusoid, .output = Activation::tanh, .start = 0.5})
                         : LSTM(1, {.start = 0.5});
  input.connect(lstm);
  lstm.connect(output, {}, 1.0);
  Network network = architect::Construct({input, lstm, output});
  double state = 0, cell = 0;
  for (const double x : {1.0, -2.0, 0.5, 3.0}) {
    const double gate = logistic(0.5 * x + 0.5 * cell + 1);  // input and forget gate
    state = gate * state + gate * 0.5 * x;
    cell = sine ? std::sin(state) : std::tanh(state);
    const double shown = 0.5 * logistic(0.5 * x + 0.5 * cell + 1) * cell;
    CHECK(network.activate({x})[0] == Approx(sine ? std::tanh(shown) : shown).epsilon(1e-14));
  }
}

TEST_CASE("LSTM and GRU draw small weights for themselves and what enters them, unless told", "[architect][layer]") {
  const auto largest = [](const Network& network) {
    double size = 0;
    for (std::size_t i = 0; i < network.topology().connection_count(); ++i)
      if (network.topology().connections()[i].trainable) size = std::max(size, std::abs(network.weight(i)));
    return size;
  };
  const auto built = [](const Layer& layer, std::optional<Weights> enter) {
    const auto input = Dense(3), output = Dense(2);
    input.connect(layer, {}, enter);
    layer.connect(output, {}, 0.0);
    return architect::Construct({input, layer, output});
  };
  for (const double size : {largest(built(LSTM(8), {})), largest(built(GRU(8), {})),
                            largest(architect::LSTM({3, 8, 8, 2})), largest(architect::GRU({3, 8, 8, 2}))}) {
    CHECK(size < 0.1);
    CHECK(size > 0.09);
  }
  CHECK(largest(built(LSTM(8, {.start = 0.25}), {})) == 0.25);
  CHECK(largest(built(GRU(8, 0.25), {})) == 0.25);
  CHECK(largest(built(LSTM(8), 3.0)) == 3);
  CHECK(largest(built(GRU(8), 3.0)) == 3);
}

TEST_CASE("GRU keeps the layer contract", "[architect][layer]") {
  check_layer([] { return GRU(4); }, {.inputs = 3, .outputs = 4, .weights = 3 * 3 * 4 + 5 * 4 * 4, .biases = 4 * 4});
}

TEST_CASE("Memory keeps the layer contract", "[architect][layer]") {
  check_layer([] { return Memory(3, 2); }, {.inputs = 3, .outputs = 6, .weights = 0, .biases = 0});
}

TEST_CASE("Memory gives back what came in k steps ago, oldest first", "[architect][layer]") {
  const auto input = Dense(2), memory = Memory(2, 3), output = Dense(6, {.activation = Activation::identity});
  input.connect(memory);
  memory.connect(output, Pattern::one_to_one, 1.0);
  Network network = architect::Construct({input, memory, output});
  for (int step = 1; step <= 6; ++step) {
    const auto got = network.activate({1.0 * step, -10.0 * step});
    for (int k = 0; k < 3; ++k) {
      const int then = std::max(0, step - 2 + k);
      CHECK(got[static_cast<std::size_t>(2 * k)] == then);
      CHECK(got[static_cast<std::size_t>(2 * k + 1)] == -10 * then);
    }
  }
}

TEST_CASE("a Memory remembers what another Memory holds", "[architect][layer]") {
  const auto input = Dense(1), memory = Memory(1, 2), older = Memory(2, 2),
             output = Dense(4, {.activation = Activation::identity});
  input.connect(memory);
  memory.connect(older);
  older.connect(output, Pattern::one_to_one, 1.0);
  Network network = architect::Construct({input, memory, older, output});
  CHECK(architect::Construct(architect::graph(network)) == network);
  for (int step = 1; step <= 6; ++step) {
    const auto then = [=](int ago) { return 1.0 * std::max(0, step - ago); };
    const auto got = network.activate({1.0 * step});
    CHECK(std::vector(got.begin(), got.end()) == std::vector{then(2), then(1), then(1), then(0)});
  }
}

TEST_CASE("layers refuse sizes of 0, and a Memory a source of another size, with the values", "[architect][layer]") {
  CHECK_THROWS_WITH(Dense(0), Contains("Dense") && Contains("got 0"));
  CHECK_THROWS_WITH(LSTM(0), Contains("LSTM") && Contains("got 0"));
  CHECK_THROWS_WITH(GRU(0), Contains("GRU") && Contains("got 0"));
  CHECK_THROWS_WITH(Memory(2, 0), Contains("2 and 0"));
  const auto source = Dense(5), memory = Memory(3, 2);
  CHECK_THROWS_WITH(source.connect(memory), Contains("5 -> 3"));
  CHECK(source.exits().front().outgoing().empty());
}

TEST_CASE("a layer that cannot be entered is left as it was", "[architect][layer]") {
  const Group source(3);
  const auto lstm = LSTM(2);
  source.connect(lstm.groups()[3]);  // its output gate, which entering would connect again
  CHECK_THROWS_WITH(source.connect(lstm), Contains("already"));
  CHECK(source.outgoing().size() == 1);
}

TEST_CASE("a layer with several exits connects all of them or none", "[architect][layer]") {
  const Group first(2), second(2);
  const Layer pair({first, second}, {{first}}, {first, second});
  const auto dense = Dense(4);
  CHECK(pair.size() == 4);
  second.connect(dense.groups().front());
  CHECK_THROWS_WITH(pair.connect(dense), Contains("already"));
  CHECK(dense.groups().front().incoming().size() == 1);
}

TEST_CASE("groups, nodes and layers connect to each other, set, gate and disconnect", "[architect][layer]") {
  const Node node;
  const Group group(2);
  const auto lstm = LSTM(2), dense = Dense(3);
  CHECK(node.connect(lstm).size() == 4);
  CHECK(lstm.connect(group).size() == 1);
  const auto made = group.connect(dense);
  lstm.gate(made, Gating::source);
  CHECK(made.front().is_gated());
  dense.set({.activation = Activation::relu});
  CHECK(dense.groups().front().data().units[2].activation == Activation::relu);
  lstm.disconnect(group);
  CHECK(group.incoming().empty());
}

}  // namespace plexus
