#pragma once

#include <array>
#include <memory>

#include <plexus/evolve/game/game.hpp>

namespace plexus::evolve {

/// BipedalWalker-v3, not hardcore: a hull on two legs with hips and knees walks over slightly uneven ground. The
/// outputs drive hip and knee of the first leg, then of the second: how strong, up to 80 Nm at 1, and their signs which
/// way.
///
/// Shows   the hull's angle [rad], its velocity [rad/s, times 0.04], the hull's velocity x [m/s, times 0.12] and
///         y [times 0.08]; for each leg the angle of its hip [rad], its velocity [of 4 rad/s], the angle of its knee
///         [rad, plus 1], its velocity [of 6 rad/s], and whether its foot touches the ground [0 or 1]; then 10 rays
///         from the hull, from straight down to nearly ahead, how far each gets [of 5.33 m]; rounded to `float`
/// Start   standing on the level first part of a random ground, pushed by a force from U[-5, 5) N for a step
/// Score   4.33 for each meter ahead, 5 for each rad that the hull straightens, -0.028 for each output at 1 in a step;
///         -100 instead when it ends by a fall; so about 300 for the whole way
/// Ends    when the hull touches the ground, at x < 0, behind 88.67 m, which is the goal, or after 1600 steps of 0.02 s
/// Source  Gym's bipedal_walker.py (O. Klimov): its constants, its shapes, its order of operations, without its clouds
///
/// What is said of Box2D's versions, of bits and of threads at LunarLander holds here too. In Gym no part of a walker
/// falls asleep for longer than a step, for setting a motor woke its bodies; here they are told not to sleep.
class BipedalWalker : public Game {
 public:
  static constexpr std::size_t most_steps = 1600;
  static constexpr std::size_t ground_points = 200;

  struct Start {
    std::array<double, ground_points> heights{};  ///< of the ground, 0.467 m apart [m]; 3.33 is where walkers stand
    double force = 0;                             ///< on the hull in the first step, along x [N]
  };

  BipedalWalker();
  ~BipedalWalker() override;

  void reset(Random& random) override;
  void start(const Start& start);  ///< starts an episode from here
  std::span<const double> observe() const override { return observation_; }
  std::size_t action_count() const override { return 4; }
  void step(std::span<const double> action) override;
  bool over() const override { return ended_ || steps_ >= most_steps; }
  double score() const override { return score_; }
  std::size_t steps() const override { return steps_; }
  std::size_t limit() const override { return most_steps; }
  std::string draw() const override;

 private:
  struct World;

  double move(const std::array<double, 4>& drive);  // one step of time; returns its reward

  std::unique_ptr<World> world_;
  std::array<double, 24> observation_{};
  double shaping_ = 0;
  double score_ = 0;
  std::size_t steps_ = 0;
  bool ended_ = true;
};

}  // namespace plexus::evolve
