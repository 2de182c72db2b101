#include "support/learning_tasks.hpp"

#include <cmath>
#include <numbers>
#include <utility>

#include <plexus/architect/layers.hpp>
#include <plexus/architect/models/gru_network.hpp>
#include <plexus/architect/models/lstm_network.hpp>
#include <plexus/architect/models/narx.hpp>
#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/random.hpp>
#include <plexus/evolve/run.hpp>
#include <plexus/train/train.hpp>

namespace plexus::testing {
namespace {

using Data = std::function<Dataset(std::uint64_t seed)>;
using Start = std::function<Network(std::uint64_t seed)>;

Data always(const Dataset& data) {
  return [data](std::uint64_t) { return data; };
}

// What two inputs give: 0 0, 0 1, 1 0, 1 1.
Data gate(double a, double b, double c, double d) {
  return always({{{0, 0}, {a}}, {{0, 1}, {b}}, {{1, 0}, {c}}, {{1, 1}, {d}}});
}

Data sequence(const std::vector<Case>& steps) {
  Dataset data(1, 1);
  data.add_sequence(steps);
  return always(data);
}

// So many samples of these sizes, each drawn.
Data drawn(std::size_t count, std::size_t inputs, std::size_t targets, Case (*draw)(Random&)) {
  return [=](std::uint64_t seed) {
    Random random(seed, 1);
    Dataset data(inputs, targets);
    while (data.size() < count) {
      const auto [input, target] = draw(random);
      data.add(input, target);
    }
    return data;
  };
}

Case sine(Random& random) {
  const double turn = random.uniform();
  return {{turn}, {(std::sin(2 * std::numbers::pi * turn) + 1) / 2}};
}

Case sine_and_cosine(Random& random) {
  const double turn = random.uniform(), angle = 2 * std::numbers::pi * turn;
  return {{turn}, {(std::sin(angle) + 1) / 2, (std::cos(angle) + 1) / 2}};
}

Case bigger(Random& random) {
  const double x = random.uniform(), y = random.uniform();
  return {{x, y}, {x > y ? 1.0 : 0.0}};
}

Case shift(Random& random) {
  const double x = random.uniform(), y = random.uniform(), z = random.uniform();
  return {{x, y, z}, {z, x, y}};
}

Start perceptron(std::size_t inputs, std::size_t outputs = 1) {
  return [=](std::uint64_t seed) { return architect::Perceptron({inputs, 5, outputs}, {.seed = seed}); };
}

Start lstm(std::size_t units) {
  return [=](std::uint64_t seed) { return architect::LSTM({1, units, 1}, {.seed = seed}); };
}

Start lstm_layer(std::size_t units) {
  return [=](std::uint64_t seed) {
    const auto input = Dense(1), hidden = LSTM(units), output = Dense(1);
    input.connect(hidden);
    hidden.connect(output);
    return architect::Construct({input, hidden, output}, {.seed = seed});
  };
}

Start gru(std::size_t units) {
  return [=](std::uint64_t seed) { return architect::GRU({1, units, 1}, seed); };
}

Network narx(std::uint64_t seed) {
  return architect::NARX(1, {5}, 1, 3, 3, {.hidden = Activation::logistic, .seed = seed});
}

Learned evolved(const Dataset& data, const Wanted& wanted, std::uint64_t seed) {
  const Network start = architect::Perceptron({data.input_count(), data.target_count()}, {.seed = seed});
  auto result = evolve::run(start, evolve::error_on(data),
                            {.generations = wanted.limit, .target = wanted.error, .seed = seed, .threads = 1});
  return {std::move(result.best), result.generations, is_success(result.stopped)};
}

struct Setting {
  double rate = 0;
  double beta1 = 0.5;
  double beta2 = 0.99;
};
constexpr Setting for_perceptrons{0.08}, for_gated{0.03}, for_narx{0.03, 0.9, 0.9};

auto trained(const Start& start, const Setting& setting) {
  return [=](const Dataset& data, const Wanted& wanted, std::uint64_t seed) {
    Network network = start(seed);
    const TrainResult result = train(network, data,
                                     {.rate = setting.rate,
                                      .optimizer = {.beta1 = setting.beta1, .beta2 = setting.beta2},
                                      .epochs = wanted.limit,
                                      .batch = 64,
                                      .target = 0.8 * wanted.error,
                                      .seed = seed});
    return Learned{std::move(network), result.history.size(), result.stopped == StopReason::target};
  };
}

}  // namespace

std::vector<LearningTask> learning_tasks() {
  const auto perceptron_learns = [](std::size_t inputs, std::size_t outputs = 1) {
    return trained(perceptron(inputs, outputs), for_perceptrons);
  };
  const Data xor_sequence = sequence({{{0}, {0}}, {{1}, {1}}, {{1}, {0}}, {{0}, {1}}, {{0}, {0}}}),
             peaks = sequence({{{0}, {0}}, {{0}, {0}}, {{0}, {1}}, {{1}, {0}}, {{0}, {0}}, {{0}, {0}}, {{0}, {1}}});
  return {
      {"AND, evolved", {0.03, 1000, 15}, gate(0, 0, 0, 1), evolved},
      {"XOR, evolved", {0.03, 1000, 20}, gate(0, 1, 1, 0), evolved},
      {"XNOR, evolved", {0.03, 1000, 20}, gate(1, 0, 0, 1), evolved},
      {"AND", {0.002, 1000, 50}, gate(0, 0, 0, 1), perceptron_learns(2)},
      {"OR", {0.002, 1000, 50}, gate(0, 1, 1, 1), perceptron_learns(2)},
      {"NOT", {0.002, 1000, 50}, always({{{0}, {1}}, {{1}, {0}}}), perceptron_learns(1)},
      {"XOR", {0.002, 3000, 75}, gate(0, 1, 1, 0), perceptron_learns(2)},
      {"XNOR", {0.002, 3000, 75}, gate(1, 0, 0, 1), perceptron_learns(2)},
      {"SIN", {0.05, 1000, 15}, drawn(100, 1, 1, sine), perceptron_learns(1)},
      {"SIN + COS", {0.05, 1000, 35}, drawn(100, 1, 2, sine_and_cosine), perceptron_learns(1, 2)},
      {"bigger than", {0.05, 500, 25}, drawn(100, 2, 1, bigger), perceptron_learns(2)},
      {"SHIFT", {0.03, 500, 5}, drawn(1000, 3, 3, shift), perceptron_learns(3, 3)},
      {"LSTM(1, 1, 1)", {0.001, 5000, 818}, xor_sequence, trained(lstm(1), for_gated)},
      {"LSTM(1, 3, 1)", {0.001, 5000, 250}, xor_sequence, trained(lstm(3), for_gated)},
      {"LSTM(1, 6, 1)", {0.001, 5000, 250}, xor_sequence, trained(lstm(6), for_gated)},
      {"LSTM layer of 1", {0.001, 5000, 500}, xor_sequence, trained(lstm_layer(1), for_gated)},
      {"LSTM layer of 3", {0.001, 5000, 150}, xor_sequence, trained(lstm_layer(3), for_gated)},
      {"LSTM layer of 6", {0.001, 5000, 150}, xor_sequence, trained(lstm_layer(6), for_gated)},
      {"GRU(1, 1, 1)", {0.001, 5000, 700}, xor_sequence, trained(gru(1), for_gated)},
      {"GRU(1, 2, 1)", {0.001, 5000, 500}, xor_sequence, trained(gru(2), for_gated)},
      {"GRU(1, 3, 1)", {0.001, 5000, 500}, xor_sequence, trained(gru(3), for_gated)},
      {"GRU(1, 6, 1)", {0.001, 5000, 500}, xor_sequence, trained(gru(6), for_gated)},
      {"NARX(1, 5, 1, 3, 3)", {0.005, 1000, 350}, peaks, trained(narx, for_narx)},
  };
}

bool solved(const Learned& learned, const Dataset& data, const Wanted& wanted) {
  return learned.reached && test(learned.network, data, Loss::mean_squared_error).loss < wanted.error;
}

}  // namespace plexus::testing
