// W6: training, from the same start in each repetition. One operation is one epoch; the data sets are long enough that
// what an epoch costs beside its updates does not count.

#include <cmath>
#include <utility>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/train/train.hpp>

#include "../recipes.hpp"
#include "makers.hpp"

namespace plexus::bench {
namespace {

class Learning : public Workload {
 public:
  Learning(std::string_view name, Network network, Dataset data, TrainOptions options, std::size_t threads = 1)
      : name_(name), network_(std::move(network)), data_(std::move(data)), options_(std::move(options)) {
    options_.shuffle = false;  // the samples are cycled
    options_.threads = threads;
  }

  // One epoch in float comes to the loss of the same in double, and later epochs are better.
  void check() override {
    const double loss = train_for(1, Precision::single).loss, exact = train_for(1, Precision::twice).loss;
    require_checksum(name_, exact, loss, 1e-3 * exact);
    const double later = train_for(4, Precision::single).loss;
    if (!(later < loss)) throw Error(name_, ": the loss of the 4th epoch is ", later, ", wanted less than ", loss);
  }

  void run(std::size_t operations) override { train_for(operations, Precision::single); }

 private:
  TrainResult train_for(std::size_t epochs, Precision precision) const {
    Network network = network_;
    TrainOptions options = options_;
    options.epochs = epochs;
    options.precision = precision;
    return train(network, data_, options);
  }

  std::string_view name_;
  Network network_;
  Dataset data_;
  TrainOptions options_;
};

std::vector<double> draw(SplitMix64& random, std::size_t count) {
  std::vector<double> numbers(count);
  for (double& number : numbers) number = random.uniform();
  return numbers;
}

}  // namespace

std::unique_ptr<Workload> w6_mlp(std::size_t threads) {
  constexpr std::uint32_t sizes[] = {784, 128, 10};
  SplitMix64 random(601);
  Dataset data(784, 10);
  for (std::size_t i = 0; i < mlp_samples; ++i) {
    const auto input = draw(random, 784);
    std::vector<double> target(10);
    target[random.below(10)] = 1;
    data.add(input, target);
  }
  return std::make_unique<Learning>(
      "W6/mlp", multilayer(104, sizes, Activation::relu, Activation::identity), std::move(data),
      TrainOptions{.loss = Loss::softmax_cross_entropy, .rate = 1e-3, .batch = 128}, threads);
}

std::unique_ptr<Workload> w6_xor(std::size_t) {
  constexpr std::uint32_t sizes[] = {2, 4, 1};
  Dataset data(2, 1);
  for (std::size_t i = 0; i < xor_samples; ++i) {
    const double a = i % 4 < 2 ? 0 : 1, b = i % 2 == 0 ? 0 : 1;
    data.add({a, b}, {std::abs(a - b)});
  }
  return std::make_unique<Learning>(
      "W6/xor", multilayer(602, sizes, Activation::tanh, Activation::logistic), std::move(data),
      TrainOptions{.loss = Loss::mean_squared_error, .rate = 0.3, .optimizer = {.kind = Optimizer::sgd}, .batch = 1});
}

std::unique_ptr<Workload> w6_lstm(std::size_t) {
  constexpr std::size_t length = 50;
  SplitMix64 random(603);
  Dataset data(1, 1);
  for (std::size_t i = 0; i < lstm_sequences; ++i) {
    std::vector<Case> sequence;
    double before = 0;
    for (std::size_t step = 0; step < length; ++step) {
      const double x = random.uniform(-1, 1);
      sequence.push_back({{x}, {0.5 * (x + before)}});  // what it is to remember
      before = x;
    }
    data.add_sequence(sequence);
  }
  return std::make_unique<Learning>("W6/lstm", memory_network(603, 1, 16, 1), std::move(data),
                                    TrainOptions{.loss = Loss::mean_squared_error, .rate = 1e-3, .batch = 32});
}

}  // namespace plexus::bench
