#include <catch2/catch.hpp>

#include <cmath>
#include <numeric>
#include <vector>

#include <plexus/architect/models/gru_network.hpp>
#include <plexus/architect/models/lstm_network.hpp>
#include <plexus/architect/models/perceptron.hpp>
#include <plexus/network/edit.hpp>
#include <plexus/train/gradient.hpp>
#include <plexus/train/train.hpp>

#include "support/finite_difference.hpp"
#include "support/random_network.hpp"

namespace plexus {

using testing::gradient_error;
using testing::random_dataset;
using testing::random_network;

TEST_CASE("gradients of random networks of every kind match finite differences", "[train][gradient]") {
  for (const bool recurrent : {false, true})
    for (const bool gated : {false, true})
      for (std::uint64_t seed = 0; seed < 40; ++seed) {
        CAPTURE(seed, recurrent, gated);
        const Network network = random_network(seed, {.inputs = 2,
                                                      .hidden = 2 + seed % 6,
                                                      .outputs = 2,
                                                      .connections = 30,
                                                      .recurrent = recurrent,
                                                      .gated = gated,
                                                      .weight = 0.7});
        for (const Arithmetic arithmetic : {Arithmetic::exact, Arithmetic::fast})
          CHECK(gradient_error(network, random_dataset(seed, network, 3, 4), Loss::mean_squared_error, arithmetic) <
                1e-6);
      }
}

TEST_CASE("gradients through dense blocks, gates and cells match finite differences", "[train][gradient]") {
  for (const Network& network :
       {architect::Perceptron({3, 6, 5, 2}), architect::LSTM({2, 4, 3, 2}),
        architect::LSTM({2, 3, 2}, {.memory_to_memory = true, .output_to_memory = true, .output_to_gates = true}),
        architect::GRU({2, 5, 2})})
    for (const Arithmetic arithmetic : {Arithmetic::exact, Arithmetic::fast})
      CHECK(gradient_error(network, random_dataset(3, network, 4, 6), Loss::mean_squared_error, arithmetic) < 1e-7);
}

TEST_CASE("gradients of a layered network that evolution has edited match finite differences", "[train][gradient]") {
  Draft draft(architect::LSTM({2, 4, 2}));
  draft.insert_unit(9, {.id = 1, .activation = Activation::sinusoid}, 0.1);
  draft.add_connection({1, 9}, 0.5);
  draft.add_connection({9, 12, 4}, -0.7);
  draft.add_connection({9, 9}, 0.3);
  draft.remove_connection(10);
  const Network network = std::move(draft).build();
  CHECK(gradient_error(network, random_dataset(4, network, 2, 5), Loss::mean_squared_error) < 1e-7);
}

TEST_CASE("gradients of every loss match finite differences, through a network", "[train][gradient]") {
  for (const LossRow& loss : loss_rows()) {
    CAPTURE(loss.name);
    const Network network = architect::Perceptron({3, 5, 3}, {.seed = 2});
    for (const Arithmetic arithmetic : {Arithmetic::exact, Arithmetic::fast})
      CHECK(gradient_error(network, random_dataset(9, network, 5, 1), loss.loss, arithmetic) < 1e-6);
  }
}

TEST_CASE("gradients in float agree with those in double", "[train][gradient]") {
  const Network network = architect::LSTM({2, 5, 2});
  const Dataset data = random_dataset(1, network, 6, 5);
  std::vector<std::size_t> all(6);
  std::iota(all.begin(), all.end(), std::size_t{0});
  const auto gradient_in = [&]<class Real>(Real) {
    std::vector<Real> parameters(network.parameters().begin(), network.parameters().end()), gradient(parameters.size());
    const Samples<Real> samples(data);
    Backpropagation<Real> passes(network.topology());
    Metric metric;
    passes.start(samples, all);
    passes.forward(parameters, 5, Loss::mean_squared_error, metric);
    passes.backward(parameters, Loss::mean_squared_error, gradient);
    return gradient;
  };
  const auto in_float = gradient_in(0.0F);
  const auto in_double = gradient_in(0.0);
  for (std::size_t i = 0; i < in_double.size(); ++i)
    CHECK(static_cast<double>(in_float[i]) == Approx(in_double[i]).margin(1e-6));
}

TEST_CASE("truncated backpropagation carries the state on, but no gradient", "[train][gradient]") {
  const Network network = architect::LSTM({1, 3, 1}, {.seed = 4});
  const Dataset data = random_dataset(2, network, 1, 8);
  const std::vector<std::size_t> only{0};
  std::vector<double> whole(network.parameters().size()), parts(whole.size());
  const Samples<double> samples(data);
  Backpropagation<double> passes(network.topology());
  Metric metric, metric_in_parts;
  passes.start(samples, only);
  passes.forward(network.parameters(), 8, Loss::mean_squared_error, metric);
  passes.backward(network.parameters(), Loss::mean_squared_error, whole);
  passes.start(samples, only);
  for (int part = 0; part < 2; ++part) {
    passes.forward(network.parameters(), 4, Loss::mean_squared_error, metric_in_parts);
    passes.backward(network.parameters(), Loss::mean_squared_error, parts);
  }
  CHECK(metric_in_parts.loss() == metric.loss());  // the same outputs
  double difference = 0;
  for (std::size_t i = 0; i < whole.size(); ++i) difference = std::max(difference, std::abs(whole[i] - parts[i] / 2));
  CHECK(difference > 1e-6);  // but what crosses the cut is not counted
}

TEST_CASE("truncated backpropagation is the gradient from the state at the cut", "[train][gradient]") {
  const Network network = architect::LSTM({1, 3, 1}, {.seed = 4});
  const Dataset data = random_dataset(2, network, 1, 8);
  const std::vector<std::size_t> only{0};
  const std::vector<double> here(network.parameters().begin(), network.parameters().end());
  std::vector<double> gradient(here.size());
  Metric ignored;
  const Samples<double> samples(data);
  Backpropagation<double> passes(network.topology());
  passes.start(samples, only);
  for (int part = 0; part < 2; ++part) passes.forward(here, 4, Loss::mean_squared_error, ignored);
  passes.backward(here, Loss::mean_squared_error, gradient);

  // The first window always runs with the parameters as they are, so the state at the cut stays what it was.
  const auto loss_of_second_window = [&](const std::vector<double>& parameters) {
    Metric first, second;
    passes.start(samples, only);
    passes.forward(here, 4, Loss::mean_squared_error, first);
    passes.forward(parameters, 4, Loss::mean_squared_error, second);
    return second.loss();
  };
  for (std::size_t i = 0; i < here.size(); ++i) {
    std::vector<double> more = here, less = here;
    more[i] += 1e-5;
    less[i] -= 1e-5;
    CHECK(gradient[i] == Approx((loss_of_second_window(more) - loss_of_second_window(less)) / 2e-5).margin(1e-9));
  }
}

TEST_CASE("gradients pass through masks as finite differences say", "[train]") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    CAPTURE(seed);
    const Network plain = testing::random_network(seed, {.recurrent = true, .gated = true});
    TopologyParts parts = plain.topology().parts();
    for (std::size_t i = plain.input_count(); i < parts.units.size(); i += 2) parts.units[i].mask = 0.6;
    const Network masked(std::make_shared<const Topology>(std::move(parts)),
                         {plain.parameters().begin(), plain.parameters().end()});
    for (const Arithmetic arithmetic : {Arithmetic::exact, Arithmetic::fast})
      CHECK(testing::gradient_error(masked, testing::random_dataset(seed, masked, 2, 4), Loss::mean_squared_error,
                                    arithmetic) < 1e-6);
  }
}

}  // namespace plexus
