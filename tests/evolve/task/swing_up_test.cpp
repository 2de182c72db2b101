#include <catch2/catch.hpp>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/game/swing_up.hpp>
#include <plexus/evolve/task/task.hpp>
#include <plexus/program/agent.hpp>

namespace plexus::evolve {

TEST_CASE("the swing-up's score is the mean of 16 episodes, and its criterion the mean of the confirmed ones",
          "[evolve][task]") {
  const Network network = architect::Perceptron({5, 1}, {.output = Activation::tanh, .seed = 3});
  for (const auto& [name, solved] : {std::pair{"swing-up-easy", 900.0}, {"swing-up-hard", 600.0}}) {
    const Fitness fitness = task_named(name).make().fitness;
    const Evaluation evaluation = fitness.evaluate(network, {.seed = 1, .generation = 2, .individual = 3});
    CHECK(evaluation.score > 0);
    CHECK(evaluation.score < 500);
    CHECK(fitness.confirmations() == 1000);
    CHECK(fitness.solves(network, {.score = solved}));
    CHECK_FALSE(fitness.solves(network, {.score = solved - 0.01}));
    CHECK(fitness.evaluate(network, {.seed = 1, .generation = 2, .individual = 9}) == evaluation);  // shared episodes
    CHECK(fitness.evaluate(network, {.seed = 1, .generation = 3, .individual = 3}) != evaluation);
  }
}

}  // namespace plexus::evolve
