#include <catch2/catch.hpp>

#include <algorithm>
#include <stdexcept>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/evolve/run.hpp>

namespace plexus::evolve {
namespace {

double answer_of(const Network& network) { return network.activate_batch(std::vector<double>{1, -1})[0]; }

// Each plays against all others: who answers more wins.
std::vector<double> wins(std::span<const Network> networks, Random&) {
  std::vector<double> scores;
  for (const Network& one : networks)
    scores.push_back(static_cast<double>(
        std::ranges::count_if(networks, [&](const Network& other) { return answer_of(one) > answer_of(other); })));
  return scores;
}

}  // namespace

TEST_CASE("one function may score all networks of a generation, which play against each other", "[evolve][evaluate]") {
  const Network start = architect::Perceptron({2, 1}, {.output = Activation::tanh});
  PopulationEvaluator evaluator(Goal::maximise, wins);
  Population population(start, {.population = 30, .generations = 25, .seed = 3});
  CHECK(run(population, evaluator).score == 29);  // it beat all others
  CHECK(std::ranges::any_of(population.ask(), [](const Network& network) { return answer_of(network) > 0.99; }));
  CHECK(answer_of(start) < 0.9);
}

TEST_CASE("a run takes the goal of its evaluator", "[evolve][evaluate]") {
  PopulationEvaluator losses(Goal::minimise, wins);
  CHECK(run(architect::Perceptron({2, 1}), losses, {.population = 10, .generations = 2}).score == 0);
}

TEST_CASE("the numbers of such a function are those of its generation", "[evolve][evaluate]") {
  std::vector<double> drawn;
  PopulationEvaluator evaluator(Goal::maximise, [&](std::span<const Network> networks, Random& random) {
    drawn.push_back(random.uniform());
    return std::vector<double>(networks.size());
  });
  const std::vector<Network> networks{architect::Perceptron({1, 1})};
  evaluator.evaluate(networks, 7, 0);
  evaluator.evaluate(networks, 7, 1);
  evaluator.evaluate(networks, 7, 0);
  CHECK(drawn[0] == drawn[2]);
  CHECK(drawn[0] != drawn[1]);
}

TEST_CASE("a function of all networks that throws or miscounts is named with its generation", "[evolve][evaluate]") {
  const std::vector<Network> networks{architect::Perceptron({1, 1})};
  PopulationEvaluator short_one(Goal::maximise, [](auto, Random&) { return std::vector<double>(); });
  CHECK_THROWS_WITH(short_one.evaluate(networks, 1, 4),
                    Catch::Matchers::Contains("0 scores in generation 4 for 1 network;"));
  PopulationEvaluator broken(Goal::maximise,
                             [](auto, Random&) -> std::vector<double> { throw std::runtime_error("out"); });
  CHECK_THROWS_WITH(broken.evaluate(networks, 1, 4), Catch::Matchers::Contains("failed in generation 4: out"));
}

}  // namespace plexus::evolve
