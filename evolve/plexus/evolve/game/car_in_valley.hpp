#pragma once

#include <array>
#include <span>
#include <string>

#include <plexus/core/random.hpp>

namespace plexus::evolve {

/// A car in a valley of height sin(3 x), without friction: what both mountain cars drive. Its motor is weaker than the
/// slopes are steep, so it gets out by rolling to and fro.
///
/// Source  Moore 1990; constants and order of operations as Gym's mountain_car.py, all in double
class CarInValley {
 public:
  static constexpr double leftmost = -1.2, rightmost = 0.6, fastest = 0.07, gravity = 0.0025;

  void reset(Random& random);  ///< at rest, at U[-0.6, -0.4)
  void start(double position, double speed) { state_ = {position, speed}; }
  /// A time step under this acceleration of the motor. Speed and position are cut off at their limits, and the car
  /// stops at the left one.
  void step(double acceleration);
  bool is_beyond(double goal) const { return state_[0] >= goal && state_[1] >= 0; }
  std::span<const double> observe() const { return state_; }  ///< position and speed
  std::string draw(double goal) const;

 private:
  std::array<double, 2> state_{};
};

}  // namespace plexus::evolve
