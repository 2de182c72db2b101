#include <plexus/evolve/game/mountain_car.hpp>

namespace plexus::evolve {

void MountainCar::reset(Random& random) {
  car_.reset(random);
  steps_ = 0;
}

void MountainCar::start(double position, double speed) {
  car_.start(position, speed);
  steps_ = 0;
}

void MountainCar::step(std::span<const double> action) {
  car_.step((static_cast<double>(largest(action)) - 1) * push);
  ++steps_;
}

void MountainCarContinuous::reset(Random& random) {
  car_.reset(random);
  steps_ = 0;
  score_ = 0;
}

void MountainCarContinuous::start(double position, double speed) {
  car_.start(position, speed);
  steps_ = 0;
  score_ = 0;
}

void MountainCarContinuous::step(std::span<const double> action) {
  const double force = limited(action[0], 1);
  car_.step(force * push);
  if (car_.is_beyond(goal)) score_ += 100;
  score_ -= 0.1 * force * force;
  ++steps_;
}

}  // namespace plexus::evolve
