#include <plexus/evolve/game/maze.hpp>
#include <plexus/evolve/task/tasks.hpp>
#include <plexus/program/agent.hpp>

namespace plexus::evolve {
namespace {

// It is solved when the robot arrives. Its behaviour is the place where it ends.
Task task_of(const MazeMap& map) {
  return {Fitness(Goal::maximise, [&map](const Network& network, const Trial&) {
    Agent agent(network);
    Maze maze(map);
    while (!maze.over()) maze.step(agent.activate(maze.observe()));
    return Evaluation{maze.score(), maze.arrived(), {maze.place().x, maze.place().y}};
  })};
}

}  // namespace

Task medium_maze_task() { return task_of(medium_maze()); }
Task hard_maze_task() { return task_of(hard_maze()); }

}  // namespace plexus::evolve
