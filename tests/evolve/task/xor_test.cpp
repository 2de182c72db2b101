#include <catch2/catch.hpp>

#include <array>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/neat.hpp>
#include <plexus/evolve/run.hpp>
#include <plexus/evolve/task/task.hpp>
#include <plexus/program/agent.hpp>

namespace plexus::evolve {
namespace {

// Answers 0.5 to everything: 4 absolute errors of 0.5.
Network undecided() {
  Network network = architect::Perceptron({2, 1}, {.output = Activation::logistic});
  for (std::size_t i = 0; i < network.parameters().size(); ++i) network.parameters()[i] = 0;
  return network;
}

}  // namespace

TEST_CASE("the fitness of XOR is the squared rest of 4 errors", "[evolve][task]") {
  const Fitness fitness = task_named("xor").make().fitness;
  const Evaluation evaluation = fitness.evaluate(undecided(), {});
  CHECK(evaluation.score == Approx(4));
  CHECK_FALSE(evaluation.solved);
}

TEST_CASE("a run of XOR ends when a network answers all four cases", "[evolve][task]") {
  Options options = neat_options();
  options.seed = 3;
  const Result result = run(undecided(), task_named("xor").make().fitness, options);
  CHECK(result.stopped == Stopped::solved);
  Agent agent(result.best);
  for (const auto& [a, b] : {std::array{0., 0.}, {0., 1.}, {1., 0.}, {1., 1.}}) {
    agent.clear();
    CHECK((agent.activate(std::array{a, b})[0] > 0.5) == (a != b));
  }
}

}  // namespace plexus::evolve
