#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/evolve/checkpoint.hpp>
#include <plexus/evolve/run.hpp>
#include <plexus/evolve/strategy/movable.hpp>
#include <plexus/network/network_check.hpp>

#include <evolve/small_population.hpp>

#include "evolve/strategy/strategies_on_weights.hpp"
#include "support/on_functions.hpp"

// What all strategies on the weights of one topology promise.

namespace plexus::evolve {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();
using Catch::Matchers::Contains;

// The start network with some parameters that may not be trained: every other one.
Network half_fixed() {
  const Network start = architect::Perceptron({3, 2, 1}, {.seed = 4});
  TopologyParts parts = start.topology().parts();
  for (std::size_t i = 3; i < parts.units.size(); i += 2) parts.units[i].trainable = false;
  for (std::size_t i = 0; i < parts.connections.size(); i += 2) parts.connections[i].trainable = false;
  return {std::make_shared<const Topology>(std::move(parts)), {start.parameters().begin(), start.parameters().end()}};
}

}  // namespace

TEST_CASE("strategies on weights give the same generations on 1, 2 and 3 threads", "[evolve][strategy]") {
  for (Options options : strategies_on_weights(9, 2)) {
    CAPTURE(name_of(options));
    Population one(network_at(5, 1), options);
    for (const std::size_t threads : {2U, 3U}) {
      options.threads = threads;
      Population more(network_at(5, 1), options);
      Population again = threads == 2 ? one : Population(network_at(5, 1), options);
      for (int i = 0; i < 60; ++i) {
        CHECK(std::ranges::equal(again.ask(), more.ask()));
        again.tell(score_by(rosenbrock, again));
        more.tell(score_by(rosenbrock, more));
      }
    }
  }
}

TEST_CASE("strategies on weights change no structure, and no parameter that may not be trained", "[evolve][strategy]") {
  const Network start = half_fixed();
  const Topology& topology = start.topology();
  for (const Options& options : strategies_on_weights(8, 5)) {
    CAPTURE(name_of(options));
    Population population(start, options);
    CHECK(Movable(start, options).count() < topology.parameter_count());
    bool moved = false;
    for (int generation = 0; generation < 20; ++generation) {
      for (const Network& network : population.ask()) {
        CHECK(network.shared_topology() == start.shared_topology());
        for (std::size_t i = 3; i < topology.unit_count(); ++i)
          if (!topology.units()[i].trainable) CHECK(network.bias(i) == start.bias(i));
        for (std::size_t i = 0; i < topology.connection_count(); ++i)
          if (!topology.connections()[i].trainable)
            CHECK(network.weight(i) == start.weight(i));
          else
            moved = moved || network.weight(i) != start.weight(i);
      }
      population.tell(score_all(population));
    }
    CHECK(moved);
  }
}

TEST_CASE("strategies on weights start from one network in which something may be trained", "[evolve][strategy]") {
  for (const Options& options : strategies_on_weights(8, 5)) {
    const std::vector<Network> two{network_at(3, 1), network_at(3, 2)};
    CHECK_THROWS_WITH(Population(two, options), Contains("got 2 start networks") && Contains(name_of(options)));
    TopologyParts parts = two[0].topology().parts();
    for (Unit& unit : parts.units) unit.trainable = false;
    for (Connection& connection : parts.connections) connection.trainable = false;
    const Network fixed(std::make_shared<const Topology>(std::move(parts)), {1, 1, 1});
    CHECK_THROWS_WITH(Population(fixed, options), Contains("no bias and no weight that may be trained"));
  }
}

TEST_CASE("whatever they are told, strategies on weights go on with sound networks", "[evolve][strategy]") {
  const std::vector<std::vector<double>> tellings{
      {nan}, {1}, {infinity, -infinity, nan, 0}, {1, 2, 3}, {-1e308, 1e308}, {1e160, 1, 2}, {-infinity}, {infinity}};
  auto all = strategies_on_weights(7, 6);
  for (const Ascent ascent : {Ascent::clip_up, Ascent::adam})
    for (const std::size_t population : {2U, 7U}) {
      all.push_back(minimising(Strategy::pgpe, population, 6));
      all.back().pgpe.ascent = ascent;
      all.back().pgpe.ranking = false;
      all.back().pgpe.sigma_rate = 100;
    }
  for (Options options : all)
    for (const Goal goal : {Goal::maximise, Goal::minimise})
      for (const auto& told : tellings) {
        CAPTURE(name_of(options), options.pgpe.ranking, options.population, told[0], told.size());
        options.goal = goal;
        options.cma_es.doublings = 2;
        Population population(network_at(3, 1), options);
        for (int generation = 0; generation < 150; ++generation) {
          std::vector<double> scores;
          for (std::size_t i = 0; i < population.ask().size(); ++i) scores.push_back(told[i % told.size()]);
          population.tell(scores);
        }
        for (const Network& network : population.ask()) CHECK(in_words(check(network)).empty());
        const auto loaded = population_from_bytes(to_bytes(population));
        CHECK(std::ranges::equal(loaded.ask(), population.ask()));
      }
}

TEST_CASE("equal scores make CMA-ES start again, and again", "[evolve][strategy]") {
  Population population(network_at(3, 1), minimising(Strategy::cma_es, 6, 6));
  for (int generation = 0; generation < 200; ++generation)
    population.tell(std::vector<double>(population.ask().size(), 5.0));
  CHECK(remembered(population.state(), "cma_es")[2] >= 5);  // restarts
  CHECK(population.champion().score == 5);
}

TEST_CASE("NaN is the worst score for strategies on weights", "[evolve][strategy]") {
  for (Options options : strategies_on_weights(20, 7)) {
    CAPTURE(name_of(options));
    options.cosyne.range = 2;
    Population population(network_at(4, 3), options);
    const auto half_nan = [](std::span<const double> x) { return x[0] > 3 ? nan : std::abs(x[0]); };
    for (int generation = 0; generation < 100; ++generation) population.tell(score_by(half_nan, population));
    CHECK(population.champion().score < 0.5);
  }
}

TEST_CASE("weights stay within their limit, and the best at the limit is found", "[evolve][strategy]") {
  for (Options options : strategies_on_weights(12, 8)) {
    CAPTURE(name_of(options));
    options.mutation.weights.limit = 2;
    options.mutation.biases.limit = 1;
    Population population(network_at(5, 0), options);
    double best = infinity;
    for (int generation = 0; generation < 150; ++generation) {
      for (const Network& network : population.ask()) {
        CHECK(std::abs(network.parameters()[0]) <= 1);
        for (const double weight : network.parameters().subspan(1)) CHECK(std::abs(weight) <= 2);
      }
      const auto slope = [](std::span<const double> x) { return -x[0] - x[1] + x[2] - x[3] - x[4]; };
      population.tell(score_by(slope, population));
      best = std::min(best, population.champion().score);
    }
    CHECK(best == Approx(-9).margin(0.02));
  }
}

TEST_CASE("maximising a function is minimising its negative, bit for bit", "[evolve][strategy]") {
  for (Options options : strategies_on_weights(10, 9)) {
    CAPTURE(name_of(options));
    Population low(network_at(4, 1), options);
    options.goal = Goal::maximise;
    Population high(network_at(4, 1), options);
    for (int generation = 0; generation < 50; ++generation) {
      REQUIRE(std::ranges::equal(low.ask(), high.ask()));
      low.tell(score_by(rosenbrock, low));
      high.tell(score_by([](std::span<const double> x) { return -rosenbrock(x); }, high));
    }
  }
}

TEST_CASE("a run by a strategy on weights counts what it scored and ends at its target", "[evolve][strategy][run]") {
  for (Options options : strategies_on_weights(10, 10)) {
    CAPTURE(name_of(options));
    options.target = 0.05;
    options.generations = 5000;
    options.cosyne.range = 2;
    options.pgpe.rate = 0.03;
    std::size_t scored = 0;
    const Fitness fitness(Goal::minimise, [&](const Network& network, const Trial&) {
      ++scored;
      return sphere(network.parameters());
    });
    const Result result = run(network_at(4, 1), fitness, options);
    CHECK(result.stopped == Stopped::target);
    CHECK(result.score <= 0.05);
    CHECK(result.history.back().evaluations == scored);
  }
}

}  // namespace plexus::evolve
