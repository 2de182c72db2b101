#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

#include <plexus/architect/models/liquid.hpp>
#include <plexus/core/error.hpp>
#include <plexus/core/random.hpp>
#include <plexus/network/network_check.hpp>
#include <plexus/train/train.hpp>

#include "support/step_by_unit.hpp"

using Catch::Contains;

namespace plexus {
namespace {

using Matrix = std::vector<std::vector<double>>;

Matrix square(std::size_t rows, std::size_t columns) { return Matrix(rows, std::vector<double>(columns)); }

// The matrices of the equation in liquid.hpp, read off the network.
struct Matrices {
  Matrix w, v, r, q;
  std::vector<double> b, c;
  double keep = 0;

  Matrices(const Network& network, std::size_t inputs, std::size_t n, std::size_t outputs)
      : w(square(n, n)), v(square(n, inputs)), r(square(outputs, n)), q(square(outputs, inputs)) {
    for (std::size_t i = 0; i < network.topology().connection_count(); ++i) {
      const auto [from, to, gater, trainable] = network.topology().connections()[i];
      const double weight = network.weight(i);
      const std::size_t before = inputs + n, output = inputs + 2 * n;
      if (to >= output)
        (from < inputs ? q[to - output][from] : r[to - output][from - inputs]) = weight;
      else if (to < before && from >= before)
        w[to - inputs][from - before] = weight;
      else if (to < before && from < inputs)
        v[to - inputs][from] = weight;
      else if (from == to)
        keep = weight;
      else
        CHECK((to == from + n && weight == 1));
    }
    for (std::size_t i = 0; i < n; ++i) b.push_back(network.bias(inputs + i));
    for (std::size_t i = 0; i < outputs; ++i) c.push_back(network.bias(inputs + 2 * n + i));
  }
};

// By squaring: the norm of the matrix to the power 2^20, to the power 2^-20 (Gelfand's formula).
double spectral_radius(Matrix matrix) {
  const std::size_t n = matrix.size();
  double log_radius = 0, share = 1;
  for (int i = 0; i < 20; ++i, share /= 2) {
    double sum = 0;
    for (const auto& row : matrix)
      for (const double each : row) sum += each * each;
    for (auto& row : matrix)
      for (double& each : row) each /= std::sqrt(sum);
    log_radius += share * std::log(std::sqrt(sum));
    Matrix squared = square(n, n);
    for (std::size_t row = 0; row < n; ++row)
      for (std::size_t k = 0; k < n; ++k)
        for (std::size_t column = 0; column < n; ++column) squared[row][column] += matrix[row][k] * matrix[k][column];
    matrix = squared;
  }
  return std::exp(log_radius);
}

std::vector<double> random_input(Random& random) { return {random.uniform(-1, 1), random.uniform(-1, 1)}; }

}  // namespace

TEST_CASE("Liquid: the recurrent weights have the spectral radius and the signs that were asked for", "[architect]") {
  for (std::uint64_t seed = 0; seed < 6; ++seed) {
    CAPTURE(seed);
    const double radius = 0.3 + 0.2 * static_cast<double>(seed), inhibitory = seed % 2 == 0 ? 0.5 : 0.2;
    const Network network = architect::Liquid(
        2, 40, 1, {.connectivity = 0.2, .spectral_radius = radius, .inhibitory = inhibitory, .seed = seed});
    CHECK(check(network).empty());
    const Matrices matrices(network, 2, 40, 1);
    CHECK(spectral_radius(matrices.w) == Approx(radius).epsilon(1e-4));
    std::size_t negative = 0, joined = 0;
    for (std::size_t from = 0; from < 40; ++from) {
      std::size_t above = 0, below = 0;
      for (const auto& row : matrices.w) (row[from] > 0 ? above : below) += row[from] != 0;
      CHECK((above == 0 || below == 0));
      negative += below > 0;
      joined += above + below;
    }
    CHECK(negative == static_cast<std::size_t>(std::lround(40 * inhibitory)));
    CHECK(std::abs(static_cast<double>(joined) - 320) < 80);  // 5 standard deviations
  }
}

TEST_CASE("Liquid: steps as its equations say, with a leak or without one", "[architect]") {
  for (const double leak : {1.0, 0.3}) {
    CAPTURE(leak);
    const architect::LiquidOptions options{.connectivity = 0.3, .leak = leak, .output = Activation::tanh, .seed = 3};
    Network network = architect::Liquid(2, 15, 2, options);
    const Matrices m(network, 2, 15, 2);
    CHECK(m.keep == (leak == 1 ? 0 : 1 - leak));
    CHECK(spectral_radius(m.w) == Approx(leak * options.spectral_radius).epsilon(1e-4));
    testing::StepByUnit slow(network);
    std::vector<double> state(15), output(15);
    Random random(4);
    for (int step = 0; step < 10; ++step) {
      const auto u = random_input(random);
      std::vector<double> next(15);
      for (std::size_t i = 0; i < 15; ++i) {
        next[i] = m.keep * state[i] + m.b[i];
        for (std::size_t j = 0; j < 15; ++j) next[i] += m.w[i][j] * output[j];
        for (std::size_t j = 0; j < 2; ++j) next[i] += m.v[i][j] * u[j];
      }
      state = next;
      for (std::size_t i = 0; i < 15; ++i) output[i] = std::tanh(state[i]);
      const auto got = network.activate(u);
      CHECK(std::ranges::equal(got, slow.activate(u)));
      for (std::size_t k = 0; k < 2; ++k) {
        double sum = m.c[k];
        for (std::size_t i = 0; i < 15; ++i) sum += m.r[k][i] * output[i];
        for (std::size_t j = 0; j < 2; ++j) sum += m.q[k][j] * u[j];
        CHECK(got[k] == Approx(std::tanh(sum)).epsilon(1e-12));
      }
    }
  }
}

TEST_CASE("Liquid: training changes the readout, and nothing else", "[architect]") {
  Network network = architect::Liquid(1, 20, 1, {.connectivity = 0.2, .seed = 1});
  const Network before = network;
  Dataset data(1, 1);
  for (int i = 0; i < 10; ++i) data.add({0.1 * i}, {1 - 0.1 * i});
  train(network, data, {.epochs = 3});
  const std::size_t first_output = network.topology().unit_count() - 1;
  for (std::size_t i = 0; i < network.topology().connection_count(); ++i) {
    const bool readout = network.topology().connections()[i].to == first_output;
    CHECK((network.weight(i) != before.weight(i)) == readout);
  }
  for (std::size_t i = 1; i < first_output; ++i) CHECK(network.bias(i) == before.bias(i));
  CHECK(network.bias(first_output) != before.bias(first_output));
}

TEST_CASE("Liquid: the past fades away", "[architect]") {
  for (const double leak : {1.0, 0.5}) {
    CAPTURE(leak);
    Network first = architect::Liquid(2, 50, 1, {.spectral_radius = 0.8, .leak = leak, .seed = 2}), second = first;
    Random one(1), other(2), both(3);
    for (int step = 0; step < 20; ++step) {
      first.activate(random_input(one));
      second.activate(random_input(other));
    }
    const auto difference = [&] {
      double most = 0;
      for (std::size_t i = 0; i < first.topology().unit_count(); ++i)
        most = std::max(most, std::abs(first.outputs_of_units()[i] - second.outputs_of_units()[i]));
      return most;
    };
    CHECK(difference() > 0.1);
    for (int step = 0; step < 200; ++step) {
      const auto input = random_input(both);
      first.activate(input);
      second.activate(input);
    }
    CHECK(difference() < 1e-6);
  }
}

TEST_CASE("Liquid: its readout learns to say what came in three steps ago", "[architect]") {
  Random random(5);
  Dataset data(1, 1);
  for (int sequence = 0; sequence < 12; ++sequence) {
    std::vector<Case> steps;
    for (std::size_t i = 0; i < 60; ++i)
      steps.push_back({{random.uniform(-0.5, 0.5)}, {i < 3 ? 0.0 : steps[i - 3].input[0]}});
    data.add_sequence(steps);
  }
  const auto [training, testing] = data.split(0.25, 1);
  Network network = architect::Liquid(1, 60, 1, {.input_scale = 0.5, .seed = 1});
  const double before = test(network, testing, Loss::mean_squared_error).loss;
  train(network, training, {.rate = 0.01, .epochs = 400, .batch = 9});
  const double variance = 1.0 / 12;  // of the target: who does not remember does no better
  CAPTURE(before);
  CHECK(test(network, testing, Loss::mean_squared_error).loss < 0.1 * variance);
}

TEST_CASE("Liquid: is a function of its seed, and refuses what cannot be, with the values", "[architect]") {
  CHECK(architect::Liquid(2, 30, 1, {.seed = 4}) == architect::Liquid(2, 30, 1, {.seed = 4}));
  CHECK_FALSE(architect::Liquid(2, 30, 1, {.seed = 4}) == architect::Liquid(2, 30, 1, {.seed = 5}));
  CHECK_THROWS_WITH(architect::Liquid(2, 0, 1), Contains("2, 0 and 1"));
  CHECK_THROWS_WITH(architect::Liquid(1, 9, 1, {.connectivity = 0, .spectral_radius = -1}),
                    Contains("connectivity is 0") && Contains("spectral_radius is -1"));
  CHECK_THROWS_WITH(architect::Liquid(1, 9, 1, {.inhibitory = 1.5, .leak = 0}),
                    Contains("1.5") && Contains("leak is 0"));
  CHECK_THROWS_WITH(architect::Liquid(1, 2, 1, {.connectivity = 1e-9}), Contains("no loop"));
}

}  // namespace plexus
