#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include <plexus/evolve/game/acrobot.hpp>

namespace plexus::evolve {
namespace {

using State = Acrobot::State;
constexpr double pi = std::numbers::pi;

std::vector<double> torque(int value) {
  std::vector<double> action(3, 0.0);
  action[static_cast<std::size_t>(value + 1)] = 1;
  return action;
}

// The same pendulum from its Lagrangian: M q'' + c(q, q') + g(q) = (0, torque), solved by Cramer's rule.
struct Masses {
  double first, mixed, second;
};
Masses masses(const State& at) {
  const double mixed = 1 + 0.25 + 0.5 * std::cos(at[1]);
  return {0.25 + 1 + (1 + 0.25 + std::cos(at[1])) + 1, mixed, 1.25};
}
State derivative(const State& at, double torque) {
  const auto [first, mixed, second] = masses(at);
  const double turning = 0.5 * std::sin(at[1]);
  const double weight2 = 9.8 * 0.5 * std::sin(at[0] + at[1]);
  const double force1 = turning * (2 * at[2] * at[3] + at[3] * at[3]) - 9.8 * 1.5 * std::sin(at[0]) - weight2;
  const double force2 = torque - turning * at[2] * at[2] - weight2;
  const double determinant = first * second - mixed * mixed;
  return {at[2], at[3], (force1 * second - force2 * mixed) / determinant,
          (first * force2 - mixed * force1) / determinant};
}
double energy(const State& at) {
  const auto [first, mixed, second] = masses(at);
  return 0.5 * first * at[2] * at[2] + mixed * at[2] * at[3] + 0.5 * second * at[3] * at[3] -
         9.8 * (1.5 * std::cos(at[0]) + 0.5 * std::cos(at[0] + at[1]));
}

// Runge and Kutta's steps over 0.2 s.
State integrated(State at, double torque, int steps) {
  const double h = 0.2 / steps;
  const auto plus = [](const State& a, const State& b, double factor) {
    State sum = a;
    for (std::size_t i = 0; i < 4; ++i) sum[i] += factor * b[i];
    return sum;
  };
  for (int i = 0; i < steps; ++i) {
    const State k1 = derivative(at, torque), k2 = derivative(plus(at, k1, h / 2), torque);
    const State k3 = derivative(plus(at, k2, h / 2), torque), k4 = derivative(plus(at, k3, h), torque);
    at = plus(plus(plus(plus(at, k1, h / 6), k2, h / 3), k3, h / 3), k4, h / 6);
  }
  return at;
}

// Pushes to where the second link turns.
std::size_t steps_along(const State& state) {
  Acrobot game;
  for (game.start(state); !game.over();) game.step(torque(game.observe()[5] > 0 ? 1 : -1));
  return game.steps();
}

}  // namespace

TEST_CASE("acrobot follows the trajectory of Gym's equations", "[evolve][game]") {
  // Computed in Python from the equations, constants and integration of Gym's acrobot.py, from the state of the test.
  struct Step {
    int torque;
    State after;
  };
  Acrobot game;
  game.start({0.05, -0.03, 0.02, 0.07});
  for (const auto& [value, after] : std::vector<Step>{
           {1, {0.03403955459908839, 0.025609794330511172, -0.17435623976485484, 0.4735266412061899}},
           {0, {-0.002424347260215641, 0.11633734836210954, -0.18009945982562464, 0.4125593655529902}},
           {-1, {-0.02080913221223396, 0.14849997447010405, 0.000561722578865359, -0.09844324836075224}},
           {-1, {-0.0023632397477074893, 0.07816366809968006, 0.17795180855952328, -0.5899411792684728}},
           {1, {0.019497154959594483, -0.008596673783185405, 0.03362940215115473, -0.25954646009941895}}}) {
    game.step(torque(value));
    for (std::size_t i = 0; i < 4; ++i) CHECK(game.state()[i] == Approx(after[i]).epsilon(1e-11).margin(1e-14));
    const auto seen = game.observe();
    CHECK(seen[0] == Approx(std::cos(after[0])));
    CHECK(seen[1] == Approx(std::sin(after[0])));
    CHECK(seen[2] == Approx(std::cos(after[1])));
    CHECK(seen[3] == Approx(std::sin(after[1])));
    CHECK(seen[4] == game.state()[2]);
    CHECK(seen[5] == game.state()[3]);
  }
  CHECK(game.score() == -5);
}

TEST_CASE("acrobot moves as its Lagrangian, solved in another way, says", "[evolve][game]") {
  Random random(5);
  for (int draw = 0; draw < 200; ++draw) {
    State state;
    for (double& each : state) each = random.uniform(-2, 2);
    const int value = static_cast<int>(random.below(3)) - 1;
    CAPTURE(draw, value);
    Acrobot game;
    game.start(state);
    game.step(torque(value));
    const State same_steps = integrated(state, value, 1), exactly = integrated(state, value, 100);
    for (std::size_t i = 0; i < 4; ++i) {
      const double turned =
          i < 2 ? std::remainder(game.state()[i] - same_steps[i], 2 * pi) + same_steps[i] : game.state()[i];
      CHECK(turned == Approx(same_steps[i]).margin(1e-12));
      CHECK(turned == Approx(exactly[i]).margin(0.02));
    }
  }
}

TEST_CASE("an acrobot without torque keeps its energy, up to the error of its large steps", "[evolve][game]") {
  Acrobot game;
  game.start({0.8, -0.5, 0, 0});
  const double before = energy(game.state());
  for (int step = 0; step < 50; ++step) {
    game.step(torque(0));
    CHECK(energy(game.state()) == Approx(before).margin(0.1));
  }
  CHECK(energy({0.8, -0.5, 1, 0}) > before + 1);
}

TEST_CASE("the torque of an acrobot works on the second joint alone", "[evolve][game]") {
  // What comes in as energy is torque times the angle that the second joint turned.
  for (const int value : {-1, 1}) {
    Acrobot game;
    game.start({0.1, 0.2, 0.3, -0.4});
    const State before = game.state();
    game.step(torque(value));
    CHECK(energy(game.state()) - energy(before) == Approx(value * (game.state()[1] - before[1])).margin(2e-4));
  }
}

TEST_CASE("an acrobot has arrived when its free end is more than a link above the joint", "[evolve][game]") {
  const auto up = [](double first, double second) {
    Acrobot game;
    game.start({first, second, 0, 0});
    return game.over();
  };
  CHECK(up(pi, 0));
  CHECK_FALSE(up(0, 0));
  CHECK_FALSE(up(pi, pi));
  CHECK_FALSE(up(pi, pi / 2 - 1e-6 + pi));  // the second link hangs a little
  CHECK(up(pi, pi / 2 - 1e-6));             // it points up a little
  CHECK_FALSE(up(pi, pi / 2 + 1e-6));
  Acrobot game;
  game.start({pi, pi / 2 + 0.05, 0, -1});
  CHECK(game.score() == 0);
  game.step(torque(-1));
  CHECK(game.over());
  CHECK(game.score() == 0);  // the step that arrives costs nothing
}

TEST_CASE("an acrobot that is left alone is never up, and ends after 500 steps", "[evolve][game]") {
  Acrobot game;
  game.start({0, 0, 0, 0});
  while (!game.over()) game.step(torque(0));
  CHECK(game.steps() == 500);
  CHECK(game.score() == -500);
  CHECK(game.state() == State{0, 0, 0, 0});
}

TEST_CASE("an acrobot's angles stay within half a turn, and its velocities within their bounds", "[evolve][game]") {
  Acrobot game;
  game.start({3.1, -3.1, 12.5, -28});
  for (int step = 0; step < 20 && !game.over(); ++step) {
    game.step(torque(1));
    CHECK(std::abs(game.state()[0]) <= pi);
    CHECK(std::abs(game.state()[1]) <= pi);
    CHECK(std::abs(game.state()[2]) <= 4 * pi);
    CHECK(std::abs(game.state()[3]) <= 9 * pi);
  }
  game.start({0, 0, 100, -100});
  game.step(torque(0));
  CHECK(std::abs(game.state()[2]) == 4 * pi);
  CHECK(std::abs(game.state()[3]) == 9 * pi);
}

TEST_CASE("who pushes an acrobot to where its second link turns swings it up as fast as in Gym's equations",
          "[evolve][game]") {
  // Steps counted in Python.
  CHECK(steps_along({0.05, -0.03, 0.02, 0.07}) == 75);
  CHECK(steps_along({0.1, 0.1, 0.1, 0.1}) == 70);
  CHECK(steps_along({-0.08, 0.02, 0.09, -0.04}) == 65);
  CHECK(steps_along({0, 0, 0, 0.01}) == 73);
}

TEST_CASE("an acrobot starts from a uniform draw from -0.1 to 0.1", "[evolve][game]") {
  double lowest = 1, highest = -1, sum = 0;
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    Acrobot game;
    Random random(seed);
    game.reset(random);
    for (const double each : game.state()) {
      lowest = std::min(lowest, each);
      highest = std::max(highest, each);
      sum += each;
    }
  }
  CHECK(lowest >= -0.1);
  CHECK(lowest < -0.099);
  CHECK(highest < 0.1);
  CHECK(highest > 0.099);
  CHECK(std::abs(sum / 2000) < 5 * 0.2 / std::sqrt(12.0 * 2000));
}

}  // namespace plexus::evolve
