#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <numbers>
#include <utility>
#include <vector>

#include <plexus/core/sine.hpp>
#include <plexus/evolve/game/poles.hpp>

namespace plexus::evolve {
namespace {

double where(bool condition, double yes, double no) { return condition ? yes : no; }

#include <plexus/core/sine_near_zero.inc>
#include <plexus/evolve/game/poles_physics.inc>

constexpr double degree = std::numbers::pi / 180;
constexpr poles::Friction none{0, 0};

template <std::size_t count>
poles::State<double, count> some_state(Random& random) {
  poles::State<double, count> state{random.uniform(-2, 2), random.uniform(-2, 2), {}};
  for (auto& pole : state.poles) pole = {random.uniform(-0.7, 0.7), random.uniform(-3, 3)};
  return state;
}

// Solves a linear system by elimination with pivots.
template <std::size_t size>
std::array<double, size> solved(std::array<std::array<double, size + 1>, size> rows) {
  for (std::size_t i = 0; i < size; ++i) {
    std::size_t pivot = i;
    for (std::size_t j = i; j < size; ++j)
      if (std::abs(rows[j][i]) > std::abs(rows[pivot][i])) pivot = j;
    std::swap(rows[i], rows[pivot]);
    for (std::size_t j = 0; j < size; ++j) {
      if (j == i) continue;
      const double factor = rows[j][i] / rows[i][i];
      for (std::size_t k = i; k <= size; ++k) rows[j][k] -= factor * rows[i][k];
    }
  }
  std::array<double, size> solution{};
  for (std::size_t i = 0; i < size; ++i) solution[i] = rows[i][size] / rows[i][i];
  return solution;
}

// The accelerations of the cart and the poles, and the force that carries the cart, as the unknowns of Newton's and
// Lagrange's equations, one row each.
template <std::size_t count>
std::array<double, count + 2> newton(const poles::State<double, count>& s, double force, double track, double hinge) {
  constexpr std::array<double, 2> mass{0.1, 0.01}, half{0.5, 0.05};
  constexpr double g = 9.8;
  std::array<std::array<double, count + 3>, count + 2> rows{};
  constexpr std::size_t carried = count + 1, right = count + 2;
  auto& along = rows[0];
  auto& up = rows[carried];
  double total = 1;
  along[carried] = s.x_speed > 0 ? track : s.x_speed < 0 ? -track : 0;
  along[right] = force;
  up[carried] = 1;
  for (std::size_t i = 0; i < count; ++i) {
    const double moment = mass[i] * half[i], sine = std::sin(s.poles[i].angle), cosine = std::cos(s.poles[i].angle);
    const double squared = s.poles[i].speed * s.poles[i].speed;
    total += mass[i];
    along[1 + i] = moment * cosine;
    along[right] += moment * squared * sine;
    up[1 + i] = moment * sine;
    up[right] -= moment * squared * cosine;
    rows[1 + i][0] = moment * cosine;
    rows[1 + i][1 + i] = 4.0 / 3 * moment * half[i];
    rows[1 + i][right] = moment * g * sine - hinge * s.poles[i].speed;
  }
  along[0] = total;
  up[right] += total * g;
  return solved<count + 2>(rows);
}

template <std::size_t count>
void check_accelerations() {
  Random random(count);
  for (int i = 0; i < 200; ++i) {
    const auto state = some_state<count>(random);
    const double force = random.uniform(-10, 10);
    // Friction so strong that it shows.
    for (const poles::Friction friction : {poles::Friction{}, poles::Friction{0.3, 0.002}, none}) {
      const auto slope = poles::slope(state, force, friction);
      const auto wanted = newton<count>(state, force, friction.track, friction.hinge);
      CHECK(slope.x == state.x_speed);
      CHECK(slope.x_speed == Approx(wanted[0]).epsilon(1e-9));
      for (std::size_t pole = 0; pole < count; ++pole) {
        CHECK(slope.poles[pole].angle == state.poles[pole].speed);
        CHECK(slope.poles[pole].speed == Approx(wanted[1 + pole]).epsilon(1e-9).margin(1e-9));
      }
    }
  }
}

// Kinetic and potential energy, and momentum along the track.
struct Conserved {
  double energy, momentum;
};
Conserved conserved(const poles::State<double, 2>& s) {
  constexpr std::array<double, 2> mass{0.1, 0.01}, half{0.5, 0.05};
  Conserved sum{0.5 * s.x_speed * s.x_speed, s.x_speed};
  for (std::size_t i = 0; i < 2; ++i) {
    const auto [angle, speed] = s.poles[i];
    const double across = s.x_speed + half[i] * speed * std::cos(angle), down = half[i] * speed * std::sin(angle);
    sum.energy += 0.5 * mass[i] * (across * across + down * down) +
                  0.5 * mass[i] * half[i] * half[i] / 3 * speed * speed + mass[i] * 9.8 * half[i] * std::cos(angle);
    sum.momentum += mass[i] * across;
  }
  return sum;
}

}  // namespace

TEST_CASE("poles accelerate as the equations of Newton and Lagrange say, solved as a linear system", "[evolve][game]") {
  check_accelerations<1>();
  check_accelerations<2>();
}

TEST_CASE("two poles without friction and force keep their energy and momentum", "[evolve][game]") {
  poles::State<double, 2> state{0.1, -0.3, {{{0.05, 0.2}, {0.02, -0.1}}}};
  const Conserved before = conserved(state);
  for (int step = 0; step < 20; ++step) {
    state = poles::moved(state, 0.0, none);
    CHECK(conserved(state).energy == Approx(before.energy).epsilon(1e-6));
    CHECK(conserved(state).momentum == Approx(before.momentum).epsilon(1e-6));
  }
  CHECK(std::abs(state.poles[1].angle - 0.02) > 0.1);  // it did move
  // Friction takes energy.
  poles::State<double, 2> slowed{0, 1, {}};
  for (int step = 0; step < 20; ++step) slowed = poles::moved(slowed, 0.0);
  CHECK(conserved(slowed).energy < conserved({0, 1, {}}).energy - 1e-4);
}

TEST_CASE("a step of the poles is 0.02 s: it agrees with many small steps", "[evolve][game]") {
  Random random(3);
  for (int i = 0; i < 20; ++i) {
    poles::State<double, 2> state{random.uniform(-1, 1), random.uniform(0.5, 1), {}};
    for (auto& pole : state.poles) pole = {random.uniform(-0.3, 0.3), random.uniform(-1, 1)};
    const double force = random.uniform(-5, 5);
    const auto moved = poles::moved(state, force);
    constexpr int small_steps = 20'000;
    constexpr double time = 0.02 / small_steps;
    for (int step = 0; step < small_steps; ++step) {
      const auto wanted = newton<2>(state, force, 0.0005, 0.000002);
      state.x += time * state.x_speed;
      state.x_speed += time * wanted[0];
      for (std::size_t pole = 0; pole < 2; ++pole) {
        state.poles[pole].angle += time * state.poles[pole].speed;
        state.poles[pole].speed += time * wanted[1 + pole];
      }
    }
    CHECK(moved.x == Approx(state.x).epsilon(1e-4));
    CHECK(moved.x_speed == Approx(state.x_speed).epsilon(1e-4));
    for (std::size_t pole = 0; pole < 2; ++pole) {
      CHECK(moved.poles[pole].angle == Approx(state.poles[pole].angle).epsilon(1e-3).margin(1e-5));
      CHECK(moved.poles[pole].speed == Approx(state.poles[pole].speed).epsilon(1e-3).margin(1e-4));
    }
  }
}

TEST_CASE("sine and cosine in pairs are those of the library within 2 units in the last place", "[evolve][game]") {
  for (int i = -10'000; i <= 10'000; ++i) {
    const double angle = i * (std::numbers::pi / 4 / 10'000), unit = 2.3e-16;
    REQUIRE(std::abs(sine_in_pairs(angle) - sine(angle)) <= 2 * unit * std::abs(sine(angle)));
    REQUIRE(std::abs(cosine_in_pairs(angle) - cosine(angle)) <= 2 * unit * cosine(angle));
  }
  // A little beyond, as in the step in which a pole falls.
  CHECK(sine_in_pairs(1.0) == Approx(std::sin(1.0)).epsilon(1e-12));
  CHECK(cosine_in_pairs(1.0) == Approx(std::cos(1.0)).epsilon(1e-11));
}

TEST_CASE("a force is 10 N times the output, at most 10 N, and at least 10/256 N either way", "[evolve][game]") {
  CHECK(poles::force_of(0.5) == 5);
  CHECK(poles::force_of(-0.25) == -2.5);
  CHECK(poles::force_of(7.0) == 10);
  CHECK(poles::force_of(-1e30) == -10);
  CHECK(poles::force_of(0.0) == 10 / 256.0);
  CHECK(poles::force_of(1e-9) == 10 / 256.0);
  CHECK(poles::force_of(-1e-9) == -10 / 256.0);
  CHECK(std::isnan(poles::force_of(std::nan(""))));
}

TEST_CASE("poles that are let alone fall when those of small time steps do", "[evolve][game]") {
  // The output 0 is a push of 10/256 N. The double pole starts at 1 and 4 degrees, the single pole at 4.
  const auto falls_after = [](auto count, double degrees, double steepest) {
    poles::State<double, count()> state{};
    state.poles[0].angle = degrees * degree;
    constexpr double time = 1e-5;
    for (int step = 0;; ++step) {
      for (const auto& pole : state.poles)
        if (std::abs(pole.angle) > steepest) return step * time / 0.02;  // in steps of the game
      const auto wanted = newton<count()>(state, 10 / 256.0, 0.0005, 0.000002);
      state.x_speed += time * wanted[0];
      state.x += time * state.x_speed;
      for (std::size_t i = 0; i < count(); ++i) {
        state.poles[i].speed += time * wanted[1 + i];
        state.poles[i].angle += time * state.poles[i].speed;
      }
    }
  };
  const auto balanced = [](auto game, double degrees) {
    game.start(game.tilted(degrees));
    while (!game.over()) game.step(std::array{0.0});
    CHECK(game.steps() == game.balanced() + 1);
    CHECK(game.score() == static_cast<double>(game.balanced()));
    CHECK_FALSE(game.stands());
    return static_cast<double>(game.balanced());
  };
  const std::integral_constant<std::size_t, 1> one;
  const std::integral_constant<std::size_t, 2> two;
  CHECK(balanced(SinglePole(), 4) == std::floor(falls_after(one, 4, 12 * degree)));
  CHECK(balanced(DoublePole(), 4) == std::floor(falls_after(two, 4, 36 * degree)));
  CHECK(balanced(DoublePole(), 1) == std::floor(falls_after(two, 1, 36 * degree)));
}

}  // namespace plexus::evolve
