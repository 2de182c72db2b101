#include <plexus/evolve/game/game.hpp>
#include <plexus/evolve/task/tasks.hpp>

namespace plexus::evolve {

// The fitness is the share of 100 trials, each from a start of its own, in which the prey is caught; it is solved when
// that is all of them, as SharpNEAT has it.
Task prey_capture_task() {
  return {score_in(game_named("prey-capture"), {.episodes = 100, .confirm = 0, .shared = false})
              .solved_when([](const Network&, const Evaluation& evaluation) { return evaluation.score >= 1; })};
}

}  // namespace plexus::evolve
