#pragma once

#include <array>
#include <memory>

#include <plexus/evolve/game/game.hpp>

namespace plexus::evolve {

/// LunarLander-v3 with discrete actions: a ship with two springy legs falls towards a pad between hills. The largest
/// output decides which engine fires in a step: 0 none, 1 the one that pushes to the left and turns the ship to the
/// left, 2 the main engine, which pushes up, 3 the one that pushes and turns to the right.
///
/// Shows   position x and y [of half the viewport of 20 m x 13.33 m, from the pad, at the height of standing legs],
///         velocity x [m/s, times 0.2] and y [times 0.133], angle [rad], its velocity [rad/s, times 0.4], and whether
///         each leg touches the ground [0 or 1]; rounded to `float`
/// Start   at the top in the middle, pushed by a force from U[-1000, 1000)^2 N for a step, over hills of random heights
/// Score   100 for each unit that it comes nearer and slower, and each rad that it straightens; 10 for a leg's contact,
///         taken back when it is lost; -0.3 for a step of the main engine, -0.03 for one of the others; -100 instead
///         when it ends by a crash or out of view, 100 when it ends at rest
/// Ends    when the hull touches the ground, beyond x = -1 or 1, when all have come to rest, or after 1000 steps of
///         0.02 s
/// Source  Gym's lunar_lander.py (O. Klimov): its constants, its shapes, its order of operations. The particles that it
///         draws behind an engine touch nothing of the ship and are left out.
///
/// Gym uses Box2D 2.3, this is built on 2.4, which solves the limits of joints one by one instead of together with
/// their pins, and looks ahead to them; so a leg that hits its stop, and only then the ship, moves a little
/// differently, and no trajectory is repeated to the last bit. The same random numbers give the same episode, to the
/// last bit, on machines with the same build of Box2D and the same standard library.
///
/// Each game has a world of its own, made anew for each episode, so that several threads may play at once. Memory is
/// taken when an episode starts, and now and then when Box2D sees a contact that it has no room for.
class LunarLander : public Game {
 public:
  static constexpr std::size_t most_steps = 1000;
  static constexpr std::size_t hill_count = 12;

  struct Start {
    std::array<double, hill_count> heights{};  ///< [m]; 3 to 7 are the pad, at 3.33; the last stands left of the first
    std::array<double, 2> force{};             ///< on the ship in the first step [N], x and y
  };

  LunarLander();
  ~LunarLander() override;

  void reset(Random& random) override;
  /// Starts an episode from here. The engines scatter as these random numbers say, two in each step.
  void start(const Start& start, const Random& scatter);
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

  double move(std::size_t action);  // one step of time; returns its reward

  std::unique_ptr<World> world_;
  Random scatter_{0};
  std::array<double, 8> observation_{};
  double shaping_ = 0;
  double score_ = 0;
  std::size_t steps_ = 0;
  std::size_t fired_ = 0;  // the last action, for the picture
  bool ended_ = true;
};

}  // namespace plexus::evolve
