#include <plexus/evolve/game/acrobot.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

#include <plexus/core/sine.hpp>
#include <plexus/evolve/game/text_picture.hpp>

namespace plexus::evolve {
namespace {

using State = Acrobot::State;

constexpr double gravity = 9.8, mass = 1, length = 1, centre = 0.5, inertia = 1;  // of both links
constexpr double time_step = 0.2;
constexpr double fastest1 = 4 * std::numbers::pi, fastest2 = 9 * std::numbers::pi;

// How the state changes; where Gym writes cos(x - pi/2), this is sin(x).
State change(const State& now, double torque) {
  const auto [angle1, angle2, speed1, speed2] = now;
  const double cosine2 = cosine(angle2), sine2 = sine(angle2);
  const double pull2 = mass * centre * gravity * sine(angle1 + angle2);
  const double pull1 = -mass * length * centre * speed2 * speed2 * sine2 -
                       2 * mass * length * centre * speed2 * speed1 * sine2 +
                       (mass * centre + mass * length) * gravity * sine(angle1) + pull2;
  const double moment1 = mass * centre * centre +
                         mass * (length * length + centre * centre + 2 * length * centre * cosine2) + inertia + inertia;
  const double moment2 = mass * (centre * centre + length * centre * cosine2) + inertia;
  const double acceleration2 =
      (torque + moment2 / moment1 * pull1 - mass * length * centre * speed1 * speed1 * sine2 - pull2) /
      (mass * centre * centre + inertia - moment2 * moment2 / moment1);
  return {speed1, speed2, -(moment2 * acceleration2 + pull1) / moment1, acceleration2};
}

State moved(const State& from, const State& change, double time) {
  State to;
  for (std::size_t i = 0; i < to.size(); ++i) to[i] = from[i] + time * change[i];
  return to;
}

// Runge and Kutta, order 4
State after_a_step(const State& now, double torque) {
  const State a = change(now, torque);
  const State b = change(moved(now, a, time_step / 2), torque);
  const State c = change(moved(now, b, time_step / 2), torque);
  const State d = change(moved(now, c, time_step), torque);
  State sum;
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] = a[i] + 2 * b[i] + 2 * c[i] + d[i];
  return moved(now, sum, time_step / 6);
}

// In [-pi, pi]; whole turns are taken off without rounding.
double wrapped(double angle) { return std::remainder(angle, 2 * std::numbers::pi); }

}  // namespace

void Acrobot::reset(Random& random) {
  State state;
  std::ranges::generate(state, [&] { return random.uniform(-0.1, 0.1); });
  start(state);
}

void Acrobot::start(const State& state) {
  state_ = state;
  steps_ = 0;
  look();
}

void Acrobot::step(std::span<const double> action) {
  const auto [angle1, angle2, speed1, speed2] = after_a_step(state_, static_cast<double>(largest(action)) - 1);
  state_ = {wrapped(angle1), wrapped(angle2), std::clamp(speed1, -fastest1, fastest1),
            std::clamp(speed2, -fastest2, fastest2)};
  ++steps_;
  look();
}

void Acrobot::look() {
  const auto [angle1, angle2, speed1, speed2] = state_;
  seen_ = {cosine(angle1), sine(angle1), cosine(angle2), sine(angle2), speed1, speed2};
}

bool Acrobot::is_up() const { return -cosine(state_[0]) - cosine(state_[1] + state_[0]) > 1; }

double Acrobot::score() const { return (is_up() && steps_ > 0 ? 1 : 0) - static_cast<double>(steps_); }

std::string Acrobot::draw() const {
  TextPicture picture(41, 11, {-2.2, 2.2, -2.2, 2.2});
  for (int i = 0; i < 41; i += 2) picture.dot(-2.2 + 0.11 * i, 1, '-');
  const double x1 = sine(state_[0]), y1 = -cosine(state_[0]);
  const double x2 = x1 + sine(state_[0] + state_[1]), y2 = y1 - cosine(state_[0] + state_[1]);
  picture.line(0, 0, x1, y1, '#');
  picture.line(x1, y1, x2, y2, '*');
  picture.dot(0, 0, '+');
  picture.dot(x2, y2, 'o');
  return picture.text();
}

}  // namespace plexus::evolve
