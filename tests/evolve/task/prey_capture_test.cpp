#include <catch2/catch.hpp>

#include <cmath>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/game/game.hpp>
#include <plexus/evolve/task/task.hpp>

namespace plexus::evolve {

TEST_CASE("the fitness of prey capture is the share of 100 trials in which the prey is caught",
          "[evolve][task][prey]") {
  const Task task = task_named("prey-capture").make();
  Network network = architect::Perceptron({13, 4});
  Random draw(3);
  for (double& each : network.parameters()) each = draw.normal();
  const double score = task.fitness.evaluate(network, {1, 2, 3}).score;
  CHECK(score == task.fitness.evaluate(network, {1, 2, 3}).score);
  CHECK(score * 100 == Approx(std::round(score * 100)));
  CHECK(score >= 0);
  CHECK(score < 0.9);
  CHECK_FALSE(task.fitness.solves(network, {0.99}));
  CHECK(task.fitness.solves(network, {1}));
}

TEST_CASE("each evaluation of prey capture has trials of its own", "[evolve][task][prey]") {
  const Task task = task_named("prey-capture").make();
  int differ = 0;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    Network network = architect::Perceptron({13, 4});
    Random draw(seed);
    for (double& each : network.parameters()) each = draw.normal();
    differ += task.fitness.evaluate(network, {1, 0, 0}).score != task.fitness.evaluate(network, {1, 0, 1}).score;
  }
  CHECK(differ > 0);
}

}  // namespace plexus::evolve
