#include <plexus/evolve/game/swing_up.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include <plexus/evolve/game/cart_picture.hpp>

namespace plexus::evolve {
namespace {

double where(bool condition, double yes, double no) { return condition ? yes : no; }

#include <plexus/core/sine_near_zero.inc>
#include <plexus/evolve/game/swing_up_physics.inc>

}  // namespace

SwingUp::State SwingUp::drawn(SwingUpStart start, Random& random) {
  State state{};
  if (start == SwingUpStart::near_hanging)
    for (double& each : state) each = 0.2 * random.normal();
  else
    state = {random.uniform(-swing_up::farthest, swing_up::farthest), random.uniform(-10, 10),
             random.uniform(-std::numbers::pi / 2, std::numbers::pi / 2), random.uniform(-10, 10)};
  state[2] += std::numbers::pi;
  return state;
}

void SwingUp::reset(Random& random) { start(drawn(start_, random)); }

void SwingUp::start(const State& state) {
  state_ = state;
  score_ = 0;
  steps_ = 0;
  look();
}

void SwingUp::step(std::span<const double> action) {
  const auto [x, x_speed, angle, angle_speed] = state_;
  const swing_up::State<double> next = swing_up::moved<double>(
      {x, x_speed, angle, angle_speed}, swing_up::force_of(action[0]), {observed_[3], observed_[2]});
  state_ = {next.x, next.x_speed, next.angle, next.angle_speed};
  ++steps_;
  look();
  score_ += swing_up::reward_of<double>(state_[0], {observed_[3], observed_[2]});
}

// Computes what is seen of the state.
void SwingUp::look() {
  const swing_up::Turn<double> turn = swing_up::turn_of(state_[2]);
  observed_ = {state_[0], state_[1], turn.cosine, turn.sine, state_[3]};
}

bool SwingUp::over() const {
  // Written so that a NaN is beyond the track too.
  return !(std::abs(state_[0]) <= swing_up::farthest) || steps_ >= most_steps;
}

std::string SwingUp::draw() const {
  constexpr std::size_t reach = 4;  // lines; the pole is drawn longer than it is
  CartPicture picture(2 * reach + 1, swing_up::farthest);
  picture.track(reach);
  picture.cart(state_[0], reach);
  for (std::size_t i = 1; i <= 2 * reach;
       ++i) {  // two points for each line, since a character is twice as high as wide
    const double along = 0.5 * static_cast<double>(i);
    const auto line = std::lround(reach - along * observed_[2]);
    picture.mark(state_[0] - 0.2 * along * observed_[3], static_cast<std::size_t>(line), 'o');
  }
  return picture.text();
}

}  // namespace plexus::evolve
