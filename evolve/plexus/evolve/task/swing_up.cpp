#include <memory>

#include <plexus/evolve/game/lockstep.hpp>
#include <plexus/evolve/game/swing_up_lanes.hpp>
#include <plexus/evolve/task/tasks.hpp>

namespace plexus::evolve {

// EvoJAX scores a network by the mean of 16 episodes, and calls it good by the mean of 100; here a champion is
// confirmed over 1000, since the best of many means of 100 is a lucky one.
Task swing_up_task(SwingUpStart start, double solved) {
  const auto make = [start](std::size_t lanes) -> std::unique_ptr<VectorEnvironment> {
    return std::make_unique<SwingUpLanes>(lanes, start);
  };
  return {
      score_in(make, {.episodes = 16, .confirm = 1000})
          .solved_when([solved](const Network&, const Evaluation& evaluation) { return evaluation.score >= solved; })};
}

}  // namespace plexus::evolve
