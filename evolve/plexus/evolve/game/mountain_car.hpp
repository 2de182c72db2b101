#pragma once

#include <plexus/evolve/game/car_in_valley.hpp>
#include <plexus/evolve/game/game.hpp>

namespace plexus::evolve {

/// MountainCar-v0: a car that must leave a valley to the right, and in every step is driven to the left (output 0 is
/// the largest), not at all (output 1), or to the right (output 2).
///
/// Shows   its position, from -1.2 to 0.6, and its velocity, from -0.07 to 0.07
/// Start   at rest, at U[-0.6, -0.4)
/// Score   -1 for each step; the last one counts
/// Ends    at 0.5, where it may not roll back, or after 200 steps
/// Source  Moore 1990; constants as Gym's mountain_car.py
class MountainCar : public Game {
 public:
  static constexpr std::size_t most_steps = 200;
  static constexpr double goal = 0.5, push = 0.001;

  void reset(Random& random) override;
  void start(double position, double speed);  ///< starts an episode from here
  std::span<const double> observe() const override { return car_.observe(); }
  std::size_t action_count() const override { return 3; }
  void step(std::span<const double> action) override;
  bool over() const override { return car_.is_beyond(goal) || steps_ >= most_steps; }
  double score() const override { return -static_cast<double>(steps_); }
  std::size_t steps() const override { return steps_; }
  std::size_t limit() const override { return most_steps; }
  std::string draw() const override { return car_.draw(goal); }

 private:
  CarInValley car_;
  std::size_t steps_ = 0;
};

/// MountainCarContinuous-v0: the same car, driven with any force from -1 to 1, which is its one output cut off there
/// (and 0 for NaN).
///
/// Shows   as MountainCar
/// Start   as MountainCar
/// Score   100 for arriving, less 0.1 force^2 for each step. Gym charges for an output beyond its bounds as if it were
///         a force; here the force counts, as for whoever gives Gym actions within them.
/// Ends    at 0.45, where it may not roll back, or after 999 steps
/// Source  Moore 1990; constants as Gym's continuous_mountain_car.py
class MountainCarContinuous : public Game {
 public:
  static constexpr std::size_t most_steps = 999;
  static constexpr double goal = 0.45, push = 0.0015;

  void reset(Random& random) override;
  void start(double position, double speed);  ///< starts an episode from here
  std::span<const double> observe() const override { return car_.observe(); }
  std::size_t action_count() const override { return 1; }
  void step(std::span<const double> action) override;
  bool over() const override { return car_.is_beyond(goal) || steps_ >= most_steps; }
  double score() const override { return score_; }
  std::size_t steps() const override { return steps_; }
  std::size_t limit() const override { return most_steps; }
  std::string draw() const override { return car_.draw(goal); }

 private:
  CarInValley car_;
  std::size_t steps_ = 0;
  double score_ = 0;
};

}  // namespace plexus::evolve
