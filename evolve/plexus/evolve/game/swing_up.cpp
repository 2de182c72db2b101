#include <plexus/evolve/game/swing_up.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

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
  constexpr int width = 49, reach = 4;  // characters; the track is 4.8 m, the pole is drawn longer than it is
  std::array<std::string, 2 * reach + 1> lines;
  lines.fill(std::string(width, ' '));
  const auto column = [&](double x) {
    return static_cast<std::size_t>(
        std::clamp(std::lround((x / (2 * swing_up::farthest) + 0.5) * (width - 1)), 0L, long{width - 1}));
  };
  lines[reach] = std::string(width, '-');
  const std::size_t cart = column(state_[0]);
  for (std::size_t i = cart > 2 ? cart - 2 : 0; i < std::min<std::size_t>(cart + 3, width); ++i) lines[reach][i] = '#';
  for (int i = 1; i <= 2 * reach; ++i) {  // two points for each line, since a character is twice as high as wide
    const double along = 0.5 * i;
    const auto line = std::lround(reach - along * observed_[2]);
    lines[static_cast<std::size_t>(line)][column(state_[0] - 0.2 * along * observed_[3])] = 'o';
  }
  std::string text;
  for (const std::string& line : lines) text += line + '\n';
  return text;
}

}  // namespace plexus::evolve
