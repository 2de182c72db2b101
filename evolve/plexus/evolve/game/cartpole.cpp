#include <plexus/evolve/game/cartpole.hpp>

#include <algorithm>
#include <cmath>

#include <plexus/core/sine.hpp>
#include <plexus/evolve/game/cart_picture.hpp>

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
  constexpr std::size_t height = 6;
  CartPicture picture(height + 2, cartpole::farthest);
  // Heights are drawn as they are, angles three times as steep, or they would hardly show.
  picture.pole(state_[0], 3 * state_[2], height - 1, height, '|');
  picture.cart(state_[0], height);
  picture.track(height + 1);
  return picture.text();
}

}  // namespace plexus::evolve
