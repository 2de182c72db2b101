#include <catch2/catch.hpp>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/game/maze.hpp>
#include <plexus/evolve/neat.hpp>
#include <plexus/evolve/run.hpp>
#include <plexus/evolve/task/task.hpp>

namespace plexus::evolve {

TEST_CASE("a robot that does nothing in a maze ends where it began", "[evolve][task][maze]") {
  Network idle = architect::Perceptron({10, 2});
  for (double& each : idle.parameters()) each = 0;
  const Evaluation hard = task_named("maze-hard").make().fitness.evaluate(idle, {});
  CHECK(hard == Evaluation{0, false, {36, 184}});
  const Evaluation medium = task_named("maze-medium").make().fitness.evaluate(idle, {});
  CHECK(medium == Evaluation{0, false, {30, 22}});
}

TEST_CASE("novelty search finds the way through the maze of medium difficulty", "[evolve][task][maze][novelty]") {
  Options options = neat_options();
  options.strategy = Strategy::novelty;
  options.population = 250;
  options.generations = 200;
  options.seed = 2;
  const Result result = run(architect::Perceptron({10, 2}), task_named("maze-medium").make().fitness, options);
  CHECK(result.stopped == Stopped::solved);
  // The network plays the game as it played the task.
  Agent agent(result.best);
  Maze maze(medium_maze());
  Random random(1);
  CHECK(play_episode(maze, agent, random) == 1);
  CHECK(maze.arrived());
}

}  // namespace plexus::evolve
