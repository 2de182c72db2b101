#pragma once

#include <array>
#include <cstddef>

#include <plexus/evolve/game/game.hpp>

namespace plexus::evolve {

/// Where an episode of the swing-up begins.
enum class SwingUpStart {
  near_hanging,  ///< x, x', a - pi and a' from N(0, 0.2)
  anywhere,      ///< x from U[-2.4, 2.4), x' and a' from U[-10, 10), a - pi from U[-pi/2, pi/2)
};

/// A pole hangs on a cart, which has to swing it up and to balance it, in the middle of the track.
///
/// Shows   x [m], x' [m/s], cos a, sin a, a' [rad/s], of the cart's position x and the pole's angle a (0 is upright,
///         positive to where x is negative)
/// Takes   1 number, the force in units of 10 N, cut to [-1, 1]
/// Score   (cos a + 1) / 2 cos(pi/2 x / 2.4) for each step, at its end; at most 1000
/// Ends    beyond 2.4 m, or after 1000 steps of 0.01 s
/// Source  Gal, McAllister and Rasmussen 2016; constants, starts, reward and explicit Euler integration as in EvoJAX
///         (Tang, Tian and Ha 2022), whose easy and hard task differ in the start alone
class SwingUp final : public Game {
 public:
  using State = std::array<double, 4>;  ///< x, x', a, a'
  static constexpr std::size_t most_steps = 1000;

  explicit SwingUp(SwingUpStart start = SwingUpStart::near_hanging) : start_(start) { look(); }

  void reset(Random& random) override;
  void start(const State& state);  ///< starts an episode from here
  std::span<const double> observe() const override { return observed_; }
  std::size_t action_count() const override { return 1; }
  void step(std::span<const double> action) override;
  bool over() const override;
  double score() const override { return score_; }
  std::size_t steps() const override { return steps_; }
  std::size_t limit() const override { return most_steps; }
  std::string draw() const override;

  const State& state() const noexcept { return state_; }
  static State drawn(SwingUpStart start, Random& random);

 private:
  void look();

  SwingUpStart start_;
  State state_{};
  std::array<double, 5> observed_{};
  double score_ = 0;
  std::size_t steps_ = 0;
};

}  // namespace plexus::evolve
