#include <plexus/evolve/game/cartpole.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace plexus::evolve {
namespace {

// Gym's, in SI units.
constexpr double gravity = 9.8;
constexpr double cart_mass = 1.0;
constexpr double pole_mass = 0.1;
constexpr double total_mass = pole_mass + cart_mass;
constexpr double half_length = 0.5;
constexpr double pole_moment = pole_mass * half_length;
constexpr double push = 10.0;
constexpr double time_step = 0.02;
constexpr double farthest = 2.4;
constexpr double steepest = 12 * 2 * std::numbers::pi / 360;

}  // namespace

void CartPole::reset(Random& random) {
  std::ranges::generate(state_, [&] { return random.uniform(-0.05, 0.05); });
  steps_ = 0;
}

void CartPole::start(const Observation& observation) {
  state_ = observation;
  steps_ = 0;
}

void CartPole::step(std::span<const double> action) {
  auto [x, x_speed, angle, angle_speed] = state_;
  const double force = largest(action) == 1 ? push : -push;
  const double cosine = std::cos(angle), sine = std::sin(angle);
  const double temp = (force + pole_moment * angle_speed * angle_speed * sine) / total_mass;
  const double angle_acceleration =
      (gravity * sine - cosine * temp) / (half_length * (4.0 / 3.0 - pole_mass * cosine * cosine / total_mass));
  const double x_acceleration = temp - pole_moment * angle_acceleration * cosine / total_mass;
  // Positions move with the old speeds: explicit Euler, as Gym's default.
  state_ = {x + time_step * x_speed, x_speed + time_step * x_acceleration, angle + time_step * angle_speed,
            angle_speed + time_step * angle_acceleration};
  ++steps_;
}

bool CartPole::fallen() const {
  const auto [x, x_speed, angle, angle_speed] = state_;
  // Written so that a NaN is fallen too.
  return !(x >= -farthest && x <= farthest && angle >= -steepest && angle <= steepest);
}

bool CartPole::over() const { return fallen() || steps_ >= limit(); }

std::string CartPole::draw() const {
  constexpr int width = 49, height = 6;  // characters; the track is 4.8 m
  std::array<std::string, height + 2> lines;
  lines.fill(std::string(width, ' '));
  const auto column = [&](double x) {
    return static_cast<std::size_t>(
        std::clamp(std::lround((x / (2 * farthest) + 0.5) * (width - 1)), 0L, long{width - 1}));
  };
  // Heights are drawn as they are, angles three times as steep, or they would hardly show.
  for (int i = 0; i < height; ++i)
    lines[static_cast<std::size_t>(height - 1 - i)]
         [column(state_[0] + (i + 1) * 0.2 * std::tan(std::clamp(3 * state_[2], -1.2, 1.2)))] = '|';
  const std::size_t cart = column(state_[0]);
  for (std::size_t i = cart > 2 ? cart - 2 : 0; i < std::min<std::size_t>(cart + 3, width); ++i) lines[height][i] = '#';
  lines[height + 1] = std::string(width, '-');
  std::string text;
  for (const std::string& line : lines) text += line + '\n';
  return text;
}

}  // namespace plexus::evolve
