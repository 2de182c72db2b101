#include <plexus/evolve/game/game.hpp>
#include <plexus/evolve/task/tasks.hpp>

namespace plexus::evolve {

// Gym calls it solved at 200 points, GameRow::solved. Here a champion must show 240 over 400 episodes: the mean of 100
// episodes is some 7 points off, so that whoever gets there has more than 220 in fresh ones too.
Task lunar_lander_task() {
  return {score_in(game_named("lunar-lander"), {.episodes = 8, .confirm = 400})
              .solved_when([](const Network&, const Evaluation& evaluation) { return evaluation.score >= 240; })};
}

}  // namespace plexus::evolve
