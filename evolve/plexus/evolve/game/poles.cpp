#include <plexus/evolve/game/poles.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

namespace plexus::evolve {
namespace {

double where(bool condition, double yes, double no) { return condition ? yes : no; }

#include <plexus/core/sine_near_zero.inc>
#include <plexus/evolve/game/poles_physics.inc>

template <std::size_t... number>
auto read(const std::array<double, 2 + 2 * sizeof...(number)>& state, std::index_sequence<number...>) {
  return poles::State<double, sizeof...(number)>{
      state[0], state[1], {{poles::Pole<double>{state[2 + 2 * number], state[3 + 2 * number]}...}}};
}

}  // namespace

template <std::size_t count>
Poles<count>::Poles(const PolesOptions& options) : options_(options) {
  look();
}

template <std::size_t count>
typename Poles<count>::State Poles<count>::tilted(double degrees) {
  State state{};
  state[2] = degrees * std::numbers::pi / 180;
  return state;
}

template <std::size_t count>
typename Poles<count>::State Poles<count>::drawn(const PolesOptions& options, Random& random) {
  return tilted(random.uniform(-options.degrees, options.degrees));
}

template <std::size_t count>
void Poles<count>::reset(Random& random) {
  start(drawn(options_, random));
}

template <std::size_t count>
void Poles<count>::start(const State& state) {
  state_ = state;
  steps_ = 0;
  look();
}

template <std::size_t count>
void Poles<count>::step(std::span<const double> action) {
  const auto next = poles::moved(read(state_, std::make_index_sequence<count>()), poles::force_of(action[0]));
  state_[0] = next.x;
  state_[1] = next.x_speed;
  for (std::size_t i = 0; i < count; ++i) {
    state_[2 + 2 * i] = next.poles[i].angle;
    state_[3 + 2 * i] = next.poles[i].speed;
  }
  ++steps_;
  look();
}

// Computes what is seen of the state.
template <std::size_t count>
void Poles<count>::look() {
  // Written so that a NaN does not stand.
  stands_ = std::abs(state_[0]) <= poles::farthest;
  for (std::size_t i = 0; i < count; ++i) stands_ = stands_ && std::abs(state_[2 + 2 * i]) <= poles::steepest<count>;
  if (options_.velocities) {
    observed_[0] = state_[0] * poles::x_scale;
    observed_[1] = state_[1] * poles::speed_scale;
    for (std::size_t i = 2; i < state_size; i += 2) {
      observed_[i] = state_[i] * poles::angle_scale;
      observed_[i + 1] = state_[i + 1] * poles::speed_scale;
    }
  } else {
    observed_[0] = state_[0] * poles::x_scale;
    for (std::size_t i = 0; i < count; ++i) observed_[1 + i] = state_[2 + 2 * i] * poles::angle_scale;
  }
}

template <std::size_t count>
std::string Poles<count>::draw() const {
  constexpr int width = 49, height = 6;           // characters; the track is 4.8 m, a line is 0.2 m of the long pole
  constexpr double steeper = count == 1 ? 3 : 1;  // small angles would hardly show
  std::array<std::string, height + 2> lines;
  lines.fill(std::string(width, ' '));
  const auto column = [&](double x) {
    return static_cast<std::size_t>(
        std::clamp(std::lround((x / (2 * poles::farthest) + 0.5) * (width - 1)), 0L, long{width - 1}));
  };
  for (std::size_t pole = 0; pole < count; ++pole) {
    const double slant = std::tan(std::clamp(steeper * state_[2 + 2 * pole], -1.2, 1.2));
    for (int i = 0; i < (pole == 0 ? height : height / 2); ++i)
      lines[static_cast<std::size_t>(height - 1 - i)][column(state_[0] + (i + 1) * 0.2 * slant)] =
          pole == 0 ? '|' : ':';
  }
  const std::size_t cart = column(state_[0]);
  for (std::size_t i = cart > 2 ? cart - 2 : 0; i < std::min<std::size_t>(cart + 3, width); ++i) lines[height][i] = '#';
  lines[height + 1] = std::string(width, '-');
  std::string text;
  for (const std::string& line : lines) text += line + '\n';
  return text;
}

template class Poles<1>;
template class Poles<2>;

}  // namespace plexus::evolve
