#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>

#include <plexus/architect/layers.hpp>
#include <plexus/architect/models/gru_network.hpp>
#include <plexus/architect/models/lstm_network.hpp>
#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/train/train.hpp>

#include "support/finite_difference.hpp"

using Catch::Contains;

namespace plexus {
namespace {

const Dataset xor_cases{{{0, 0}, {0}}, {{0, 1}, {1}}, {{1, 0}, {1}}, {{1, 1}, {0}}};

}  // namespace

TEST_CASE("train: learns xor, by every optimizer", "[train]") {
  for (const OptimizerRow& each : optimizer_rows()) {
    CAPTURE(each.name);
    Network network = architect::Perceptron({2, 6, 1}, {.seed = 1});
    const bool plain = each.optimizer == Optimizer::sgd || each.optimizer == Optimizer::nesterov;
    const TrainResult result = train(network, xor_cases,
                                     {.loss = Loss::binary_cross_entropy,
                                      .rate = plain ? 0.5 : 0.02,
                                      .optimizer = {.kind = each.optimizer, .momentum = 0.9, .weight_decay = 0},
                                      .epochs = 2000,
                                      .batch = 4,
                                      .target = 0.01});
    CHECK(result.stopped == StopReason::target);
    for (const auto& [input, target] : xor_cases) CHECK(network.activate(input)[0] == Approx(target[0]).margin(0.05));
  }
}

TEST_CASE("train: plain gradient descent on one unit takes the steps of the closed form", "[train]") {
  // y = w x + b, loss (y - t)^2, one sample x = 2, t = 1: dw = 2 (y - t) x, db = 2 (y - t).
  Network network = architect::Perceptron({1, 1}, {.output = Activation::identity});
  network.weight(0) = 0.5;
  network.bias(1) = 0.25;
  double w = 0.5, b = 0.25;
  const Dataset data{{{2}, {1}}};
  train(network, data,
        {.rate = 0.05, .optimizer = {.kind = Optimizer::sgd}, .epochs = 3, .precision = Precision::twice});
  for (int i = 0; i < 3; ++i) {
    const double error = 2 * w + b - 1;
    w -= 0.05 * 2 * error * 2;
    b -= 0.05 * 2 * error;
  }
  CHECK(network.weight(0) == Approx(w).epsilon(1e-14));
  CHECK(network.bias(1) == Approx(b).epsilon(1e-14));
}

TEST_CASE("train: LSTM and GRU networks learn xor of a sequence", "[train]") {
  Dataset sequence(1, 1);
  sequence.add_sequence(std::vector<Case>{{{0}, {0}}, {{1}, {1}}, {{1}, {0}}, {{0}, {1}}, {{0}, {0}}});
  for (Network network : {architect::LSTM({1, 6, 1}, {.seed = 3}), architect::GRU({1, 6, 1}, 3)}) {
    const TrainResult result =
        train(network, sequence, {.loss = Loss::binary_cross_entropy, .rate = 0.03, .epochs = 2000, .target = 0.02});
    CHECK(result.stopped == StopReason::target);
    network.clear();
    for (const auto& [input, target] : sequence) CHECK(network.activate(input)[0] == Approx(target[0]).margin(0.1));
  }
}

TEST_CASE("train: what is fixed keeps all its bits", "[train]") {
  const auto input = Dense(1), hidden = GRU(3), output = Dense(1);
  input.connect(hidden);
  hidden.connect(output);
  Network network = architect::Construct({input, hidden, output});
  network.bias(4) = 0.1;  // of a fixed unit: 0.1 is not a float
  const Network before = network;
  train(network, testing::random_dataset(1, network, 4, 5), {.epochs = 3});
  std::size_t changed = 0;
  for (std::size_t i = 0; i < network.topology().connection_count(); ++i) {
    if (network.topology().connections()[i].trainable)
      changed += network.weight(i) != before.weight(i) ? 1U : 0U;
    else
      CHECK(network.weight(i) == before.weight(i));
  }
  CHECK(changed > 30);
  CHECK(network.bias(4) == 0.1);
}

TEST_CASE("train: is a function of its seed", "[train]") {
  const auto run = [](std::uint64_t seed) {
    Network network = architect::Perceptron({2, 4, 1});
    train(network, xor_cases, {.epochs = 20, .batch = 1, .seed = seed});
    return network;
  };
  CHECK(run(1) == run(1));
  CHECK_FALSE(run(1) == run(2));
}

TEST_CASE("train: with validation it ends with the best epoch, and patience ends it", "[train]") {
  Network network = architect::Perceptron({2, 20, 1});
  const Dataset noise = testing::random_dataset(5, network, 60, 1);
  const TrainResult result = train(
      network, noise, {.rate = 0.05, .epochs = 2000, .validation = 0.3, .patience = 30, .precision = Precision::twice});
  CHECK(result.stopped == StopReason::patience);
  CHECK(result.history.size() == result.best_epoch + 30);
  for (const Epoch& each : result.history) CHECK(*each.validation_loss >= result.loss);
  const auto [learned, held_out] = noise.split(0.3, 0);
  CHECK(held_out.size() == 18);
  CHECK(test(network, held_out, Loss::mean_squared_error).loss == Approx(result.loss).epsilon(1e-12));
}

TEST_CASE("train: a budget of updates ends it in the middle of an epoch, as if there were no more data", "[train]") {
  const Dataset first_three{{{0, 0}, {0}}, {{0, 1}, {1}}, {{1, 0}, {1}}};
  for (const std::size_t batch : {1U, 2U}) {
    const TrainOptions options{.optimizer = {.kind = Optimizer::sgd}, .epochs = 1, .batch = batch, .shuffle = false};
    Network wanted = architect::Perceptron({2, 4, 1}), network = wanted;
    train(wanted, xor_cases, options);
    train(wanted, batch == 1 ? first_three : Dataset{{{0, 0}, {0}}, {{0, 1}, {1}}}, options);
    TrainOptions budget = options;
    budget.epochs = 100;
    budget.updates = batch == 1 ? 7 : 3;
    CHECK(train(network, xor_cases, budget).stopped == StopReason::updates);
    CHECK(network == wanted);
  }
}

TEST_CASE("train: the gradient is clipped to its length", "[train]") {
  Network network = architect::Perceptron({1, 1}, {.output = Activation::identity});
  const Network before = network;
  train(network, Dataset{{{3}, {1000}}},
        {.rate = 1, .optimizer = {.kind = Optimizer::sgd}, .epochs = 1, .clip = 0.5, .precision = Precision::twice});
  CHECK(std::hypot(network.weight(0) - before.weight(0), network.bias(1) - before.bias(1)) ==
        Approx(0.5).epsilon(1e-12));
}

TEST_CASE("train: stops when the loss is no longer finite, with the best parameters before that", "[train]") {
  Network network = architect::Perceptron({1, 1}, {.output = Activation::identity});
  const TrainResult result =
      train(network, Dataset{{{100}, {1}}}, {.rate = 10, .optimizer = {.kind = Optimizer::sgd}, .epochs = 1000});
  CHECK(result.stopped == StopReason::not_finite);
  CHECK(std::isfinite(network.weight(0)));
}

TEST_CASE("train: what nothing can be learned from leaves the network as it was, and says so", "[train]") {
  Network network = architect::Perceptron({1, 3, 1}, {.output = Activation::identity});
  const Network before = network;
  const TrainResult result = train(network, Dataset{{{1e300}, {1e300}}}, {.rate = 10, .epochs = 5});
  CHECK(result.stopped == StopReason::not_finite);
  CHECK(result.best_epoch == 0);
  CHECK(std::isnan(result.loss));
  CHECK(network == before);
  CHECK_THROWS_WITH(train(network, Dataset{{{1}, {1}}}, {.loss = Loss::softmax_cross_entropy}), Contains("just 1"));
}

TEST_CASE("train: parameters that overflow after a finite loss leave the network as it was, and a loss of NaN",
          "[train]") {
  Network network = architect::Perceptron({1, 3, 1});
  const Network before = network;
  const TrainResult result = train(network, Dataset{{{1e300}, {1}}}, {.epochs = 5});  // infinite in float
  REQUIRE(std::isfinite(result.history.front().loss));
  CHECK(result.stopped == StopReason::not_finite);
  CHECK(result.best_epoch == 0);
  CHECK(std::isnan(result.loss));
  CHECK(network == before);
}

TEST_CASE("train: the callback sees every epoch and may stop", "[train]") {
  Network network = architect::Perceptron({2, 2, 1});
  std::vector<std::size_t> seen;
  const TrainResult result = train(network, xor_cases, {.epochs = 9, .on_epoch = [&](const Epoch& epoch) {
                                                          seen.push_back(epoch.epoch);
                                                          return epoch.epoch < 4;
                                                        }});
  CHECK(seen == std::vector<std::size_t>{1, 2, 3, 4});
  CHECK(result.stopped == StopReason::callback);
}

TEST_CASE("train: wrong sizes and options are refused by name, and the network stays as it was", "[train]") {
  Network network = architect::Perceptron({3, 1});
  const Network before = network;
  CHECK_THROWS_WITH(train(network, xor_cases), Contains("2 inputs and 1 target") && Contains("3 inputs and 1 output"));
  CHECK_THROWS_WITH(train(network, Dataset(3, 1)), Contains("no samples"));
  CHECK_THROWS_WITH(train(network, Dataset{{{1, 2, 3}, {1}}}, {.rate = -1, .optimizer = {.momentum = 2}, .epochs = 0}),
                    Contains("rate is -1") && Contains("epochs is 0") && Contains("momentum is 2"));
  CHECK_THROWS_WITH(train(network, Dataset{{{1, 2, 3}, {1}}}, {.patience = 3}), Contains("validation is 0"));
  CHECK(network == before);
}

TEST_CASE("progress: a plain line with all figures for each epoch, and on a terminal it is cut to fit", "[train]") {
  std::ostringstream out;
  const Epoch epoch{.epoch = 3,
                    .epochs = 10,
                    .loss = 0.25,
                    .metric = 0.75,
                    .validation_loss = 0.5,
                    .validation_metric = 0.6,
                    .samples_per_second = 1234.4,
                    .seconds_left = 2.5};
  progress_to(out, Loss::binary_cross_entropy, 0)(epoch);
  CHECK(out.str() ==
        "epoch 3/10  loss 0.25  accuracy 0.75  validation loss 0.5 accuracy 0.6  2.5 s left  1234 samples/s\n");
  std::ostringstream cut;
  progress_to(cut, Loss::binary_cross_entropy, 20)(epoch);
  CHECK(cut.str() == "\repoch 3/10  loss 0.\x1b[K");
}

}  // namespace plexus
