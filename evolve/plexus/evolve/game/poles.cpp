#include <plexus/evolve/game/poles.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

#include <plexus/evolve/game/cart_picture.hpp>

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
  constexpr std::size_t height = 6;               // a line is 0.2 m of the long pole
  constexpr double steeper = count == 1 ? 3 : 1;  // small angles would hardly show
  CartPicture picture(height + 2, poles::farthest);
  for (std::size_t pole = 0; pole < count; ++pole)
    picture.pole(state_[0], steeper * state_[2 + 2 * pole], height - 1, pole == 0 ? height : height / 2,
                 pole == 0 ? '|' : ':');
  picture.cart(state_[0], height);
  picture.track(height + 1);
  return picture.text();
}

template class Poles<1>;
template class Poles<2>;

}  // namespace plexus::evolve
