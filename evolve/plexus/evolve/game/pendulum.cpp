#include <plexus/evolve/game/pendulum.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

#include <plexus/core/sine.hpp>
#include <plexus/evolve/game/text_picture.hpp>

namespace plexus::evolve {
namespace {

constexpr double gravity = 10, mass = 1, length = 1, time_step = 0.05;

}  // namespace

void Pendulum::reset(Random& random) {
  const double angle = random.uniform(-std::numbers::pi, std::numbers::pi);
  start(angle, random.uniform(-1, 1));
}

void Pendulum::start(double angle, double speed) {
  place(angle, speed);
  score_ = 0;
  steps_ = 0;
}

void Pendulum::place(double angle, double speed) {
  angle_ = angle;
  seen_ = {cosine(angle), sine(angle), speed};
}

void Pendulum::step(std::span<const double> action) {
  const double torque = limited(action[0], strongest), speed = seen_[2];
  const double from_upright = std::remainder(angle_, 2 * std::numbers::pi);
  score_ -= from_upright * from_upright + 0.1 * speed * speed + 0.001 * torque * torque;
  // The new speed moves the angle: semi-implicit Euler.
  const double acceleration = 3 * gravity / (2 * length) * seen_[1] + 3 / (mass * length * length) * torque;
  const double faster = std::clamp(speed + acceleration * time_step, -fastest, fastest);
  place(angle_ + faster * time_step, faster);
  ++steps_;
}

std::string Pendulum::draw() const {
  TextPicture picture(25, 9, {-1.2, 1.2, -1.2, 1.2});
  picture.line(0, 0, -seen_[1], seen_[0], '#');
  picture.dot(0, 0, '+');
  return picture.text();
}

}  // namespace plexus::evolve
