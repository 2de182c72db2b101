#pragma once

#include <array>

#include <plexus/evolve/game/game.hpp>

namespace plexus::evolve {

/// Pendulum-v1: a rod of 1 m and 1 kg that turns around its end, to be swung up and held upright by a torque of at most
/// 2 Nm, which is the one output cut off there (and 0 for NaN); its weight pulls with up to 5 Nm.
///
/// Shows   cosine and sine of its angle [0 is upright], and its angular velocity [rad/s], which is cut off at 8
/// Start   the angle from U[-pi, pi), the velocity from U[-1, 1)
/// Score   -(angle^2 + 0.1 velocity^2 + 0.001 torque^2) for each step: of the state before it, the angle within half a
///         turn of upright
/// Ends    after 200 steps of 0.05 s
/// Solved  Gym names no score. The row's is -150: the best there is means about -136 over all starts (by dynamic
///         programming over 401 x 241 states, 5000 episodes, standard error 1), so about a tenth may be lost.
/// Source  constants and integration as Gym's pendulum.py
class Pendulum : public Game {
 public:
  static constexpr std::size_t most_steps = 200;
  static constexpr double strongest = 2, fastest = 8;

  void reset(Random& random) override;
  void start(double angle, double speed);  ///< starts an episode from here
  double angle() const { return angle_; }  ///< with all turns that it made
  std::span<const double> observe() const override { return seen_; }
  std::size_t action_count() const override { return 1; }
  void step(std::span<const double> action) override;
  bool over() const override { return steps_ >= most_steps; }
  double score() const override { return score_; }
  std::size_t steps() const override { return steps_; }
  std::size_t limit() const override { return most_steps; }
  std::string draw() const override;

 private:
  void place(double angle, double speed);

  double angle_ = 0;
  std::array<double, 3> seen_{};
  double score_ = 0;
  std::size_t steps_ = 0;
};

}  // namespace plexus::evolve
