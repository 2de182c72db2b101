#pragma once

#include <array>

#include <plexus/evolve/game/game.hpp>

namespace plexus::evolve {

/// CartPole-v1: a pole on a cart that is pushed left (output 0 is larger) or right (output 1 is larger) in every step.
///
/// Shows   position of the cart [m], its velocity [m/s], angle of the pole [rad, 0 is upright], its velocity [rad/s]
/// Start   each of them from U[-0.05, 0.05)
/// Score   1 for each step, also the one in which it falls; at most 500
/// Ends    beyond 2.4 m or 12 degrees, or after 500 steps of 0.02 s
/// Source  Barto, Sutton and Anderson 1983; constants and explicit Euler integration as Gym's cartpole.py
class CartPole : public Game {
 public:
  using Observation = std::array<double, 4>;
  static constexpr std::size_t most_steps = 500;

  void reset(Random& random) override;
  void start(const Observation& observation);  ///< starts an episode from here
  std::span<const double> observe() const override { return state_; }
  std::size_t action_count() const override { return 2; }
  void step(std::span<const double> action) override;
  bool over() const override;
  double score() const override { return static_cast<double>(steps_); }
  std::size_t steps() const override { return steps_; }
  std::size_t limit() const override { return most_steps; }
  std::string draw() const override;

 private:
  bool fallen() const;

  Observation state_{};
  std::size_t steps_ = 0;
};

}  // namespace plexus::evolve
