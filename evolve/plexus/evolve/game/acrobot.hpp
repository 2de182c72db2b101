#pragma once

#include <array>

#include <plexus/evolve/game/game.hpp>

namespace plexus::evolve {

/// Acrobot-v1: two links of 1 m and 1 kg hang from a fixed joint; a torque of -1, 0 or 1 Nm (output 0, 1 or 2 is the
/// largest) at the joint between them shall swing the free end up.
///
/// Shows   cosine and sine of the angle of the first link [0 hangs], those of the second link's to the first, and both
///         angular velocities [rad/s], which are cut off at 4 pi and 9 pi
/// Start   both angles and both velocities from U[-0.1, 0.1)
/// Score   -1 for each step, 0 for the one that arrives
/// Ends    when the free end is more than 1 m above the fixed joint, or after 500 steps of 0.2 s
/// Source  Sutton 1996 with the equations of Sutton and Barto's book ("book" in Gym's acrobot.py), and its constants;
///         each time step is one step of Runge and Kutta's method of order 4
class Acrobot : public Game {
 public:
  using State = std::array<double, 4>;  ///< both angles [rad], in [-pi, pi] after a step, and both velocities [rad/s]
  static constexpr std::size_t most_steps = 500;

  void reset(Random& random) override;
  void start(const State& state);  ///< starts an episode from here
  const State& state() const { return state_; }
  std::span<const double> observe() const override { return seen_; }
  std::size_t action_count() const override { return 3; }
  void step(std::span<const double> action) override;
  bool over() const override { return is_up() || steps_ >= most_steps; }
  double score() const override;
  std::size_t steps() const override { return steps_; }
  std::size_t limit() const override { return most_steps; }
  std::string draw() const override;

 private:
  void look();
  bool is_up() const;

  State state_{};
  std::array<double, 6> seen_{};
  std::size_t steps_ = 0;
};

}  // namespace plexus::evolve
