#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

#include <plexus/architect/models/lstm_network.hpp>
#include <plexus/architect/models/perceptron.hpp>
#include <plexus/train/gradient.hpp>
#include <plexus/train/single.hpp>

#include "support/finite_difference.hpp"
#include "support/network_zoo.hpp"
#include "support/random_network.hpp"

namespace plexus {
namespace {

constexpr std::size_t window = 3;  // of sequences of 5

struct Learned {
  std::vector<double> gradient;
  double loss = 0;
};

// The gradient of all sequences side by side, in two windows, so that a state is carried on.
template <class Real>
Learned learn(const Network& network, const Dataset& data, Arithmetic arithmetic) {
  std::vector<std::size_t> all(data.sequence_count());
  std::iota(all.begin(), all.end(), std::size_t{0});
  const std::vector<Real> parameters(network.parameters().begin(), network.parameters().end());
  std::vector<Real> gradient(parameters.size());
  const Samples<Real> samples(data);
  Backpropagation<Real> passes(network.topology(), arithmetic);
  Metric metric;
  for (int repetition = 0; repetition < 2; ++repetition) {  // buffers that were used before change nothing
    std::ranges::fill(gradient, Real{0});
    metric = {};
    passes.start(samples, all);
    for (const std::size_t steps : {window, std::size_t{2}}) {
      passes.forward(parameters, steps, Loss::mean_squared_error, metric);
      passes.backward(parameters, Loss::mean_squared_error, gradient);
    }
  }
  return {{gradient.begin(), gradient.end()}, metric.loss()};
}

// The same one sequence after the other, number by number: the mean over the sequences.
template <class Real>
Learned learn_singly(const Network& network, const Dataset& data) {
  std::vector<std::size_t> all(data.sequence_count());
  std::iota(all.begin(), all.end(), std::size_t{0});
  const Samples<Real> samples(data);
  SingleBackpropagation<Real> passes(network.topology());
  std::vector<Real> parameters;
  for (const std::uint32_t i : passes.order()) parameters.push_back(static_cast<Real>(network.parameters()[i]));
  std::vector<Real> gradient(parameters.size()), sum = gradient;
  struct Sum {
    std::vector<Real>&gradient, &sum;
  } both{gradient, sum};
  const auto update = [](void* to) {
    const Sum& own = *static_cast<Sum*>(to);
    for (std::size_t i = 0; i < own.sum.size(); ++i) own.sum[i] += std::exchange(own.gradient[i], Real{0});
  };
  const Metric metric =
      passes.learn(samples, all, {Loss::mean_squared_error, window, parameters, gradient, update, &both});
  Learned learned{std::vector<double>(network.parameters().size(), std::nan("")), metric.loss()};
  for (std::size_t i = 0; i < sum.size(); ++i)
    learned.gradient[passes.order()[i]] = static_cast<double>(sum[i]) / static_cast<double>(data.sequence_count());
  return learned;
}

// The largest difference relative to the largest slope there is, which no order of summation changes much.
double difference(const Learned& got, const Learned& wanted) {
  double largest = 1e-3, worst = std::abs(got.loss - wanted.loss) / std::max(1e-3, wanted.loss);
  for (const double slope : wanted.gradient) largest = std::max(largest, std::abs(slope));
  for (std::size_t i = 0; i < wanted.gradient.size(); ++i) {
    const double apart = std::abs(got.gradient[i] - wanted.gradient[i]) / largest;
    worst = std::isnan(apart) ? std::numeric_limits<double>::infinity() : std::max(worst, apart);
  }
  return worst;
}

void check_all(const Network& network, std::uint64_t seed, std::initializer_list<std::size_t> batches,
               double float_tolerance) {
  for (const std::size_t lanes : batches) {
    CAPTURE(lanes);
    const Dataset data = testing::random_dataset(seed, network, lanes, 5);
    const Learned wanted = learn<double>(network, data, Arithmetic::exact);
    CHECK(difference(learn<double>(network, data, Arithmetic::fast), wanted) < 1e-10);
    CHECK(difference(learn_singly<double>(network, data), wanted) < 1e-10);
    CHECK(difference(learn<float>(network, data, Arithmetic::fast), wanted) < float_tolerance);
    CHECK(difference(learn_singly<float>(network, data), wanted) < float_tolerance);
  }
}

}  // namespace

TEST_CASE("fast gradients are the exact ones on random networks of every kind", "[train][gradient][simd]") {
  for (const bool recurrent : {false, true})
    for (const bool gated : {false, true})
      for (std::uint64_t seed = 0; seed < 15; ++seed) {
        CAPTURE(seed, recurrent, gated);
        const Network network = testing::random_network(seed, {.inputs = 3,
                                                               .hidden = 2 + seed,
                                                               .outputs = 2,
                                                               .connections = 40,
                                                               .recurrent = recurrent,
                                                               .gated = gated,
                                                               .weight = 0.7});
        check_all(network, seed, {1, 3, 16, 17, 64}, 1e-4);
      }
}

// Steps and kinks of activations make two nearly equal sums two different gradients, in float above all.
TEST_CASE("fast gradients are the exact ones on networks of every kind that there are", "[train][gradient][simd]") {
  for (const auto& [name, network] : testing::network_zoo()) {
    CAPTURE(name);
    check_all(network, 3, {1, 3, 17}, 1e-3);
  }
}

TEST_CASE("fast gradients are the exact ones through dense blocks larger than a tile", "[train][gradient][simd]") {
  for (const Network& network :
       {architect::Perceptron({19, 67, 21, 2}, {.seed = 1}), architect::Perceptron({2, 130, 1}, {.seed = 2}),
        architect::LSTM({3, 18, 5}, {.memory_to_memory = true, .output_to_memory = true, .seed = 3})})
    check_all(network, 5, {1, 3, 16, 17, 64, 100}, 1e-4);
}

TEST_CASE("gradients of parts of a batch add up to that of the whole", "[train][gradient]") {
  const Network network = architect::LSTM({2, 3, 1}, {.seed = 4});
  const Dataset data = testing::random_dataset(1, network, 5, 4);
  const Samples<double> samples(data);
  std::vector<double> whole(network.parameters().size()), parts = whole;
  Backpropagation<double> passes(network.topology());
  Metric metric;
  const auto add = [&](std::vector<std::size_t> sequences, std::vector<double>& gradient, std::size_t mean_of) {
    passes.start(samples, sequences);
    passes.forward(network.parameters(), 4, Loss::mean_squared_error, metric);
    passes.backward(network.parameters(), Loss::mean_squared_error, gradient, mean_of);
  };
  add({0, 1, 2, 3, 4}, whole, 0);
  add({0, 1}, parts, 5);
  add({2, 3, 4}, parts, 5);
  for (std::size_t i = 0; i < whole.size(); ++i) CHECK(parts[i] == Approx(whole[i]).epsilon(1e-12).margin(1e-15));
}

TEST_CASE("carried rows are all that a step needs of the step before", "[train]") {
  const Network perceptron = architect::Perceptron({3, 4, 2});
  CHECK(carried_rows(perceptron.topology(), compile(perceptron.topology())).empty());
  for (const auto& [name, network] : testing::network_zoo()) {
    CAPTURE(name);
    const auto program = network.topology().program<double>();
    std::vector<double> before(program->row_count());
    program->clear(before);
    for (int step = 0; step < 3; ++step) {
      std::vector<double> whole = before;
      std::vector<double> bare(before.size(), std::nan(""));
      for (const auto& [first, count] : carried_rows(network.topology(), program->plan()))
        std::copy_n(before.begin() + static_cast<std::ptrdiff_t>(first), count,
                    bare.begin() + static_cast<std::ptrdiff_t>(first));
      for (std::size_t i = 0; i < network.input_count(); ++i) whole[i] = bare[i] = 0.3 + 0.2 * static_cast<double>(i);
      program->forward(network.parameters(), whole, 1);
      program->forward(network.parameters(), bare, 1);
      for (std::size_t unit = 0; unit < network.topology().unit_count(); ++unit) CHECK(bare[unit] == whole[unit]);
      before = whole;
    }
  }
}

}  // namespace plexus
