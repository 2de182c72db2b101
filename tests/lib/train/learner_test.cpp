#include <catch2/catch.hpp>

#include <vector>

#include <plexus/architect/models/lstm_network.hpp>
#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/core/random.hpp>
#include <plexus/train/batches.hpp>
#include <plexus/train/learner.hpp>
#include <plexus/train/train.hpp>

#include "support/count_allocations.hpp"
#include "support/finite_difference.hpp"
#include "support/random_network.hpp"

namespace plexus {
namespace {

// The parameters and the loss after some epochs on so many threads.
std::pair<Network, double> trained(Network network, const Dataset& data, TrainOptions options, std::size_t threads) {
  options.threads = threads;
  options.epochs = 2;
  const double loss = train(network, data, options).loss;
  return {std::move(network), loss};
}

void check_threads(const Network& network, const Dataset& data, const TrainOptions& options) {
  const auto [alone, loss] = trained(network, data, options, 1);
  CHECK_FALSE(alone == network);
  for (const std::size_t threads : {2U, 3U, 5U, 0U}) {
    CAPTURE(threads);
    const auto [together, loss_together] = trained(network, data, options, threads);
    CHECK(together == alone);
    CHECK(loss_together == loss);
  }
}

}  // namespace

TEST_CASE("train: comes to the same bits on any number of threads", "[train][threads]") {
  const Network wide = architect::Perceptron({60, 100, 5}, {.seed = 1});
  const Dataset samples = testing::random_dataset(1, wide, 700, 1);
  check_threads(wide, samples, {.batch = 300});
  check_threads(wide, samples, {.batch = 300, .clip = 0.01});
  const Network memory = architect::LSTM({2, 12, 2}, {.seed = 2});
  const Dataset sequences = testing::random_dataset(2, memory, 100, 20);
  check_threads(memory, sequences, {.batch = 90});
  check_threads(memory, sequences, {.batch = 90, .truncation = 8});
}

TEST_CASE("train: updates of more parameters than a thread takes at a time are shared too", "[train][threads]") {
  const Network large = architect::Perceptron({300, 900, 2}, {.seed = 1});
  check_threads(large, testing::random_dataset(1, large, 40, 1), {.batch = 20});
}

TEST_CASE("train: a batch in chunks learns as one whole", "[train]") {
  // In double and with plain gradient descent, one update is the gradient.
  const Network start = architect::Perceptron({3, 5, 2}, {.seed = 6});
  const Dataset data = testing::random_dataset(3, start, 150, 1);
  Network network = start;
  train(network, data,
        {.rate = 1, .optimizer = {.kind = Optimizer::sgd}, .epochs = 1, .batch = 150, .precision = Precision::twice});
  const Samples<double> samples(data);
  Backpropagation<double> passes(start.topology());
  std::vector<double> gradient(start.parameters().size());
  Metric metric;
  passes.start(samples, all_sequences(data));
  passes.forward(start.parameters(), 1, Loss::mean_squared_error, metric);
  passes.backward(start.parameters(), Loss::mean_squared_error, gradient);
  for (std::size_t i = 0; i < gradient.size(); ++i)
    CHECK(network.parameters()[i] == Approx(start.parameters()[i] - gradient[i]).epsilon(1e-12));
}

TEST_CASE("train: allocates nothing for a batch once its buffers are there", "[train]") {
  for (const std::size_t batch : {1U, 20U, 100U})
    for (const std::size_t truncation : {0U, 3U}) {
      CAPTURE(batch, truncation);
      const Network network = architect::LSTM({2, 6, 2}, {.seed = 1});
      const Dataset data = testing::random_dataset(4, network, 100, 8);
      const TrainOptions options{.batch = batch, .truncation = truncation, .clip = 1, .threads = 1};
      const Samples<float> samples(data);
      Learner<float> learner(network, options);
      Batches batches(data, batch);
      const std::vector<std::size_t> order = all_sequences(data);
      batches.fill(order);
      const auto epoch = [&] {
        Metric metric;
        for (std::size_t i = 0; i < batches.count(); ++i) learner.learn(samples, batches[i], 0.01, metric);
        if (batch == 1) learner.learn_each(samples, order, 0.01, metric);
      };
      epoch();
      CHECK(testing::count_allocations(epoch) == 0);
    }
}

TEST_CASE("train: single sequences are learned as batches of one are", "[train]") {
  for (const OptimizerRow& each : optimizer_rows())
    for (const double clip : {0.0, 0.2})
      for (const std::size_t truncation : {0U, 3U})
        for (const bool fixed : {false, true}) {
          CAPTURE(each.name, clip, truncation, fixed);
          TopologyParts parts = architect::Perceptron({3, 6, 4, 2}, {.seed = 3}).topology().parts();
          parts.connections.push_back({8, 5});  // back from the second hidden layer
          parts.units[4].trainable = parts.connections[10].trainable = !fixed;
          const auto topology = std::make_shared<const Topology>(std::move(parts));
          std::vector<double> parameters(topology->parameter_count());
          Random random(5);
          for (double& parameter : parameters) parameter = random.uniform(-0.7, 0.7);
          const Network network(topology, parameters);
          const Dataset data = testing::random_dataset(6, network, 5, 7);
          const TrainOptions options{
              .optimizer = {.kind = each.optimizer, .momentum = 0.5, .epsilon = 1e-3, .weight_decay = 0.1},
              .batch = 1,
              .truncation = truncation,
              .clip = clip,
              .threads = 1};
          const Samples<float> samples(data);
          Learner<float> singly(network, options), in_batches(network, options);
          const std::vector<std::size_t> order = all_sequences(data);
          Metric metric, wanted;
          for (int epoch = 0; epoch < 3; ++epoch) {
            singly.learn_each(samples, order, 0.1, metric);
            for (const std::size_t& sequence : order) in_batches.learn(samples, {&sequence, 1}, 0.1, wanted);
          }
          CHECK(metric.samples() == wanted.samples());
          CHECK(metric.loss() == Approx(wanted.loss()).epsilon(1e-4));
          for (std::size_t i = 0; i < parameters.size(); ++i) {
            CAPTURE(i);
            CHECK(static_cast<double>(singly.parameters()[i]) ==
                  Approx(static_cast<double>(in_batches.parameters()[i])).margin(1e-4));
          }
          const std::size_t bias = topology->bias_index(4), weight = topology->weight_index(10);
          for (const std::size_t i : {bias, weight})
            CHECK((singly.parameters()[i] == static_cast<float>(parameters[i])) == fixed);
        }
}

TEST_CASE("train: more threads than allowed are refused by name", "[train]") {
  Network network = architect::Perceptron({2, 1});
  CHECK_THROWS_WITH(train(network, Dataset{{{1, 2}, {1}}}, {.threads = 1025}), Catch::Contains("threads is 1025"));
}

}  // namespace plexus
