#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/evaluate.hpp>
#include <plexus/evolve/game/game.hpp>
#include <plexus/evolve/task/task.hpp>

namespace plexus::evolve {

TEST_CASE("every task keeps the contract of its row", "[evolve][task]") {
  std::set<std::string_view> names;
  for (const TaskRow& row : task_rows()) {
    CAPTURE(row.name);
    CHECK(names.insert(row.name).second);
    CHECK(&task_named(row.name) == &row);
    CHECK_FALSE(row.summary.empty());
    CHECK_FALSE(row.source.empty());
    const Task task = row.make();
    const Network network = architect::Perceptron({row.inputs, row.outputs}, {.output = Activation::identity});
    const Evaluation evaluation = task.fitness.evaluate(network, {1, 0, 0});
    CHECK(task.fitness.evaluate(network, {1, 0, 0}) == evaluation);
    if (row.game.empty()) continue;
    const GameRow& game = game_named(row.game);
    CHECK(game.inputs == row.inputs);
    CHECK(game.outputs == row.outputs);
  }
  CHECK_THROWS_WITH(task_named("chess"), Catch::Matchers::Contains("xor") && Catch::Matchers::Contains("acrobot"));
}

TEST_CASE("every game is a task of its name", "[evolve][task]") {
  for (const GameRow& game : game_rows()) {
    CAPTURE(game.name);
    CHECK(task_named(game.name).game == game.name);
    CHECK(task_named(game.name).needs_memory == game.needs_memory);
  }
}

TEST_CASE("a game without a task of its own is solved at its mean confirmed score", "[evolve][task]") {
  const GameRow& game = game_named("cartpole");
  const Fitness fitness = task_named("cartpole").make().fitness;
  const Network network = architect::Perceptron({4, 2}, {.seed = 3});
  CHECK(fitness.goal() == Goal::maximise);
  CHECK(fitness.score(network, {1, 2, 3}) == score_in(game).score(network, {1, 2, 3}));
  CHECK(fitness.confirmations() == game.episodes.confirm);
  CHECK(fitness.solves(network, {game.solved}));
  CHECK(fitness.solves(network, {game.solved + 1}));
  CHECK_FALSE(fitness.solves(network, {game.solved - 0.1}));
  CHECK_FALSE(fitness.solves(network, {std::nan("")}));
}

}  // namespace plexus::evolve
