#include <catch2/catch.hpp>

#include <evolve/small_population.hpp>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/evolve/checkpoint.hpp>
#include <plexus/evolve/run.hpp>
#include <plexus/evolve/strategy/strategy.hpp>

namespace plexus::evolve {

TEST_CASE("each strategy is found by its name", "[evolve][strategy]") {
  for (const StrategyRow& each : strategy_rows()) CHECK(strategy_named(each.name) == each.strategy);
  CHECK_THROWS_WITH(strategy_named("hope"), Catch::Matchers::Contains("'hope'") && Catch::Matchers::Contains("neat"));
}

TEST_CASE("what a strategy remembers is saved with the population", "[evolve][strategy][checkpoint]") {
  State state = Population(architect::Perceptron({2, 1}), small(5)).state();
  remembered(state, "mean") = {1, -0.5, 1e300};
  remembered(state, "path");
  state.kept = {architect::Perceptron({2, 3, 1})};
  for (const Format format : {Format::binary, Format::json, Format::xml}) {
    const Population loaded = population_from_bytes(to_bytes(Population(state), format));
    CHECK(remembered(loaded.state(), "mean") == std::vector<double>{1, -0.5, 1e300});
    CHECK(remembered(loaded.state(), "path").empty());
    CHECK(loaded.state().kept == state.kept);
    CHECK_THROWS_WITH(remembered(loaded.state(), "archive"), Catch::Matchers::Contains("'archive'"));
  }
}

TEST_CASE("a network that solves the problem is the champion, whatever its score", "[evolve][population]") {
  Population population(architect::Perceptron({2, 1}), small(4));
  const std::vector<Network> networks(population.ask().begin(), population.ask().end());
  population.tell(std::vector<Evaluation>{{5}, {1, true}, {3, true}, {4}});
  CHECK(population.champion().network == networks[2]);
  CHECK(population.champion().solved);
  CHECK(population.reached_target());
  population.tell(std::vector<double>{9, 9, 9, 9});
  CHECK(population.champion().score == 3);
  CHECK(population_from_bytes(to_bytes(population)).champion().solved);
}

TEST_CASE("the criterion is put to the best network of each generation, and ends the run", "[evolve][run]") {
  std::size_t asked = 0;
  const auto fitness = Fitness(Goal::maximise, [](const Network& network, const Trial&) {
                         return some_score(network);
                       }).solved_when([&](const Network& network, const Evaluation& evaluation) {
    CHECK(evaluation.score == some_score(network));
    return ++asked == 3;
  });
  const Result result = run(architect::Perceptron({2, 1}), fitness, small(10));
  CHECK(result.generations == 3);
  CHECK(result.stopped == Stopped::solved);
}

}  // namespace plexus::evolve
