#include <catch2/catch.hpp>

#include <hwy/targets.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

#include <plexus/architect/models/lstm_network.hpp>
#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/random.hpp>
#include <plexus/train/gradient.hpp>
#include <plexus/train/single.hpp>

#include "support/finite_difference.hpp"
#include "support/instruction_sets.hpp"
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

// Layers of 1 to 9 units, each dense into the next, without blocks that say so. If it is mixed, some units have another
// activation, a mask, a self-connection, a connection from an earlier layer or from a later one, or a gate, and some
// connections are missing.
Network random_layers(std::uint64_t seed, bool mixed) {
  Random random(seed, 0, 0, 0x1A7E);
  TopologyParts parts;
  std::vector<std::uint32_t> first{0};  // unit of each layer, and of what comes after the last one
  const std::size_t layers = 2 + random.below(3);
  constexpr std::array activations{Activation::tanh, Activation::logistic, Activation::identity, Activation::softsign};
  for (std::size_t layer = 0; layer <= layers; ++layer) {
    const Role role = layer == 0 ? Role::input : layer == layers ? Role::output : Role::hidden;
    const Activation activation = role == Role::input ? Activation::identity : random.pick(activations);
    for (std::size_t left = 1 + random.below(9); left > 0; --left) {
      Unit unit{mix(seed, parts.units.size()), activation, role};
      if (mixed && role == Role::hidden && random.chance(0.05)) unit.mask = 0.5;
      if (mixed && role != Role::input && random.chance(0.05)) unit.activation = Activation::gaussian;
      parts.units.push_back(unit);
    }
    first.push_back(static_cast<std::uint32_t>(parts.units.size()));
  }
  const bool source_by_source = random.chance(0.5);
  for (std::size_t layer = 1; layer <= layers; ++layer) {
    const std::uint32_t sources = first[layer] - first[layer - 1], targets = first[layer + 1] - first[layer];
    for (std::uint32_t i = 0; i < sources * targets; ++i) {
      const std::uint32_t source = source_by_source ? i / targets : i % sources;
      const std::uint32_t target = source_by_source ? i % targets : i / sources;
      Connection each{first[layer - 1] + source, first[layer] + target};
      if (mixed && random.chance(0.02)) each.gater = static_cast<std::uint32_t>(random.below(parts.units.size()));
      if (!mixed || !random.chance(0.02)) parts.connections.push_back(each);
    }
    for (std::uint32_t unit = first[layer]; mixed && unit < first[layer + 1]; ++unit) {
      if (random.chance(0.05)) parts.connections.push_back({unit, unit});
      if (layer > 1 && random.chance(0.05))
        parts.connections.push_back({static_cast<std::uint32_t>(random.below(first[layer - 1])), unit});
      if (layer < layers && random.chance(0.05)) parts.connections.push_back({first[layer + 1], unit});
    }
  }
  auto topology = std::make_shared<const Topology>(std::move(parts));
  std::vector<double> parameters(topology->parameter_count());
  for (double& parameter : parameters) parameter = random.uniform(-0.7, 0.7);
  return {std::move(topology), std::move(parameters)};
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

TEST_CASE("gradients of single samples are the exact ones through layers of any size, in each instruction set",
          "[train][gradient][simd]") {
  for (const bool mixed : {false, true})
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
      const Network network = random_layers(seed, mixed);
      const Dataset data = testing::random_dataset(seed, network, 3, 5);
      const Learned wanted = learn<double>(network, data, Arithmetic::exact);
      for (const std::int64_t set : testing::instruction_sets()) {
        const testing::OnlyInstructionSet only(set);
        CAPTURE(seed, mixed, set);
        CHECK(difference(learn_singly<double>(network, data), wanted) < 1e-10);
        CHECK(difference(learn_singly<float>(network, data), wanted) < 1e-4);
      }
    }
}

TEST_CASE("gradients of single samples have the same bits in float with each instruction set that fuses multiply-add",
          "[train][gradient][simd]") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const Network network = random_layers(seed, seed % 2 == 0);
    const Dataset data = testing::random_dataset(seed, network, 3, 5);
    const Learned wanted = learn_singly<float>(network, data);
    for (const std::int64_t set : testing::instruction_sets()) {
      if ((set & (HWY_SSE4 | HWY_SCALAR | HWY_EMU128)) != 0) continue;
      const testing::OnlyInstructionSet only(set);
      CAPTURE(seed, set);
      CHECK(learn_singly<float>(network, data).gradient == wanted.gradient);
    }
  }
}

TEST_CASE("what learns single samples takes units and sources of dense layers four at a time", "[train]") {
  const auto in_fours = [](const std::vector<std::size_t>& sizes) {
    const Network network = architect::Perceptron(sizes);
    const SinglePlan plan(network.topology(), network.topology().program<float>()->plan());
    std::vector<std::uint32_t> order = plan.order;
    std::ranges::sort(order);
    for (std::uint32_t i = 0; i < order.size(); ++i) CHECK(order[i] == i);
    CHECK(order.size() == network.parameters().size());
    return plan.in_fours;
  };
  CHECK(in_fours({2, 3, 1}) == 0);
  CHECK(in_fours({2, 4, 1}) == 4 + 2 * 4 + 4);             // all but the bias of the output
  CHECK(in_fours({5, 9, 3}) == 8 + 5 * 8 + 4 + 3 * 8);     // units 1 to 8; then unit 9 and outputs, their sources
  CHECK(in_fours({1, 4, 8, 1}) == 4 + 4 + 8 + 4 * 8 + 8);  // all but the bias of the output
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
