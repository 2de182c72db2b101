#include <plexus/evolve/game/game.hpp>
#include <plexus/evolve/task/tasks.hpp>

namespace plexus::evolve {

Task bipedal_walker_task() {
  const GameRow& game = game_named("bipedal-walker");
  return {score_in(game, {.episodes = 2, .confirm = 100})
              .solved_when([solved = game.solved](const Network&, const Evaluation& evaluation) {
                return evaluation.score >= solved;
              })};
}

}  // namespace plexus::evolve
