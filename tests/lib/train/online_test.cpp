#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

#include <plexus/architect/models/lstm_network.hpp>
#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/train/gradient.hpp>
#include <plexus/train/online/online_learner.hpp>

#include "support/count_allocations.hpp"
#include "support/finite_difference.hpp"
#include "support/random_network.hpp"
#include "support/step_by_unit.hpp"

using Catch::Contains;

namespace plexus {
namespace {

// Parts with one input, hidden units and one output, all identities, and these connections.
TopologyParts chain_parts(std::size_t hidden, std::vector<Connection> connections) {
  TopologyParts parts;
  parts.units.push_back({input_id(0), Activation::identity, Role::input});
  for (std::size_t i = 0; i < hidden; ++i) parts.units.push_back({hidden_id(i), Activation::identity, Role::hidden});
  parts.units.push_back({output_id(0), Activation::identity, Role::output});
  parts.connections = std::move(connections);
  return parts;
}

Network network_of(TopologyParts parts, std::vector<double> parameters) {
  return {std::make_shared<const Topology>(std::move(parts)), std::move(parameters)};
}

// One unit, y = w x + b.
Network one_unit(double b, double w) { return network_of(chain_parts(0, {{0, 1}}), {b, w}); }

// The same units, for which the rule is exact: outputs are identities from which nothing goes on, and no gate comes
// before what it gates.
Network without_shortcuts(const Network& network) {
  TopologyParts parts = network.topology().parts();
  const auto is_output = [&](std::uint32_t unit) { return parts.units[unit].role == Role::output; };
  for (Unit& unit : parts.units)
    if (unit.role == Role::output) unit.activation = Activation::identity;
  std::erase_if(parts.connections, [&](const Connection& each) { return is_output(each.from); });
  for (Connection& each : parts.connections)
    if (each.is_gated() && (each.from > each.gater || is_output(each.gater))) each.gater = no_unit;
  const auto topology = std::make_shared<const Topology>(std::move(parts));
  const auto kept = network.parameters().first(topology->parameter_count());
  return {topology, {kept.begin(), kept.end()}};
}

// The changes that the learner has not made yet, by parameter.
std::vector<double> changes_of(const OnlineLearner& learner) {
  const Topology& topology = learner.topology();
  std::vector<double> changes(topology.parameter_count());
  for (std::size_t i = topology.input_count(); i < topology.unit_count(); ++i)
    changes[topology.bias_index(i)] = learner.unit(i).total_delta;
  for (std::size_t i = 0; i < topology.connection_count(); ++i)
    changes[topology.weight_index(i)] = learner.connection(i).total_delta;
  return changes;
}

// The gradient of half the summed squared error of one sample, by backpropagation.
std::vector<double> gradient_of(const Network& network, const Dataset& data) {
  const std::vector<std::size_t> only{0};
  std::vector<double> gradient(network.parameters().size());
  const Samples<double> samples(data);
  Backpropagation<double> passes(network.topology());
  Metric ignored;
  passes.start(samples, only);
  passes.forward(network.parameters(), 1, Loss::mean_squared_error, ignored);
  passes.backward(network.parameters(), Loss::mean_squared_error, gradient);
  for (double& each : gradient) each *= static_cast<double>(network.output_count()) / 2;  // of the mean of squares
  return gradient;
}

}  // namespace

TEST_CASE("online: one unit follows the delta rule", "[train][online]") {
  OnlineLearner learner(one_unit(0.25, 0.5));
  double b = 0.25, w = 0.5;
  for (int i = 0; i < 4; ++i) {
    CHECK(learner.activate({2})[0] == Approx(2 * w + b).epsilon(1e-14));
    learner.propagate({1}, {.rate = 0.1});
    const double error = 1 - (2 * w + b);
    w += 0.1 * error * 2;
    b += 0.1 * error;
  }
  CHECK(learner.connection(0).weight == Approx(w).epsilon(1e-14));
  CHECK(learner.unit(1).bias == Approx(b).epsilon(1e-14));
  CHECK(learner.network().weight(0) == learner.connection(0).weight);
  CHECK(learner.parameters() == std::vector<double>{learner.unit(1).bias, learner.connection(0).weight});
}

TEST_CASE("online: a batch is the sum of its changes, and momentum makes a share of the last change again",
          "[train][online]") {
  OnlineLearner learner(one_unit(0, 0));
  const auto learn = [&](double x, double t, bool update) {
    learner.activate({x});
    learner.propagate({t}, {.rate = 0.5, .momentum = 0.5, .update = update});
  };
  learn(1, 1, false);  // error 1: not made yet
  CHECK(learner.connection(0).weight == 0);
  CHECK(learner.connection(0).total_delta == 0.5);
  learn(2, 1, true);  // error 1: 0.5 + 0.5 * 2
  CHECK(learner.connection(0).weight == 1.5);
  CHECK(learner.unit(1).bias == 1);
  learn(0, 1, true);  // error 0: half the change before, which held no momentum
  CHECK(learner.connection(0).weight == 2.25);
  CHECK(learner.unit(1).bias == 1.5);
  learn(0, 1.5, true);  // error 0: half the change before, momentum and all
  CHECK(learner.connection(0).weight == 2.625);
}

TEST_CASE("online: without loops the changes are rate times the gradient that backpropagation finds",
          "[train][online]") {
  for (const bool gated : {false, true})
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
      CAPTURE(seed, gated);
      const Network network = without_shortcuts(
          testing::random_network(seed, {.inputs = 3, .hidden = 6, .connections = 40, .gated = gated}));
      const Dataset data = testing::random_dataset(seed, network, 1, 1);
      OnlineLearner learner(network);
      learner.activate(data[0].input);
      learner.propagate(data[0].target, {.rate = 0.3, .update = false});
      const auto changes = changes_of(learner), gradient = gradient_of(network, data);
      double worst = 0;
      for (std::size_t i = 0; i < changes.size(); ++i)
        worst = std::max(worst, std::abs(changes[i] + 0.3 * gradient[i]) / std::max(1.0, std::abs(changes[i])));
      CHECK(worst < 1e-12);
      CHECK(learner.network() == network);  // nothing is changed yet
    }
}

TEST_CASE("online: an error reaches the past along self-connections", "[train][online]") {
  // s' = 0.5 s + w x, y = s: after the inputs 1, 0, 3 the derivative of y by w is 0.25 * 1 + 0.5 * 0 + 3.
  OnlineLearner learner(network_of(chain_parts(1, {{1, 1}, {0, 1}, {1, 2}}), {0, 0, 0.5, 0.7, 1}));
  for (const double x : {1.0, 0.0, 3.0}) learner.activate({x});
  CHECK(learner.connection(1).eligibility == 3.25);
  const double y = 0.7 * 3.25;
  learner.propagate({y + 2}, {.rate = 0.1, .update = false});
  CHECK(learner.connection(1).total_delta == Approx(0.1 * 2 * 3.25));
  learner.propagate({y + 2}, {.rate = 0.1});
  CHECK(learner.connection(0).weight == 0.5);  // self-connections are not trained
}

TEST_CASE("online: it computes what networks compute", "[train][online]") {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    CAPTURE(seed);
    const Network network =
        testing::random_network(seed, {.connections = 30, .recurrent = true, .gated = true, .smooth = false});
    OnlineLearner traced(network), untraced(network);
    testing::StepByUnit slow(network);
    const Dataset data = testing::random_dataset(seed, network, 3, 6);
    for (std::size_t sequence = 0; sequence < 3; ++sequence) {
      for (std::size_t i = 0; i < 6; ++i) {
        const auto want = slow.activate(data[sequence * 6 + i].input);
        const auto got = traced.activate(data[sequence * 6 + i].input);
        CHECK(std::vector<double>(got.begin(), got.end()) == want);
        const auto without = untraced.activate_without_traces(data[sequence * 6 + i].input);
        CHECK(std::vector<double>(without.begin(), without.end()) == want);
      }
      slow.clear(), traced.clear(), untraced.clear();
    }
  }
}

TEST_CASE("online: what is not trainable stays, and errors pass through it", "[train][online]") {
  TopologyParts parts = chain_parts(2, {{0, 1}, {1, 2}, {2, 3}});
  parts.units[2].trainable = parts.connections[1].trainable = false;
  OnlineLearner learner(network_of(parts, {0, 0, 0, 1, 2, 3}));
  learner.activate({1});
  learner.propagate({7}, {.rate = 0.1});
  CHECK(learner.unit(2).bias == 0);
  CHECK(learner.connection(1).weight == 2);
  // The error is 1, and the last weight was changed first: by 0.1 * 1 * 2.
  CHECK(learner.connection(2).weight == Approx(3.2));
  CHECK(learner.connection(0).weight == Approx(1 + 0.1 * 1 * 3.2 * 2));
}

TEST_CASE("online: inputs gate unless the topology says that they do not", "[train][online]") {
  TopologyParts parts = chain_parts(0, {{0, 1, 0}});
  OnlineLearner gates(network_of(parts, {0, 1}));
  CHECK(gates.activate({3})[0] == 9);
  parts.inputs_gate = false;
  OnlineLearner inert(network_of(parts, {0, 1}));
  CHECK(inert.activate({3})[0] == 3);
  inert.clear();
  CHECK(inert.activate({3})[0] == 0);
}

TEST_CASE("online: nothing allocates from the first step on", "[train][online]") {
  OnlineLearner learner(architect::LSTM({2, 5, 4, 1}, {.output_to_gates = true}));
  Random random(1);
  const std::vector<double> input{0.5, -0.5}, target{1};
  const auto allocations = testing::count_allocations([&] {
    for (int i = 0; i < 20; ++i) {
      learner.draw_masks(0.2, random);
      learner.activate(input);
      learner.propagate(target, {.rate = 0.1, .momentum = 0.5, .update = i % 2 == 0});
      learner.activate_without_traces(input);
      if (i % 7 == 0) learner.clear();
    }
  });
  CHECK(allocations == 0);
}

TEST_CASE("online: an agent whose world turns round half-way through its life learns to live in it",
          "[train][online]") {
  // It senses where something is, and should go towards it; then, suddenly, away from it.
  const Network born = architect::Perceptron({1, 4, 1}, {.output = Activation::tanh, .seed = 2});
  OnlineLearner agent(born);
  Network unlearned = born;
  Random world(11);
  double before = 0, after = 0, stuck = 0;  // squared errors of the last 100 steps of each half
  for (int step = 0; step < 2000; ++step) {
    const double sense = world.uniform(-1, 1), wanted = step < 1000 ? sense : -sense;
    const double error = wanted - agent.activate({sense})[0];
    agent.propagate({wanted}, {.rate = 0.1});
    if (step >= 900 && step < 1000) before += error * error / 100;
    if (step >= 1900) after += error * error / 100;
    if (step >= 1900) stuck += std::pow(wanted - unlearned.activate({sense})[0], 2) / 100;
  }
  CHECK(before < 0.01);
  CHECK(after < 0.01);
  CHECK(stuck > 0.05);
}

TEST_CASE("online: a cleared learner learns as a new one does that was cleared", "[train][online]") {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    CAPTURE(seed);
    const Network network =
        testing::random_network(seed, {.hidden = 6, .connections = 40, .recurrent = true, .gated = true});
    OnlineLearner used(network), fresh(network);
    for (int step = 0; step < 3; ++step) used.activate({0.5, -1});
    used.clear();
    fresh.clear();
    for (int step = 0; step < 3; ++step)
      for (OnlineLearner* each : {&used, &fresh}) {
        each->activate({-0.25, 0.75});
        each->propagate({0.5, 0.5}, {.rate = 0.1});
      }
    CHECK(used.parameters() == fresh.parameters());
  }
}

TEST_CASE("online: before the first step there is nothing to learn from but the biases of outputs", "[train][online]") {
  const Network network = testing::random_network(3);
  OnlineLearner learner(network);
  learner.propagate({1, 1}, {.rate = 0.5});
  std::vector<double> wanted(network.parameters().begin(), network.parameters().end());
  for (std::size_t i = network.topology().unit_count() - 2; i < network.topology().unit_count(); ++i)
    wanted[network.topology().bias_index(i)] += 0.5;  // the error is 1, for no output was computed
  CHECK(learner.parameters() == wanted);
}

TEST_CASE("online: wrong sizes and numbers are refused, and nothing has changed", "[train][online]") {
  const Network network = architect::Perceptron({2, 3, 1});
  OnlineLearner learner(network);
  CHECK_THROWS_WITH(learner.activate({1}), Contains("has 2 inputs, got 1"));
  CHECK_THROWS_WITH(learner.activate_without_traces({1, 2, 3}), Contains("has 2 inputs, got 3"));
  learner.activate({1, 2});
  CHECK_THROWS_WITH(learner.propagate({1, 2}), Contains("has 1 output, got 2 targets"));
  CHECK_THROWS_WITH(learner.propagate({1}, {.rate = INFINITY}), Contains("rate is inf"));
  CHECK_THROWS_WITH(learner.propagate({1}, {.momentum = NAN}), Contains("momentum nan"));
  learner.propagate({1}, {.rate = 0});  // learns nothing
  CHECK(learner.network() == network);
}

}  // namespace plexus
