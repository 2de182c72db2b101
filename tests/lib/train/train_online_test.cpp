#include <catch2/catch.hpp>

#include <cmath>
#include <numeric>
#include <vector>

#include <plexus/architect/models/lstm_network.hpp>
#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/train/online/train_online.hpp>

#include "support/finite_difference.hpp"

using Catch::Contains;

namespace plexus {
namespace {

const Dataset xor_cases{{{0, 0}, {0}}, {{0, 1}, {1}}, {{1, 0}, {1}}, {{1, 1}, {0}}};

Network linear_unit() { return architect::Perceptron({1, 1}, {.output = Activation::identity, .seed = 3}); }

std::vector<double> parameters_of(const Network& network) {
  return {network.parameters().begin(), network.parameters().end()};
}

}  // namespace

TEST_CASE("train online: learns xor, and stops at its target", "[train][online]") {
  Network network = architect::Perceptron({2, 6, 1}, {.hidden = Activation::tanh, .seed = 1});
  const OnlineResult result =
      train_online(network, xor_cases, {.momentum = 0.5, .epochs = 5000, .target = 0.005, .shuffle = true});
  CHECK(result.stopped == StopReason::target);
  CHECK(result.error <= 0.005);
  CHECK(result.error == result.history.back().error);
  for (std::size_t i = 0; i + 1 < result.history.size(); ++i) CHECK(result.history[i].error > 0.005);
  for (const auto& [input, target] : xor_cases) CHECK(network.activate(input)[0] == Approx(target[0]).margin(0.2));
}

TEST_CASE("train online: LSTM networks learn xor of a sequence", "[train][online]") {
  Dataset sequence(1, 1);
  sequence.add_sequence(std::vector<Case>{{{0}, {0}}, {{1}, {1}}, {{1}, {0}}, {{0}, {1}}, {{0}, {0}}});
  std::size_t solved = 0;
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    Network network = architect::LSTM({1, 6, 1}, {.seed = seed});
    const OnlineResult result = train_online(network, sequence, {.epochs = 5000, .target = 0.001});
    if (result.stopped != StopReason::target) continue;
    ++solved;
    network.clear();
    for (const auto& [input, target] : sequence) CHECK(network.activate(input)[0] == Approx(target[0]).margin(0.15));
  }
  CHECK(solved >= 4);
}

TEST_CASE("train online: an epoch is the steps of a learner, and its error the mean cost", "[train][online]") {
  Network network = linear_unit();
  OnlineLearner learner(network);
  const Dataset data = testing::random_dataset(4, network, 5, 1);
  double cost = 0;
  for (std::size_t i = 0; i < 5; ++i) {
    cost += std::abs(data[i].target[0] - learner.activate(data[i].input)[0]) / 5;
    learner.propagate(data[i].target, {.rate = 0.2, .momentum = 0.4, .update = i == 1 || i == 3 || i == 4});
  }
  const OnlineResult result = train_online(
      network, data,
      {.cost = row(Cost::mean_absolute_error).value, .rate = 0.2, .momentum = 0.4, .batch = 2, .epochs = 1});
  CHECK(parameters_of(network) == learner.parameters());
  CHECK(result.error == Approx(cost).epsilon(1e-14));
  CHECK(result.stopped == StopReason::epochs);
}

TEST_CASE("train online: the rate follows its schedule, which starts with epoch 1", "[train][online]") {
  const auto rates = [](const ScheduleOptions& schedule) {
    Network network = linear_unit();
    std::vector<double> found;
    for (const OnlineEpoch& each :
         train_online(network, Dataset{{{1}, {1}}}, {.rate = 0.8, .schedule = schedule, .epochs = 3}).history)
      found.push_back(each.rate);
    return found;
  };
  CHECK(rates({}) == std::vector{0.8, 0.8, 0.8});
  CHECK(rates({.kind = Schedule::exponential, .gamma = 0.5}) == std::vector{0.4, 0.2, 0.1});
  CHECK(rates({.kind = Schedule::step, .gamma = 0.5, .step_size = 2}) == std::vector{0.8, 0.4, 0.4});
  CHECK(rates({.kind = Schedule::linear}) == std::vector{0.8 * 0.75, 0.8 * 0.5, 0.8 * 0.25});
}

TEST_CASE("train online: the last sequences are kept apart, and the error is theirs", "[train][online]") {
  const Network born = linear_unit();
  const Dataset data = testing::random_dataset(5, born, 8, 1);
  Network validated = born, alone = born;
  const OnlineResult result = train_online(validated, data, {.epochs = 10, .validation = 0.4});
  const std::vector<std::size_t> learned{0, 1, 2, 3, 4}, held_out{5, 6, 7};  // ceil(0.6 * 8) = 5
  train_online(alone, data.select(learned), {.epochs = 10});
  CHECK(validated == alone);
  OnlineLearner learner(alone);
  const double error = test_online(learner, data.select(held_out), row(Cost::mean_squared_error).value);
  CHECK(result.error == Approx(error).epsilon(1e-14));
  CHECK(result.order == learned);
}

TEST_CASE("train online: a network forgets when it is told to", "[train][online]") {
  // y' = y + x: what is added up shows what is remembered. Rate 0, so that nothing is learned.
  TopologyParts parts;
  parts.units = {{1, Activation::identity, Role::input}, {2, Activation::identity, Role::output}};
  parts.connections = {{1, 1}, {0, 1}};
  const Network adds(std::make_shared<const Topology>(parts), {0, 1, 1});
  Dataset data(1, 1);
  for (int i = 0; i < 2; ++i) data.add_sequence(std::vector<Case>{{{1}, {0}}, {{1}, {0}}});
  const auto errors = [&](Clearing clearing) {
    Network network = adds;
    std::vector<double> found;
    for (const OnlineEpoch& each :
         train_online(network, data,
                      {.cost = row(Cost::mean_absolute_error).value, .rate = 0, .epochs = 2, .clearing = clearing})
             .history)
      found.push_back(each.error);
    return found;
  };
  CHECK(errors(Clearing::never) == std::vector{(1 + 2 + 3 + 4) / 4.0, (5 + 6 + 7 + 8) / 4.0});
  CHECK(errors(Clearing::epochs) == std::vector{(1 + 2 + 3 + 4) / 4.0, (1 + 2 + 3 + 4) / 4.0});
  CHECK(errors(Clearing::sequences) == std::vector{(1 + 2 + 1 + 2) / 4.0, (1 + 2 + 1 + 2) / 4.0});

  // What is measured on the part kept apart is forgotten too, before the next epoch.
  OnlineLearner learner(adds);
  Random random(1);
  train_online(learner, data, {.rate = 0, .epochs = 1, .clearing = Clearing::epochs, .validation = 0.5}, random);
  CHECK(learner.activate({1})[0] == 1);
}

TEST_CASE("train online: after dropout hidden outputs are scaled by what was kept", "[train][online]") {
  Network network = architect::Perceptron({2, 5, 1}, {.seed = 1});
  train_online(network, xor_cases, {.epochs = 3, .dropout = 0.25});
  for (const Unit& unit : network.topology().units()) CHECK(unit.mask == (unit.role == Role::hidden ? 0.75 : 1));
  train_online(network, xor_cases, {.epochs = 3});
  CHECK_FALSE(network.topology().is_masked());
}

TEST_CASE("train online: is a function of its seed", "[train][online]") {
  const auto run = [](std::uint64_t seed) {
    Network network = architect::Perceptron({2, 4, 1});
    train_online(network, xor_cases, {.epochs = 20, .dropout = 0.3, .shuffle = true, .seed = seed});
    return network;
  };
  CHECK(run(1) == run(1));
  CHECK_FALSE(run(1) == run(2));
}

TEST_CASE("train online: a learner trained twice goes on where it was", "[train][online]") {
  const Dataset data = testing::random_dataset(2, architect::LSTM({1, 3, 1}), 1, 7);
  const OnlineTrainOptions options{.momentum = 0.3, .epochs = 3, .clearing = Clearing::never};
  OnlineLearner twice(architect::LSTM({1, 3, 1})), once(architect::LSTM({1, 3, 1}));
  Random random(0), other(0);
  train_online(twice, data, options, random);
  train_online(twice, data, options, random);
  OnlineTrainOptions longer = options;
  longer.epochs = 6;
  train_online(once, data, longer, other);
  CHECK(twice.parameters() == once.parameters());
}

TEST_CASE("train online: the callback sees every epoch and may stop", "[train][online]") {
  Network network = linear_unit();
  std::vector<std::size_t> seen;
  const OnlineResult result =
      train_online(network, Dataset{{{1}, {1}}}, {.epochs = 9, .on_epoch = [&](const OnlineEpoch& epoch) {
                                                    seen.push_back(epoch.epoch);
                                                    return epoch.epoch < 4;
                                                  }});
  CHECK(seen == std::vector<std::size_t>{1, 2, 3, 4});
  CHECK(result.stopped == StopReason::callback);
}

TEST_CASE("train online: when it diverges it stops with the last finite parameters", "[train][online]") {
  Network network = linear_unit();
  const Network born = network;
  const OnlineResult result = train_online(network, Dataset{{{100}, {1}}}, {.rate = 10, .epochs = 1000});
  CHECK(result.stopped == StopReason::not_finite);
  CHECK(result.history.size() < 1000);
  CHECK((std::isfinite(network.weight(0)) && std::isfinite(network.bias(1))));
  CHECK_FALSE(network == born);
}

TEST_CASE("train online: a cost that is not a number ends it, and what was learned stays", "[train][online]") {
  Network network = linear_unit();
  const auto cost = [calls = 0](auto, auto) mutable { return ++calls < 3 ? 1.0 : NAN; };
  const OnlineResult result = train_online(network, Dataset{{{1}, {1}}}, {.cost = cost, .epochs = 100});
  CHECK(result.stopped == StopReason::not_finite);
  CHECK(result.history.size() == 3);
  CHECK(std::isnan(result.error));
}

TEST_CASE("train online: wrong sizes and options are refused by name, and the network stays as it was",
          "[train][online]") {
  Network network = architect::Perceptron({2, 3, 1});
  const Network before = network;
  CHECK_THROWS_WITH(train_online(network, Dataset{{{1}, {1}}}, {.epochs = 1}),
                    Contains("1 input and 1 target") && Contains("2 inputs and 1 output"));
  CHECK_THROWS_WITH(train_online(network, Dataset(2, 1), {.epochs = 1}), Contains("no samples"));
  CHECK_THROWS_WITH(train_online(network, xor_cases), Contains("neither epochs nor target"));
  CHECK_THROWS_WITH(
      train_online(network, xor_cases,
                   {.cost = {}, .rate = -1, .momentum = 1, .batch = 0, .epochs = 0, .dropout = 1, .validation = 2}),
      Contains("cost") && Contains("rate is -1") && Contains("momentum is 1") && Contains("batch is 0") &&
          Contains("epochs is 0") && Contains("dropout is 1") && Contains("validation is 2"));
  CHECK_THROWS_WITH(train_online(network, xor_cases, {.epochs = 1, .validation = 0.2}), Contains("none to measure on"));
  OnlineLearner learner(network);
  CHECK_THROWS_WITH(test_online(learner, xor_cases, {}), "test_online: cost is empty, wanted a function");
  CHECK_THROWS_WITH(train_online(network, xor_cases, {.schedule = {.kind = Schedule::cosine}, .target = 0.1}),
                    Contains("cosine") && Contains("epochs is not given"));
  CHECK_THROWS_WITH(train_online(network, xor_cases, {.target = NAN}), Contains("target is nan"));
  CHECK(network == before);
}

}  // namespace plexus
