#include <catch2/catch.hpp>

#include <tuple>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/game/game.hpp>
#include <plexus/evolve/task/task.hpp>

namespace plexus::evolve {

TEST_CASE("the tasks on Box2D fit their games", "[evolve][task]") {
  for (const char* name : {"lunar-lander", "bipedal-walker"}) {
    CAPTURE(name);
    const TaskRow& task = task_named(name);
    const GameRow& game = game_named(task.game);
    CHECK(task.inputs == game.inputs);
    CHECK(task.outputs == game.outputs);
    CHECK_FALSE(task.needs_memory);
  }
  CHECK(game_named("lunar-lander").solved == 200);
  CHECK(game_named("bipedal-walker").solved == 300);
}

TEST_CASE("a network that lands at 200 points, or walks at 300, solves its task", "[evolve][task]") {
  for (const auto& [name, bar] : {std::tuple{"lunar-lander", 200.0}, {"bipedal-walker", 300.0}}) {
    const TaskRow& row = task_named(name);
    const Fitness fitness = row.make().fitness;
    const Network network = architect::Perceptron({row.inputs, row.outputs});
    CHECK(fitness.solves(network, {.score = bar}));
    CHECK_FALSE(fitness.solves(network, {.score = bar - 0.1}));
  }
}

// A task's score is the mean over the episodes of one generation, which are the same for all.
TEST_CASE("the score of a lander is the mean of episodes that all of a generation play", "[evolve][task]") {
  const Fitness fitness = task_named("lunar-lander").make().fitness;
  const Network network = architect::Perceptron({8, 4});
  const double score = fitness.score(network, {.seed = 1, .generation = 2, .individual = 3});
  CHECK(score == fitness.score(network, {.seed = 1, .generation = 2, .individual = 4}));
  CHECK(score != fitness.score(network, {.seed = 1, .generation = 3, .individual = 3}));
  CHECK(score < 100);
}

}  // namespace plexus::evolve
