#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

#include <evolve/small_population.hpp>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/evolve/checkpoint.hpp>
#include <plexus/evolve/learning.hpp>
#include <plexus/evolve/run.hpp>
#include <plexus/evolve/strategy/strategy.hpp>

namespace plexus::evolve {
namespace {

const Dataset xor_cases{{{0, 0}, {0}}, {{0, 1}, {1}}, {{1, 0}, {1}}, {{1, 1}, {0}}};

TrainOptions some_steps(std::size_t updates) {
  TrainOptions options;
  options.rate = 0.05;
  options.batch = 4;
  options.updates = updates;
  return options;
}

// Options under which all networks live on.
Options lasting(bool inherit_learned) {
  Options options = small(6);
  options.inherit_learned = inherit_learned;
  options.elitism = 6;
  return options;
}

}  // namespace

TEST_CASE("what is scored is what a network has learned in its budget of updates", "[evolve][learning]") {
  const Network network = architect::Perceptron({2, 3, 1});
  Network trained = network;
  TrainOptions once = some_steps(0);
  once.epochs = 7;
  once.shuffle = false;
  train(trained, xor_cases, once);
  TrainOptions budget = some_steps(7);
  budget.shuffle = false;
  const Fitness fitness = after_training(xor_cases, budget, error_on(xor_cases));
  const Evaluation evaluation = fitness.evaluate(network, {1, 2, 3});
  CHECK(std::ranges::equal(evaluation.learned, trained.parameters()));
  CHECK(evaluation.score == error_on(xor_cases).score(trained, {1, 2, 3}));
  CHECK(evaluation.score < error_on(xor_cases).score(network, {1, 2, 3}));
}

TEST_CASE("Lamarck's children start from what their parents learned, Baldwin's from what they were born with",
          "[evolve][learning]") {
  for (const bool inherit : {true, false}) {
    Population population(architect::Perceptron({2, 3, 1}), lasting(inherit));
    const std::vector<Network> born(population.ask().begin(), population.ask().end());
    std::vector<Evaluation> evaluations;
    for (std::size_t i = 0; i < born.size(); ++i) {
      evaluations.push_back({static_cast<double>(i)});
      evaluations.back().learned.assign(born[i].parameters().size(), static_cast<double>(i));
    }
    population.tell(evaluations);
    CHECK(population.champion().network == as_scored(born.back(), evaluations.back()));
    for (const Network& child : population.ask()) {
      const auto is_first = [&](double x) { return x == child.parameters()[0]; };
      CHECK(std::ranges::all_of(child.parameters(), is_first) == inherit);
      CHECK((std::ranges::find(born, child) != born.end()) == !inherit);
    }
  }
}

TEST_CASE("a champion that learned answers as it was scored", "[evolve][learning]") {
  for (const bool inherit : {true, false}) {
    Options options{.population = 20, .generations = 10, .target = 0.02, .seed = 5};
    options.inherit_learned = inherit;
    const Result result =
        run(architect::Perceptron({2, 4, 1}), after_training(xor_cases, some_steps(50), error_on(xor_cases)), options);
    CHECK(result.stopped == Stopped::target);
    CHECK(error_on(xor_cases).score(result.best, {}) == result.score);
  }
}

TEST_CASE("a run that learns is the same on any number of threads", "[evolve][learning]") {
  const auto on = [](std::size_t threads) {
    return run(architect::Perceptron({2, 3, 1}), after_training(xor_cases, some_steps(9), error_on(xor_cases)),
               {.population = 15, .generations = 4, .seed = 2, .threads = threads});
  };
  CHECK(on(1).best == on(3).best);
}

TEST_CASE("what was learned is inherited by the strategies whose row says so", "[evolve][learning][strategy]") {
  for (const StrategyRow& row : strategy_rows())
    for (const bool inherit : {true, false}) {
      CAPTURE(row.name, inherit);
      Options options = small(8);
      options.strategy = row.strategy;
      options.inherit_learned = inherit;
      options.steady_state.window = 8;
      Population population(architect::Perceptron({2, 3, 1}), options), unlearned = population;
      for (int generation = 0; generation < 3; ++generation) {
        std::vector<Evaluation> evaluations;
        for (const Network& each : population.ask()) {
          evaluations.push_back({.score = some_score(each), .behaviour = {some_score(each)}});
        }
        unlearned.tell(evaluations);
        for (std::size_t i = 0; i < evaluations.size(); ++i) {
          const auto born = population.ask()[i].parameters();
          for (const double each : born) evaluations[i].learned.push_back(each + 0.25);
        }
        population.tell(evaluations);
        if (generation == 0) CHECK(std::ranges::equal(population.ask(), unlearned.ask()) == !(inherit && row.inherits));
        unlearned = population;
      }
    }
  CHECK_FALSE(row(Strategy::pgpe).inherits);
}

TEST_CASE("CMA-ES follows what the best networks learned, and else would follow what was drawn",
          "[evolve][learning][strategy]") {
  Options options = small(8);
  options.strategy = Strategy::cma_es;
  options.mutation.weights.limit = options.mutation.biases.limit = 2;
  Population population(architect::Perceptron({2, 1}), options);
  std::vector<Evaluation> evaluations(8, {.score = 1, .learned = {2, 2, 2}});  // at the limit
  population.tell(evaluations);
  for (const double each : remembered(population.state(), "mean")) CHECK(each == Approx(2));
}

TEST_CASE("what is inherited is within the limits of weights, and a champion is as it was scored",
          "[evolve][learning]") {
  for (const StrategyRow& row : strategy_rows()) {
    CAPTURE(row.name);
    Options options = small(6);
    options.strategy = row.strategy;
    options.steady_state.window = 6;
    options.mutation.weights.limit = 3;
    options.mutation.biases.limit = 2;
    Population population(architect::Perceptron({2, 3, 1}), options);
    for (int generation = 0; generation < 5; ++generation) {
      std::vector<Evaluation> evaluations;
      for (const Network& each : population.ask())
        evaluations.push_back({.score = static_cast<double>(generation),
                               .behaviour = {1},
                               .learned = std::vector<double>(each.parameters().size(), -10)});
      population.tell(evaluations);
      CHECK(std::ranges::count(population.champion().network.parameters(), -10) ==
            std::ssize(population.champion().network.parameters()));
      for (const Network& each : population.ask()) {
        for (std::size_t i = 2; i < each.topology().unit_count(); ++i) CHECK(std::abs(each.bias(i)) <= 2);
        for (std::size_t i = 0; i < each.topology().connection_count(); ++i) CHECK(std::abs(each.weight(i)) <= 3);
      }
    }
  }
}

TEST_CASE("a network that is told to have learned no numbers has the score NaN, and did not learn",
          "[evolve][learning][strategy]") {
  for (const StrategyRow& row : strategy_rows()) {
    CAPTURE(row.name);
    Options options = small(6);
    options.strategy = row.strategy;
    options.steady_state.window = 6;
    Population population(architect::Perceptron({2, 1}), options);
    std::vector<Evaluation> evaluations(6, {.score = 1, .behaviour = {1}, .learned = {1, 2, 3}});
    evaluations[4] = {.score = 9, .solved = true, .behaviour = {1}, .learned = {1, std::nan(""), 3}};
    population.tell(evaluations);
    CHECK(population.champion().score == 1);
    CHECK_FALSE(population.champion().solved);
    CHECK(std::isnan(population.history()[0].worst));
    CHECK_NOTHROW(population_from_bytes(to_bytes(population)));
  }
}

TEST_CASE("learned parameters of another number are refused, and nothing changes", "[evolve][learning]") {
  Population population(architect::Perceptron({2, 1}), small(3));
  const std::vector<Network> before(population.ask().begin(), population.ask().end());
  std::vector<Evaluation> evaluations(3);
  evaluations[1].learned = {1, 2};
  CHECK_THROWS_WITH(population.tell(evaluations),
                    Catch::Matchers::Contains("individual 1 in generation 0 tells 2 learned parameters") &&
                        Catch::Matchers::Contains("has 3"));
  CHECK(std::ranges::equal(population.ask(), before));
  CHECK(population.generation() == 0);
  CHECK_THROWS_AS(after_training(Dataset{}, {}, error_on(xor_cases)), Error);
}

}  // namespace plexus::evolve
