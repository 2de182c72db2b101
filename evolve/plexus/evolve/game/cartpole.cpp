#include <plexus/evolve/game/cartpole.hpp>

#include <algorithm>
#include <cmath>

#include <plexus/core/sine.hpp>

namespace plexus::evolve {
namespace {

#include <plexus/evolve/game/cartpole_physics.inc>

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
  const auto [x, x_speed, angle, angle_speed] = state_;
  const cartpole::State<double> next =
      cartpole::moved<double>({x, x_speed, angle, angle_speed}, largest(action) == 1 ? cartpole::push : -cartpole::push,
                              sine(angle), cosine(angle));
  state_ = {next.x, next.x_speed, next.angle, next.angle_speed};
  ++steps_;
}

bool CartPole::fallen() const {
  const auto [x, x_speed, angle, angle_speed] = state_;
  // Written so that a NaN is fallen too.
  return !(std::abs(x) <= cartpole::farthest && std::abs(angle) <= cartpole::steepest);
}

bool CartPole::over() const { return fallen() || steps_ >= limit(); }

std::string CartPole::draw() const {
  constexpr int width = 49, height = 6;  // characters; the track is 4.8 m
  std::array<std::string, height + 2> lines;
  lines.fill(std::string(width, ' '));
  const auto column = [&](double x) {
    return static_cast<std::size_t>(
        std::clamp(std::lround((x / (2 * cartpole::farthest) + 0.5) * (width - 1)), 0L, long{width - 1}));
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
